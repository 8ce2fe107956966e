//! A linear-chain conditional random field, trained by AdaGrad over sentences.
//!
//! All arithmetic is in `f32`, in one order, with its own exponential: the same corpus and seed give
//! the same weights on every platform.

// Matrices read best by their indices.
#![allow(clippy::needless_range_loop)]

use virgolette::tagger::{Labels, MAX_LABELS};

/// How many labels there may be.
pub(crate) const WIDTH: usize = MAX_LABELS;

/// A number for each label.
pub(crate) type Numbers = [f32; WIDTH];

/// A sentence: the features of its tokens, one after the other, and their labels.
pub(crate) struct Sequence {
    /// Feature numbers of all tokens.
    pub(crate) features: Vec<u32>,
    /// Where the features of each token end.
    pub(crate) ends: Vec<u32>,
    pub(crate) labels: Vec<u8>,
}

impl Sequence {
    pub(crate) fn of_token(&self, index: usize) -> &[u32] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.features[start..self.ends[index] as usize]
    }
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    pub(crate) floor: f32,
    pub(crate) l2: f32,
    pub(crate) l1: f32,
    pub(crate) seed: u64,
    /// Share of features left out of a token at random.
    pub(crate) dropout: f32,
    /// Share of tokens whose first features are left out at random, and how many those are.
    pub(crate) letters: (f32, usize),
}

/// A trained field.
pub(crate) struct Field {
    pub(crate) count: usize,
    pub(crate) emissions: Vec<Numbers>,
    /// `transitions[before][next]`; the last row is the start.
    pub(crate) transitions: Vec<Numbers>,
}

/// Work space of one sentence.
#[derive(Default)]
struct Space {
    scores: Vec<Numbers>,
    alpha: Vec<Numbers>,
    beta: Vec<Numbers>,
    scale: Vec<f32>,
}

struct Trainer {
    field: Field,
    squares: Vec<Numbers>,
    transition_squares: Vec<Numbers>,
    /// How often each feature stands in the corpus, to spread the penalty.
    frequency: Vec<f32>,
    settings: Settings,
    space: Space,
    random: Random,
    kept: Vec<u32>,
}

/// A small generator (xorshift*), the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (((self.next() >> 32) * limit as u64) >> 32) as usize
    }

    /// A number from 0 to 1.
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u32 << 24) as f32
    }
}

/// Trains a field over `features` features and `labels` labels.
pub(crate) fn train(
    sequences: &[Sequence],
    features: usize,
    labels: usize,
    settings: Settings,
    mut progress: impl FnMut(usize, f64),
) -> Field {
    let mut frequency = vec![0f32; features];
    for sequence in sequences {
        for &feature in &sequence.features {
            frequency[feature as usize] += 1.0;
        }
    }
    let mut trainer = Trainer {
        field: Field {
            count: labels,
            emissions: vec![[0.0; WIDTH]; features],
            transitions: vec![[0.0; WIDTH]; WIDTH + 1],
        },
        squares: vec![[settings.floor; WIDTH]; features],
        transition_squares: vec![[settings.floor; WIDTH]; WIDTH + 1],
        frequency,
        settings,
        space: Space::default(),
        random: Random::new(settings.seed),
        kept: Vec::new(),
    };
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    for epoch in 0..settings.epochs {
        for index in (1..order.len()).rev() {
            order.swap(index, trainer.random.below(index + 1));
        }
        let mut loss = 0.0;
        for &index in &order {
            loss += f64::from(trainer.learn(&sequences[index]));
        }
        progress(epoch, loss);
    }
    trainer.field
}

impl Trainer {
    /// One step on one sentence; its loss.
    fn learn(&mut self, sequence: &Sequence) -> f32 {
        let length = sequence.labels.len();
        let count = self.field.count;
        let mut kept = std::mem::take(&mut self.kept);
        kept.clear();
        let mut ends = Vec::with_capacity(length);
        for index in 0..length {
            let mut features = sequence.of_token(index);
            let (share, count) = self.settings.letters;
            if share > 0.0 && self.random.unit() < share {
                features = &features[count.min(features.len())..];
            }
            for &feature in features {
                if self.settings.dropout == 0.0 || self.random.unit() >= self.settings.dropout {
                    kept.push(feature);
                }
            }
            ends.push(kept.len());
        }
        let of = |index: usize| if index == 0 { 0..ends[0] } else { ends[index - 1]..ends[index] };
        let mut space = std::mem::take(&mut self.space);
        space.scores.clear();
        for index in 0..length {
            let mut score = [0.0; WIDTH];
            for &feature in &kept[of(index)] {
                let row = &self.field.emissions[feature as usize];
                for label in 0..WIDTH {
                    score[label] += row[label];
                }
            }
            space.scores.push(score);
        }
        let (expected, loss) = self.field.expect(&mut space, &sequence.labels);
        for index in 0..length {
            let mut gradient = space.alpha[index];
            gradient[sequence.labels[index] as usize] -= 1.0;
            for &feature in &kept[of(index)] {
                let feature = feature as usize;
                let frequency = self.frequency[feature];
                let (l2, l1) = (self.settings.l2 / frequency, self.settings.l1 / frequency);
                step(
                    &mut self.field.emissions[feature],
                    &mut self.squares[feature],
                    &gradient,
                    (self.settings.rate, l2, l1),
                );
            }
        }
        for before in 0..=WIDTH {
            if before < count || before == WIDTH {
                step(
                    &mut self.field.transitions[before],
                    &mut self.transition_squares[before],
                    &expected[before],
                    (self.settings.rate, 0.0, 0.0),
                );
            }
        }
        self.space = space;
        self.kept = kept;
        loss
    }
}

