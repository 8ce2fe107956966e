//! How every name stands in its sentence.

use crate::quote::{Classes, Subject};
use crate::resolve::antecedent::Knowledge;
use crate::resolve::phrase::{Head, Phrase};

/// No token.
const NOWHERE: usize = usize::MAX;

/// How a name stands in its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// Its first token, and that of its noun phrase.
    pub(crate) at: u32,
    pub(crate) sentence: u32,
    /// One more than the quotation it stands in; 0 outside.
    pub(crate) quotation: u32,
    pub(crate) subject: bool,
    pub(crate) oblique: bool,
    pub(crate) initial: bool,
    /// The preposition before its noun phrase is "da" or "di"; where the phrase begins.
    pub(crate) by: bool,
    pub(crate) of: bool,
    pub(crate) start: u32,
}

/// The sentence that holds a token, by its place.
pub(crate) fn sentence_of(knowledge: &Knowledge<'_>, at: usize) -> u32 {
    let sentences = &knowledge.context.segments.sentences;
    sentences.partition_point(|sentence| sentence.end as usize <= at) as u32
}

/// How every mention stands in its sentence.
pub(crate) fn places(knowledge: &Knowledge<'_>, subjects: &[Subject]) -> Vec<Place> {
    let context = knowledge.context;
    let quotations = &context.segments.quotations;
    let mut facts = knowledge.facts.iter().peekable();
    let mut places = Vec::with_capacity(context.mentions.len());
    for (index, mention) in context.mentions.iter().enumerate() {
        let (first, end) = context.tokens_of(mention.span);
        let mut start = first;
        while let Some(fact) = facts.next_if(|fact| fact.mention as usize <= index) {
            if fact.mention as usize == index && fact.first < start {
                start = fact.first;
            }
        }
        let mut under = NOWHERE;
        while start > 0 && context.determiner(start - 1).is_some() {
            if context.is_preposition(start - 1) {
                under = start - 1;
            }
            start -= 1;
        }
        if under == NOWHERE && start > 0 && context.is_preposition(start - 1) {
            start -= 1;
            under = start;
        }
        let has = |class| under != NOWHERE && context.has(under, class);
        let sentence = sentence_of(knowledge, first);
        let opens = context.segments.sentences.get(sentence as usize).map_or(0, |s| s.first);
        let before = quotations.partition_point(|quotation| (quotation.open as usize) < first);
        // Marks around little more than the name are not speech.
        let inside = (before.saturating_sub(8)..before).rev().find(|&at| {
            let quotation = &quotations[at];
            end <= quotation.end as usize
                && quotation.end - quotation.first() > 3 + (end - first) as u32
        });
        places.push(Place {
            at: first as u32,
            sentence,
            quotation: inside.map_or(0, |at| at as u32 + 1),
            subject: false,
            oblique: under != NOWHERE,
            initial: start <= opens as usize + 1,
            by: has(Classes::DA),
            of: has(Classes::DI),
            start: start as u32,
        });
    }
    for subject in subjects {
        let (first, end) = (subject.phrase.0 as usize, subject.phrase.1 as usize);
        let Some(phrase) = Phrase::new(context, first, end) else { continue };
        if matches!(phrase.head, Head::Name | Head::Noun) {
            for &name in &phrase.named {
                places[name as usize].subject = true;
            }
        }
    }
    places
}
