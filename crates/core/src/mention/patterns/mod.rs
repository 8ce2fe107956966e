//! Patterns over classes of words, compiled into one trie.
//!
//! A pattern has no repetition, so every path through the trie has one length and a search from one
//! item looks at each state at most once: linear in the text, with nothing to backtrack into.

pub(crate) mod class;
pub(crate) mod items;
mod syntax;
pub(crate) mod vocabulary;

use crate::lexicon::PhraseTrie;
use class::{Class, ClassNames, Classes};
use items::Item;
use syntax::{LONGEST, Sequence, Symbol};

/// The rule of a pattern, by its index.
pub(crate) type RuleId = u16;

/// Spans one pattern may report.
pub(crate) const MOST_SPANS: usize = 4;
/// The class of a step that is a word.
const WORD: u8 = u8::MAX;

/// One sequence of a rule.
#[derive(Clone, Debug)]
struct End {
    rule: RuleId,
    priority: i8,
    /// Its steps in `Patterns::steps`.
    steps: (u32, u8),
    spans: [(u8, u8); MOST_SPANS],
    span_count: u8,
}

/// Every pattern of a language.
#[derive(Debug)]
pub(crate) struct Patterns {
    trie: PhraseTrie,
    /// Of each state, the classes that lead on.
    classes: Vec<Classes>,
    /// Of each state, whether a word leads on.
    has_word: Vec<bool>,
    ends: Vec<End>,
    /// The class of each step of each end, or [`WORD`].
    steps: Vec<u8>,
    class_words: Vec<u64>,
    first_words: Vec<u64>,
}

/// A sequence of items that a pattern describes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) rule: RuleId,
    /// Its first item, context included.
    pub(crate) start: u32,
    end: u32,
    /// One past the last item of its last span.
    span_end: u32,
    priority: i8,
    /// One past its last item.
    last: u32,
}

/// Why a pattern was not added.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It is no pattern.
    Syntax(String),
    /// This rule finds the same words.
    SameWords(RuleId),
}

/// Buffers of a search.
#[derive(Debug, Default)]
pub(crate) struct Search {
    stack: Vec<(u32, u32)>,
    /// The best match for each of the next items whose span starts there.
    pending: Vec<Option<Match>>,
}

impl Patterns {
    pub(crate) fn new() -> Self {
        let mut patterns = Self {
            trie: PhraseTrie::new(),
            classes: Vec::new(),
            has_word: Vec::new(),
            ends: Vec::new(),
            steps: Vec::new(),
            class_words: Vec::new(),
            first_words: Vec::new(),
        };
        // No word of the text has these as its hash but by a chance of 2⁻⁵⁷.
        patterns.class_words = (0..Classes::BITS).map(|bit| class_word(bit as u8)).collect();
        patterns
    }

    /// Adds every sequence of `pattern`.
    ///
    /// # Errors
    /// Why it cannot be.
    pub(crate) fn add(
        &mut self,
        pattern: &str,
        names: &ClassNames,
        rule: RuleId,
        priority: i8,
    ) -> Result<(), Refusal> {
        let ways = syntax::expand(pattern, names).map_err(Refusal::Syntax)?;
        let mut sequence = Sequence::default();
        for way in ways.iter() {
            sequence.set(way).map_err(Refusal::Syntax)?;
            self.add_sequence(&sequence, rule, priority)?;
        }
        Ok(())
    }

    fn add_sequence(
        &mut self,
        sequence: &Sequence,
        rule: RuleId,
        priority: i8,
    ) -> Result<(), Refusal> {
        if sequence.spans.len() > MOST_SPANS {
            return Err(Refusal::Syntax(format!("more than {MOST_SPANS} spans")));
        }
        let mut spans = [(0, 0); MOST_SPANS];
        spans[..sequence.spans.len()].copy_from_slice(&sequence.spans);
        let steps = (self.steps.len() as u32, sequence.symbols.len() as u8);
        let mut words = [0; LONGEST];
        for (word, symbol) in words.iter_mut().zip(&sequence.symbols) {
            *word = self.word_of(*symbol);
        }
        let words = &words[..sequence.symbols.len()];
        let before = self.trie.insert(words.iter().copied(), self.ends.len() as u32);
        if let Some(other) = before.filter(|&other| self.ends[other as usize].rule != rule) {
            let other = self.ends[other as usize].rule;
            return Err(Refusal::SameWords(other));
        }
        if let Some(Symbol::Word(word)) = sequence.symbols.first() {
            self.first_words.push(*word);
        }
        let mut state = PhraseTrie::ROOT;
        for (symbol, &word) in sequence.symbols.iter().zip(words) {
            let at = state as usize;
            if self.classes.len() <= at {
                self.classes.resize(at + 1, 0);
                self.has_word.resize(at + 1, false);
            }
            match symbol {
                Symbol::Word(_) => {
                    self.has_word[at] = true;
                    self.steps.push(WORD);
                }
                Symbol::Class(bit) => {
                    self.classes[at] |= 1 << bit;
                    self.steps.push(*bit);
                }
            }
            // It was inserted above.
            state = self.trie.step(state, word).unwrap_or(PhraseTrie::ROOT);
        }
        let span_count = sequence.spans.len() as u8;
        self.ends.push(End { rule, priority, steps, spans, span_count });
        Ok(())
    }

