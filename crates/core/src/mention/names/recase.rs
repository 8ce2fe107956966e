//! Headlines in capitals, read as if they were written as a text is.

use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::mention::names::article::Article;
use crate::mention::names::token::Seen;
use crate::segment::{Segments, Shape, TokenKind};

/// Lists of single words that are names whatever stands around them.
const NAMES: Lists = Lists::GIVEN
    .and(Lists::SURNAME_ITALIAN)
    .and(Lists::FIGURE)
    .and(Lists::COUNTRY)
    .and(Lists::REGION)
    .and(Lists::CITY)
    .and(Lists::COMUNE)
    .and(Lists::LOCATION)
    .and(Lists::BODIES);
/// Lists of ordinary words.
const WORDS: Lists = Lists::COMMON
    .and(Lists::ROLE)
    .and(Lists::DEMONYM)
    .and(Lists::HEAD_FACILITY)
    .and(Lists::HEAD_ORGANIZATION)
    .and(Lists::HEAD_EVENT)
    .and(Lists::HEAD_LOCATION);
/// Longer names whose words a text capitalises.
const LONGER: Lists = Lists::PERSON
    .and(Lists::COUNTRY)
    .and(Lists::REGION)
    .and(Lists::CITY)
    .and(Lists::COMUNE)
    .and(Lists::TOWN)
    .and(Lists::LOCATION)
    .and(Lists::EVENT)
    .and(Lists::BODIES);
/// Acronyms have at most so many letters.
const ACRONYM: usize = 4;

impl Article {
    /// Gives the words of sentences in capitals the case they have elsewhere in the article, or that
    /// the gazetteer gives them.
    pub(super) fn recase(&mut self, segments: &Segments, gazetteer: &Gazetteer) {
        for sentence in &segments.sentences {
            let (first, end) = (sentence.first as usize, sentence.end as usize);
            if !self.places[first..end].iter().any(|place| place.shouted) {
                continue;
            }
            let mut free = first;
            let mut opening = true;
            for index in first..end {
                let word = self.seen[index].case >> 3 == TokenKind::Word as u64;
                self.places[index].shouted = false;
                if !word || index < free {
                    continue;
                }
                let (length, shape) = self.name_at(index, end, gazetteer);
                for at in index..index + length {
                    let upper = self.seen[at].case & 7 == Shape::Upper as u64
                        || self.seen[at].case & 7 == Shape::Capitalized as u64;
                    // "CORTE DI CASSAZIONE": short words within a name stay small.
                    let small = length > 1 && at > index && self.seen[at].prefixes[3] == 0;
                    if upper {
                        self.seen[at].set_shape(if small { Shape::Lower } else { shape });
                    }
                }
                if opening && self.seen[index].case & 7 == Shape::Lower as u64 {
                    self.seen[index].set_shape(Shape::Capitalized);
                }
                opening = false;
                free = index + length;
            }
        }
    }

    /// How many words from `index` on are one name, and the case of its words.
    fn name_at(&self, index: usize, end: usize, gazetteer: &Gazetteer) -> (usize, Shape) {
        let mut found = (1, Shape::Lower);
        let words = self.seen[index..end].iter().map(|seen| seen.word);
        gazetteer.names(words, |length, entry| {
            let lists = gazetteer.lists(entry);
            if length > 1 && lists.meets(LONGER) {
                found = (length, Shape::Capitalized);
            } else if length == 1 && lists.meets(NAMES) && !lists.meets(WORDS) {
                let short = self.seen[index].letters() <= ACRONYM;
                let acronym = short && lists.meets(Lists::BODIES.and(Lists::COUNTRY));
                found.1 = if acronym { Shape::Upper } else { Shape::Capitalized };
            }
        });
        let word = &self.words[self.places[index].word as usize];
        if found.0 == 1 && word.capital > 0 && word.lower == 0 {
            found.1 = Shape::Capitalized;
        }
        if found.0 == 1 && word.lower > 0 && word.capital == 0 {
            found.1 = Shape::Lower;
        }
        found
    }
}

impl Seen {
    /// Gives the word another letter case.
    fn set_shape(&mut self, shape: Shape) {
        self.case = self.case & !7 | shape as u64;
        self.shape = self.shape & 0xff | self.case << 8;
    }

    /// How many letters it has, at most five.
    fn letters(&self) -> usize {
        self.prefixes.iter().filter(|prefix| **prefix != 0).count()
            + usize::from(self.shape >> 4 & 0xf > 4)
    }
}
