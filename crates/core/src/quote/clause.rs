//! One clause under the reader's eye: its verb groups and its cues.

use crate::lexicon::{CueId, CueKind, CueLexicon, Voice, hash_normalized};
use crate::quote::frame::{Item, ItemKind};
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

/// How far behind a cue its complement or subject is looked for, in items.
pub(crate) const REACH: usize = 24;
pub(crate) const COME: u64 = hash_normalized("come");

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

    pub(crate) fn back_over_adverbs(&self, mut at: usize) -> usize {
        while at > 0
            && self.items[at - 1].has(Classes::ADVERB)
            && !self.items[at - 1].has(Classes::RELATIVE)
        {
            at -= 1;
        }
        at
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
