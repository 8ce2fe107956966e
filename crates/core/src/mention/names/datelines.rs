//! The place of a dateline ("LECCO, 12 SET - …"), which stands where a model sees a name shouted.

use crate::document::{Mention, MentionSource, MentionType};
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::segment::Segments;

const PLACES: Lists = Lists::COUNTRY
    .and(Lists::REGION)
    .and(Lists::CITY)
    .and(Lists::COMUNE)
    .and(Lists::TOWN)
    .and(Lists::CAPITAL);

/// Types what datelines begin with as a place, where the gazetteer has it as one.
pub(super) fn places(segments: &Segments, gazetteer: &Gazetteer, mentions: &mut Vec<Mention>) {
    for range in segments.ranges.iter().filter(|range| range.body > range.first) {
        let tokens = &segments.tokens[range.first as usize..range.body as usize];
        let mut place = None;
        gazetteer.names(tokens.iter().map(|token| token.word), |length, entry| {
            if gazetteer.lists(entry).meets(PLACES) {
                place = Some(length as u32);
            }
        });
        let Some(length) = place.filter(|_| tokens[0].is_capitalized()) else { continue };
        let span = segments.span(range.first, range.first + length);
        let at = mentions.partition_point(|mention| mention.span.end <= span.start);
        let end = at + mentions[at..].partition_point(|mention| mention.span.start < span.end);
        let right = |mention: &Mention| mention.span == span && mention.kind == MentionType::Gpe;
        if end == at + 1 && right(&mentions[at]) {
            mentions[at].metonymy = false;
            continue;
        }
        let mention = Mention::name(span, MentionType::Gpe, MentionSource::Rule, "dateline");
        mentions.splice(at..end, [mention]);
    }
}
