//! "Secondo", "a detta di", "come riferisce": whose information a clause is.

use crate::lexicon::{CueKind, Govern, SourceAt, Voice, hash_normalized};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::draft::Draft;
use crate::quote::frame::ItemKind;
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

/// The relative pronouns of "secondo cui", "secondo la quale".
const WHICH: [u64; 3] =
    [hash_normalized("cui"), hash_normalized("quale"), hash_normalized("quali")];

/// The longest relative clause behind a source, in items.
const RELATIVE: usize = 16;

impl Attributor<'_> {
    /// "Secondo il ministro, …", "…, a detta dei vicini, …".
    pub(super) fn evidential(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let items = view.items;
        let rule = self.cues.cue(hit.cue);
        if rule.governs.contains(Govern::Verb) && !rule.governs.contains(Govern::Clause) {
            return self.evidential_verb(here, hit);
        }
        if !rule.governs.contains(Govern::Clause) {
            return self.phrase(here, hit);
        }
        let relative = |at: usize| items.get(at).is_some_and(|item| WHICH.contains(&item.word));
        if relative(hit.end) {
            return self.according_to_which(here, hit, hit.end + 1);
        }
        if relative(hit.end + 1) && items[hit.end].has(Classes::ARTICLE) {
            return self.according_to_which(here, hit, hit.end + 2);
        }
        let source = match rule.source {
            SourceAt::After => {
                let Some(phrase) = noun_phrase(items, hit.end, items.len(), Reach::Near) else {
                    return;
                };
                if !self.is_evidential(view, hit, &phrase) {
                    return;
                }
                Some(phrase)
            }
            _ => None,
        };
        let mut end = source.map_or(hit.end, |phrase| phrase.end);
        // What qualifies the source runs to the comma, where no verb comes first.
        let comma = (end..items.len().min(end + 14)).find(|&at| items[at].kind == ItemKind::Comma);
        let verb = view.groups_in(end, items.len()).next().map(|group| group.first);
        if let Some(comma) = comma.filter(|&comma| verb.is_none_or(|verb| verb > comma))
            && !items[end..comma].iter().any(|item| item.kind == ItemKind::Quotation)
        {
            end = comma;
        }
        let mut draft = self.draft(here, hit, "evidential");
        draft.source = source.map(|phrase| tokens(items, &phrase));
        let mut first = hit.first;
        while first > 0
            && (items[first - 1].has(Classes::ADVERB) && items[first - 1].kind == ItemKind::Word)
        {
            first -= 1;
        }
        self.around(view, hit, &mut draft, first, end);
        if !draft.content.is_empty() {
            self.push(here, Some(hit), draft);
        }
    }

    /// "la teoria secondo cui …", "le voci per cui …": the noun before is the source.
    fn according_to_which(&mut self, here: &Here<'_, '_>, hit: &Hit, first: usize) {
        let view = here.view;
        let mut draft = self.draft(here, hit, "according-to-which");
        if first >= view.body_end() {
            return;
        }
        let end = self.choose_end(view, hit, &mut draft, first);
        self.clause_content(view, &mut draft, first, end);
        draft.source = view.antecedent(hit.first).map(|phrase| tokens(view.items, &phrase));
        self.push(here, Some(hit), draft);
    }

    /// "secondo quanto riferisce la polizia", "come riporta l'agenzia": the verb that follows is the
    /// cue, its subject the source.
    pub(super) fn evidential_verb(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let items = view.items;
        let Some(verb) = view.hit_from(hit.end).filter(|verb| verb.kind == CueKind::Verb) else {
            return;
        };
        let subject = view.subject_after(verb);
        let rule = self.cues.cue(verb.cue);
        let source = match (view.voice(verb), rule.source) {
            (Voice::Active, SourceAt::Subject) => subject,
            (Voice::Si, _) => None,
            (Voice::Passive, _) => view.after_preposition(verb.end, Classes::DA),
            _ => self.source(view, verb, None),
        };
        let end = source.map_or(verb.end, |phrase| phrase.end.max(verb.end));
        let end =
            match (end..items.len().min(end + 16)).find(|&at| items[at].kind == ItemKind::Comma) {
                Some(comma) if !view.has_finite(end, comma) => comma,
                _ => end,
            };
        let mut draft = self.draft(here, verb, "as-source-says");
        draft.source = source.map(|phrase| tokens(items, &phrase));
        self.around(view, verb, &mut draft, hit.first, end);
        if !draft.content.is_empty() {
            self.push(here, Some(verb), draft);
        }
    }

    /// Whether "secondo" or "per" before `phrase` names whose information it is, and no rank, time,
    /// purpose or price.
    pub(super) fn is_evidential(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        phrase: &NounPhrase,
    ) -> bool {
        let items = view.items;
        let word = items[hit.first].word;
        let first = &items[phrase.first];
        if hit.end - hit.first > 1 {
            return true;
        }
        if view.is_time(phrase) {
            return false;
        }
        let opens = hit.first == view.body()
            || matches!(items[hit.first - 1].kind, ItemKind::Comma | ItemKind::Dash)
            || items[hit.first - 1].has(
                Classes::ADVERB
                    .and(Classes::COORDINATOR)
                    .and(Classes::RELATIVE)
                    .and(Classes::SUBORDINATOR),
            );
        if word == hash_normalized("per") {
            let verb = view.has_finite(phrase.end, items.len())
                || items[phrase.end..].iter().any(|item| item.kind == ItemKind::Quotation);
            return opens && verb && view.can_speak(phrase);
        }
        let ordinal = hit.first > 0
            && items[hit.first - 1].has(Classes::DETERMINER.and(Classes::PREPOSITION))
            && !items[hit.first - 1].has(Classes::RELATIVE.and(Classes::ADVERB));
        !first.has(Classes::TIME) && !ordinal
    }

    /// What an inserted cue between items `first` and `end` covers: the rest of its clause, and what
    /// stands before it unless that is another clause.
    pub(super) fn around(
        &mut self,
        view: &ClauseView<'_>,
        hit: &Hit,
        draft: &mut Draft,
        first: usize,
        end: usize,
    ) {
        let items = view.items;
        let end = past_relative(view, end);
        let guess = clause_before(view, first);
        let skip = items[end..].iter().take_while(|item| item.kind == ItemKind::Comma).count();
        let last = end + skip >= view.body_end();
        let start = self.choose_start(view, draft, guess, (first, last));
        let empty = items[start.min(first)..first].iter().all(|item| {
            item.has(Classes::ADVERB.and(Classes::COORDINATOR)) || item.kind == ItemKind::Comma
        });
        if !empty {
            self.clause_content(view, draft, start, first);
        }
        if !last {
            let stop = self.choose_end(view, hit, draft, end + skip);
            self.clause_content(view, draft, end, stop);
        }
    }
}

