//! Sentence ends within a section.

use crate::segment::abbreviations::Abbreviations;
use crate::segment::token::{FULL_STOP, Token, TokenKind};
use crate::span::Span;

/// A sentence: its span and its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// The section it belongs to.
    pub section: u32,
}

/// Appends the sentences of the tokens `first..end`, whose dateline ends before `body`.
pub(crate) fn split(
    text: &str,
    tokens: &[Token],
    (first, body, end): (usize, usize, usize),
    section: u32,
    abbreviations: &Abbreviations,
    sentences: &mut Vec<Sentence>,
) {
    let mut start = first;
    let mut cut = |at: usize, start: &mut usize| {
        if *start < at {
            let span = tokens[*start].span.cover(tokens[at - 1].span);
            sentences.push(Sentence { span, first: *start as u32, end: at as u32, section });
            *start = at;
        }
    };
    if body > first {
        cut(body, &mut start);
    }
    let mut index = body;
    while index < end {
        if !ends_sentence(text, tokens, index, abbreviations) {
            index += 1;
            continue;
        }
        let mut after = index + 1;
        // Marks and brackets that close right behind the stop belong to the sentence.
        while after < end && is_closing(tokens, after, end) {
            after += 1;
        }
        if after == end || starts_sentence(text, tokens, index, after) {
            cut(after, &mut start);
        }
        index = after;
    }
    cut(end, &mut start);
}

fn ends_sentence(text: &str, tokens: &[Token], index: usize, known: &Abbreviations) -> bool {
    let token = &tokens[index];
    match token.kind {
        TokenKind::Stop => true,
        TokenKind::Word => token.span.of(text).ends_with('.') && known.may_end(token.word),
        _ => false,
    }
}

fn is_closing(tokens: &[Token], index: usize, end: usize) -> bool {
    let token = &tokens[index];
    let loose_next =
        index + 1 == end || tokens[index + 1].spaced || tokens[index + 1].is_punctuation();
    matches!(token.kind, TokenKind::Mark | TokenKind::Close) && !token.spaced && loose_next
}

/// Whether a sentence can start at `after`, given the stop at `stop`.
fn starts_sentence(text: &str, tokens: &[Token], stop: usize, after: usize) -> bool {
    let next = &tokens[after];
    let full_stop = tokens[stop].kind == TokenKind::Stop && tokens[stop].word == FULL_STOP;
    match next.kind {
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Close => false,
        TokenKind::Word if next.is_capitalized() || next.span.of(text).starts_with('\'') => true,
        // After "?", "!" or "…" a lower-case word goes on; after a full stop it starts, unless the
        // stop closes an abbreviation nobody listed.
        TokenKind::Word => {
            full_stop
                && next.spaced
                && stop > 0
                && tokens[stop - 1].is_word()
                && !tokens[stop - 1].is_capitalized()
                && tokens[stop - 1].span.len() > 4
        }
        TokenKind::Dash => next.spaced && full_stop,
        _ => next.spaced || next.kind == TokenKind::Mark,
    }
}
