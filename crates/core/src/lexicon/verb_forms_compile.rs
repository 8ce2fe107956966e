//! From `common_verbs.toml` and `verbs.toml` to the block of bytes of [`VerbForms`].
//!
//! [`VerbForms`]: super::verb_forms::VerbForms

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::compile::italian_verbs;
use super::conjugate::conjugate;
use super::form::{Clitic, Form, Mood, Tense};
use super::verb_forms::{FILE, KEPT, SET_BITS, SETS, VerbFlags, expected};
use super::verbs::{Irregular, Verbs};
use super::{line_of, read_toml, rule_error, word_hash};
use crate::Error;

const COMMON: (&str, &str) =
    ("data/it/common_verbs.toml", include_str!("../../data/it/common_verbs.toml"));

/// `common_verbs.toml`; its head explains the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    are: Vec<Spanned<String>>,
    are_stressed_i: Vec<Spanned<String>>,
    ere: Vec<Spanned<String>>,
    ire: Vec<Spanned<String>>,
    ire_isc: Vec<Spanned<String>>,
    like: BTreeMap<String, Vec<Spanned<String>>>,
    never: Vec<Spanned<String>>,
    also_nouns: Vec<Spanned<String>>,
    also_nouns_and_plurals: Vec<Spanned<String>>,
}

/// All readings of one word form.
#[derive(Clone, Copy, Default)]
struct Readings {
    /// Participle, gerund, infinitive, finite.
    moods: VerbFlags,
    third_person: bool,
    conditional: bool,
    not_conditional: bool,
    past: bool,
    not_past: bool,
}

/// The bytes of `data/it/compiled/verbs.bin`, from the data files.
///
/// # Errors
/// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line, if the data are not sound.
pub fn compile_italian_verb_forms() -> Result<Vec<u8>, Error> {
    let forms = forms(COMMON.0, COMMON.1, &italian_verbs()?)?;
    to_bytes(&forms, "it")
}

/// Every form with its flags.
pub(super) fn forms(
    path: &str,
    text: &str,
    verbs: &Verbs,
) -> Result<BTreeMap<String, VerbFlags>, Error> {
    let common: Common = read_toml(path, text)?;
    let at = |error: Error, word: &Spanned<String>| {
        error.at(path, Some(line_of(text, word.span().start)))
    };
    let mut gathered = Gathered::default();
    for lemma in verbs.lemmas() {
        gathered.verb(lemma, None, verbs)?;
    }
    let mut seen = BTreeSet::new();
    for (lemma, ending, own) in lists(&common) {
        let fault = if !lemma.get_ref().ends_with(ending) {
            Some(("does not end as the verbs of its list do", "put it into the list of its ending"))
        } else if !seen.insert(lemma.get_ref()) {
            Some(("stands here twice", "leave one"))
        } else {
            None
        };
        if let Some((what, mend)) = fault {
            return Err(at(rule_error(format!("`{}` {what}", lemma.get_ref()), mend), lemma));
        }
        let added = gathered.verb(lemma.get_ref(), Some(&own), verbs);
        added.map_err(|error| at(error, lemma))?;
    }
    let mut forms = gathered.finish();
    mark(&common, &mut forms).map_err(|(error, word)| at(error, word))?;
    Ok(forms)
}

/// Each verb of the file, how its list ends, and what is irregular in it.
fn lists(common: &Common) -> impl Iterator<Item = (&Spanned<String>, &'static str, Irregular)> {
    let regular = [
        (&common.are, "are", Irregular::default()),
        (&common.are_stressed_i, "iare", Irregular::with_stressed_i()),
        (&common.ere, "ere", Irregular::default()),
        (&common.ire, "ire", Irregular::without_isc()),
        (&common.ire_isc, "ire", Irregular::default()),
    ];
    let regular = regular
        .into_iter()
        .flat_map(|(list, ending, own)| list.iter().map(move |lemma| (lemma, ending, own.clone())));
    let like = common.like.iter().flat_map(|(model, list)| {
        list.iter().map(|lemma| (lemma, "re", Irregular::like_verb(model)))
    });
    regular.chain(like)
}

/// Takes out the words that are never verbs and marks those that are often nouns.
fn mark<'c>(
    common: &'c Common,
    forms: &mut BTreeMap<String, VerbFlags>,
) -> Result<(), (Error, &'c Spanned<String>)> {
    let unknown = |word: &Spanned<String>| {
        let what = format!("`{}` is no form of the verbs", word.get_ref());
        rule_error(what, "take it out, or add its verb")
    };
    let nouns = common.also_nouns.iter().chain(&common.also_nouns_and_plurals);
    for word in nouns {
        let flags = forms.get_mut(word.get_ref()).ok_or_else(|| (unknown(word), word))?;
        *flags = flags.and(VerbFlags::ALSO_NOUN);
    }
    for word in &common.also_nouns_and_plurals {
        if let Some(flags) = plural(word.get_ref()).and_then(|plural| forms.get_mut(&plural)) {
            *flags = flags.and(VerbFlags::ALSO_NOUN);
        }
    }
    for word in &common.never {
        forms.remove(word.get_ref()).ok_or_else(|| (unknown(word), word))?;
    }
    Ok(())
}

/// The regular plural of a noun or adjective.
fn plural(singular: &str) -> Option<String> {
    let stem = &singular[..singular.len() - 1];
    let hard = if stem.ends_with(['c', 'g']) { "h" } else { "" };
    let soft = |vowel: &str| {
        let end = stem.strip_suffix('i').filter(|it| vowel == "i" || it.ends_with(['c', 'g']));
        format!("{}{}{vowel}", end.unwrap_or(stem), if end.is_some() { "" } else { hard })
    };
    match singular.chars().next_back() {
        Some('o') => Some(soft("i")),
        Some('a') => Some(soft("e")),
        Some('e') => Some(format!("{stem}i")),
        _ => None,
    }
}

