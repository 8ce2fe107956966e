//! The JSON document (`virgolette/1`): the same from Rust, Python and the command line.
//!
//! A [`Record`] borrows from its [`Document`] when it is made, and owns its strings when it is read
//! back. Field names are fixed; offsets are in the [`OffsetUnit`] it was made with.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{
    Bound, Certainty, Channel, Document, EntityId, Gender, Link, MentionForm, MentionId,
    MentionSource, MentionType, QuantityKind, QuoteId, QuoteKind, Role, SectionKind, SpeakerNumber,
    SpeakerVia, TimeId, TimeType,
};
use crate::span::{OffsetMap, OffsetUnit, Span};

type Text<'d> = Cow<'d, str>;

/// The JSON document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Record<'d> {
    pub schema: Text<'d>,
    pub id: Option<Text<'d>>,
    pub language: Text<'d>,
    pub reference_date: Option<Text<'d>>,
    pub sections: Vec<SectionRecord<'d>>,
    pub sentences: Vec<SentenceRecord>,
    pub entities: Vec<EntityRecord<'d>>,
    pub mentions: Vec<MentionRecord<'d>>,
    pub quotes: Vec<QuoteRecord<'d>>,
    pub claims: Vec<ClaimRecord<'d>>,
    pub times: Vec<TimeRecord<'d>>,
    pub quantities: Vec<QuantityRecord<'d>>,
    pub diagnostics: Vec<DiagnosticRecord<'d>>,
}

/// A span of the text, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SpanRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
}

/// A part of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SectionRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub kind: SectionKind,
}

/// A sentence; its words are not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SentenceRecord {
    pub start: u32,
    pub end: u32,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct EntityRecord<'d> {
    pub id: EntityId,
    #[serde(rename = "type")]
    pub kind: MentionType,
    pub name: Text<'d>,
    pub aliases: Vec<Text<'d>>,
    pub roles: Vec<RoleRecord<'d>>,
    pub gender: Option<Gender>,
    pub gender_evidence: Option<SpanRecord<'d>>,
    pub links: BTreeMap<Text<'d>, Link>,
    pub mentions: Vec<MentionId>,
}

/// A role of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RoleRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub mention: MentionId,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct MentionRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub id: MentionId,
    #[serde(rename = "type")]
    pub kind: MentionType,
    pub form: MentionForm,
    pub entity: Option<EntityId>,
    pub metonymy: bool,
    pub by: MentionSource,
    pub rule: Text<'d>,
}

/// The words that attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CueRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub lemma: Text<'d>,
    pub class: Text<'d>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SpeakerRecord<'d> {
    pub entity: Option<EntityId>,
    pub name: Text<'d>,
    pub via: SpeakerVia,
    pub anonymous: bool,
    pub number: SpeakerNumber,
}

/// A quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct QuoteRecord<'d> {
    pub id: QuoteId,
    pub kind: QuoteKind,
    pub content: Vec<SpanRecord<'d>>,
    pub source: Option<SpanRecord<'d>>,
    pub cue: Option<CueRecord<'d>>,
    pub speaker: Option<SpeakerRecord<'d>>,
    pub unknown: Option<Text<'d>>,
    pub certainty: Certainty,
    pub within: Option<QuoteId>,
    pub reported_by: Option<QuoteId>,
    pub evidence: Option<SpanRecord<'d>>,
    pub addressee: Option<SpanRecord<'d>>,
    pub time: Option<TimeId>,
    pub place: Option<MentionId>,
    pub channel: Option<Channel>,
    pub negated: bool,
    pub rule: Text<'d>,
    pub confidence: f32,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ClaimRecord<'d> {
    pub cue: SpanRecord<'d>,
    pub sentence: u32,
    pub quote: Option<QuoteId>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct TimeRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub id: TimeId,
    #[serde(rename = "type")]
    pub kind: TimeType,
    pub value: Text<'d>,
    pub anchored: bool,
}

/// A quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct QuantityRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub kind: QuantityKind,
    pub value: Option<f64>,
    pub unit: Option<Text<'d>>,
    pub bound: Option<Bound>,
}

/// Something odd in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct DiagnosticRecord<'d> {
    pub start: u32,
    pub end: u32,
    pub text: Text<'d>,
    pub code: Text<'d>,
    pub message: Text<'d>,
}

impl Document {
    /// The JSON document, with offsets in `unit`.
    pub fn record(&self, unit: OffsetUnit) -> Record<'_> {
        let view = View { document: self, map: OffsetMap::new(&*self.text, unit) };
        Record {
            schema: Document::SCHEMA.into(),
            id: self.id.as_deref().map(Cow::from),
            language: "it".into(),
            reference_date: self.reference_date.as_deref().map(Cow::from),
            sections: view.sections(),
            sentences: view.sentences(),
            entities: view.entities(),
            mentions: view.mentions(),
            quotes: view.quotes(),
            claims: view.claims(),
            times: view.times(),
            quantities: view.quantities(),
            diagnostics: view.diagnostics(),
        }
    }

    /// The JSON document as one line of JSON, with offsets in `unit`.
    pub fn to_json(&self, unit: OffsetUnit) -> String {
        // Writing these plain structs to memory cannot fail: no map has keys other than strings.
        serde_json::to_string(&self.record(unit)).unwrap_or_default()
    }
}

