//! `cargo dev train`: learns the name model from annotated articles.

pub(crate) mod corpus;
mod crf;
mod linear;
pub(crate) mod quotes;
mod score;

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use virgolette::mention::names::{Article, CLASSES, FEATURE_SET, Groups, spans};
use virgolette::tagger::{Decoder, Label, Labels, MAX_LABELS, Model, Parts, Row, feature_set};

use crate::train::corpus::Example;
use crate::train::crf::{Field, Sequence, Settings};
use crate::train::score::Tally;
use crate::workshop::{Failure, Workshop};

/// How the name model is trained.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Annotated articles: stand-off JSONL, or CoNLL columns.
    #[arg(long, default_value = "../shared/corpus/train.jsonl")]
    corpus: PathBuf,
    /// Where the model is written.
    #[arg(long, default_value = "crates/core/models/it.names.bin")]
    out: PathBuf,
    /// Cross-validate with this many folds instead of writing a model.
    #[arg(long)]
    folds: Option<usize>,
    /// Run only this many of the folds.
    #[arg(long)]
    runs: Option<usize>,
    /// Passes over the corpus.
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// Pace of learning.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Squared penalty on weights.
    #[arg(long, default_value_t = 0.5)]
    l2: f32,
    /// Absolute penalty on weights.
    #[arg(long, default_value_t = 0.0)]
    l1: f32,
    /// Share of features left out at random.
    #[arg(long, default_value_t = 0.0)]
    dropout: f32,
    /// Seed of the order of sentences.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Groups of features to leave out, as bits.
    #[arg(long, default_value_t = 0)]
    without: u32,
    /// Features seen less often are dropped.
    #[arg(long, default_value_t = 1)]
    least: usize,
    /// Weights that stay smaller are dropped with their feature.
    #[arg(long, default_value_t = 0.0)]
    prune: f32,
    /// Added to the score of being outside, in weight units.
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    outside: f32,
}

/// Features as numbers, in order of appearance.
#[derive(Default)]
struct Lexicon {
    numbers: HashMap<u64, u32>,
    features: Vec<u64>,
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

/// Trains, or cross-validates.
pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    let examples = corpus::read(&workshop.path(&options.corpus.to_string_lossy()))?;
    println!("{} articles", examples.len());
    match options.folds {
        Some(folds) => cross_validate(&examples, folds, options),
        None => {
            let all: Vec<&Example> = examples.iter().collect();
            let bytes = learn(&all, options).encode();
            let out = workshop.path(&options.out.to_string_lossy());
            println!("{} bytes to {}", bytes.len(), out.display());
            std::fs::write(&out, bytes).map_err(Failure::of(out.display()))
        }
    }
}

fn cross_validate(examples: &[Example], folds: usize, options: &Options) -> Result<(), Failure> {
    let runs = options.runs.unwrap_or(folds).min(folds);
    let one = |fold: usize| -> Result<Tally, Failure> {
        let is_held = |index: usize| index * folds / examples.len() == fold;
        let part = |held: bool| -> Vec<&Example> {
            let indexed = examples.iter().enumerate();
            indexed.filter(|(index, _)| is_held(*index) == held).map(|(_, e)| e).collect()
        };
        let bytes = learn(&part(false), options).encode();
        let model = Model::new(bytes, "it", feature_set(FEATURE_SET));
        let model = model.map_err(Failure::of("model"))?;
        let mut tally = Tally::default();
        let mut article = Article::default();
        for example in part(true) {
            let found = label(&model, &mut article, example, options);
            tally.add(example, &found);
        }
        Ok(tally)
    };
    let mut total = Tally::default();
    let tallies: Vec<Result<Tally, Failure>> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..runs).map(|fold| scope.spawn(move || one(fold))).collect();
        handles
            .into_iter()
            .map(|h| h.join().unwrap_or_else(|_| Err(Failure("a fold failed".into()))))
            .collect()
    });
    for tally in tallies {
        total.merge(&tally?);
    }
    println!("{total}");
    Ok(())
}

/// The spans a model finds in an article: first byte, one past the last, class.
fn label(
    model: &Model,
    article: &mut Article,
    example: &Example,
    options: &Options,
) -> Vec<(u32, u32, usize)> {
    let Example { text, segments, .. } = example;
    let groups = Groups(!options.without);
    article.read(text, segments);
    let mut scores = vec![[0; MAX_LABELS]; segments.tokens.len()];
    for (index, score) in scores.iter_mut().enumerate() {
        article.features(index, groups, |feature| model.add(feature, score));
    }
    let mut labels = vec![0; segments.tokens.len()];
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for sentence in &segments.sentences {
        let range = sentence.first as usize..sentence.end as usize;
        decoder.decode(model, &scores[range.clone()], &mut labels[range.clone()]);
        spans(&labels[range], |class, first, end| {
            let span = segments.span(sentence.first + first, sentence.first + end);
            found.push((span.start, span.end, class));
        });
    }
    found
}

