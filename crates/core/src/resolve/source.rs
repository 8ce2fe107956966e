//! Whom the words beside a cue name.

use crate::document::SpeakerVia;
use crate::lexicon::form::Number;
use crate::mention::roles::RoleKind;
use crate::quote::Classes;
use crate::resolve::antecedent::{Agreeing, Referent};
use crate::resolve::phrase::{Head, Phrase};
use crate::resolve::salience::Who;
use crate::resolve::speakers::{Cue, Speakers, reason};
use crate::resolve::weights::Asked;
use crate::span::Span;

/// What a source was found to be.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) referents: Vec<Referent>,
    pub(crate) via: SpeakerVia,
    /// The words of a source that no name stands for.
    pub(crate) words: Option<(usize, usize)>,
    pub(crate) many: bool,
    /// What the source is instead, where it was misread.
    pub(crate) source: Option<Option<Span>>,
}

impl Speakers<'_> {
    /// Who a source is.
    pub(crate) fn source(
        &mut self,
        phrase: &Phrase,
        cue: &Cue,
        quoted: bool,
    ) -> Result<Found, &'static str> {
        let knowledge = self.knowledge;
        let words = Some((phrase.core, phrase.end));
        let plural = phrase.number == Some(Number::Plural);
        match phrase.head {
            Head::Anybody => return Err(reason::INDEFINITE),
            Head::Pronoun => {
                let with = Agreeing { gender: phrase.gender, number: phrase.number };
                let found = self.ask(Asked::Pronoun, &Cue { with, ..*cue }, None);
                return Ok(found.map_or_else(
                    || Found::unnamed(phrase, plural),
                    |found| Found { via: SpeakerVia::Coreference, ..self.meant(&found, None) },
                ));
            }
            Head::Latter | Head::Relative => {
                if let Some(referent) = knowledge.pronoun(phrase, phrase.first, cue.with) {
                    return Ok(Found::coreferent(referent));
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
                let words = words.filter(|_| many);
                return Ok(Found { referents, via, words, many, source: None });
            }
        }
        if phrase.head == Head::Noun {
            if let Some(referent) =
                knowledge.beside(phrase).and_then(|mention| knowledge.bearer(mention))
            {
                let via = SpeakerVia::Apposition;
                return Ok(Found { via, ..Found::coreferent(referent) });
            }
            if let Some(found) = self.said_by(phrase, cue) {
                return Ok(found);
            }
            return Ok(self.described(phrase, cue, quoted));
        }
        Ok(Found::unnamed(phrase, plural))
    }

    /// Whom a noun without a name of its own means.
    fn described(&mut self, phrase: &Phrase, cue: &Cue, quoted: bool) -> Found {
        let context = self.knowledge.context;
        let plural = phrase.number == Some(Number::Plural);
        let word = context.token(phrase.noun).word;
        let asked = match phrase.role.map(|role| role.form.kind) {
            Some(RoleKind::Group) => Asked::Body,
            Some(_) => Asked::Person,
            None if context.words.is_body(word) => Asked::Body,
            None if context.is_epithet(phrase.noun) => Asked::Person,
            None if context.words.unnamed(word).is_some() => {
                return Found::unnamed(phrase, plural);
            }
            None => Asked::Thing,
        };
        let sure = cue.sure && phrase.first == cue.end;
        if asked == Asked::Thing && (!quoted || sure) {
            return Found::unnamed(phrase, plural);
        }
        let with = match asked {
            Asked::Thing => cue.with,
            _ => Agreeing { gender: phrase.gender, number: phrase.number },
        };
        match self.ask(asked, &Cue { with, ..*cue }, Some(phrase)) {
            Some(found) if found.who != Who::Itself => {
                let source = (asked == Asked::Thing).then(|| self.source_instead(&found, cue));
                Found { source, ..self.meant(&found, Some(phrase)) }
            }
            _ => Found::unnamed(phrase, plural),
        }
    }

    /// "le parole del sindaco": whose words they are.
    fn said_by(&mut self, phrase: &Phrase, cue: &Cue) -> Option<Found> {
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
            let cue = Cue { with: Agreeing::default(), ..*cue };
            let found = self.ask(Asked::Pronoun, &cue, None).filter(|_| phrase.possessed)?;
            let found = self.meant(&found, None);
            return Some(Found { via: SpeakerVia::Coreference, ..found });
        };
        let da = context.has(by, Classes::DA);
        let inner = Phrase::new(context, by, if da { reach } else { phrase.end })?;
        if inner.head == Head::Noun && context.words.is_speech(context.token(inner.noun).word) {
            return None;
        }
        let inner_cue = Cue { at: by, with: Agreeing::default(), number: None, ..*cue };
        let found = self.source(&inner, &inner_cue, false).ok()?;
        let named = found.referents.iter().all(|r| matches!(r, Referent::Entity(_)));
        (named || da && inner.can_speak(context)).then_some(found)
    }
}

impl Found {
    fn unnamed(phrase: &Phrase, many: bool) -> Self {
        Self {
            referents: vec![Referent::Unnamed(phrase.core, phrase.end)],
            via: SpeakerVia::Explicit,
            words: Some((phrase.core, phrase.end)),
            many,
            source: None,
        }
    }

    fn coreferent(referent: Referent) -> Self {
        let via = SpeakerVia::Coreference;
        Self { referents: vec![referent], via, words: None, many: false, source: None }
    }
}
