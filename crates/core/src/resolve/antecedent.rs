//! Whom a phrase without a name refers to.

use crate::document::{Gender, MentionType};
use crate::lexicon::form::Number;
use crate::quote::Classes;
use crate::resolve::clusters::{Clusters, NONE};
use crate::resolve::context::Context;
use crate::resolve::facts::Fact;
use crate::resolve::phrase::{Head, Phrase};
use crate::span::Span;

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

/// How well a phrase says what a fact says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    None,
    Part,
    Whole,
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

    /// How well the phrase says of somebody what a fact says of him.
    pub(crate) fn describes(&self, phrase: &Phrase, fact: &Fact) -> Fit {
        let same_gender =
            phrase.gender.is_none() || fact.gender.is_none() || phrase.gender == fact.gender;
        if fact.first <= phrase.noun && phrase.noun < fact.end || !same_gender {
            return Fit::None;
        }
        if self.is_whole(phrase, fact) { Fit::Whole } else { self.resembles(phrase, fact) }
    }

    fn is_whole(&self, phrase: &Phrase, fact: &Fact) -> bool {
        let context = self.context;
        let noun = context.token(phrase.noun).word;
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
        let same = role.form.role == known.form.role || role.form.head == known.form.head;
        same_office || same && self.qualifiers_fit(role.first as usize + 1, phrase.end, fact)
    }

    /// Whether the noun is among a fact's words, or says more broadly what the fact says ("il
    /// magistrato" of a "gip").
    fn resembles(&self, phrase: &Phrase, fact: &Fact) -> Fit {
        let context = self.context;
        let noun = context.token(phrase.noun).word;
        let until =
            (fact.first..fact.end).find(|&at| context.is_preposition(at)).unwrap_or(fact.end);
        let broader = |at: usize| context.words.is_broader(noun, context.token(at).word);
        let same = |at: usize| context.token(at).word == noun || self.alike(at, phrase.noun);
        let fits = self.qualifiers_fit(phrase.noun + 1, phrase.end, fact);
        // "il titolare dei Trasporti" of a "ministro dei Trasporti"
        if phrase.qualified && !fits {
            return Fit::None;
        }
        let broad = (fact.first..until).any(broader);
        if broad {
            Fit::Whole
        } else if (fact.first..until).any(same) {
            Fit::Part
        } else {
            Fit::None
        }
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

    /// The number of the article before a phrase that left it out.
    pub(crate) fn article_number(&self, phrase: &Phrase) -> Option<Number> {
        let before = phrase.core.checked_sub(1)?;
        self.context.determiner(before)?.number
    }

    /// A name with the description and the article that stand before it.
    pub(crate) fn noun_phrase(&self, mention: u32) -> Span {
        let span = self.context.mentions[mention as usize].span;
        let (first, end) = self.context.tokens_of(span);
        let from = self.facts.partition_point(|fact| fact.mention < mention);
        let fact = self.facts[from..].iter().find(|fact| fact.mention == mention);
        let mut start = fact.map_or(first, |fact| fact.first.min(first));
        if start > 0
            && self.context.determiner(start - 1).is_some()
            && !self.context.is_preposition(start - 1)
        {
            start -= 1;
        }
        self.context.span(start, end)
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
