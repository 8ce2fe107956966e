//! An article as the features see it: its tokens, and what else the same word does in it.

use crate::document::SectionKind;
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::mention::names::token::{AFFIXES, OUTSIDE, Seen};
use crate::segment::{Segments, Shape, TokenKind};

/// The case of a word in lower case.
const LOWER_WORD: u64 = (TokenKind::Word as u64) << 3 | Shape::Lower as u64;

/// Names that begin at one token beyond this many are not looked at.
const NESTED: usize = 8;
/// No token.
const NONE: u32 = u32::MAX;

/// The tokens of an article, read once for all features; buffers are reused.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub(super) seen: Vec<Seen>,
    pub(super) places: Vec<Place>,
    pub(super) listed: Vec<Listed>,
    pub(super) words: Vec<Word>,
    /// Open addressing over `words`: the index plus one, 0 where empty.
    slots: Vec<u32>,
}

/// Where a token stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The first token of its sentence and one past the last.
    pub sentence: (u32, u32),
    /// Its word, an index into [`Article::words`].
    pub word: u32,
    /// The occurrence of the same word before it, and the one after it.
    pub before: u32,
    pub after: u32,
    /// The last lower-case word of four letters or more before it in its sentence, and the next
    /// one after it.
    pub lead: u64,
    pub trail: u64,
    /// Position in a quotation, with its length class; 0 outside.
    pub quoted: u8,
    /// Headline, heading, paragraph, byline.
    pub section: u8,
    /// Whether only marks and dashes stand before it in its sentence.
    pub first: bool,
    /// Whether its sentence is all capitals.
    pub shouted: bool,
}

/// The lists of which a name begins, goes on and ends at a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Listed {
    pub begin: u64,
    pub inside: u64,
    pub end: u64,
    /// Its lists, those that begin and those that end at it, in classes that matter to a neighbour.
    pub classes: u32,
    pub begins: u32,
    pub ends: u32,
    /// Whether any name begins at it.
    pub name: bool,
}

/// No list.
const UNLISTED: Listed =
    Listed { begin: 0, inside: 0, end: 0, classes: 0, begins: 0, ends: 0, name: false };

/// A word of the article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    hash: u64,
    last: u32,
    /// How often it stands in lower case.
    pub lower: u32,
    /// How often it stands capitalised where lower-case words are not.
    pub capital: u32,
    /// How often it stands at all.
    pub count: u32,
    /// The lists of names of two or more words that it stands in, anywhere in the article.
    pub long: u64,
    /// What stands next to it, anywhere in the article.
    pub beside: u32,
}

impl Article {
    /// Reads an article.
    pub fn read(&mut self, text: &str, segments: &Segments, gazetteer: &Gazetteer) {
        let tokens = &segments.tokens;
        self.seen.clear();
        self.seen.extend(tokens.iter().map(|token| Seen::new(text, token)));
        self.places.clear();
        self.places.resize(tokens.len(), Place::default());
        for sentence in &segments.sentences {
            let section = segments.sections[sentence.section as usize].kind;
            self.place_sentence((sentence.first, sentence.end), section);
        }
        self.place_quotations(segments);
        self.count_words();
        self.recase(segments, gazetteer);
        self.look_up(segments, gazetteer);
        self.classify();
        self.gather();
    }

    /// Marks the names of the gazetteer: of each list the longest, from the left.
    fn look_up(&mut self, segments: &Segments, gazetteer: &Gazetteer) {
        self.listed.clear();
        self.listed.resize(self.seen.len(), Listed::default());
        for sentence in &segments.sentences {
            let (first, end) = (sentence.first as usize, sentence.end as usize);
            for index in first..end {
                let mut names = [(0usize, 0u32); NESTED];
                let mut count = 0;
                let words = self.seen[index..end].iter().map(|seen| seen.word);
                gazetteer.names(words, |length, entry| {
                    if count < NESTED {
                        names[count] = (length, entry);
                        count += 1;
                    }
                });
                self.listed[index].name = count > 0;
                let mut taken = self.listed[index].inside;
                for &(length, entry) in names[..count].iter().rev() {
                    let lists = gazetteer.lists(entry).0 & Lists::SEEN & !taken;
                    taken |= lists;
                    self.listed[index].begin |= lists;
                    self.listed[index + length - 1].end |= lists;
                    for listed in &mut self.listed[index + 1..index + length] {
                        listed.inside |= lists;
                    }
                }
            }
        }
    }

    /// Whether a listed name begins at a token.
    pub(super) fn begins_name(&self, index: usize) -> bool {
        self.listed[index].name
    }

    /// Folds the lists of each token into classes.
    fn classify(&mut self) {
        for listed in &mut self.listed {
            listed.begins = classes(listed.begin);
            listed.ends = classes(listed.end);
            listed.classes = listed.begins | classes(listed.inside);
        }
    }

    /// Gathers for each word what stands around it anywhere in the article.
    fn gather(&mut self) {
        for index in 0..self.seen.len() {
            if !self.seen[index].is_capital() {
                continue;
            }
            let Listed { begin, inside, end, .. } = self.listed[index];
            let (start, stop) = self.places[index].sentence;
            let mut beside = 0;
            if index > start as usize {
                let before = &self.listed[index - 1];
                if self.seen[index - 1].is_capital() {
                    beside |= u32::from(before.end & Lists::GIVEN.0 != 0);
                    beside |= u32::from(before.end & Lists::TITLE.0 != 0) << 1;
                } else {
                    beside |= u32::from(before.end & Lists::TITLE.0 != 0) << 2;
                    beside |= u32::from(before.end & Lists::ROLE.0 != 0) << 3;
                }
            }
            if index + 1 < stop as usize && self.seen[index + 1].is_capital() {
                let after = &self.listed[index + 1];
                beside |= u32::from(after.begin & (Lists::SURNAME.0 | Lists::FIGURE.0) != 0) << 4;
                beside |= 1 << 5;
            }
            let word = &mut self.words[self.places[index].word as usize];
            word.long |= inside | begin & !end;
            word.beside |= beside;
        }
    }

