//! The gender by which the article writes of a person, and the words that show it.

use crate::document::{Gender, Mention, MentionForm, MentionType};
use crate::quote::Classes;
use crate::resolve::clusters::{Clusters, NONE};
use crate::resolve::context::Context;
use crate::resolve::facts::Fact;
use crate::segment::TokenKind;
use crate::span::Span;

/// Words between a copula and the participle that agrees ("è stata poi arrestata").
const REACH: usize = 4;

/// A gender and what shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) gender: Gender,
    pub(crate) by: Span,
}

/// The gender of the person that each cluster is, where something shows it: a given name before a
/// role, a role before an article, an article before a word that agrees.
pub(crate) fn genders(
    context: &Context<'_>,
    clusters: &Clusters,
    facts: &[Fact],
) -> Vec<Option<Shown>> {
    let person = |cluster: u32| clusters.list[cluster as usize].kind == MentionType::Person;
    let mut genders: Vec<Option<Shown>> = clusters
        .list
        .iter()
        .map(|cluster| {
            let mention = &context.mentions[cluster.fullest as usize];
            (cluster.kind == MentionType::Person).then(|| given(context, mention)).flatten()
        })
        .collect();
    for fact in facts {
        let cluster = clusters.of[fact.mention as usize];
        if cluster == NONE || !person(cluster) || genders[cluster as usize].is_some() {
            continue;
        }
        genders[cluster as usize] = fact.gender.map(|gender| {
            let end = fact.role.map_or(fact.first + 1, |role| role.end as usize);
            Shown { gender, by: context.span(fact.first, end) }
        });
    }
    for way in [article, agreement] {
        for (mention, &cluster) in context.mentions.iter().zip(&clusters.of) {
            let named = mention.form == MentionForm::Name && cluster != NONE;
            if named && person(cluster) && genders[cluster as usize].is_none() {
                genders[cluster as usize] = way(context, mention);
            }
        }
    }
    genders
}

/// "Anna" of "Anna Neri".
fn given(context: &Context<'_>, mention: &Mention) -> Option<Shown> {
    let (first, end) = context.tokens_of(mention.span);
    (first..end.saturating_sub(1)).find_map(|at| {
        let gender = context.people.given_gender(context.token(at).word)?;
        Some(Shown { gender, by: context.token(at).span })
    })
}

/// "la Neri"
fn article(context: &Context<'_>, mention: &Mention) -> Option<Shown> {
    let before = context.tokens_of(mention.span).0.checked_sub(1)?;
    let shown = context.has_feminine_article(mention);
    shown.then(|| Shown { gender: Gender::Female, by: context.token(before).span })
}

/// "Neri è stata eletta", "Neri si è detto pronto", "Neri, nata a Siena".
fn agreement(context: &Context<'_>, mention: &Mention) -> Option<Shown> {
    let (first, end) = context.tokens_of(mention.span);
    if !heads_its_phrase(context, first) {
        return None;
    }
    let tokens = &context.segments.tokens;
    if tokens.get(end)?.kind == TokenKind::Comma {
        return agreeing(context, end + 1);
    }
    let stop = context.sentence(first).1.min(end + REACH);
    let copula = (end..stop).find(|&at| context.words.is_copula(context.token(at).word))?;
    let between =
        |at: usize| context.has(at, Classes::ADVERB.and(Classes::CLITIC).and(Classes::NEGATION));
    if !(end..copula).all(between) {
        return None;
    }
    let stop = context.sentence(first).1.min(copula + 1 + REACH);
    (copula + 1..stop)
        .take_while(|&at| context.has(at, Classes::PARTICIPLE.and(Classes::ADVERB)))
        .find_map(|at| agreeing(context, at))
}

/// Whether the name is the head of its phrase: "Neri", "il sindaco Neri", not "la famiglia Neri" or
/// "il marito di Neri".
fn heads_its_phrase(context: &Context<'_>, first: usize) -> bool {
    let opens = context.sentence(first).0 == first;
    let Some(before) = first.checked_sub(1).filter(|_| !opens) else { return true };
    match context.token(before).kind {
        TokenKind::Word => {
            context.has(before, Classes::RELATIVE.and(Classes::SUBORDINATOR))
                && !context.is_preposition(before)
        }
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Close => true,
        _ => false,
    }
}

/// The gender of a participle in the singular.
fn agreeing(context: &Context<'_>, at: usize) -> Option<Shown> {
    let token = context.segments.tokens.get(at)?;
    let participle = context.has(at, Classes::PARTICIPLE) && !context.has(at, Classes::FUNCTION);
    if !participle && !context.words.agrees(token.word) {
        return None;
    }
    let form = context.form(at);
    let gender = if form.ends_with('a') {
        Gender::Female
    } else if form.ends_with('o') {
        Gender::Male
    } else {
        return None;
    };
    Some(Shown { gender, by: context.token(at).span })
}
