//! "«…», così il presidente", "al grido di «…»": fixed phrases that attribute a quotation or clause.

use crate::lexicon::{Govern, SourceAt};
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::complement::Complement;
use crate::quote::frame::{Item, ItemKind};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

impl Attributor<'_> {
    /// The quotation before a fixed phrase, or what the phrase leads to.
    pub(super) fn phrase(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let governs = self.cues.cue(hit.cue).governs;
        if let Some(item) = quotation_before(view, hit)
            && governs.contains(Govern::Quotation)
            && self.taken[item.index as usize].is_none()
        {
            let mut draft = self.draft(here, hit, "quotation-then-cue");
            draft.source = self.named(view, hit).map(|phrase| tokens(view.items, &phrase));
            self.take(&mut draft, &item);
            self.push(here, Some(hit), draft);
            return;
        }
        if let Some((complement, passed)) = view.complement(hit) {
            return self.complement(here, hit, complement, passed);
        }
        // "Con queste parole il papa ha acceso il cero: «…»"
        if let Some(at) = led_later(view, hit) {
            self.complement(here, hit, Complement::Quotation(at), None);
        }
    }

    /// The source of a phrase behind a quotation: what follows it, where it says so.
    fn named(&self, view: &ClauseView<'_>, hit: &Hit) -> Option<NounPhrase> {
        let follows = self.cues.cue(hit.cue).source == SourceAt::After;
        let phrase = || noun_phrase(view.items, hit.end, view.items.len(), Reach::Near);
        if follows { phrase() } else { None }
    }

    /// The source of a phrase that leads to its content: what was stepped over, else the subject of
    /// the clause.
    pub(super) fn source_of_phrase(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        passed: Option<NounPhrase>,
    ) -> Option<NounPhrase> {
        let before = view.groups.iter().rposition(|group| group.end <= hit.first);
        let group = before.or_else(|| view.groups.iter().position(|group| group.first >= hit.end));
        passed.or_else(|| view.subject_before(group?))
    }
}

/// The quotation that a phrase follows, but for a comma or dash.
fn quotation_before(view: &ClauseView<'_>, hit: &Hit) -> Option<Item> {
    let between = |item: &&Item| {
        matches!(item.kind, ItemKind::Comma | ItemKind::Dash) || item.has(Classes::ADVERB)
    };
    let before = view.items[..hit.first].iter().rev().find(|item| !between(item))?;
    (before.kind == ItemKind::Quotation).then_some(*before)
}

/// The quotation behind the next colon of the clause.
fn led_later(view: &ClauseView<'_>, hit: &Hit) -> Option<usize> {
    let colon = (hit.end..view.items.len()).find(|&at| view.kind(at) == Some(ItemKind::Colon))?;
    (view.kind(colon + 1) == Some(ItemKind::Quotation)).then_some(colon + 1)
}
