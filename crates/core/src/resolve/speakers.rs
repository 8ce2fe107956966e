//! Who speaks: sources to the persons and bodies they name, and null subjects to who is meant.

use std::borrow::Cow;

use crate::document::{
    EntityId, Gender, MentionForm, Quote, SectionKind, Speaker, SpeakerNumber, SpeakerVia,
};
use crate::lexicon::form::{self, Number};
use crate::quote::{Agreement, Classes, Reading};
use crate::resolve::antecedent::{Agreeing, Knowledge, Referent};
use crate::resolve::phrase::{Head, Phrase};
use crate::span::Span;

/// Why a quote has no speaker. The words are part of the JSON document.
pub(crate) mod reason {
    /// "si dice", "è stato comunicato": the verb has no subject that could be named.
    pub(crate) const IMPERSONAL: &str = "impersonal";
    /// "chi", "quanto si è appreso": the source is nobody in particular.
    pub(crate) const INDEFINITE: &str = "indefinite";
    /// Nobody whom the article names before or around it can be meant.
    pub(crate) const UNRESOLVED: &str = "unresolved";
}

/// Who spoke, and where that was read.
#[derive(Clone, Debug)]
struct Turn {
    referents: Vec<Referent>,
    /// The token at which it was read.
    at: usize,
    section: u32,
    /// Whether it is the subject of a sentence rather than the speaker of a quote.
    subject: bool,
}

/// Resolves speakers, going through the article once.
pub(crate) struct Speakers<'a> {
    knowledge: &'a Knowledge<'a>,
    /// The last speaker and the last subject.
    speaker: Option<Turn>,
    subject: Option<Turn>,
    /// Descriptions and pronouns that were resolved.
    resolved: Vec<Resolved>,
}

/// A description or pronoun and whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) span: Span,
    pub(crate) form: MentionForm,
    pub(crate) cluster: u32,
}

/// What a source was found to be.
struct Found {
    referents: Vec<Referent>,
    via: SpeakerVia,
    /// The words of a source that no name stands for.
    words: Option<(usize, usize)>,
    many: bool,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(knowledge: &'a Knowledge<'a>) -> Self {
        Self { knowledge, speaker: None, subject: None, resolved: Vec::new() }
    }

    /// Gives every quote of `reading` its speaker, or the reason why it has none.
    /// Returns the descriptions and pronouns that name a source, in order.
    pub(crate) fn run(mut self, reading: &mut Reading) -> Vec<Resolved> {
        let context = self.knowledge.context;
        let mut subjects = reading.subjects.iter().peekable();
        let mut order: Vec<usize> = (0..reading.quotes.len()).collect();
        let place = |quote: &Quote| {
            let span = quote.cue.as_ref().map_or(quote.content[0], |cue| cue.span);
            context.tokens_of(span).0
        };
        order.sort_by_key(|&index| place(&reading.quotes[index]));
        let mut waiting = Vec::new();
        for index in order {
            let at = place(&reading.quotes[index]);
            while let Some(subject) = subjects.next_if(|subject| (subject.verb as usize) < at) {
                self.take_subject(subject.phrase, subject.verb);
            }
            let agreement = reading.agreements[index];
            let nested = reading.quotes[index].within.map(|outer| outer.index());
            let quote = &mut reading.quotes[index];
            let headline = self.section_kind(at) != SectionKind::Paragraph;
            match self.resolve(quote, agreement, at, nested.is_some()) {
                Ok(found) => {
                    let source = quote.source;
                    let turn = Turn {
                        referents: found.referents.clone(),
                        at,
                        section: self.section(at),
                        subject: false,
                    };
                    quote.speaker = Some(self.write(&found));
                    self.note(source, &found);
                    let goes_on = turn.referents.iter().all(|&referent| self.is_speaker(referent));
                    if nested.is_none() && !headline && goes_on {
                        self.speaker = Some(turn);
                    }
                }
                Err(reason::UNRESOLVED) => waiting.push(index),
                Err(reason) => quote.unknown = Some(Cow::Borrowed(reason)),
            }
        }
        self.look_ahead(reading, &waiting);
        self.resolved.sort_by_key(|found| found.span);
        self.resolved.dedup_by_key(|found| found.span);
        self.resolved
    }

