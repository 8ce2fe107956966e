//! The linear sequence tagger: hashed features, quantised weights read in place, Viterbi.
//!
//! A model is a file (see [`Model`]); what a feature is, each user of the tagger decides, and the
//! file carries a hash of that decision so that weights and features never drift apart.

mod format;
mod labels;
mod viterbi;

pub use format::{Known, Model, Parts, Row, Scores, Transitions, Weights};
pub use labels::{Label, Labels, MAX_LABELS};
pub use viterbi::Decoder;

use crate::lexicon::mix;

/// A feature of template `template` with one value.
#[inline(always)]
pub fn feature(template: u64, value: u64) -> u64 {
    let hash =
        (value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

/// A feature of template `template` with two values.
#[inline(always)]
pub fn feature2(template: u64, first: u64, second: u64) -> u64 {
    let hash = (feature(template, first).wrapping_add(second)).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    hash ^ (hash >> 32)
}

/// A feature of template `template` with three values.
#[inline(always)]
pub fn feature3(template: u64, first: u64, second: u64, third: u64) -> u64 {
    let hash =
        (feature2(template, first, second).wrapping_add(third)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 32)
}

/// The hash of a description of a feature set, for the header of a model file.
pub fn feature_set(description: &str) -> u64 {
    mix(crate::lexicon::hash_normalized(description))
}

#[cfg(test)]
mod tests;
