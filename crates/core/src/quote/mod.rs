//! Who said what: cues, their content and their source.

mod attribution;
mod choice;
mod circumstances;
mod claims;
mod clause;
mod complement;
mod direct;
mod draft;
mod evidential;
mod features;
mod frame;
mod indirect;
mod interview;
mod judge;
mod noun;
mod noun_phrase;
mod phrase;
mod reading;
mod speech;
mod subject;
mod verb_group;
mod vocabulary;

use std::borrow::Cow;

use crate::document::{Certainty, Cue, Mention, Quote, QuoteId, QuoteKind};
use crate::error::Error;
use crate::lexicon::compile::italian_verbs;
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::user_cues::UserCues;
use crate::lexicon::{CueLexicon, Stance};
use crate::resolve::words::SourceWords;
use crate::segment::{Segments, TokenKind};
use crate::span::Span;

use attribution::Attributor;
use circumstances::Circumstances;
use draft::{Draft, Tokens};
use frame::{Builder, Frames};
pub use judge::{Judge, Question, Trace, TracedOption};
use verb_group::VerbReader;
use vocabulary::Vocabulary;

pub(crate) use reading::{Agreement, Reading, Subject};
pub(crate) use vocabulary::Classes;

/// Finds quotes and claims by the rules and cues of one language.
#[derive(Debug)]
pub struct QuoteReader {
    vocabulary: Vocabulary,
    cues: CueLexicon,
    verbs: VerbReader,
    circumstances: Circumstances,
    judge: Option<Judge>,
}

impl QuoteReader {
    /// The Italian rules without a judge: their own guesses.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub fn italian_rules(gazetteer: Gazetteer) -> Result<Self, Error> {
        Self::rules(gazetteer, &SourceWords::italian()?)
    }

    /// The same with the words for sources read before.
    pub(crate) fn rules(gazetteer: Gazetteer, sources: &SourceWords) -> Result<Self, Error> {
        let (path, words) =
            ("data/it/function_words.toml", include_str!("../../data/it/function_words.toml"));
        let vocabulary = Vocabulary::from_toml(path, words, gazetteer, sources)?;
        let cues = CueLexicon::italian()?;
        let verbs = VerbReader::new(&cues);
        let circumstances = Circumstances::italian()?;
        Ok(Self { vocabulary, cues, verbs, circumstances, judge: None })
    }

    /// The same reader with cues of the user's.
    pub(crate) fn with_cues(mut self, lists: &[UserCues]) -> Result<Self, Error> {
        if !lists.is_empty() {
            let verbs = italian_verbs()?;
            for list in lists {
                self.cues.add(list.cues().to_vec(), &verbs)?;
            }
            self.verbs = VerbReader::new(&self.cues);
        }
        Ok(self)
    }

    /// The same reader with other weights, or with none: the rules' own guesses.
    #[must_use]
    pub fn with_judge(mut self, judge: Option<Judge>) -> Self {
        self.judge = judge;
        self
    }

    /// Every candidate of an article with what was decided on the way, for training; none is
    /// dropped.
    pub fn trace(&self, text: &str, segments: &Segments, mentions: &[Mention]) -> Vec<Candidate> {
        self.as_candidates(text, segments, mentions, true)
    }

    /// The candidates that the judge takes.
    pub fn candidates(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &[Mention],
    ) -> Vec<Candidate> {
        self.as_candidates(text, segments, mentions, false)
    }

    fn as_candidates(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &[Mention],
        tracing: bool,
    ) -> Vec<Candidate> {
        let frames = self.frames(text, segments, mentions);
        let candidate = |draft: Draft| Candidate {
            content: draft.content.iter().filter_map(|&range| trim(segments, range)).collect(),
            cue: draft.cue_tokens.map(|(first, end)| segments.span(first, end)),
            rule: draft.rule,
            confidence: draft.confidence,
            trace: draft.trace,
        };
        self.drafts(segments, &frames, tracing).0.into_iter().map(candidate).collect()
    }

    fn frames(&self, text: &str, segments: &Segments, mentions: &[Mention]) -> Frames {
        Builder::new(text, segments, mentions, &self.vocabulary, &self.cues).build()
    }

    fn drafts(
        &self,
        segments: &Segments,
        frames: &Frames,
        tracing: bool,
    ) -> (Vec<Draft>, Vec<reading::Subject>) {
        Attributor::new(self, segments, frames, tracing).run()
    }

    /// The quotes of an article in order of appearance, their speakers not yet resolved, its
    /// claims, and the grammar that names speakers.
    pub(crate) fn read(&self, text: &str, segments: &Segments, mentions: &[Mention]) -> Reading {
        let frames = self.frames(text, segments, mentions);
        let (drafts, mut subjects) = self.drafts(segments, &frames, false);
        subjects.sort_by_key(|subject| subject.verb);
        let mut found: Vec<(Quote, Agreement)> = drafts
            .iter()
            .filter_map(|draft| Some((self.quote(text, segments, draft)?, Agreement::of(draft))))
            .collect();
        found.sort_by_key(|(quote, _)| (quote.content[0], quote.cue.as_ref().map(|cue| cue.span)));
        drop_repeated(&mut found);
        let (mut quotes, agreements): (Vec<Quote>, Vec<Agreement>) = found.into_iter().unzip();
        nest(&mut quotes);
        let claims = claims::read(self, segments, &frames, &quotes);
        let classes = reading::classes(&frames, segments.tokens.len());
        Reading { quotes, claims, agreements, subjects, classes }
    }

    fn quote(&self, text: &str, segments: &Segments, draft: &Draft) -> Option<Quote> {
        let mut content: Vec<Span> =
            draft.content.iter().filter_map(|&range| trim(segments, range)).collect();
        in_order(&mut content);
        let kind = match draft.verbatim {
            true => QuoteKind::Direct,
            false => kind_of(segments, &content, &draft.content),
        };
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
            evidence: draft.evidence.and_then(|range| trim(segments, range)),
            addressee: draft.addressee.and_then(|range| trim(segments, range)),
            time: None,
            place: None,
            channel: draft.channel,
            negated: draft.negated,
            rule: Cow::Borrowed(draft.rule),
            confidence: draft.confidence,
        })
    }
}