#[inline(always)]
fn step(
    weights: &mut Numbers,
    squares: &mut Numbers,
    gradient: &Numbers,
    (rate, l2, l1): (f32, f32, f32),
) {
    for label in 0..WIDTH {
        let slope = gradient[label] + l2 * weights[label];
        squares[label] += slope * slope;
        let pace = rate / squares[label].sqrt();
        let moved = weights[label] - pace * slope;
        let shrink = pace * l1;
        weights[label] = (moved.abs() - shrink).max(0.0).copysign(moved);
    }
}

impl Field {
    /// Leaves the posterior of each label of each token in `space.alpha`; gives what the weights of
    /// transitions expect less what was seen, and the loss.
    fn expect(&self, space: &mut Space, labels: &[u8]) -> (Vec<Numbers>, f32) {
        let (length, count) = (labels.len(), self.count);
        let mut moves = [[0f32; WIDTH]; WIDTH];
        for before in 0..count {
            for next in 0..count {
                if Labels::may_follow(Some(before), next) {
                    moves[before][next] = exp(self.transitions[before][next]);
                }
            }
        }
        let mut gold = 0f32;
        let mut logs = 0f32;
        space.alpha.clear();
        space.beta.clear();
        space.scale.clear();
        for index in 0..length {
            let score = &mut space.scores[index];
            gold += score[labels[index] as usize];
            gold += if index == 0 {
                self.transitions[WIDTH][labels[0] as usize]
            } else {
                self.transitions[labels[index - 1] as usize][labels[index] as usize]
            };
            let top = score[..count].iter().fold(f32::MIN, |top, &value| top.max(value));
            for label in 0..WIDTH {
                score[label] = if label < count { exp(score[label] - top) } else { 0.0 };
            }
            let mut alpha = [0f32; WIDTH];
            if index == 0 {
                for label in 0..count {
                    if Labels::may_follow(None, label) {
                        alpha[label] = exp(self.transitions[WIDTH][label]);
                    }
                }
            } else {
                let last: Numbers = space.alpha[index - 1];
                for before in 0..count {
                    for next in 0..WIDTH {
                        alpha[next] += last[before] * moves[before][next];
                    }
                }
            }
            let mut sum = 0f32;
            for label in 0..WIDTH {
                alpha[label] *= score[label];
                sum += alpha[label];
            }
            let scale = 1.0 / sum.max(1e-30);
            for value in &mut alpha {
                *value *= scale;
            }
            logs += top + ln(sum.max(1e-30));
            space.alpha.push(alpha);
            space.scale.push(scale);
        }
        let mut expected = vec![[0f32; WIDTH]; WIDTH + 1];
        space.beta.resize(length, [0.0; WIDTH]);
        space.beta[length - 1] = [1.0; WIDTH];
        for index in (1..length).rev() {
            let mut ahead = space.beta[index];
            for label in 0..WIDTH {
                ahead[label] *= space.scores[index][label] * space.scale[index];
            }
            let last = space.alpha[index - 1];
            let mut beta = [0f32; WIDTH];
            for before in 0..count {
                let mut sum = 0f32;
                for next in 0..WIDTH {
                    let flow = moves[before][next] * ahead[next];
                    sum += flow;
                    expected[before][next] += last[before] * flow;
                }
                beta[before] = sum;
            }
            space.beta[index - 1] = beta;
        }
        for index in 0..length {
            let mut sum = 0f32;
            for label in 0..WIDTH {
                space.alpha[index][label] *= space.beta[index][label];
                sum += space.alpha[index][label];
            }
            let scale = 1.0 / sum.max(1e-30);
            for label in 0..WIDTH {
                space.alpha[index][label] *= scale;
            }
        }
        for label in 0..count {
            expected[WIDTH][label] += space.alpha[0][label];
        }
        expected[WIDTH][labels[0] as usize] -= 1.0;
        for pair in labels.windows(2) {
            expected[pair[0] as usize][pair[1] as usize] -= 1.0;
        }
        (expected, logs - gold)
    }
}

/// The exponential, by powers of two and a polynomial; within 3·10⁻⁷ of the true one.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (x + 256.5) as i32 - 256;
    let part = (x - whole as f32) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part
                    * (0.5
                        + part
                            * (1.0 / 6.0
                                + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    series * f32::from_bits(((whole + 127) as u32) << 23)
}

/// The logarithm, by the exponent and a series; used for the reported loss alone.
fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let part = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    let ratio = (part - 1.0) / (part + 1.0);
    let square = ratio * ratio;
    let series = ratio * (2.0 + square * (2.0 / 3.0 + square * (0.4 + square * (2.0 / 7.0))));
    series + exponent as f32 * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_and_logarithm_are_near_the_true_ones() {
        for step in -700..200 {
            let x = step as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "exp({x}) = {}", exp(x));
        }
        for step in 1..1000 {
            let x = step as f32 / 7.0;
            assert!((ln(x) - x.ln()).abs() < 1e-3, "ln({x}) = {}", ln(x));
        }
    }
}
