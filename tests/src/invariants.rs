//! What every result keeps, whatever the text: spans are of the text, ids are of the lists, order is
//! that of the article.

use virgolette::{Document, OffsetUnit, QuoteId, Record, SectionKind, Span, SpanRecord};

/// Checks one document.
///
/// # Errors
/// The first promise that it breaks.
pub fn check(document: &Document) -> Result<(), String> {
    let check = Check { document };
    check.spans()?;
    check.sections()?;
    check.entities()?;
    check.quotes()?;
    check.claims()?;
    for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
        record(document, &document.record(unit), unit)?;
    }
    Ok(())
}

struct Check<'d> {
    document: &'d Document,
}

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

impl Check<'_> {
    /// Whether `span` is of the text, on boundaries of characters.
    fn span(&self, span: Span, name: &str) -> Result<(), String> {
        let text = &self.document.text;
        let (start, end) = (span.start as usize, span.end as usize);
        let of_text = start <= end && text.get(start..end).is_some();
        ensure(of_text, || format!("{name} {span:?} is not of the text"))
    }

    /// As `span`, and not empty, without white space at its ends.
    fn words(&self, span: Span, name: &str) -> Result<(), String> {
        self.span(span, name)?;
        let words = self.document.slice(span);
        ensure(!words.is_empty() && words == words.trim(), || {
            format!("{name} {span:?} is empty or begins or ends in white space: {words:?}")
        })
    }

    fn spans(&self) -> Result<(), String> {
        let document = self.document;
        for section in &document.sections {
            self.words(section.span, "section")?;
        }
        for &sentence in &document.sentences {
            self.words(sentence, "sentence")?;
        }
        for mention in &document.mentions {
            self.words(mention.span, "mention")?;
        }
        for role in document.entities.iter().flat_map(|entity| &entity.roles) {
            self.words(role.span, "role")?;
        }
        for quote in &document.quotes {
            for &part in &quote.content {
                self.words(part, "content")?;
            }
            let cue = quote.cue.as_ref().map(|cue| cue.span);
            let others = [
                (cue, "cue"),
                (quote.source, "source"),
                (quote.evidence, "evidence"),
                (quote.addressee, "addressee"),
            ];
            for (span, name) in others {
                if let Some(span) = span {
                    self.words(span, name)?;
                }
            }
        }
        for claim in &document.claims {
            self.words(claim.cue, "claim")?;
        }
        for time in &document.times {
            self.words(time.span, "time")?;
        }
        for quantity in &document.quantities {
            self.words(quantity.span, "quantity")?;
        }
        for diagnostic in &document.diagnostics {
            self.span(diagnostic.span, "diagnostic")?;
        }
        Ok(())
    }

    fn sections(&self) -> Result<(), String> {
        let document = self.document;
        let sections: Vec<Span> = document.sections.iter().map(|section| section.span).collect();
        apart(&sections, "sections")?;
        apart(&document.sentences, "sentences")?;
        let read: Vec<Span> = document
            .sections
            .iter()
            .filter(|section| section.kind != SectionKind::Boilerplate)
            .map(|section| section.span)
            .collect();
        let inside = |span: Span| {
            let at = read.partition_point(|section| section.end < span.end);
            read.get(at).is_some_and(|section| section.contains(span))
        };
        for &sentence in &document.sentences {
            ensure(inside(sentence), || format!("sentence {sentence:?} is in no section"))?;
        }
        for mention in &document.mentions {
            let span = mention.span;
            ensure(inside(span), || format!("mention {span:?} is in no section that is read"))?;
        }
        for cue in document.quotes.iter().filter_map(|quote| quote.cue.as_ref()) {
            let start = Span::new(cue.span.start, cue.span.start);
            ensure(inside(start), || format!("cue {:?} is in boilerplate", cue.span))?;
        }
        Ok(())
    }

    fn entities(&self) -> Result<(), String> {
        let document = self.document;
        let mut last = (0, 0);
        for (index, mention) in document.mentions.iter().enumerate() {
            let place = (mention.span.start, mention.span.end);
            ensure(index == 0 || place > last, || format!("mention {index} is out of order"))?;
            last = place;
            if let Some(entity) = mention.entity {
                let entity = document.entities.get(entity.index());
                let listed = entity
                    .is_some_and(|entity| entity.mentions.iter().any(|id| id.index() == index));
                ensure(listed, || format!("mention {index} is not among those of its entity"))?;
            }
        }
        for (index, entity) in document.entities.iter().enumerate() {
            ensure(!entity.mentions.is_empty(), || format!("entity {index} has no mention"))?;
            let ordered = entity.mentions.is_sorted_by(|a, b| a < b);
            ensure(ordered, || format!("the mentions of entity {index} are out of order"))?;
            for id in &entity.mentions {
                let mention = document.mentions.get(id.index());
                let own = mention.is_some_and(|mention| {
                    mention.entity.is_some_and(|entity| entity.index() == index)
                });
                ensure(own, || format!("mention {} of entity {index} is not its own", id.0))?;
            }
            let roles = entity.roles.iter().all(|role| entity.mentions.contains(&role.mention));
            ensure(roles, || format!("a role of entity {index} is of another's mention"))?;
        }
        Ok(())
    }

    fn quotes(&self) -> Result<(), String> {
        let document = self.document;
        let mut last = 0;
        for (index, quote) in document.quotes.iter().enumerate() {
            let name = |what: &str| format!("quote {index} {what}");
            let Some(first) = quote.content.first() else {
                return Err(name("has no content"));
            };
            ensure(first.start >= last, || name("is out of order"))?;
            last = first.start;
            apart(&quote.content, &name("has parts that"))?;
            ensure(quote.speaker.is_some() != quote.unknown.is_some(), || {
                name("has neither a speaker nor a reason, or both")
            })?;
            ensure((0.0..=1.0).contains(&quote.confidence), || name("has no confidence"))?;
            let known = quote.speaker.as_ref().and_then(|speaker| speaker.entity);
            let known = known.is_none_or(|id| id.index() < document.entities.len());
            ensure(known, || name("has a speaker that is no entity"))?;
            let time = quote.time.is_none_or(|id| id.index() < document.times.len());
            ensure(time, || name("was said at no time"))?;
            let place = quote.place.is_none_or(|id| id.index() < document.mentions.len());
            ensure(place, || name("was said at no place"))?;
            self.around(index, quote.within, "within")?;
            self.around(index, quote.reported_by, "reported_by")?;
        }
        Ok(())
    }

    /// Whether the chain from `index` over `outer` ends.
    fn around(&self, index: usize, outer: Option<QuoteId>, name: &str) -> Result<(), String> {
        let mut next = outer;
        for _ in 0..=self.document.quotes.len() {
            let Some(id) = next else {
                return Ok(());
            };
            let Some(quote) = self.document.quotes.get(id.index()) else {
                return Err(format!("quote {index} is {name} a quote that is not there"));
            };
            next = if name == "within" { quote.within } else { quote.reported_by };
        }
        Err(format!("quote {index} is {name} itself"))
    }

    fn claims(&self) -> Result<(), String> {
        let document = self.document;
        for (index, claim) in document.claims.iter().enumerate() {
            let sentence = document.sentences.get(claim.sentence as usize);
            let inside = sentence.is_some_and(|sentence| sentence.contains(claim.cue));
            ensure(inside, || format!("claim {index} is not in its sentence"))?;
            let quote = claim.quote.is_none_or(|id| id.index() < document.quotes.len());
            ensure(quote, || format!("claim {index} is under no quote"))?;
        }
        Ok(())
    }
}

