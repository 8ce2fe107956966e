//! What reading an article gives besides its quotes: grammar that names their speakers.

use crate::document::{Claim, Quote};
use crate::lexicon::form::{Gender, Number};
use crate::quote::attribution::{Here, tokens};
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Frames, ItemKind};
use crate::quote::vocabulary::Classes;

/// The quotes and claims of an article, and the grammar around them.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) quotes: Vec<Quote>,
    pub(crate) claims: Vec<Claim>,
    /// For each quote what its cue says of its subject.
    pub(crate) agreements: Vec<Agreement>,
    /// The subjects of the author's sentences, in order.
    pub(crate) subjects: Vec<Subject>,
    /// For each token its word classes; none for names, numbers and marks.
    pub(crate) classes: Vec<Classes>,
}

/// What the form of a cue says of its subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) number: Option<Number>,
    pub(crate) gender: Option<Gender>,
    /// Whether the cue has no subject that could be named ("si dice").
    pub(crate) impersonal: bool,
    /// The rule that found the quote.
    pub(crate) rule: &'static str,
    /// The quotation in which the cue stands.
    pub(crate) inside: Option<u32>,
}

/// The subject of the first finite verb of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Its phrase.
    pub(crate) phrase: Tokens,
    /// The token of its verb.
    pub(crate) verb: u32,
}

impl Agreement {
    pub(crate) fn of(draft: &Draft) -> Self {
        Self {
            number: draft.number,
            gender: draft.gender,
            impersonal: draft.impersonal,
            rule: draft.rule,
            inside: draft.inside,
        }
    }
}

/// The subject of the first finite verb of a clause of the author's, where one is named.
pub(crate) fn subject(here: &Here<'_, '_>) -> Option<Subject> {
    if here.inside.is_some() || here.headline {
        return None;
    }
    let view = here.view;
    let first = view.groups.iter().position(|group| group.is_finite())?;
    let phrase = view.subject_before(first)?;
    let verb = view.items[view.groups[first].first].first;
    Some(Subject { phrase: tokens(view.items, &phrase), verb })
}

/// The word classes of every token that is a word of some frame.
pub(crate) fn classes(frames: &Frames, count: usize) -> Vec<Classes> {
    let mut classes = vec![Classes::default(); count];
    for item in frames.items.iter().filter(|item| item.kind == ItemKind::Word) {
        classes[item.first as usize] = item.class;
    }
    classes
}
