//! Cue files: the verbs, nouns, adjectives and phrases with which Italian news cites someone.
//!
//! One `[[cue]]` table each; the head of every file in `data/it/cues` says what its keys mean.

use serde::Deserialize;
use toml::Spanned;

use super::cue_kinds::{CueClass, CueKind, Govern, Governs, SourceAt, Stance, Voice, Voices};
use super::examples::{Example, read_example};
use super::form::Gender;
use super::inflect::gender_of_ending;
use super::verbs::Irregular;
use super::{line_of, read_toml, read_toml_of, rule_error};
use crate::Error;

/// One cue as its file gives it, checked and with defaults filled in.
#[derive(Clone, Debug)]
pub struct CueDefinition {
    /// How the cue is listed: `dire`, `tagliare corto`, `dirsi`, `a detta di`.
    pub lemma: String,
    /// What sort of expression it is.
    pub kind: CueKind,
    /// What its source does.
    pub class: CueClass,
    /// What can be its content.
    pub governs: Governs,
    /// How its source stands to the content.
    pub stance: Stance,
    /// The voices in which it is a cue.
    pub voices: Voices,
    /// Where its source stands.
    pub source: SourceAt,
    /// The gender of a noun.
    pub gender: Option<Gender>,
    /// The plural of a noun or adjective, where it is not regular.
    pub plural: Option<String>,
    /// Whether the last word agrees like an adjective (`rendere noto`: `ha reso nota`).
    pub agrees: bool,
    /// The verb's own irregular forms.
    pub irregular: Option<Irregular>,
    /// Sentences in which it is a cue, with their content.
    pub finds: Vec<Example>,
    /// Sentences in which its words are no cue.
    pub ignores: Vec<Example>,
    /// The file.
    pub path: String,
    /// The line of the lemma.
    pub line: u32,
}

/// What mends a user's file.
const KEYS: &str = "each [[cue]] has lemma and class and, if you like, governs, kind, certainty, \
                    voices, source, gender, plural, agrees, irregular, finds, ignores";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    cue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    lemma: Spanned<String>,
    kind: Option<CueKind>,
    class: CueClass,
    governs: Option<Vec<Govern>>,
    certainty: Option<Stance>,
    voices: Option<Vec<Voice>>,
    source: Option<SourceAt>,
    gender: Option<NounGender>,
    plural: Option<String>,
    #[serde(default)]
    agrees: bool,
    irregular: Option<Irregular>,
    #[serde(default)]
    finds: Vec<Spanned<String>>,
    #[serde(default)]
    ignores: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum NounGender {
    Feminine,
    Masculine,
}

/// Reads one cue file.
///
/// # Errors
/// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line: an unknown key or value, a cue
/// without both kinds of example, an example whose brackets do not match.
pub fn read_cues(path: &str, text: &str) -> Result<Vec<CueDefinition>, Error> {
    let cues = read_entries(path, text, read_toml(path, text)?)?;
    for cue in &cues {
        if cue.finds.is_empty() || cue.ignores.is_empty() {
            let list = if cue.finds.is_empty() { "finds" } else { "ignores" };
            let what = format!("`{}` has no example in `{list}`", cue.lemma);
            return Err(rule_error(what, "add a sentence").at(path, Some(cue.line)));
        }
    }
    Ok(cues)
}

/// Reads a cue file of a user, in which a cue may go without examples, and governs a quotation and
/// `che` where nothing is said.
pub(super) fn read_user_cues(path: &str, text: &str) -> Result<Vec<CueDefinition>, Error> {
    let mut file: File = read_toml_of(path, text, KEYS)?;
    for entry in &mut file.cue {
        if entry.governs.is_none() && entry.kind != Some(CueKind::Evidential) {
            entry.governs = Some(vec![Govern::Quotation, Govern::Che]);
        }
    }
    read_entries(path, text, file)
}

fn read_entries(path: &str, text: &str, file: File) -> Result<Vec<CueDefinition>, Error> {
    file.cue
        .into_iter()
        .map(|entry| {
            let line = line_of(text, entry.lemma.span().start);
            define(entry, path, line, text).map_err(|error| match error.line() {
                Some(_) => error,
                None => error.at(path, Some(line)),
            })
        })
        .collect()
}

fn define(entry: Entry, path: &str, line: u32, text: &str) -> Result<CueDefinition, Error> {
    let kind = entry.kind.unwrap_or(CueKind::Verb);
    let lemma = entry.lemma.into_inner();
    if lemma.is_empty() || lemma.split(' ').any(str::is_empty) || lemma != lemma.to_lowercase() {
        return Err(rule_error(
            format!("`{lemma}` is not written as a lemma"),
            "use lower case and single blanks",
        ));
    }
    let governs = match entry.governs {
        Some(given) if !given.is_empty() => given,
        None if kind == CueKind::Evidential => vec![Govern::Clause],
        _ => {
            return Err(rule_error(
                format!("`{lemma}` governs nothing"),
                "list what its content can be: `governs = [\"che\", \"quotation\"]`",
            ));
        }
    };
    let gender = match kind {
        CueKind::Noun => Some(noun_gender(&lemma, entry.gender)?),
        _ => None,
    };
    let source = entry.source.unwrap_or(match kind {
        CueKind::Verb | CueKind::Adjective => SourceAt::Subject,
        CueKind::Noun => SourceAt::Di,
        CueKind::Evidential | CueKind::Phrase => SourceAt::After,
    });
    let finds = read_examples(entry.finds, true, path, text)?;
    let ignores = read_examples(entry.ignores, false, path, text)?;
    Ok(CueDefinition {
        kind,
        class: entry.class,
        governs: governs.into_iter().collect(),
        stance: entry.certainty.unwrap_or(entry.class.stance()),
        voices: entry.voices.as_deref().unwrap_or(Voice::ALL).iter().copied().collect(),
        source,
        gender,
        plural: entry.plural,
        agrees: entry.agrees,
        irregular: entry.irregular,
        finds,
        ignores,
        path: path.to_owned(),
        line,
        lemma,
    })
}

fn noun_gender(lemma: &str, given: Option<NounGender>) -> Result<Gender, Error> {
    let head = lemma.split(' ').next().unwrap_or(lemma);
    match given {
        Some(NounGender::Feminine) => Ok(Gender::Feminine),
        Some(NounGender::Masculine) => Ok(Gender::Masculine),
        None => gender_of_ending(head).ok_or_else(|| {
            rule_error(
                format!("the ending of `{lemma}` does not show its gender"),
                "add `gender = \"feminine\"` or `gender = \"masculine\"`",
            )
        }),
    }
}

fn read_examples(
    sentences: Vec<Spanned<String>>,
    finds: bool,
    path: &str,
    text: &str,
) -> Result<Vec<Example>, Error> {
    let read = |sentence: Spanned<String>| {
        let line = line_of(text, sentence.span().start);
        read_example(sentence.get_ref(), finds, path, line)
    };
    sentences.into_iter().map(read).collect()
}
