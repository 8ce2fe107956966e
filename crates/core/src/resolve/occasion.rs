//! When and where each quote was said, by the clause of its cue.

use serde::Deserialize;

use crate::document::{
    Mention, MentionForm, MentionId, MentionType, Quote, Time, TimeId, TimeType,
};
use crate::error::Error;
use crate::lexicon::{WordSet, read_toml};
use crate::quote::Classes;
use crate::segment::{Segments, TokenKind};
use crate::span::Span;

/// The words of a language that tell what a time or place beside a cue belongs to.
#[derive(Debug)]
pub(crate) struct Occasions {
    elsewhen: WordSet,
    days: WordSet,
    at: WordSet,
    with_article: WordSet,
    events: WordSet,
    addressed: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    elsewhen: Vec<String>,
    days: Vec<String>,
    at: Vec<String>,
    with_article: Vec<String>,
    events: Vec<String>,
    addressed: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    finds: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    ignores: Vec<String>,
}

const PATH: &str = "data/it/occasions.toml";
const ITALIAN: &str = include_str!("../../data/it/occasions.toml");
/// Tokens of a clause that are looked at on each side of its cue.
const REACH: usize = 60;

/// An article, as far as it matters here.
#[derive(Clone, Copy)]
pub(crate) struct Article<'a> {
    pub(crate) segments: &'a Segments,
    pub(crate) mentions: &'a [Mention],
    pub(crate) times: &'a [Time],
    /// The word classes of each token.
    pub(crate) classes: &'a [Classes],
}

/// The clause of one cue, in tokens.
struct Clause<'a> {
    words: &'a Occasions,
    article: Article<'a>,
    quote: &'a Quote,
    /// The sentence.
    first: usize,
    end: usize,
    /// The cue.
    cue: (usize, usize),
    /// The source, where it stands in the sentence.
    source: Option<(usize, usize)>,
}

/// What was found so far.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    time: Option<TimeId>,
    place: Option<MentionId>,
}

/// What stands between two commas.
enum Stretch {
    /// Words of the cue's own clause.
    Open,
    /// Words that say more of something else.
    Aside,
    /// Another clause, or what is attributed.
    Wall,
}

impl Occasions {
    /// The Italian words.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub(crate) fn italian() -> Result<Self, Error> {
        let file: File = read_toml(PATH, ITALIAN)?;
        Ok(Self {
            elsewhen: WordSet::new(&file.elsewhen),
            days: WordSet::new(&file.days),
            at: WordSet::new(&file.at),
            with_article: WordSet::new(&file.with_article),
            events: WordSet::new(&file.events),
            addressed: file.addressed,
        })
    }

    /// Tells each quote when and where it was said, where the clause of its cue does.
    pub(crate) fn tell(&self, article: Article<'_>, quotes: &mut [Quote]) {
        for quote in quotes {
            let Some(cue) = quote.cue.as_ref().map(|cue| cue.span) else { continue };
            let Some(clause) = self.clause(article, quote, cue) else { continue };
            let setting = clause.setting();
            (quote.time, quote.place) = (setting.time, setting.place);
        }
    }

    fn clause<'a>(
        &'a self,
        article: Article<'a>,
        quote: &'a Quote,
        cue: Span,
    ) -> Option<Clause<'a>> {
        let cue = article.segments.tokens_of(cue);
        let sentences = &article.segments.sentences;
        let after = sentences.partition_point(|sentence| sentence.first as usize <= cue.0);
        let sentence = &sentences[after.checked_sub(1)?];
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let source = quote.source.map(|span| article.segments.tokens_of(span));
        let source = source.filter(|source| source.0 >= first && source.1 <= end);
        Some(Clause { words: self, article, quote, first, end: end.max(cue.1), cue, source })
    }
}

impl Article<'_> {
    fn class(&self, at: usize) -> Classes {
        self.classes.get(at).copied().unwrap_or_default()
    }

    fn word(&self, at: usize) -> u64 {
        self.segments.tokens[at].word
    }

    fn kind(&self, at: usize) -> TokenKind {
        self.segments.tokens[at].kind
    }

    fn time_at(&self, at: usize) -> Option<(TimeId, &Time)> {
        let start = self.segments.tokens[at].span.start;
        let index = self.times.partition_point(|time| time.span.start < start);
        let time = self.times.get(index).filter(|time| time.span.start == start)?;
        Some((TimeId(index as u32), time))
    }

    fn name_at(&self, at: usize) -> Option<(MentionId, &Mention)> {
        let start = self.segments.tokens[at].span.start;
        let index = self.mentions.partition_point(|mention| mention.span.start < start);
        let here = self.mentions[index..].iter().take_while(|mention| mention.span.start == start);
        let named = here.enumerate().find(|(_, mention)| mention.form == MentionForm::Name);
        named.map(|(offset, mention)| (MentionId((index + offset) as u32), mention))
    }
}

