//! A document, read back from its JSON and the text it was made from.

use std::borrow::Cow;
use std::sync::Arc;

use crate::document::{
    Claim, Cue, Diagnostic, Document, Entity, EntityId, Mention, MentionId, Quantity, Quote,
    QuoteId, Role, Section, Speaker, Time, TimeId,
};
use crate::error::{Error, ErrorKind};
use crate::record::{
    CueRecord, EntityRecord, MentionRecord, QuoteRecord, Record, SpanRecord, SpeakerRecord,
};
use crate::span::{OffsetMap, OffsetUnit, Span};

impl Document {
    /// The document that `json` was made from, over the same text and with the same unit.
    ///
    /// ```
    /// use virgolette::{Document, Extractor, OffsetUnit};
    ///
    /// let text = "«Riapriamo a marzo», ha detto la sindaca.";
    /// let document = Extractor::italian().extract(text);
    /// let json = document.to_json(OffsetUnit::Codepoints);
    /// let back = Document::from_json(text, &json, OffsetUnit::Codepoints)?;
    /// assert_eq!(back, document);
    /// # Ok::<(), virgolette::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Document`] where it is no such document, or one of another text.
    pub fn from_json(
        text: impl Into<Arc<str>>,
        json: &str,
        unit: OffsetUnit,
    ) -> Result<Self, Error> {
        let record: Record<'_> = serde_json::from_str(json).map_err(|error| {
            let mend = "give the JSON that `to_json` wrote";
            Error::new(ErrorKind::Document, error.to_string(), mend)
        })?;
        Self::from_record(text, &record, unit)
    }

    /// The document that `json` was made from, where its text is not at hand: the text is put
    /// together from the sections, with line breaks for the white space between them. The unit of
    /// the offsets shows in the sections.
    ///
    /// ```
    /// use virgolette::{Document, Extractor, OffsetUnit};
    ///
    /// let document = Extractor::italian().extract("Il ponte\n\n«Riapriamo», ha detto la sindaca.");
    /// let back = Document::from_json_alone(&document.to_json(OffsetUnit::Bytes))?;
    /// assert_eq!(back, document);
    /// # Ok::<(), virgolette::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Document`] where it is no such document.
    pub fn from_json_alone(json: &str) -> Result<Self, Error> {
        let record: Record<'_> = serde_json::from_str(json).map_err(|error| {
            let mend = "give the JSON that `to_json` wrote";
            Error::new(ErrorKind::Document, error.to_string(), mend)
        })?;
        let units = [OffsetUnit::Codepoints, OffsetUnit::Utf16, OffsetUnit::Bytes];
        let found = units.into_iter().find_map(|unit| Some((unit, joined(&record, unit)?)));
        let Some((unit, text)) = found else {
            let what = "its sections have other lengths than their texts";
            let mend = "give the JSON that `to_json` wrote";
            return Err(Error::new(ErrorKind::Document, what, mend));
        };
        Self::from_record(text, &record, unit)
    }

    /// The document that `record` was made from, over the same text and with the same unit.
    ///
    /// # Errors
    /// [`ErrorKind::Document`] where a span or an id is not of this text.
    pub fn from_record(
        text: impl Into<Arc<str>>,
        record: &Record<'_>,
        unit: OffsetUnit,
    ) -> Result<Self, Error> {
        if record.schema != Self::SCHEMA {
            let what = format!("the schema is `{}`, not `{}`", record.schema, Self::SCHEMA);
            let mend = "extract the text again with this version";
            return Err(Error::new(ErrorKind::Document, what, mend));
        }
        let text = text.into();
        let reader = Reader { text: &text, map: OffsetMap::new(&*text, unit), record };
        let document = reader.document()?;
        Ok(Self { text: Arc::clone(&text), ..document })
    }
}

