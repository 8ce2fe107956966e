//! One clause under the reader's eye: its verb groups, its cues, and the phrases around them.

use crate::lexicon::{CueClass, CueId, CueKind, CueLexicon, Govern, Voice, hash_normalized};
use crate::quote::frame::{CHE, Item, ItemKind};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::verb_group::{VerbGroup, VerbReader, tail_end};
use crate::quote::vocabulary::Classes;

/// A cue in a clause, as a range of items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) cue: CueId,
    pub(crate) kind: CueKind,
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Of a verb, its group in [`Clause::groups`].
    pub(crate) group: Option<usize>,
}

/// The items of one clause, with what was read in them.
#[derive(Debug)]
pub(crate) struct ClauseView<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) cues: &'a CueLexicon,
    pub(crate) groups: Vec<VerbGroup>,
    pub(crate) hits: Vec<Hit>,
}

/// What a cue is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Complement {
    /// "che": the content begins here.
    Che(usize),
    /// "di" or "a" and an infinitive, or a bare one: the content begins here.
    Infinitive(usize),
    /// "se", "come", "perché" …: the content begins here, with that word.
    Question(usize),
    /// A quotation: this item.
    Quotation(usize),
    /// A colon without a quotation: the content begins here.
    Colon(usize),
}

/// How far behind a cue its complement is looked for, in items.
const REACH: usize = 24;
/// How far ahead the end of a content is looked for, in items; no sentence of prose is longer.
pub(crate) const FARTHEST: usize = 600;
/// How many simple clauses back a subject is looked for.
const CLAUSES_BACK: usize = 8;
/// The longest insertion between commas that is stepped over, in items.
const INSERTION: usize = 16;
const COME: u64 = hash_normalized("come");

impl<'a> ClauseView<'a> {
    pub(crate) fn new(items: &'a [Item], cues: &'a CueLexicon, verbs: &VerbReader) -> Self {
        let mut view = Self { items, cues, groups: Vec::new(), hits: Vec::new() };
        let mut at = 0;
        while at < items.len() {
            if let Some(hit) = view.phrase_at(at) {
                at = hit.end;
                view.hits.push(hit);
                continue;
            }
            let starts = items[at].has(Classes::VERB.and(Classes::CLITIC).and(Classes::NEGATION));
            let group = if starts { verbs.read(cues, items, at) } else { None };
            match group.filter(|group| !view.is_noun(group)) {
                Some(group) => {
                    view.groups.push(group);
                    let hit = view.verb_hit(view.groups.len() - 1);
                    at = hit.map_or(group.end, |hit| hit.end.max(group.end));
                    view.hits.extend(hit);
                }
                None => {
                    view.hits.extend(view.noun_at(at));
                    at += 1;
                }
            }
        }
        view
    }

    fn word(&self, at: usize) -> Option<u64> {
        self.items.get(at).filter(|item| item.kind == ItemKind::Word).map(|item| item.word)
    }

    /// An evidential or fixed phrase.
    fn phrase_at(&self, first: usize) -> Option<Hit> {
        let words = self.items[first..].iter().map_while(|item| match item.kind {
            ItemKind::Word => Some(item.word),
            _ => None,
        });
        let (length, cue) = self.cues.phrase(words)?;
        let kind = self.cues.cue(cue).kind;
        Some(Hit { cue, kind, first, end: first + length, group: None })
    }

