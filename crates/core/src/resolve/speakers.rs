//! Who speaks: sources to the persons and bodies they name, and null subjects to who is meant.

use std::borrow::Cow;

use crate::document::{
    EntityId, Gender, MentionForm, Quote, QuoteKind, SectionKind, Speaker, SpeakerNumber,
    SpeakerVia,
};
use crate::lexicon::form::{self, Number};
use crate::mention::roles::RoleKind;
use crate::quote::{Agreement, Classes, Reading};
use crate::resolve::antecedent::{Agreeing, Knowledge, Referent};
use crate::resolve::clusters::NONE;
use crate::resolve::phrase::{Head, Phrase};
use crate::resolve::salience::{Candidate, Question, Salience, Turn, Who};
use crate::resolve::source::Found;
use crate::resolve::weights::Asked;
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

/// Resolves speakers, going through the article once.
pub(crate) struct Speakers<'a> {
    pub(crate) knowledge: &'a Knowledge<'a>,
    salience: Salience<'a>,
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

/// The cue of a quote as the resolver sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) at: usize,
    /// What its subject must agree with.
    pub(crate) with: Agreeing,
    pub(crate) number: Option<Number>,
    pub(crate) inside: Option<u32>,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) nonfinite: bool,
    /// Whether what follows it is the source without a doubt: "come riporta reuters".
    pub(crate) sure: bool,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(knowledge: &'a Knowledge<'a>, reading: &Reading) -> Self {
        let salience = Salience::new(knowledge, &reading.subjects);
        Self { knowledge, salience, resolved: Vec::new() }
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
        let mut inner = Vec::new();
        for index in order {
            let at = place(&reading.quotes[index]);
            while let Some(subject) = subjects.next_if(|subject| (subject.verb as usize) < at) {
                self.take_subject(subject.phrase, subject.verb);
            }
            let agreement = reading.agreements[index];
            let quote = &mut reading.quotes[index];
            if let Some(outer) = quote.within.filter(|_| self.is_first_person(quote)) {
                inner.push((index, outer.index()));
                continue;
            }
            match self.resolve(quote, agreement, at) {
                Ok(found) => self.speak(quote, &found, at),
                Err(reason::UNRESOLVED) => waiting.push(index),
                Err(reason) => quote.unknown = Some(Cow::Borrowed(reason)),
            }
        }
        self.look_ahead(reading, &waiting);
        for (index, outer) in inner {
            // «Mi sono chiesta: …»: who speaks the words around it.
            let mut speaker = reading.quotes[outer].speaker.clone();
            if let Some(speaker) = &mut speaker {
                speaker.via = SpeakerVia::Continuation;
            }
            let quote = &mut reading.quotes[index];
            quote.unknown = speaker.is_none().then_some(Cow::Borrowed(reason::UNRESOLVED));
            quote.speaker = speaker;
        }
        self.resolved.sort_by_key(|found| found.span);
        self.resolved.dedup_by_key(|found| found.span);
        self.resolved
    }

    /// Writes who speaks a quote, and remembers it.
    fn speak(&mut self, quote: &mut Quote, found: &Found, at: usize) {
        if let Some(source) = found.source {
            quote.source = source;
        } else {
            self.note(quote.source, found);
        }
        quote.speaker = Some(self.write(found));
        let headline = self.section_kind(at) != SectionKind::Paragraph;
        let goes_on = found.referents.iter().all(|&referent| self.is_speaker(referent));
        if quote.within.is_none() && !headline && goes_on {
            self.salience.turn(Turn { referents: found.referents.clone(), at, subject: false });
        }
    }

    /// Whether the cue stands in words of its own speaker ("mi sono chiesta", "come dicevo").
    fn is_first_person(&self, quote: &Quote) -> bool {
        let Some(cue) = quote.cue.as_ref().filter(|_| quote.source.is_none()) else { return false };
        let context = self.knowledge.context;
        let (first, end) = context.tokens_of(cue.span);
        let form = context.form(first).to_lowercase();
        let helper = context.words.is_first_person(context.token(first).word);
        let verb = cue.lemma.ends_with("re") || cue.lemma.ends_with("rsi");
        let ending = (form.ends_with('o') || form.ends_with("iamo"))
            && !form.ends_with("no")
            && !form.ends_with("ro")
            && form != cue.lemma;
        helper || verb && ending && end == first + 1 && !context.has(first, Classes::PARTICIPLE)
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
            _ => self.source(&phrase, &Cue::subject(first as usize), false),
        };
        let Ok(found) = found else { return };
        if !found.referents.iter().any(|&referent| self.can_speak(referent)) {
            return;
        }
        let at = verb as usize;
        self.salience.turn(Turn { referents: found.referents, at, subject: true });
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
                context.role(first, end).is_some_and(|role| role.form.kind != RoleKind::Group)
                    || context.words.unnamed(context.token(first).word).is_some()
            }
        }
    }

    fn resolve(
        &mut self,
        quote: &Quote,
        agreement: Agreement,
        at: usize,
    ) -> Result<Found, &'static str> {
        let context = self.knowledge.context;
        let with = Agreeing {
            gender: agreement.gender.map(natural),
            number: agreement.number.filter(|_| quote.cue.is_some()),
        };
        let words = quote.cue.as_ref().map(|cue| context.tokens_of(cue.span));
        let (first, end) = words.unwrap_or((at, at));
        let has = |class| (first..end).any(|at| context.has(at, class));
        let nonfinite = has(Classes::GERUND.and(Classes::INFINITIVE)) && !has(Classes::FINITE);
        let sure = matches!(agreement.rule, "evidential" | "as-source-says");
        let cue =
            Cue { at, with, number: with.number, inside: agreement.inside, end, nonfinite, sure };
        if let Some(source) = quote.source {
            let (first, end) = context.tokens_of(source);
            let phrase = Phrase::new(context, first, end).ok_or(reason::INDEFINITE)?;
            return self.source(&phrase, &cue, true);
        }
        if agreement.impersonal && !self.is_reflexive(quote, agreement) {
            return Err(reason::IMPERSONAL);
        }
        self.null_subject(quote, &cue).ok_or(reason::UNRESOLVED)
    }

    /// "si è chiesto: «…»", "si sono lamentati": somebody does, other than in "si è detto che".
    fn is_reflexive(&self, quote: &Quote, agreement: Agreement) -> bool {
        let context = self.knowledge.context;
        let Some(cue) = &quote.cue else { return false };
        let (first, end) = context.tokens_of(cue.span);
        let compound = end >= first + 3 && context.words.is_reflexive(context.token(first).word);
        let someone = agreement.number == Some(Number::Plural)
            || agreement.gender == Some(form::Gender::Feminine)
            || quote.kind != QuoteKind::Indirect;
        compound && someone
    }

    /// Who is meant where nothing names the source.
    fn null_subject(&mut self, quote: &Quote, cue: &Cue) -> Option<Found> {
        let long = quote.content.iter().any(|part| part.len() > 60);
        let section = self.section(cue.at);
        let near = |turn: &Turn| self.section(turn.at) + 1 >= section;
        if quote.cue.is_none() && !long && !self.salience.turns().last().is_some_and(near) {
            return None;
        }
        let asked = if quote.cue.is_some() { Asked::Null } else { Asked::Bare };
        let found = self.ask(asked, cue, None)?;
        Some(self.meant(&found, None))
    }

    /// Who is most likely meant.
    pub(crate) fn ask(
        &mut self,
        asked: Asked,
        cue: &Cue,
        phrase: Option<&Phrase>,
    ) -> Option<Candidate> {
        let question = Question {
            asked,
            at: cue.at,
            with: cue.with,
            phrase,
            verb_number: cue.number,
            inside: cue.inside,
            end: cue.end,
            nonfinite: cue.nonfinite,
        };
        self.salience.ask(&question)
    }

    /// What a candidate is as the speaker.
    pub(crate) fn meant(&self, candidate: &Candidate, phrase: Option<&Phrase>) -> Found {
        let referents = match candidate.who {
            Who::One(referent) => vec![referent],
            Who::Turn(turn) => self.salience.turns()[turn as usize].referents.clone(),
            Who::Itself => phrase
                .map_or_else(Vec::new, |phrase| vec![Referent::Unnamed(phrase.core, phrase.end)]),
        };
        let words = match referents.as_slice() {
            [Referent::Unnamed(first, end)] => Some((*first, *end)),
            _ => None,
        };
        let via = match candidate.who {
            Who::Itself => SpeakerVia::Explicit,
            _ if candidate.goes_on() => SpeakerVia::Continuation,
            _ => SpeakerVia::Coreference,
        };
        let many = referents.len() > 1;
        Found { referents, via, words, many, source: None }
    }

    /// The source of a quote whose cue was given another's words: who is meant, where his name
    /// stands before the cue in its sentence.
    pub(crate) fn source_instead(&self, candidate: &Candidate, cue: &Cue) -> Option<Span> {
        let here = candidate.mention != NONE && candidate.is_here() && candidate.at < cue.at;
        here.then(|| self.knowledge.noun_phrase(candidate.mention))
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

impl Cue {
    /// What names the subject of a sentence without a cue.
    fn subject(at: usize) -> Self {
        let with = Agreeing::default();
        Self { at, with, number: None, inside: None, end: at, nonfinite: false, sure: false }
    }
}

/// The gender of a person, by the grammar of a word that agrees with it.
fn natural(gender: form::Gender) -> Gender {
    match gender {
        form::Gender::Feminine => Gender::Female,
        form::Gender::Masculine => Gender::Male,
    }
}
