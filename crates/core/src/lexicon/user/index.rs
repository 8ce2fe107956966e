//! Listed names as one trie, and where they stand in a text.

use std::collections::BTreeMap;

use super::{GazetteerEntry, UserGazetteer, bad};
use crate::document::{Link, Mention, MentionSource, MentionType};
use crate::error::Error;
use crate::lexicon::PhraseTrie;
use crate::segment::{Segmenter, Segments, Shape, Token};
use crate::span::Span;

/// "No entry".
pub(crate) const NOT_LISTED: u32 = u32::MAX;
/// The most words a listed name has.
const LONGEST: usize = 64;

/// The names of all user gazetteers of an extractor.
#[derive(Debug, Default)]
pub(crate) struct UserIndex {
    entries: Vec<Entry>,
    trie: PhraseTrie,
    spellings: Vec<Spelling>,
}

/// What an entry says of its bearer.
#[derive(Debug)]
struct Entry {
    kind: Option<MentionType>,
    links: BTreeMap<String, Link>,
}

/// A name as one entry writes it.
#[derive(Debug)]
struct Spelling {
    entry: u32,
    /// A bit for each word that needs a capital.
    capitals: u64,
    /// Another spelling of the same words, or [`NOT_LISTED`].
    next: u32,
}

/// A listed name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct UserMatch {
    span: Span,
    entry: u32,
}

