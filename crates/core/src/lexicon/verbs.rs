//! Irregular verbs as data: `verbs.toml` holds only what the rules of [`conjugate`] do not give.
//!
//! [`conjugate`]: super::conjugate::conjugate

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::form::{Form, Mood, Number, Tense};
use super::{line_of, read_toml, rule_error};
use crate::Error;

/// What is irregular in one verb; every field left out is regular, or that of the `like` verb.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregular {
    /// The verb whose forms this one shares but for the beginning (`tenere` for `sostenere`).
    like: Option<String>,
    /// Whether a verb in `-ire` has `-isc-` (`riferisce`); it has unless the data say no.
    isc: Option<bool>,
    /// Whether the `i` of `-iare` bears the stress (`invii`, not `annunci`).
    stressed_i: Option<bool>,
    /// The stem of the old infinitive in `-ere` that the weak forms keep (`dic` of `dire`).
    stem: Option<String>,
    /// The six persons of the present.
    present: Option<[String; 6]>,
    /// The present subjunctive: singular, then the three plural persons.
    subjunctive: Option<[String; 4]>,
    /// The strong stem of the remote past (`diss`).
    past: Option<String>,
    /// The remote past in full.
    past_forms: Option<[String; 6]>,
    /// The stem of future and conditional (`verr`).
    future: Option<String>,
    /// The masculine singular of each past participle.
    participles: Option<Vec<String>>,
    /// The imperative of `tu` and `voi`.
    imperative: Option<[String; 2]>,
    /// The imperfect in full.
    imperfect: Option<[String; 6]>,
    /// The stem of the imperfect subjunctive (`foss`).
    imperfect_subjunctive: Option<String>,
    /// More forms: the form, then its reading (`indicative present 1 singular`, `… cut`).
    also: Option<Vec<[String; 2]>>,
    /// Forms that are far more often another word (`noto` of `notare`).
    without: Option<Vec<String>>,
    /// What the verb can carry when it stands before another verb.
    carries: Option<Vec<Carries>>,
}

/// What follows a verb that helps another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Carries {
    /// A past participle: `ha detto`, `viene detto`.
    Participle = 1,
    /// A gerund: `sta dicendo`.
    Gerund = 2,
    /// A bare infinitive: `può dire`, `fa sapere`.
    Infinitive = 4,
    /// `a` and infinitive: `tiene a precisare`.
    A = 8,
    /// `di` and infinitive: `cerca di spiegare`.
    Di = 16,
    /// `per` and infinitive: `finisce per ammettere`.
    Per = 32,
}

/// A verb with everything its conjugation needs.
#[derive(Clone, Debug)]
pub struct Paradigm {
    pub(super) lemma: String,
    pub(super) class: Conjugation,
    pub(super) stem: String,
    pub(super) isc: bool,
    pub(super) stressed_i: bool,
    pub(super) suppletive: bool,
    pub(super) present: Option<[String; 6]>,
    pub(super) subjunctive: Option<[String; 4]>,
    pub(super) past: Option<String>,
    pub(super) past_forms: Option<[String; 6]>,
    pub(super) future: Option<String>,
    pub(super) participles: Vec<String>,
    pub(super) imperative: Option<[String; 2]>,
    pub(super) imperfect: Option<[String; 6]>,
    pub(super) imperfect_subjunctive: Option<String>,
    pub(super) also: Vec<(String, Form)>,
    pub(super) without: Vec<String>,
    carries: u8,
}

impl Paradigm {
    /// The infinitive.
    pub fn lemma(&self) -> &str {
        &self.lemma
    }

    /// The [`Carries`] flags.
    pub fn carries(&self) -> u8 {
        self.carries
    }
}

/// The three conjugations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conjugation {
    Are,
    Ere,
    Ire,
}

/// The irregular verbs of a language.
#[derive(Clone, Debug, Default)]
pub struct Verbs(BTreeMap<String, (Irregular, u32)>);

