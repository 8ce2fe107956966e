//! The result: everything found in one article, as spans of its text.

mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::span::Span;

pub(crate) use words::words;
pub use words::{
    Bound, Certainty, Channel, Gender, MentionForm, MentionSource, MentionType, QuantityKind,
    QuoteKind, SectionKind, SpeakerNumber, SpeakerVia, TimeType,
};

/// A typed index into one of a document's lists.
macro_rules! id {
    ($(#[$doc:meta] $name:ident),*) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the document's list.
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

id! {
    /// An entity of [`Document::entities`].
    EntityId,
    /// A mention of [`Document::mentions`].
    MentionId,
    /// A quote of [`Document::quotes`].
    QuoteId,
    /// A time of [`Document::times`].
    TimeId
}

/// A part of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: SectionKind,
}

/// A span that refers to something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it refers to.
    pub kind: MentionType,
    /// How it refers.
    pub form: MentionForm,
    /// The entity it refers to, once resolved.
    pub entity: Option<EntityId>,
    /// A place name that stands for its government, institution or team.
    pub metonymy: bool,
    /// What found it.
    pub by: MentionSource,
    /// The rule, list or model that found it.
    pub rule: Cow<'static, str>,
}

impl Mention {
    /// A name, its entity not yet known.
    pub(crate) fn name(
        span: Span,
        kind: MentionType,
        by: MentionSource,
        rule: &'static str,
    ) -> Self {
        let (form, rule) = (MentionForm::Name, Cow::Borrowed(rule));
        Self { span, kind, form, entity: None, metonymy: false, by, rule }
    }
}

/// A role of an entity, as the article words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Where it stands ("portavoce del Cremlino").
    pub span: Span,
    /// The mention it describes.
    pub mention: MentionId,
}

/// A link of an entity to a public or private register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Link {
    /// A numeric identifier, such as a GeoNames id.
    Number(u64),
    /// A code, such as ISO 3166, or an id of the user's.
    Code(String),
}

/// What mentions refer to: one person, place or thing with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is, by the vote of its mentions.
    pub kind: MentionType,
    /// Its fullest name in the article.
    pub name: String,
    /// Its other names in the article, in order of appearance.
    pub aliases: Vec<String>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Of a person, where something shows it.
    pub gender: Option<Gender>,
    /// The words that show it: a given name, a role, an article, or a participle that agrees.
    pub gender_evidence: Option<Span>,
    /// Registers it was linked to, by name of the register.
    pub links: BTreeMap<String, Link>,
    /// Its mentions, in order of appearance.
    pub mentions: Vec<MentionId>,
}

/// The words that attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand; of a cue in two parts, from the first to the last.
    pub span: Span,
    /// The cue's lemma in the lexicon.
    pub lemma: String,
    /// The cue's class ("say", "ask", "deny" …).
    pub class: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The entity, where the speaker is one.
    pub entity: Option<EntityId>,
    /// The fullest name, or the words of an unnamed source without its article.
    pub name: String,
    /// How the speaker was found.
    pub via: SpeakerVia,
    /// Whether the article withholds who it is ("fonti della procura").
    pub anonymous: bool,
    /// One or many.
    pub number: SpeakerNumber,
}

/// What is attributed, to whom, by which words.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// How much of it stands in quotation marks.
    pub kind: QuoteKind,
    /// What is attributed, without outer marks and introducing words; one span a part.
    pub content: Vec<Span>,
    /// The span that names the source.
    pub source: Option<Span>,
    /// The words that attribute.
    pub cue: Option<Cue>,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// Why nobody is named as the speaker.
    pub unknown: Option<Cow<'static, str>>,
    /// What the attribution says of the content.
    pub certainty: Certainty,
    /// The quote whose content holds this one.
    pub within: Option<QuoteId>,
    /// The quote that reports this attribution ("Secondo le agenzie, Peskov ha detto …").
    pub reported_by: Option<QuoteId>,
    /// What the source cites ("una fonte ufficiale russa").
    pub evidence: Option<Span>,
    /// To whom it was said.
    pub addressee: Option<Span>,
    /// When it was said.
    pub time: Option<TimeId>,
    /// At which place it was said, a mention by name.
    pub place: Option<MentionId>,
    /// In what it was said.
    pub channel: Option<Channel>,
    /// Whether the cue is negated ("non ha detto che").
    pub negated: bool,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// How sure the rule is, from 0 to 1, as calibrated on held-out articles.
    pub confidence: f32,
}

/// A statement in the reportive conditional: reported, not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The verb group in the conditional.
    pub cue: Span,
    /// Its sentence, an index into [`Document::sentences`].
    pub sentence: u32,
    /// The quote it stands under.
    pub quote: Option<QuoteId>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TimeType,
    /// Its value, as in TIMEX3.
    pub value: String,
    /// Whether the value is a place on the calendar; false of lengths and repetitions, and of what
    /// waits for a reference date.
    pub anchored: bool,
}

/// A number and what it counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// What it measures.
    pub kind: QuantityKind,
    /// The number; `None` where the words give none ("migliaia di").
    pub value: Option<f64>,
    /// The unit, in UCUM style, as an ISO 4217 code, or as the noun counted.
    pub unit: Option<String>,
    /// What an approximate marker makes of the value.
    pub bound: Option<Bound>,
}

/// Something odd in the text, and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it stands.
    pub span: Span,
    /// A stable code ("unclosed-quotation").
    pub code: Cow<'static, str>,
    /// What was found and what was made of it.
    pub message: Cow<'static, str>,
}

/// Everything found in one article.
///
/// Spans are in bytes of [`Document::text`]; [`Document::record`](crate::Document::record) gives
/// them in code points or UTF-16 units.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The text that came in, unchanged.
    pub text: Arc<str>,
    /// The caller's name for the article.
    pub id: Option<String>,
    /// The date (ISO 8601) to which "ieri" and "lunedì" refer.
    pub reference_date: Option<String>,
    /// The parts of the article.
    pub sections: Vec<Section>,
    /// The sentences of all sections but boilerplate.
    pub sentences: Vec<Span>,
    /// Who and what is mentioned.
    pub entities: Vec<Entity>,
    /// Where, in order of appearance.
    pub mentions: Vec<Mention>,
    /// Who said what, in order of appearance.
    pub quotes: Vec<Quote>,
    /// What is reported without being verified.
    pub claims: Vec<Claim>,
    /// When.
    pub times: Vec<Time>,
    /// How much.
    pub quantities: Vec<Quantity>,
    /// What was odd in the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The schema of the JSON document.
    pub const SCHEMA: &'static str = "virgolette/1";

    /// A document with nothing found yet.
    pub(crate) fn new(text: Arc<str>) -> Self {
        Self {
            text,
            id: None,
            reference_date: None,
            sections: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            quotes: Vec::new(),
            claims: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The content of a quote in one piece, with `between` between its parts.
    pub fn content(&self, quote: &Quote, between: &str) -> String {
        let parts: Vec<&str> = quote.content.iter().map(|&part| self.slice(part)).collect();
        parts.join(between)
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// The quotes whose speaker is this entity, in order.
    pub fn quotes_of(&self, entity: EntityId) -> impl Iterator<Item = QuoteId> + '_ {
        let numbered = (0..).map(QuoteId).zip(&self.quotes);
        let speaks = move |quote: &Quote| {
            quote.speaker.as_ref().is_some_and(|speaker| speaker.entity == Some(entity))
        };
        numbered.filter(move |(_, quote)| speaks(quote)).map(|(id, _)| id)
    }
}
