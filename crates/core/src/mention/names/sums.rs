//! The scores of tokens, with sums that come again kept.
//!
//! A third of the features of a token are made of few things: the letter case around, the lists. Where
//! these come again, so does the sum of the weights, and one look costs less than eight features. Sums
//! are of whole numbers: it does not show in the result whether one was kept.
//!
//! Sums of what is made of words were kept too, and lost: they come again too seldom to pay for the
//! cache that they take from the weights.

use crate::lexicon::mix;
use crate::mention::names::article::Article;
use crate::mention::names::features::{Groups, part};
use crate::tagger::{Known, MAX_LABELS, Model, Scores, Weights};

/// How many sums are kept of each part, as a power of two.
const BITS: u32 = 9;

/// The sums of one part, each in the one slot that its key gives it.
#[derive(Clone, Debug, Default)]
struct Kept {
    slots: Vec<(u64, Scores)>,
}

impl Kept {
    fn clear(&mut self) {
        self.slots.clear();
        self.slots.resize(1 << BITS, (0, [0; MAX_LABELS]));
    }

    /// Adds the sum with this key to `scores`; `sum` makes it where it is not kept.
    #[inline(always)]
    fn add(&mut self, key: u64, scores: &mut Scores, sum: impl FnOnce() -> Scores) {
        // No key is zero, which is that of an empty slot.
        let key = key | 1;
        let slot = &mut self.slots[(key >> (u64::BITS - BITS)) as usize];
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
    cases: Kept,
    lists: Kept,
    known: Known,
}

impl Sums {
    /// Writes the scores of every token of `article`.
    pub(super) fn score(&mut self, model: &Model, article: &Article, scores: &mut [Scores]) {
        if self.model != Some(model.checksum()) {
            self.cases.clear();
            self.lists.clear();
            self.model = Some(model.checksum());
        }
        let weights = model.weights();
        let Self { cases, lists, known, .. } = self;
        for (index, score) in scores.iter_mut().enumerate() {
            *score = sum::<{ part::WORDS }>(weights, article, index, known);
            let key = case_key(article, index);
            cases.add(key, score, || once::<{ part::CASES }>(weights, article, index, known));
            let key = list_key(article, index);
            lists.add(key, score, || once::<{ part::LISTS }>(weights, article, index, known));
        }
    }
}

/// The sum of the weights of some features of a token.
#[inline(always)]
fn sum<const PARTS: u32>(
    weights: Weights<'_>,
    article: &Article,
    index: usize,
    known: &mut Known,
) -> Scores {
    article.parts::<PARTS>(index, Groups::ALL, |feature| weights.find(feature, known));
    weights.sum(known)
}

/// [`sum`], away from the loop that seldom needs it.
#[inline(never)]
fn once<const PARTS: u32>(
    weights: Weights<'_>,
    article: &Article,
    index: usize,
    known: &mut Known,
) -> Scores {
    sum::<PARTS>(weights, article, index, known)
}

/// All that the features of cases are made of.
#[inline(always)]
fn case_key(article: &Article, index: usize) -> u64 {
    let (seen, place) = (&article.seen[index], &article.places[index]);
    let case = |distance: isize| article.near(index, distance).case;
    // Seven bits tell every case, eight more the details of a shape.
    let cases = case(-2) | case(-1) << 7 | seen.case << 14 | case(1) << 21 | case(2) << 28;
    let first = u64::from(place.first) | u64::from(place.shouted) << 1;
    let standing = first | u64::from(place.section) << 2 | u64::from(place.quoted) << 6;
    mix(cases | (seen.shape & 0xff) << 35 | standing << 48)
}

/// A hash of all that the features of lists are made of.
#[inline(always)]
fn list_key(article: &Article, index: usize) -> u64 {
    let listed = &article.listed[index];
    let (before, after) = (article.listed_near(index, -1), article.listed_near(index, 1));
    let case = |distance: isize| article.near(index, distance).case;
    let cases = case(-1) | article.seen[index].case << 7 | case(1) << 14;
    let beside = u64::from(before.ends) | u64::from(after.begins) << 32;
    let parts = [listed.begin, listed.inside, listed.end, beside, cases];
    let join =
        |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mix(parts.into_iter().fold(0x2545_f491_4f6c_dd1d, join))
}
