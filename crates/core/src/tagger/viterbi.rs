//! The best label sequence of a sentence.

use crate::tagger::format::{Model, Scores, Transitions};
use crate::tagger::labels::{Labels, MAX_LABELS};

/// Far below every sum of weights, far above overflow.
const NEVER: i32 = -(1 << 29);

/// The scores of the best paths to each label.
type Best = [i32; MAX_LABELS];

/// Finds the best label sequences; its buffers are reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// For each token and label, the best label before it.
    back: Vec<[u8; MAX_LABELS]>,
}

impl Decoder {
    /// Writes the best labels for tokens with these scores over `labels`, which has as many.
    pub fn decode(&mut self, model: &Model, scores: &[Scores], labels: &mut [u8]) {
        let (count, transitions) = (model.labels().len(), model.transitions());
        self.back.clear();
        let Some(first) = scores.first() else { return };
        let mut best = [NEVER; MAX_LABELS];
        for label in 0..count {
            if Labels::may_follow(None, label) {
                best[label] = i32::from(first[label]) + i32::from(transitions.start[label]);
            }
        }
        for token in &scores[1..] {
            best = self.step(transitions, model.reach(), &best, token, count);
        }
        let mut label = arg_max(&best[..count]);
        for (slot, back) in labels[1..scores.len()].iter_mut().zip(&self.back).rev() {
            *slot = label as u8;
            label = back[label] as usize;
        }
        labels[0] = label as u8;
    }

    /// The best scores after one more token. A class goes on only from itself, so that the labels
    /// which begin something need the best of all labels before, and the others of two. Labels that
    /// lag behind the best by more than any two transitions differ can't be before anything.
    fn step(
        &mut self,
        transitions: &Transitions,
        reach: i32,
        best: &Best,
        token: &Scores,
        count: usize,
    ) -> Best {
        let mut next = [NEVER; MAX_LABELS];
        let mut back = [0u8; MAX_LABELS];
        let least = best[arg_max(&best[..count])] - reach;
        for before in (0..count).filter(|&before| best[before] >= least) {
            let moves = &transitions.after[before];
            for label in 0..MAX_LABELS {
                let score = best[before] + i32::from(moves[label]);
                let better = score > next[label];
                next[label] = if better { score } else { next[label] };
                back[label] = if better { before as u8 } else { back[label] };
            }
        }
        for inside in (2..count).step_by(2) {
            let begun = best[inside - 1] + i32::from(transitions.after[inside - 1][inside]);
            let gone_on = best[inside] + i32::from(transitions.after[inside][inside]);
            next[inside] = begun.max(gone_on).max(NEVER);
            back[inside] = if gone_on > begun { inside as u8 } else { inside as u8 - 1 };
        }
        for label in 0..count {
            next[label] += i32::from(token[label]);
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
