//! One suite for every front end: literate cases, the schema, and the invariants.
//!
//! The cases are Markdown files under `tests/cases`; `tests/README.md` says how they are written.

mod compare;
mod found;
pub mod invariants;
pub mod metamorphic;
mod parse;

use std::fs;
use std::path::{Path, PathBuf};

use virgolette::{ArticleInfo, Extractor, OffsetUnit, Scratch};

pub use parse::{Case, Table, parse};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The files of a folder of the repository with this ending, in order of name.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    files
}

impl Case {
    /// Compares what `extractor` finds with what the case expects.
    ///
    /// # Errors
    /// The tables that differ, as Markdown with `-` before what is missing and `+` before what is
    /// too much.
    pub fn check(&self, extractor: &Extractor) -> Result<(), String> {
        let info = ArticleInfo { id: None, reference_date: self.date.as_deref() };
        let document = extractor.extract_article(self.text.as_str(), info, &mut Scratch::default());
        let record = document.record(OffsetUnit::Codepoints);
        let mut report = String::new();
        for table in &self.tables {
            let found = found::rows(table.check, &record, &self.text);
            if let Some(difference) = compare::difference(table, &found) {
                let place = format!("{}:{}", self.file, table.line);
                report.push_str(&format!("\n{place}: {}\n{difference}", self.title));
            }
        }
        if report.is_empty() { Ok(()) } else { Err(report) }
    }
}
