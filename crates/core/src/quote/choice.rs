//! What the judge chooses where rules leave a choice: the boundaries of a content.

use crate::quote::attribution::Attributor;
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::complement::FARTHEST;
use crate::quote::draft::Draft;
use crate::quote::features;
use crate::quote::frame::{Item, ItemKind};
use crate::quote::judge::{Features, Question};

/// So many boundaries of a content are weighed; no sentence of prose has more, and a text without
/// stops is read in linear time.
const BOUNDARIES: usize = 48;

impl Attributor<'_> {
    /// Where the content that begins at `first` ends.
    pub(super) fn choose_end(
        &mut self,
        view: &ClauseView<'_>,
        hit: &Hit,
        draft: &mut Draft,
        first: usize,
    ) -> usize {
        let heuristic = view.content_end(first, hit);
        self.choose_end_after(view, hit, draft, first, heuristic)
    }

    /// The same with another guess, at which the content may end whatever stands there.
    pub(super) fn choose_end_after(
        &mut self,
        view: &ClauseView<'_>,
        hit: &Hit,
        draft: &mut Draft,
        first: usize,
        heuristic: usize,
    ) -> usize {
        // "…: «…»": the speaker's own words are never part of the paraphrase before them.
        let leads = |&at: &usize| {
            view.kind(at) == Some(ItemKind::Colon)
                && view.kind(at + 1) == Some(ItemKind::Quotation)
                && view.groups_in(first, at).next().is_some()
        };
        let last = view.body_end().max(heuristic).min(first + FARTHEST);
        let last = (first + 1..last).find(leads).unwrap_or(last);
        let heuristic = heuristic.min(last);
        let options = (first + 1..last)
            .filter(|&at| at == heuristic || features::is_boundary(view, at))
            .take(BOUNDARIES)
            .chain([last]);
        let rule = draft.rule;
        let describe = |at: usize, out: &mut Features| {
            features::end(view, hit, rule, (first, at, last), heuristic, out)
        };
        let token = |at: usize| view.items[at - 1].end;
        self.choose(Question::End, draft, options, describe, token).unwrap_or(heuristic)
    }

    /// Where the content that an inserted cue at `cue` follows begins; `cue` itself where nothing
    /// before the cue belongs to it, which is no choice where it is `needed`, the cue being last.
    pub(super) fn choose_start(
        &mut self,
        view: &ClauseView<'_>,
        draft: &mut Draft,
        heuristic: usize,
        (cue, needed): (usize, bool),
    ) -> usize {
        let body = view.body();
        if body >= cue {
            return cue;
        }
        let far = (body..cue).rev().filter(|&at| features::is_boundary(view, at)).nth(BOUNDARIES);
        let inner = (far.map_or(body, |at| at + 1)..cue)
            .filter(|&at| features::is_boundary(view, at))
            .map(|at| at + 1);
        let none = (!needed).then_some(cue);
        let options = [body].into_iter().chain(inner.filter(|&at| at < cue)).chain(none);
        let rule = draft.rule;
        let describe = |at: usize, out: &mut Features| {
            features::start(view, rule, (body, at, cue), heuristic, out)
        };
        let token = |at: usize| view.items[at].first;
        self.choose(Question::Start, draft, options, describe, token).unwrap_or(heuristic)
    }

    /// Whether the content of a cue that leads to the quotation at `at` begins there, or with what
    /// stands before it ("ha criticato la scelta «assurda» del comune").
    pub(super) fn choose_lead(
        &mut self,
        view: &ClauseView<'_>,
        hit: &Hit,
        draft: &mut Draft,
        (at, end): (usize, usize),
    ) -> usize {
        let from = view.skip_adverbs(hit.end).min(at);
        let plain =
            |item: &Item| matches!(item.kind, ItemKind::Word | ItemKind::Name | ItemKind::Number);
        if from == at || !view.items[from..at].iter().all(plain) {
            return at;
        }
        let describe =
            |first: usize, out: &mut Features| features::lead(view, hit, (first, at, end), out);
        let token = |at: usize| view.items[at].first;
        self.choose(Question::Lead, draft, [at, from].into_iter(), describe, token).unwrap_or(at)
    }

    /// The option that the judge scores highest, the first of equals.
    fn choose(
        &mut self,
        question: Question,
        draft: &mut Draft,
        options: impl Iterator<Item = usize>,
        describe: impl Fn(usize, &mut Features),
        token: impl Fn(usize) -> u32,
    ) -> Option<usize> {
        if self.judge.is_none() && !self.tracing {
            return None;
        }
        let mut traced = Vec::new();
        let mut best: Option<(f32, usize)> = None;
        for at in options {
            self.features.values.clear();
            describe(at, &mut self.features);
            if self.tracing {
                traced.push((token(at), self.features.values.clone()));
            }
            if let Some(judge) = self.judge {
                let score = judge.score(question, &self.features.values);
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, at));
                }
            }
        }
        if self.tracing {
            draft.trace.choices.push((question, traced));
        }
        best.map(|(_, at)| at)
    }
}
