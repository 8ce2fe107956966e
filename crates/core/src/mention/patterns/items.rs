//! A sentence as patterns read it: numbers as one item each, every other token with its classes.

use crate::lexicon::word_hash;
use crate::mention::numbers::{Joints, Number, NumberReader};
use crate::mention::patterns::class::{Class, Classes};
use crate::mention::patterns::vocabulary::Vocabulary;
use crate::segment::{Shape, Token, TokenKind};
use crate::span::Span;

/// One step of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Where it stands.
    pub(crate) span: Span,
    /// The hash of its word; zero for a number of several tokens.
    pub(crate) word: u64,
    pub(crate) classes: Classes,
    /// Its entry in the vocabulary.
    pub(crate) entry: u32,
    /// Its first token, and one past its last.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The number it stands for, where it is one.
    pub(crate) number: f64,
}

/// Reads sentences into items.
#[derive(Clone, Copy)]
pub(crate) struct ItemReader<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a Vocabulary,
    pub(crate) joints: &'a Joints,
}

/// Items behind a number that may be its noun.
const NOUN_WITHIN: u8 = 4;
/// What can have a noun behind it.
const COUNTING: Classes = Class::Card.bit()
    | Class::Rounded.bit()
    | Class::Vague.bit()
    | Class::OrdinalM.bit()
    | Class::OrdinalF.bit()
    | Class::Roman.bit();
/// Words of these classes are no nouns to count.
const NO_NOUN: Classes = Class::Closed.bit()
    | Class::Unit.bit()
    | Class::Units.bit()
    | Class::Month.bit()
    | Class::Weekday.bit()
    | Class::Part.bit()
    | Class::Card.bit()
    | Class::One.bit()
    | Class::Half.bit()
    | Class::Collectives.bit()
    | Class::Scale.bit();

