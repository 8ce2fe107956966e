//! Speech that no marks enclose: behind a colon, told by its first person, over several sentences.

use crate::lexicon::hash_normalized;
use crate::quote::attribution::{Attributor, Here, tokens};
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Clause, Item, ItemKind};
use crate::quote::vocabulary::Classes;

/// Words that only a speaker uses of himself or to his hearer.
const FIRST_PERSON: [u64; 16] = [
    hash_normalized("io"),
    hash_normalized("mi"),
    hash_normalized("m'"),
    hash_normalized("me"),
    hash_normalized("noi"),
    hash_normalized("mio"),
    hash_normalized("mia"),
    hash_normalized("miei"),
    hash_normalized("mie"),
    hash_normalized("nostro"),
    hash_normalized("nostra"),
    hash_normalized("nostri"),
    hash_normalized("nostre"),
    hash_normalized("ho"),
    hash_normalized("abbiamo"),
    hash_normalized("siamo"),
];
/// The longest speech, in clauses, and the furthest a colon is looked for, in items.
const LONGEST: usize = 60;
const LEAD: usize = 30;

impl Attributor<'_> {
    /// "Rossi: Sono contento. Ho vinto", "ha attaccato il rivale: Non sa perdere".
    pub(super) fn unmarked_speech(&mut self, here: &Here<'_, '_>) {
        let view = here.view;
        let items = view.items;
        if !here.outer || here.headline {
            return;
        }
        let body = view.body();
        let lead =
            (body..items.len().min(body + LEAD)).find(|&at| items[at].kind == ItemKind::Colon);
        let Some(colon) = lead.filter(|&colon| colon > body) else { return };
        let used = self.drafts.iter().rev().take(8).any(|draft| {
            draft.clause == here.clause
                && draft.cue_tokens.is_some_and(|cue| cue.0 < items[colon].first)
        });
        if used || view.kind(colon + 1) == Some(ItemKind::Quotation) {
            return;
        }
        let lead = &items[body..colon];
        // "Rossi: Certamente.": the label of a transcript; "E ancora: …": the same speaker goes on.
        let label = lead.len() <= 4
            && lead.iter().any(|item| item.has(Classes::PERSON_NAME))
            && lead.iter().all(|item| {
                item.kind == ItemKind::Name || item.has(Classes::PERSONAL.and(Classes::DETERMINER))
            });
        let again = lead.iter().all(|item| {
            item.has(Classes::ADVERB.and(Classes::COORDINATOR)) && !item.has(Classes::VERB)
        });
        let range = match label {
            true => self.labelled_speech(here, colon + 1),
            false => self.speech_from(here, colon + 1),
        };
        let Some(range) = range else { return };
        let verb = view.groups.iter().rposition(|group| group.is_finite() && group.first < colon);
        let named = lead.iter().any(|item| item.kind == ItemKind::Name);
        let mut draft = Draft::new(
            match verb {
                _ if label => "label-speech",
                Some(_) => "verb-colon-speech",
                None if again => "goes-on-speech",
                None => "name-colon-speech",
            },
            here.place(),
            here.inside,
        );
        match verb {
            Some(verb) if view.groups[verb].is_third_person() => {
                let group = &view.groups[verb];
                draft.cue_tokens = Some((items[group.first].first, items[group.end - 1].end));
                draft.source = view.subject_before(verb).map(|phrase| tokens(items, &phrase));
            }
            None if again => {}
            None if named => {
                draft.source = view.nominative(body, colon).map(|phrase| tokens(items, &phrase));
            }
            _ => return,
        }
        draft.verbatim = true;
        draft.content.push(range);
        let before = self.drafts.len();
        self.push(here, None, draft);
        if self.drafts.len() > before {
            self.spoken = self.spoken.max(range.1);
        }
    }

    /// The speech that begins at item `first` of the clause: it starts like a sentence, somebody
    /// speaks of himself in it, and it runs to the last sentence that does so before another speaker
    /// or a question.
    pub(super) fn speech_from(&self, here: &Here<'_, '_>, first: usize) -> Option<Tokens> {
        let items = here.view.items;
        let start = items.get(first)?;
        let capital = self.segments.tokens[start.first as usize].is_capitalized();
        if !here.outer || !capital || start.kind == ItemKind::Quotation {
            return None;
        }
        let frame = self.frames.clauses[here.clause as usize].frame;
        let mut end = self.speaks(&items[first..]).then(|| last_token(items));
        let clauses = &self.frames.clauses[here.clause as usize + 1..];
        for clause in clauses.iter().take_while(|clause| clause.frame == frame).take(LONGEST) {
            let next = self.frames.of(clause);
            if self.leads(clause) {
                break;
            }
            if self.speaks(next) {
                end = Some(last_token(next));
            }
        }
        end.map(|end| (start.first, end))
    }

    /// The speech behind the label of a transcript: to the end of its section, another label, or a
    /// question.
    fn labelled_speech(&self, here: &Here<'_, '_>, first: usize) -> Option<Tokens> {
        let items = here.view.items;
        let start = items.get(first)?;
        if start.kind == ItemKind::Quotation || !here.outer {
            return None;
        }
        let frame = self.frames.clauses[here.clause as usize].frame;
        let rest = self.frames.clauses[here.clause as usize + 1..].iter();
        let last = rest
            .take_while(|clause| clause.frame == frame && !self.leads(clause))
            .take(LONGEST)
            .last();
        Some((
            start.first,
            last.map_or(last_token(items), |clause| last_token(self.frames.of(clause))),
        ))
    }

    /// Whether somebody speaks of himself in these items.
    pub(super) fn speaks(&self, items: &[Item]) -> bool {
        items.iter().any(|item| {
            item.kind == ItemKind::Word
                && (FIRST_PERSON.contains(&item.word) || item.has(Classes::FIRST_PERSON))
        })
    }

    /// Whether a clause brings in another voice: a colon near its front, a quotation, or a cue.
    fn leads(&self, clause: &Clause) -> bool {
        let items = self.frames.of(clause);
        let colon = items.iter().take(LEAD / 2).any(|item| item.kind == ItemKind::Colon);
        let asks = items.last().is_some_and(|item| item.word == hash_normalized("?"));
        let quotation = items.iter().any(|item| item.kind == ItemKind::Quotation);
        let named = items.iter().take(6).any(|item| item.kind == ItemKind::Name);
        let cue = items.iter().any(|item| {
            item.has(Classes::CUE_VERB) && item.has(Classes::FINITE.and(Classes::PARTICIPLE))
        });
        colon || asks && !self.speaks(items) || quotation || named && cue && !self.speaks(items)
    }
}

/// One past the last token of a clause that is no stop.
fn last_token(items: &[Item]) -> u32 {
    items.last().map_or(0, |item| item.end)
}
