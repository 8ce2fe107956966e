//! Tokens: the words, numbers and marks of a section.

use crate::lexicon::hash_normalized;
use crate::span::Span;

/// The word of a single full stop.
pub(crate) const FULL_STOP: u64 = hash_normalized(".");

/// A token of the text, with the hash by which every lexicon knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The hash of its normalised form; see [`word_hash`](crate::lexicon::word_hash).
    pub word: u64,
    /// What it is.
    pub kind: TokenKind,
    /// Its letter case.
    pub shape: Shape,
    /// Whether white space (or the section's start) comes before it.
    pub spaced: bool,
    /// Whether it is elided before the next word ("dell'").
    pub elided: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// A word, an abbreviation or an initial with its stop.
    Word,
    /// A number, with its separators ("1.500", "19:20", "1º", "'68").
    Number,
    /// A quotation mark.
    Mark,
    /// A dash that separates; [`TokenKind::Hyphen`] joins.
    Dash,
    /// A hyphen between two words or numbers.
    Hyphen,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// One or more of `. ! ? …`.
    Stop,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// An address on the web, or a site's name.
    Url,
    /// An e-mail address.
    Email,
    /// A hashtag or a user's handle.
    Tag,
    /// Anything else: percent, currency, bullets, emoji.
    Symbol,
}

/// The letter case of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// No letters.
    None,
    /// All lower case.
    Lower,
    /// A capital, then lower case (or a single capital).
    Capitalized,
    /// Two or more letters, all capitals.
    Upper,
    /// Capitals inside ("iPhone", "McDonald").
    Mixed,
}

impl Token {
    /// Whether it is a word with a capital at its front or inside.
    #[inline]
    pub fn is_capitalized(&self) -> bool {
        self.kind == TokenKind::Word
            && matches!(self.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed)
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is punctuation that can stand at the edge of a phrase.
    #[inline]
    pub fn is_punctuation(&self) -> bool {
        use TokenKind::{Close, Colon, Comma, Dash, Mark, Open, Semicolon, Stop};
        matches!(self.kind, Mark | Dash | Open | Close | Stop | Comma | Semicolon | Colon)
    }
}
