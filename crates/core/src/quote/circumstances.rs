//! To whom something was said, on what the source rests it, and in what it was said, by the words
//! beside the cue.

use serde::Deserialize;

use crate::document::Channel;
use crate::error::Error;
use crate::lexicon::{CueClass, CueKind, WordSet, read_toml, word_hash};
use crate::quote::clause::{ClauseView, Hit};
use crate::quote::draft::{Draft, Tokens};
use crate::quote::frame::{Item, ItemKind};
use crate::quote::noun_phrase::{LONGEST, NounPhrase, Reach, noun_phrase};
use crate::quote::vocabulary::Classes;

const PATH: &str = "data/it/circumstances.toml";
const ITALIAN: &str = include_str!("../../data/it/circumstances.toml");
/// Items on each side of a cue that are looked at.
const REACH: usize = 32;
/// Items between a noun and the preposition that leads to it ("in un breve comunicato").
const MODIFIERS: usize = 4;

/// The words of a language for the circumstances of speech.
#[derive(Debug)]
pub(crate) struct Circumstances {
    clitics: WordSet,
    objects: WordSet,
    citing: WordSet,
    bases: Vec<Vec<u64>>,
    /// The channel of each word and of each lemma of a cue, in order of their hashes.
    channels: Vec<(u64, Channel)>,
    verbs: Vec<(u64, Channel)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    addressee: Addressees,
    evidence: Evidence,
    channel: Vec<ChannelWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code))]
struct Addressees {
    clitics: Vec<String>,
    objects: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code))]
struct Evidence {
    citing: Vec<String>,
    bases: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code))]
struct ChannelWords {
    name: Channel,
    words: Vec<String>,
    verbs: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

/// The items beside a cue that belong to its own clause: none of its content or source.
struct Beside<'v, 'a> {
    words: &'v Circumstances,
    view: &'v ClauseView<'a>,
    hit: &'v Hit,
    draft: &'v Draft,
    /// Where the clause of the cue begins.
    from: usize,
}

impl Circumstances {
    /// The Italian words.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub(crate) fn italian() -> Result<Self, Error> {
        let file: File = read_toml(PATH, ITALIAN)?;
        let phrase = |words: &String| words.split(' ').map(word_hash).collect();
        let (mut channels, mut verbs) = (Vec::new(), Vec::new());
        for entry in &file.channel {
            channels.extend(entry.words.iter().map(|word| (word_hash(word), entry.name)));
            verbs.extend(entry.verbs.iter().map(|lemma| (word_hash(lemma), entry.name)));
        }
        channels.sort_unstable();
        verbs.sort_unstable();
        Ok(Self {
            clitics: WordSet::new(&file.addressee.clitics),
            objects: WordSet::new(&file.addressee.objects),
            citing: WordSet::new(&file.evidence.citing),
            bases: file.evidence.bases.iter().map(phrase).collect(),
            channels,
            verbs,
        })
    }

    /// Tells a draft its addressee, evidence and channel, as far as the clause of its cue does.
    pub(crate) fn tell(&self, view: &ClauseView<'_>, hit: &Hit, draft: &mut Draft) {
        let beside = Beside { words: self, view, hit, draft, from: reported(view, hit) };
        let addressee = beside.addressee();
        let evidence = beside.evidence();
        let channel = beside.channel();
        (draft.addressee, draft.evidence, draft.channel) = (addressee, evidence, channel);
    }
}

/// The channel of a word in a sorted list.
fn channel_of(list: &[(u64, Channel)], word: u64) -> Option<Channel> {
    let at = list.binary_search_by_key(&word, |entry| entry.0).ok()?;
    Some(list[at].1)
}

impl Beside<'_, '_> {
    fn items(&self) -> &[Item] {
        self.view.items
    }

    /// Whether the item lies in the content.
    fn is_said(&self, item: &Item) -> bool {
        self.draft.content.iter().any(|part| part.0 < item.end && item.first < part.1)
    }

    fn is_source(&self, item: &Item) -> bool {
        self.draft.source.is_some_and(|source| source.0 < item.end && item.first < source.1)
    }

    /// Whether the clause of the cue ends at `at`: content, a stop, another clause.
    fn is_wall(&self, at: usize) -> bool {
        let item = &self.items()[at];
        let citing =
            |at: usize| self.items().get(at).is_some_and(|item| self.words.citing.has(item.word));
        let other = self.view.group_at(at).is_some_and(|group| group.is_finite() && !citing(at));
        let relative = item.has(Classes::RELATIVE) && !item.has(Classes::QUESTION);
        self.is_said(item)
            || matches!(
                item.kind,
                ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon | ItemKind::Quotation
            )
            || other
            || relative && !citing(at + 1)
    }

    /// The items behind the cue, then those before it from the nearest on.
    fn nearby(&self) -> impl Iterator<Item = usize> {
        let last = self.items().len().min(self.hit.end + REACH);
        let behind = (self.hit.end..last).take_while(|&at| !self.is_wall(at));
        let first = self.hit.first.saturating_sub(REACH).max(self.from);
        let before = (first..self.hit.first).rev().take_while(|&at| !self.is_wall(at));
        behind.chain(before)
    }

    /// The noun phrase at `at`, as far as the clause of the cue goes.
    fn phrase(&self, at: usize) -> Option<NounPhrase> {
        let ends = |&at: &usize| self.is_wall(at) || self.is_source(&self.items()[at]);
        let last = self.items().len().min(at + LONGEST);
        let limit = (at..last).find(ends);
        noun_phrase(self.items(), at, limit.unwrap_or(last), Reach::Near)
    }

    fn tokens(&self, first: usize, end: usize) -> Tokens {
        (self.items()[first].first, self.items()[end - 1].end)
    }