impl Verbs {
    /// Reads `verbs.toml`.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line.
    pub fn from_toml(path: &str, text: &str) -> Result<Self, Error> {
        let read: BTreeMap<String, Spanned<Irregular>> = read_toml(path, text)?;
        let verbs = Self(
            read.into_iter()
                .map(|(lemma, entry)| {
                    let line = line_of(text, entry.span().start);
                    (lemma, (entry.into_inner(), line))
                })
                .collect(),
        );
        for (lemma, &(_, line)) in &verbs.0 {
            verbs.paradigm(lemma, None).map_err(|error| error.at(path, Some(line)))?;
        }
        Ok(verbs)
    }

    /// Lemmas that carry other verbs, in alphabetical order.
    pub fn carriers(&self) -> impl Iterator<Item = &str> {
        let carries = |entry: &Irregular| entry.carries.as_ref().is_some_and(|it| !it.is_empty());
        self.0.iter().filter(move |(_, (entry, _))| carries(entry)).map(|(lemma, _)| lemma.as_str())
    }

    /// Every lemma of the file, in alphabetical order.
    pub fn lemmas(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether the file has `lemma`.
    pub(super) fn has(&self, lemma: &str) -> bool {
        self.0.contains_key(lemma)
    }

    /// The paradigm of `lemma`: `own` where the cue brings its forms, else the file's, else regular.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule), without a place.
    pub fn paradigm(&self, lemma: &str, own: Option<&Irregular>) -> Result<Paradigm, Error> {
        let listed = self.0.get(lemma).map(|(entry, _)| entry);
        let mut entry = own.or(listed).cloned().unwrap_or_default();
        // A chain of `like` ends after a few steps or is a circle.
        for _ in 0..4 {
            let Some(model) = entry.like.take() else {
                return build(lemma, entry);
            };
            let Some((of_model, _)) = self.0.get(&model) else {
                return Err(rule_error(
                    format!("`{lemma}` is like `{model}`, which verbs.toml does not have"),
                    "name a verb of verbs.toml",
                ));
            };
            let (lead, model_lead) = leads(lemma, &model);
            entry = entry.over(of_model.replant(model_lead, lead, &model)?);
        }
        Err(rule_error(
            format!("`like` of `{lemma}` goes round in a circle"),
            "give one verb its own forms",
        ))
    }
}

/// What `lemma` and `model` have before their longest common ending.
fn leads<'a>(lemma: &'a str, model: &'a str) -> (&'a str, &'a str) {
    let common: usize = lemma
        .chars()
        .rev()
        .zip(model.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (&lemma[..lemma.len() - common], &model[..model.len() - common])
}

impl Irregular {
    /// Nothing but that a verb in `-ire` is without `-isc-`.
    pub(super) fn without_isc() -> Self {
        Self { isc: Some(false), ..Self::default() }
    }

    /// Nothing but that the `i` of `-iare` bears the stress.
    pub(super) fn with_stressed_i() -> Self {
        Self { stressed_i: Some(true), ..Self::default() }
    }

    /// The forms of `model` but for the beginning.
    pub(super) fn like_verb(model: &str) -> Self {
        Self { like: Some(model.to_owned()), ..Self::default() }
    }

    /// These forms where given, else those of `model`.
    fn over(self, model: Self) -> Self {
        // A verb with its own strong past does not want the model's full list, and the reverse.
        let own_past = self.past.is_some() || self.past_forms.is_some();
        Self {
            like: model.like,
            isc: self.isc.or(model.isc),
            stressed_i: self.stressed_i.or(model.stressed_i),
            stem: self.stem.or(model.stem),
            present: self.present.or(model.present),
            subjunctive: self.subjunctive.or(model.subjunctive),
            past: self.past.or(model.past.filter(|_| !own_past)),
            past_forms: self.past_forms.or(model.past_forms.filter(|_| !own_past)),
            future: self.future.or(model.future),
            participles: self.participles.or(model.participles),
            imperative: self.imperative.or(model.imperative),
            imperfect: self.imperfect.or(model.imperfect),
            imperfect_subjunctive: self.imperfect_subjunctive.or(model.imperfect_subjunctive),
            also: self.also.or(model.also),
            without: self.without,
            carries: self.carries,
        }
    }

