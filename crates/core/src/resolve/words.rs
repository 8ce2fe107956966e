//! The words of `data/it/sources.toml`, by hash.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::document::Gender;
use crate::error::Error;
use crate::lexicon::form::Number;
use crate::lexicon::{read_toml, word_hash};
use crate::quote::Classes;

/// Whom an article quotes without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unnamed {
    Officials,
    Experts,
    Witnesses,
    Investigators,
    Insiders,
    Public,
}

/// Words that describe a source.
#[derive(Debug)]
pub(crate) struct SourceWords {
    unnamed: HashMap<u64, Unnamed>,
    speech: HashSet<u64>,
    body: HashSet<u64>,
    pronouns: HashMap<u64, (Option<Gender>, Option<Number>)>,
    latter: HashSet<u64>,
    first_person: HashSet<u64>,
    reflexive: HashSet<u64>,
    copula: HashSet<u64>,
    agreeing: HashSet<u64>,
    /// Lower-case roles that are one office, and which.
    pub(crate) offices: HashMap<String, u32>,
    /// Nouns that say more broadly what others say, in pairs.
    broader: HashSet<(u64, u64)>,
    /// Given names and surnames that stand for one another.
    variants: HashMap<u64, u32>,
    /// Familiar forms of given names: all but the first of their group.
    familiar: HashSet<u64>,
    /// The first group of spellings, after those of given names.
    spellings: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unnamed: Vec<Class>,
    speech: Words,
    body: Words,
    pronoun: Pronouns,
    latter: Words,
    first_person: Words,
    reflexive: Words,
    copula: Words,
    agreeing: Words,
    same: Same,
    broader: Vec<Broader>,
    hypocorism: Vec<Names>,
    spelling: Vec<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    class: Unnamed,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    fs: Vec<String>,
    ms: Vec<String>,
    us: Vec<String>,
    fp: Vec<String>,
    mp: Vec<String>,
    up: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    offices: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broader {
    nouns: Vec<String>,
    of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

impl SourceWords {
    /// The Italian words.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub(crate) fn italian() -> Result<Self, Error> {
        let file: File =
            read_toml("data/it/sources.toml", include_str!("../../data/it/sources.toml"))?;
        let set = |words: &Words| words.words.iter().map(|word| word_hash(word)).collect();
        let unnamed = file
            .unnamed
            .iter()
            .flat_map(|class| class.words.iter().map(|word| (word_hash(word), class.class)));
        let (female, male) = (Some(Gender::Female), Some(Gender::Male));
        let (one, many) = (Some(Number::Singular), Some(Number::Plural));
        let mut pronouns = HashMap::new();
        for (words, gender, number) in [
            (&file.pronoun.fs, female, one),
            (&file.pronoun.ms, male, one),
            (&file.pronoun.us, None, one),
            (&file.pronoun.fp, female, many),
            (&file.pronoun.mp, male, many),
            (&file.pronoun.up, None, many),
        ] {
            pronouns.extend(words.iter().map(|word| (word_hash(word), (gender, number))));
        }
        let mut variants: HashMap<u64, u32> = HashMap::new();
        for (group, names) in file.hypocorism.iter().chain(&file.spelling).enumerate() {
            for name in &names.names {
                variants.entry(word_hash(name)).or_insert(group as u32);
            }
        }
        let offices = file.same.offices.iter().enumerate().flat_map(|(office, roles)| {
            roles.iter().map(move |role| (role.clone(), office as u32))
        });
        let broader = file.broader.iter().flat_map(|entry| {
            let of = |noun: u64| entry.of.iter().map(move |word| (noun, word_hash(word)));
            entry.nouns.iter().flat_map(move |noun| of(word_hash(noun)))
        });
        let familiar = file.hypocorism.iter().flat_map(|group| group.names.iter().skip(1));
        Ok(Self {
            familiar: familiar.map(|name| word_hash(name)).collect(),
            broader: broader.collect(),
            unnamed: unnamed.collect(),
            speech: set(&file.speech),
            body: set(&file.body),
            pronouns,
            latter: set(&file.latter),
            first_person: set(&file.first_person),
            reflexive: set(&file.reflexive),
            copula: set(&file.copula),
            agreeing: set(&file.agreeing),
            offices: offices.collect(),
            variants,
            spellings: file.hypocorism.len() as u32,
        })
    }

    /// The nouns that name a source, by hash, each with its class.
    pub(crate) fn nouns(&self) -> impl Iterator<Item = (u64, Classes)> + '_ {
        let unnamed = self.unnamed.keys().map(|&word| (word, Classes::PERSONAL));
        let bodies = self.body.iter().map(|&word| (word, Classes::BODY));
        let speech = self.speech.iter().map(|&word| (word, Classes::SPEECH));
        unnamed.chain(bodies).chain(speech)
    }

    /// Whom the noun names without a name.
    pub(crate) fn unnamed(&self, word: u64) -> Option<Unnamed> {
        self.unnamed.get(&word).copied()
    }

    /// Whether the noun is something said or written.
    pub(crate) fn is_speech(&self, word: u64) -> bool {
        self.speech.contains(&word)
    }

    /// Whether the noun is a body.
    pub(crate) fn is_body(&self, word: u64) -> bool {
        self.body.contains(&word)
    }

    /// Whether one noun says more broadly what another says ("magistrato" of "gip").
    pub(crate) fn is_broader(&self, noun: u64, than: u64) -> bool {
        self.broader.contains(&(noun, than))
    }

    pub(crate) fn pronoun(&self, word: u64) -> Option<(Option<Gender>, Option<Number>)> {
        self.pronouns.get(&word).copied()
    }

    /// "ultimo", of "quest'ultimo".
    pub(crate) fn is_latter(&self, word: u64) -> bool {
        self.latter.contains(&word)
    }

    /// "mi", "ho": the first word of a cue whose subject is who speaks.
    pub(crate) fn is_first_person(&self, word: u64) -> bool {
        self.first_person.contains(&word)
    }

    /// "nato", "sicura": agrees with the name before it.
    pub(crate) fn agrees(&self, word: u64) -> bool {
        self.agreeing.contains(&word)
    }

    /// "è", "era", "venne": a form of one person that a participle agrees with.
    pub(crate) fn is_copula(&self, word: u64) -> bool {
        self.copula.contains(&word)
    }

    /// "si", of "si è chiesto".
    pub(crate) fn is_reflexive(&self, word: u64) -> bool {
        self.reflexive.contains(&word)
    }

    /// "Beppe", of "Giuseppe".
    pub(crate) fn is_familiar(&self, word: u64) -> bool {
        self.familiar.contains(&word)
    }

    /// The group of names that stand for this one, and whether they only spell it otherwise.
    pub(crate) fn variants(&self, word: u64) -> (Option<u32>, bool) {
        let group = self.variants.get(&word).copied();
        (group, group.is_some_and(|group| group >= self.spellings))
    }
}
