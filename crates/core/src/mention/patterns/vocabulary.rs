//! The words that patterns know: one probe tells every class of a token.

use crate::error::Error;
use crate::lexicon::{rule_error, word_hash};
use crate::mention::patterns::class::{Class, ClassNames, Classes};

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) classes: Classes,
    values: Vec<(Class, i64)>,
}

impl Entry {
    /// The value the word has as a member of `class`.
    pub(crate) fn value(&self, class: Class) -> Option<i64> {
        self.values.iter().find(|&&(known, _)| known == class).map(|&(_, value)| value)
    }

    /// Whether it is in any of `classes`.
    #[inline]
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }
}

/// The words of a language, as patterns see them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Open addressing: a word's hash and its entry; a zero hash is an empty slot.
    slots: Vec<(u64, u32)>,
    entries: Vec<Entry>,
    /// Longest endings first: what a word with this ending can be as a noun.
    endings: Vec<(String, Classes)>,
    /// Classes that only a capitalised word has.
    pub(crate) capital_only: Classes,
    /// Classes that a word capitalised in mid-sentence has not ("Corriere della Sera").
    pub(crate) lower_only: Classes,
    /// What may be written together with the digits before it ("45enne").
    pub(crate) suffixes: Vec<(u64, Suffix)>,
}

/// What is written together with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    /// "45enne"
    Age,
    /// "12mila"
    Thousand,
    /// "3o"
    OrdinalM,
    /// "27a"
    OrdinalF,
}

impl Vocabulary {
    /// No entry.
    pub(crate) const NONE: u32 = u32::MAX;

    /// The index of a word's entry, or [`Vocabulary::NONE`].
    #[inline]
    pub(crate) fn find(&self, word: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = word as usize & mask;
        loop {
            let (found, entry) = self.slots[slot];
            if found == word {
                return entry;
            }
            if found == 0 {
                return Self::NONE;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The entry with this index.
    #[inline]
    pub(crate) fn entry(&self, index: u32) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// What a word could be as a noun, by its ending.
    pub(crate) fn noun(&self, word: &str) -> Classes {
        let found = self.endings.iter().find(|(ending, _)| word.ends_with(ending.as_str()));
        found.map_or(0, |&(_, classes)| classes)
    }

    /// The suffix with this hash.
    pub(crate) fn suffix(&self, word: u64) -> Option<Suffix> {
        self.suffixes.iter().find(|&&(known, _)| known == word).map(|&(_, suffix)| suffix)
    }
}

/// A word, its class, and its value there.
type Added = (u64, Classes, Option<(Class, i64)>);

/// Collects a [`Vocabulary`].
#[derive(Debug)]
pub(crate) struct VocabularyBuilder {
    pub(crate) names: ClassNames,
    /// Words with a class each, in the order in which they were added, and the value in it.
    words: Vec<Added>,
    endings: Vec<(String, Classes)>,
    suffixes: Vec<(u64, Suffix)>,
}

impl VocabularyBuilder {
    pub(crate) fn new() -> Self {
        Self {
            names: ClassNames::new(),
            words: Vec::new(),
            endings: Vec::new(),
            suffixes: Vec::new(),
        }
    }

    /// Adds `word` to a class, with the value it has there.
    pub(crate) fn add(&mut self, word: &str, class: Class, value: i64) {
        self.add_to_all(word, &[class], value);
    }

    /// Adds `word` to classes, with the value it has in each.
    pub(crate) fn add_to_all(&mut self, word: &str, classes: &[Class], value: i64) {
        let word = word_hash(word);
        self.words.extend(classes.iter().map(|&class| (word, class.bit(), Some((class, value)))));
    }

    /// Adds words to a set, which is new if need be.
    pub(crate) fn add_set(&mut self, name: &str, words: &[String]) -> Result<(), Error> {
        let Some(bit) = self.names.define(name) else {
            return Err(rule_error(format!("no room for set `{name}`"), "use another set"));
        };
        let named = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        if !named {
            return Err(rule_error(format!("`{name}` names no set"), "use capitals only"));
        }
        for word in words {
            self.words.push((word_hash(word), 1 << bit, None));
        }
        Ok(())
    }

    /// Flags the words with which patterns start.
    pub(crate) fn add_starts(&mut self, words: impl Iterator<Item = u64>) {
        for word in words {
            self.words.push((word, Class::Start.bit(), None));
        }
    }

    /// What words with this ending can be as nouns.
    pub(crate) fn add_ending(&mut self, ending: &str, classes: &[String]) -> Result<(), Error> {
        let mut bits = 0;
        for class in classes {
            let bit = self.names.get(class).ok_or_else(|| {
                rule_error(format!("there is no class `{class}`"), "use NOUNM, NOUNF or NOUNS")
            })?;
            bits |= 1 << bit;
        }
        self.endings.push((ending.to_owned(), bits));
        Ok(())
    }

    /// Adds what is written together with digits.
    pub(crate) fn add_suffix(&mut self, suffix: &str, kind: Suffix) {
        self.suffixes.push((word_hash(suffix), kind));
    }

    /// The finished vocabulary.
    pub(crate) fn build(mut self) -> Vocabulary {
        self.endings.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        // Stable: values of one word stay in the order in which they were given.
        self.words.sort_by_key(|&(word, _, _)| word);
        let count = self.words.chunk_by(|a, b| a.0 == b.0).count();
        let size = (count * 3).next_power_of_two().max(16);
        let mut slots = vec![(0, 0); size];
        let mut entries = Vec::with_capacity(count);
        for same in self.words.chunk_by(|a, b| a.0 == b.0) {
            let word = same[0].0;
            let entry = Entry {
                classes: same.iter().fold(0, |all, &(_, classes, _)| all | classes),
                values: same.iter().filter_map(|&(_, _, value)| value).collect(),
            };
            let mut slot = word as usize & (size - 1);
            while slots[slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (word, entries.len() as u32);
            entries.push(entry);
        }
        Vocabulary {
            slots,
            entries,
            endings: self.endings,
            capital_only: Class::Century.bit() | Class::MonthCut.bit(),
            lower_only: Class::Part.bit() | Class::Season.bit(),
            suffixes: self.suffixes,
        }
    }
}
