//! What the judge sees of a boundary and of a candidate.

use crate::lexicon::form::Mood;
use crate::quote::attribution::{Attributor, Here};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::draft::Draft;
use crate::quote::frame::{Item, ItemKind};
use crate::quote::judge::Features;
use crate::quote::verb_group::VerbGroup;
use crate::quote::vocabulary::Classes;
use crate::segment::TokenKind;

/// A number as one of few: exact when small, then by powers of two.
fn bucket(number: usize) -> u64 {
    match number {
        0..=4 => number as u64,
        _ => 3 + u64::from(number.ilog2()),
    }
}

/// What kind of item it is; of a word that builds clauses, which.
fn category(item: Option<&Item>) -> u64 {
    let Some(item) = item else { return 1 };
    if item.kind != ItemKind::Word {
        return 2 + item.kind as u64;
    }
    let closed = Classes::FUNCTION.and(Classes::DETERMINER).and(Classes::PRONOUN);
    if item.has(closed) && !item.has(Classes::VERB) {
        return item.word;
    }
    let verb = Classes::VERB.and(Classes::CUE_VERB).and(Classes::CONDITIONAL).and(Classes::HELPER);
    100 + item.class.only(verb)
}

/// The mood and tense of a verb group.
fn tense(group: Option<&VerbGroup>) -> u64 {
    let Some(group) = group else { return 0 };
    let past = u64::from(group.is_past());
    let form = group.form.map_or(62 + past, |form| {
        u64::from(form.mood() as u8) * 4 + if form.is_finite() { form.tense() as u64 } else { 0 }
    });
    1 + form * 4 + u64::from(group.is_finite()) * 2 + u64::from(group.head > group.first)
}

/// How a boundary at `at` shows itself.
fn boundary_kind(view: &ClauseView<'_>, at: usize, end: usize) -> u64 {
    if at >= end {
        return 0;
    }
    let item = &view.items[at];
    match item.kind {
        ItemKind::Word if item.has(Classes::COORDINATOR) => 20,
        ItemKind::Word if item.has(Classes::RELATIVE) => 21,
        ItemKind::Word if item.has(Classes::SUBORDINATOR) => 22,
        ItemKind::Word if item.has(Classes::GERUND) => 23,
        ItemKind::Word => 24,
        kind => 1 + kind as u64,
    }
}

/// Whether a content may end before, or begin behind, the item at `at`.
pub(crate) fn is_boundary(view: &ClauseView<'_>, at: usize) -> bool {
    let item = &view.items[at];
    match item.kind {
        ItemKind::Comma | ItemKind::Semicolon | ItemKind::Dash | ItemKind::Colon => true,
        ItemKind::Word => item.has(
            Classes::COORDINATOR
                .and(Classes::RELATIVE)
                .and(Classes::SUBORDINATOR)
                .and(Classes::GERUND),
        ),
        _ => false,
    }
}

