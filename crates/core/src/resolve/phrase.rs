//! The phrase that names a source, taken apart: what it is headed by and whom it names.

use crate::document::{Gender, MentionType};
use crate::lexicon::form::Number;
use crate::lexicon::hash_normalized;
use crate::mention::roles::{RoleKind, RoleMatch};
use crate::quote::Classes;
use crate::resolve::context::Context;
use crate::segment::TokenKind;

/// What a phrase is headed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// A proper name.
    Name,
    /// "lui", "questi"
    Pronoun,
    /// "quest'ultima"
    Latter,
    /// "che", "il quale"
    Relative,
    /// "chi", "quanto": nobody in particular.
    Anybody,
    /// A noun.
    Noun,
}

/// A phrase, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its first token after articles and prepositions; "alcuni" belongs to it.
    pub(crate) core: usize,
    /// Its noun, name or pronoun.
    pub(crate) noun: usize,
    /// Its first token.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) head: Head,
    pub(crate) definite: bool,
    pub(crate) indefinite: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Option<Number>,
    /// The role that its noun is.
    pub(crate) role: Option<RoleMatch>,
    /// The names (mentions) that are the source, not what qualifies it.
    pub(crate) named: Vec<u32>,
    /// Whether a preposition says of whom or what the noun is.
    pub(crate) qualified: bool,
    /// Whether two are joined.
    pub(crate) many: bool,
    /// "la sua versione"
    pub(crate) possessed: bool,
}

const BEFORE: [u64; 12] = [
    hash_normalized("anche"),
    hash_normalized("pure"),
    hash_normalized("solo"),
    hash_normalized("soltanto"),
    hash_normalized("persino"),
    hash_normalized("perfino"),
    hash_normalized("proprio"),
    hash_normalized("invece"),
    hash_normalized("sia"),
    hash_normalized("neanche"),
    hash_normalized("sempre"),
    hash_normalized("ancora"),
];
const AND: [u64; 4] =
    [hash_normalized("e"), hash_normalized("ed"), hash_normalized("o"), hash_normalized("che")];
const CHE: u64 = hash_normalized("che");
const QUALE: [u64; 2] = [hash_normalized("quale"), hash_normalized("quali")];
const ANYBODY: [u64; 5] = [
    hash_normalized("chi"),
    hash_normalized("quanto"),
    hash_normalized("chiunque"),
    hash_normalized("quanti"),
    hash_normalized("ciò"),
];
const STESSO: [u64; 4] = [
    hash_normalized("stesso"),
    hash_normalized("stessa"),
    hash_normalized("stessi"),
    hash_normalized("stesse"),
];

impl Phrase {
    /// The phrase that the tokens `first..end` are; `None` where nothing is left of it.
    pub(crate) fn new(context: &Context<'_>, first: usize, end: usize) -> Option<Self> {
        let mut phrase = Self {
            core: first,
            noun: first,
            first,
            end,
            head: Head::Noun,
            definite: false,
            indefinite: false,
            gender: None,
            number: None,
            role: None,
            named: Vec::new(),
            qualified: false,
            many: false,
            possessed: false,
        };
        let edge = |at: usize| {
            let kind = context.token(at).kind;
            matches!(kind, TokenKind::Mark | TokenKind::Comma | TokenKind::Dash | TokenKind::Colon)
        };
        while phrase.end > first
            && edge(phrase.end - 1)
            && context.name_at(phrase.end - 1).is_none()
        {
            phrase.end -= 1;
        }
        let end = phrase.end;
        phrase.strip(context);
        phrase.noun = phrase.core;
        while phrase.noun + 1 < phrase.end
            && context.determiner(phrase.noun).is_some_and(|word| word.quantity)
        {
            phrase.noun += 1;
        }
        if phrase.core >= end {
            return phrase.lone_determiner(context, first);
        }
        phrase.read_head(context);
        if matches!(phrase.head, Head::Noun | Head::Name) {
            phrase.find_names(context);
        }
        Some(phrase)
    }

    /// Steps over articles, prepositions, possessives and words like "anche".
    fn strip(&mut self, context: &Context<'_>) {
        while self.core < self.end {
            let at = self.core;
            let token = context.token(at);
            let last = at + 1 == self.end;
            if context.name_at(at).is_some()
                || QUALE.contains(&token.word)
                || last && context.words.pronoun(token.word).is_some()
            {
                return;
            }
            self.possessed |= context.has(at, Classes::POSSESSIVE);
            if let Some(determiner) = context.determiner(at) {
                // "alcuni testimoni" keeps its quantity.
                self.definite |= determiner.definite;
                self.indefinite |= determiner.indefinite;
                self.gender = self.gender.or(determiner.gender);
                self.number = self.number.or(determiner.number);
                if determiner.quantity {
                    return;
                }
            } else if !(BEFORE.contains(&token.word)
                || context.is_preposition(at)
                || STESSO.contains(&token.word)
                || context.has(at, Classes::POSSESSIVE)
                || matches!(token.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Mark))
            {
                return;
            }
            self.core += 1;
        }
    }

    /// "alcuni", "questi": a determiner that is all there is.
    fn lone_determiner(mut self, context: &Context<'_>, first: usize) -> Option<Self> {
        let last = self.end.checked_sub(1).filter(|&last| last >= first)?;
        (self.core, self.noun) = (last, last);
        // "a detta sua", "a loro giudizio"
        let pronoun = context.has(last, Classes::POSSESSIVE);
        self.head = if pronoun { Head::Pronoun } else { Head::Noun };
        if pronoun {
            (self.gender, self.number) = (None, None);
        }
        Some(self)
    }