    /// Whether what looks like a verb is the noun of a phrase ("l'accusa", "una nota").
    fn is_noun(&self, group: &VerbGroup) -> bool {
        let head = &self.items[group.head];
        let lone = group.head == group.first
            || group.head + 1 == group.end && group.first + 1 == group.head;
        if !lone {
            return false;
        }
        let before = group.first.checked_sub(1).map(|at| &self.items[at]);
        let determined = |item: &Item| {
            item.has(Classes::ARTICLE.and(Classes::POSSESSIVE).and(Classes::DEMONSTRATIVE))
                || item.has(Classes::PREPOSITION) && !item.has(Classes::ADVERB)
        };
        if group.first < group.head {
            // "la denuncia": an article that could be a pronoun. A noun of the lexicon stays one.
            let article = self.items[group.first].has(Classes::ARTICLE);
            let participle = group.class.has(Classes::PARTICIPLE) && !group.is_finite();
            return article && (head.has(Classes::CUE_NOUN) || participle);
        }
        let infinitive = group.is_infinitive();
        !infinitive && before.is_some_and(determined) && !(head.has(Classes::HELPER))
    }

    /// The cue that a verb group is.
    fn verb_hit(&self, index: usize) -> Option<Hit> {
        let group = &self.groups[index];
        let word = self.items[group.head].word;
        let mood = group.main.map(|form| form.mood())?;
        let mut best: Option<(usize, Hit)> = None;
        for entry in self
            .cues
            .forms(word)
            .filter(|entry| entry.form.mood() == mood || group.lexeme == Some(entry.lexeme))
        {
            for cue in self.cues.cues_of(entry.lexeme) {
                let rule = self.cues.cue(cue);
                if rule.kind != CueKind::Verb || rule.reflexive && !group.si {
                    continue;
                }
                let mut tails = self.cues.tails(cue).peekable();
                let end = match tails.peek() {
                    None => Some(group.end),
                    Some(_) => tails.filter_map(|tail| tail_end(self.items, group.end, tail)).max(),
                };
                let Some(end) = end else { continue };
                if !rule.voices.contains(group.voice) && !rule.reflexive {
                    continue;
                }
                let rank = 2 * (end - group.end) + usize::from(rule.reflexive);
                if best.is_none_or(|(known, _)| rank > known) {
                    let hit =
                        Hit { cue, kind: rule.kind, first: group.first, end, group: Some(index) };
                    best = Some((rank, hit));
                }
            }
        }
        best.map(|(_, hit)| hit)
    }

    /// A noun or adjective that is a cue.
    fn noun_at(&self, at: usize) -> Option<Hit> {
        let word = self.word(at)?;
        if !self.items[at].has(Classes::CUE_NOUN.and(Classes::CUE_ADJECTIVE)) {
            return None;
        }
        for entry in self.cues.forms(word) {
            for cue in self.cues.cues_of(entry.lexeme) {
                let kind = self.cues.cue(cue).kind;
                if !matches!(kind, CueKind::Noun | CueKind::Adjective) {
                    continue;
                }
                let mut tails = self.cues.tails(cue).peekable();
                let end = match tails.peek() {
                    None => Some(at + 1),
                    Some(_) => tails.filter_map(|tail| tail_end(self.items, at + 1, tail)).max(),
                };
                if let Some(end) = end {
                    return Some(Hit { cue, kind, first: at, end, group: None });
                }
            }
        }
        None
    }

    /// The verb groups that begin in `from..to`.
    pub(crate) fn groups_in(&self, from: usize, to: usize) -> impl Iterator<Item = &VerbGroup> {
        let first = self.groups.partition_point(|group| group.first < from);
        self.groups[first..].iter().take_while(move |group| group.first < to)
    }

    /// The finite verb groups that begin in `from..to`.
    pub(crate) fn finite_in(&self, from: usize, to: usize) -> impl Iterator<Item = &VerbGroup> {
        self.groups_in(from, to).filter(|group| group.is_finite())
    }

    /// Whether a finite verb group begins in `from..to`.
    pub(crate) fn has_finite(&self, from: usize, to: usize) -> bool {
        self.finite_in(from, to).next().is_some()
    }

    /// The first cue that begins at `at` or behind it.
    pub(crate) fn hit_after(&self, at: usize) -> Option<&Hit> {
        // Hits are found from left to right.
        self.hits.get(self.hits.partition_point(|hit| hit.first < at))
    }