/// Learns a model from these articles.
fn learn(examples: &[&Example], options: &Options) -> Parts {
    let mut lexicon = Lexicon::default();
    let mut sequences = Vec::new();
    let mut article = Article::default();
    for example in examples {
        sequences.extend(sequences_of(example, &mut article, &mut lexicon, options));
    }
    cut_rare(&mut sequences, &mut lexicon, options.least);
    let labels = 1 + 2 * CLASSES.len();
    let settings = Settings {
        epochs: options.epochs,
        rate: options.rate,
        l2: options.l2,
        l1: options.l1,
        seed: options.seed,
        dropout: options.dropout,
    };
    let loud = options.folds.is_none();
    let field = crf::train(&sequences, lexicon.features.len(), labels, settings, |epoch, loss| {
        if loud {
            println!("epoch {epoch:2}  loss {loss:.1}");
        }
    });
    parts(&field, &lexicon.features, options)
}

fn sequences_of(
    example: &Example,
    article: &mut Article,
    lexicon: &mut Lexicon,
    options: &Options,
) -> Vec<Sequence> {
    let groups = Groups(!options.without);
    article.read(&example.text, &example.segments);
    let each = example.segments.sentences.iter().map(|sentence| {
        let range = sentence.first as usize..sentence.end as usize;
        let mut labels = example.labels[range.clone()].to_vec();
        // A name that the sentence splitter cut begins anew.
        if let Label::Inside(class) = Labels::label(labels[0].into()) {
            labels[0] = Labels::index(Label::Begin(class)) as u8;
        }
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for index in range {
            article.features(index, groups, |feature| features.push(lexicon.number(feature)));
            ends.push(features.len() as u32);
        }
        Sequence { features, ends, labels }
    });
    each.collect()
}

/// Drops features seen fewer than `least` times.
fn cut_rare(sequences: &mut [Sequence], lexicon: &mut Lexicon, least: usize) {
    let mut counts = vec![0usize; lexicon.features.len()];
    for sequence in sequences.iter() {
        for &feature in &sequence.features {
            counts[feature as usize] += 1;
        }
    }
    let mut renumbered = vec![u32::MAX; counts.len()];
    let mut kept = Vec::new();
    for (old, &count) in counts.iter().enumerate() {
        if count >= least {
            renumbered[old] = kept.len() as u32;
            kept.push(lexicon.features[old]);
        }
    }
    for sequence in sequences.iter_mut() {
        let mut features = Vec::with_capacity(sequence.features.len());
        let mut start = 0;
        for end in &mut sequence.ends {
            let old = &sequence.features[start..*end as usize];
            start = *end as usize;
            let new = old.iter().map(|&old| renumbered[old as usize]);
            features.extend(new.filter(|&new| new != u32::MAX));
            *end = features.len() as u32;
        }
        sequence.features = features;
    }
    lexicon.features = kept;
}

/// Quantises the weights.
fn parts(field: &Field, features: &[u64], options: &Options) -> Parts {
    let largest = |weights: &[f32]| weights.iter().fold(0f32, |top, w| top.max(w.abs()));
    let mut tops: Vec<f32> = field.emissions.iter().map(|row| largest(row)).collect();
    tops.sort_unstable_by(f32::total_cmp);
    let top = tops.last().copied().unwrap_or(1.0).max(1e-6);
    let scale = 127.0 / top;
    let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<Row> = Vec::new();
    for (row, &feature) in field.emissions.iter().zip(features) {
        if largest(row) < options.prune {
            continue;
        }
        let weights = row.map(byte);
        if weights.iter().any(|&weight| weight != 0) {
            rows.push((feature, weights));
        }
    }
    println!("{} features, {} kept, largest weight {top:.2}", features.len(), rows.len());
    let number = |weight: f32| (weight * scale).round().clamp(-32767.0, 32767.0) as i16;
    let count = field.count;
    let outside = |label: usize| if label == 0 { options.outside } else { 0.0 };
    let start = |label: usize| number(field.transitions[MAX_LABELS][label] + outside(label));
    Parts {
        language: "it".into(),
        features: feature_set(FEATURE_SET),
        labels: Labels::new(CLASSES.iter().map(|(name, ..)| (*name).to_owned()).collect())
            .unwrap_or_else(|| unreachable!("nine classes")),
        start: (0..count).map(start).collect(),
        transitions: (0..count)
            .map(|next| {
                let weight = |before: usize| field.transitions[before][next] + outside(next);
                (0..count).map(|before| number(weight(before))).collect()
            })
            .collect(),
        rows,
    }
}
