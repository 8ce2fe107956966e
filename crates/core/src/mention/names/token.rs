//! What one token shows by its letters, hashed once.

use crate::lexicon::mix;
use crate::segment::{Shape, Token, TokenKind};

/// Affixes of one to [`AFFIXES`] letters are features.
pub(super) const AFFIXES: usize = 4;

/// A token as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// The lower-case word.
    pub word: u64,
    /// Letter case, kind, length class, digits and stops in one number.
    pub shape: u64,
    /// Letter case and kind alone.
    pub case: u64,
    /// The first letters in lower case; 0 where the word is shorter.
    pub prefixes: [u64; AFFIXES],
    /// The last letters in lower case; 0 where the word is shorter.
    pub suffixes: [u64; AFFIXES],
}

/// What stands beyond the ends of a sentence.
pub(super) const OUTSIDE: Seen =
    Seen { word: 1, shape: 1, case: 1, prefixes: [0; AFFIXES], suffixes: [0; AFFIXES] };

impl Seen {
    /// What `token` shows.
    pub(super) fn new(text: &str, token: &Token) -> Self {
        let surface = token.span.of(text);
        let case = (token.kind as u64) << 3 | token.shape as u64;
        let mut seen = Self { word: token.word, case, shape: case << 8 | 1, ..Self::default() };
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            seen.shape = case << 8 | details(surface.as_bytes());
        }
        if token.is_word() {
            seen.affixes(surface, token.shape);
        }
        seen
    }

    fn affixes(&mut self, surface: &str, shape: Shape) {
        let lower = |c: char| -> u64 {
            if shape == Shape::Lower || !c.is_uppercase() {
                u64::from(u32::from(c))
            } else {
                c.to_lowercase().next().map_or(0, |c| u64::from(u32::from(c)))
            }
        };
        let mut hash = 7;
        for (slot, c) in self.prefixes.iter_mut().zip(surface.chars()) {
            hash = step(hash, lower(c));
            *slot = hash;
        }
        hash = 9;
        for (slot, c) in self.suffixes.iter_mut().zip(surface.chars().rev()) {
            hash = step(hash, lower(c));
            *slot = hash;
        }
    }

    /// Whether it is a capitalised word.
    #[inline]
    pub(super) fn is_capital(&self) -> bool {
        self.case >> 3 == TokenKind::Word as u64 && self.case & 7 >= Shape::Capitalized as u64
    }
}

#[inline]
fn step(hash: u64, c: u64) -> u64 {
    mix(hash.wrapping_mul(0x0100_0000_01b3) ^ c)
}

/// Length class, digits, inner capitals and stops of a word or number.
fn details(bytes: &[u8]) -> u64 {
    let length = match bytes.len() {
        length @ 0..=4 => length as u64,
        5 | 6 => 5,
        7..=9 => 6,
        _ => 7,
    };
    let digit = u64::from(bytes.iter().any(u8::is_ascii_digit));
    let stop = u64::from(bytes.ends_with(b"."));
    let apostrophe = u64::from(bytes.ends_with(b"'") || bytes.ends_with("’".as_bytes()));
    length << 4 | digit << 3 | stop << 2 | apostrophe << 1 | 1
}
