//! The reportive conditional ("avrebbe proposto"): what is reported without being verified.

use crate::document::{Claim, Quote, QuoteId};
use crate::lexicon::hash_normalized;
use crate::quote::QuoteReader;
use crate::quote::clause::ClauseView;
use crate::quote::frame::Frames;
use crate::quote::verb_group::VerbGroup;
use crate::quote::vocabulary::Classes;
use crate::segment::Segments;

/// How many quotes back one that holds a claim is looked for.
const NEAR: usize = 64;
const SE: u64 = hash_normalized("se");
/// Verbs whose conditional is a wish or a modality.
const MODAL: [&str; 8] =
    ["volere", "dovere", "potere", "preferire", "desiderare", "gradire", "sapere", "piacere"];

/// The claims of an article, in order.
pub(crate) fn read(
    reader: &QuoteReader,
    segments: &Segments,
    frames: &Frames,
    quotes: &[Quote],
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for clause in &frames.clauses {
        let items = frames.of(clause);
        if !items.iter().any(|item| item.has(Classes::CONDITIONAL)) {
            continue;
        }
        let hypothetical =
            items.windows(2).any(|pair| pair[0].is(SE) && !pair[1].has(Classes::VERB));
        let view = ClauseView::new(items, &reader.cues, &reader.verbs);
        for group in view.groups.iter().filter(|group| group.conditional) {
            if hypothetical || !is_reportive(reader, group) || in_past(&view, group) {
                continue;
            }
            let span = segments.span(items[group.first].first, items[group.end - 1].end);
            let sentence = segments.sentences.partition_point(|s| s.span.end <= span.start);
            // Quotes are in order of their content: the innermost one around is among the last.
            let before = quotes.partition_point(|quote| quote.content[0].start <= span.start);
            let near = before.saturating_sub(NEAR);
            let holds =
                |index: &usize| quotes[*index].content.iter().any(|part| part.contains(span));
            let quote = (near..before).rev().find(holds);
            claims.push(Claim {
                cue: span,
                sentence: sentence as u32,
                quote: quote.map(|index| QuoteId(index as u32)),
            });
        }
    }
    claims.sort_by_key(|claim| claim.cue);
    claims
}

/// Third person, and no modal verb of wish, duty or possibility.
fn is_reportive(reader: &QuoteReader, group: &VerbGroup) -> bool {
    let third = group.form.is_none_or(|form| form.is_third_person());
    let first_verb = group.form.and(group.lexeme);
    let modal = group.modal
        || first_verb.is_some_and(|lexeme| MODAL.contains(&reader.cues.lexeme_lemma(lexeme)));
    third && !modal
}

/// "disse che sarebbe venuto": future in the past, under a cue in a past tense.
fn in_past(view: &ClauseView<'_>, group: &VerbGroup) -> bool {
    let compound = group.head > group.first;
    compound
        && view.hits.iter().any(|hit| {
            let verb = hit.group.map(|index| &view.groups[index]);
            verb.is_some_and(|verb| verb.first < group.first && verb.is_past() && verb.is_finite())
                && (hit.end..group.first).any(|at| view.items[at].is(crate::quote::frame::CHE))
        })
}
