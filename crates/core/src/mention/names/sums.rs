//! The scores of tokens, with sums that come again kept.
//!
//! Most features of a token are made of few things: the token itself, the one next to it, the letter
//! case around. Where these come again, so does the sum of the weights, and a look costs less than a
//! dozen features. Sums are of whole numbers: it does not show in the result whether one was kept.

use crate::lexicon::mix;
use crate::mention::names::article::{Article, Listed};
use crate::mention::names::features::{Groups, part};
use crate::tagger::{Known, MAX_LABELS, Model, Scores, Weights};

/// How many sums are kept of each part, as a power of two.
const OWN_BITS: u32 = 12;
const CASES_BITS: u32 = 11;
const LISTS_BITS: u32 = 10;
const BESIDE_BITS: u32 = 11;
const SAME_BITS: u32 = 9;

/// The sums of one part, each in the one slot that its key gives it.
#[derive(Clone, Debug, Default)]
struct Kept {
    slots: Vec<(u64, Scores)>,
    shift: u32,
}

impl Kept {
    fn clear(&mut self, bits: u32) {
        self.slots.clear();
        self.slots.resize(1 << bits, (0, [0; MAX_LABELS]));
        self.shift = u64::BITS - bits;
    }

    /// Adds the sum with this key to `scores`; `sum` makes it where it is not kept.
    #[inline(always)]
    fn add(&mut self, key: u64, scores: &mut Scores, sum: impl FnOnce() -> Scores) {
        // No key is zero, which is that of an empty slot.
        let key = key | 1;
        let slot = &mut self.slots[(key >> self.shift) as usize];
        if slot.0 != key {
            *slot = (key, sum());
        }
        for (score, &kept) in scores.iter_mut().zip(&slot.1) {
            *score += kept;
        }
    }
}

/// The sums kept from token to token and from article to article.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// The checksum of the model whose sums these are.
    model: Option<u64>,
    own: Kept,
    cases: Kept,
    lists: Kept,
    left: Kept,
    right: Kept,
    same: Kept,
}

impl Sums {
    /// Writes the scores of every token of `article`.
    pub(super) fn score(&mut self, model: &Model, article: &Article, scores: &mut [Scores]) {
        if self.model != Some(model.checksum()) {
            self.forget();
            self.model = Some(model.checksum());
        }
        let weights = model.weights();
        let mut known = Known::default();
        for (index, score) in scores.iter_mut().enumerate() {
            article.parts::<{ part::RARE }>(index, Groups::ALL, |feature| {
                weights.find(feature, &mut known);
            });
            *score = weights.sum(&mut known);
            self.add(weights, article, index, score);
        }
    }

    fn forget(&mut self) {
        self.own.clear(OWN_BITS);
        self.cases.clear(CASES_BITS);
        self.lists.clear(LISTS_BITS);
        self.left.clear(BESIDE_BITS);
        self.right.clear(BESIDE_BITS);
        self.same.clear(SAME_BITS);
    }

    /// Adds the sums of all parts but the rare ones.
    #[inline]
    fn add(&mut self, weights: Weights<'_>, article: &Article, index: usize, score: &mut Scores) {
        let keys = Keys::new(article, index);
        self.own.add(keys.own, score, || sum::<{ part::OWN }>(weights, article, index));
        self.cases.add(keys.cases, score, || sum::<{ part::CASES }>(weights, article, index));
        self.lists.add(keys.lists, score, || sum::<{ part::LISTS }>(weights, article, index));
        self.left.add(keys.left, score, || sum::<{ part::LEFT }>(weights, article, index));
        self.right.add(keys.right, score, || sum::<{ part::RIGHT }>(weights, article, index));
        if let Some(key) = keys.same {
            self.same.add(key, score, || sum::<{ part::SAME }>(weights, article, index));
        }
    }
}

/// The sum of the weights of one part of a token's features.
#[inline(never)]
fn sum<const PART: u32>(weights: Weights<'_>, article: &Article, index: usize) -> Scores {
    let mut known = Known::default();
    article.parts::<PART>(index, Groups::ALL, |feature| weights.find(feature, &mut known));
    weights.sum(&mut known)
}

/// What the features of each part are made of, hashed: tokens with one key have the same features.
struct Keys {
    own: u64,
    cases: u64,
    lists: u64,
    left: u64,
    right: u64,
    same: Option<u64>,
}

impl Keys {
    #[inline(always)]
    fn new(article: &Article, index: usize) -> Self {
        let (seen, place) = (&article.seen[index], &article.places[index]);
        let (p2, p1) = (article.near(index, -2), article.near(index, -1));
        let (n1, n2) = (article.near(index, 1), article.near(index, 2));
        let first = u64::from(place.first) | u64::from(place.shouted) << 1;
        let listed = &article.listed[index];
        let before: &Listed = article.listed_near(index, -1);
        let after: &Listed = article.listed_near(index, 1);
        // Seven bits tell every case, eight more the details of a shape.
        let around = p2.case | p1.case << 7 | seen.case << 14 | n1.case << 21 | n2.case << 28;
        let standing = first << 48 | u64::from(place.section) << 50 | u64::from(place.quoted) << 54;
        let three = p1.case | seen.case << 7 | n1.case << 14;
        let here = u64::from(listed.classes);
        let lists = [
            listed.begin,
            listed.inside,
            listed.end,
            u64::from(before.ends) | u64::from(after.begins) << 32,
        ];
        let beside = |word: u64, suffix: u64, cases: u64, lists: u32| {
            join(&[word, suffix, cases | here << 32, u64::from(lists)])
        };
        let words = || {
            let word = &article.words[place.word as usize];
            let counts = u64::from(word.lower.min(2)) | u64::from(word.capital.min(2)) << 2;
            let rest = counts | u64::from(place.first) << 4 | seen.case << 8;
            join(&[rest | u64::from(word.beside) << 32, word.long])
        };
        Self {
            own: join(&[seen.key, seen.shape | first << 32]),
            cases: mix(around | (seen.shape & 0xff) << 35 | standing),
            lists: join(&[lists[0], lists[1], lists[2], lists[3], three]),
            left: beside(
                p1.word,
                p1.suffixes[2],
                seen.case | n1.case << 7,
                article.listed_near(index, -2).ends,
            ),
            right: beside(
                n1.word,
                n1.suffixes[2],
                seen.case | n2.case << 7,
                article.listed_near(index, 2).begins,
            ),
            same: seen.is_capital().then(words),
        }
    }
}

/// One hash of several numbers.
#[inline(always)]
fn join(numbers: &[u64]) -> u64 {
    let step = |hash: u64, number: &u64| {
        (hash.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    mix(numbers.iter().fold(0x2545_f491_4f6c_dd1d, step))
}
