//! Places that speak stand for those who govern or represent them ("Pyongyang ha negato").

use crate::document::{Mention, MentionForm, MentionType, Quote};
use crate::span::Span;

/// Marks the places that are the source of a quote, or one of its sources.
pub(crate) fn mark(text: &str, quotes: &[Quote], mentions: &mut [Mention]) {
    for quote in quotes {
        let (Some(source), Some(speaker)) = (quote.source, &quote.speaker) else { continue };
        let first = mentions.partition_point(|mention| mention.span.start < source.start);
        let count = mentions[first..].partition_point(|mention| mention.span.start < source.end);
        let inside = &mut mentions[first..first + count];
        let all = only_places(text, source, inside);
        for mention in inside.iter_mut().filter(|mention| is_place(mention)) {
            let speaks = speaker.entity.is_some() && mention.entity == speaker.entity;
            mention.metonymy |= speaks || all;
        }
    }
}

fn is_place(mention: &Mention) -> bool {
    mention.kind == MentionType::Gpe && mention.form == MentionForm::Name
}

/// Whether a source is nothing but places ("Pyongyang e Mosca").
fn only_places(text: &str, source: Span, mentions: &[Mention]) -> bool {
    const JOINTS: [&str; 9] = ["e", "ed", "il", "la", "l", "lo", "i", "gli", "le"];
    let mut at = source.start;
    let mut rest = Vec::new();
    for mention in mentions.iter().filter(|mention| is_place(mention)) {
        if mention.span.start >= at {
            rest.push(Span::new(at, mention.span.start));
            at = mention.span.end;
        }
    }
    if rest.is_empty() || at > source.end {
        return false;
    }
    rest.push(Span::new(at, source.end));
    let mut words = rest.iter().flat_map(|gap| {
        gap.of(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    });
    words.all(|word| JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint)))
}