/// The text of a record's sections, where they are as long as they say in this unit.
fn joined(record: &Record<'_>, unit: OffsetUnit) -> Option<String> {
    let (mut text, mut at) = (String::new(), 0);
    for section in &record.sections {
        let gap = section.start.checked_sub(at)?;
        // The offsets are not to be trusted: a gap no article has would fill the memory.
        let plausible = gap < 1 << 20;
        text.extend(plausible.then(|| std::iter::repeat_n('\n', gap as usize))?);
        let length = match unit {
            OffsetUnit::Bytes => section.text.len(),
            OffsetUnit::Codepoints => section.text.chars().count(),
            OffsetUnit::Utf16 => section.text.encode_utf16().count(),
        };
        if u64::from(section.end) != u64::from(section.start) + length as u64 {
            return None;
        }
        text.push_str(&section.text);
        at = section.end;
    }
    Some(text)
}

/// A record, read against its text.
struct Reader<'r> {
    text: &'r str,
    map: OffsetMap<&'r str>,
    record: &'r Record<'r>,
}

type Read<T> = Result<T, Error>;

/// What `read` makes of every record.
fn each<'r, R, T>(records: &'r [R], read: impl Fn(&'r R) -> Read<T>) -> Read<Vec<T>> {
    records.iter().map(read).collect()
}

