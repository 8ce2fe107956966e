//! Learned decisions on top of the rules: where a content ends, where it begins, and whether a
//! candidate is a quote at all.
//!
//! Each is a linear model over hashed features (feature hashing, Weinberger et al. 2009): the best of
//! several boundaries by score, a candidate's probability by the logistic function of its score.

use crate::error::{Error, ErrorKind};
use crate::lexicon::{checksum, mix};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[derive(Default)]
pub enum Question {
    /// Which boundary ends a content.
    #[default]
    End,
    /// Which boundary begins a content before an inserted cue.
    Start,
    /// Whether a candidate is a quote.
    Accept,
    /// Whether a content with a quotation in it begins with the quotation or before it.
    Lead,
}

impl Question {
    /// Every question, in the order of the file.
    pub const ALL: [Self; 4] = [Self::End, Self::Start, Self::Accept, Self::Lead];
}

/// Weights for each question, one table of [`Judge::SLOTS`] each.
#[derive(Clone, Debug)]
pub struct Judge {
    weights: Vec<i16>,
    scales: [f32; QUESTIONS],
    /// Candidates with a lower probability are dropped.
    threshold: f32,
    /// Slope and shift of the line that makes scores into calibrated ones (Platt 1999).
    calibration: [f32; 2],
    /// Candidates with a lower confidence are dropped, whatever the threshold says.
    least: Option<f32>,
}

/// The share of the threshold that passages in marks must reach: over five folds of the training
/// articles it costs no F1 and finds four in a hundred direct quotes more.
const MARKED: f32 = 0.5;
const MAGIC: [u8; 8] = *b"VIRGjudg";
/// The number of this file format, and of the features it was trained with.
const VERSION: u32 = 3;
const QUESTIONS: usize = Question::ALL.len();
/// Bytes of the scales, the threshold and the calibration.
const NUMBERS: usize = 4 * (QUESTIONS + 3);
const HEADER: usize = 8 + 4 + 8 + NUMBERS;

impl Judge {
    /// Weights for one question; features are hashed into as many slots.
    pub const SLOTS: usize = 1 << 16;

