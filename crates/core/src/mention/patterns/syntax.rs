//! The language of patterns: words, CLASSES, `x?`, `(a|b c)`, and `[…]` around what is reported.
//!
//! There is no repetition, so that a pattern stands for finitely many sequences of words.

use crate::lexicon::word_hash;
use crate::mention::patterns::class::ClassNames;

/// One step of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    /// The word with this hash.
    Word(u64),
    /// A word of this class, by its bit.
    Class(u8),
}

/// One way to read a pattern: its steps, and which of them each reported span covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) symbols: Vec<Symbol>,
    pub(crate) spans: Vec<(u8, u8)>,
}

/// Steps of a sequence at most: keeps the search for a match within a constant.
pub(crate) const LONGEST: usize = 14;
/// Sequences of a pattern at most.
const MOST: usize = 20_000;

/// A step of a pattern, or a bracket around what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Symbol(Symbol),
    Open,
    Close,
}

/// Ways to read a pattern, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    pieces: Vec<Piece>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Ways {
    /// One way, with nothing in it.
    fn empty() -> Self {
        Self { pieces: Vec::new(), ends: vec![0] }
    }

    fn one(piece: Piece) -> Self {
        Self { pieces: vec![piece], ends: vec![1] }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Piece]> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.pieces[start..end])
    }

    /// The only way, then `piece`.
    fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
        self.ends[0] = self.pieces.len();
    }

    /// Other ways too.
    fn or(&mut self, other: &Self) {
        let before = self.pieces.len();
        self.pieces.extend_from_slice(&other.pieces);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// Each way, then each of `next`.
    fn then(&mut self, next: &Self) {
        if let ([_], [_]) = (&self.ends[..], &next.ends[..]) {
            self.pieces.extend_from_slice(&next.pieces);
            self.ends[0] = self.pieces.len();
            return;
        }
        let mut joined = Self::default();
        for way in self.iter() {
            for end in next.iter() {
                joined.pieces.extend_from_slice(way);
                joined.pieces.extend_from_slice(end);
                joined.ends.push(joined.pieces.len());
            }
        }
        *self = joined;
    }
}

struct Parser<'a> {
    rest: &'a str,
    names: &'a ClassNames,
}

/// Every sequence a pattern stands for; some may be the same.
///
/// # Errors
/// What is wrong with the pattern, in words.
pub(crate) fn expand(pattern: &str, names: &ClassNames) -> Result<Ways, String> {
    let mut parser = Parser { rest: pattern, names };
    let ways = parser.choice()?;
    if !parser.rest.is_empty() {
        return Err(format!("`{}` has no opening before it", parser.rest));
    }
    Ok(ways)
}

impl Sequence {
    /// Makes it this way's: numbers the steps and the spans.
    pub(crate) fn set(&mut self, pieces: &[Piece]) -> Result<(), String> {
        self.symbols.clear();
        self.spans.clear();
        let mut open = None;
        for piece in pieces {
            let at = self.symbols.len() as u8;
            match (piece, open) {
                (Piece::Symbol(symbol), _) => self.symbols.push(*symbol),
                (Piece::Open, None) => open = Some(at),
                (Piece::Close, Some(start)) if start < at => {
                    self.spans.push((start, at));
                    open = None;
                }
                _ => return Err("brackets must hold words and must not nest".to_owned()),
            }
        }
        let length = self.symbols.len();
        if length == 0 || length > LONGEST {
            return Err(format!("a pattern has 1 to {LONGEST} words, not {length}"));
        }
        if open.is_some() {
            return Err("`[` is not closed".to_owned());
        }
        if self.spans.is_empty() {
            self.spans.push((0, length as u8));
        }
        Ok(())
    }
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn skip(&mut self, c: char) {
        self.rest = &self.rest[c.len_utf8()..];
    }

