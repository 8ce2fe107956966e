//! Who said what: cues, their content and their source.

mod attribution;
mod claims;
mod clause;
mod direct;
mod draft;
mod evidential;
mod frame;
mod indirect;
mod noun;
mod noun_phrase;
mod reading;
mod verb_group;
mod vocabulary;

use std::borrow::Cow;

use crate::document::{Certainty, Cue, Mention, Quote, QuoteId, QuoteKind};
use crate::error::Error;
use crate::lexicon::{CueLexicon, Stance};
use crate::segment::{Segments, TokenKind};
use crate::span::Span;

use attribution::Attributor;
use draft::{Draft, Tokens};
use frame::Builder;
use verb_group::VerbReader;
use vocabulary::Vocabulary;

pub(crate) use reading::{Agreement, Reading};
pub(crate) use vocabulary::Classes;

/// Finds quotes and claims by the rules and cues of one language.
#[derive(Debug)]
pub struct QuoteReader {
    vocabulary: Vocabulary,
    cues: CueLexicon,
    verbs: VerbReader,
}

impl QuoteReader {
    /// The Italian rules.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        let words = include_str!("../../data/it/function_words.toml");
        let vocabulary = Vocabulary::from_toml("data/it/function_words.toml", words)?;
        let cues = CueLexicon::italian()?;
        let verbs = VerbReader::new(&cues);
        Ok(Self { vocabulary, cues, verbs })
    }

    /// The quotes of an article in order of appearance, their speakers not yet resolved, its
    /// claims, and the grammar that names speakers.
    pub(crate) fn read(&self, text: &str, segments: &Segments, mentions: &[Mention]) -> Reading {
        let builder = Builder::new(text, segments, mentions, &self.vocabulary, &self.cues);
        let frames = builder.build();
        let attributor = Attributor::new(segments, &frames, &self.cues, &self.verbs);
        let (drafts, mut subjects) = attributor.run();
        subjects.sort_by_key(|subject| subject.verb);
        let mut found: Vec<(Quote, Agreement)> = drafts
            .iter()
            .filter_map(|draft| Some((self.quote(text, segments, draft)?, Agreement::of(draft))))
            .collect();
        found.sort_by_key(|(quote, _)| (quote.content[0], quote.cue.as_ref().map(|cue| cue.span)));
        let (mut quotes, agreements): (Vec<Quote>, Vec<Agreement>) = found.into_iter().unzip();
        nest(&mut quotes);
        let claims = claims::read(self, segments, &frames, &quotes);
        let classes = reading::classes(&frames, segments.tokens.len());
        Reading { quotes, claims, agreements, subjects, classes }
    }

    fn quote(&self, text: &str, segments: &Segments, draft: &Draft) -> Option<Quote> {
        let content: Vec<Span> =
            draft.content.iter().filter_map(|&range| trim(segments, range)).collect();
        let kind = kind_of(segments, &content, &draft.content);
        let cue = draft.cue_tokens.map(|(first, end)| Cue {
            span: segments.span(first, end),
            lemma: match draft.cue {
                Some(cue) => self.cues.lemma(cue).to_owned(),
                None => segments.span(first, end).of(text).to_lowercase(),
            },
            class: draft.cue.map_or("say", |cue| self.cues.cue(cue).class.as_str()).to_owned(),
        });
        (!content.is_empty()).then(|| Quote {
            kind,
            content,
            source: draft.source.and_then(|range| trim(segments, range)),
            cue,
            speaker: None,
            unknown: None,
            certainty: certainty(draft, kind),
            within: None,
            reported_by: None,
            evidence: None,
            addressee: None,
            time: None,
            channel: None,
            negated: draft.negated,
            rule: Cow::Borrowed(draft.rule),
            confidence: 0.5,
        })
    }
}

/// The span of a range of tokens without the punctuation and white space at its edges.
fn trim(segments: &Segments, (mut first, mut end): Tokens) -> Option<Span> {
    let edge = |kind: TokenKind| {
        matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash)
    };
    while first < end && edge(segments.tokens[first as usize].kind) {
        first += 1;
    }
    while end > first && edge(segments.tokens[end as usize - 1].kind) {
        end -= 1;
    }
    (first < end).then(|| segments.span(first, end))
}

/// Direct where every part lies in marks, mixed where some words do, else indirect.
fn kind_of(segments: &Segments, content: &[Span], ranges: &[Tokens]) -> QuoteKind {
    let quotations = &segments.quotations;
    let inside = |&(first, end): &Tokens| {
        let before = quotations.partition_point(|quotation| quotation.open < first);
        quotations[..before]
            .iter()
            .rev()
            .take(64)
            .any(|quotation| quotation.first() <= first && end <= quotation.end)
    };
    let marked = content.iter().any(|span| {
        let first = quotations.partition_point(|quotation| quotation.content.start < span.start);
        quotations.get(first).is_some_and(|quotation| span.contains(quotation.content))
    });
    if ranges.iter().all(inside) {
        QuoteKind::Direct
    } else if marked {
        QuoteKind::Mixed
    } else {
        QuoteKind::Indirect
    }
}

fn certainty(draft: &Draft, kind: QuoteKind) -> Certainty {
    match draft.stance {
        Stance::Denied => Certainty::Denied,
        Stance::Asked => Certainty::Asked,
        Stance::Ordered => Certainty::Ordered,
        Stance::Promised => Certainty::Promised,
        Stance::Hearsay => Certainty::Hearsay,
        Stance::Asserted if kind == QuoteKind::Direct => Certainty::Verbatim,
        Stance::Asserted => Certainty::Paraphrase,
    }
}

/// Finds for each quote the smallest other quote that holds its content and its cue.
fn nest(quotes: &mut [Quote]) {
    for index in 0..quotes.len() {
        let span = extent(&quotes[index]);
        let around = (0..index).rev().take(64).find(|&other| {
            quotes[other].content.iter().any(|part| part.contains(span) && *part != span)
        });
        quotes[index].within = around.map(|other| QuoteId(other as u32));
    }
}

/// From the first to the last byte of a quote's content and cue.
fn extent(quote: &Quote) -> Span {
    let content = quote.content[0].cover(quote.content[quote.content.len() - 1]);
    quote.cue.as_ref().map_or(content, |cue| content.cover(cue.span))
}
