//! Reported speech: clauses after "che", infinitives, questions, predicates, inserted cues.

use crate::lexicon::{Govern, SourceAt, Voice, hash_normalized};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{ClauseView, Complement, Hit};
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Item, ItemKind};
use crate::quote::noun_phrase::NounPhrase;
use crate::quote::vocabulary::Classes;

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
        let mut end = 0;
        match complement {
            Complement::Quotation(at) => {
                if self.taken[items[at].index as usize].is_some() {
                    return;
                }
                self.take(&mut draft, &items[at]);
                self.resume(here, &mut draft, at + 1);
                self.joined_quotations(view, &mut draft, at);
            }
            Complement::Che(first)
            | Complement::Infinitive(first)
            | Complement::Question(first) => {
                end = view.content_end(first, hit);
                self.clause_content(view, &mut draft, first, end);
            }
            Complement::Colon(first) => {
                end = view.body_end();
                self.clause_content(view, &mut draft, first, end);
            }
        }
        if draft.content.is_empty() {
            return;
        }
        let _ = end;
        draft.source = self.source(view, hit, passed).map(|phrase| tokens(items, &phrase));
        self.push(draft);
    }

    /// "ha definito il piano «una follia»", "si è detta convinta che …", "lo considera un rischio".
    pub(super) fn predicate(&mut self, here: &Here<'_, '_>, hit: &Hit) -> bool {
        let view = here.view;
        let items = view.items;
        let rule = self.cues.cue(hit.cue);
        let Some(group) = hit.group.map(|index| view.groups[index]) else { return false };
        let next = view.skip_adverbs(hit.end);
        if rule.reflexive {
            let Some(item) = items.get(next) else { return false };
            let adjective = item.kind == ItemKind::Word
                && (!item.has(Classes::FUNCTION) || item.has(Classes::PARTICIPLE))
                && !item.has(Classes::FINITE.and(Classes::INFINITIVE));
            if !adjective {
                return false;
            }
            let mut draft = self.draft(here, hit, "predicate");
            let end = view.content_end(next, hit);
            self.clause_content(view, &mut draft, next, end);
            draft.source = self.source(view, hit, None).map(|phrase| tokens(items, &phrase));
            self.push(draft);
            return true;
        }
        // A quotation before the next verb, whatever stands between.
        let limit = view.groups.iter().map(|group| group.first).find(|&first| first >= hit.end);
        let limit = limit.unwrap_or(items.len()).min(hit.end + 20);
        let marked = (hit.end..limit).find(|&at| {
            items[at].kind == ItemKind::Quotation && self.taken[items[at].index as usize].is_none()
        });
        let mut draft = self.draft(here, hit, "predicate");
        if let Some(at) = marked {
            self.take(&mut draft, &items[at]);
        } else if group.object || view.voice(hit) == Voice::Passive {
            let end = view.content_end(next, hit);
            let starts = items.get(next).is_some_and(|item| {
                item.kind == ItemKind::Word && !item.has(Classes::FUNCTION.and(Classes::VERB))
                    || item.has(Classes::ARTICLE.and(Classes::QUANTIFIER))
                        && !item.has(Classes::DI.and(Classes::A))
                    || item.is(hash_normalized("come"))
            });
            if !starts || next >= end {
                return false;
            }
            self.clause_content(view, &mut draft, next, end);
        } else {
            return false;
        }
        draft.source = self.source(view, hit, None).map(|phrase| tokens(items, &phrase));
        self.push(draft);
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
        let Some(subject) = view.subject_after(hit) else { return false };
        let closes = view.items.get(subject.end).is_none_or(|item| {
            matches!(
                item.kind,
                ItemKind::Comma | ItemKind::Stop | ItemKind::Dash | ItemKind::Quotation
            )
        });
        let verb_before = view.groups.iter().any(|group| group.is_finite() && group.first < at)
            || view.groups.iter().any(|group| group.is_finite() && group.first > subject.end);
        closes && verb_before
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
        self.around(view, &mut draft, first, end);
        if draft.content.is_empty() {
            return;
        }
        let source = match self.cues.cue(hit.cue).source {
            SourceAt::Subject if view.voice(hit) == Voice::Active => subject,
            _ => self.source(view, hit, None),
        };
        draft.source = source.map(|phrase| tokens(items, &phrase));
        self.push(draft);
    }

    /// Adds what stands before `first` and from `end` on in the clause.
    pub(super) fn around(
        &mut self,
        view: &ClauseView<'_>,
        draft: &mut Draft,
        first: usize,
        end: usize,
    ) {
        let body = view.body();
        let last = view.body_end();
        let only_adverbs = view.items[body.min(first)..first].iter().all(|item| {
            item.has(Classes::ADVERB.and(Classes::COORDINATOR)) || item.kind == ItemKind::Comma
        });
        if body < first && !only_adverbs {
            self.clause_content(view, draft, body, first);
        }
        let resumes =
            (end..last).find(|&at| view.items[at].kind == ItemKind::Semicolon).unwrap_or(last);
        if end < resumes {
            self.clause_content(view, draft, end, resumes);
        }
    }

    /// "Lo ha detto il ministro", "A dirlo è il ministro": the content is the quotation or sentence
    /// before.
    pub(super) fn anaphora(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let Some(group) = hit.group.map(|index| view.groups[index]) else { return };
        let rule = self.cues.cue(hit.cue);
        let first_words = hit.first <= view.body() + 2;
        let speaks = rule.governs.contains(Govern::Quotation) || rule.governs.contains(Govern::Che);
        let with_lo = group.main.and_then(|form| form.object_clitic())
            == Some(crate::lexicon::form::Clitic::Lo);
        if !first_words || !speaks || !(group.lo && group.is_finite() || with_lo) {
            return;
        }
        let mut draft = self.draft(here, hit, "lo-says");
        if with_lo && group.is_infinitive() {
            let Some(copula) =
                view.groups.iter().find(|next| next.first >= hit.end && next.is_finite())
            else {
                return;
            };
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
        let Some(content) = self.clause_before(here, view.items[0].first) else { return };
        match content {
            Ok(quotation) => self.take(&mut draft, &quotation),
            Err(range) => draft.content.push(range),
        }
        self.push(draft);
    }

    /// The quotation (`Ok`) or clause (`Err`, in tokens) right before token `before` in its section.
    pub(super) fn clause_before(
        &self,
        here: &Here<'_, '_>,
        before: u32,
    ) -> Option<Result<Item, Tokens>> {
        let clauses = &self.frames.clauses;
        let index = clauses.iter().rposition(|clause| {
            let frame = &self.frames.frames[clause.frame as usize];
            frame.section == here.section
                && frame.quotation.is_none()
                && self.frames.items[clause.end as usize - 1].end <= before
        })?;
        let items = self.frames.of(&clauses[index]);
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