/// The features of ending, before item `at`, a content that began at `first`.
pub(crate) fn end(
    view: &ClauseView<'_>,
    hit: &Hit,
    rule: &str,
    (first, at, last): (usize, usize, usize),
    heuristic: usize,
    out: &mut Features,
) {
    let items = view.items;
    let kind = boundary_kind(view, at, last);
    let (next, second) = (category(items.get(at + 1)), category(items.get(at + 2)));
    let finite = |from: usize, to: usize| view.finite_in(from, to).take(3).count() as u64;
    let (before, after) = (finite(first, at), finite(at, last));
    let group_after = |from: usize| view.groups_in(from, items.len()).next();
    let (own, then) = (group_after(first), group_after(at).filter(|_| at < last));
    let relative = hit.first > 0 && items[hit.first - 1].has(Classes::RELATIVE);
    let gerund = hit.group.is_some_and(|group| view.groups[group].is_gerund());
    let commas =
        items[first..at].iter().filter(|item| item.kind == ItemKind::Comma).take(3).count();
    let cue_next = view.hit_after(at).filter(|next| next.first <= at + 3);
    let cue_next = cue_next.map_or(0, |next| 1 + view.cues.cue(next.cue).class as u64);
    let rule = crate::lexicon::hash_normalized(rule);
    let class = view.cues.cue(hit.cue).class as u64;
    out.add(0, &[kind]);
    out.add(1, &[kind, next]);
    out.add(2, &[kind, next, second]);
    out.add(3, &[kind, category(at.checked_sub(1).and_then(|at| items.get(at)))]);
    out.add(4, &[u64::from(at == heuristic), kind]);
    out.add(5, &[kind, cue_next, tense(then)]);
    out.add(6, &[kind, before, after]);
    out.add(7, &[kind, bucket(at - first)]);
    out.add(8, &[kind, bucket(last - at)]);
    out.add(9, &[kind, rule, before]);
    out.add(10, &[kind, tense(own), tense(then)]);
    out.add(11, &[kind, u64::from(relative), u64::from(gerund), next]);
    out.add(12, &[kind, commas as u64]);
    out.add(13, &[kind, class]);
    out.add(14, &[kind, items.get(at + 1).map_or(0, |item| item.word)]);
    out.add(15, &[kind, items.get(at).map_or(0, |item| item.word), before, after]);
    out.add(16, &[kind, next, before.min(1), after.min(1)]);
    out.add(
        17,
        &[
            kind,
            u64::from(
                items[at.min(last)..last].iter().any(|item| item.kind == ItemKind::Quotation),
            ),
        ],
    );
    out.add(18, &[kind, tense(hit.group.map(|group| &view.groups[group])), tense(then)]);
    out.add(19, &[kind, u64::from(relative), before.min(1), after.min(2)]);
    out.add(20, &[u64::from(at == heuristic), u64::from(at == last), rule]);
}

/// The features of beginning at item `at` a content that an inserted cue at `cue` follows; `at`
/// equal to `cue` means that nothing before the cue belongs to it.
pub(crate) fn start(
    view: &ClauseView<'_>,
    rule: &str,
    (body, at, cue): (usize, usize, usize),
    heuristic: usize,
    out: &mut Features,
) {
    let items = view.items;
    let none = u64::from(at == cue);
    let kind = if at == body { 30 } else { boundary_kind(view, at - 1, cue) };
    let finite = |from: usize, to: usize| view.finite_in(from, to).take(3).count() as u64;
    let (next, second) = (category(items.get(at)), category(items.get(at + 1)));
    let (inside, before, after) = (finite(at, cue), finite(body, at), finite(cue, items.len()));
    let rule = crate::lexicon::hash_normalized(rule);
    out.add(40, &[kind, none]);
    out.add(41, &[kind, none, next]);
    out.add(42, &[kind, none, next, second]);
    out.add(43, &[kind, none, inside, before]);
    out.add(44, &[kind, none, bucket(cue - at)]);
    out.add(45, &[kind, none, rule]);
    out.add(46, &[kind, none, u64::from(at == heuristic)]);
    out.add(47, &[kind, none, category(at.checked_sub(1).and_then(|at| items.get(at)))]);
    out.add(48, &[kind, none, inside, after]);
    out.add(49, &[none, category(cue.checked_sub(1).and_then(|at| items.get(at)))]);
    out.add(50, &[none, inside.min(1), before.min(1), after.min(1), rule]);
}

/// The features of beginning at item `first` a content around or with the quotation at `at`.
pub(crate) fn lead(
    view: &ClauseView<'_>,
    hit: &Hit,
    (first, at, end): (usize, usize, usize),
    out: &mut Features,
) {
    let items = view.items;
    let before = u64::from(first < at);
    let words = bucket((items[at].end - items[at].first) as usize);
    let (gap, rest) = (bucket(at - hit.end), bucket(end - at));
    let class = view.cues.cue(hit.cue).class as u64;
    out.add(120, &[before]);
    out.add(121, &[before, words]);
    out.add(122, &[before, gap]);
    out.add(123, &[before, class]);
    out.add(124, &[before, category(items.get(hit.end))]);
    out.add(125, &[before, category(at.checked_sub(1).and_then(|at| items.get(at)))]);
    out.add(126, &[before, category(items.get(end))]);
    out.add(127, &[before, words, gap, rest]);
    out.add(128, &[before, rest, category(items.get(hit.end))]);
    let name = items[hit.end..at].iter().any(|item| item.has(Classes::SPEAKER));
    out.add(129, &[before, u64::from(name), gap]);
}

