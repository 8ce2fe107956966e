//! Linear models over hashed features, trained by stochastic gradient with `AdaGrad` steps
//! (Duchi, Hazan and Singer 2011) and averaged weights.

use virgolette::quote::Judge;

/// How a model is trained.
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    pub(crate) l2: f32,
    pub(crate) seed: u64,
}

/// Weights in training.
pub(crate) struct Linear {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

/// The rows of one choice, and the right one.
pub(crate) type Ranked = (Vec<Vec<u64>>, usize);

impl Linear {
    fn new() -> Self {
        Self { weights: vec![0.0; Judge::SLOTS], squares: vec![1e-6; Judge::SLOTS] }
    }

    fn score(&self, row: &[u64]) -> f32 {
        row.iter().map(|&feature| self.weights[Judge::slot(feature)]).sum()
    }

    fn step(&mut self, row: &[u64], gradient: f32, settings: &Settings) {
        for &feature in row {
            let slot = Judge::slot(feature);
            let gradient = gradient + settings.l2 * self.weights[slot];
            self.squares[slot] += gradient * gradient;
            self.weights[slot] -= settings.rate * gradient / self.squares[slot].sqrt();
        }
    }

    /// Softmax over the options of each choice.
    pub(crate) fn rank(examples: &[Ranked], settings: &Settings) -> Vec<f32> {
        let train = |model: &mut Self, index: usize| {
            let (rows, right) = &examples[index];
            let scores: Vec<f32> = rows.iter().map(|row| model.score(row)).collect();
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total: f32 = scores.iter().map(|score| (score - top).exp()).sum();
            for (index, (row, score)) in rows.iter().zip(&scores).enumerate() {
                let probability = (score - top).exp() / total;
                model.step(row, probability - f32::from(u8::from(index == *right)), settings);
            }
        };
        Self::run(examples.len(), settings, train)
    }

    /// Logistic regression.
    pub(crate) fn classify(examples: &[(Vec<u64>, bool)], settings: &Settings) -> Vec<f32> {
        let train = |model: &mut Self, index: usize| {
            let (row, right) = &examples[index];
            let probability = 1.0 / (1.0 + (-model.score(row)).exp());
            model.step(row, probability - f32::from(u8::from(*right)), settings);
        };
        Self::run(examples.len(), settings, train)
    }

    /// The average of the weights after each pass over the examples, in a new order each time.
    fn run(count: usize, settings: &Settings, train: impl Fn(&mut Self, usize)) -> Vec<f32> {
        let mut model = Self::new();
        let mut order: Vec<usize> = (0..count).collect();
        let mut state = settings.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut sum = vec![0.0f32; Judge::SLOTS];
        for _ in 0..settings.epochs {
            for index in (1..order.len()).rev() {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                order.swap(index, (state % (index as u64 + 1)) as usize);
            }
            for &index in &order {
                train(&mut model, index);
            }
            for (sum, weight) in sum.iter_mut().zip(&model.weights) {
                *sum += weight;
            }
        }
        sum.iter().map(|sum| sum / settings.epochs as f32).collect()
    }
}
