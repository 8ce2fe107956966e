//! From text to sections, tokens, quotations and sentences.

mod abbreviations;
mod layout;
mod marks;
mod sentences;
mod token;
mod tokenizer;

use crate::document::{Diagnostic, Section, SectionKind};
use crate::error::Error;
use crate::span::Span;

use abbreviations::Abbreviations;
use layout::{Layout, Line};
use marks::Pairing;
use tokenizer::Tokenizer;

pub use marks::{Family, Quotation};
pub use sentences::Sentence;
pub use token::{Shape, Token, TokenKind};

/// The text of an article, cut up.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// Every section, boilerplate too, in order.
    pub sections: Vec<Section>,
    /// For each section, its tokens: the first, the first after its dateline, and one past the last.
    /// Boilerplate has none.
    pub ranges: Vec<SectionTokens>,
    /// The tokens of all sections but boilerplate, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; a dateline is one of its own.
    pub sentences: Vec<Sentence>,
    /// The quotations, by their opening mark.
    pub quotations: Vec<Quotation>,
    /// What was repaired.
    pub diagnostics: Vec<Diagnostic>,
}

/// The tokens of one section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionTokens {
    /// The first token.
    pub first: u32,
    /// The first token after a dateline ("ROMA, 12 SET -"); the first token where there is none.
    pub body: u32,
    /// One past the last token.
    pub end: u32,
}

/// Cuts text up by the rules of one language.
#[derive(Debug)]
pub struct Segmenter {
    abbreviations: Abbreviations,
    layout: Layout,
}

impl Segmenter {
    /// The Italian rules.
    ///
    /// # Errors
    /// Where the embedded rules are bad, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        let abbreviations = include_str!("../../data/it/abbreviations.toml");
        let layout = include_str!("../../data/it/layout.toml");
        Ok(Self {
            abbreviations: Abbreviations::from_toml("data/it/abbreviations.toml", abbreviations)?,
            layout: Layout::from_toml("data/it/layout.toml", layout)?,
        })
    }

    /// The sections, tokens, quotations and sentences of `text`.
    ///
    /// Bytes past 4 GiB are not read.
    pub fn segment(&self, text: &str) -> Segments {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let lines = self.lines(readable(text), &mut tokens);
        let mut segments = Segments { tokens, ..Segments::default() };
        let mut read = Vec::with_capacity(lines.len());
        for line in &lines {
            segments.sections.push(Section { span: line.span, kind: line.kind });
            let (first, end) = (line.first as usize, line.end as usize);
            let dateline = match line.kind {
                SectionKind::Paragraph => layout::dateline(&segments.tokens[first..end]),
                _ => 0,
            };
            let body = line.first + dateline as u32;
            segments.ranges.push(SectionTokens { first: line.first, body, end: line.end });
            if first < end {
                read.push((body as usize, end));
            }
        }
        (segments.quotations, segments.diagnostics) = Pairing::run(text, &segments.tokens, &read);
        for (section, range) in segments.ranges.iter().enumerate() {
            sentences::split(
                text,
                &segments.tokens,
                (range.first as usize, range.body as usize, range.end as usize),
                section as u32,
                &self.abbreviations,
                &mut segments.sentences,
            );
        }
        segments
    }

    /// The lines of the text and what each is; the tokens of all but boilerplate.
    fn lines(&self, text: &str, tokens: &mut Vec<Token>) -> Vec<Line> {
        let mut tokenizer = Tokenizer::new(text, &self.abbreviations);
        let mut lines: Vec<Line> = Vec::new();
        for span in layout::lines(text) {
            let first = tokens.len();
            tokenizer.cut(span, tokens);
            let kind = self.layout.line(&tokens[first..]);
            if kind == SectionKind::Boilerplate {
                tokens.truncate(first);
            }
            lines.push(Line { span, kind, first: first as u32, end: tokens.len() as u32 });
        }
        self.layout.titles(&mut lines, tokens);
        lines
    }
}

/// The part of the text that `u32` offsets reach.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

impl Segments {
    /// The tokens of a sentence.
    pub fn of_sentence(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.first as usize..sentence.end as usize]
    }

    /// The span from token `first` to before token `end`.
    ///
    /// # Panics
    /// If the range is empty or past the last token.
    pub fn span(&self, first: u32, end: u32) -> Span {
        self.tokens[first as usize].span.cover(self.tokens[end as usize - 1].span)
    }

    /// The tokens that share a byte with a span: the first, and one past the last.
    pub fn tokens_of(&self, span: Span) -> (usize, usize) {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let count = self.tokens[first..].partition_point(|token| token.span.start < span.end);
        (first, first + count)
    }
}

#[cfg(test)]
mod tests;