impl ItemReader<'_> {
    /// The items of tokens `first..end`, with an empty one at the end.
    pub(crate) fn read(&self, first: usize, end: usize, items: &mut Vec<Item>) {
        items.clear();
        let mut noun_within = 0;
        let mut at = first;
        let numbers = NumberReader {
            text: self.text,
            tokens: &self.tokens[..end],
            words: self.words,
            joints: self.joints,
            depth: 0,
        };
        while at < end {
            let entry = self.words.find(self.tokens[at].word);
            if let Some(number) = numbers.read(at, self.words.entry(entry)) {
                noun_within = NOUN_WITHIN;
                self.push_number(items, at, entry, &number);
                at = number.end;
                continue;
            }
            let mut item = self.plain(at, entry, at == first);
            if noun_within > 0 {
                noun_within -= 1;
                item.classes |= self.noun(at, item.classes);
            }
            if item.classes & COUNTING != 0 {
                noun_within = NOUN_WITHIN;
            }
            items.push(item);
            at += 1;
        }
        let last = self.tokens[first..end].last().map_or(0, |token| token.span.end);
        items.push(Item {
            span: Span::new(last, last),
            word: 0,
            classes: Class::End.bit(),
            entry: Vocabulary::NONE,
            first: end as u32,
            end: end as u32,
            number: f64::NAN,
        });
    }

    #[inline]
    fn plain(&self, at: usize, entry: u32, opens: bool) -> Item {
        let token = &self.tokens[at];
        let mut classes = self.words.entry(entry).map_or(0, |entry| entry.classes);
        match token.kind {
            TokenKind::Word => {
                classes |= Class::Word.bit();
                if !token.is_capitalized() {
                    classes &= !self.words.capital_only;
                } else {
                    if !opens {
                        classes &= !self.words.lower_only;
                    }
                    if classes & Class::Closed.bit() == 0 {
                        classes |= Class::Capitalized.bit();
                    }
                    if is_roman(token.span.of(self.text)) {
                        classes |= Class::Roman.bit();
                    }
                }
                if classes & Class::Closed.bit() != 0 {
                    classes |= Class::End.bit();
                }
            }
            TokenKind::Hyphen | TokenKind::Dash => {
                classes |= Class::Hyphen.bit();
                if token.kind == TokenKind::Dash {
                    classes |= Class::End.bit();
                }
            }
            TokenKind::Open => classes |= Class::Open.bit() | Class::End.bit(),
            TokenKind::Close => classes |= Class::Close.bit() | Class::End.bit(),
            TokenKind::Symbol => {}
            _ => classes |= Class::End.bit(),
        }
        Item {
            span: token.span,
            word: token.word,
            classes,
            entry,
            first: at as u32,
            end: at as u32 + 1,
            number: f64::NAN,
        }
    }

    fn push_number(&self, items: &mut Vec<Item>, at: usize, entry: u32, number: &Number) {
        let last = number.end - 1;
        let mut span = self.tokens[at].span.cover(self.tokens[last].span);
        let mut value = number.value;
        let mut first = at;
        let mut classes = number.classes;
        if let Some(negative) = self.sign(items, at) {
            items.pop();
            span = self.tokens[at - 1].span.cover(span);
            first = at - 1;
            value = if negative { -value } else { value };
            classes &= Class::Card.bit() | Class::Degree.bit() | Class::Scaled.bit();
        }
        let unit = Span::new(span.end - number.unit as u32, span.end);
        span.end = unit.start;
        if !self.tokens[at].is_capitalized() {
            classes &= !self.words.capital_only;
        }
        let single = last == at && first == at && number.unit == 0;
        let word = if single { self.tokens[at].word } else { 0 };
        let plain = single.then(|| self.words.entry(entry)).flatten();
        items.push(Item {
            span,
            word,
            classes: classes | plain.map_or(0, |entry| entry.classes & Class::Start.bit()),
            entry: if single { entry } else { Vocabulary::NONE },
            first: first as u32,
            end: number.end as u32,
            number: value,
        });
        if number.unit > 0 {
            let word = word_hash(unit.of(self.text));
            let entry = self.words.find(word);
            let classes = self.words.entry(entry).map_or(0, |entry| entry.classes);
            let (first, end) = (last as u32, number.end as u32);
            items.push(Item { span: unit, word, classes, entry, first, end, number: f64::NAN });
        }
    }

    /// Whether the number at `at` has a sign written to it, and whether that is a minus.
    fn sign(&self, items: &[Item], at: usize) -> Option<bool> {
        let before =
            items.last().filter(|item| item.end as usize == at && item.first + 1 == item.end)?;
        let sign = &self.tokens[before.first as usize];
        let number = &self.tokens[at];
        let opens = items.len() < 2 || items[items.len() - 2].classes & Class::Open.bit() != 0;
        if number.spaced || number.kind != TokenKind::Number || !(sign.spaced || opens) {
            return None;
        }
        match sign.span.of(self.text) {
            "+" => Some(false),
            "-" | "−" | "–" => Some(true),
            _ => None,
        }
    }

    /// What the word could be as a noun behind a number.
    fn noun(&self, at: usize, classes: Classes) -> Classes {
        let token = &self.tokens[at];
        let common = token.shape == Shape::Lower || classes & Class::CapitalNoun.bit() != 0;
        let plain = token.kind == TokenKind::Word && common && !token.elided;
        if !plain || classes & NO_NOUN != 0 || token.span.len() < 3 {
            return 0;
        }
        self.words.noun(token.span.of(self.text))
    }
}

/// Whether a capitalised word is a Roman numeral; of single letters `I`, `V` and `X`.
fn is_roman(word: &str) -> bool {
    match word.as_bytes() {
        [single] => matches!(single, b'I' | b'V' | b'X'),
        bytes => bytes.len() <= 8 && roman(word).is_some(),
    }
}

/// The value of a Roman numeral in its usual spelling.
pub(crate) fn roman(word: &str) -> Option<u32> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut sum) = (word, 0);
    for (value, letters) in STEPS {
        let most = if letters.len() > 1 || matches!(value, 500 | 50 | 5) { 1 } else { 3 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(letters) else { break };
            rest = after;
            sum += value;
        }
    }
    (rest.is_empty() && sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_have_one_spelling() {
        assert_eq!(roman("XXVII"), Some(27));
        assert_eq!(roman("MCMXLIV"), Some(1944));
        assert_eq!(
            (roman("IIII"), roman("VX"), roman("CIVIC"), roman("")),
            (None, None, None, None)
        );
        assert!(is_roman("III") && is_roman("X") && !is_roman("C") && !is_roman("ROMA"));
    }
}
