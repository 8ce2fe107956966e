//! Finds attributions, clause by clause.

use crate::document::SectionKind;
use crate::lexicon::{CueClass, CueKind, CueLexicon, Govern, SourceAt, Stance, Voice};
use crate::quote::QuoteReader;
use crate::quote::circumstances::Circumstances;
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::complement::Complement;
use crate::quote::draft::{Draft, Tokens};
use crate::quote::features;
use crate::quote::frame::{Frames, Item, ItemKind};
use crate::quote::judge::{Features, Judge};
use crate::quote::noun_phrase::{NounPhrase, Reach, noun_phrase};
use crate::quote::reading::{self, Subject};
use crate::quote::verb_group::VerbReader;
use crate::quote::vocabulary::Classes;
use crate::segment::{Segments, TokenKind};

/// Reads the frames of one article.
pub(crate) struct Attributor<'a> {
    pub(crate) segments: &'a Segments,
    pub(crate) frames: &'a Frames,
    pub(crate) cues: &'a CueLexicon,
    pub(crate) verbs: &'a VerbReader,
    circumstances: &'a Circumstances,
    pub(crate) drafts: Vec<Draft>,
    /// The subjects of the author's sentences.
    pub(crate) subjects: Vec<Subject>,
    /// For each quotation the draft whose content it is (part of).
    pub(crate) taken: Vec<Option<u32>>,
    /// For each quotation a draft in whose wider content it lies.
    pub(crate) covered: Vec<Option<u32>>,
    /// The quotations that the draft which will be pushed next has taken or covers.
    claims: Vec<u32>,
    /// The answers of an interview, in order.
    pub(crate) answered: Vec<Tokens>,
    /// Speech without marks has taken the tokens before this one.
    pub(crate) spoken: u32,
    /// Decides where rules leave a choice; without one the rules' own guess stands.
    pub(crate) judge: Option<&'a Judge>,
    /// Whether the features of every choice are kept with the drafts, and none is dropped.
    pub(crate) tracing: bool,
    pub(super) features: Features,
}

/// The clause at hand.
pub(crate) struct Here<'v, 'a> {
    pub(crate) view: &'v ClauseView<'a>,
    pub(crate) section: u32,
    /// Its number among all clauses.
    pub(crate) clause: u32,
    pub(crate) inside: Option<u32>,
    pub(crate) headline: bool,
    /// Whether it lies in no quotation and no bracket.
    pub(crate) outer: bool,
}

impl Here<'_, '_> {
    /// The section and the clause.
    pub(crate) fn place(&self) -> (u32, u32) {
        (self.section, self.clause)
    }
}

impl<'a> Attributor<'a> {
    pub(crate) fn new(
        reader: &'a QuoteReader,
        segments: &'a Segments,
        frames: &'a Frames,
        tracing: bool,
    ) -> Self {
        let taken = vec![None; segments.quotations.len()];
        Self {
            segments,
            frames,
            cues: &reader.cues,
            verbs: &reader.verbs,
            circumstances: &reader.circumstances,
            drafts: Vec::new(),
            subjects: Vec::new(),
            covered: taken.clone(),
            taken,
            claims: Vec::new(),
            answered: Vec::new(),
            spoken: 0,
            judge: reader.judge.as_ref(),
            tracing,
            features: Features::default(),
        }
    }

    pub(crate) fn run(mut self) -> (Vec<Draft>, Vec<Subject>) {
        // Cues inside the marks first: they decide what the quotations around them are.
        let count = self.frames.clauses.len();
        let interrupted: Vec<bool> = (0..count).map(|clause| self.interruption(clause)).collect();
        self.interview();
        for clause in (0..count).filter(|&clause| !interrupted[clause]) {
            self.clause(clause);
        }
        (self.drafts, self.subjects)
    }

