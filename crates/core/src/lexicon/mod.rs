//! Knowledge as data: word tables, phrases, cues.

mod words;

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind};

pub use words::{Normalized, PhraseTrie, word_hash};
pub(crate) use words::{hash_normalized, is_invisible};

/// Reads a TOML rule file; an error names the file and the line.
pub(crate) fn read_toml<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() as u32 + 1);
        let mend = "the comment at the top of the file describes its keys";
        Error::new(ErrorKind::Rule, error.message(), mend).at(path, line)
    })
}