    fn word_of(&self, symbol: Symbol) -> u64 {
        match symbol {
            Symbol::Word(word) => word,
            Symbol::Class(bit) => self.class_words[usize::from(bit)],
        }
    }

    /// The words with which patterns start.
    pub(crate) fn first_words(&self) -> &[u64] {
        &self.first_words
    }

    /// Classes with which patterns start.
    pub(crate) fn start_classes(&self) -> Classes {
        self.classes.first().copied().unwrap_or(0) | Class::Start.bit()
    }

    /// Calls `found` with every match of `items`: of those that start at one item the longest,
    /// from left to right and without overlap.
    pub(crate) fn search(&self, items: &[Item], search: &mut Search, mut found: impl FnMut(Match)) {
        let starts = self.start_classes();
        search.pending.clear();
        search.pending.resize(LONGEST, None);
        let mut free = 0;
        for at in 0..items.len() {
            if items[at].classes & starts != 0 {
                self.search_from(items, at as u32, search);
            }
            let best = search.pending[at % LONGEST].take();
            if let Some(best) = best.filter(|_| at as u32 >= free) {
                free = best.span_end;
                found(best);
            }
        }
    }

    fn search_from(&self, items: &[Item], start: u32, search: &mut Search) {
        search.stack.clear();
        search.stack.push((PhraseTrie::ROOT, start));
        while let Some((state, at)) = search.stack.pop() {
            if let Some(end) = self.trie.payload(state) {
                let end_of = &self.ends[end as usize];
                let last_span = end_of.spans[usize::from(end_of.span_count) - 1];
                let span_end = start + u32::from(last_span.1);
                let priority = end_of.priority;
                let found = Match { rule: end_of.rule, start, end, span_end, priority, last: at };
                let slot = (start as usize + usize::from(end_of.spans[0].0)) % LONGEST;
                let pending = &mut search.pending[slot];
                if pending.as_ref().is_none_or(|best| found.beats(best)) {
                    *pending = Some(found);
                }
            }
            let (Some(item), Some(&classes)) =
                (items.get(at as usize), self.classes.get(state as usize))
            else {
                continue;
            };
            if self.has_word[state as usize]
                && let Some(next) = self.trie.step(state, item.word)
            {
                search.stack.push((next, at + 1));
            }
            let mut shared = classes & item.classes;
            while shared != 0 {
                let bit = shared.trailing_zeros() as usize;
                shared &= shared - 1;
                if let Some(next) = self.trie.step(state, self.class_words[bit]) {
                    search.stack.push((next, at + 1));
                }
            }
        }
    }

    /// The spans of a match: the first item of each, one past its last, and the class of each item.
    pub(crate) fn spans(&self, found: &Match) -> impl Iterator<Item = (u32, u32, &[u8])> {
        let end = &self.ends[found.end as usize];
        let steps = &self.steps[end.steps.0 as usize..][..usize::from(end.steps.1)];
        let start = found.start;
        end.spans[..usize::from(end.span_count)].iter().map(move |&(first, last)| {
            let classes = &steps[usize::from(first)..usize::from(last)];
            (start + u32::from(first), start + u32::from(last), classes)
        })
    }
}

impl Match {
    /// By priority, then longer to the right, then by its context, then by order of rules.
    fn beats(&self, other: &Match) -> bool {
        let rank = |found: &Match| {
            (
                found.priority,
                found.span_end,
                found.last - found.start,
                std::cmp::Reverse(found.rule),
            )
        };
        rank(self) > rank(other)
    }
}

fn class_word(bit: u8) -> u64 {
    crate::lexicon::word_hash(&format!("\u{1}{bit}"))
}
