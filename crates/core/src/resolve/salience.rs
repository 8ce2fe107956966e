//! Who is meant where no name says it: everybody spoken of lately, weighed by where and how.

use crate::document::{Gender, MentionType, SectionKind};
use crate::lexicon::form::Number;
use crate::mention::roles::RoleKind;
use crate::quote::{Classes, Subject};
use crate::resolve::antecedent::{Agreeing, Fit, Knowledge, Referent};
use crate::resolve::clusters::NONE;
use crate::resolve::phrase::Phrase;
use crate::resolve::places::{Place, places, sentence_of};
use crate::resolve::weights::{Asked, FEATURES, Feature, weigh};

/// Names that are looked back on; keeps the time linear.
const LOOK_BACK: usize = 40;
/// Turns that are looked back on.
const TURNS: usize = 10;
/// Facts that are looked through, before and behind.
const FACTS: usize = 32;

/// Who spoke or acted, and where that was read.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) referents: Vec<Referent>,
    /// The token at which it was read.
    pub(crate) at: usize,
    /// Whether it is the subject of a sentence rather than the speaker of a quote.
    pub(crate) subject: bool,
}

/// Whom a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    One(Referent),
    /// The several of a turn, by its place among the turns.
    Turn(u32),
    /// The phrase that asks, as it stands.
    Itself,
}

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) who: Who,
    /// The token at which he was last spoken of.
    pub(crate) at: usize,
    /// The mention by name that this is, or [`NONE`].
    pub(crate) mention: u32,
    features: [f32; FEATURES],
}

/// What asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    pub(crate) asked: Asked,
    /// The token that asks: the cue's first, or the content's.
    pub(crate) at: usize,
    pub(crate) with: Agreeing,
    /// The phrase that stands for the source, if one does.
    pub(crate) phrase: Option<&'q Phrase>,
    /// What the cue says of its subject's number.
    pub(crate) verb_number: Option<Number>,
    /// The quotation in which the cue stands.
    pub(crate) inside: Option<u32>,
    /// One past the cue's last token.
    pub(crate) end: usize,
    /// Whether the cue is a gerund or infinitive.
    pub(crate) nonfinite: bool,
}

/// Everybody spoken of, weighed.
pub(crate) struct Salience<'a> {
    knowledge: &'a Knowledge<'a>,
    places: Vec<Place>,
    /// Of each cluster: whether a headline or the first sentences name it.
    leading: Vec<bool>,
    turns: Vec<Turn>,
    candidates: Vec<Candidate>,
}

impl<'a> Salience<'a> {
    pub(crate) fn new(knowledge: &'a Knowledge<'a>, subjects: &[Subject]) -> Self {
        let places = places(knowledge, subjects);
        let mut leading = vec![false; knowledge.clusters.list.len()];
        let sections = &knowledge.context.segments.sections;
        for (place, &cluster) in places.iter().zip(&knowledge.clusters.of) {
            let sentence = knowledge.context.segments.sentences.get(place.sentence as usize);
            let headline = sentence.is_some_and(|sentence| {
                sections
                    .get(sentence.section as usize)
                    .is_some_and(|section| section.kind == SectionKind::Headline)
            });
            if cluster != NONE && (headline || place.sentence < 2) {
                leading[cluster as usize] = true;
            }
        }
        Self { knowledge, places, leading, turns: Vec::new(), candidates: Vec::new() }
    }

    /// Remembers who spoke or acted.
    pub(crate) fn turn(&mut self, turn: Turn) {
        self.turns.push(turn);
    }