    /// Remembers that a source without a name means somebody.
    fn note(&mut self, source: Option<Span>, found: &Found) {
        let context = self.knowledge.context;
        let ([Referent::Entity(cluster)], SpeakerVia::Coreference, Some(source)) =
            (found.referents.as_slice(), found.via, source)
        else {
            return;
        };
        let (first, end) = context.tokens_of(source);
        let Some(phrase) = Phrase::new(context, first, end) else { return };
        let form = match phrase.head {
            Head::Noun => MentionForm::Nominal,
            Head::Name | Head::Anybody => return,
            Head::Pronoun | Head::Latter | Head::Relative => MentionForm::Pronoun,
        };
        let known =
            !phrase.is_speaker(context) || context.words.is_speech(context.token(phrase.noun).word);
        if !known && (phrase.core..phrase.end).all(|at| context.name_at(at).is_none()) {
            let span = context.span(phrase.core, phrase.end);
            self.resolved.push(Resolved { span, form, cluster: *cluster });
        }
    }

    /// Headlines and openings: who speaks is said further down.
    fn look_ahead(&self, reading: &mut Reading, waiting: &[usize]) {
        for &index in waiting.iter().rev() {
            let next = reading.quotes[index + 1..]
                .iter()
                .take(8)
                .find_map(|quote| quote.speaker.clone().filter(|_| quote.source.is_some()));
            let quote = &mut reading.quotes[index];
            match next.filter(|_| quote.cue.is_none()) {
                Some(mut speaker) => {
                    speaker.via = SpeakerVia::Continuation;
                    quote.speaker = Some(speaker);
                }
                None => quote.unknown = Some(Cow::Borrowed(reason::UNRESOLVED)),
            }
        }
    }

    fn section(&self, at: usize) -> u32 {
        let ranges = &self.knowledge.context.segments.ranges;
        ranges.partition_point(|range| range.end as usize <= at) as u32
    }

    fn section_kind(&self, at: usize) -> SectionKind {
        let sections = &self.knowledge.context.segments.sections;
        sections.get(self.section(at) as usize).map_or(SectionKind::Paragraph, |s| s.kind)
    }

    /// Remembers the subject of a sentence, where it can speak.
    fn take_subject(&mut self, (first, end): (u32, u32), verb: u32) {
        let Some(phrase) = Phrase::new(self.knowledge.context, first as usize, end as usize) else {
            return;
        };
        let found = match phrase.head {
            Head::Relative | Head::Anybody => return,
            _ => self.source(&phrase, first as usize, Agreeing::default()),
        };
        let Ok(found) = found else { return };
        if !found.referents.iter().any(|&referent| self.can_speak(referent)) {
            return;
        }
        let section = self.section(verb as usize);
        self.subject =
            Some(Turn { referents: found.referents, at: verb as usize, section, subject: true });
    }

    /// Whether a referent may speak on: an entity, or words that the lexicons know.
    fn is_speaker(&self, referent: Referent) -> bool {
        let Referent::Unnamed(first, end) = referent else { return true };
        let context = self.knowledge.context;
        Phrase::new(context, first, end).is_some_and(|phrase| phrase.is_speaker(context))
    }

    /// Whether a referent is one who says things.
    fn can_speak(&self, referent: Referent) -> bool {
        let context = self.knowledge.context;
        match referent {
            Referent::Entity(_) => self.knowledge.is_person(referent),
            Referent::Unnamed(first, end) => {
                context
                    .role(first, end)
                    .is_some_and(|role| role.form.kind != crate::mention::roles::RoleKind::Group)
                    || context.words.unnamed(context.token(first).word).is_some()
            }
        }
    }

