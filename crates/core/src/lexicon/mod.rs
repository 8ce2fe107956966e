//! Knowledge as data: word tables, phrases, cues.

mod checksum;
pub mod compile;
#[cfg(test)]
mod compile_tests;
pub(crate) mod compiled;
pub mod conjugate;
#[cfg(test)]
mod cue_data_tests;
mod cue_kinds;
mod cue_lexicon;
pub mod cues;
pub mod examples;
pub mod form;
mod form_table;
pub mod gazetteer;
pub mod gazetteer_compile;
mod inflect;
mod phrases;
pub mod user;
pub mod user_cues;
pub mod verb_forms;
pub mod verb_forms_compile;
pub mod verbs;
mod words;

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind};

pub(crate) use checksum::checksum;
pub use cue_kinds::{CueClass, CueKind, Govern, Governs, SourceAt, Stance, Voice, Voices};
pub use cue_lexicon::{CueId, CueLexicon, CueRule, Lexeme};
pub use form_table::{FormEntry, LexemeId};
pub use words::{Normalized, PhraseTrie, word_hash};
pub(crate) use words::{WordSet, hash_bytes, hash_normalized, is_invisible, mix};

/// Reads a TOML rule file; an error names the file and the line.
pub(crate) fn read_toml<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Error> {
    read_toml_of(path, text, "the comment at the top of the file describes its keys")
}

/// The same of a file that is mended otherwise; the message is one line.
fn read_toml_of<T: DeserializeOwned>(path: &str, text: &str, mend: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        let what = error.message().lines().collect::<Vec<_>>().join(" ");
        rule_error(what, mend).at(path, line)
    })
}

/// The 1-based line of byte `at` in `text`.
pub(crate) fn line_of(text: &str, at: usize) -> u32 {
    let before = &text.as_bytes()[..at.min(text.len())];
    before.iter().filter(|&&byte| byte == b'\n').count() as u32 + 1
}

/// An error in a rule file whose place is not known yet.
pub(crate) fn rule_error(what: impl Into<String>, mend: impl Into<String>) -> Error {
    Error::new(ErrorKind::Rule, what, mend)
}
