//! Reported speech: clauses after "che", infinitives, questions, predicates, inserted cues.

use crate::lexicon::{Govern, SourceAt, Voice, hash_normalized};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{COME, Hit};
use crate::quote::complement::Complement;
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Item, ItemKind};
use crate::quote::noun_phrase::NounPhrase;
use crate::quote::vocabulary::Classes;

/// How many clauses back "lo ha detto" may refer.
const NEAR: usize = 64;
const WHAT: [u64; 2] = [hash_normalized("quanto"), hash_normalized("ciò")];

impl Attributor<'_> {
    /// The content after a cue, and its source before or behind it.
    pub(super) fn complement(
        &mut self,
        here: &Here<'_, '_>,
        hit: &Hit,
        complement: Complement,
        passed: Option<NounPhrase>,
    ) {
        let view = here.view;
        let items = view.items;
        let rule = match complement {
            Complement::Quotation(_) => "cue-then-quotation",
            Complement::Che(_) => "that-clause",
            Complement::Infinitive(_) => "infinitive",
            Complement::Question(_) => "indirect-question",
            Complement::Colon(_) => "colon",
        };
        let mut draft = self.draft(here, hit, rule);
        match complement {
            Complement::Quotation(at) => {
                if self.taken[items[at].index as usize].is_some() {
                    return;
                }
                self.led_quotation(here, hit, &mut draft, at);
            }
            Complement::Che(first)
            | Complement::Infinitive(first)
            | Complement::Question(first) => {
                let end = self.choose_end(view, hit, &mut draft, first);
                self.clause_content(view, &mut draft, first, end);
            }
            Complement::Colon(first) => match self.speech_from(here, first) {
                Some(range) => {
                    draft.verbatim = true;
                    draft.content.push(range);
                    self.spoken = self.spoken.max(range.1);
                }
                None => self.clause_content(view, &mut draft, first, view.body_end()),
            },
        }
        if draft.content.is_empty() {
            return;
        }
        draft.source = self.source(view, hit, passed).map(|phrase| tokens(items, &phrase));
        self.push(here, Some(hit), draft);
    }

    /// The content that a cue leads to at the quotation `at`: it alone, several in a row, or a
    /// passage of the author's words with quotations in it.
    fn led_quotation(&mut self, here: &Here<'_, '_>, hit: &Hit, draft: &mut Draft, at: usize) {
        let view = here.view;
        let items = view.items;
        let end = self.choose_end_after(view, hit, draft, at, at + 1);
        // "definisce la norma «una vergogna»": the object is no part of what it is called.
        let calls = self.cues.cue(hit.cue).governs.contains(Govern::Predicate);
        let first = if calls { at } else { self.choose_lead(view, hit, draft, (at, end)) };
        let joins = |item: &Item| {
            item.kind == ItemKind::Comma || item.has(Classes::COORDINATOR.and(Classes::DI))
        };
        let more = items[at + 1..end].iter().any(|item| item.kind == ItemKind::Quotation);
        let row =
            items[at + 1..end].iter().all(|item| item.kind == ItemKind::Quotation || joins(item));
        if first < at || end > at + 1 && !row {
            self.clause_content(view, draft, first, end);
            return;
        }
        self.take(draft, &items[at]);
        if more {
            for item in items[at + 1..end].iter().filter(|item| item.kind == ItemKind::Quotation) {
                if self.taken[item.index as usize].is_none() {
                    self.take(draft, item);
                }
            }
        } else {
            self.resume(here, draft, at + 1);
            self.joined_quotations(view, draft, at);
        }
    }

    /// "si è detta convinta", "lo considera un rischio", "ha definito il piano «una follia»".
    pub(super) fn predicate(&mut self, here: &Here<'_, '_>, hit: &Hit) -> bool {
        let view = here.view;
        let items = view.items;
        let Some(group) = hit.group.map(|index| view.groups[index]) else { return false };
        let reflexive = self.cues.cue(hit.cue).reflexive;
        let first = view.skip_adverbs(hit.end);
        let Some(item) = items.get(first) else { return false };
        let adjective = item.kind == ItemKind::Word
            && (!item.has(Classes::FUNCTION) || item.has(Classes::PARTICIPLE))
            && !item.has(Classes::FINITE.and(Classes::INFINITIVE));
        let noun = item.has(Classes::ARTICLE.and(Classes::QUANTIFIER).and(Classes::POSSESSIVE))
            || matches!(item.kind, ItemKind::Name | ItemKind::Quotation)
            || item.is(COME);
        if !(adjective || noun && !reflexive) {
            return false;
        }
        let affected = reflexive || group.object || view.voice(hit) == Voice::Passive;
        let mut draft =
            self.draft(here, hit, if affected { "predicate" } else { "object-predicate" });
        let end = self.choose_end(view, hit, &mut draft, first);
        // "il piano «una follia»": the words in marks are all that is said of the object.
        let said = (first..end).rev().find(|&at| items[at].kind == ItemKind::Quotation);
        let bare = said.filter(|&at| {
            at + 1 == end
                && (at == first || !items[at - 1].is(COME) && !items[at - 1].has(Classes::ARTICLE))
        });
        match bare {
            Some(at) if self.taken[items[at].index as usize].is_none() => {
                self.take(&mut draft, &items[at])
            }
            _ => self.clause_content(view, &mut draft, first, end),
        }
        draft.source = self.source(view, hit, None).map(|phrase| tokens(items, &phrase));
        self.push(here, Some(hit), draft);
        true
    }

    /// Whether a cue stands between commas or at the end of its clause, its subject behind it:
    /// "Il ponte, scrive l'Eco, riaprirà", "Il ponte riaprirà, ha detto il sindaco".
    pub(super) fn is_parenthetical(&self, here: &Here<'_, '_>, hit: &Hit) -> bool {
        let view = here.view;
        let rule = self.cues.cue(hit.cue);
        let Some(group) = hit.group.map(|index| &view.groups[index]) else { return false };
        let speaks = rule.governs.contains(Govern::Quotation) && rule.governs.contains(Govern::Che);
        let at = hit.first;
        let delimited =
            at > 0 && matches!(view.items[at - 1].kind, ItemKind::Comma | ItemKind::Dash);
        if !speaks || !delimited || !group.is_finite() || !group.is_third_person() || at < 3 {
            return false;
        }
        let impersonal = matches!(view.voice(hit), Voice::Si | Voice::Passive);
        let subject_end = match view.subject_after(hit) {
            Some(subject) => subject.end,
            None if impersonal => view.skip_adverbs(hit.end),
            None => return false,
        };
        // "dice West al giornale,": what else stands before the comma has no verb.
        let end = (subject_end..view.items.len().min(subject_end + 8))
            .find(|&at| {
                !matches!(view.items[at].kind, ItemKind::Word | ItemKind::Name | ItemKind::Number)
            })
            .unwrap_or(view.items.len());
        if view.groups_in(subject_end, end).next().is_some() {
            return false;
        }
        let closes = view.items.get(end).is_none_or(|item| {
            matches!(
                item.kind,
                ItemKind::Comma | ItemKind::Stop | ItemKind::Dash | ItemKind::Quotation
            )
        });
        closes && (view.has_finite(0, at) || view.has_finite(end + 1, view.items.len()))
    }

    /// The content around an inserted cue: what stands before it and what stands behind it.
    pub(super) fn parenthetical(&mut self, here: &Here<'_, '_>, hit: &Hit, rule: &'static str) {
        let view = here.view;
        let items = view.items;
        let subject = view.subject_after(hit);
        let mut first = hit.first;
        while first > 0
            && (items[first - 1].has(Classes::ADVERB.and(Classes::SUBORDINATOR))
                && items[first - 1].kind == ItemKind::Word)
        {
            first -= 1;
        }
        let end = subject.map_or(hit.end, |phrase| phrase.end);
        let end = (end..items.len().min(end + 20))
            .find(|&at| {
                matches!(
                    items[at].kind,
                    ItemKind::Comma | ItemKind::Stop | ItemKind::Dash | ItemKind::Colon
                )
            })
            .unwrap_or(if rule == "as-source-says" && subject.is_some() {
                end
            } else {
                items.len()
            });
        let mut draft = self.draft(here, hit, rule);
        self.around(view, hit, &mut draft, first, end);
        if draft.content.is_empty() {
            return;
        }
        let source = match self.cues.cue(hit.cue).source {
            SourceAt::Subject if view.voice(hit) == Voice::Active => subject,
            _ => self.source(view, hit, None),
        };
        draft.source = source.map(|phrase| tokens(items, &phrase));
        self.push(here, Some(hit), draft);
    }

    /// "Lo ha detto il ministro", "A dirlo è il ministro": the content is the quotation or sentence
    /// before.
    pub(super) fn anaphora(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let Some(group) = hit.group.map(|index| view.groups[index]) else { return };
        let rule = self.cues.cue(hit.cue);
        let first_words = hit.first <= view.body() + 2;
        // "È quanto ha affermato il ministro"
        let what = view.back_over_adverbs(hit.first).checked_sub(1).is_some_and(|at| {
            WHAT.contains(&view.items[at].word) && at > 0 && view.items[at - 1].has(Classes::HELPER)
        });
        let first_words = first_words || what && hit.first <= view.body() + 4;
        // "Il film uscirà a maggio - lo ha rivelato la produttrice": the clause before the dash.
        let delimiter = view.back_over_adverbs(hit.first).checked_sub(1).filter(|&at| {
            at > view.body() + 2
                && matches!(
                    view.items[at].kind,
                    ItemKind::Dash | ItemKind::Colon | ItemKind::Comma | ItemKind::Semicolon
                )
        });
        let speaks = rule.governs.contains(Govern::Quotation) || rule.governs.contains(Govern::Che);
        let with_lo = group.main.and_then(|form| form.object_clitic())
            == Some(crate::lexicon::form::Clitic::Lo);
        if !first_words && delimiter.is_none()
            || !speaks
            || !(what || group.lo && group.is_finite() || with_lo)
        {
            return;
        }
        let mut draft = self.draft(here, hit, "lo-says");
        if with_lo && group.is_infinitive() {
            let Some(copula) = view.finite_in(hit.end, view.items.len()).next() else { return };
            let stand_in = Hit { end: copula.end, ..*hit };
            draft.source = view.subject_after(&stand_in).map(|phrase| tokens(view.items, &phrase));
        } else {
            draft.source = view
                .subject_after(hit)
                .or_else(|| view.subject_before(hit.group.unwrap_or(0)))
                .map(|phrase| tokens(view.items, &phrase));
        }
        if draft.source.is_none() {
            return;
        }
        if let Some(delimiter) = delimiter.filter(|_| !first_words) {
            let start = self.choose_start(view, &mut draft, view.body(), (delimiter, true));
            self.clause_content(view, &mut draft, start, delimiter);
            self.push(here, Some(hit), draft);
            return;
        }
        let Some(content) = self.clause_before(here, view.items[0].first) else { return };
        match content {
            Ok(quotation) => self.take(&mut draft, &quotation),
            Err(range) => draft.content.push(range),
        }
        self.push(here, Some(hit), draft);
    }

    /// The quotation (`Ok`) or clause (`Err`, in tokens) right before token `before` in its section.
    pub(super) fn clause_before(
        &self,
        here: &Here<'_, '_>,
        before: u32,
    ) -> Option<Result<Item, Tokens>> {
        let clauses = &self.frames.clauses;
        let near = (here.clause as usize).saturating_sub(NEAR);
        let nearby = &clauses[near..=here.clause as usize];
        let index = nearby.iter().rposition(|clause| {
            let frame = &self.frames.frames[clause.frame as usize];
            frame.section == here.section
                && frame.outer
                && self.frames.items[clause.end as usize - 1].end <= before
        })?;
        let items = self.frames.of(&nearby[index]);
        let mut words =
            items.iter().filter(|item| !matches!(item.kind, ItemKind::Stop | ItemKind::Dash));
        let first = words.next()?;
        let free = first.kind == ItemKind::Quotation && self.taken[first.index as usize].is_none();
        if free && words.next().is_none() {
            return Some(Ok(*first));
        }
        let last = items.iter().rev().find(|item| item.kind != ItemKind::Stop)?;
        Some(Err((first.first, last.end)))
    }
}