/// The features of any candidate: its rule, how long it is and how many parts it has.
pub(crate) fn bare_candidate(draft: &Draft, out: &mut Features) {
    let rule = crate::lexicon::hash_normalized(draft.rule);
    let length = draft.content.iter().map(|part| (part.1 - part.0) as usize).sum::<usize>();
    out.add(60, &[rule]);
    out.add(61, &[rule, bucket(length), draft.content.len() as u64]);
}

impl Attributor<'_> {
    /// The features of a whole candidate.
    pub(super) fn candidate(
        &self,
        here: &Here<'_, '_>,
        hit: Option<&Hit>,
        draft: &Draft,
        out: &mut Features,
    ) {
        let view = here.view;
        let rule = crate::lexicon::hash_normalized(draft.rule);
        let inside = u64::from(here.inside.is_some());
        let source = self.source_shape(view, draft);
        bare_candidate(draft, out);
        out.add(62, &[rule, source]);
        out.add(63, &[rule, inside, u64::from(here.headline), u64::from(here.outer)]);
        self.content_features(draft, out);
        let Some(hit) = hit else { return };
        let cue = view.cues.cue(hit.cue);
        let (lemma, class) =
            (crate::lexicon::hash_normalized(view.cues.lemma(hit.cue)), cue.class as u64);
        let group = hit.group.map(|group| &view.groups[group]);
        let shape = tense(group);
        let flags = group.map_or(0, |group| {
            u64::from(group.negated)
                | u64::from(group.modal) << 1
                | u64::from(group.si) << 2
                | u64::from(group.object) << 3
                | (group.voice as u64) << 4
                | u64::from(group.conditional) << 6
        });
        let before = category(hit.first.checked_sub(1).and_then(|at| view.items.get(at)));
        let after = category(view.items.get(hit.end));
        out.add(70, &[lemma]);
        out.add(71, &[lemma, rule]);
        out.add(72, &[class, rule]);
        out.add(73, &[rule, shape]);
        out.add(74, &[class, shape, inside]);
        out.add(75, &[rule, flags]);
        out.add(76, &[class, flags]);
        out.add(77, &[rule, before]);
        out.add(78, &[rule, after]);
        out.add(79, &[class, before, rule]);
        out.add(80, &[lemma, source]);
        out.add(81, &[class, source, shape]);
        out.add(82, &[lemma, shape]);
        out.add(83, &[rule, inside, source]);
        out.add(
            84,
            &[
                rule,
                u64::from(group.is_some_and(|group| {
                    group.form.is_some_and(|form| form.mood() == Mood::Infinitive)
                })),
                before,
            ],
        );
        out.add(85, &[rule, category(view.items.get(view.body())), bucket(hit.first)]);
        out.add(86, &[flags, source, rule]);
        out.add(87, &[lemma, flags]);
        self.between(view, hit, draft, (rule, class), out);
    }

    /// What stands between the cue and a content behind it, and how that content opens: an object
    /// before "che" makes it a relative pronoun.
    fn between(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        draft: &Draft,
        (rule, class): (u64, u64),
        out: &mut Features,
    ) {
        let items = view.items;
        let Some(behind) = items.get(hit.end) else { return };
        let Some(start) = draft.content.iter().map(|part| part.0).find(|&at| at >= behind.first)
        else {
            return;
        };
        let at = items.partition_point(|item| item.first < start);
        if at == items.len() {
            return;
        }
        let gap = at - hit.end;
        // The word that opens the content, "che" or "di", is the last of the gap.
        let inner = &items[hit.end..at.saturating_sub(1).max(hit.end)];
        let has = |class: Classes| u64::from(inner.iter().any(|item| item.has(class)));
        let noun = inner.iter().any(|item| {
            item.kind == ItemKind::Name
                || item.kind == ItemKind::Word && !item.has(Classes::FUNCTION)
        });
        let shape = u64::from(noun)
            | has(Classes::PREPOSITION) << 1
            | has(Classes::SPEAKER) << 2
            | has(Classes::A) << 3
            | u64::from(inner.iter().any(|item| item.kind == ItemKind::Comma)) << 4
            | has(Classes::ARTICLE) << 5;
        let last = category(inner.last());
        let opening = view.group_at(view.skip_adverbs(at));
        let verb = tense(opening);
        out.add(100, &[rule, bucket(gap)]);
        out.add(101, &[rule, shape]);
        out.add(102, &[rule, last]);
        out.add(103, &[rule, shape, verb]);
        out.add(104, &[rule, last, u64::from(opening.is_some())]);
        out.add(105, &[class, shape, u64::from(opening.is_some())]);
        let own = view.groups_in(at, items.len()).next();
        out.add(106, &[rule, class, tense(own)]);
        out.add(107, &[rule, tense(own), u64::from(noun)]);
    }

    /// What names the source: nothing, a name, a pronoun, a noun with or without a determiner.
    fn source_shape(&self, view: &ClauseView<'_>, draft: &Draft) -> u64 {
        let Some((first, end)) = draft.source else { return 0 };
        let start = view.items.partition_point(|item| item.first < first);
        let length = view.items[start..].partition_point(|item| item.end <= end);
        let items = &view.items[start..start + length];
        let Some(opening) = items.first() else { return 1 };
        let head = items.iter().find(|item| !item.has(Classes::DETERMINER)).unwrap_or(opening);
        let named = u64::from(items.iter().any(|item| item.has(Classes::PERSON_NAME)));
        let kind = match head.kind {
            ItemKind::Name if head.has(Classes::PERSON_NAME) => 1,
            ItemKind::Name if head.has(Classes::BODY_NAME) => 2,
            ItemKind::Name if head.has(Classes::PLACE_NAME) => 3,
            ItemKind::Name => 4,
            ItemKind::Word if head.has(Classes::PERSONAL) => 5,
            ItemKind::Word if head.has(Classes::BODY) => 6,
            ItemKind::Word if head.has(Classes::SPEECH) => 7,
            ItemKind::Word if head.has(Classes::PRONOUN.and(Classes::DEMONSTRATIVE)) => 8,
            ItemKind::Word if head.has(Classes::QUANTIFIER.and(Classes::POSSESSIVE)) => 9,
            ItemKind::Word if head.has(Classes::ARTICLE) => 10,
            ItemKind::Word if head.has(Classes::VERB) => 11,
            ItemKind::Word => 12,
            _ => 13,
        };
        let side = u64::from(draft.cue_tokens.is_some_and(|cue| first >= cue.0));
        2 + kind * 4 + named * 2 + side
    }

    /// What the content looks like: capital, stop, verb, marks.
    pub(super) fn content_features(&self, draft: &Draft, out: &mut Features) {
        let rule = crate::lexicon::hash_normalized(draft.rule);
        let tokens = &self.segments.tokens;
        let Some(&(first, end)) = draft.content.first() else { return };
        let inside = &tokens[first as usize..end as usize];
        let words = inside.iter().filter(|token| token.is_word()).count();
        let capital = u64::from(inside.first().is_some_and(crate::segment::Token::is_capitalized));
        let stop = u64::from(inside.last().is_some_and(|token| token.kind == TokenKind::Stop));
        let finite = self
            .frames
            .items_between(first, end)
            .filter(|item| item.has(Classes::FINITE))
            .take(2)
            .count();
        let person = finite as u64;
        let head = self.frames.items_between(first, end).next();
        out.add(90, &[rule, capital, stop]);
        out.add(91, &[rule, bucket(words), capital]);
        out.add(92, &[rule, person, bucket(words)]);
        out.add(93, &[rule, category(head)]);
        let before = first.checked_sub(2).map_or(0, |at| tokens[at as usize].word);
        out.add(94, &[rule, before]);
        let after = tokens.get(end as usize + 1).map_or(0, |token| token.word);
        out.add(95, &[rule, after, capital]);
        out.add(96, &[rule, category(head), capital, stop, person]);
    }
}
