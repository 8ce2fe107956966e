//! From mentions and sources to entities and speakers.

use crate::document::{Mention, MentionType, Quote, Speaker, SpeakerNumber, SpeakerVia};

/// Names the speakers of `quotes` by the names in their sources.
pub(crate) fn speakers(text: &str, mentions: &[Mention], quotes: &mut [Quote]) {
    for quote in quotes {
        let Some(source) = quote.source else {
            quote.unknown = Some("no source is named".into());
            continue;
        };
        let named = mentions
            .iter()
            .filter(|mention| source.contains(mention.span))
            .find(|mention| mention.kind == MentionType::Person);
        let span = named.map_or(source, |mention| mention.span);
        quote.speaker = Some(Speaker {
            entity: named.and_then(|mention| mention.entity),
            name: span.of(text).to_owned(),
            via: SpeakerVia::Explicit,
            anonymous: false,
            number: SpeakerNumber::One,
        });
    }
}
