//! Whom a phrase without a name refers to.

use crate::document::{Gender, MentionType};
use crate::lexicon::form::Number;
use crate::mention::roles::RoleKind;
use crate::quote::Classes;
use crate::resolve::clusters::{Clusters, NONE};
use crate::resolve::context::Context;
use crate::resolve::facts::Fact;
use crate::resolve::phrase::{Head, Phrase};

/// Facts and names that are looked back on; keeps the time linear.
const LOOK_BACK: usize = 48;

/// Who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    /// A bearer of names.
    Entity(u32),
    /// Somebody the article does not name: the phrase (tokens without article) says who.
    Unnamed(usize, usize),
}

/// What the article knows of its names.
#[derive(Debug)]
pub(crate) struct Knowledge<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) clusters: &'a Clusters,
    /// In order of the names.
    pub(crate) facts: &'a [Fact],
    /// Of each cluster.
    pub(crate) genders: &'a [Option<Gender>],
}

/// What a referent must agree with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreeing {
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Option<Number>,
}

impl Knowledge<'_> {
    /// The bearer of a mention.
    pub(crate) fn bearer(&self, mention: u32) -> Option<Referent> {
        let cluster = *self.clusters.of.get(mention as usize)?;
        (cluster != NONE).then_some(Referent::Entity(cluster))
    }

    pub(crate) fn kind(&self, referent: Referent) -> Option<MentionType> {
        match referent {
            Referent::Entity(cluster) => Some(self.clusters.list[cluster as usize].kind),
            Referent::Unnamed(..) => None,
        }
    }

    pub(crate) fn is_person(&self, referent: Referent) -> bool {
        self.kind(referent) == Some(MentionType::Person)
    }

    /// Whether nothing that is known speaks against `referent`.
    pub(crate) fn agrees(&self, referent: Referent, with: Agreeing) -> bool {
        let (gender, number) = match referent {
            Referent::Entity(cluster) => {
                let person = self.clusters.list[cluster as usize].kind == MentionType::Person;
                let gender = self.genders[cluster as usize].filter(|_| person);
                (gender, Some(Number::Singular))
            }
            Referent::Unnamed(first, end) => {
                let first = self.with_article(first);
                match Phrase::new(self.context, first, end) {
                    Some(phrase) => (phrase.gender, phrase.number),
                    None => (None, None),
                }
            }
        };
        let same_gender = gender.is_none() || with.gender.is_none() || gender == with.gender;
        let same_number = number.is_none() || with.number.is_none() || number == with.number;
        same_gender && same_number
    }

    fn with_article(&self, first: usize) -> usize {
        match first.checked_sub(1) {
            Some(before) if self.context.determiner(before).is_some() => before,
            _ => first,
        }
    }

    /// The bearer of the name beside which the phrase stands ("il presidente, Mario Rossi", of
    /// which a source may hold only one half).
    pub(crate) fn beside(&self, phrase: &Phrase) -> Option<u32> {
        let from = self.facts.partition_point(|fact| {
            let mention = &self.context.mentions[fact.mention as usize];
            mention.span.end + 400 < self.context.token(phrase.noun).span.start
        });
        self.facts[from..]
            .iter()
            .take(LOOK_BACK)
            .filter(|fact| fact.role.is_some() && phrase.number != Some(Number::Plural))
            .find(|fact| fact.first <= phrase.noun && phrase.noun < fact.end)
            .map(|fact| fact.mention)
    }

    /// Whom a noun phrase without a name of its own means, as seen from token `at`.
    ///
    /// `salient` is who was spoken of last, if he agrees.
    pub(crate) fn nominal(
        &self,
        phrase: &Phrase,
        at: usize,
        salient: impl Fn(Agreeing) -> Option<Referent>,
    ) -> Option<Referent> {
        let singular = phrase.number != Some(Number::Plural);
        if !singular || phrase.indefinite {
            return None;
        }
        if let Some(found) = self.by_fact(phrase, at) {
            return Some(found);
        }
        let with = Agreeing { gender: phrase.gender, number: phrase.number };
        let noun = self.context.token(phrase.noun).word;
        let bare = !phrase.qualified && phrase.definite;
        let age = self.context.form(phrase.noun).ends_with("enne");
        match phrase.role.map(|role| role.form.kind) {
            Some(RoleKind::Group) if bare => self.last_body(at),
            None if bare && self.context.words.is_body(noun) => self.last_body(at),
            Some(RoleKind::Person | RoleKind::Human | RoleKind::Courtesy) if bare => {
                salient(with).or_else(|| self.last_person(at, with))
            }
            None if bare && age => salient(with).or_else(|| self.last_person(at, with)),
            _ => None,
        }
    }

    /// Somebody of whom the article says what the phrase says.
    fn by_fact(&self, phrase: &Phrase, at: usize) -> Option<Referent> {
        let before = self.facts.partition_point(|fact| fact.first < at);
        let earlier = self.facts[..before].iter().rev().take(LOOK_BACK);
        let later = self.facts[before..].iter().take(LOOK_BACK);
        earlier
            .chain(later)
            .find(|fact| self.matches(phrase, fact))
            .and_then(|fact| self.bearer(fact.mention))
    }

    fn matches(&self, phrase: &Phrase, fact: &Fact) -> bool {
        let context = self.context;
        let noun = context.token(phrase.noun).word;
        let same_gender =
            phrase.gender.is_none() || fact.gender.is_none() || phrase.gender == fact.gender;
        if fact.first == phrase.noun || !same_gender {
            return false;
        }
        let (Some(role), Some(known)) = (phrase.role, fact.role) else {
            let fact_noun = fact.role.map_or(fact.first, |role| role.first as usize);
            return context.token(fact_noun).word == noun
                && self.qualifiers_fit(phrase.noun + 1, phrase.end, fact);
        };
        let office = |first: usize, end: usize| {
            let text = context.span(first, end).of(context.text).to_lowercase();
            context.words.offices.get(text.as_str()).copied()
        };
        let whole = |first: u32, end: usize| {
            (first as usize + 1..=end).rev().find_map(|end| office(first as usize, end))
        };
        let same_office = whole(role.first, phrase.end.min(role.first as usize + 6))
            .is_some_and(|one| whole(known.first, fact.end) == Some(one));
        if same_office {
            return true;
        }
        let same = role.form.role == known.form.role || role.form.head == known.form.head;
        same && self.qualifiers_fit(role.first as usize + 1, phrase.end, fact)
    }

    /// Whether every word that qualifies the noun of a phrase is among a fact's words.
    fn qualifiers_fit(&self, first: usize, end: usize, fact: &Fact) -> bool {
        let context = self.context;
        (first..end).all(|at| {
            let token = context.token(at);
            let empty = !token.is_word()
                || context.has(at, Classes::FUNCTION.and(Classes::DETERMINER))
                || context.determiner(at).is_some();
            empty
                || (fact.first..fact.end)
                    .any(|other| context.token(other).word == token.word || self.alike(at, other))
        })
    }

    /// Whether two words differ in no more than their ending ("nordcoreano", "nordcoreana").
    fn alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.context.form(a), self.context.form(b));
        let stem = |word: &str| word.chars().count().saturating_sub(1);
        let (long_a, long_b) = (stem(a), stem(b));
        long_a >= 4
            && long_a.abs_diff(long_b) <= 1
            && a.chars().take(long_a.min(long_b)).eq(b.chars().take(long_a.min(long_b)))
    }

    /// The person named last before token `at` who agrees.
    pub(crate) fn last_person(&self, at: usize, with: Agreeing) -> Option<Referent> {
        self.last(at, |referent| self.is_person(referent) && self.agrees(referent, with))
    }

    /// The body named last before token `at`.
    fn last_body(&self, at: usize) -> Option<Referent> {
        self.last(at, |referent| self.kind(referent) == Some(MentionType::Organization))
    }

    /// The bearer named last before token `at` that `wanted` accepts.
    pub(crate) fn last(&self, at: usize, wanted: impl Fn(Referent) -> bool) -> Option<Referent> {
        let byte = self.context.segments.tokens.get(at).map_or(u32::MAX, |token| token.span.start);
        let before = self.context.mentions.partition_point(|mention| mention.span.start < byte);
        let first = before.saturating_sub(LOOK_BACK);
        (first..before).rev().filter_map(|mention| self.bearer(mention as u32)).find(|&r| wanted(r))
    }

    /// Whom a pronoun means.
    pub(crate) fn pronoun(&self, phrase: &Phrase, at: usize, verb: Agreeing) -> Option<Referent> {
        let with = Agreeing {
            gender: phrase.gender.or(verb.gender),
            number: phrase.number.or(verb.number),
        };
        match phrase.head {
            Head::Latter => self.last(at, |referent| {
                self.agrees(referent, with)
                    && matches!(
                        self.kind(referent),
                        Some(MentionType::Person | MentionType::Organization | MentionType::Gpe)
                    )
            }),
            Head::Relative => {
                let person = self
                    .last(at, |referent| self.is_person(referent) && self.agrees(referent, with));
                person.or_else(|| self.last(at, |_| true))
            }
            _ => None,
        }
    }
}