    pub(crate) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Who is most likely meant.
    pub(crate) fn ask(&mut self, question: &Question<'_>) -> Option<Candidate> {
        self.collect(question);
        let mut best: Option<(f32, Candidate)> = None;
        for candidate in &self.candidates {
            let weight = weigh(question.asked, &candidate.features);
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                best = Some((weight, *candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// All candidates of a question with their features, the turns first.
    fn collect(&mut self, question: &Question<'_>) {
        self.candidates.clear();
        let sentence = sentence_of(self.knowledge, question.at);
        self.collect_names(question, sentence);
        self.collect_turns(question);
        self.collect_described(question);
        let last_speaker = self.turns.iter().rev().find(|turn| !turn.subject).map(|turn| turn.at);
        let last_subject = self.turns.iter().rev().find(|turn| turn.subject).map(|turn| turn.at);
        let newer = last_subject > last_speaker;
        let nearest = self
            .candidates
            .iter()
            .map(|candidate| candidate.at)
            .filter(|&at| at <= question.at)
            .max();
        for index in 0..self.candidates.len() {
            self.finish(index, question, sentence, newer, nearest);
        }
        if let Some(phrase) = question.phrase {
            let itself = self.itself(phrase, question);
            self.candidates.push(itself);
        }
    }

    /// Those who spoke or acted, the last first.
    fn collect_turns(&mut self, question: &Question<'_>) {
        let (mut speakers, mut subjects) = (0, 0);
        let first = self.turns.len().saturating_sub(TURNS);
        for index in (first..self.turns.len()).rev() {
            let turn = &self.turns[index];
            let rank = if turn.subject { &mut subjects } else { &mut speakers };
            *rank += 1;
            let feature = match (*rank, turn.subject) {
                (1, true) => Some(Feature::LastSubject),
                (1, false) => Some(Feature::LastSpeaker),
                (_, false) => Some(Feature::EarlierSpeaker),
                _ => None,
            };
            let at = turn.at;
            let who = match turn.referents.as_slice() {
                [one] => Who::One(*one),
                [] => continue,
                _ => Who::Turn(index as u32),
            };
            if !self.may_be(who, question) {
                continue;
            }
            let found = self.upsert(who, at, NONE);
            let candidate = &mut self.candidates[found];
            if let Some(feature) = feature {
                candidate.set(feature, 1.0);
            }
            if at >= candidate.at || candidate.at > question.at {
                candidate.at = at;
                candidate.set(Feature::Subject, 1.0);
                for feature in [Feature::Oblique, Feature::Quoted, Feature::By, Feature::Of] {
                    candidate.set(feature, 0.0);
                }
            }
        }
    }

    /// Names before the question, and behind it in its sentence.
    fn collect_names(&mut self, question: &Question<'_>, sentence: u32) {
        let before = self.places.partition_point(|place| (place.at as usize) < question.at);
        let after = before..(before + 8).min(self.places.len());
        let back = (before.saturating_sub(LOOK_BACK)..before).rev();
        for index in back.chain(after) {
            let place = self.places[index];
            let behind = place.at as usize >= question.at;
            if behind && place.sentence != sentence {
                break;
            }
            let cluster = self.knowledge.clusters.of[index];
            if cluster == NONE {
                continue;
            }
            let part = question
                .phrase
                .is_some_and(|phrase| (phrase.first..phrase.end).contains(&(place.at as usize)));
            let who = Who::One(Referent::Entity(cluster));
            if part && question.asked != Asked::Thing
                || !self.may_be(who, question)
                || !self.is_actor(index, cluster)
            {
                continue;
            }
            let found = self.upsert(who, place.at as usize, index as u32);
            let candidate = &mut self.candidates[found];
            candidate.flag(Feature::InPhrase, part || candidate.has(Feature::InPhrase));
            if behind && (question.end..question.end + 2).contains(&(place.start as usize)) {
                candidate.flag(Feature::By, place.by);
                candidate.flag(Feature::Of, place.of);
                candidate.flag(Feature::RightBehind, !place.oblique);
            }
            if place.sentence == sentence && !behind {
                candidate.flag(
                    Feature::SubjectHere,
                    place.subject || candidate.has(Feature::SubjectHere),
                );
                candidate.flag(
                    Feature::InitialHere,
                    place.initial || candidate.has(Feature::InitialHere),
                );
            }
            if candidate.at == place.at as usize {
                candidate.flag(Feature::Subject, place.subject);
                candidate.flag(Feature::Oblique, place.oblique);
                candidate.flag(Feature::Initial, place.initial);
                let inside = question.inside.map_or(0, |quotation| quotation + 1);
                candidate.flag(Feature::Quoted, place.quotation != 0 && place.quotation != inside);
                candidate.flag(
                    Feature::SameQuotation,
                    place.quotation != 0 && place.quotation == inside,
                );
            }
        }
    }

    /// Those of whom the article says what the phrase says.
    fn collect_described(&mut self, question: &Question<'_>) {
        let Some(phrase) = question.phrase else { return };
        let facts = self.knowledge.facts;
        let before = facts.partition_point(|fact| fact.first < question.at);
        let range = before.saturating_sub(FACTS)..(before + FACTS).min(facts.len());
        for fact in &facts[range] {
            let cluster = self.knowledge.clusters.of[fact.mention as usize];
            let who = Who::One(Referent::Entity(cluster));
            if cluster == NONE || !self.may_be(who, question) {
                continue;
            }
            let feature = match self.knowledge.describes(phrase, fact) {
                Fit::Whole => Some(Feature::Described),
                Fit::Part => Some(Feature::Resembled),
                Fit::None => None,
            };
            if let Some(feature) = feature {
                let at = self.places[fact.mention as usize].at as usize;
                let found = self.upsert(who, at, fact.mention);
                self.candidates[found].set(feature, 1.0);
            } else if let Some(found) = self.find(who) {
                let other = fact.role.is_some() && phrase.role.is_some();
                self.candidates[found].set(Feature::OtherRole, f32::from(u8::from(other)));
            }
        }
    }

    fn find(&self, who: Who) -> Option<usize> {
        self.candidates.iter().position(|candidate| candidate.who == who)
    }

    /// The candidate `who`, made where he is none yet.
    fn upsert(&mut self, who: Who, at: usize, mention: u32) -> usize {
        if let Some(found) = self.find(who) {
            return found;
        }
        self.candidates.push(Candidate { who, at, mention, features: [0.0; FEATURES] });
        self.candidates.len() - 1
    }

    /// Whether a name can be that of one who speaks.
    fn is_actor(&self, mention: usize, cluster: u32) -> bool {
        match self.knowledge.clusters.list[cluster as usize].kind {
            MentionType::Person | MentionType::Organization => true,
            MentionType::Gpe => self.knowledge.context.mentions[mention].metonymy,
            _ => false,
        }
    }

    /// Whether number, gender and type allow it.
    fn may_be(&self, who: Who, question: &Question<'_>) -> bool {
        let with = question.with;
        let one = match who {
            Who::One(one) => one,
            Who::Turn(_) | Who::Itself => {
                let body = question.asked == Asked::Body;
                return with.number != Some(Number::Singular) && !body;
            }
        };
        let person = self.knowledge.is_person(one);
        let kind = self.knowledge.kind(one);
        let right = match question.asked {
            Asked::Person => person || kind.is_none(),
            Asked::Body => !person,
            Asked::Pronoun | Asked::Null | Asked::Bare | Asked::Thing => true,
        };
        // A body may be spoken of in the plural, and by either gender.
        let free = kind.is_some() && !person && question.asked != Asked::Pronoun;
        right && (free || self.knowledge.agrees(one, with))
    }

    fn finish(
        &mut self,
        index: usize,
        question: &Question<'_>,
        sentence: u32,
        newer: bool,
        nearest: Option<usize>,
    ) {
        let knowledge = self.knowledge;
        let mut candidate = self.candidates[index];
        let there = sentence_of(knowledge, candidate.at);
        let behind = candidate.at >= question.at;
        let distance = sentence.saturating_sub(there);
        let near = match distance {
            _ if behind => Feature::Behind,
            0 => Feature::SameSentence,
            1 => Feature::LastSentence,
            2 | 3 => Feature::FewSentences,
            _ => Feature::Far,
        };
        candidate.set(near, 1.0);
        candidate.set(Feature::Distance, (1.0 + distance as f32).ln());
        let sentences = &knowledge.context.segments.sentences;
        let section = |index: u32| sentences.get(index as usize).map(|found| found.section);
        candidate.flag(Feature::OtherSection, section(there) != section(sentence));
        candidate.flag(Feature::Nearest, nearest == Some(candidate.at));
        let last_subject = candidate.has(Feature::LastSubject);
        candidate.flag(Feature::NewSubject, newer && last_subject);
        let here = candidate.has(Feature::SameSentence) || candidate.has(Feature::SubjectHere);
        candidate.flag(Feature::HereOfVerb, here && question.nonfinite);
        match candidate.who {
            Who::One(Referent::Entity(cluster)) => {
                let entity = &knowledge.clusters.list[cluster as usize];
                candidate.set(Feature::Often, (1.0 + entity.mentions.len() as f32).ln());
                candidate.flag(Feature::Leading, self.leading[cluster as usize]);
                candidate.flag(Feature::Body, entity.kind == MentionType::Organization);
                candidate.flag(Feature::Place, entity.kind == MentionType::Gpe);
                let gender: Option<Gender> = knowledge.genders[cluster as usize];
                candidate
                    .flag(Feature::SameGender, gender.is_some() && gender == question.with.gender);
            }
            Who::One(Referent::Unnamed(..)) => candidate.set(Feature::Unnamed, 1.0),
            Who::Turn(_) | Who::Itself => candidate.set(Feature::Several, 1.0),
        }
        self.candidates[index] = candidate;
    }

    /// The phrase itself as the one who is meant.
    fn itself(&self, phrase: &Phrase, question: &Question<'_>) -> Candidate {
        let context = self.knowledge.context;
        let mut itself = Candidate {
            who: Who::Itself,
            at: phrase.noun,
            mention: NONE,
            features: [0.0; FEATURES],
        };
        let kind = match phrase.role.map(|role| role.form.kind) {
            Some(RoleKind::Office) => Feature::Office,
            Some(RoleKind::Person | RoleKind::Courtesy) => Feature::Role,
            Some(RoleKind::Human) => Feature::Human,
            Some(RoleKind::Group) => Feature::Group,
            None if context.is_epithet(phrase.noun) => Feature::Epithet,
            None => Feature::NoRole,
        };
        itself.set(Feature::Itself, 1.0);
        itself.set(kind, 1.0);
        itself.flag(Feature::Qualified, phrase.qualified);
        itself.flag(Feature::NotDefinite, !phrase.definite);
        itself.flag(Feature::Indefinite, phrase.indefinite);
        let number = phrase.number.or(self.knowledge.article_number(phrase));
        let numbers = number.zip(question.verb_number);
        itself.flag(Feature::WrongNumber, numbers.is_some_and(|(a, b)| a != b));
        itself.flag(Feature::RightNumber, numbers.is_some_and(|(a, b)| a == b));
        itself.flag(Feature::Verb, context.has(phrase.noun, Classes::VERB));
        let word = context.token(phrase.noun).word;
        itself.flag(Feature::Speech, context.words.is_speech(word));
        itself.flag(
            Feature::Lexical,
            context.words.is_body(word) || context.words.unnamed(word).is_some(),
        );
        let beside = phrase.end == question.at || phrase.first > question.at;
        itself.flag(Feature::Beside, beside);
        itself.flag(Feature::Plural, phrase.number == Some(Number::Plural));
        itself
    }
}

impl Candidate {
    /// Whether he spoke last.
    pub(crate) fn goes_on(&self) -> bool {
        self.has(Feature::LastSpeaker)
    }

    /// Whether he was named before the question, in its sentence.
    pub(crate) fn is_here(&self) -> bool {
        self.has(Feature::SameSentence)
    }

    fn set(&mut self, feature: Feature, value: f32) {
        self.features[feature as usize] = value;
    }

    fn flag(&mut self, feature: Feature, set: bool) {
        self.set(feature, f32::from(u8::from(set)));
    }

    fn has(&self, feature: Feature) -> bool {
        self.features[feature as usize] != 0.0
    }
}
