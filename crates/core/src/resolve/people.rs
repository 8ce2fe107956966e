//! Given names with their gender, and surnames.

use std::collections::HashMap;

use crate::document::Gender;
use crate::lexicon::word_hash;

/// Names of people, by the hash of the word.
#[derive(Debug, Default)]
pub(crate) struct People {
    given: HashMap<u64, Option<Gender>>,
    surnames: std::collections::HashSet<u64>,
}

impl People {
    /// The names of the embedded lists.
    pub(crate) fn italian() -> Self {
        let mut people = Self::default();
        for line in rows(include_str!("../../data/it/gazetteers/given_names.tsv")) {
            let (name, extra) = line;
            let gender = if extra.contains("gender=f") {
                Some(Gender::Female)
            } else if extra.contains("gender=m") {
                Some(Gender::Male)
            } else {
                None
            };
            people.given.insert(word_hash(name), gender);
        }
        for (name, extra) in rows(include_str!("../../data/it/gazetteers/surnames.tsv")) {
            if extra.contains("it=1") {
                people.surnames.insert(word_hash(name));
            }
        }
        people
    }

    /// The gender of those who bear this given name, where nearly all have one.
    pub(crate) fn given_gender(&self, word: u64) -> Option<Gender> {
        self.given.get(&word).copied().flatten()
    }

    pub(crate) fn is_italian_surname(&self, word: u64) -> bool {
        self.surnames.contains(&word)
    }
}

/// The names of a table and what it adds to each.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let name = fields.next().filter(|name| !name.is_empty())?;
        Some((name, fields.nth(2).unwrap_or_default()))
    })
}
