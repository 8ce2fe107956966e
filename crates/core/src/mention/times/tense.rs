//! Where the tense of a clause turns its time: "è arrivato lunedì" back, "arriverà lunedì" forward.

use serde::Deserialize;

use crate::lexicon::WordSet;
use crate::mention::times::resolve::Lean;
use crate::segment::{Token, TokenKind};

/// The words and endings that show a tense.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenseTable {
    /// Auxiliaries that make a past with a participle.
    auxiliaries: Vec<String>,
    /// Endings of participles, past where an auxiliary or no article stands before.
    participles: Vec<String>,
    /// Endings of participles, past only where an auxiliary stands before.
    helped: Vec<String>,
    /// Words that end like a participle or another form and are none.
    exceptions: Vec<String>,
    /// Articles and the like: the word behind one is no verb.
    determiners: Vec<String>,
    /// Words before which a clause ends.
    boundaries: Vec<String>,
    back: Forms,
    forward: Forms,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    words: Vec<String>,
    endings: Vec<String>,
}

/// The table, ready for use.
#[derive(Debug)]
pub(crate) struct Tenses {
    auxiliaries: WordSet,
    participles: Vec<String>,
    helped: Vec<String>,
    exceptions: WordSet,
    determiners: WordSet,
    boundaries: WordSet,
    back: (WordSet, Vec<String>),
    forward: (WordSet, Vec<String>),
}

/// Tokens between an auxiliary and its participle, at most.
const AUXILIARY_WITHIN: usize = 3;
/// Tokens of a sentence looked at on each side.
const MOST_TOKENS: usize = 60;

impl Tenses {
    pub(crate) fn new(table: TenseTable) -> Self {
        Self {
            auxiliaries: WordSet::new(&table.auxiliaries),
            participles: table.participles,
            helped: table.helped,
            exceptions: WordSet::new(&table.exceptions),
            determiners: WordSet::new(&table.determiners),
            boundaries: WordSet::new(&table.boundaries),
            back: (WordSet::new(&table.back.words), table.back.endings),
            forward: (WordSet::new(&table.forward.words), table.forward.endings),
        }
    }

    /// Where the clause around tokens `first..end` of a sentence turns.
    ///
    /// The nearest verb before the expression decides, then the nearest behind it, first within
    /// the clause, then in the whole sentence.
    pub(crate) fn lean(
        &self,
        text: &str,
        tokens: &[Token],
        first: usize,
        end: usize,
    ) -> Option<Lean> {
        let before = || (0..first).rev().take(MOST_TOKENS);
        let behind = || (end..tokens.len()).take(MOST_TOKENS);
        let within = |at: &usize| !self.is_boundary(&tokens[*at]);
        let turn = |at: usize| self.turn(text, tokens, at);
        before()
            .take_while(within)
            .find_map(turn)
            .or_else(|| behind().take_while(within).find_map(turn))
            .or_else(|| before().find_map(turn))
            .or_else(|| behind().find_map(turn))
    }

    fn is_boundary(&self, token: &Token) -> bool {
        token.is_punctuation() || self.boundaries.has(token.word)
    }

    /// Where the word at `at` turns its clause, if it is a verb that does.
    fn turn(&self, text: &str, tokens: &[Token], at: usize) -> Option<Lean> {
        let token = &tokens[at];
        if token.kind != TokenKind::Word || self.exceptions.has(token.word) {
            return None;
        }
        if self.forward.0.has(token.word) {
            return Some(Lean::Forward);
        }
        if self.back.0.has(token.word) {
            return Some(Lean::Back);
        }
        let before = at.checked_sub(1).map(|before| tokens[before].word);
        if before.is_some_and(|before| self.determiners.has(before)) {
            return None;
        }
        let word = token.span.of(text);
        let ends =
            |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        if token.is_capitalized() && at > 0 {
            return None;
        }
        if ends(&self.forward.1) {
            Some(Lean::Forward)
        } else if ends(&self.back.1) || ends(&self.participles) {
            Some(Lean::Back)
        } else {
            let helped = self.is_auxiliary(token) && self.participle_within(text, tokens, at);
            helped.then_some(Lean::Back)
        }
    }

    fn is_auxiliary(&self, token: &Token) -> bool {
        self.auxiliaries.has(token.word)
    }

    fn participle_within(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let mut next = tokens[at + 1..].iter().take(AUXILIARY_WITHIN);
        let plain = |token: &&Token| token.kind == TokenKind::Word && token.word != 0;
        next.by_ref().take_while(plain).any(|token| {
            let word = token.span.of(text);
            let mut endings = self.participles.iter().chain(&self.helped);
            endings.any(|ending| word.ends_with(ending.as_str()))
                && !self.exceptions.has(token.word)
                && !self.forward.0.has(token.word)
        })
    }
}
