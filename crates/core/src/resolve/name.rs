//! A name taken apart: the words that tell one bearer from another.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{hash_bytes, hash_normalized, mix};
use crate::resolve::words::SourceWords;
use crate::segment::{Token, TokenKind};

/// A name as clustering sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its words, without articles before it, marks and particles.
    pub(crate) parts: Vec<Part>,
    /// The hash of every word of it but an article before it.
    pub(crate) key: u64,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The word's hash.
    pub(crate) word: u64,
    /// Its spelling without what transliterations do differently (`Shoigu` is `Shojgu`).
    pub(crate) fold: String,
    /// Whether it stands for a longer word ("J.").
    pub(crate) initial: bool,
    letter: char,
    /// What its variants share, where the lexicon lists any ("Beppe", "Giuseppe").
    group: Option<u32>,
    /// Whether they are only spelled otherwise ("Gheddafi", "Gaddafi").
    spelling: bool,
    /// Whether it is a familiar form of another ("Beppe").
    pub(crate) familiar: bool,
}

const ARTICLES: [u64; 7] = [
    hash_normalized("il"),
    hash_normalized("lo"),
    hash_normalized("la"),
    hash_normalized("i"),
    hash_normalized("gli"),
    hash_normalized("le"),
    hash_normalized("l'"),
];

/// Words inside a name that tell nobody apart.
const PARTICLES: [u64; 34] = [
    hash_normalized("de"),
    hash_normalized("di"),
    hash_normalized("del"),
    hash_normalized("della"),
    hash_normalized("dello"),
    hash_normalized("dell'"),
    hash_normalized("dei"),
    hash_normalized("degli"),
    hash_normalized("delle"),
    hash_normalized("dal"),
    hash_normalized("dalla"),
    hash_normalized("da"),
    hash_normalized("d'"),
    hash_normalized("la"),
    hash_normalized("le"),
    hash_normalized("lo"),
    hash_normalized("van"),
    hash_normalized("von"),
    hash_normalized("der"),
    hash_normalized("den"),
    hash_normalized("ter"),
    hash_normalized("al"),
    hash_normalized("el"),
    hash_normalized("bin"),
    hash_normalized("ben"),
    hash_normalized("ibn"),
    hash_normalized("dos"),
    hash_normalized("das"),
    hash_normalized("do"),
    hash_normalized("y"),
    hash_normalized("e"),
    hash_normalized("jr"),
    hash_normalized("jr."),
    hash_normalized("sr."),
];

impl Name {
    /// The name that `tokens` write.
    pub(crate) fn new(text: &str, tokens: &[Token], words: &SourceWords) -> Self {
        let mut key = 0_u64;
        let mut parts = Vec::new();
        let articles = tokens.iter().take_while(|token| ARTICLES.contains(&token.word)).count();
        let from = if articles < tokens.len() { articles } else { 0 };
        let written = tokens[from..].iter().filter(|token| {
            !matches!(token.kind, TokenKind::Mark | TokenKind::Hyphen | TokenKind::Dash)
        });
        for token in written {
            key = key.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ token.word;
            if PARTICLES.contains(&token.word) || token.kind == TokenKind::Comma {
                continue;
            }
            let form = token.span.of(text);
            let letters = form.chars().filter(|c| c.is_alphabetic()).count();
            let initial = letters == 1 && form.starts_with(char::is_uppercase);
            let fold = fold(form);
            let letter = fold.chars().next().unwrap_or_default();
            let (group, spelling) = words.variants(token.word);
            let familiar = words.is_familiar(token.word);
            parts.push(Part { word: token.word, fold, initial, letter, group, spelling, familiar });
        }
        Self { parts, key }
    }

    /// The first letters of its words, as [`fold`] writes them.
    pub(crate) fn initials(&self) -> String {
        let letters: String =
            self.parts.iter().filter_map(|part| part.fold.chars().next()).collect();
        fold(&letters)
    }

    /// Whether this shorter name can be the other's: its words, in any order, are among the other's.
    pub(crate) fn is_part_of(&self, full: &Self) -> bool {
        let lone = self.parts.len() == 1;
        !self.parts.is_empty()
            && self.parts.iter().all(|part| {
                full.parts.iter().any(|other| part.fits(other) && (!lone || part.is_spelled(other)))
            })
    }

    /// The last word: of a person, the surname.
    pub(crate) fn last(&self) -> Option<&Part> {
        self.parts.iter().rev().find(|part| !part.initial)
    }
}

impl Part {
    /// Whether both can be the same word.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        if self.initial || other.initial {
            return self.letter == other.letter;
        }
        self.word == other.word
            || self.fold == other.fold
            || self.group.is_some() && self.group == other.group
    }

    /// Whether both are the same word, however spelled; "Beppe" is not "Giuseppe".
    fn is_spelled(&self, other: &Self) -> bool {
        self.word == other.word || self.fold == other.fold || self.spelling && other.spelling
    }

    /// A hash that all its spellings share.
    pub(crate) fn fold_key(&self) -> u64 {
        match self.group {
            Some(group) => mix(u64::from(group) + 1),
            None => hash_bytes(self.fold.as_bytes()),
        }
    }
}

/// A spelling without accents, doubled letters, and the letters that transliterations vary.
pub(crate) fn fold(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.nfd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        let c = match c {
            'j' | 'y' | 'ı' => 'i',
            'w' => 'v',
            'q' => 'k',
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            _ => c,
        };
        // "kh", "gh", "th", "dh": the h is a spelling.
        let silent = c == 'h' && plain.ends_with(['k', 'g', 't', 'd']);
        if !silent && !plain.ends_with(c) {
            plain.push(c);
        }
    }
    plain
}

/// The keys under which spellings that differ in one letter meet: the word, and the word without
/// any one of its letters.
pub(crate) fn near_keys(fold: &str) -> impl Iterator<Item = u64> + '_ {
    let whole = std::iter::once(hash_bytes(fold.as_bytes()));
    whole.chain(fold.char_indices().map(move |(at, c)| {
        let mut shorter = String::with_capacity(fold.len());
        shorter.push_str(&fold[..at]);
        shorter.push_str(&fold[at + c.len_utf8()..]);
        hash_bytes(shorter.as_bytes())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    fn name(text: &str) -> Name {
        let segments = Segmenter::italian().unwrap().segment(text);
        Name::new(text, &segments.tokens, &SourceWords::italian().unwrap())
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(fold("Shojgu"), fold("Shoigu"));
        assert_eq!(fold("Zelensky"), fold("Zelenskyj"));
        assert_eq!(fold("al-Zawāhirī"), fold("al-Zawahiri"));
        assert_ne!(fold("Rossi"), fold("Russo"));
        let (a, b): (Vec<u64>, Vec<u64>) =
            (near_keys(&fold("Gheddafi")).collect(), near_keys(&fold("Gaddafi")).collect());
        assert!(a.iter().any(|key| b.contains(key)));
    }

    #[test]
    fn a_shorter_name_is_part_of_the_fuller_one() {
        let full = name("Kim Jong Un");
        assert!(name("Kim").is_part_of(&full) && !full.is_part_of(&name("Kim")));
        assert!(name("J. Biden").is_part_of(&name("Joe Biden")));
        assert!(!name("Marina Berlusconi").is_part_of(&name("Silvio Berlusconi")));
        assert_eq!(name("la Repubblica").key, name("Repubblica").key);
    }
}
