//! A small document put together by hand, so that the views are tested apart from the engine.

use std::collections::BTreeMap;

use crate::document::*;
use crate::span::Span;

const TEXT: &str = "Il porto riapre, scontro sui tempi\n\
    «Saremo pronti a marzo - ha detto ieri ai cronisti la sindaca Elena Sarti - e senza rinvii». \
    Secondo fonti della procura, il bando sarebbe stato truccato, con due ditte escluse.\n\
    «Non ne so nulla», ha aggiunto Sarti.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the sample");
    Span::new(start as u32, (start + words.len()) as u32)
}

fn last(words: &str) -> Span {
    let start = TEXT.rfind(words).expect("the words stand in the sample");
    Span::new(start as u32, (start + words.len()) as u32)
}

fn mention(span: Span, entity: u32) -> Mention {
    Mention {
        span,
        kind: MentionType::Person,
        form: MentionForm::Name,
        entity: Some(EntityId(entity)),
        metonymy: false,
        by: MentionSource::Tagger,
        rule: "sample".into(),
    }
}

fn quote(kind: QuoteKind, content: &[&str], cue: Span, lemma: &str) -> Quote {
    Quote {
        kind,
        content: content.iter().map(|words| span(words)).collect(),
        source: None,
        cue: Some(Cue { span: cue, lemma: lemma.to_owned(), class: "say".to_owned() }),
        speaker: Some(Speaker {
            entity: Some(EntityId(0)),
            name: "Elena Sarti".to_owned(),
            via: SpeakerVia::Explicit,
            anonymous: false,
            number: SpeakerNumber::One,
        }),
        unknown: None,
        certainty: Certainty::Verbatim,
        within: None,
        reported_by: None,
        evidence: None,
        addressee: None,
        time: None,
        place: None,
        channel: None,
        negated: false,
        rule: "sample".into(),
        confidence: 0.95,
    }
}

fn quotes() -> Vec<Quote> {
    let mut direct = quote(
        QuoteKind::Direct,
        &["Saremo pronti a marzo", "e senza rinvii"],
        span("ha detto"),
        "dire",
    );
    direct.source = Some(span("la sindaca Elena Sarti"));
    direct.addressee = Some(span("ai cronisti"));
    direct.time = Some(TimeId(0));
    let mut sources = quote(
        QuoteKind::Indirect,
        &["il bando sarebbe stato truccato, con due ditte escluse"],
        span("Secondo"),
        "secondo",
    );
    sources.source = Some(span("fonti della procura"));
    sources.certainty = Certainty::Hearsay;
    sources.speaker = Some(Speaker {
        entity: None,
        name: "fonti della procura".to_owned(),
        via: SpeakerVia::Explicit,
        anonymous: true,
        number: SpeakerNumber::Many,
    });
    let mut second =
        quote(QuoteKind::Direct, &["Non ne so nulla"], span("ha aggiunto"), "aggiungere");
    second.source = Some(last("Sarti"));
    vec![direct, sources, second]
}

/// The sample.
pub(super) fn document() -> Document {
    let mut document = Document::new(TEXT.into());
    document.id = Some("porto.txt".to_owned());
    document.reference_date = Some("2024-02-10".to_owned());
    let mut start = 0;
    for (index, line) in TEXT.split('\n').enumerate() {
        let end = start + line.len() as u32;
        let kind = match index {
            0 => SectionKind::Headline,
            _ => SectionKind::Paragraph,
        };
        let span = Span::new(start, end);
        document.sections.push(Section { span, kind });
        start = end + 1;
    }
    let second = span("Secondo").start;
    let (first, rest) = (document.sections[1].span, document.sections[2].span);
    document.sentences = vec![
        document.sections[0].span,
        Span::new(first.start, second - 1),
        Span::new(second, first.end),
        rest,
    ];
    document.mentions = vec![mention(span("Elena Sarti"), 0), mention(last("Sarti"), 0)];
    document.entities = vec![Entity {
        kind: MentionType::Person,
        name: "Elena Sarti".to_owned(),
        aliases: vec!["Sarti".to_owned()],
        roles: vec![Role { span: span("sindaca"), mention: MentionId(0) }],
        gender: Some(Gender::Female),
        gender_evidence: Some(span("Elena")),
        links: BTreeMap::new(),
        mentions: vec![MentionId(0), MentionId(1)],
    }];
    document.quotes = quotes();
    document.claims =
        vec![Claim { cue: span("sarebbe stato truccato"), sentence: 2, quote: Some(QuoteId(1)) }];
    document.times = vec![Time {
        span: span("ieri"),
        kind: TimeType::Date,
        value: "2024-02-09".to_owned(),
        anchored: true,
    }];
    document
}