    /// The verb group that begins at `at`.
    pub(crate) fn group_at(&self, at: usize) -> Option<&VerbGroup> {
        let index = self.groups.partition_point(|group| group.first < at);
        self.groups.get(index).filter(|group| group.first == at)
    }

    /// The cue verb that begins at `at`, adverbs and "così" before it aside.
    pub(crate) fn hit_from(&self, at: usize) -> Option<&Hit> {
        let at = self.skip_adverbs(at);
        self.hit_after(at).filter(|hit| hit.first == at)
    }

    /// The first item from `at` on that is no adverb.
    pub(crate) fn skip_adverbs(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(|item| {
            item.has(Classes::ADVERB) && !item.has(Classes::VERB.and(Classes::NEGATION))
        }) {
            at += 1;
        }
        at
    }

    pub(crate) fn kind(&self, at: usize) -> Option<ItemKind> {
        self.items.get(at).map(|item| item.kind)
    }

    /// What follows the cue `hit` that it governs, and the phrase stepped over that may be its
    /// inverted subject.
    pub(crate) fn complement(&self, hit: &Hit) -> Option<(Complement, Option<NounPhrase>)> {
        let governs = self.cues.cue(hit.cue).governs;
        let class = self.cues.cue(hit.cue).class;
        let takes = |govern| governs.contains(govern);
        let mut at = hit.end;
        let mut passed: Option<NounPhrase> = None;
        let limit = self.items.len().min(hit.end + REACH);
        while at < limit {
            let item = &self.items[at];
            match item.kind {
                ItemKind::Quotation if takes(Govern::Quotation) || takes(Govern::Predicate) => {
                    return Some((Complement::Quotation(at), passed));
                }
                ItemKind::Colon if takes(Govern::Quotation) => {
                    let next = self.skip_adverbs(at + 1);
                    return match self.kind(next) {
                        Some(ItemKind::Quotation) => Some((Complement::Quotation(next), passed)),
                        Some(_) if takes(Govern::Che) => Some((Complement::Colon(at + 1), passed)),
                        Some(_) => None,
                        None => None,
                    };
                }
                ItemKind::Comma => {
                    let next = at + 1;
                    if self.kind(next) == Some(ItemKind::Quotation) && takes(Govern::Quotation) {
                        return Some((Complement::Quotation(next), passed));
                    }
                    at = match self.insertion_end(at) {
                        Some(end) => end,
                        // An insertion whose second comma was forgotten: "…, durante il programma di voler".
                        None if self.items.get(next)?.has(Classes::PREPOSITION) => next,
                        None => return None,
                    };
                    continue;
                }
                ItemKind::Bracket => {}
                ItemKind::Word => {
                    // "ha parlato di «…»", "con un «…»"
                    let leads = |at: usize| {
                        self.items.get(at).is_some_and(|item| {
                            item.has(Classes::PREPOSITION.and(Classes::ARTICLE)) || item.is(COME)
                        })
                    };
                    let next = at + 1 + usize::from(leads(at) && leads(at + 1));
                    if leads(at)
                        && takes(Govern::Quotation)
                        && self.kind(next) == Some(ItemKind::Quotation)
                    {
                        return Some((Complement::Quotation(next), passed));
                    }
                    if let Some(found) = self.clause_at(at, hit, passed.is_some()) {
                        return Some((found, passed));
                    }
                    let (next, phrase) = self.step_over(at, hit)?;
                    if let Some(phrase) = phrase {
                        if passed.is_some()
                            && !matches!(
                                class,
                                CueClass::Ask | CueClass::Order | CueClass::Warn | CueClass::Accuse
                            )
                        {
                            return None;
                        }
                        passed = Some(phrase);
                    }
                    at = next;
                    continue;
                }
                ItemKind::Name | ItemKind::Number => {
                    let phrase = noun_phrase(self.items, at, limit, Reach::Near)?;
                    passed = passed.or(Some(phrase));
                    at = phrase.end;
                    continue;
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// The content clause that opens at the word `at`.
    fn clause_at(&self, at: usize, hit: &Hit, after_noun: bool) -> Option<Complement> {
        let item = &self.items[at];
        let governs = self.cues.cue(hit.cue).governs;
        let opens_infinitive = |at: usize| {
            let at = self.skip_adverbs(at);
            let group = self.group_at(at)?;
            (group.is_infinitive()).then_some(group.first)
        };
        if item.word == CHE && governs.contains(Govern::Che) {
            let verb_next =
                self.group_at(self.skip_adverbs(at + 1)).is_some_and(VerbGroup::is_finite);
            // "quella che", "ciò che": a relative clause without a noun.
            let free = at > hit.end && self.items[at - 1].has(Classes::DEMONSTRATIVE);
            let relative = free || after_noun && verb_next;
            return (!relative && at + 1 < self.items.len()).then_some(Complement::Che(at + 1));
        }
        // "ha sottolineato come la situazione sia grave": "come" for "che".
        let verb_near = || self.has_finite(at + 1, at + INSERTION);
        if item.is(COME) && at == hit.end && governs.contains(Govern::Che) && verb_near() {
            return Some(Complement::Che(at + 1));
        }
        // "si sospetta sia", "ritiene sia": a subjunctive without "che".
        let bare = at == hit.end && governs.contains(Govern::Che);
        if bare && self.group_at(at).is_some_and(VerbGroup::is_subjunctive) {
            return Some(Complement::Che(at));
        }
        let di = governs.contains(Govern::Di) || governs.contains(Govern::Che);
        if item.has(Classes::DI) && di || item.has(Classes::A) && governs.contains(Govern::A) {
            return opens_infinitive(at + 1).map(|_| Complement::Infinitive(at + 1));
        }
        let bare = governs.contains(Govern::Infinitive) || governs.contains(Govern::Di);
        if bare
            && at == hit.end
            && !after_noun
            && let Some(first) = opens_infinitive(at)
        {
            return Some(Complement::Infinitive(first));
        }
        let asks = item.has(Classes::QUESTION) && governs.contains(Govern::Se) && !after_noun;
        let followed = self.groups_in(at + 1, at + 20).next().is_some();
        (asks && followed).then_some(Complement::Question(at))
    }

    /// Steps over one phrase behind a cue: an adverb, a prepositional phrase, a noun phrase (which is
    /// returned, as it may be the subject or the one spoken to). `None` where a verb or anything
    /// else comes that the cue cannot reach over.
    fn step_over(&self, at: usize, hit: &Hit) -> Option<(usize, Option<NounPhrase>)> {
        let item = &self.items[at];
        if item.has(Classes::ADVERB) && !item.has(Classes::PREPOSITION) {
            return Some((at + 1, None));
        }
        if self.group_at(at).is_some_and(|group| group.is_finite() || group.is_gerund()) {
            return None;
        }
        if item.has(Classes::PREPOSITION) {
            let limit = self.items.len().min(hit.end + REACH);
            let phrase = noun_phrase(self.items, at + 1, limit, Reach::Near)?;
            return Some((phrase.end, None));
        }
        if item.has(Classes::COORDINATOR.and(Classes::SUBORDINATOR).and(Classes::RELATIVE)) {
            return None;
        }
        let phrase = noun_phrase(self.items, at, self.items.len(), Reach::Near)?;
        Some((phrase.end, Some(phrase)))
    }

    /// Where the text goes on after an insertion that the comma at `comma` opens.
    fn insertion_end(&self, comma: usize) -> Option<usize> {
        let next = self.skip_adverbs(comma + 1);
        let limit = self.items.len().min(comma + INSERTION);
        let close = (comma + 1..limit).find(|&at| self.items[at].kind == ItemKind::Comma);
        // "… ha detto, che": a comma that closes an earlier insertion, or opens a relative clause
        // ("alla Svizzera, che la rappresenta, di …").
        if self.items.get(next).is_some_and(|item| item.is(CHE)) && next == comma + 1 {
            let resumes = close.filter(|&close| {
                let item = self.items.get(close + 1);
                item.is_some_and(|item| item.is(CHE) || item.has(Classes::DI.and(Classes::A)))
                    && self.groups_in(next, close).next().is_some()
            });
            return Some(resumes.map_or(next, |close| close + 1));
        }
        let close = close?;
        let verb = self.has_finite(comma + 1, close);
        let relative = self.items[next].has(Classes::RELATIVE);
        (!verb || relative).then_some(close + 1)
    }

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

    pub(crate) fn back_over_adverbs(&self, mut at: usize) -> usize {
        while at > 0
            && self.items[at - 1].has(Classes::ADVERB)
            && !self.items[at - 1].has(Classes::RELATIVE)
        {
            at -= 1;
        }
        at
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

    /// Where the content that begins at `first` ends, before the author's own voice resumes.
    pub(crate) fn content_end(&self, first: usize, hit: &Hit) -> usize {
        let mut end = self.items.len();
        while end > first && matches!(self.items[end - 1].kind, ItemKind::Stop) {
            end -= 1;
        }
        end = end.min(first + FARTHEST);
        for at in first + 1..end {
            let item = &self.items[at];
            let stops = match item.kind {
                ItemKind::Semicolon => true,
                // "…: «…»": the words of the paraphrase follow.
                ItemKind::Colon => matches!(self.kind(at + 1), Some(ItemKind::Quotation)),
                ItemKind::Comma => self.resumes(at + 1, hit, true),
                ItemKind::Dash => self.resumes(at + 1, hit, true),
                ItemKind::Word if item.has(Classes::COORDINATOR) => {
                    self.resumes(at + 1, hit, false)
                }
                _ => false,
            };
            if stops {
                return at;
            }
        }
        end
    }

    /// Whether the author goes on at `at`, after a comma or a coordinator.
    fn resumes(&self, at: usize, hit: &Hit, comma: bool) -> bool {
        let mut at = at;
        if comma && self.items.get(at).is_some_and(|item| item.has(Classes::COORDINATOR)) {
            at += 1;
        }
        at = self.skip_adverbs(at);
        let Some(item) = self.items.get(at) else { return false };
        if item.is(hash_normalized("mentre")) {
            return comma;
        }
        let Some(next) = self.hit_after(at).filter(|next| next.first == at && at > hit.first)
        else {
            return false;
        };
        let Some(group) = next.group.map(|index| &self.groups[index]) else { return false };
        let gerund = comma && group.is_gerund();
        let verb = group.is_finite() && group.is_third_person() && self.complement(next).is_some();
        let own = hit.group.map(|index| &self.groups[index]);
        let same_tense = own.is_none_or(|own| {
            own.is_gerund() || own.is_past() == group.is_past() && own.first < group.first
        });
        gerund || verb && same_tense
    }

    /// The first item of the clause that belongs to the text, past a dash or bullet.
    pub(crate) fn body(&self) -> usize {
        let skip =
            |item: &&Item| matches!(item.kind, ItemKind::Dash | ItemKind::Other | ItemKind::Comma);
        self.items.iter().take_while(skip).count()
    }

    /// The clause without its last stop.
    pub(crate) fn body_end(&self) -> usize {
        let mut end = self.items.len();
        while end > 0 && self.items[end - 1].kind == ItemKind::Stop {
            end -= 1;
        }
        end
    }

    /// Whether "come" stands right before the hit.
    pub(crate) fn after_come(&self, hit: &Hit) -> bool {
        let at = self.back_over_adverbs(hit.first);
        at > 0 && self.items[at - 1].is(COME)
    }

    pub(crate) fn voice(&self, hit: &Hit) -> Voice {
        hit.group.map_or(Voice::Active, |index| self.groups[index].voice)
    }
}
