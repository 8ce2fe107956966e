//! Interviews without marks: the author's questions, and what is answered.

use crate::document::{Channel, SectionKind};
use crate::lexicon::hash_normalized;
use crate::quote::attribution::Attributor;
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::Clause;

/// From so many answered questions on an article is an interview.
const LEAST: usize = 3;

/// An answer: the clauses it consists of, by their numbers.
type Answer = std::ops::Range<usize>;

impl Attributor<'_> {
    /// The answers of an interview as drafts; their tokens are kept as spoken, for no cue in them is
    /// the author's.
    pub(super) fn interview(&mut self) {
        let answers = self.answers();
        if answers.len() < LEAST {
            return;
        }
        for answer in answers {
            let clauses = &self.frames.clauses[answer.clone()];
            let place = (self.frames.frame_of(answer.start).section, answer.start as u32);
            let mut draft = Draft::new("interview-answer", place, None);
            draft.verbatim = true;
            draft.channel = Some(Channel::Interview);
            draft.content = self.parts(clauses);
            if let (Some(first), Some(last)) = (draft.content.first(), draft.content.last()) {
                self.answered.push((first.0, last.1));
            }
            self.keep(draft);
        }
    }

    /// Whether the token lies in an answer.
    pub(super) fn in_answer(&self, token: u32) -> bool {
        let next = self.answered.partition_point(|answer| answer.1 <= token);
        self.answered.get(next).is_some_and(|answer| answer.0 <= token)
    }

    /// What follows each question up to the next, where it is somebody's own words.
    fn answers(&self) -> Vec<Answer> {
        let outer: Vec<usize> =
            (0..self.frames.clauses.len()).filter(|&index| self.is_told(index)).collect();
        let mut answers = Vec::new();
        let mut at = 0;
        while at < outer.len() {
            let question = outer[at];
            at += 1;
            if !self.asks(question) {
                continue;
            }
            let first = at;
            let section = |at: usize| self.frames.frame_of(outer[at]).section;
            while at < outer.len() && !self.asks(outer[at]) && section(at) == section(first) {
                at += 1;
            }
            let answer = &outer[first..at];
            let spoken = answer
                .iter()
                .any(|&clause| self.speaks(self.frames.of(&self.frames.clauses[clause])));
            if let (Some(&first), Some(&last), true) = (answer.first(), answer.last(), spoken) {
                answers.push(first..last + 1);
            }
        }
        answers
    }

    /// Whether a clause is of the body of the article, inside no marks.
    fn is_told(&self, clause: usize) -> bool {
        let frame = self.frames.frame_of(clause);
        let kind = self.segments.sections[frame.section as usize].kind;
        frame.outer && !matches!(kind, SectionKind::Headline)
    }

    fn asks(&self, clause: usize) -> bool {
        let items = self.frames.of(&self.frames.clauses[clause]);
        items.last().is_some_and(|item| item.word == hash_normalized("?"))
    }

    /// The tokens of clauses, one part a run without a gap.
    fn parts(&self, clauses: &[Clause]) -> Vec<Tokens> {
        let mut parts: Vec<Tokens> = Vec::new();
        for clause in clauses {
            let items = self.frames.of(clause);
            let (Some(first), Some(last)) = (items.first(), items.last()) else { continue };
            match parts.last_mut() {
                Some(part) if part.1 == first.first => part.1 = last.end,
                _ => parts.push((first.first, last.end)),
            }
        }
        parts
    }
}