/// Where an insertion ends that goes on with a relative clause ("secondo Reuters, che cita fonti, …").
fn past_relative(view: &ClauseView<'_>, end: usize) -> usize {
    let comma = |at: &usize| view.kind(*at) == Some(ItemKind::Comma);
    let relative = view.items.get(end + 1).is_some_and(|item| item.has(Classes::RELATIVE));
    if !comma(&end) || !relative {
        return end;
    }
    let close = (end + 2..view.items.len().min(end + RELATIVE)).find(comma);
    close.filter(|&close| view.has_finite(end + 2, close)).unwrap_or(end)
}

/// Where the clause begins that an inserted cue at `first` stands in: behind "che", ";" or a
/// coordinator that joins clauses.
fn clause_before(view: &ClauseView<'_>, first: usize) -> usize {
    let items = view.items;
    let body = view.body();
    let boundary = (body..first.max(body)).rev().find(|&at| {
        let item = &items[at];
        let verb_before = || view.has_finite(0, at);
        let adjoins = at + 1 == first || items[at + 1].kind == ItemKind::Comma && at + 2 >= first;
        let subordinates = item.has(Classes::RELATIVE.and(Classes::SUBORDINATOR));
        matches!(item.kind, ItemKind::Semicolon | ItemKind::Colon)
            || subordinates && item.kind == ItemKind::Word && !item.has(Classes::PREPOSITION)
            || item.has(Classes::COORDINATOR) && adjoins && verb_before()
    });
    boundary.map_or(body, |at| at + 1)
}