    /// The same forms with `from` at their beginning replaced by `to`.
    fn replant(&self, from: &str, to: &str, model: &str) -> Result<Self, Error> {
        let mut copy = self.clone();
        let mut forms: Vec<&mut String> = Vec::new();
        forms.extend(copy.present.iter_mut().flatten());
        forms.extend(copy.subjunctive.iter_mut().flatten());
        forms.extend(copy.past_forms.iter_mut().flatten());
        forms.extend(copy.imperative.iter_mut().flatten());
        forms.extend(copy.imperfect.iter_mut().flatten());
        forms.extend(copy.participles.iter_mut().flatten());
        forms.extend(copy.also.iter_mut().flatten().map(|[form, _]| form));
        forms.extend(copy.stem.iter_mut());
        forms.extend(copy.past.iter_mut());
        forms.extend(copy.future.iter_mut());
        forms.extend(copy.imperfect_subjunctive.iter_mut());
        for form in forms {
            let Some(rest) = form.strip_prefix(from) else {
                return Err(rule_error(
                    format!("`{form}` of `{model}` does not begin with `{from}`"),
                    "choose another model, or give the forms themselves",
                ));
            };
            *form = format!("{to}{rest}");
        }
        Ok(copy)
    }
}

fn build(lemma: &str, entry: Irregular) -> Result<Paradigm, Error> {
    let bad = || {
        rule_error(
            format!("`{lemma}` is not an infinitive in -are, -ere, -ire or -rre with a stem"),
            "correct the lemma, or add its stem to verbs.toml",
        )
    };
    let class = match (&entry.stem, lemma.get(lemma.len().saturating_sub(3)..)) {
        (Some(_), _) | (None, Some("ere")) => Conjugation::Ere,
        (None, Some("are")) => Conjugation::Are,
        (None, Some("ire")) => Conjugation::Ire,
        _ => return Err(bad()),
    };
    let suppletive = entry.stem.is_some();
    let stem = match entry.stem {
        Some(stem) => stem,
        None => lemma[..lemma.len() - 3].to_owned(),
    };
    let mut also = Vec::new();
    for [form, reading] in entry.also.into_iter().flatten() {
        let Some(grammar) = reading_of(&reading) else {
            return Err(rule_error(
                format!("`{reading}` is no reading of a verb form"),
                "write mood, tense, person and number, as in `indicative present 1 singular`",
            ));
        };
        also.push((form, grammar));
    }
    let participles = entry.participles.unwrap_or_default();
    if participles.iter().any(|form| !form.ends_with('o')) {
        return Err(rule_error(
            format!("a past participle of `{lemma}` does not end in -o"),
            "give the masculine singular",
        ));
    }
    let carries = entry.carries.into_iter().flatten().fold(0, |all, one| all | one as u8);
    Ok(Paradigm {
        lemma: lemma.to_owned(),
        class,
        stem,
        isc: entry.isc.unwrap_or(true) && class == Conjugation::Ire,
        stressed_i: entry.stressed_i.unwrap_or(false),
        suppletive,
        present: entry.present,
        subjunctive: entry.subjunctive,
        past: entry.past,
        past_forms: entry.past_forms,
        future: entry.future,
        participles,
        imperative: entry.imperative,
        imperfect: entry.imperfect,
        imperfect_subjunctive: entry.imperfect_subjunctive,
        also,
        without: entry.without.unwrap_or_default(),
        carries,
    })
}

fn reading_of(reading: &str) -> Option<Form> {
    let mut words = reading.split(' ');
    let mood = match words.next()? {
        "indicative" => Mood::Indicative,
        "subjunctive" => Mood::Subjunctive,
        "conditional" => Mood::Conditional,
        "imperative" => Mood::Imperative,
        _ => return None,
    };
    let tense = match words.next()? {
        "present" => Tense::Present,
        "imperfect" => Tense::Imperfect,
        "past" => Tense::RemotePast,
        "future" => Tense::Future,
        _ => return None,
    };
    let person = words.next()?.parse().ok().filter(|person| (1..=3).contains(person))?;
    let number = match words.next()? {
        "singular" => Number::Singular,
        "plural" => Number::Plural,
        _ => return None,
    };
    let form = Form::finite(mood, tense, person, number);
    match words.next() {
        None => Some(form),
        Some("cut") => Some(form.truncated()),
        Some(_) => None,
    }
}
