//! The words of the page, in the language it is for.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};

const EN: &str = include_str!("page/labels.en.json");
const IT: &str = include_str!("page/labels.it.json");

/// The language of a report's headings and explanations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Italian.
    Italian,
}

impl Language {
    /// The code of the page's `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Italian => "it",
        }
    }

    /// What parts thousands.
    const fn thousands(self) -> char {
        match self {
            Self::English => ',',
            Self::Italian => '.',
        }
    }
}

impl std::str::FromStr for Language {
    type Err = Error;

    /// The language of a code: `en`, `it`.
    fn from_str(code: &str) -> Result<Self, Error> {
        let known = [Self::English, Self::Italian];
        known.into_iter().find(|language| language.code() == code).ok_or_else(|| {
            let what = format!("there is no report in `{code}`");
            Error::new(ErrorKind::Setting, what, "write `en` or `it`")
        })
    }
}

/// The labels of one language.
pub(super) struct Labels {
    pub(super) language: Language,
    words: BTreeMap<String, String>,
}

impl Labels {
    pub(super) fn new(language: Language) -> Self {
        let words = match language {
            Language::English => EN,
            Language::Italian => IT,
        };
        // The files are part of the program, and a test reads them.
        Self { language, words: serde_json::from_str(words).unwrap_or_default() }
    }

    /// All of them, for the page's script.
    pub(super) fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// A label; a key without one stands for itself.
    pub(super) fn get<'l>(&'l self, key: &'l str) -> &'l str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A word of the JSON document ("say") as a reader says it.
    pub(super) fn word(&self, list: &str, word: &str) -> String {
        match self.words.get(&format!("{list}.{word}")) {
            Some(label) => label.clone(),
            None => word.to_owned(),
        }
    }

    /// A label with numbers or names for its `{0}`, `{1}` …
    pub(super) fn with(&self, key: &str, values: &[&dyn std::fmt::Display]) -> String {
        let mut label = self.get(key).to_owned();
        for (index, value) in values.iter().enumerate() {
            label = label.replace(&format!("{{{index}}}"), &value.to_string());
        }
        label
    }

    /// A count as the language writes it.
    pub(super) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(self.language.thousands());
            }
            out.push(digit);
        }
        out
    }

    /// A share of a hundred; below one, that it is not nothing.
    pub(super) fn percent(&self, part: u64, whole: u64) -> String {
        let share = if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 };
        match share {
            share if share > 0.0 && share < 1.0 => "<1%".to_owned(),
            share if share > 99.0 && share < 100.0 => ">99%".to_owned(),
            share => format!("{}%", share.round()),
        }
    }
}
