//! Numbers, in digits and words, of one token or several ("1.500", "due milioni e mezzo").

mod digits;
mod spelling;

use crate::lexicon::word_hash;
use crate::mention::patterns::class::{Class, Classes};
use crate::mention::patterns::vocabulary::{Entry, Suffix, Vocabulary};
use crate::segment::{Token, TokenKind};

pub(crate) use digits::{clock, full_date};
pub(crate) use spelling::{Joints, NumberFile};

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) value: f64,
    pub(crate) classes: Classes,
    /// Bytes of its last token that are not of the number but of a unit ("130km").
    pub(crate) unit: usize,
}

/// Reads numbers.
#[derive(Clone, Copy)]
pub(crate) struct NumberReader<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a Vocabulary,
    pub(crate) joints: &'a Joints,
    /// How many numbers this one is part of.
    pub(crate) depth: u8,
}

/// Numbers within numbers ("un miliardo, due milioni e trecentomila").
const DEEPEST: u8 = 2;
const NUMERIC: Classes = Class::Card.bit()
    | Class::One.bit()
    | Class::Half.bit()
    | Class::Few.bit()
    | Class::Scale.bit()
    | Class::Collectives.bit();
const MULTIPLE: Classes = Class::Scale.bit() | Class::Collective.bit() | Class::Collectives.bit();

impl<'a> NumberReader<'a> {
    /// The number that starts at token `at`, whose entry is `entry`.
    #[inline]
    pub(crate) fn read(&self, at: usize, entry: Option<&'a Entry>) -> Option<Number> {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Number => self.digits(at),
            TokenKind::Word if entry.is_some_and(|entry| entry.is(NUMERIC)) => {
                self.words(at, entry?)
            }
            TokenKind::Word if self.text.as_bytes()[token.span.start as usize].is_ascii_digit() => {
                self.digits(at)
            }
            _ => None,
        }
    }

    fn entry(&self, at: usize) -> Option<&'a Entry> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        self.words.entry(self.words.find(token.word))
    }

    fn is(&self, at: usize, word: u64) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word == word)
    }

    fn digits(&self, at: usize) -> Option<Number> {
        let token = self.tokens[at].span.of(self.text);
        let digits = digits::read(token);
        let suffix = &token[digits.length..];
        let mut number =
            Number { end: at + 1, value: digits.value, classes: digits.classes, unit: 0 };
        if suffix.is_empty() {
            return Some(self.multiplied(number));
        }
        let word = word_hash(suffix);
        number.classes = match self.words.suffix(word) {
            Some(Suffix::Age) => Class::Age.bit(),
            Some(Suffix::OrdinalM) => Class::OrdinalM.bit(),
            Some(Suffix::OrdinalF) => Class::OrdinalF.bit(),
            Some(Suffix::Thousand) => {
                number.value *= 1000.0;
                Class::Card.bit()
            }
            None => {
                let entry = self.words.entry(self.words.find(word));
                match entry.and_then(|entry| entry.value(Class::Scale)) {
                    Some(scale) => {
                        number.value *= scale as f64;
                        Class::Card.bit() | Class::Scaled.bit()
                    }
                    None => {
                        number.unit = suffix.len();
                        return (number.classes & Class::Card.bit() != 0).then_some(number);
                    }
                }
            }
        };
        Some(if number.classes & Class::Card.bit() != 0 { self.multiplied(number) } else { number })
    }

    fn words(&self, at: usize, entry: &Entry) -> Option<Number> {
        let next = self.entry(at + 1).filter(|entry| entry.is(MULTIPLE));
        if let Some(value) = entry.value(Class::Card) {
            let classes = entry.classes & !MULTIPLE;
            return Some(self.multiplied(Number {
                end: at + 1,
                value: value as f64,
                classes,
                unit: 0,
            }));
        }
        let start = |value: f64| Number { end: at + 1, value, classes: Class::Card.bit(), unit: 0 };
        if entry.is(Class::One.bit()) {
            return next.map(|_| self.multiplied(start(1.0)));
        }
        if entry.is(Class::Half.bit()) {
            return next.map(|_| self.multiplied(start(0.5)));
        }
        if entry.is(Class::Few.bit()) {
            return next.map(|_| self.vague(at + 2));
        }
        entry.is(Class::Collectives.bit()).then(|| self.vague(at + 1))
    }

    /// An unknown number: "decine", and any "di migliaia" behind it.
    fn vague(&self, mut end: usize) -> Number {
        while self.tokens.get(end).is_some_and(|token| self.joints.of.contains(&token.word))
            && self.entry(end + 1).is_some_and(|entry| entry.is(Class::Collectives.bit()))
        {
            end += 2;
        }
        Number { end, value: f64::NAN, classes: Class::Vague.bit(), unit: 0 }
    }

    /// The number with the "mila", "milioni" or "decine" behind it.
    fn multiplied(&self, number: Number) -> Number {
        if number.classes & Class::Card.bit() == 0 {
            return number;
        }
        let mut number = number;
        if self.is(number.end, self.joints.thousands) {
            number.value *= 1000.0;
            number.classes = Class::Card.bit();
            number.end += 1;
        }
        let Some(entry) = self.entry(number.end) else { return number };
        if let Some(scale) = entry.value(Class::Scale) {
            return self.scaled(number, scale as f64);
        }
        let collective = entry.value(Class::Collective).or_else(|| entry.value(Class::Collectives));
        let Some(value) = collective else { return number };
        let rounded = entry.is(Class::Rounded.bit());
        let class = if rounded { Class::Rounded } else { Class::Scaled };
        let classes = Class::Card.bit() | class.bit();
        Number { end: number.end + 1, value: number.value * value as f64, classes, unit: 0 }
    }

    /// "due milioni", "due milioni e mezzo", "un miliardo e 200 milioni".
    fn scaled(&self, number: Number, scale: f64) -> Number {
        let mut scaled = Number {
            end: number.end + 1,
            value: number.value * scale,
            classes: Class::Card.bit() | Class::Scaled.bit(),
            unit: 0,
        };
        let joined = self.is(scaled.end, self.joints.and);
        let next = scaled.end + usize::from(joined);
        let entry = self.entry(next);
        if joined && entry.is_some_and(|entry| entry.is(Class::Half.bit())) {
            scaled.end = next + 1;
            scaled.value += scale / 2.0;
            return scaled;
        }
        let numeric = |token: &Token| {
            token.kind == TokenKind::Number
                || entry.is_some_and(|entry| entry.is(Class::Card.bit()))
        };
        if self.depth == DEEPEST || !self.tokens.get(next).is_some_and(numeric) {
            return scaled;
        }
        let inner = Self { depth: self.depth + 1, ..*self };
        match inner.read(next, entry) {
            Some(more) if more.value >= 1000.0 && more.value < scale && more.unit == 0 => Number {
                end: more.end,
                value: scaled.value + more.value,
                classes: Class::Card.bit() | more.classes & Class::Scaled.bit(),
                unit: 0,
            },
            _ => scaled,
        }
    }
}
