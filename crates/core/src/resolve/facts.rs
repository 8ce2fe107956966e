//! What the article says its names are: roles before and behind them.

use crate::document::{Gender, MentionForm, MentionType};
use crate::lexicon::form::Number;
use crate::lexicon::hash_normalized;
use crate::mention::roles::{RoleKind, RoleMatch};
use crate::quote::Classes;
use crate::resolve::context::{Context, NO_NAME};
use crate::resolve::phrase::is_apposed;
use crate::segment::TokenKind;

/// How far before a name its role is looked for, in tokens.
const BEFORE: usize = 16;
/// How far an apposition behind a name reaches, in tokens.
const BEHIND: usize = 18;

/// A noun phrase that describes the bearer of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// The mention it describes.
    pub(crate) mention: u32,
    /// Its tokens, without article.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// The role, where the lexicon has it.
    pub(crate) role: Option<RoleMatch>,
    pub(crate) gender: Option<Gender>,
}

/// All facts, in order of the names they describe (and so nearly in order of appearance).
pub(crate) fn facts(context: &Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (index, mention) in context.mentions.iter().enumerate() {
        let named = mention.form == MentionForm::Name;
        if !named || !matches!(mention.kind, MentionType::Person | MentionType::Organization) {
            continue;
        }
        let (first, end) = context.tokens_of(mention.span);
        let person = mention.kind == MentionType::Person;
        facts.extend(before(context, index as u32, first, person));
        behind(context, index as u32, end, person, &mut facts);
    }
    facts
}

/// Whether a role can be one of a person, or of a body.
fn fits(role: &RoleMatch, person: bool) -> bool {
    (role.form.kind == RoleKind::Group) != person && role.form.number != Some(Number::Plural)
}

/// "il portavoce del Cremlino Dmitry Peskov"
fn before(context: &Context<'_>, mention: u32, name: usize, person: bool) -> Option<Fact> {
    let start = reach_back(context, name);
    let mut end = name;
    while end > start
        && (matches!(context.token(end - 1).kind, TokenKind::Comma | TokenKind::Mark)
            || context.determiner(end - 1).is_some())
    {
        end -= 1;
    }
    let at = (start..end).find_map(|at| {
        if context.name_at(at).is_some() {
            return None;
        }
        let role = context.role(at, end)?;
        if another_between(context, at, name) {
            return None;
        }
        (fits(&role, person) && is_apposed(context, at, name)).then_some((at, role))
    });
    if let Some((first, role)) = at {
        let article = first.checked_sub(1).and_then(|before| context.determiner(before));
        let gender = role.form.gender.or(article.and_then(|article| article.gender));
        return Some(Fact { mention, first, end, role: Some(role), gender });
    }
    // A noun that the lexicon lacks, after its article: "la portiera Rossi", "il 61enne Rossi".
    let article = (start.saturating_sub(1)..end)
        .rev()
        .find(|&at| context.determiner(at).is_some() && context.name_at(at).is_none())?;
    let first = article + 1;
    let noun = first < end
        && context.name_at(first).is_none()
        && !context.has(first, Classes::VERB.and(Classes::FUNCTION))
        && context.form(first).starts_with(|c: char| c.is_lowercase() || c.is_numeric())
        && is_apposed(context, first, name);
    // "la vittima Rossi" is no evidence of a woman.
    noun.then_some(Fact { mention, first, end, role: None, gender: None })
}

/// Whether what stands at `at` describes somebody else, to whom an "e" adds the name: "l'ex premier
/// Bianchi e il segretario Verdi".
fn another_between(context: &Context<'_>, at: usize, name: usize) -> bool {
    const AND: [u64; 3] = [hash_normalized("e"), hash_normalized("ed"), hash_normalized("o")];
    let and = (at..name).rev().find(|&token| AND.contains(&context.token(token).word));
    let person = |token: usize| {
        context
            .name_at(token)
            .is_some_and(|mention| context.mentions[mention as usize].kind == MentionType::Person)
    };
    and.is_some_and(|and| (at..and).any(person))
}

/// The first token of the words before a name that can describe it.
fn reach_back(context: &Context<'_>, name: usize) -> usize {
    let mut at = name;
    let mut commas = 0;
    let start = context.sentence(name).0;
    while at > start && name - at < BEFORE {
        let before = at - 1;
        let token = context.token(before);
        let verb = context.has(before, Classes::FINITE.and(Classes::GERUND))
            && !context.has(before, Classes::CUE_NOUN)
            && context.role(before, name).is_none()
            && context.determiner(before).is_none();
        let goes_on = match token.kind {
            TokenKind::Word => {
                !verb && !context.has(before, Classes::RELATIVE.and(Classes::SUBORDINATOR))
                    || context.is_preposition(before)
            }
            TokenKind::Number | TokenKind::Hyphen => true,
            TokenKind::Mark => before + 1 == name,
            TokenKind::Comma => {
                commas += 1;
                before + 1 == name && commas == 1
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        at = before;
    }
    at
}

/// "Dmitry Peskov, portavoce del Cremlino,", "Peskov (il portavoce)".
fn behind(context: &Context<'_>, mention: u32, after: usize, person: bool, facts: &mut Vec<Fact>) {
    let tokens = &context.segments.tokens;
    let Some(opener) = tokens.get(after) else { return };
    if !matches!(opener.kind, TokenKind::Comma | TokenKind::Open) {
        return;
    }
    let mut at = after + 1;
    let mut article = None;
    while let Some(determiner) = context.determiner(at) {
        if context.is_preposition(at) {
            return;
        }
        article = Some(determiner);
        at += 1;
    }
    if at >= tokens.len() || context.name_at(at).is_some() {
        return;
    }
    let end = reach_on(context, at);
    let role = context.role(at, end);
    let Some(role) = role.filter(|role| fits(role, person)) else { return };
    // "Rossi, il ministro Bianchi e …" lists people.
    let other = (at + 1..end).find(|&next| {
        let name = context.names[next];
        name != NO_NAME
            && context.mentions[name as usize].kind == MentionType::Person
            && is_apposed(context, at, next)
    });
    if person && other.is_some() || end <= at {
        return;
    }
    let gender = role.form.gender.or(article.and_then(|article| article.gender));
    facts.push(Fact { mention, first: at, end, role: Some(role), gender });
}

/// One past the last token of an apposition that begins at `first`.
pub(crate) fn reach_on(context: &Context<'_>, first: usize) -> usize {
    let tokens = &context.segments.tokens;
    let mut at = first;
    let end = context.sentence(first).1;
    while at < end && at - first < BEHIND {
        let token = &tokens[at];
        let finite = context.has(at, Classes::FINITE)
            && !context.has(at, Classes::CUE_NOUN.and(Classes::PREPOSITION))
            && at > first
            && context.determiner(at - 1).is_none();
        let goes_on = match token.kind {
            TokenKind::Word => {
                !finite
                    && (!context.has(at, Classes::RELATIVE.and(Classes::SUBORDINATOR))
                        || context.is_preposition(at))
                    && !context.has(at, Classes::GERUND)
            }
            TokenKind::Number | TokenKind::Hyphen | TokenKind::Mark => true,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}
