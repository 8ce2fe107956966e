//! Abbreviations that keep their full stop, read from `data/it/abbreviations.toml`.

use serde::Deserialize;

use crate::error::Error;
use crate::lexicon::{WordSet, read_toml};

/// The abbreviations of a language.
#[derive(Debug)]
pub(crate) struct Abbreviations {
    forms: WordSet,
    /// Those whose stop may end a sentence.
    ending: WordSet,
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
        let forms = file.group.iter().flat_map(|group| &group.forms);
        let ending = file.group.iter().filter(|group| group.ends).flat_map(|group| &group.forms);
        Ok(Self { forms: WordSet::new(forms), ending: WordSet::new(ending) })
    }

    /// Whether the word with this hash, without its stop, is an abbreviation.
    pub(crate) fn contains(&self, word: u64) -> bool {
        self.forms.has(word)
    }

    /// Whether its stop may also end a sentence.
    pub(crate) fn may_end(&self, word: u64) -> bool {
        self.ending.has(word)
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
