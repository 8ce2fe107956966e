//! Noun phrases, as far as naming a source needs them.

use crate::lexicon::hash_normalized;
use crate::quote::frame::{Item, ItemKind};
use crate::quote::vocabulary::Classes;

/// A noun phrase, as a range of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// The first noun, name or pronoun.
    pub(crate) head: usize,
    /// Whether two are joined by "e".
    pub(crate) many: bool,
}

/// How far a phrase may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// "di" and what belongs to a name: what stands behind a verb.
    Near,
    /// Any preposition and apposition: what stands before its verb.
    Far,
}

/// The longest phrase, in items.
pub(crate) const LONGEST: usize = 40;
const E: [u64; 2] = [hash_normalized("e"), hash_normalized("ed")];
/// Words before a phrase that belong to it.
const BEFORE: [u64; 18] = [
    hash_normalized("almeno"),
    hash_normalized("circa"),
    hash_normalized("quasi"),
    hash_normalized("oltre"),
    hash_normalized("anche"),
    hash_normalized("pure"),
    hash_normalized("solo"),
    hash_normalized("persino"),
    hash_normalized("perfino"),
    hash_normalized("proprio"),
    hash_normalized("invece"),
    hash_normalized("sempre"),
    hash_normalized("soltanto"),
    hash_normalized("ancora"),
    hash_normalized("tutti"),
    hash_normalized("tutte"),
    hash_normalized("sia"),
    hash_normalized("neanche"),
];

/// Whether the item can be a noun or adjective.
fn is_nominal(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    match item.kind {
        ItemKind::Name | ItemKind::Number => true,
        ItemKind::Word => {
            let determined =
                at > 0 && items[at - 1].has(Classes::DETERMINER.and(Classes::PREPOSITION));
            let finite = item.has(Classes::FINITE) && !item.has(Classes::CUE_NOUN);
            !item.has(Classes::FUNCTION)
                && !item.has(Classes::GERUND)
                && (!finite || determined)
                && (!item.has(Classes::INFINITIVE) || at > 0 && items[at - 1].has(Classes::ARTICLE))
        }
        _ => false,
    }
}

fn is_pronoun(item: &Item) -> bool {
    item.has(Classes::PRONOUN) && item.kind == ItemKind::Word
}

/// The noun phrase that begins at `first` and ends before `end`.
pub(crate) fn noun_phrase(
    items: &[Item],
    first: usize,
    end: usize,
    reach: Reach,
) -> Option<NounPhrase> {
    let end = end.min(first + LONGEST);
    let mut at = first;
    while at < end && items[at].kind == ItemKind::Word && BEFORE.contains(&items[at].word) {
        at += 1;
    }
    let start = if at > first && at < end { at } else { first };
    let mut phrase = simple(items, start, end)?;
    while let Some(after) = extension(items, &phrase, end, reach) {
        phrase.many |= after.1;
        phrase.end = after.0;
    }
    Some(phrase)
}

/// Determiners, adjectives, nouns and names in a row; or a pronoun.
fn simple(items: &[Item], first: usize, end: usize) -> Option<NounPhrase> {
    let mut at = first;
    while at < end && items[at].kind == ItemKind::Word && items[at].has(Classes::DETERMINER) {
        at += 1;
    }
    let determined = at;
    while at < end && is_nominal(items, at) {
        at += 1;
    }
    if at > determined {
        let head = (determined..at)
            .find(|&at| items[at].kind == ItemKind::Name)
            .filter(|&head| head == determined);
        return Some(NounPhrase { first, end: at, head: head.unwrap_or(determined), many: false });
    }
    // "lui", "questi", "tutti": a pronoun or a determiner that stands alone.
    let alone = (first..at.max(first + 1).min(end)).find(|&at| {
        is_pronoun(&items[at])
            || items[at].has(Classes::DEMONSTRATIVE) && !items[at].has(Classes::ARTICLE)
    })?;
    Some(NounPhrase { first, end: alone + 1, head: alone, many: false })
}

/// What the phrase goes on with: where it then ends, and whether that joins a second source.
fn extension(
    items: &[Item],
    phrase: &NounPhrase,
    end: usize,
    reach: Reach,
) -> Option<(usize, bool)> {
    let at = phrase.end;
    let item = items.get(at).filter(|_| at < end)?;
    let rest = |from: usize| simple(items, from, end).filter(|next| next.end > from);
    match item.kind {
        ItemKind::Word if item.has(Classes::DI) => rest(at + 1).map(|next| (next.end, false)),
        ItemKind::Word if item.has(Classes::PREPOSITION) => {
            let next = rest(at + 1)?;
            let named = items[at + 1..next.end].iter().any(|item| item.kind == ItemKind::Name);
            let role =
                !items[phrase.head..phrase.end].iter().any(|item| item.kind == ItemKind::Name);
            (reach == Reach::Far || named && role && item.has(Classes::IN))
                .then_some((next.end, false))
        }
        ItemKind::Word if E.contains(&item.word) => {
            let next = rest(at + 1)?;
            let name = |range: std::ops::Range<usize>| {
                items[range].iter().any(|item| item.kind == ItemKind::Name)
            };
            let joins = name(at + 1..next.end) && name(phrase.first..phrase.end)
                || items[at + 1].has(Classes::ARTICLE) && reach == Reach::Far;
            joins.then_some((next.end, joins))
        }
        ItemKind::Bracket => Some((at + 1, false)),
        // The nickname in "Saul "Canelo" Alvarez", the title in "la rivista «Eco»".
        ItemKind::Quotation if item.end - item.first <= 6 => {
            let goes_on = items.get(at + 1).is_some_and(|next| next.kind == ItemKind::Name);
            (goes_on || reach == Reach::Far).then_some((at + 1, false))
        }
        ItemKind::Other if items.get(at + 1).is_some() => {
            rest(at + 1).map(|next| (next.end, false))
        }
        ItemKind::Comma => apposition(items, at, end, reach),
        _ => None,
    }
}

/// ", presidente della Regione,": a phrase between commas (or a comma and the end) that describes.
fn apposition(items: &[Item], comma: usize, end: usize, reach: Reach) -> Option<(usize, bool)> {
    let next = simple(items, comma + 1, end)?;
    let mut phrase = next;
    while let Some((after, _)) = match items.get(phrase.end).filter(|_| phrase.end < end)?.kind {
        ItemKind::Comma => None,
        _ => extension(items, &phrase, end, Reach::Far),
    } {
        phrase.end = after;
    }
    let closes = items.get(phrase.end).is_some_and(|item| {
        matches!(item.kind, ItemKind::Comma | ItemKind::Stop | ItemKind::Colon | ItemKind::Dash)
    });
    let bare = items[comma + 1].kind == ItemKind::Word && !items[comma + 1].has(Classes::ARTICLE);
    (closes && (reach == Reach::Far || bare)).then_some((phrase.end, false))
}
