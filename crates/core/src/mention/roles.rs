//! Nouns that say what a person or body is or does ("portavoce", "ministra", "agenzia di stampa").

mod block;

use serde::Deserialize;

use crate::document::Gender;
use crate::error::Error;
use crate::lexicon::form::Number;
use crate::lexicon::{PhraseTrie, read_toml, word_hash};
use crate::segment::{Token, TokenKind};

pub use block::compile_italian;

/// A role of the lexicon, in any of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RoleId(pub(crate) u16);

/// What kind of referent a role has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RoleKind {
    /// "cantante", "presidente": the article says whose it is, or whose it is goes without saying.
    Person,
    /// "portavoce", "questore", "avvocato": may be somebody the article does not name.
    Office,
    /// "uomo", "ragazza": says no more than sex and age.
    Human,
    /// "don", "signora": stands before a name.
    Courtesy,
    /// "azienda", "quotidiano": a body.
    Group,
}

/// One reading of a role form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleForm {
    pub(crate) role: RoleId,
    /// The role that its first word is ("ministro" of "ministro della Difesa").
    pub(crate) head: RoleId,
    /// Of a form that only one gender has.
    pub(crate) gender: Option<Gender>,
    /// Of a form that only one number has.
    pub(crate) number: Option<Number>,
    pub(crate) kind: RoleKind,
}

/// A role that stands in the text, as a range of tokens, prefixes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleMatch {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) form: RoleForm,
}

/// All roles of a language.
#[derive(Debug)]
pub(crate) struct RoleLexicon {
    trie: PhraseTrie,
    forms: Vec<RoleForm>,
    /// The words of each form.
    phrases: Vec<Vec<u64>>,
    /// Words that may stand before a role ("ex", "vice").
    prefixes: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prefixes: Prefixes,
    role: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefixes {
    free: Vec<String>,
    joined: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    lemma: String,
    feminine: String,
    plural: String,
    feminine_plural: String,
    class: String,
    #[serde(default)]
    title: bool,
    #[serde(default)]
    also: Vec<String>,
}

/// Words of the class `family` that name anybody of a sex or age.
const HUMAN: [&str; 8] =
    ["uomo", "ragazzo", "giovane", "bambino", "bimbo", "anziano", "neonato", "signore"];

impl RoleLexicon {
    /// The roles of a file.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line where it is bad.
    fn from_toml(path: &str, text: &str) -> Result<Self, Error> {
        let file: File = read_toml(path, text)?;
        let mut lexicon = Self {
            trie: PhraseTrie::new(),
            forms: Vec::new(),
            prefixes: Vec::new(),
            phrases: Vec::new(),
        };
        for entry in &file.role {
            lexicon.add(entry);
        }
        for prefix in file.prefixes.free.iter().chain(&file.prefixes.joined) {
            lexicon.prefixes.push(word_hash(prefix));
        }
        lexicon.prefixes.sort_unstable();
        lexicon.prefixes.dedup();
        Ok(lexicon)
    }

    fn insert(&mut self, words: Vec<u64>, form: RoleForm) {
        self.trie.insert(words.iter().copied(), self.forms.len() as u32);
        self.forms.push(form);
        self.phrases.push(words);
    }

    fn add(&mut self, entry: &Entry) {
        let kind = match entry.class.as_str() {
            "group" => RoleKind::Group,
            "family" if HUMAN.contains(&entry.lemma.as_str()) => RoleKind::Human,
            _ if entry.title => RoleKind::Courtesy,
            "police" | "justice" | "health" | "institutional" | "military" | "diplomatic"
            | "family" | "church" | "union" | "profession" => RoleKind::Office,
            _ if entry.lemma.contains("portavoce") || entry.lemma.starts_with("vice") => {
                RoleKind::Office
            }
            _ => RoleKind::Person,
        };
        let words = words_of(&entry.lemma);
        // A title of courtesy is the role of the same name, where there is one.
        let known = self.trie.longest(words.iter().copied()).filter(|found| found.0 == words.len());
        let role = match known {
            Some((_, form)) => self.forms[form as usize].role,
            None => RoleId(self.forms.len() as u16),
        };
        let first = self.trie.longest(words.iter().copied().take(1));
        let head = first.map_or(role, |(_, form)| self.forms[form as usize].head);
        let singular = Some(Number::Singular);
        let plural = Some(Number::Plural);
        let (male, female) = (Some(Gender::Male), Some(Gender::Female));
        for (form, gender, number) in [
            (&entry.lemma, male, singular),
            (&entry.feminine, female, singular),
            (&entry.plural, male, plural),
            (&entry.feminine_plural, female, plural),
        ] {
            self.form(form, RoleForm { role, head, gender, number, kind });
        }
        for form in &entry.also {
            self.form(form, RoleForm { role, head, gender: None, number: None, kind });
        }
    }