    /// Who hears it: "ai giornalisti", "gli" of "gli ha detto", "il sindaco" of "ha invitato il sindaco a".
    fn addressee(&self) -> Option<Tokens> {
        let class = self.view.cues.cue(self.hit.cue).class;
        let turned = matches!(class, CueClass::Warn | CueClass::Order);
        if let Some(found) = self.pronoun(turned) {
            return Some(found);
        }
        if turned && let Some(found) = self.object() {
            return Some(found);
        }
        let places = turned || matches!(class, CueClass::Ask | CueClass::Answer);
        self.nearby().find_map(|at| {
            let item = &self.items()[at];
            if item.kind != ItemKind::Word || !item.has(Classes::A) || self.is_source(item) {
                return None;
            }
            let phrase = self.phrase(at + 1)?;
            let hears = self.hears(&phrase, places);
            hears.then(|| self.tokens(at, phrase.end))
        })
    }

    /// The pronoun before the verb that means who hears it.
    fn pronoun(&self, turned: bool) -> Option<Tokens> {
        let group = &self.view.groups[self.hit.group?];
        let words = if turned { &self.words.objects } else { &self.words.clitics };
        let at = (group.first..group.head).find(|&at| {
            let item = &self.items()[at];
            item.has(Classes::CLITIC) && words.has(item.word)
        })?;
        Some(self.tokens(at, at + 1))
    }

    /// The direct object of a warning or an order.
    fn object(&self) -> Option<Tokens> {
        let at = self.view.skip_adverbs(self.hit.end);
        let item = self.items().get(at)?;
        if self.is_wall(at) || self.is_source(item) || item.has(Classes::PREPOSITION) {
            return None;
        }
        let phrase = self.phrase(at)?;
        self.hears(&phrase, true).then(|| self.tokens(phrase.first, phrase.end))
    }

    /// Whether the noun of a phrase can hear: a person or a body, a place where `places` do.
    fn hears(&self, phrase: &NounPhrase, places: bool) -> bool {
        let hearers = Classes::PERSONAL
            .and(Classes::BODY)
            .and(Classes::ADDRESSEE)
            .and(Classes::PERSON_NAME)
            .and(Classes::BODY_NAME)
            .and(Classes::PRONOUN);
        let hearers = if places { hearers.and(Classes::PLACE_NAME) } else { hearers };
        let nouns = phrase.head..phrase.end;
        let head = |item: &&Item| !item.has(Classes::DETERMINER) || item.has(Classes::PRONOUN);
        self.items()[nouns].iter().find(head).is_some_and(|item| item.has(hearers))
    }

    /// What the source cites.
    fn evidence(&self) -> Option<Tokens> {
        self.nearby().find_map(|at| {
            let behind = self.evidence_behind(at)?;
            let fused = self.items()[behind].has(Classes::PREPOSITION);
            let phrase = self.phrase(behind + usize::from(fused))?;
            Some(self.tokens(behind, phrase.end))
        })
    }

    /// Where what the words at `at` cite begins.
    fn evidence_behind(&self, at: usize) -> Option<usize> {
        let items = &self.items()[at..];
        let matches = |phrase: &[u64]| {
            items.len() > phrase.len()
                && phrase.iter().zip(items).all(|(&word, item)| item.word == word)
        };
        if items[0].kind == ItemKind::Word && self.words.citing.has(items[0].word) {
            return (items.len() > 1).then_some(at + 1);
        }
        self.words.bases.iter().find(|phrase| matches(phrase)).map(|phrase| at + phrase.len())
    }

    /// In what it was said: by the verb, by a phrase beside the cue, by the source.
    fn channel(&self) -> Option<Channel> {
        let lemma = word_hash(self.view.cues.lemma(self.hit.cue));
        let phrase = || {
            self.nearby().find_map(|at| {
                let item = &self.items()[at];
                let channel = channel_of(&self.words.channels, item.word)?;
                (self.is_led_to(at) && !self.is_source(item)).then_some(channel)
            })
        };
        let source = || {
            let source = self.items().iter().filter(|item| self.is_source(item));
            source.take(MODIFIERS).find_map(|item| self.source_channel(item))
        };
        channel_of(&self.words.verbs, lemma).or_else(phrase).or_else(source)
    }

    /// Whether a preposition leads to the noun at `at`.
    fn is_led_to(&self, at: usize) -> bool {
        let first = at.saturating_sub(MODIFIERS);
        let plain = |item: &&Item| {
            item.kind == ItemKind::Word && !item.has(Classes::VERB.and(Classes::COORDINATOR))
        };
        self.items()[first..at]
            .iter()
            .rev()
            .take_while(plain)
            .any(|item| item.has(Classes::PREPOSITION) && !item.has(Classes::DI))
    }

    /// What a source that is no person speaks in.
    fn source_channel(&self, item: &Item) -> Option<Channel> {
        let written = [Channel::Statement, Channel::Document, Channel::Court];
        let noun = item.kind == ItemKind::Word && item.has(Classes::SPEECH);
        channel_of(&self.words.channels, item.word)
            .filter(|channel| noun && written.contains(channel))
    }
}

/// Where the clause of a cue begins behind another's report ("Secondo le agenzie, …").
fn reported(view: &ClauseView<'_>, hit: &Hit) -> usize {
    let before = view.hits.partition_point(|other| other.first < hit.first);
    let report = view.hits[..before].iter().rev().find(|hit| hit.kind == CueKind::Evidential);
    report.map_or(0, |report| {
        let comma = |&at: &usize| view.kind(at) == Some(ItemKind::Comma);
        (report.end..hit.first).find(comma).unwrap_or(report.end)
    })
}

#[cfg(test)]
#[path = "circumstances_tests.rs"]
mod tests;
