//! Speech in marks: cue before, behind or inside it, a name and a colon, or nothing at all.

use crate::lexicon::{CueKind, Govern};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Item, ItemKind};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

impl Attributor<'_> {
    /// «…», ha detto il ministro.
    pub(super) fn quotation_before(&mut self, here: &Here<'_, '_>, hit: &Hit) -> bool {
        let view = here.view;
        let Some(group) = hit.group.map(|index| &view.groups[index]) else { return false };
        if !group.is_finite() || !group.is_third_person() {
            return false;
        }
        let mut at = hit.first;
        while at > 0
            && (view.items[at - 1].has(Classes::ADVERB)
                || matches!(view.items[at - 1].kind, ItemKind::Comma | ItemKind::Dash))
        {
            at -= 1;
        }
        if at == 0 || view.items[at - 1].kind != ItemKind::Quotation {
            // «…», il ministro ha detto: a short subject between.
            return false;
        }
        let quotation = view.items[at - 1];
        if self.taken[quotation.index as usize].is_some() {
            return false;
        }
        let mut draft = self.draft(here, hit, "quotation-then-cue");
        let subject = view.subject_after(hit);
        draft.source =
            subject.or_else(|| self.agent(view, hit)).map(|phrase| tokens(view.items, &phrase));
        if draft.source.is_none() && at - 1 > 0 {
            // Il ministro: «…», ha aggiunto.
            draft.source = None;
        }
        self.take(&mut draft, &quotation);
        let after = subject.map_or(hit.end, |phrase| phrase.end);
        self.resume(here, &mut draft, after);
        self.push(here, Some(hit), draft);
        true
    }

    /// Adds the quotation that goes on after the cue and its source: `«…», ha detto X, «…»`.
    pub(super) fn resume(&mut self, here: &Here<'_, '_>, draft: &mut Draft, after: usize) {
        let items = here.view.items;
        let mut at = after;
        while let Some(item) = items.get(at) {
            match item.kind {
                ItemKind::Quotation => {
                    self.take(draft, item);
                    return;
                }
                ItemKind::Comma
                | ItemKind::Dash
                | ItemKind::Colon
                | ItemKind::Stop
                | ItemKind::Semicolon
                | ItemKind::Bracket => at += 1,
                // "ai giornalisti", "ieri"
                ItemKind::Word if item.has(Classes::PREPOSITION) => {
                    match noun_phrase(items, at + 1, items.len(), Reach::Near) {
                        Some(phrase) => at = phrase.end,
                        None => return,
                    }
                }
                ItemKind::Word if item.has(Classes::ADVERB) => at += 1,
                _ => return,
            }
        }
    }

    /// "«…» e «…»", "«…», «…»": quotations that follow under the same cue.
    pub(super) fn joined_quotations(
        &mut self,
        view: &ClauseView<'_>,
        draft: &mut Draft,
        first: usize,
    ) {
        let mut at = first + 1;
        while let (Some(link), Some(next)) = (view.items.get(at), view.items.get(at + 1)) {
            let joins = link.has(Classes::COORDINATOR) || link.kind == ItemKind::Comma;
            if !joins
                || next.kind != ItemKind::Quotation
                || self.taken[next.index as usize].is_some()
            {
                return;
            }
            self.take(draft, next);
            at += 2;
        }
    }

    /// "Rossi: «…»", "«…», Rossi", and in headlines also without marks.
    pub(super) fn named_speech(&mut self, here: &Here<'_, '_>) {
        let view = here.view;
        let items = view.items;
        let body = view.body();
        let Some(colon) =
            (body..items.len().min(body + 24)).find(|&at| items[at].kind == ItemKind::Colon)
        else {
            return;
        };
        if view.has_finite(body, colon) {
            return;
        }
        let name = |phrase: &NounPhrase| {
            items[phrase.first..phrase.end].iter().any(|item| item.kind == ItemKind::Name)
        };
        let Some(phrase) = view.nominative(body, colon) else { return };
        let next = colon + 1;
        let quotation = items.get(next).filter(|item| item.kind == ItemKind::Quotation);
        match quotation {
            Some(item) if self.taken[item.index as usize].is_none() => {
                let mut draft = Draft::new("name-colon-quotation", here.place(), here.inside);
                draft.source = Some(tokens(items, &phrase));
                self.take(&mut draft, item);
                self.resume(here, &mut draft, next + 1);
                self.push(here, None, draft);
            }
            None if here.headline && name(&phrase) && next < items.len() => {
                let people = items[phrase.first..phrase.end]
                    .iter()
                    .filter(|item| item.kind == ItemKind::Name)
                    .count();
                let lone = phrase.first == body && phrase.end == colon && people == 1;
                let verb = view.has_finite(colon + 1, items.len());
                if lone && verb {
                    let mut draft = Draft::new("headline-colon", here.place(), here.inside);
                    draft.source = Some(tokens(items, &phrase));
                    self.clause_content(view, &mut draft, next, view.body_end());
                    self.push(here, None, draft);
                }
            }
            _ => {}
        }
    }

    /// Whether the content of the last candidate ends right before the token `at`: the paraphrase whose
    /// words a quotation then gives has the cue to itself.
    fn ends_here(&self, at: u32) -> bool {
        self.drafts.last().and_then(|draft| draft.content.last()).is_some_and(|part| part.1 == at)
    }

    /// Quotations that no cue claimed: whole sentences of speech, not words in marks.
    pub(super) fn bare_quotations(&mut self, here: &Here<'_, '_>) {
        let view = here.view;
        let items = view.items;
        let body = view.body();
        for at in body..items.len() {
            let item = items[at];
            if item.kind != ItemKind::Quotation || self.is_claimed(&item) || !self.is_speech(&item)
            {
                continue;
            }
            let alone = items[body..].iter().all(|item| {
                matches!(
                    item.kind,
                    ItemKind::Quotation | ItemKind::Stop | ItemKind::Dash | ItemKind::Comma
                )
            });
            let led = at > 0 && items[at - 1].kind == ItemKind::Colon;
            let named = items
                .get(at + 1)
                .is_some_and(|next| matches!(next.kind, ItemKind::Comma | ItemKind::Bracket))
                && here.headline
                && noun_phrase(items, at + 2, items.len(), Reach::Far).is_some_and(|phrase| {
                    items[phrase.head].kind == ItemKind::Name
                        && phrase.end >= view.body_end().saturating_sub(1)
                });
            if alone && self.goes_on(here, &item) {
                continue;
            }
            let words = item.end - item.first;
            if !(alone || led || named && words >= 5 || words >= 12) {
                continue;
            }
            let mut draft = Draft::new(
                if led { "colon-quotation" } else { "bare-quotation" },
                here.place(),
                here.inside,
            );
            if led && !self.ends_here(items[at - 1].first) {
                let group =
                    view.groups.iter().rposition(|group| group.is_finite() && group.end <= at);
                if let Some(group) = group {
                    let verb = &view.groups[group];
                    draft.cue_tokens = Some((items[verb.first].first, items[verb.end - 1].end));
                    draft.source = view.subject_before(group).map(|phrase| tokens(items, &phrase));
                }
            } else if named {
                draft.source = noun_phrase(items, at + 2, items.len(), Reach::Far)
                    .map(|phrase| tokens(items, &phrase));
            }
            self.take(&mut draft, &item);
            self.push(here, None, draft);
        }
    }

    /// Whether a quotation that is a sentence of its own goes on from the one before; it is then
    /// added to it.
    pub(super) fn goes_on(&mut self, here: &Here<'_, '_>, item: &Item) -> bool {
        let Some(index) = self.drafts.len().checked_sub(1) else { return false };
        let last = &self.drafts[index];
        let direct = matches!(
            last.rule,
            "quotation-then-cue"
                | "cue-then-quotation"
                | "name-colon-quotation"
                | "bare-quotation"
                | "colon-quotation"
        );
        // Nothing but a stop between the two: the clause right after, or the same one.
        let next = last.clause == here.clause || last.clause + 1 == here.clause;
        if !direct || last.section != here.section || last.inside != here.inside || !next {
            return false;
        }
        let mut draft = self.drafts[index].clone();
        self.taken[item.index as usize] = Some(index as u32);
        draft.content.push(self.inner(item));
        self.drafts[index] = draft;
        true
    }

    /// «Noi - ha detto il ministro - difendiamo»: a cue inside the marks, between dashes or commas.
    pub(super) fn interrupted(&mut self, here: &Here<'_, '_>, frame: Tokens) -> bool {
        let view = here.view;
        let items = view.items;
        let Some(quotation) = here.inside else { return false };
        for hit in view.hits.iter().filter(|hit| hit.kind == CueKind::Verb && hit.first > 0) {
            let Some(group) = hit.group.map(|index| &view.groups[index]) else { continue };
            let mut open = hit.first - 1;
            while open > 0 && items[open].has(Classes::ADVERB) && items[open].kind == ItemKind::Word
            {
                open -= 1;
            }
            let dashed = items[open].kind == ItemKind::Dash;
            let delimited = dashed || items[open].kind == ItemKind::Comma;
            let rule = self.cues.cue(hit.cue);
            if !delimited
                || !group.is_finite()
                || !group.is_third_person()
                || !rule.governs.contains(Govern::Quotation)
            {
                continue;
            }
            let subject = view.subject_after(hit);
            let mut close = subject.map_or(hit.end, |phrase| phrase.end);
            let ends = |item: &Item| {
                matches!(item.kind, ItemKind::Dash | ItemKind::Stop)
                    || !dashed && item.kind == ItemKind::Comma
            };
            while close < items.len() && !ends(&items[close]) {
                close += 1;
            }
            let closed = items.get(close).is_some_and(|item| {
                item.kind == if dashed { ItemKind::Dash } else { ItemKind::Comma }
            });
            if !(dashed || closed && subject.is_some()) {
                continue;
            }
            let mut draft = self.draft(here, hit, "cue-inside-quotation");
            draft.inside = None;
            draft.source = subject.map(|phrase| tokens(items, &phrase));
            let (first, end) = frame;
            let cut = (
                items[open].first,
                items.get(close).map_or(end, |item| {
                    if item.kind == ItemKind::Stop { item.first } else { item.end }
                }),
            );
            let mut start = first;
            if let Some(known) = self.taken[quotation as usize] {
                // A second cue in the same marks starts a second quote with its own clause.
                start = items[0].first;
                for part in &mut self.drafts[known as usize].content {
                    part.1 = part.1.min(start);
                }
            }
            if start < cut.0 {
                draft.content.push((start, cut.0));
            }
            if cut.1 < end {
                draft.content.push((cut.1, end));
            }
            self.claim(quotation);
            self.push(here, Some(hit), draft);
            return true;
        }
        false
    }
}