    fn place_sentence(&mut self, (start, end): (u32, u32), section: SectionKind) {
        let range = start as usize..end as usize;
        let words = self.seen[range.clone()].iter().filter(|seen| seen.prefixes[1] != 0);
        let (mut all, mut upper) = (0, 0);
        for seen in words {
            all += 1;
            upper += u32::from(seen.case & 7 == Shape::Upper as u64);
        }
        let shouted = all >= 2 && upper * 5 >= all * 4;
        let mut first = true;
        for index in range {
            let kind = self.seen[index].case >> 3;
            let place = &mut self.places[index];
            *place = Place { sentence: (start, end), first, shouted, ..Place::default() };
            place.section = section as u8;
            first &= kind != TokenKind::Word as u64 && kind != TokenKind::Number as u64;
        }
        self.lead(start as usize, end as usize);
    }

    fn lead(&mut self, start: usize, end: usize) {
        let telling = |seen: &Seen| seen.case == LOWER_WORD && seen.prefixes[AFFIXES - 1] != 0;
        let mut last = 1;
        for index in start..end {
            self.places[index].lead = last;
            if telling(&self.seen[index]) {
                last = self.seen[index].word;
            }
        }
        last = 1;
        for index in (start..end).rev() {
            self.places[index].trail = last;
            if telling(&self.seen[index]) {
                last = self.seen[index].word;
            }
        }
    }

    fn place_quotations(&mut self, segments: &Segments) {
        for quotation in &segments.quotations {
            let (first, end) = (quotation.first() as usize, quotation.end as usize);
            let length = end.saturating_sub(first);
            let class = match length {
                0 => continue,
                1 => 1,
                2 => 2,
                3 => 3,
                4..=6 => 4,
                7..=10 => 5,
                _ => 6,
            };
            for (index, place) in self.places[first..end].iter_mut().enumerate() {
                let edge = u8::from(index == 0) | u8::from(index + 1 == length) << 1;
                place.quoted = class << 2 | edge;
                if length > 10 {
                    place.quoted = class << 2 | edge & 1;
                }
            }
        }
    }

    fn count_words(&mut self) {
        self.words.clear();
        let size = (self.seen.len() * 2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(size, 0);
        for index in 0..self.seen.len() {
            let seen = self.seen[index];
            let word = self.word_of(seen.word);
            let entry = &mut self.words[word as usize];
            let last = entry.last;
            entry.last = index as u32;
            entry.count += 1;
            let place = &mut self.places[index];
            (place.word, place.before, place.after) = (word, last, NONE);
            if !place.shouted {
                entry.lower += u32::from(!seen.is_capital());
                entry.capital += u32::from(seen.is_capital() && !place.first);
            }
            if last != NONE {
                self.places[last as usize].after = index as u32;
            }
        }
    }

    fn word_of(&mut self, hash: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let found = self.slots[slot];
            if found == 0 {
                self.words.push(Word { hash, last: NONE, ..Word::default() });
                self.slots[slot] = self.words.len() as u32;
                return found.max(self.words.len() as u32) - 1;
            }
            if self.words[found as usize - 1].hash == hash {
                return found - 1;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The token at a distance from `index`, within its sentence.
    #[inline]
    pub(super) fn near(&self, index: usize, distance: isize) -> &Seen {
        let at = index as isize + distance;
        let (start, end) = self.places[index].sentence;
        if at >= start as isize && at < end as isize { &self.seen[at as usize] } else { &OUTSIDE }
    }

    /// The lists of the token at a distance from `index`, within its sentence.
    #[inline]
    pub(super) fn listed_near(&self, index: usize, distance: isize) -> &Listed {
        let at = index as isize + distance;
        let (start, end) = self.places[index].sentence;
        if at >= start as isize && at < end as isize {
            &self.listed[at as usize]
        } else {
            &UNLISTED
        }
    }
}

/// Folds lists into classes that matter to a neighbour.
#[inline]
fn classes(lists: u64) -> u32 {
    const CLASSES: [Lists; 19] = [
        Lists::GIVEN,
        Lists::SURNAME.and(Lists::FIGURE),
        Lists::PERSON,
        Lists::COUNTRY.and(Lists::REGION),
        Lists::CITY,
        Lists::COMUNE.and(Lists::TOWN),
        Lists(0x3f << 12),
        Lists::LOCATION,
        Lists::FACILITY,
        Lists::EVENT.and(Lists::PRODUCT).and(Lists::WORK),
        Lists::DEMONYM,
        Lists::ROLE,
        Lists::TITLE,
        Lists::HEAD_FACILITY,
        Lists::HEAD_ORGANIZATION,
        Lists::HEAD_EVENT,
        Lists::HEAD_LOCATION,
        Lists::HEAD_PRODUCT,
        Lists::HEAD_WORK,
    ];
    if lists == 0 {
        return 0;
    }
    let mut classes = 0;
    for (index, class) in CLASSES.iter().enumerate() {
        classes |= u32::from(lists & class.0 != 0) << index;
    }
    classes
}