impl Clause<'_> {
    fn setting(&self) -> Setting {
        let mut setting = Setting::default();
        self.right(&mut setting);
        self.left(&mut setting);
        setting
    }

    /// Looks behind the cue, to where its clause ends.
    fn right(&self, setting: &mut Setting) {
        let end = self.end.min(self.cue.1 + REACH);
        let mut at = self.cue.1;
        while at < end {
            if let Some(after) = self.in_source(at) {
                at = after;
                continue;
            }
            if self.is_wall(at) || self.opens_other_clause(at, end) {
                return;
            }
            if self.article.kind(at) == TokenKind::Comma {
                let stop = (at + 1..end).find(|&at| self.ends_stretch(at)).unwrap_or(end);
                match self.stretch(at + 1, stop) {
                    Stretch::Open => at += 1,
                    Stretch::Aside => at = stop,
                    Stretch::Wall => return,
                }
                continue;
            }
            self.take(at, setting);
            at += 1;
        }
    }

    /// Looks before the cue, stretch by stretch, to where its clause begins.
    fn left(&self, setting: &mut Setting) {
        if self.is_parenthesis() {
            return;
        }
        let first = self.first.max(self.cue.0.saturating_sub(REACH));
        let mut stop = self.cue.0;
        let mut beside = true;
        loop {
            let begins = (first..stop).rev().find(|&at| self.is_wall(at) || self.is_comma(at));
            let start = begins.map_or(first, |at| at + 1);
            let relative = Classes::SUBORDINATOR.and(Classes::RELATIVE);
            let verb = |at: &usize| self.article.class(*at).has(Classes::FINITE);
            // Beside the cue, what stands before "che" or another verb is no longer its clause.
            let other = (start..stop).rev().find(|at| {
                self.in_source(*at).is_none() && (verb(at) || self.article.class(*at).has(relative))
            });
            let stretch = if beside { Stretch::Open } else { self.stretch(start, stop) };
            match (stretch, other) {
                (Stretch::Wall, _) => return,
                (Stretch::Open, other) => {
                    for at in (other.map_or(start, |at| at + 1)..stop).rev() {
                        if self.in_source(at).is_none() {
                            self.take(at, setting);
                        }
                    }
                    if other.is_some() && beside {
                        return;
                    }
                }
                (Stretch::Aside, _) => {}
            }
            match begins {
                Some(at) if self.is_comma(at) => stop = at,
                _ => return,
            }
            beside = false;
        }
    }

    /// Whether the cue interrupts what it attributes ("Ieri, ha detto Rossi, pioveva").
    fn is_parenthesis(&self) -> bool {
        let before = self.cue.0.checked_sub(1).filter(|&at| at >= self.first);
        let set_off = before.is_some_and(|at| {
            matches!(self.article.kind(at), TokenKind::Comma | TokenKind::Dash | TokenKind::Mark)
        });
        let resumes = |span: &Span| {
            let (first, _) = self.article.segments.tokens_of(*span);
            first > self.cue.1
                && matches!(self.article.kind(first - 1), TokenKind::Comma | TokenKind::Dash)
        };
        set_off && self.quote.content.iter().any(resumes)
    }

    /// Where the source ends, if the token is in it.
    fn in_source(&self, at: usize) -> Option<usize> {
        self.source.filter(|source| source.0 <= at && at < source.1).map(|source| source.1)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.article.kind(at) == TokenKind::Comma && self.in_source(at).is_none()
    }

    /// Whether no clause goes on over the token: marks, and what is attributed.
    fn is_wall(&self, at: usize) -> bool {
        use TokenKind::{Close, Colon, Dash, Mark, Open, Semicolon};
        let span = self.article.segments.tokens[at].span;
        let marks = matches!(self.article.kind(at), Mark | Colon | Semicolon | Dash | Open | Close);
        marks || self.quote.content.iter().any(|part| part.contains(span))
    }

    fn ends_stretch(&self, at: usize) -> bool {
        self.is_wall(at) || self.is_comma(at)
    }

    /// Whether another clause begins at a token behind the cue.
    fn opens_other_clause(&self, at: usize, end: usize) -> bool {
        let class = self.article.class(at);
        let opener = Classes::SUBORDINATOR.and(Classes::RELATIVE).and(Classes::FINITE);
        let more = || {
            let rest = (at + 1..end).take_while(|&at| !self.ends_stretch(at));
            rest.into_iter().any(|at| self.article.class(at).has(Classes::FINITE))
        };
        class.has(opener.and(Classes::INFINITIVE)) || class.has(Classes::COORDINATOR) && more()
    }

    fn stretch(&self, start: usize, stop: usize) -> Stretch {
        let mut classes = Classes::default();
        for at in start..stop {
            if self.is_wall(at) {
                return Stretch::Wall;
            }
            let bare = self.in_source(at).is_none() && !self.is_nominal(at);
            classes = classes.and(if bare { self.article.class(at) } else { Classes::default() });
        }
        let relative = classes.has(Classes::RELATIVE.and(Classes::SUBORDINATOR));
        if classes.has(Classes::FINITE) {
            return if relative { Stretch::Aside } else { Stretch::Wall };
        }
        let other = Classes::PARTICIPLE.and(Classes::INFINITIVE);
        if relative || classes.has(other) { Stretch::Aside } else { Stretch::Open }
    }

    /// Whether what may be a verb is a noun, behind its determiner or preposition.
    fn is_nominal(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.first);
        let nominal = Classes::DETERMINER.and(Classes::PREPOSITION);
        before.is_some_and(|before| {
            let class = self.article.class(before);
            class.has(nominal) && !class.has(Classes::CLITIC.and(Classes::ADVERB))
        })
    }

    /// Takes the time or place that begins at a token, where it is that of the saying.
    fn take(&self, at: usize, setting: &mut Setting) {
        if let Some((id, time)) = self.article.time_at(at)
            && matches!(time.kind, TimeType::Date | TimeType::Time)
            && time.value != "PRESENT_REF"
            && self.is_time_of_saying(at)
            && setting.time.is_none_or(|known| self.refines(known, time))
        {
            setting.time = Some(id);
        }
        if setting.place.is_none()
            && let Some((id, name)) = self.article.name_at(at)
            && self.is_place_of_saying(at, name)
        {
            setting.place = Some(id);
        }
    }

    /// Whether an hour stands beside the day already found ("ieri alle 15").
    fn refines(&self, known: TimeId, time: &Time) -> bool {
        let known = &self.article.times[known.index()];
        let (after, hour) = (
            self.article.segments.tokens_of(known.span).1,
            self.article.segments.tokens_of(time.span).0,
        );
        known.kind == TimeType::Date
            && time.kind == TimeType::Time
            && (after..=after + 2).contains(&hour)
            && time.value.starts_with(&known.value)
    }

    fn is_time_of_saying(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return true };
        let word = self.article.word(before);
        if self.words.elsewhen.has(word) {
            return false;
        }
        let class = self.article.class(before);
        if class.has(Classes::DI) {
            let noun = before.checked_sub(1).filter(|&noun| noun >= self.first);
            return noun.is_some_and(|noun| self.words.days.has(self.article.word(noun)));
        }
        let behind = if class.has(Classes::PREPOSITION) {
            before.checked_sub(1).filter(|&at| at >= self.first)
        } else {
            Some(before)
        };
        !behind.is_some_and(|at| self.is_participle(at))
    }

    /// Whether a token is a participle that takes a time or place of its own ("emessa lunedì").
    fn is_participle(&self, at: usize) -> bool {
        let own = (self.cue.0..self.cue.1).contains(&at) || self.in_source(at).is_some();
        !own && self.article.class(at).has(Classes::PARTICIPLE) && !self.is_nominal(at)
    }

    /// The word before the time at a token, over its article.
    fn before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&before| before >= self.first)?;
        let article = self.article.class(before).has(Classes::ARTICLE);
        if article { before.checked_sub(1).filter(|&at| at >= self.first) } else { Some(before) }
    }

    fn is_place_of_saying(&self, at: usize, name: &Mention) -> bool {
        use MentionType::{Facility, Gpe, Location};
        let place = matches!(name.kind, Gpe | Location | Facility) && !name.metonymy;
        let preposition = at.checked_sub(1).filter(|&before| before >= self.first);
        let Some(preposition) = preposition.filter(|_| place) else { return false };
        let word = self.article.word(preposition);
        let building = self.words.with_article.has(word) && name.kind != Gpe;
        if !self.words.at.has(word) && !building {
            return false;
        }
        let Some(before) = preposition.checked_sub(1).filter(|&at| at >= self.first) else {
            return true;
        };
        if before + 1 == self.cue.1 {
            let asked = self
                .quote
                .cue
                .as_ref()
                .is_some_and(|cue| self.words.addressed.contains(&cue.class));
            return !(asked && self.article.class(preposition).has(Classes::A));
        }
        let ends_time = || {
            let end = self.article.segments.tokens[before].span.end;
            let index = self.article.times.partition_point(|time| time.span.end < end);
            self.article.times.get(index).is_some_and(|time| time.span.end == end)
        };
        self.ends_stretch(before)
            || self.source.is_some_and(|source| source.1 == before + 1)
            || self.words.events.has(self.article.word(before))
            || ends_time()
    }
}

#[cfg(test)]
#[path = "occasion_tests.rs"]
mod tests;