#[derive(Default)]
struct Gathered {
    sure: BTreeMap<String, Readings>,
    /// Readings that `verbs.toml` leaves out as far more often another word.
    doubtful: BTreeMap<String, Readings>,
}

impl Gathered {
    /// Adds every form of `lemma`; `own` counts where `verbs.toml` does not have the verb.
    fn verb(&mut self, lemma: &str, own: Option<&Irregular>, verbs: &Verbs) -> Result<(), Error> {
        if own.is_some() && verbs.has(lemma) {
            return Ok(());
        }
        let mut paradigm = verbs.paradigm(lemma, own)?;
        let doubtful = std::mem::take(&mut paradigm.without);
        for (word, form) in conjugate(&paradigm) {
            let Some(mood) = mood(form) else { continue };
            let into = if doubtful.contains(&word) { &mut self.doubtful } else { &mut self.sure };
            into.entry(word).or_default().add(form, mood);
        }
        Ok(())
    }

    fn finish(self) -> BTreeMap<String, VerbFlags> {
        let mut forms: BTreeMap<String, VerbFlags> =
            self.doubtful.iter().map(|(word, it)| (word.clone(), it.flags())).collect();
        for flags in forms.values_mut() {
            *flags = flags.and(VerbFlags::ALSO_NOUN);
        }
        forms.extend(self.sure.into_iter().map(|(word, it)| (word, it.flags())));
        forms
    }
}

/// The flag of the mood of a form that is worth a place.
fn mood(form: Form) -> Option<VerbFlags> {
    let (first, object) = (form.first_clitic(), form.object_clitic());
    let one = first.is_none() || object.is_none();
    let few = one && !matches!(first, Some(Clitic::Ti | Clitic::Vi));
    match form.mood() {
        Mood::Infinitive if few => Some(VerbFlags::INFINITIVE),
        Mood::Gerund if few => Some(VerbFlags::GERUND),
        Mood::PastParticiple if object.is_none() && matches!(first, None | Some(Clitic::Si)) => {
            Some(VerbFlags::PARTICIPLE)
        }
        Mood::Indicative | Mood::Subjunctive | Mood::Conditional if form.person() != 2 => {
            Some(VerbFlags::FINITE)
        }
        _ => None,
    }
}

impl Readings {
    fn add(&mut self, form: Form, mood: VerbFlags) {
        self.moods = self.moods.and(mood);
        if mood != VerbFlags::FINITE {
            return;
        }
        self.third_person |= form.is_third_person();
        let conditional = form.mood() == Mood::Conditional;
        self.conditional |= conditional;
        self.not_conditional |= !conditional;
        let past = matches!(form.tense(), Tense::Imperfect | Tense::RemotePast);
        self.past |= past;
        self.not_past |= !past;
    }

    fn flags(&self) -> VerbFlags {
        let finite = self.moods.has(VerbFlags::FINITE);
        [
            (self.conditional && !self.not_conditional, VerbFlags::CONDITIONAL),
            (finite && !self.third_person, VerbFlags::FIRST_PERSON),
            (self.past && !self.not_past, VerbFlags::PAST),
        ]
        .into_iter()
        .filter(|&(holds, _)| holds)
        .fold(self.moods, |flags, (_, flag)| flags.and(flag))
    }
}

/// The compiled file.
fn to_bytes(forms: &BTreeMap<String, VerbFlags>, language: &str) -> Result<Vec<u8>, Error> {
    let bits = (forms.len() / 4).max(2).ilog2();
    let shift = 64 - bits;
    // Two words that share bucket and kept bits share the flags of both.
    let mut merged: BTreeMap<(u64, u64), u8> = BTreeMap::new();
    for (word, flags) in forms {
        let hash = word_hash(word);
        *merged.entry((hash >> shift, hash & KEPT)).or_default() |= flags.0;
    }
    let sets: BTreeSet<u8> = merged.values().copied().collect();
    let sets: Vec<u8> = sets.into_iter().collect();
    let crowded = |what: &str| rule_error(what, "widen the format of verb_forms.rs");
    if sets.len() > SETS {
        return Err(crowded("the forms have more sets of flags than the file has place for"));
    }
    let mut buckets = vec![0_usize; (1 << bits) + 1];
    let mut packed: Vec<u8> = Vec::with_capacity(3 * merged.len());
    for (&(bucket, kept), flags) in &merged {
        buckets[bucket as usize + 1] += 1;
        let set = sets.partition_point(|other| other < flags) as u32;
        packed.extend(&((kept as u32) << SET_BITS | set).to_le_bytes()[..3]);
    }
    let mut body = Vec::new();
    body.extend(bits.to_le_bytes());
    body.extend((merged.len() as u32).to_le_bytes());
    body.extend(sets.iter().copied().chain(std::iter::repeat(0)).take(SETS));
    let mut start = 0_i64;
    for (bucket, count) in buckets.iter().enumerate() {
        start += *count as i64;
        let ahead = i16::try_from(start - expected(bucket, merged.len(), bits))
            .map_err(|_| crowded("the hashes of the forms are not spread evenly"))?;
        body.extend(ahead.to_le_bytes());
    }
    body.extend(packed);
    Ok(FILE.seal(language, &body))
}

#[cfg(test)]
#[path = "verb_forms_tests.rs"]
mod tests;
