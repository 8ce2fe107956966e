//! `cargo dev train`: learns the name model from annotated articles.

mod calibrate;
mod card;
pub(crate) mod corpus;
mod crf;
mod learn;
mod linear;
pub(crate) mod quotes;
mod score;

use std::path::PathBuf;

use clap::Args;
use virgolette::lexicon::gazetteer::Gazetteer;
use virgolette::mention::names::{FEATURE_SET, NameScratch, NameTagger};
use virgolette::tagger::{Model, feature_set};

use crate::train::card::Card;
use crate::train::corpus::Example;
use crate::train::learn::Learner;
use crate::train::score::Tally;
use crate::workshop::{Failure, Workshop};

const GAZETTEER: &str = "crates/core/data/it/compiled/gazetteer.bin";

/// How the name model is trained.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Annotated articles: stand-off JSONL, or CoNLL columns.
    #[arg(long, default_value = "../shared/corpus/train.jsonl")]
    corpus: PathBuf,
    /// Where the model is written.
    #[arg(long, default_value = "crates/core/models/it.names.bin")]
    out: PathBuf,
    /// Score the trained model on these files; those that are missing are passed over, visibly.
    #[arg(long, default_values = [
        "../shared/corpus/dev-names.jsonl",
        "../shared/corpus/dev-messy.jsonl",
        "../shared/corpus/dev.jsonl",
    ])]
    test: Vec<PathBuf>,
    /// Print each article with its names, annotated and found (bytes), as JSON.
    #[arg(long)]
    names: bool,
    /// Cross-validate with this many folds instead of writing a model.
    #[arg(long)]
    folds: Option<usize>,
    /// Run only this many of the folds.
    #[arg(long)]
    runs: Option<usize>,
    #[command(flatten)]
    learning: Learning,
}

/// How weights are learnt.
#[derive(Debug, Clone, Args)]
pub(crate) struct Learning {
    /// Passes over the corpus.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Pace of learning.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Squares that the pace starts with.
    #[arg(long, default_value_t = 1.0)]
    floor: f32,
    /// Squared penalty on weights.
    #[arg(long, default_value_t = 0.0)]
    l2: f32,
    /// Absolute penalty on weights.
    #[arg(long, default_value_t = 0.0)]
    l1: f32,
    /// Share of features left out at random.
    #[arg(long, default_value_t = 0.2)]
    dropout: f32,
    /// Share of tokens whose letters are not looked at.
    #[arg(long, default_value_t = 0.1)]
    blind: f32,
    /// Seed of the order of sentences.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Groups of features to leave out, as bits.
    #[arg(long, default_value_t = 0)]
    without: u32,
    /// Weights that stay smaller are dropped with their feature.
    #[arg(long, default_value_t = 0.07)]
    prune: f32,
    /// Added to the score of being outside, in weight units.
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    outside: f32,
}

impl Default for Learning {
    /// The settings of `cargo dev train` without arguments.
    fn default() -> Self {
        #[derive(clap::Parser)]
        struct Defaults {
            #[command(flatten)]
            learning: Learning,
        }
        <Defaults as clap::Parser>::parse_from(["train"]).learning
    }
}

impl Learning {
    /// The settings, as a card shows them.
    fn json(&self) -> serde_json::Value {
        let Self { epochs, rate, floor, l2, l1, dropout, blind, seed, without, prune, outside } =
            self;
        // Through their decimal forms: 0.1, not 0.10000000149.
        let number = |value: &f32| value.to_string().parse::<f64>().unwrap_or_default();
        serde_json::json!({
            "epochs": epochs, "rate": number(rate), "floor": number(floor), "l2": number(l2),
            "l1": number(l1), "dropout": number(dropout), "blind": number(blind), "seed": seed,
            "without": without, "prune": number(prune), "outside": number(outside),
        })
    }
}

/// Trains, or cross-validates.
pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    let examples = corpus::read(&workshop.path(&options.corpus.to_string_lossy()))?;
    println!("{} articles", examples.len());
    let lists = std::fs::read(workshop.path(GAZETTEER)).map_err(Failure::of(GAZETTEER))?;
    let gazetteer = Gazetteer::new(lists.clone(), "it")?;
    let learner = Learner { gazetteer: &gazetteer, options: &options.learning };
    if let Some(folds) = options.folds {
        return cross_validate(&examples, &learner, folds, options);
    }
    let all: Vec<&Example> = examples.iter().collect();
    let bytes = learner.learn(&all).encode();
    let out = workshop.path(&options.out.to_string_lossy());
    println!("{} bytes to {}", bytes.len(), out.display());
    std::fs::write(&out, &bytes).map_err(Failure::of(out.display()))?;
    let tagger = tagger(bytes.clone(), &gazetteer)?;
    let mut scores = Vec::new();
    for path in &options.test {
        let path = workshop.path(&path.to_string_lossy());
        if !path.is_file() {
            println!("skipped: there is no {}", path.display());
            continue;
        }
        let held = corpus::read(&path)?;
        let held: Vec<&Example> = held.iter().collect();
        let tally = test(&tagger, &held, options);
        println!("{}\n{tally}", path.display());
        scores.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), tally));
    }
    let corpus = workshop.path(&options.corpus.to_string_lossy());
    let card =
        Card { corpus: &corpus, examples: &examples, gazetteer: &lists, model: &bytes, scores };
    card.write(&out.with_extension("json"), &options.learning)
}

fn tagger(bytes: Vec<u8>, gazetteer: &Gazetteer) -> Result<NameTagger, Failure> {
    let model = Model::new(bytes, "it", feature_set(FEATURE_SET))?;
    Ok(NameTagger::with(model, gazetteer.clone()))
}

fn cross_validate(
    examples: &[Example],
    learner: &Learner<'_>,
    folds: usize,
    options: &Options,
) -> Result<(), Failure> {
    let one = |fold: usize| -> Result<Tally, Failure> {
        let (held, rest) = part(examples.iter(), fold, folds, examples.len());
        let tagger = tagger(learner.learn(&rest).encode(), learner.gazetteer)?;
        Ok(test(&tagger, &held, options))
    };
    let one = &one;
    let runs = options.runs.unwrap_or(folds).min(folds);
    let tallies: Vec<Result<Tally, Failure>> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..runs).map(|fold| scope.spawn(move || one(fold))).collect();
        let failed = |_| Err(Failure("a fold failed".into()));
        handles.into_iter().map(|handle| handle.join().unwrap_or_else(failed)).collect()
    });
    let mut total = Tally::default();
    for tally in tallies {
        total.merge(&tally?);
    }
    println!("{total}");
    Ok(())
}

/// The fold of an article; folds are runs of neighbours, for articles that were cut in two stand side
/// by side.
fn fold_of(index: usize, folds: usize, count: usize) -> usize {
    index * folds / count
}

/// The articles of a fold, and the others.
fn part<'e>(
    examples: impl Iterator<Item = &'e Example>,
    fold: usize,
    folds: usize,
    count: usize,
) -> (Vec<&'e Example>, Vec<&'e Example>) {
    let (mut held, mut rest) = (Vec::new(), Vec::new());
    for (index, example) in examples.enumerate() {
        if fold_of(index, folds, count) == fold { held.push(example) } else { rest.push(example) }
    }
    (held, rest)
}

fn test(tagger: &NameTagger, held: &[&Example], options: &Options) -> Tally {
    let mut tally = Tally::default();
    let mut scratch = NameScratch::default();
    for example in held {
        let found = tagger.spans(&example.text, &example.segments, &mut scratch);
        tally.add(example, found);
        if options.names {
            score::print_names(example, found);
        }
    }
    tally
}