    fn here<'v>(&self, clause: usize, view: &'v ClauseView<'a>) -> Here<'v, 'a> {
        let frame = self.frames.frame_of(clause);
        let kind = self.segments.sections[frame.section as usize].kind;
        Here {
            view,
            section: frame.section,
            clause: clause as u32,
            inside: frame.quotation,
            headline: matches!(kind, SectionKind::Headline | SectionKind::Heading),
            outer: frame.outer,
        }
    }

    fn view(&self, clause: usize) -> ClauseView<'a> {
        let frames = self.frames;
        ClauseView::new(frames.of(&frames.clauses[clause]), self.cues, self.verbs)
    }

    /// Reads the cue that interrupts the quotation whose inside `clause` is, if one does.
    fn interruption(&mut self, clause: usize) -> bool {
        let frame = *self.frames.frame_of(clause);
        if frame.quotation.is_none() {
            return false;
        }
        let view = self.view(clause);
        let here = self.here(clause, &view);
        self.interrupted(&here, frame.tokens)
    }

    fn clause(&mut self, clause: usize) {
        let first = self.frames.items[self.frames.clauses[clause].first as usize].first;
        let spoken = first < self.spoken || self.in_answer(first);
        if spoken && self.frames.frame_of(clause).outer {
            return;
        }
        let view = self.view(clause);
        let here = self.here(clause, &view);
        self.subjects.extend(reading::subject(&here));
        for hit in &view.hits {
            match hit.kind {
                CueKind::Verb => self.verb(&here, hit),
                CueKind::Evidential | CueKind::Phrase => self.evidential(&here, hit),
                CueKind::Noun | CueKind::Adjective => self.noun(&here, hit),
            }
        }
        self.named_speech(&here);
        self.unmarked_speech(&here);
        self.bare_quotations(&here);
    }

    pub(super) fn verb(&mut self, here: &Here<'_, '_>, hit: &Hit) {
        let view = here.view;
        let governs = self.cues.cue(hit.cue).governs;
        // What the speaker says of himself ("ritengo che") is part of his speech.
        if hit.group.is_some_and(|group| !view.groups[group].is_third_person()) {
            return;
        }
        if governs.contains(Govern::Quotation) && self.quotation_before(here, hit) {
            return;
        }
        let complement = view.complement(hit);
        let clausal = complement.is_some_and(|(complement, _)| {
            !matches!(complement, Complement::Quotation(_)) || governs.contains(Govern::Quotation)
        });
        if governs.contains(Govern::Predicate) && !clausal && self.predicate(here, hit) {
            return;
        }
        if let Some((complement, passed)) = complement {
            self.complement(here, hit, complement, passed);
            return;
        }
        if view.after_come(hit) {
            self.parenthetical(here, hit, "as-source-says");
        } else if self.is_parenthetical(here, hit) {
            self.parenthetical(here, hit, "parenthetical");
        } else {
            self.anaphora(here, hit);
        }
    }

    /// The source of a verb: by voice and by what the cue says of where it stands.
    pub(super) fn source(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        passed: Option<NounPhrase>,
    ) -> Option<NounPhrase> {
        let rule = self.cues.cue(hit.cue);
        match (view.voice(hit), rule.source) {
            (Voice::Passive, _) => return self.agent(view, hit),
            (_, SourceAt::None) => return None,
            (_, SourceAt::Da) => {
                return view
                    .after_preposition(hit.end, Classes::DA)
                    .or_else(|| self.before_preposition(view, hit, Classes::DA));
            }
            (Voice::Si, SourceAt::In) | (_, SourceAt::In) => {
                return view
                    .after_preposition(hit.end, Classes::IN)
                    .or_else(|| self.before_preposition(view, hit, Classes::IN));
            }
            (Voice::Si, _) if !rule.reflexive => {
                return view
                    .after_preposition(hit.end, Classes::IN)
                    .or_else(|| self.before_preposition(view, hit, Classes::IN));
            }
            _ => {}
        }
        let Some(group) = hit.group else { return self.source_of_phrase(view, hit, passed) };
        let before = view.subject_before(group);
        let object = matches!(
            rule.class,
            CueClass::Warn | CueClass::Order | CueClass::Accuse | CueClass::Ask
        );
        before.or(if object { None } else { passed })
    }

    pub(super) fn agent(&self, view: &ClauseView<'_>, hit: &Hit) -> Option<NounPhrase> {
        (view.voice(hit) == Voice::Passive)
            .then(|| view.after_preposition(hit.end, Classes::DA))
            .flatten()
    }

    /// "In una nota si legge": the phrase after a preposition that stands before the cue.
    pub(super) fn before_preposition(
        &self,
        view: &ClauseView<'_>,
        hit: &Hit,
        class: Classes,
    ) -> Option<NounPhrase> {
        let at = (0..hit.first)
            .rev()
            .find(|&at| view.items[at].kind == ItemKind::Word && view.items[at].has(class))?;
        noun_phrase(view.items, at + 1, hit.first, Reach::Far)
    }

    /// The content of a clause: its items, trimmed of marks when it is one quotation.
    pub(crate) fn clause_content(
        &mut self,
        view: &ClauseView<'_>,
        draft: &mut Draft,
        first: usize,
        end: usize,
    ) {
        let items = view.items;
        let (mut first, mut end) = (first, end);
        let edge = |item: &Item| {
            matches!(
                item.kind,
                ItemKind::Comma | ItemKind::Dash | ItemKind::Colon | ItemKind::Semicolon
            )
        };
        while first < end && edge(&items[first]) {
            first += 1;
        }
        while end > first && edge(&items[end - 1]) {
            end -= 1;
        }
        if first >= end {
            return;
        }
        if end - first == 1 && items[first].kind == ItemKind::Quotation {
            self.take(draft, &items[first]);
        } else {
            let next = Some(self.drafts.len() as u32);
            for item in items[first..end].iter().filter(|item| item.kind == ItemKind::Quotation) {
                self.covered[item.index as usize] = next;
                self.claims.push(item.index);
            }
            draft.content.push((items[first].first, items[end - 1].end));
        }
    }

    /// Whether a quotation is speech rather than a title, a term or words held at arm's length.
    pub(crate) fn is_speech(&self, item: &Item) -> bool {
        let tokens = &self.segments.tokens[item.first as usize..item.end as usize];
        let words = tokens.iter().filter(|token| token.is_word()).count();
        let stopped = tokens.iter().rev().nth(1).is_some_and(|token| token.kind == TokenKind::Stop);
        words >= 3 || stopped
    }

    pub(super) fn draft(&self, here: &Here<'_, '_>, hit: &Hit, rule: &'static str) -> Draft {
        let view = here.view;
        let mut draft = Draft::new(rule, here.place(), here.inside);
        let cue = self.cues.cue(hit.cue);
        draft.cue = Some(hit.cue);
        draft.cue_tokens = Some((view.items[hit.first].first, view.items[hit.end - 1].end));
        draft.stance = cue.stance;
        if let Some(group) = hit.group.map(|index| &view.groups[index]) {
            draft.negated = group.negated;
            draft.number = group.form.and_then(|form| form.number());
            draft.gender =
                group.main.and_then(|form| form.gender()).filter(|_| group.voice != Voice::Active);
            draft.impersonal =
                group.voice == Voice::Si && !cue.reflexive || group.voice == Voice::Passive;
        }
        if cue.stance == Stance::Denied && draft.negated {
            draft.stance = Stance::Asserted;
        }
        draft
    }

    /// The tokens inside a quotation's marks.
    pub(crate) fn inner(&self, item: &Item) -> Tokens {
        let quotation = &self.segments.quotations[item.index as usize];
        (quotation.first(), quotation.end)
    }

    /// Makes a quotation part of the draft that will be pushed next.
    pub(super) fn take(&mut self, draft: &mut Draft, item: &Item) {
        self.claim(item.index);
        draft.content.push(self.inner(item));
    }

    /// Gives a quotation to the draft that will be pushed next.
    pub(super) fn claim(&mut self, quotation: u32) {
        self.taken[quotation as usize] = Some(self.drafts.len() as u32);
        self.claims.push(quotation);
    }

    /// Whether the quotation is a content, or lies in one.
    pub(super) fn is_claimed(&self, item: &Item) -> bool {
        let index = item.index as usize;
        self.taken[index].is_some() || self.covered[index].is_some()
    }

    /// Keeps a candidate, if it has content and the judge takes it; else frees its quotations.
    pub(super) fn push(&mut self, here: &Here<'_, '_>, hit: Option<&Hit>, mut draft: Draft) {
        draft.content.retain(|&(first, end)| first < end);
        draft.content.sort_unstable();
        if draft.content.is_empty() {
            return;
        }
        let mut features = std::mem::take(&mut self.features);
        features.values.clear();
        self.candidate(here, hit, &draft, &mut features);
        let kept = self.decide(draft, features);
        if let (true, Some(hit), Some(draft)) = (kept, hit, self.drafts.last_mut()) {
            self.circumstances.tell(here.view, hit, draft);
        }
    }

    /// Keeps an answer of an interview, if the judge takes it.
    pub(super) fn keep(&mut self, draft: Draft) {
        let mut features = std::mem::take(&mut self.features);
        features.values.clear();
        features::bare_candidate(&draft, &mut features);
        self.content_features(&draft, &mut features);
        self.decide(draft, features);
    }

    /// Keeps a draft that the judge takes by these features, whose buffer goes back; whether it did.
    fn decide(&mut self, mut draft: Draft, features: Features) -> bool {
        let marked = draft.content.iter().all(|&part| self.is_marked(part));
        let (confidence, taken) =
            self.judge.map_or((0.5, true), |judge| judge.accept(&features.values, marked));
        draft.confidence = confidence;
        if self.tracing {
            draft.trace.candidate.clone_from(&features.values);
        }
        self.features = features;
        let index = Some(self.drafts.len() as u32);
        let claims = self.claims.drain(..);
        if taken || self.tracing {
            self.drafts.push(draft);
            return true;
        }
        for quotation in claims {
            for marks in [&mut self.taken, &mut self.covered] {
                let mark = &mut marks[quotation as usize];
                *mark = mark.filter(|_| *mark != index);
            }
        }
        false
    }

    /// Whether the range is all that stands in one pair of marks.
    fn is_marked(&self, (first, end): Tokens) -> bool {
        let quotations = &self.segments.quotations;
        let before = quotations.partition_point(|quotation| quotation.open < first);
        before
            .checked_sub(1)
            .is_some_and(|at| (quotations[at].first(), quotations[at].end) == (first, end))
    }
}

/// The tokens of a phrase.
pub(crate) fn tokens(items: &[Item], phrase: &NounPhrase) -> Tokens {
    (items[phrase.first].first, items[phrase.end - 1].end)
}
