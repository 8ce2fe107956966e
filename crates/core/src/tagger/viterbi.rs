//! The best label sequence of a sentence.

use crate::tagger::format::{Model, Pass};
use crate::tagger::labels::{Labels, MAX_LABELS};

/// The scores of one token, a number for each label.
pub type Scores = [i32; MAX_LABELS];

/// Far below every sum of weights, far above overflow.
const NEVER: i32 = -(1 << 29);

/// Finds the best label sequences; its buffers are reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// For each token and label, the best label before it.
    back: Vec<[u8; MAX_LABELS]>,
}

impl Decoder {
    /// Writes the best labels for tokens with these scores over `labels`, which has as many, by the
    /// transitions of one reading of `model`.
    pub fn decode(&mut self, model: &Model, pass: usize, scores: &[Scores], labels: &mut [u8]) {
        let pass = model.pass(pass);
        let count = model.labels().len();
        self.back.clear();
        let Some(first) = scores.first() else { return };
        let mut best = [NEVER; MAX_LABELS];
        for label in 0..count {
            if Labels::may_follow(None, label) {
                best[label] = first[label] + pass.start[label];
            }
        }
        for token in &scores[1..] {
            best = self.step(pass, &best, token, count);
        }
        let mut label = arg_max(&best[..count]);
        for (slot, back) in labels[1..scores.len()].iter_mut().zip(&self.back).rev() {
            *slot = label as u8;
            label = back[label] as usize;
        }
        labels[0] = label as u8;
    }

    /// The best scores after one more token. A class goes on only from itself, so that the labels
    /// which begin something need the best of all labels before, and the others of two.
    fn step(&mut self, pass: &Pass, best: &Scores, token: &Scores, count: usize) -> Scores {
        let mut next = [NEVER; MAX_LABELS];
        let mut back = [0u8; MAX_LABELS];
        for label in 0..count {
            let into = &pass.transitions[label];
            let mut from = 0;
            let mut top = NEVER;
            if label > 0 && label % 2 == 0 {
                for before in [label - 1, label] {
                    let score = best[before] + into[before];
                    if score > top {
                        (top, from) = (score, before);
                    }
                }
            } else {
                for before in 0..count {
                    let score = best[before] + into[before];
                    if score > top {
                        (top, from) = (score, before);
                    }
                }
            }
            next[label] = top.max(NEVER) + token[label];
            back[label] = from as u8;
        }
        self.back.push(back);
        next
    }
}

fn arg_max(scores: &[i32]) -> usize {
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    best
}
