//! From articles to weights.

use std::collections::HashMap;

use virgolette::lexicon::gazetteer::Gazetteer;
use virgolette::mention::names::{Article, CLASSES, FEATURE_SET, Groups, LETTERS};
use virgolette::tagger::{Label, Labels, Parts, Row, Transitions, feature_set};

use crate::train::Learning;
use crate::train::corpus::Example;
use crate::train::crf::{self, Field, Numbers, Sequence, Settings, WIDTH};

/// How many labels there are.
const LABELS: usize = 1 + 2 * CLASSES.len();

/// Learns models.
#[derive(Clone, Copy)]
pub(crate) struct Learner<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) options: &'a Learning,
}

/// Features as numbers, in order of appearance.
#[derive(Default)]
struct Lexicon {
    numbers: HashMap<u64, u32>,
    features: Vec<u64>,
}

/// Features and their weights.
struct Learned {
    features: Vec<u64>,
    field: Field,
}

impl Lexicon {
    fn number(&mut self, feature: u64) -> u32 {
        let next = self.features.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.features.push(feature);
        }
        number
    }
}

impl Learner<'_> {
    /// Learns a model from these articles.
    pub(crate) fn learn(&self, examples: &[&Example]) -> Parts {
        self.quantize(&self.weights(examples))
    }

    fn settings(&self) -> Settings {
        let Learning { epochs, rate, floor, l1, l2, dropout, blind, seed, .. } = *self.options;
        Settings { epochs, rate, floor, l1, l2, dropout, seed, letters: (blind, LETTERS) }
    }

    fn weights(&self, examples: &[&Example]) -> Learned {
        let groups = Groups(!self.options.without);
        let mut lexicon = Lexicon::default();
        let mut sequences = Vec::new();
        let mut article = Article::default();
        for example in examples {
            article.read(&example.text, &example.segments, self.gazetteer);
            sequences_of(example, &mut sequences, |index, features| {
                article.features(index, groups, |feature| features.push(lexicon.number(feature)));
            });
        }
        let count = lexicon.features.len();
        let field = crf::train(&sequences, count, LABELS, self.settings(), |_, _| {});
        Learned { features: lexicon.features, field }
    }

    fn quantize(&self, learned: &Learned) -> Parts {
        let largest = |weights: &Numbers| weights.iter().fold(0f32, |top, w| top.max(w.abs()));
        let tops = learned.field.emissions.iter().map(largest);
        let top = tops.fold(1e-3, f32::max);
        let scale = 127.0 / top;
        let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<Row> = Vec::new();
        for (row, &feature) in learned.field.emissions.iter().zip(&learned.features) {
            let weights = row.map(byte);
            let kept = largest(row) >= self.options.prune;
            if kept && weights.iter().any(|&weight| weight != 0) {
                rows.push((feature, weights));
            }
        }
        let transitions = self.transitions(&learned.field, scale);
        let classes = CLASSES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        let labels = Labels::new(classes).unwrap_or_else(|| unreachable!("nine classes"));
        let features = feature_set(FEATURE_SET);
        Parts { language: "it".into(), features, labels, transitions, rows }
    }

    fn transitions(&self, field: &Field, scale: f32) -> Transitions {
        let outside = |label: usize| if label == 0 { self.options.outside } else { 0.0 };
        let weight = |before: usize, next: usize| {
            ((field.transitions[before][next] + outside(next)) * scale).round() as i16
        };
        let mut transitions = Transitions::EVEN;
        for next in 0..LABELS {
            transitions.start[next] = weight(WIDTH, next);
            for before in 0..LABELS {
                transitions.after[before][next] = weight(before, next);
            }
        }
        transitions
    }
}

/// Appends the sentences of an article, with the features that `each` gives to a token.
fn sequences_of(
    example: &Example,
    sequences: &mut Vec<Sequence>,
    mut each: impl FnMut(usize, &mut Vec<u32>),
) {
    for sentence in &example.segments.sentences {
        let range = sentence.first as usize..sentence.end as usize;
        let mut labels = example.labels[range.clone()].to_vec();
        // A name that the sentence splitter cut begins anew.
        if let Label::Inside(class) = Labels::label(labels[0].into()) {
            labels[0] = Labels::index(Label::Begin(class)) as u8;
        }
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for index in range {
            each(index, &mut features);
            ends.push(features.len() as u32);
        }
        sequences.push(Sequence { features, ends, labels });
    }
}