    fn read_head(&mut self, context: &Context<'_>) {
        let at = self.noun;
        let word = context.token(at).word;
        if context.name_at(at).is_some() {
            self.head = Head::Name;
            return;
        }
        let lone = self.end - at == 1;
        let own = (at + 1..self.end).all(|next| STESSO.contains(&context.token(next).word))
            || !context.has(at, Classes::POSSESSIVE);
        if let Some((gender, number)) = context.words.pronoun(word).filter(|_| own) {
            self.head = Head::Pronoun;
            self.gender = gender;
            self.number = number;
        } else if context.words.is_latter(word) && lone {
            self.head = Head::Latter;
        } else if lone && (word == CHE || QUALE.contains(&word)) {
            self.head = Head::Relative;
        } else if ANYBODY.contains(&word) {
            self.head = Head::Anybody;
        } else {
            self.role = (at..self.end.min(at + 3)).find_map(|at| context.role(at, self.end));
            if let Some(role) = self.role {
                self.gender = self.gender.or(role.form.gender);
                self.number = self.number.or(role.form.number);
            }
            let noun_end = self.role.map_or(at + 1, |role| role.end as usize);
            self.qualified = (noun_end..self.end).any(|at| context.is_preposition(at));
        }
    }

    /// Finds the names that are the source itself.
    fn find_names(&mut self, context: &Context<'_>) {
        let kind = self.role.map(|role| role.form.kind);
        let core = self.noun;
        let mut at = core;
        let mut last_end = core;
        let end = self.relative_clause(context);
        while at < end {
            let Some(name) = context.name_at(at) else {
                at += 1;
                continue;
            };
            let after = (at..end).take_while(|&at| context.name_at(at) == Some(name)).count();
            let mention = &context.mentions[name as usize];
            let person = mention.kind == MentionType::Person;
            let joined = !self.named.is_empty()
                && (last_end..at).all(|at| {
                    AND.contains(&context.token(at).word)
                        || context.token(at).kind == TokenKind::Comma
                        || context.determiner(at).is_some() && !context.is_preposition(at)
                })
                && at > last_end;
            let head = at == core;
            let fits = match kind {
                Some(RoleKind::Group) => true,
                Some(_) => person,
                None => person || context.words.is_body(context.token(core).word),
            };
            if head
                || joined && self.head == Head::Name
                || self.named.is_empty() && fits && is_apposed(context, core, at)
            {
                self.many |= joined;
                self.named.push(name);
                last_end = at + after;
            } else if self.head == Head::Name && person && self.named.len() == 1 {
                // "il Vaticano, con il portavoce Lombardi": a person speaks for the body.
                let body = context.mentions[self.named[0] as usize].kind != MentionType::Person;
                let inserted = (last_end..at).any(|at| context.token(at).kind == TokenKind::Comma);
                if body && (inserted || at == last_end) {
                    self.named[0] = name;
                    last_end = at + after;
                }
            }
            at += after;
        }
    }

    /// Whether the phrase can name a source at all: not a verb, a time or a lone participle that
    /// was taken for one.
    pub(crate) fn can_speak(&self, context: &Context<'_>) -> bool {
        if self.is_speaker(context) {
            return true;
        }
        let verb =
            context.has(self.noun, Classes::VERB) && !context.has(self.noun, Classes::CUE_NOUN);
        let bare = self.noun == self.first;
        let time = context.has(self.noun, Classes::TIME);
        let number =
            context.token(self.noun).kind == TokenKind::Number && self.end == self.noun + 1;
        !(time || number || verb && bare || context.has(self.noun, Classes::ADVERB))
    }

    /// Whether the lexicons know the phrase as one of those who speak.
    pub(crate) fn is_speaker(&self, context: &Context<'_>) -> bool {
        let word = context.token(self.noun).word;
        self.head != Head::Noun
            || self.role.is_some()
            || !self.named.is_empty()
            || context.words.is_speech(word)
            || context.words.is_body(word)
            || context.words.unnamed(word).is_some()
    }

    /// Where a relative clause begins in the phrase, or its end.
    fn relative_clause(&self, context: &Context<'_>) -> usize {
        (self.noun + 1..self.end).find(|&at| context.token(at).word == CHE).unwrap_or(self.end)
    }
}

/// Whether the name at token `name` stands in apposition to the noun at token `core` before it,
/// rather than under a preposition ("il ministro Rossi", not "il legale di Rossi").
pub(crate) fn is_apposed(context: &Context<'_>, core: usize, name: usize) -> bool {
    let mut at = name;
    // What may stand right before the name.
    while at > core {
        let before = at - 1;
        let kind = context.token(before).kind;
        let article = context.determiner(before).is_some() && !context.is_preposition(before);
        if matches!(kind, TokenKind::Comma | TokenKind::Mark) || article {
            at = before;
        } else {
            break;
        }
    }
    if at <= core {
        return at == core && name > core;
    }
    if context.is_preposition(at - 1)
        || matches!(
            context.token(at - 1).kind,
            TokenKind::Open | TokenKind::Stop | TokenKind::Colon
        )
        || AND.contains(&context.token(at - 1).word)
    {
        return false;
    }
    // The nearest preposition: does a title behind it take the name?
    let preposition = (core + 1..at)
        .rev()
        .find(|&at| context.is_preposition(at) && context.name_at(at).is_none());
    let Some(preposition) = preposition else { return true };
    let noun = preposition + 1;
    match context.role(noun, at) {
        Some(role) => {
            let person = role.form.kind != RoleKind::Group;
            let comma = context.token(name - 1).kind == TokenKind::Comma;
            !(person && role.form.number != Some(Number::Plural))
                || comma
                || role.end as usize != at
        }
        None => true,
    }
}
