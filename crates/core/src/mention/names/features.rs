//! The features of a token.

use crate::mention::names::article::Article;
use crate::tagger::{feature, feature2, feature3};

/// What the features are; changes whenever they do, so that old weights are refused.
pub const FEATURE_SET: &str = "names 1";

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

    #[inline(always)]
    fn has(self, group: Self) -> bool {
        self.0 & group.0 != 0
    }
}

impl Article {
    /// Calls `found` with every feature of a token.
    #[inline]
    pub fn features(&self, index: usize, groups: Groups, mut found: impl FnMut(u64)) {
        let seen = &self.seen[index];
        let place = &self.places[index];
        let (p2, p1) = (self.near(index, -2), self.near(index, -1));
        let (n1, n2) = (self.near(index, 1), self.near(index, 2));
        found(feature(1, 1));
        found(feature(2, seen.word));
        found(feature2(3, seen.word, seen.case));
        if groups.has(Groups::NEIGHBOURS) {
            found(feature(4, p2.word));
            found(feature(5, p1.word));
            found(feature(6, n1.word));
            found(feature(7, n2.word));
            found(feature2(8, p1.word, seen.case));
            found(feature2(9, n1.word, seen.case));
            found(feature2(10, p1.suffixes[2], seen.case));
            found(feature2(11, n1.suffixes[2], seen.case));
        }
        if groups.has(Groups::PAIRS) {
            found(feature2(12, p1.word, seen.word));
            found(feature2(13, seen.word, n1.word));
            found(feature2(14, p2.word, p1.word));
            found(feature2(15, n1.word, n2.word));
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
        }
        if groups.has(Groups::AFFIXES) {
            for length in 0..4 {
                found(feature2(
                    25 + length as u64,
                    seen.prefixes[length],
                    u64::from(seen.is_capital()),
                ));
                found(feature2(
                    29 + length as u64,
                    seen.suffixes[length],
                    u64::from(seen.is_capital()),
                ));
            }
        }
        if groups.has(Groups::PLACE) {
            let first = u64::from(place.first) | u64::from(place.shouted) << 1;
            found(feature3(33, seen.case, first, place.section.into()));
            found(feature2(34, place.quoted.into(), seen.case));
            found(feature3(35, place.quoted.into(), seen.case, n1.case));
            found(feature2(36, seen.word, first));
        }
        if groups.has(Groups::ARTICLE) {
            self.of_article(index, found);
        }
    }

    /// What the same word does elsewhere in the article.
    #[inline]
    fn of_article(&self, index: usize, mut found: impl FnMut(u64)) {
        let (seen, place) = (&self.seen[index], &self.places[index]);
        if !(seen.is_capital()) {
            return;
        }
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
    }
}
