//! `cargo dev evaluate`: runs the extractor over annotated articles and scores it.

use std::path::PathBuf;

use clap::Args;
use virgolette::{ArticleInfo, Extractor, OffsetUnit, Scratch};

use crate::workshop::{Failure, Workshop};

/// What is evaluated.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Annotated articles, stand-off JSONL.
    #[arg(default_value = "../shared/corpus/dev-names.jsonl")]
    gold: PathBuf,
    /// Score who is who (MUC, B³, CEAF-e) on the training articles annotated for it.
    #[arg(long)]
    coreference: bool,
    /// Arguments for the scorer.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    scorer: Vec<String>,
}

/// Extracts every article, and scores.
pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    if options.coreference {
        let annotations = workshop.path("crates/dev/data/coreference/train44.jsonl");
        let articles = workshop.path("../shared/corpus/train.jsonl");
        return crate::coreference::run(workshop, &annotations, &articles);
    }
    let gold = workshop.path(&options.gold.to_string_lossy());
    let content = std::fs::read_to_string(&gold).map_err(Failure::of(gold.display()))?;
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    let mut system = String::new();
    for (number, line) in content.lines().enumerate() {
        let value: serde_json::Value = serde_json::from_str(line).map_err(Failure::of(format!(
            "{}:{}",
            gold.display(),
            number + 1
        )))?;
        let info = ArticleInfo {
            id: value["id"].as_str(),
            reference_date: value["reference_date"].as_str(),
        };
        let text = value["text"].as_str().unwrap_or_default();
        let document = extractor.extract_article(text, info, &mut scratch);
        system.push_str(&document.to_json(OffsetUnit::Codepoints));
        system.push('\n');
    }
    let name = gold.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let out = workshop.target.join(format!("system-{name}"));
    std::fs::write(&out, system).map_err(Failure::of(out.display()))?;
    let scorer = workshop.path("../shared/score/score.py");
    if !scorer.is_file() {
        println!("skipped: no scorer at {}; documents are in {}", scorer.display(), out.display());
        return Ok(());
    }
    let mut command = std::process::Command::new("python3");
    command.arg(&scorer).arg(&gold).arg(&out).args(&options.scorer);
    let status = command.status().map_err(Failure::of("python3"))?;
    if status.success() { Ok(()) } else { Err(Failure("the scorer failed".into())) }
}