    /// Alternatives between `|`.
    fn choice(&mut self) -> Result<Ways, String> {
        let mut ways = self.sequence()?;
        while self.peek() == Some('|') {
            self.skip('|');
            ways.or(&self.sequence()?);
        }
        Ok(ways)
    }

    fn sequence(&mut self) -> Result<Ways, String> {
        let mut ways = Ways::empty();
        while let Some(c) = self.peek() {
            let piece = match c {
                ')' | '|' => break,
                '(' => None,
                '[' | ']' => {
                    self.skip(c);
                    Some(if c == '[' { Piece::Open } else { Piece::Close })
                }
                _ => Some(self.symbol()?),
            };
            let mut next = match piece {
                Some(piece) if !self.rest.starts_with('?') && ways.ends.len() == 1 => {
                    ways.push(piece);
                    continue;
                }
                Some(piece) => Ways::one(piece),
                None => self.group()?,
            };
            if self.rest.starts_with('?') {
                self.skip('?');
                next.or(&Ways::empty());
            }
            if ways.ends.len().saturating_mul(next.ends.len()) > MOST {
                return Err(format!("it stands for more than {MOST} sequences"));
            }
            ways.then(&next);
        }
        Ok(ways)
    }

    fn group(&mut self) -> Result<Ways, String> {
        self.skip('(');
        let ways = self.choice()?;
        if self.peek() != Some(')') {
            return Err("`(` is not closed".to_owned());
        }
        self.skip(')');
        Ok(ways)
    }

    fn symbol(&mut self) -> Result<Piece, String> {
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '|' | '?');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        let class = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        if !class {
            return if !name.is_empty() && name.chars().all(is_lower) {
                Ok(Piece::Symbol(Symbol::Word(word_hash(name))))
            } else {
                Err(format!("`{name}` is neither a lower-case word nor a CLASS"))
            };
        }
        let bit = self.names.get(name).ok_or_else(|| format!("there is no class `{name}`"))?;
        Ok(Piece::Symbol(Symbol::Class(bit)))
    }
}

/// Whether a character stays as it is in lower case.
fn is_lower(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_uppercase() || c.to_lowercase().eq([c])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::patterns::class::Class;

    fn sequences(pattern: &str) -> Result<Vec<Sequence>, String> {
        let sequence = |way| {
            let mut sequence = Sequence::default();
            sequence.set(way).map(|()| sequence)
        };
        expand(pattern, &ClassNames::new())?.iter().map(sequence).collect()
    }

    fn ways(pattern: &str) -> Vec<(usize, Vec<(u8, u8)>)> {
        let ways = sequences(pattern).unwrap();
        ways.into_iter().map(|way| (way.symbols.len(), way.spans)).collect()
    }

    #[test]
    fn a_pattern_stands_for_its_sequences() {
        assert_eq!(ways("DAY MONTH YEAR?"), [(3, vec![(0, 3)]), (2, vec![(0, 2)])]);
        assert_eq!(ways("dal [DAY] al [DAY MONTH]"), [(5, vec![(1, 2), (3, 5)])]);
        assert_eq!(
            ways("(nel|durante il)? [YEAR]"),
            [(2, vec![(1, 2)]), (3, vec![(2, 3)]), (1, vec![(0, 1)]),]
        );
        let symbols = &sequences("fa DAY").unwrap()[0].symbols;
        assert_eq!(symbols[..], [Symbol::Word(word_hash("Fa")), Symbol::Class(Class::Day as u8)]);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        let refused = |pattern: &str| sequences(pattern).unwrap_err();
        assert!(refused("il GIORNO").contains("GIORNO"));
        assert!(refused("(il|lo").contains("not closed"));
        assert!(refused("il) DAY").contains("no opening"));
        assert!(refused("[il").contains("not closed"));
        assert!(refused("[[il]]").contains("nest"));
        assert!(refused("").contains("1 to"));
        assert!(refused("Lunedì").contains("lower-case"));
    }
}