    /// Adds a form; one known already of the same role says less about gender or number.
    fn form(&mut self, form: &str, new: RoleForm) {
        let words = words_of(form);
        let known = self.trie.longest(words.iter().copied()).filter(|found| found.0 == words.len());
        match known.map(|(_, index)| &mut self.forms[index as usize]) {
            Some(old) if old.role == new.role => {
                old.gender = old.gender.filter(|&gender| Some(gender) == new.gender);
                old.number = old.number.filter(|&number| Some(number) == new.number);
                // A word that is both a role and a form of address is a role.
                if old.kind == RoleKind::Courtesy {
                    old.kind = new.kind;
                }
            }
            // "donna" is a woman before it is the title of one.
            Some(old) if old.kind == RoleKind::Courtesy => *old = new,
            Some(_) => {}
            None => {
                self.insert(words, new);
            }
        }
    }

    /// The longest role at token `at`, prefixes before it included.
    pub(crate) fn at(&self, tokens: &[Token], at: u32, end: u32) -> Option<RoleMatch> {
        let start = at;
        let mut at = at;
        for _ in 0..3 {
            if let Some((after, form)) = self.bare(tokens, at, end) {
                return Some(RoleMatch { first: start, end: after, form });
            }
            let token = tokens.get(at as usize).filter(|_| at < end)?;
            self.prefixes.binary_search(&token.word).ok()?;
            at += 1;
            if tokens.get(at as usize).is_some_and(|token| token.kind == TokenKind::Hyphen) {
                at += 1;
            }
        }
        None
    }

    fn bare(&self, tokens: &[Token], at: u32, end: u32) -> Option<(u32, RoleForm)> {
        let words = tokens.get(at as usize..end as usize)?.iter().map(|token| token.word);
        let (count, form) = self.trie.longest(words)?;
        Some((at + count as u32, self.forms[form as usize]))
    }
}

/// The words of a phrase as tokens have them.
fn words_of(phrase: &str) -> Vec<u64> {
    phrase
        .split([' ', '-'])
        .flat_map(|part| part.split_inclusive('\''))
        .filter(|word| !word.is_empty())
        .map(word_hash)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    fn role(text: &str) -> Option<(String, RoleForm)> {
        let lexicon = RoleLexicon::italian().unwrap();
        let segments = Segmenter::italian().unwrap().segment(text);
        let end = segments.tokens.len() as u32;
        let found = lexicon.at(&segments.tokens, 0, end)?;
        Some((segments.span(found.first, found.end).of(text).to_owned(), found.form))
    }

    #[test]
    fn a_role_has_one_identity_in_all_its_forms() {
        let (text, minister) = role("ministra della Difesa").unwrap();
        assert_eq!(text, "ministra della Difesa");
        assert_eq!(minister.gender, Some(Gender::Female));
        let (_, man) = role("ministro della Difesa russo").unwrap();
        assert_eq!((man.role, man.gender), (minister.role, Some(Gender::Male)));
        assert_eq!(role("premier").unwrap().1.gender, None);
        assert_eq!(role("sindaci").unwrap().1.number, Some(Number::Plural));
    }

    #[test]
    fn prefixes_belong_to_the_role() {
        assert_eq!(role("ex ambasciatore in Russia").unwrap().0, "ex ambasciatore");
        assert_eq!(role("neo-segretario").unwrap().0, "neo-segretario");
        assert_eq!(role("tavolo"), None);
        assert_eq!(role("agenzia di stampa").unwrap().1.kind, RoleKind::Group);
        assert_eq!(role("donna").unwrap().1.kind, RoleKind::Human);
    }
}