/// A candidate as training sees it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its content.
    pub content: Vec<Span>,
    /// Its cue.
    pub cue: Option<Span>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the judge is of it.
    pub confidence: f32,
    /// The choices made, and what the judge sees of the candidate.
    pub trace: Trace,
}

/// The span of a range of tokens without the punctuation and white space at its edges.
fn trim(segments: &Segments, (mut first, mut end): Tokens) -> Option<Span> {
    let edge = |kind: TokenKind| {
        matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash)
    };
    let kind = |at: u32| segments.tokens[at as usize].kind;
    while first < end && (edge(kind(first)) || kind(first) == TokenKind::Stop && end > first + 1) {
        first += 1;
    }
    while end > first && edge(kind(end - 1)) {
        end -= 1;
    }
    (first < end).then(|| segments.span(first, end))
}

/// Puts the parts of a content in the order of the text, where a later cue claimed an earlier part, and
/// joins those that overlap.
fn in_order(content: &mut Vec<Span>) {
    if content.is_sorted_by(|one, next| one.end <= next.start) {
        return;
    }
    content.sort_unstable();
    content.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
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

/// Of quotes with the very same content, one after the other, keeps the likeliest: two cues of one
/// sentence are one statement.
fn drop_repeated(found: &mut Vec<(Quote, Agreement)>) {
    found.dedup_by(|next, kept| {
        let same = next.0.content == kept.0.content;
        if same && next.0.confidence > kept.0.confidence {
            std::mem::swap(next, kept);
        }
        same
    });
}

/// Finds for each quote the smallest other quote that holds its content and its cue.
fn nest(quotes: &mut [Quote]) {
    for index in 0..quotes.len() {
        let span = extent(&quotes[index]);
        let around = (0..index).rev().take(64).find(|&other| {
            quotes[other].content.iter().any(|part| part.contains(span) && *part != span)
        });
        quotes[index].within = around.map(|other| QuoteId(other as u32));
        // Where the cue too stands in that content, its source reports the attribution.
        quotes[index].reported_by = quotes[index].within.filter(|_| quotes[index].cue.is_some());
    }
}

/// From the first to the last byte of a quote's content and cue.
fn extent(quote: &Quote) -> Span {
    let content = quote.content[0].cover(quote.content[quote.content.len() - 1]);
    quote.cue.as_ref().map_or(content, |cue| content.cover(cue.span))
}
