//! An article as the features see it: its tokens, and what else the same word does in it.

use crate::document::SectionKind;
use crate::mention::names::token::{OUTSIDE, Seen};
use crate::segment::{Segments, TokenKind};

/// No token.
const NONE: u32 = u32::MAX;

/// The tokens of an article, read once for all features; buffers are reused.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub(super) seen: Vec<Seen>,
    pub(super) places: Vec<Place>,
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
    /// Position in a quotation, with its length class; 0 outside.
    pub quoted: u8,
    /// Headline, heading, paragraph, byline.
    pub section: u8,
    /// Whether only marks and dashes stand before it in its sentence.
    pub first: bool,
    /// Whether its sentence is all capitals.
    pub shouted: bool,
}

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
}

impl Article {
    /// Reads an article.
    pub fn read(&mut self, text: &str, segments: &Segments) {
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
    }

    fn place_sentence(&mut self, (start, end): (u32, u32), section: SectionKind) {
        let range = start as usize..end as usize;
        let words = self.seen[range.clone()].iter().filter(|seen| seen.prefixes[1] != 0);
        let (mut all, mut upper) = (0, 0);
        for seen in words {
            all += 1;
            upper += u32::from(seen.case & 7 == crate::segment::Shape::Upper as u64);
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
}
