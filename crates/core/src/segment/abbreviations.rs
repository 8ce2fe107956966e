//! Abbreviations that keep their full stop, read from `data/it/abbreviations.toml`.

use serde::Deserialize;

use crate::error::Error;
use crate::lexicon::{read_toml, word_hash};

/// The abbreviations of a language, sorted by hash.
#[derive(Debug)]
pub(crate) struct Abbreviations {
    forms: Vec<u64>,
    /// Those whose stop may end a sentence.
    ending: Vec<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// One kind of abbreviation; the kind and the examples are for readers and tests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code))]
struct Group {
    kind: String,
    ends: bool,
    forms: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

impl Abbreviations {
    /// Reads the groups of a TOML file.
    pub(crate) fn from_toml(path: &str, text: &str) -> Result<Self, Error> {
        let file: File = read_toml(path, text)?;
        let sorted = |keep: &dyn Fn(&Group) -> bool| {
            let mut hashes: Vec<u64> = (file.group.iter().filter(|group| keep(group)))
                .flat_map(|group| group.forms.iter().map(|form| word_hash(form)))
                .collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        Ok(Self { forms: sorted(&|_| true), ending: sorted(&|group| group.ends) })
    }

    /// Whether the word with this hash, without its stop, is an abbreviation.
    pub(crate) fn contains(&self, word: u64) -> bool {
        self.forms.binary_search(&word).is_ok()
    }

    /// Whether its stop may also end a sentence.
    pub(crate) fn may_end(&self, word: u64) -> bool {
        self.ending.binary_search(&word).is_ok()
    }
}

/// Every `finds` and `ignores` of the file, for the tests.
#[cfg(test)]
pub(crate) fn examples(text: &str) -> (Vec<String>, Vec<String>) {
    let file: File = read_toml("abbreviations.toml", text).unwrap();
    assert!(file.group.iter().all(|group| !group.kind.is_empty()));
    let all =
        |pick: fn(&Group) -> &Vec<String>| file.group.iter().flat_map(pick).cloned().collect();
    (all(|group| &group.finds), all(|group| &group.ignores))
}