/// A document seen through one unit of offsets.
struct View<'d> {
    document: &'d Document,
    map: OffsetMap<&'d str>,
}

impl<'d> View<'d> {
    fn ends(&self, span: Span) -> (u32, u32, Text<'d>) {
        let text = Cow::Borrowed(span.of(&self.document.text));
        (self.map.convert(span.start), self.map.convert(span.end), text)
    }

    fn span(&self, span: Span) -> SpanRecord<'d> {
        let (start, end, text) = self.ends(span);
        SpanRecord { start, end, text }
    }

    fn role(&self, role: &Role) -> RoleRecord<'d> {
        let (start, end, text) = self.ends(role.span);
        RoleRecord { start, end, text, mention: role.mention }
    }

    fn sections(&self) -> Vec<SectionRecord<'d>> {
        let each = self.document.sections.iter().map(|section| {
            let (start, end, text) = self.ends(section.span);
            SectionRecord { start, end, text, kind: section.kind }
        });
        each.collect()
    }

    fn sentences(&self) -> Vec<SentenceRecord> {
        let each = self.document.sentences.iter().map(|span| SentenceRecord {
            start: self.map.convert(span.start),
            end: self.map.convert(span.end),
        });
        each.collect()
    }

    fn entities(&self) -> Vec<EntityRecord<'d>> {
        let each = self.document.entities.iter().enumerate().map(|(index, entity)| EntityRecord {
            id: EntityId(index as u32),
            kind: entity.kind,
            name: Cow::from(&entity.name),
            aliases: entity.aliases.iter().map(Cow::from).collect(),
            roles: entity.roles.iter().map(|role| self.role(role)).collect(),
            gender: entity.gender,
            gender_evidence: entity.gender_evidence.map(|span| self.span(span)),
            links: entity.links.iter().map(|(key, link)| (Cow::from(key), link.clone())).collect(),
            mentions: entity.mentions.clone(),
        });
        each.collect()
    }

    fn mentions(&self) -> Vec<MentionRecord<'d>> {
        let each = self.document.mentions.iter().enumerate().map(|(index, mention)| {
            let (start, end, text) = self.ends(mention.span);
            MentionRecord {
                start,
                end,
                text,
                id: MentionId(index as u32),
                kind: mention.kind,
                form: mention.form,
                entity: mention.entity,
                metonymy: mention.metonymy,
                by: mention.by,
                rule: Cow::Borrowed(&mention.rule),
            }
        });
        each.collect()
    }

    fn quotes(&self) -> Vec<QuoteRecord<'d>> {
        let each = self.document.quotes.iter().enumerate().map(|(index, quote)| QuoteRecord {
            id: QuoteId(index as u32),
            kind: quote.kind,
            content: quote.content.iter().map(|&span| self.span(span)).collect(),
            source: quote.source.map(|span| self.span(span)),
            cue: quote.cue.as_ref().map(|cue| {
                let (start, end, text) = self.ends(cue.span);
                CueRecord {
                    start,
                    end,
                    text,
                    lemma: Cow::from(&cue.lemma),
                    class: Cow::from(&cue.class),
                }
            }),
            speaker: quote.speaker.as_ref().map(|speaker| SpeakerRecord {
                entity: speaker.entity,
                name: Cow::from(&speaker.name),
                via: speaker.via,
                anonymous: speaker.anonymous,
                number: speaker.number,
            }),
            unknown: quote.unknown.as_deref().map(Cow::Borrowed),
            certainty: quote.certainty,
            within: quote.within,
            reported_by: quote.reported_by,
            evidence: quote.evidence.map(|span| self.span(span)),
            addressee: quote.addressee.map(|span| self.span(span)),
            time: quote.time,
            place: quote.place,
            channel: quote.channel,
            negated: quote.negated,
            rule: Cow::Borrowed(&quote.rule),
            confidence: quote.confidence,
        });
        each.collect()
    }

    fn claims(&self) -> Vec<ClaimRecord<'d>> {
        let each = self.document.claims.iter().map(|claim| ClaimRecord {
            cue: self.span(claim.cue),
            sentence: claim.sentence,
            quote: claim.quote,
        });
        each.collect()
    }

    fn times(&self) -> Vec<TimeRecord<'d>> {
        let each = self.document.times.iter().enumerate().map(|(index, time)| {
            let (start, end, text) = self.ends(time.span);
            TimeRecord {
                start,
                end,
                text,
                id: TimeId(index as u32),
                kind: time.kind,
                value: Cow::from(&time.value),
                anchored: time.anchored,
            }
        });
        each.collect()
    }

    fn quantities(&self) -> Vec<QuantityRecord<'d>> {
        let each = self.document.quantities.iter().map(|quantity| {
            let (start, end, text) = self.ends(quantity.span);
            QuantityRecord {
                start,
                end,
                text,
                kind: quantity.kind,
                value: quantity.value,
                unit: quantity.unit.as_deref().map(Cow::Borrowed),
                bound: quantity.bound,
            }
        });
        each.collect()
    }

    fn diagnostics(&self) -> Vec<DiagnosticRecord<'d>> {
        let each = self.document.diagnostics.iter().map(|diagnostic| {
            let (start, end, text) = self.ends(diagnostic.span);
            DiagnosticRecord {
                start,
                end,
                text,
                code: Cow::Borrowed(&diagnostic.code),
                message: Cow::Borrowed(&diagnostic.message),
            }
        });
        each.collect()
    }
}
