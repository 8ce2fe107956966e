//! Nouns and adjectives that attribute: "l'annuncio che", "la richiesta di", "convinto che".

use crate::lexicon::{CueKind, Govern, Governs};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::complement::Complement;
use crate::quote::frame::{CHE, ItemKind};
use crate::quote::noun_phrase::{Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

impl Attributor<'_> {
    /// "l'annuncio che …", "la richiesta di …", "«…», l'accusa di Rossi".
    pub(super) fn noun(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let items = view.items;
        let rule = self.cues.cue(hit.cue);
        let mut draft = self.draft(here, hit, "cue-noun");
        let of = items
            .get(hit.end)
            .filter(|item| item.has(Classes::DI))
            .and_then(|_| noun_phrase(items, hit.end + 1, items.len(), Reach::Near))
            .filter(|phrase| view.group_at(phrase.first).is_none());
        let complement = self.noun_complement(view, hit, rule.governs);
        let quotation = (hit.first > 1)
            .then(|| hit.first - 1)
            .into_iter()
            .flat_map(|at| (at.saturating_sub(4)..=at).rev())
            .find(|&at| items[at].kind == ItemKind::Quotation)
            .filter(|&at| {
                items[at + 1..hit.first].iter().all(|item| {
                    matches!(item.kind, ItemKind::Comma | ItemKind::Colon)
                        || item.has(Classes::DETERMINER.and(Classes::HELPER))
                })
            });
        match (complement, quotation) {
            (Some(Complement::Quotation(at)), _)
                if self.taken[items[at].index as usize].is_none() =>
            {
                self.take(&mut draft, &items[at]);
            }
            (Some(Complement::Colon(at)), _) => {
                self.clause_content(view, &mut draft, at, view.body_end())
            }
            (Some(Complement::Che(first) | Complement::Infinitive(first)), _) => {
                let end = self.choose_end(view, hit, &mut draft, first);
                self.clause_content(view, &mut draft, first, end);
            }
            (_, Some(at))
                if rule.governs.contains(Govern::Quotation)
                    && self.taken[items[at].index as usize].is_none()
                    && self.is_speech(&items[at]) =>
            {
                self.take(&mut draft, &items[at]);
            }
            _ => return self.announced(here, hit),
        }
        draft.source = of.map(|phrase| tokens(items, &phrase));
        if draft.source.is_none() && hit.kind == CueKind::Adjective {
            let index = view.groups.iter().rposition(|group| group.end <= hit.first);
            draft.source = index
                .and_then(|index| view.subject_before(index))
                .map(|phrase| tokens(items, &phrase));
        }
        if !draft.content.is_empty() {
            self.push(here, Some(hit), draft);
        }
    }

    /// "L'annuncio è stato dato dal sindaco", "L'accusa arriva da Rossi": the content is the quotation
    /// or sentence before.
    fn announced(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let governs = self.cues.cue(hit.cue).governs;
        let opens = hit.first <= view.body() + 2 && here.outer && !here.headline;
        let Some(verb) = view.groups_in(hit.end, view.items.len()).next() else { return };
        let near = verb.is_finite() && verb.first <= hit.end + 1;
        if !opens || !near || hit.kind != CueKind::Noun || !governs.contains(Govern::Che) {
            return;
        }
        let Some(source) = view.after_preposition(verb.end, Classes::DA) else { return };
        if !view.can_speak(&source) {
            return;
        }
        let mut draft = self.draft(here, hit, "announced-before");
        draft.source = Some(tokens(view.items, &source));
        match self.clause_before(here, view.items[0].first) {
            Some(Ok(quotation)) => self.take(&mut draft, &quotation),
            Some(Err(range)) => draft.content.push(range),
            None => return,
        }
        self.push(here, Some(hit), draft);
    }

    pub(super) fn noun_complement(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        governs: Governs,
    ) -> Option<Complement> {
        let items = view.items;
        let infinitive = |at: usize| {
            view.group_at(view.skip_adverbs(at)).is_some_and(|group| group.is_infinitive())
        };
        let mut at = hit.end;
        // "la richiesta del consiglio al sindaco di istituire": phrases may stand between.
        for _ in 0..4 {
            let item = items.get(at)?;
            if item.is(CHE) && governs.contains(Govern::Che) {
                return Some(Complement::Che(at + 1));
            }
            if item.has(Classes::DI) && governs.contains(Govern::Di) && infinitive(at + 1)
                || item.has(Classes::A) && governs.contains(Govern::A) && infinitive(at + 1)
            {
                return Some(Complement::Infinitive(at + 1));
            }
            if item.kind == ItemKind::Quotation
                && at == hit.end
                && governs.contains(Govern::Quotation)
            {
                return Some(Complement::Quotation(at));
            }
            if item.kind == ItemKind::Colon && view.kind(at + 1) == Some(ItemKind::Quotation) {
                return Some(Complement::Quotation(at + 1));
            }
            let leads = item.has(Classes::DI) && view.kind(at + 1) == Some(ItemKind::Quotation);
            if leads && governs.contains(Govern::Quotation) {
                return Some(Complement::Quotation(at + 1));
            }
            if item.kind != ItemKind::Word || !item.has(Classes::PREPOSITION) {
                return None;
            }
            at = noun_phrase(items, at + 1, items.len(), Reach::Near)?.end;
        }
        None
    }
}
