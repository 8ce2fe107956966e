//! The phrases that name a subject or agent, before a verb and behind it.

use crate::quote::clause::{ClauseView, Hit, REACH};
use crate::quote::frame::{CHE, Item, ItemKind};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

/// How many simple clauses back a subject is looked for.
const CLAUSES_BACK: usize = 8;

impl ClauseView<'_> {
    /// The subject of the verb group `index`, before it: its own phrase, the antecedent of a
    /// relative "che", or the subject it shares with an earlier verb of the clause.
    pub(crate) fn subject_before(&self, index: usize) -> Option<NounPhrase> {
        let group = &self.groups[index];
        let mut end = self.back_over_adverbs(group.first);
        if end > 0 && self.items[end - 1].has(Classes::RELATIVE) {
            return self.antecedent(end - 1);
        }
        for _ in 0..CLAUSES_BACK {
            let first = self.clause_start(end);
            if let Some(found) = self.nominative(first, end) {
                return Some(found);
            }
            if first == 0 {
                return None;
            }
            end = first - 1;
            if end > 0
                && self.items[end].has(Classes::RELATIVE)
                && self.kind(end) == Some(ItemKind::Word)
                && let Some(found) = self.antecedent(end)
            {
                return Some(found);
            }
        }
        None
    }

    /// The phrase that a relative pronoun at `at` takes up.
    pub(crate) fn antecedent(&self, at: usize) -> Option<NounPhrase> {
        let mut end = at;
        if end > 0 && self.items[end - 1].has(Classes::ARTICLE.and(Classes::PREPOSITION)) {
            end -= 1;
        }
        if end > 0 && self.items[end - 1].kind == ItemKind::Comma {
            end -= 1;
        }
        if end == 0 {
            return None;
        }
        let first = self.clause_start(end);
        // The last phrase before it; of several, the one that reaches the pronoun.
        let mut found = None;
        let mut start = first;
        while start < end {
            match noun_phrase(self.items, start, end, Reach::Far) {
                Some(phrase) => {
                    if phrase.end == end {
                        found = Some(phrase);
                        break;
                    }
                    start = phrase.end.max(start + 1);
                }
                None => start += 1,
            }
        }
        found
    }

    /// Where the simple clause that holds the item before `end` begins.
    fn clause_start(&self, end: usize) -> usize {
        let opens = |at: &usize| {
            let item = &self.items[*at];
            match item.kind {
                ItemKind::Semicolon | ItemKind::Colon | ItemKind::Stop | ItemKind::Dash => true,
                ItemKind::Quotation => item.end - item.first > 6,
                ItemKind::Word => {
                    item.has(Classes::SUBORDINATOR.and(Classes::RELATIVE))
                        && !item.has(Classes::PREPOSITION)
                        || item.has(Classes::COORDINATOR) && self.verb_follows(*at, end)
                }
                _ => false,
            }
        };
        (0..end).rev().find(opens).map_or(0, |at| at + 1)
    }

    /// Whether a coordinator at `at` joins clauses: no phrase that it could join stands next to it.
    fn verb_follows(&self, at: usize, end: usize) -> bool {
        self.has_finite(0, at)
            && (self.group_at(self.skip_adverbs(at + 1)).is_some()
                || self.skip_adverbs(at + 1) >= end
                || noun_phrase(self.items, at + 1, end, Reach::Near)
                    .is_some_and(|phrase| phrase.end >= end))
    }

    /// The first noun phrase of `first..end` that no preposition governs and that is no time; one that
    /// can speak before others.
    pub(crate) fn nominative(&self, first: usize, end: usize) -> Option<NounPhrase> {
        let mut at = first;
        let mut found: Option<NounPhrase> = None;
        while at < end {
            let item = &self.items[at];
            if let Some(group) = self.group_at(at) {
                at = group.end.max(at + 1);
                continue;
            }
            if item.kind == ItemKind::Word
                && item.has(Classes::PREPOSITION)
                && !item.has(Classes::ARTICLE)
            {
                at = noun_phrase(self.items, at + 1, end, Reach::Near)
                    .map_or(at + 1, |phrase| phrase.end);
                continue;
            }
            match noun_phrase(self.items, at, end, Reach::Far) {
                Some(phrase) if self.is_time(&phrase) => at = phrase.end,
                Some(phrase) if self.can_speak(&phrase) => return Some(phrase),
                Some(phrase) => {
                    at = phrase.end;
                    found = found.or(Some(phrase));
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether the phrase is headed by a name, a noun or a pronoun of those who speak.
    pub(crate) fn can_speak(&self, phrase: &NounPhrase) -> bool {
        let head = self.items[phrase.head..phrase.end].iter().find(|item| {
            item.kind == ItemKind::Name
                || item.kind == ItemKind::Word && !item.has(Classes::DETERMINER)
        });
        head.is_some_and(|item| item.has(Classes::SPEAKER))
    }

    /// Whether the phrase says when ("lunedì", "il 12 settembre", "questa mattina").
    pub(crate) fn is_time(&self, phrase: &NounPhrase) -> bool {
        let of_time = |item: &Item| item.has(Classes::TIME);
        let words = &self.items[phrase.first..phrase.end];
        words.iter().take(4).any(of_time) && !words.iter().any(|item| item.kind == ItemKind::Name)
            || words.iter().all(|item| item.kind == ItemKind::Number)
    }

    /// The subject behind the cue `hit`, as in "…, ha detto ieri il ministro".
    pub(crate) fn subject_after(&self, hit: &Hit) -> Option<NounPhrase> {
        let limit = self.items.len().min(hit.end + REACH);
        let mut at = hit.end;
        while at < limit {
            let item = &self.items[at];
            match item.kind {
                ItemKind::Name | ItemKind::Number => {
                    return noun_phrase(self.items, at, self.items.len(), Reach::Near);
                }
                ItemKind::Bracket => at += 1,
                ItemKind::Word if item.has(Classes::PREPOSITION) && !item.has(Classes::ADVERB) => {
                    at = noun_phrase(self.items, at + 1, limit, Reach::Near)?.end;
                }
                ItemKind::Word if self.group_at(at).is_some_and(|group| !group.is_infinitive()) => {
                    return None;
                }
                ItemKind::Word if item.has(Classes::ADVERB) && !item.has(Classes::DETERMINER) => {
                    at += 1
                }
                ItemKind::Word if item.has(Classes::SUBORDINATOR) => return None,
                ItemKind::Word => {
                    let phrase = noun_phrase(self.items, at, self.items.len(), Reach::Near)?;
                    if !self.is_time(&phrase) {
                        return Some(phrase);
                    }
                    at = phrase.end;
                }
                // "ha detto, in un'intervista, il ministro"
                ItemKind::Comma => {
                    at = self.insertion_end(at)?;
                    if self.items.get(at).is_some_and(|item| item.is(CHE)) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The agent of a passive, or the phrase after another preposition of `class`: "dal ministro",
    /// "nella nota".
    pub(crate) fn after_preposition(&self, from: usize, class: Classes) -> Option<NounPhrase> {
        let limit = self.items.len().min(from + REACH);
        let at = (from..limit)
            .take_while(|&at| {
                !matches!(
                    self.items[at].kind,
                    ItemKind::Quotation | ItemKind::Colon | ItemKind::Semicolon | ItemKind::Stop
                ) && !self.items[at].is(CHE)
            })
            .find(|&at| self.items[at].kind == ItemKind::Word && self.items[at].has(class))?;
        noun_phrase(self.items, at + 1, limit, Reach::Near)
    }
}
