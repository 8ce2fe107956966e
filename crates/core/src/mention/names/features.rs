//! The features of a token.

use crate::mention::names::article::Article;
use crate::tagger::{feature, feature2, feature3};

/// What the features are; changes whenever they do, so that old weights are refused.
pub const FEATURE_SET: &str = "names 3";

/// So many features of a token come first that show its own letters; training leaves them out now
/// and then, so that names never seen are found by what is around them.
pub const LETTERS: usize = 14;

/// Groups of features, for ablation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups(pub u32);

impl Groups {
    /// All of them.
    pub const ALL: Self = Self(u32::MAX);
    /// The words around.
    pub const NEIGHBOURS: Self = Self(1);
    /// Pairs of words.
    pub const PAIRS: Self = Self(2);
    /// Letter case and form.
    pub const SHAPE: Self = Self(4);
    /// First and last letters.
    pub const AFFIXES: Self = Self(8);
    /// Place in sentence, section and quotation.
    pub const PLACE: Self = Self(16);
    /// What the same word does elsewhere in the article.
    pub const ARTICLE: Self = Self(32);
    /// The gazetteer.
    pub const GAZETTEER: Self = Self(64);
    /// What the gazetteer says of the same word elsewhere in the article.
    pub const GATHERED: Self = Self(128);
    /// Nouns that announce a name.
    pub const HEADS: Self = Self(256);

    /// Whether a group is among these.
    #[inline(always)]
    pub fn has(self, group: Self) -> bool {
        self.0 & group.0 != 0
    }
}

impl Article {
    /// Calls `found` with every feature of a token; the first [`LETTERS`] show its letters.
    #[inline]
    pub fn features(&self, index: usize, groups: Groups, mut found: impl FnMut(u64)) {
        let (seen, place) = (&self.seen[index], &self.places[index]);
        let (p1, n1) = (self.near(index, -1), self.near(index, 1));
        let capital = u64::from(seen.is_capital());
        let first = u64::from(place.first) | u64::from(place.shouted) << 1;
        found(feature(2, seen.word));
        found(feature2(3, seen.word, seen.case));
        found(feature2(36, seen.word, first));
        if groups.has(Groups::AFFIXES) {
            for length in 0..4 {
                found(feature2(25 + length as u64, seen.prefixes[length], capital));
                found(feature2(29 + length as u64, seen.suffixes[length], capital));
            }
        }
        if groups.has(Groups::PAIRS) {
            found(feature2(12, p1.word, seen.word));
            found(feature2(13, seen.word, n1.word));
            found(feature3(37, seen.word, seen.case, n1.case));
        }
        found(feature(1, 1));
        self.around(index, groups, &mut found);
        if groups.has(Groups::PLACE) {
            found(feature3(33, seen.case, first, place.section.into()));
            found(feature2(34, place.quoted.into(), seen.case));
            found(feature3(35, place.quoted.into(), seen.case, n1.case));
        }
        if groups.has(Groups::GAZETTEER) {
            self.of_gazetteer(index, &mut found);
        }
        if groups.has(Groups::ARTICLE) && seen.is_capital() {
            self.of_article(index, groups, &mut found);
        }
    }

    /// The words around, and the letter case of all.
    #[inline]
    fn around(&self, index: usize, groups: Groups, found: &mut impl FnMut(u64)) {
        let (seen, place) = (&self.seen[index], &self.places[index]);
        let (p2, p1) = (self.near(index, -2), self.near(index, -1));
        let (n1, n2) = (self.near(index, 1), self.near(index, 2));
        if groups.has(Groups::NEIGHBOURS) {
            found(feature(4, p2.word));
            found(feature(5, p1.word));
            found(feature(6, n1.word));
            found(feature(7, n2.word));
            found(feature2(8, p1.word, seen.case));
            found(feature2(9, n1.word, seen.case));
            found(feature2(10, p1.suffixes[2], seen.case));
            found(feature2(11, n1.suffixes[2], seen.case));
            found(feature2(38, place.lead, seen.case));
            found(feature2(39, place.trail, seen.case));
        }
        if groups.has(Groups::PAIRS) {
            found(feature3(14, p2.word, p1.word, seen.case));
            found(feature3(15, n1.word, n2.word, seen.case));
            found(feature3(16, p1.word, n1.word, seen.case));
        }
        if groups.has(Groups::SHAPE) {
            found(feature(17, seen.shape));
            found(feature2(18, p1.case, seen.shape));
            found(feature2(19, seen.shape, n1.case));
            found(feature3(20, p1.case, seen.case, n1.case));
            found(feature3(21, p2.case, p1.case, seen.case));
            found(feature3(22, seen.case, n1.case, n2.case));
            found(feature3(23, p1.word, seen.case, n1.case));
            found(feature3(24, p2.word, p1.case, seen.case));
            found(feature3(48, n1.word, seen.case, n2.case));
        }
    }

    /// What the gazetteer says.
    #[inline]
    fn of_gazetteer(&self, index: usize, found: &mut impl FnMut(u64)) {
        let seen = &self.seen[index];
        let listed = &self.listed[index];
        let (before, after) = (self.listed_near(index, -1), self.listed_near(index, 1));
        let mut all = listed.begin | listed.inside;
        while all != 0 {
            let bit = all & all.wrapping_neg();
            all ^= bit;
            let part = u64::from(listed.begin & bit != 0)
                | u64::from(listed.inside & bit != 0) << 1
                | u64::from(listed.end & bit != 0) << 2;
            found(feature3(50, bit, part, seen.case));
        }
        let here = u64::from(listed.classes);
        let (p, n) = (u64::from(before.ends), u64::from(after.begins));
        let (p1, n1) = (self.near(index, -1), self.near(index, 1));
        found(feature2(51, p, seen.case));
        found(feature2(52, n, seen.case));
        found(feature3(53, p << 32 | here, seen.case, p1.case));
        found(feature3(54, n << 32 | here, seen.case, n1.case));
        found(feature3(55, p << 32 | here, n, seen.case));
        found(feature3(59, u64::from(self.listed_near(index, -2).ends), p1.word, seen.case));
        found(feature3(60, u64::from(self.listed_near(index, 2).begins), n1.word, seen.case));
        if here != 0 {
            found(feature3(56, listed.begin, listed.inside, seen.case));
            found(feature3(57, here, seen.case, p1.word));
            found(feature3(58, here, seen.case, n1.word));
        }
    }

    /// What the same word does elsewhere in the article.
    #[inline]
    fn of_article(&self, index: usize, groups: Groups, found: &mut impl FnMut(u64)) {
        let (seen, place) = (&self.seen[index], &self.places[index]);
        let word = &self.words[place.word as usize];
        let few = |count: u32| u64::from(count.min(2));
        found(feature3(40, few(word.lower), few(word.capital), u64::from(place.first)));
        for other in [place.before, place.after] {
            let other = other as usize;
            if other < self.seen.len() && self.seen[other].is_capital() {
                let (before, after) = (self.near(other, -1), self.near(other, 1));
                found(feature(41, before.word));
                found(feature(42, after.word));
                found(feature3(43, before.case, self.seen[other].case, after.case));
            }
        }
        if groups.has(Groups::GATHERED) {
            let mut long = word.long;
            while long != 0 {
                let bit = long & long.wrapping_neg();
                long ^= bit;
                found(feature2(44, bit, seen.case));
            }
            found(feature2(46, u64::from(word.beside), seen.case));
            let mut beside = word.beside;
            while beside != 0 {
                let bit = beside & beside.wrapping_neg();
                beside ^= bit;
                found(feature2(47, u64::from(bit), seen.case));
            }
        }
    }
}