impl UserIndex {
    /// The names of these gazetteers; of two that list one name the later wins.
    ///
    /// # Errors
    /// Where a name is too long.
    pub(crate) fn new(lists: &[UserGazetteer], segmenter: &Segmenter) -> Result<Self, Error> {
        let mut index = Self::default();
        let entries = || lists.iter().rev().flat_map(UserGazetteer::entries);
        for entry in entries() {
            index.entries.push(Entry { kind: entry.kind, links: links(entry) });
        }
        // Names first: an alias never takes another entry's name.
        for (number, entry) in entries().enumerate() {
            index.spell(&entry.name, number as u32, segmenter)?;
        }
        for (number, entry) in entries().enumerate() {
            for alias in &entry.aliases {
                index.spell(alias, number as u32, segmenter)?;
            }
        }
        Ok(index)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The links of an entry.
    pub(crate) fn links(&self, entry: u32) -> Option<&BTreeMap<String, Link>> {
        self.entries.get(entry as usize).map(|entry| &entry.links)
    }

    /// The type of an entry.
    pub(crate) fn kind(&self, entry: u32) -> Option<MentionType> {
        self.entries.get(entry as usize).and_then(|entry| entry.kind)
    }

    fn spell(&mut self, name: &str, entry: u32, segmenter: &Segmenter) -> Result<(), Error> {
        let segments = segmenter.segment(name);
        let tokens = &segments.tokens;
        if tokens.is_empty() || tokens.len() > LONGEST {
            let what = format!("the name `{name}` has {} words", tokens.len());
            return Err(bad(what, format!("write one to {LONGEST} words")));
        }
        let capital = |token: &Token| token.span.of(name).starts_with(char::is_uppercase);
        let bits = tokens.iter().enumerate().map(|(at, token)| u64::from(capital(token)) << at);
        let capitals = bits.fold(0, |all, bit| all | bit);
        let words = || tokens.iter().map(|token| token.word);
        let before = self.trie.longest(words()).filter(|found| found.0 == tokens.len());
        let mut at = before.map_or(NOT_LISTED, |(_, first)| first);
        let number = self.spellings.len() as u32;
        if at == NOT_LISTED {
            self.trie.insert(words(), number);
        }
        while let Some(spelling) = self.spellings.get_mut(at as usize) {
            if spelling.capitals == capitals {
                return Ok(());
            }
            if spelling.next == NOT_LISTED {
                spelling.next = number;
                break;
            }
            at = spelling.next;
        }
        self.spellings.push(Spelling { entry, capitals, next: NOT_LISTED });
        Ok(())
    }

    /// The listed names of an article, in order, none overlapping another.
    fn find(&self, segments: &Segments) -> Vec<UserMatch> {
        let mut found = Vec::new();
        for sentence in &segments.sentences {
            let (mut at, end) = (sentence.first, sentence.end);
            while at < end {
                match self.longest(&segments.tokens[at as usize..end as usize]) {
                    Some((length, entry)) => {
                        found.push(UserMatch { span: segments.span(at, at + length), entry });
                        at += length;
                    }
                    None => at += 1,
                }
            }
        }
        found
    }

    fn longest(&self, tokens: &[Token]) -> Option<(u32, u32)> {
        let (mut state, mut best) = (PhraseTrie::ROOT, None);
        for (index, token) in tokens.iter().enumerate().take(LONGEST) {
            state = match self.trie.step(state, token.word) {
                Some(next) => next,
                None => break,
            };
            let spelled = self.trie.payload(state);
            let entry = spelled.and_then(|first| self.cased(first, &tokens[..=index]));
            if let Some(entry) = entry {
                best = Some((index as u32 + 1, entry));
            }
        }
        best
    }

    /// The entry of the first spelling whose capitals the tokens have.
    fn cased(&self, first: u32, tokens: &[Token]) -> Option<u32> {
        let capital = |token: &Token| !matches!(token.shape, Shape::Lower | Shape::None);
        let mut spelling = self.spellings.get(first as usize);
        while let Some(one) = spelling {
            let fits = |(at, token)| one.capitals >> at & 1 == 0 || capital(token);
            if tokens.iter().enumerate().all(fits) {
                return Some(one.entry);
            }
            spelling = self.spellings.get(one.next as usize);
        }
        None
    }

    /// Puts the listed names among the mentions of an article; returns for each mention its entry,
    /// or [`NOT_LISTED`].
    pub(crate) fn apply(&self, segments: &Segments, mentions: &mut Vec<Mention>) -> Vec<u32> {
        if self.is_empty() {
            return Vec::new();
        }
        let matches = self.find(segments);
        let others = std::mem::take(mentions);
        let longer = |mention: &Mention, found: &UserMatch| {
            mention.span.contains(found.span) && mention.span != found.span
        };
        let near = |mention: &Mention| {
            let first = matches.partition_point(|found| found.span.end <= mention.span.start);
            let end = matches.partition_point(|found| found.span.start < mention.span.end);
            first..end.max(first)
        };
        // What crosses a listed name, or has just its place, goes.
        let mut entries = Vec::new();
        let mut typed = vec![(None, false); matches.len()];
        let mut held = vec![false; matches.len()];
        for mention in others {
            let range = near(&mention);
            if matches[range.clone()].iter().all(|found| longer(&mention, found)) {
                held[range.clone()].fill(true);
                let fits = |found: &&UserMatch| {
                    self.kind(found.entry).is_none_or(|kind| kind == mention.kind)
                };
                let own = matches[range].iter().find(fits).map(|found| found.entry);
                entries.push((own.unwrap_or(NOT_LISTED), mention));
                continue;
            }
            for place in &mut typed[range] {
                *place = (place.0.or(Some(mention.kind)), place.1 || mention.metonymy);
            }
        }
        for (index, found) in matches.iter().enumerate().filter(|(index, _)| !held[*index]) {
            let kind = self.kind(found.entry).or(typed[index].0);
            let kind = kind.unwrap_or(MentionType::Organization);
            let mut mention =
                Mention::name(found.span, kind, MentionSource::Gazetteer, "user gazetteer");
            mention.metonymy = kind == MentionType::Gpe && typed[index].1;
            entries.push((found.entry, mention));
        }
        entries.sort_by_key(|(_, mention)| mention.span);
        let (listed, all) = entries.into_iter().unzip();
        *mentions = all;
        listed
    }
}

/// The links of an entry, its id among them.
fn links(entry: &GazetteerEntry) -> BTreeMap<String, Link> {
    let mut links = entry.links.clone();
    if let Some(id) = &entry.id {
        links.insert("id".to_owned(), Link::Code(id.clone()));
    }
    links
}