/// Whether the spans follow each other without overlap.
fn apart(spans: &[Span], what: &str) -> Result<(), String> {
    let apart = spans.is_sorted_by(|left, right| left.end <= right.start);
    ensure(apart, || format!("{what} overlap or are out of order: {spans:?}"))
}

/// Whether offsets in `unit` lead to the words that stand beside them.
fn record(document: &Document, record: &Record<'_>, unit: OffsetUnit) -> Result<(), String> {
    let units: Vec<u32> = match unit {
        OffsetUnit::Bytes => Vec::new(),
        OffsetUnit::Codepoints => document.text.chars().map(u32::from).collect(),
        OffsetUnit::Utf16 => document.text.encode_utf16().map(u32::from).collect(),
    };
    let of = |start: u32, end: u32, text: &str| -> Result<(), String> {
        let (start, end) = (start as usize, end as usize);
        let holds = match unit {
            OffsetUnit::Bytes => document.text.get(start..end) == Some(text),
            OffsetUnit::Codepoints => units
                .get(start..end)
                .is_some_and(|found| text.chars().map(u32::from).eq(found.iter().copied())),
            OffsetUnit::Utf16 => units
                .get(start..end)
                .is_some_and(|found| text.encode_utf16().map(u32::from).eq(found.iter().copied())),
        };
        ensure(holds, || format!("{start}..{end} in {unit:?} is not {text:?}"))
    };
    for section in &record.sections {
        of(section.start, section.end, &section.text)?;
    }
    for (sentence, &span) in record.sentences.iter().zip(&document.sentences) {
        of(sentence.start, sentence.end, document.slice(span))?;
    }
    for mention in &record.mentions {
        of(mention.start, mention.end, &mention.text)?;
    }
    for role in record.entities.iter().flat_map(|entity| &entity.roles) {
        of(role.start, role.end, &role.text)?;
    }
    let mut spans: Vec<&SpanRecord<'_>> = Vec::new();
    for quote in &record.quotes {
        spans.extend(&quote.content);
        spans.extend([&quote.source, &quote.evidence, &quote.addressee].into_iter().flatten());
        if let Some(cue) = &quote.cue {
            of(cue.start, cue.end, &cue.text)?;
        }
    }
    spans.extend(record.claims.iter().map(|claim| &claim.cue));
    for span in spans {
        of(span.start, span.end, &span.text)?;
    }
    for time in &record.times {
        of(time.start, time.end, &time.text)?;
    }
    for quantity in &record.quantities {
        of(quantity.start, quantity.end, &quantity.text)?;
    }
    for diagnostic in &record.diagnostics {
        of(diagnostic.start, diagnostic.end, &diagnostic.text)?;
    }
    Ok(())
}