    fn resolve(
        &mut self,
        quote: &Quote,
        agreement: Agreement,
        at: usize,
        nested: bool,
    ) -> Result<Found, &'static str> {
        let context = self.knowledge.context;
        let with = Agreeing {
            gender: agreement.gender.map(natural),
            number: agreement.number.filter(|_| quote.cue.is_some()),
        };
        if let Some(source) = quote.source {
            let (first, end) = context.tokens_of(source);
            let phrase = Phrase::new(context, first, end).ok_or(reason::INDEFINITE)?;
            if phrase.can_speak(context) {
                return self.source(&phrase, first, with);
            }
            let instead = self.null_subject(quote, with, at, nested);
            return instead.map_or_else(|| self.source(&phrase, first, with), Ok);
        }
        if agreement.impersonal {
            return Err(reason::IMPERSONAL);
        }
        self.null_subject(quote, with, at, nested).ok_or(reason::UNRESOLVED)
    }

    /// Who is meant where nothing names the source.
    fn null_subject(
        &self,
        quote: &Quote,
        with: Agreeing,
        at: usize,
        nested: bool,
    ) -> Option<Found> {
        let section = self.section(at);
        let agrees = |turn: &&Turn| self.turn_agrees(turn, with);
        let speaker = self.speaker.as_ref().filter(agrees).filter(|_| !nested);
        let subject = self.subject.as_ref().filter(agrees);
        let near = |turn: &&Turn| turn.section + 1 >= section;
        let turn = match (speaker.filter(near), subject.filter(near)) {
            (Some(speaker), Some(subject)) => {
                // A new subject after the last words said, in the same paragraph, speaks next.
                if subject.at > speaker.at && (quote.cue.is_some() || subject.section == section) {
                    Some(subject)
                } else {
                    Some(speaker)
                }
            }
            (Some(turn), None) | (None, Some(turn)) => Some(turn),
            (None, None) => None,
        };
        if let Some(turn) = turn {
            let via = if turn.subject { SpeakerVia::Coreference } else { SpeakerVia::Continuation };
            return Some(self.again(turn, via));
        }
        if quote.cue.is_some() || quote.content.iter().any(|part| part.len() > 60) {
            if let Some(turn) = speaker.or(subject) {
                return Some(self.again(turn, SpeakerVia::Coreference));
            }
            if with.number != Some(Number::Plural)
                && let Some(person) = self.knowledge.last_person(at, with)
            {
                return Some(Found {
                    referents: vec![person],
                    via: SpeakerVia::Coreference,
                    words: None,
                    many: false,
                });
            }
        }
        None
    }

    fn turn_agrees(&self, turn: &Turn, with: Agreeing) -> bool {
        if turn.referents.len() > 1 {
            return with.number != Some(Number::Singular);
        }
        turn.referents.iter().all(|&referent| {
            let body =
                !self.knowledge.is_person(referent) && matches!(referent, Referent::Entity(_));
            // A body may be spoken of in the plural, and by either gender.
            let with = if body { Agreeing::default() } else { with };
            self.knowledge.agrees(referent, with)
        })
    }

    fn again(&self, turn: &Turn, via: SpeakerVia) -> Found {
        let words = match turn.referents.as_slice() {
            [Referent::Unnamed(first, end)] => Some((*first, *end)),
            _ => None,
        };
        Found { referents: turn.referents.clone(), via, words, many: turn.referents.len() > 1 }
    }

    /// Who a source is.
    fn source(&self, phrase: &Phrase, at: usize, verb: Agreeing) -> Result<Found, &'static str> {
        let knowledge = self.knowledge;
        let words = Some((phrase.core, phrase.end));
        let unnamed = |many: bool| Found {
            referents: vec![Referent::Unnamed(phrase.core, phrase.end)],
            via: SpeakerVia::Explicit,
            words,
            many,
        };
        let plural = phrase.number == Some(Number::Plural);
        match phrase.head {
            Head::Anybody => return Err(reason::INDEFINITE),
            Head::Pronoun => {
                let with = Agreeing { gender: phrase.gender, number: phrase.number };
                let turn = self.best_turn(with);
                if let Some(turn) = turn {
                    return Ok(self.again(turn, SpeakerVia::Coreference));
                }
                if !plural && let Some(person) = knowledge.last_person(at, with) {
                    return Ok(self.coreferent(person));
                }
                return Ok(unnamed(plural));
            }
            Head::Latter | Head::Relative => {
                if let Some(referent) = knowledge.pronoun(phrase, at, verb) {
                    return Ok(self.coreferent(referent));
                }
                return Err(reason::UNRESOLVED);
            }
            Head::Name | Head::Noun => {}
        }
        if !phrase.named.is_empty() {
            let referents: Vec<Referent> =
                phrase.named.iter().filter_map(|&name| knowledge.bearer(name)).collect();
            if !referents.is_empty() {
                let via = if phrase.head == Head::Name {
                    SpeakerVia::Explicit
                } else {
                    SpeakerVia::Apposition
                };
                let many = referents.len() > 1;
                return Ok(Found { referents, via, words: words.filter(|_| many), many });
            }
        }
        if phrase.head == Head::Noun {
            if let Some(referent) =
                knowledge.beside(phrase).and_then(|mention| knowledge.bearer(mention))
            {
                let via = SpeakerVia::Apposition;
                return Ok(Found { referents: vec![referent], via, words: None, many: false });
            }
            if let Some(found) = self.said_by(phrase) {
                return Ok(found);
            }
            if let Some(referent) = knowledge.nominal(phrase, at, |with| self.salient(with)) {
                return Ok(self.coreferent(referent));
            }
        }
        Ok(unnamed(plural))
    }

    fn coreferent(&self, referent: Referent) -> Found {
        Found { referents: vec![referent], via: SpeakerVia::Coreference, words: None, many: false }
    }

    /// "le parole del sindaco": whose words they are.
    fn said_by(&self, phrase: &Phrase) -> Option<Found> {
        let context = self.knowledge.context;
        if !context.words.is_speech(context.token(phrase.noun).word) {
            return None;
        }
        // "le parole rilasciate ieri dal sindaco" reaches past the phrase.
        let reach = crate::resolve::facts::reach_on(context, phrase.noun).max(phrase.end);
        let by = (phrase.noun + 1..reach.min(phrase.noun + 9)).find(|&at| {
            context.has(at, Classes::DA) && context.name_at(at).is_none()
                || context.has(at, Classes::DI) && at < phrase.end && at < phrase.noun + 5
        });
        let Some(by) = by else {
            // "la sua versione"
            let turn = self.best_turn(Agreeing::default()).filter(|_| phrase.possessed)?;
            return Some(self.again(turn, SpeakerVia::Coreference));
        };
        let da = context.has(by, Classes::DA);
        let inner = Phrase::new(context, by, if da { reach } else { phrase.end })?;
        if inner.head == Head::Noun && context.words.is_speech(context.token(inner.noun).word) {
            return None;
        }
        let found = self.source(&inner, by, Agreeing::default()).ok()?;
        let named = found.referents.iter().all(|r| matches!(r, Referent::Entity(_)));
        (named || da && inner.can_speak(context)).then_some(found)
    }

    /// The one person spoken of last.
    fn salient(&self, with: Agreeing) -> Option<Referent> {
        match self.best_turn(with)?.referents.as_slice() {
            [one] if self.knowledge.is_person(*one) => Some(*one),
            _ => None,
        }
    }

    fn best_turn(&self, with: Agreeing) -> Option<&Turn> {
        let agrees = |turn: &&Turn| self.turn_agrees(turn, with);
        let speaker = self.speaker.as_ref().filter(agrees);
        let subject = self.subject.as_ref().filter(agrees);
        match (speaker, subject) {
            (Some(speaker), Some(subject)) if subject.at > speaker.at => Some(subject),
            (speaker, subject) => speaker.or(subject),
        }
    }

    /// The speaker as the document has it.
    fn write(&self, found: &Found) -> Speaker {
        let knowledge = self.knowledge;
        let context = knowledge.context;
        let one = match found.referents.as_slice() {
            [referent] => Some(*referent),
            _ => None,
        };
        let words = |first: usize, end: usize| context.span(first, end).of(context.text);
        let (entity, name) = match (one, found.words) {
            (Some(Referent::Entity(cluster)), _) => {
                (Some(EntityId(cluster)), self.full_name(cluster).to_owned())
            }
            (Some(Referent::Unnamed(first, end)), _) => (None, words(first, end).to_owned()),
            (None, Some((first, end))) => (None, words(first, end).to_owned()),
            (None, None) => (None, self.list(&found.referents)),
        };
        Speaker {
            entity,
            name,
            via: found.via,
            anonymous: one.is_some_and(|referent| self.is_anonymous(referent)),
            number: if found.many { SpeakerNumber::Many } else { SpeakerNumber::One },
        }
    }

    fn full_name(&self, cluster: u32) -> &str {
        let knowledge = self.knowledge;
        let mention = knowledge.clusters.list[cluster as usize].fullest;
        knowledge.context.mentions[mention as usize].span.of(knowledge.context.text)
    }

    fn list(&self, referents: &[Referent]) -> String {
        let names: Vec<&str> = referents
            .iter()
            .map(|&referent| match referent {
                Referent::Entity(cluster) => self.full_name(cluster),
                Referent::Unnamed(first, end) => {
                    self.knowledge.context.span(first, end).of(self.knowledge.context.text)
                }
            })
            .collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} e {last}", rest.join(", ")),
            _ => names.join(", "),
        }
    }

    /// Whether the article withholds who it is.
    fn is_anonymous(&self, referent: Referent) -> bool {
        let Referent::Unnamed(first, end) = referent else { return false };
        let context = self.knowledge.context;
        (first..end.min(first + 3))
            .any(|at| context.words.unnamed(context.token(at).word).is_some())
    }
}

/// The gender of a person, by the grammar of a word that agrees with it.
fn natural(gender: form::Gender) -> Gender {
    match gender {
        form::Gender::Feminine => Gender::Female,
        form::Gender::Masculine => Gender::Male,
    }
}
