//! Attributions as they are found, in tokens, before names are resolved.

use crate::document::Channel;
use crate::lexicon::form::{Gender, Number};
use crate::lexicon::{CueId, Stance};
use crate::quote::judge::Trace;

/// A range of tokens.
pub(crate) type Tokens = (u32, u32);

/// One attribution.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The parts of the content, in order.
    pub(crate) content: Vec<Tokens>,
    /// The phrase that names the source.
    pub(crate) source: Option<Tokens>,
    pub(crate) cue: Option<CueId>,
    pub(crate) cue_tokens: Option<Tokens>,
    pub(crate) stance: Stance,
    pub(crate) negated: bool,
    /// Whether the cue has no subject that could be named ("si dice").
    pub(crate) impersonal: bool,
    /// What the verb's form says of its subject.
    pub(crate) number: Option<Number>,
    pub(crate) gender: Option<Gender>,
    pub(crate) rule: &'static str,
    /// The section it stands in.
    pub(crate) section: u32,
    /// The clause its cue (or, without one, its content) stands in.
    pub(crate) clause: u32,
    /// The quotation in which the cue stands.
    pub(crate) inside: Option<u32>,
    /// Whether the content is the very words, though no marks say so.
    pub(crate) verbatim: bool,
    /// To whom it was said, what the source cites, in what it was said.
    pub(crate) addressee: Option<Tokens>,
    pub(crate) evidence: Option<Tokens>,
    pub(crate) channel: Option<Channel>,
    /// How likely it is to be a quote.
    pub(crate) confidence: f32,
    /// What was decided on the way, when that is traced.
    pub(crate) trace: Trace,
}

impl Draft {
    pub(crate) fn new(
        rule: &'static str,
        (section, clause): (u32, u32),
        inside: Option<u32>,
    ) -> Self {
        Self {
            content: Vec::new(),
            source: None,
            cue: None,
            cue_tokens: None,
            stance: Stance::Asserted,
            negated: false,
            impersonal: false,
            number: None,
            gender: None,
            rule,
            section,
            clause,
            inside,
            verbatim: false,
            addressee: None,
            evidence: None,
            channel: None,
            confidence: 0.5,
            trace: Trace::default(),
        }
    }
}
