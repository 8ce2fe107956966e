//! What follows a cue: the clause, infinitive, question or quotation that it governs, and where that
//! ends.

use crate::lexicon::{CueClass, Govern, hash_normalized};
use crate::quote::clause::{COME, ClauseView, Hit, REACH};
use crate::quote::frame::{CHE, ItemKind};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::verb_group::VerbGroup;
use crate::quote::vocabulary::Classes;

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

/// How far ahead the end of a content is looked for, in items; no sentence of prose is longer.
pub(crate) const FARTHEST: usize = 600;
/// The longest insertion between commas that is stepped over, in items.
const INSERTION: usize = 16;

impl ClauseView<'_> {
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
    pub(crate) fn insertion_end(&self, comma: usize) -> Option<usize> {
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
}