fn owned(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

impl Reader<'_> {
    fn document(&self) -> Read<Document> {
        let record = self.record;
        let mut document = Document::new("".into());
        document.id = record.id.as_deref().map(str::to_owned);
        document.reference_date = record.reference_date.as_deref().map(str::to_owned);
        document.sections = each(&record.sections, |section| {
            let span = self.span(section.start, section.end, &section.text)?;
            let kind = section.kind;
            Ok(Section { span, kind })
        })?;
        document.sentences =
            each(&record.sentences, |sentence| self.bytes(sentence.start, sentence.end))?;
        document.entities = each(&record.entities, |entity| self.entity(entity))?;
        document.mentions = each(&record.mentions, |mention| self.mention(mention))?;
        document.quotes = each(&record.quotes, |quote| self.quote(quote))?;
        document.claims = each(&record.claims, |claim| {
            let sentence = claim.sentence;
            if sentence as usize >= record.sentences.len() {
                return Err(stray("sentence", sentence));
            }
            Ok(Claim { cue: self.named(&claim.cue)?, sentence, quote: self.quote_id(claim.quote)? })
        })?;
        self.measures(&mut document)?;
        Ok(document)
    }

    fn measures(&self, document: &mut Document) -> Read<()> {
        let record = self.record;
        document.times = each(&record.times, |time| {
            Ok(Time {
                span: self.span(time.start, time.end, &time.text)?,
                kind: time.kind,
                value: time.value.to_string(),
                anchored: time.anchored,
            })
        })?;
        document.quantities = each(&record.quantities, |quantity| {
            Ok(Quantity {
                span: self.span(quantity.start, quantity.end, &quantity.text)?,
                kind: quantity.kind,
                value: quantity.value,
                unit: quantity.unit.as_deref().map(str::to_owned),
                bound: quantity.bound,
            })
        })?;
        document.diagnostics = each(&record.diagnostics, |diagnostic| {
            Ok(Diagnostic {
                span: self.span(diagnostic.start, diagnostic.end, &diagnostic.text)?,
                code: owned(&diagnostic.code),
                message: owned(&diagnostic.message),
            })
        })?;
        Ok(())
    }

    fn entity(&self, entity: &EntityRecord<'_>) -> Read<Entity> {
        Ok(Entity {
            kind: entity.kind,
            name: entity.name.to_string(),
            aliases: entity.aliases.iter().map(ToString::to_string).collect(),
            roles: each(&entity.roles, |role| {
                Ok(Role {
                    span: self.span(role.start, role.end, &role.text)?,
                    mention: self.mention_id(role.mention)?,
                })
            })?,
            gender: entity.gender,
            gender_evidence: self.maybe(entity.gender_evidence.as_ref())?,
            links: (entity.links.iter())
                .map(|(key, link)| (key.to_string(), link.clone()))
                .collect(),
            mentions: each(&entity.mentions, |&id| self.mention_id(id))?,
        })
    }

    fn mention(&self, mention: &MentionRecord<'_>) -> Read<Mention> {
        Ok(Mention {
            span: self.span(mention.start, mention.end, &mention.text)?,
            kind: mention.kind,
            form: mention.form,
            entity: self.entity_id(mention.entity)?,
            metonymy: mention.metonymy,
            by: mention.by,
            rule: owned(&mention.rule),
        })
    }

    fn quote(&self, quote: &QuoteRecord<'_>) -> Read<Quote> {
        Ok(Quote {
            kind: quote.kind,
            content: each(&quote.content, |span| self.named(span))?,
            source: self.maybe(quote.source.as_ref())?,
            cue: quote.cue.as_ref().map(|cue| self.cue(cue)).transpose()?,
            speaker: (quote.speaker.as_ref()).map(|speaker| self.speaker(speaker)).transpose()?,
            unknown: quote.unknown.as_deref().map(owned),
            certainty: quote.certainty,
            within: self.quote_id(quote.within)?,
            reported_by: self.quote_id(quote.reported_by)?,
            evidence: self.maybe(quote.evidence.as_ref())?,
            addressee: self.maybe(quote.addressee.as_ref())?,
            time: self.time_id(quote.time)?,
            place: quote.place.map(|id| self.mention_id(id)).transpose()?,
            channel: quote.channel,
            negated: quote.negated,
            rule: owned(&quote.rule),
            confidence: quote.confidence,
        })
    }

    fn cue(&self, cue: &CueRecord<'_>) -> Read<Cue> {
        Ok(Cue {
            span: self.span(cue.start, cue.end, &cue.text)?,
            lemma: cue.lemma.to_string(),
            class: cue.class.to_string(),
        })
    }

    fn speaker(&self, speaker: &SpeakerRecord<'_>) -> Read<Speaker> {
        Ok(Speaker {
            entity: self.entity_id(speaker.entity)?,
            name: speaker.name.to_string(),
            via: speaker.via,
            anonymous: speaker.anonymous,
            number: speaker.number,
        })
    }

    fn maybe(&self, span: Option<&SpanRecord<'_>>) -> Read<Option<Span>> {
        span.map(|span| self.named(span)).transpose()
    }

    fn named(&self, span: &SpanRecord<'_>) -> Read<Span> {
        self.span(span.start, span.end, &span.text)
    }

    fn span(&self, start: u32, end: u32, words: &str) -> Read<Span> {
        let span = self.bytes(start, end)?;
        if span.of(self.text) == words {
            return Ok(span);
        }
        let what = format!("the text at {start}..{end} is not `{words}`");
        Err(Error::new(ErrorKind::Document, what, MEND))
    }

    fn bytes(&self, start: u32, end: u32) -> Read<Span> {
        match (self.map.byte_at(start), self.map.byte_at(end)) {
            (Some(first), Some(last)) if first <= last => Ok(Span::new(first, last)),
            _ => {
                let what = format!("{start}..{end} is no span of the text");
                Err(Error::new(ErrorKind::Document, what, MEND))
            }
        }
    }

    fn mention_id(&self, id: MentionId) -> Read<MentionId> {
        let known = id.index() < self.record.mentions.len();
        known.then_some(id).ok_or_else(|| stray("mention", id.0))
    }

    fn entity_id(&self, id: Option<EntityId>) -> Read<Option<EntityId>> {
        let stray_id = id.filter(|id| id.index() >= self.record.entities.len());
        stray_id.map_or(Ok(id), |id| Err(stray("entity", id.0)))
    }

    fn quote_id(&self, id: Option<QuoteId>) -> Read<Option<QuoteId>> {
        let stray_id = id.filter(|id| id.index() >= self.record.quotes.len());
        stray_id.map_or(Ok(id), |id| Err(stray("quote", id.0)))
    }

    fn time_id(&self, id: Option<TimeId>) -> Read<Option<TimeId>> {
        let stray_id = id.filter(|id| id.index() >= self.record.times.len());
        stray_id.map_or(Ok(id), |id| Err(stray("time", id.0)))
    }
}

const MEND: &str = "give the text and the unit of offsets it was made with";

