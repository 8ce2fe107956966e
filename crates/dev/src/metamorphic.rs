//! `cargo dev metamorphic`: how many quotes stay the same when a text changes innocently.

use std::path::PathBuf;

use clap::Args;
use virgolette::Extractor;
use virgolette_tests::metamorphic::{CHANGES, compare_all};

use crate::workshop::Failure;

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Articles, JSONL with a field `text`.
    file: PathBuf,
    /// Print the quotes that do not stay the same.
    #[arg(long)]
    lost: bool,
}

/// Prints for each change how many quotes stay the same.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let path = &options.file;
    let articles = std::fs::read_to_string(path).map_err(Failure::of(path.display()))?;
    let text_of = |line: &str| -> Result<String, Failure> {
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(Failure::of(path.display()))?;
        Ok(value["text"].as_str().unwrap_or_default().to_owned())
    };
    let texts: Vec<String> = articles.lines().map(text_of).collect::<Result<_, _>>()?;
    let extractor = Extractor::italian();
    for change in CHANGES {
        let (all, lost) = compare_all(&extractor, &texts, change);
        let same = 100.0 * (all - lost.len()) as f64 / all.max(1) as f64;
        println!("{:<38}{all:>6} quotes{same:>8.2} % the same", change.0);
        if options.lost {
            lost.iter().for_each(|quote| println!("    {quote}"));
        }
    }
    Ok(())
}