    /// The embedded judge.
    ///
    /// # Errors
    /// Where it is damaged, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        Self::from_bytes(include_bytes!("../../models/it.quotes.bin"))
    }

    /// A judge with these weights, quantised to 16 bits.
    pub fn new(tables: [&[f32]; QUESTIONS], threshold: f32) -> Self {
        let mut weights = Vec::with_capacity(QUESTIONS * Self::SLOTS);
        let mut scales = [1.0; QUESTIONS];
        for (table, scale) in tables.iter().zip(&mut scales) {
            let largest = table.iter().fold(0f32, |largest, weight| largest.max(weight.abs()));
            *scale = if largest > 0.0 { largest / 32_000.0 } else { 1.0 };
            weights.extend(table.iter().map(|weight| (weight / *scale).round() as i16));
        }
        Self { weights, scales, threshold, calibration: [1.0, 0.0], least: None }
    }

    /// The same judge with another threshold.
    #[must_use]
    pub fn with_threshold(mut self, threshold: f32) -> Self {
        self.threshold = threshold;
        self
    }

    /// The slot of a feature.
    #[inline]
    pub fn slot(feature: u64) -> usize {
        feature as usize & (Self::SLOTS - 1)
    }

    /// The sum of the features' weights.
    #[inline]
    pub(crate) fn score(&self, question: Question, features: &[u64]) -> f32 {
        let table = &self.weights[question as usize * Self::SLOTS..][..Self::SLOTS];
        let sum: i32 = features.iter().map(|&feature| i32::from(table[Self::slot(feature)])).sum();
        sum as f32 * self.scales[question as usize]
    }

    /// The same judge whose confidence is that of the line `slope * score + shift`.
    #[must_use]
    pub fn calibrated(mut self, slope: f32, shift: f32) -> Self {
        self.calibration = [slope, shift];
        self
    }

    /// The same judge that takes every candidate of this confidence or more, and no other.
    #[must_use]
    pub(crate) fn with_least(mut self, least: f32) -> Self {
        self.least = Some(least);
        self
    }

    /// How sure it is that a candidate with these features is a quote, and whether it is taken; a
    /// passage in marks (`marked`) is taken sooner.
    pub(crate) fn accept(&self, features: &[u64], marked: bool) -> (f32, bool) {
        let score = self.score(Question::Accept, features);
        let confidence = logistic(self.calibration[0] * score + self.calibration[1]);
        let threshold = if marked { self.threshold * MARKED } else { self.threshold };
        let taken = match self.least {
            Some(least) => confidence >= least,
            None => logistic(score) >= threshold,
        };
        (confidence, taken)
    }

    /// The judge as bytes: magic, version, checksum of the rest, scales, threshold, calibration,
    /// weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(NUMBERS + self.weights.len() * 2);
        for number in self.scales.iter().chain([&self.threshold]).chain(&self.calibration) {
            body.extend(number.to_le_bytes());
        }
        body.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Reads a judge.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] where the bytes are no judge of this version, truncated or corrupt.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bad = |what: &str| {
            let mend = "train it anew with `cargo dev train-quotes`";
            Error::new(ErrorKind::Model, format!("the quote model {what}"), mend)
        };
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(bad("is no such file"));
        }
        let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let version = u32::from_le_bytes(word(8));
        if version != VERSION {
            return Err(bad(&format!("has format {version}, not {VERSION}")));
        }
        let body = &bytes[20..];
        let sum = [word(12), word(16)].concat();
        if sum != checksum(body).to_le_bytes()
            || body.len() != NUMBERS + QUESTIONS * Self::SLOTS * 2
        {
            return Err(bad("is damaged"));
        }
        let number = |index: usize| f32::from_le_bytes(word(20 + 4 * index));
        let weights =
            body[NUMBERS..].as_chunks::<2>().0.iter().map(|&pair| i16::from_le_bytes(pair));
        Ok(Self {
            weights: weights.collect(),
            scales: std::array::from_fn(number),
            threshold: number(QUESTIONS),
            calibration: [number(QUESTIONS + 1), number(QUESTIONS + 2)],
            least: None,
        })
    }
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Collects the features of one option.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub(crate) values: Vec<u64>,
}

impl Features {
    /// Adds a feature: a template's number and its values.
    #[inline]
    pub(crate) fn add(&mut self, template: u32, values: &[u64]) {
        let start = mix(u64::from(template).wrapping_add(0x5151));
        self.values.push(
            values
                .iter()
                .fold(start, |hash, &value| mix(hash ^ value.wrapping_mul(0x9e37_79b9_7f4a_7c15))),
        );
    }
}

/// An option of a choice: its token and its features.
pub type TracedOption = (u32, Vec<u64>);

/// What was decided for one candidate, with the features of every option: for training.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The boundary choices: the question, and for each option its token and features.
    pub choices: Vec<(Question, Vec<TracedOption>)>,
    /// The candidate's own features.
    pub candidate: Vec<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_survives_its_bytes_and_damage_is_an_error() {
        let mut table = vec![0.0; Judge::SLOTS];
        table[7] = -1.5;
        table[9] = 0.75;
        let judge = Judge::new([&table; QUESTIONS], 0.4);
        let bytes = judge.to_bytes();
        let back = Judge::from_bytes(&bytes).unwrap();
        assert_eq!((back.scales, &back.weights), (judge.scales, &judge.weights));
        assert!((back.score(Question::Start, &[7, 9]) + 0.75).abs() < 1e-3);
        for (at, name) in [(0, "magic"), (9, "version"), (14, "checksum"), (60, "weights")] {
            let mut other = bytes.clone();
            other[at] ^= 1;
            let error = Judge::from_bytes(&other).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Model, "{name}");
        }
        assert!(Judge::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }
}