fn stray(what: &str, id: u32) -> Error {
    let what = format!("there is no {what} {id}");
    Error::new(ErrorKind::Document, what, "give the JSON as it was written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::*;

    const TEXT: &str = "😀 «È così», ha detto ieri il sindaco di Forlì Anna Neri a 3 cronisti.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    }

    /// A document with something in every list.
    fn full() -> Document {
        let mut document = Document::new(TEXT.into());
        document.id = Some("a-1".into());
        document.reference_date = Some("2024-05-06".into());
        document
            .sections
            .push(Section { span: Span::new(0, TEXT.len() as u32), kind: SectionKind::Paragraph });
        document.sentences.push(Span::new(0, TEXT.len() as u32));
        document.mentions.push(Mention {
            span: span("Anna Neri"),
            kind: MentionType::Person,
            form: MentionForm::Name,
            entity: Some(EntityId(0)),
            metonymy: false,
            by: MentionSource::Rule,
            rule: "title".into(),
        });
        document.entities.push(Entity {
            kind: MentionType::Person,
            name: "Anna Neri".into(),
            aliases: vec!["Neri".into()],
            roles: vec![Role { span: span("sindaco di Forlì"), mention: MentionId(0) }],
            gender: Some(Gender::Female),
            gender_evidence: Some(span("Anna")),
            links: [("register".into(), Link::Number(7))].into(),
            mentions: vec![MentionId(0)],
        });
        document.quotes.push(quote());
        document.claims.push(Claim { cue: span("ha detto"), sentence: 0, quote: Some(QuoteId(0)) });
        document.times.push(Time {
            span: span("ieri"),
            kind: TimeType::Date,
            value: "2024-05-05".into(),
            anchored: true,
        });
        document.quantities.push(Quantity {
            span: span("3 cronisti"),
            kind: QuantityKind::Count,
            value: Some(3.0),
            unit: Some("cronisti".into()),
            bound: Some(Bound::About),
        });
        document.diagnostics.push(Diagnostic {
            span: span("«"),
            code: "odd".into(),
            message: "odd".into(),
        });
        document
    }

    fn quote() -> Quote {
        Quote {
            kind: QuoteKind::Direct,
            content: vec![span("È così")],
            source: Some(span("Anna Neri")),
            cue: Some(Cue { span: span("ha detto"), lemma: "dire".into(), class: "say".into() }),
            speaker: Some(Speaker {
                entity: Some(EntityId(0)),
                name: "Anna Neri".into(),
                via: SpeakerVia::Explicit,
                anonymous: false,
                number: SpeakerNumber::One,
            }),
            unknown: None,
            certainty: Certainty::Verbatim,
            within: None,
            reported_by: Some(QuoteId(0)),
            evidence: None,
            addressee: Some(span("3 cronisti")),
            time: Some(TimeId(0)),
            place: None,
            channel: Some(Channel::Press),
            negated: false,
            rule: "after".into(),
            confidence: 0.87,
        }
    }

    #[test]
    fn a_document_comes_back_whole_in_every_unit() {
        let document = full();
        for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
            let json = document.to_json(unit);
            assert_eq!(Document::from_json(TEXT, &json, unit).unwrap(), document);
        }
    }

    #[test]
    fn another_text_or_a_stray_id_is_refused() {
        let document = full();
        let json = document.to_json(OffsetUnit::Codepoints);
        let refused = |text: &str, json: &str| {
            let error = Document::from_json(text, json, OffsetUnit::Codepoints).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Document);
            error.to_string()
        };
        let other = TEXT.replace("Neri", "Bini");
        assert!(refused(&other, &json).contains("is not"));
        assert!(refused("breve", &json).contains("no span of the text"));
        let stray = json.replace("\"mentions\":[0]", "\"mentions\":[5]");
        assert!(refused(TEXT, &stray).contains("no mention 5"));
        let next = json.replace("virgolette/1", "virgolette/9");
        assert!(refused(TEXT, &next).contains("schema"));
        assert!(refused(TEXT, "{").contains("EOF"));
    }
}
