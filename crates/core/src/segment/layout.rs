//! What each line of a page is: headline, heading, byline, paragraph, or what the page adds.

use serde::Deserialize;

use crate::document::SectionKind;
use crate::error::Error;
use crate::lexicon::{PhraseTrie, WordSet, read_toml, word_hash};
use crate::segment::token::{FULL_STOP, Shape, Token, TokenKind};
use crate::span::Span;

/// A boilerplate phrase matters at the start of a line.
const STARTS: u32 = 1;
/// A boilerplate phrase matters anywhere in a short line.
const CONTAINS: u32 = 2;
/// A boilerplate phrase matters where it is the whole line.
const EQUALS: u32 = 4;
/// Longer lines are never headings or headlines, in tokens.
const LONGEST_HEADING: usize = 16;
const LONGEST_HEADLINE: usize = 40;
/// `contains` phrases are looked for in lines of at most this many tokens.
const LONGEST_BOILERPLATE: usize = 40;

/// The layout rules of a language.
#[derive(Debug)]
pub(crate) struct Layout {
    boilerplate: PhraseTrie,
    bylines: PhraseTrie,
    dates: WordSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    boilerplate: Vec<Boilerplate>,
    byline: Vec<Byline>,
    dates: Dates,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "kind and examples are for readers and tests"))]
struct Boilerplate {
    kind: String,
    starts: Vec<String>,
    contains: Vec<String>,
    equals: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
struct Byline {
    phrases: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
struct Dates {
    words: Vec<String>,
    finds: Vec<String>,
    ignores: Vec<String>,
}

impl Layout {
    /// Reads the rules of a TOML file.
    pub(crate) fn from_toml(path: &str, text: &str) -> Result<Self, Error> {
        let file: File = read_toml(path, text)?;
        let mut boilerplate = PhraseTrie::new();
        for group in &file.boilerplate {
            for (phrases, place) in
                [(&group.starts, STARTS), (&group.contains, CONTAINS), (&group.equals, EQUALS)]
            {
                for phrase in phrases {
                    let words = || phrase.split_whitespace().map(word_hash);
                    let before = boilerplate.insert(words(), place).unwrap_or(0);
                    boilerplate.insert(words(), before | place);
                }
            }
        }
        let mut bylines = PhraseTrie::new();
        for phrase in file.byline.iter().flat_map(|byline| &byline.phrases) {
            bylines.insert(phrase.split_whitespace().map(word_hash), 0);
        }
        Ok(Self { boilerplate, bylines, dates: WordSet::new(&file.dates.words) })
    }

    /// What the line with these tokens is, as far as the line alone tells: boilerplate, a byline, or
    /// a paragraph (which [`Layout::titles`] may make a title).
    pub(crate) fn line(&self, tokens: &[Token]) -> SectionKind {
        if self.is_boilerplate(tokens) {
            SectionKind::Boilerplate
        } else if self.is_byline(tokens) {
            SectionKind::Byline
        } else {
            SectionKind::Paragraph
        }
    }

    fn is_boilerplate(&self, tokens: &[Token]) -> bool {
        self.has_phrase(tokens)
            || self.is_date(tokens)
            || is_sign_off(tokens)
            || is_bracketed(tokens)
            || tokens.len() == 1 && tokens[0].kind == TokenKind::Tag
            || !tokens.iter().any(|token| token.is_word() || token.kind == TokenKind::Number)
    }

    fn has_phrase(&self, tokens: &[Token]) -> bool {
        let short = tokens.len() <= LONGEST_BOILERPLATE;
        let starts = if short { tokens.len() } else { 1 };
        (0..starts).any(|start| {
            let mut state = PhraseTrie::ROOT;
            for (count, token) in tokens[start..].iter().enumerate() {
                match self.boilerplate.step(state, token.word) {
                    Some(next) => state = next,
                    None => break,
                }
                let places = self.boilerplate.payload(state).unwrap_or(0);
                let whole = start == 0 && count + 1 == tokens.len();
                if places & STARTS != 0 && start == 0 && short
                    || places & CONTAINS != 0 && short
                    || places & EQUALS != 0 && whole
                {
                    return true;
                }
            }
            false
        })
    }

    /// A line with nothing but a date or an hour.
    fn is_date(&self, tokens: &[Token]) -> bool {
        let mut numbers = 0;
        let all = tokens.iter().all(|token| match token.kind {
            TokenKind::Number => {
                numbers += 1;
                true
            }
            TokenKind::Word => self.dates.has(token.word),
            TokenKind::Stop => false,
            _ => true,
        });
        all && numbers > 0
    }

    fn is_byline(&self, tokens: &[Token]) -> bool {
        let Some((count, _)) = self.bylines.longest(tokens.iter().map(|token| token.word)) else {
            return false;
        };
        let rest = &tokens[count..];
        let name = rest.iter().take_while(|token| token.is_capitalized() || token.elided).count();
        let closed = tokens.last().is_some_and(|token| token.kind == TokenKind::Stop);
        (2..=5).contains(&name) && rest.len() <= 16 && !closed
    }

    /// Makes titles of the lines that stand where titles stand: the first is the headline, a short
    /// one before it a kicker, short ones without a full stop between paragraphs are headings, and
    /// a bare name under the headline is a byline.
    pub(crate) fn titles(&self, lines: &mut [Line], tokens: &[Token]) {
        let readable = |line: &Line| line.kind != SectionKind::Boilerplate;
        let last = lines.iter().rposition(|line| line.kind == SectionKind::Paragraph).unwrap_or(0);
        let mut headline: Option<usize> = None;
        let mut seen = 0;
        for index in 0..lines.len() {
            if !readable(&lines[index]) {
                continue;
            }
            seen += 1;
            let of_line = lines[index].of(tokens);
            if lines[index].kind != SectionKind::Paragraph || index >= last {
                let named = headline.is_some() && seen <= 3 && is_bare_name(of_line);
                if lines[index].kind == SectionKind::Paragraph && named {
                    lines[index].kind = SectionKind::Byline;
                }
                continue;
            }
            lines[index].kind = match headline {
                None if is_titlelike(of_line, LONGEST_HEADLINE) && seen <= 3 => {
                    let next = lines[index + 1..=last].iter().find(|line| readable(line));
                    let kicker = seen <= 2 && is_kicker(of_line, next.map(|line| line.of(tokens)));
                    if kicker {
                        SectionKind::Heading
                    } else {
                        headline = Some(index);
                        SectionKind::Headline
                    }
                }
                Some(_) if seen <= 4 && is_bare_name(of_line) => SectionKind::Byline,
                _ if is_heading(of_line) && (headline.is_some() || seen > 1) => {
                    SectionKind::Heading
                }
                _ => SectionKind::Paragraph,
            };
        }
    }
}

/// One line (or hard-wrapped paragraph) of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) span: Span,
    pub(crate) kind: SectionKind,
    /// Its tokens; none of boilerplate.
    pub(crate) first: u32,
    pub(crate) end: u32,
}

impl Line {
    fn of<'t>(&self, tokens: &'t [Token]) -> &'t [Token] {
        &tokens[self.first as usize..self.end as usize]
    }
}

/// "rom/mar", "(Res)", "YM2-GRZ": initials and codes at the foot of agency copy.
fn is_sign_off(tokens: &[Token]) -> bool {
    let joined = tokens.iter().skip(1).all(|token| !token.spaced);
    let slashed = tokens.len() >= 3 && tokens.iter().any(|token| token.kind == TokenKind::Symbol);
    let coded = tokens.len() <= 3
        && (tokens.iter())
            .all(|token| token.kind != TokenKind::Word || token.shape == Shape::Upper)
        && tokens.iter().any(|token| token.kind == TokenKind::Hyphen);
    joined && tokens.len() <= 7 && (slashed || coded)
}

/// A short line all in brackets.
fn is_bracketed(tokens: &[Token]) -> bool {
    let mut inside = tokens;
    if let [rest @ .., last] = inside
        && last.kind == TokenKind::Stop
    {
        inside = rest;
    }
    let closes = inside.iter().filter(|token| token.kind == TokenKind::Close).count();
    matches!(inside, [open, .., close] if open.kind == TokenKind::Open && close.kind == TokenKind::Close)
        && closes == 1
        && inside.len() <= 14
}

/// No longer than `longest`, and not closed by a full stop as a sentence is.
fn is_titlelike(tokens: &[Token], longest: usize) -> bool {
    let ends = tokens.iter().rev().find(|token| token.kind != TokenKind::Mark);
    let stopped = ends.is_some_and(|token| {
        matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon)
            || token.kind == TokenKind::Stop && token.word == FULL_STOP
    });
    tokens.len() <= longest && !stopped
}

fn is_heading(tokens: &[Token]) -> bool {
    let dashed = tokens.first().is_some_and(|token| token.kind == TokenKind::Dash);
    let asks = tokens.last().is_some_and(|token| {
        token.kind == TokenKind::Stop || matches!(token.kind, TokenKind::Dash | TokenKind::Colon)
    });
    is_titlelike(tokens, LONGEST_HEADING) && !dashed && !asks
}

/// A few words before a longer title.
fn is_kicker(tokens: &[Token], next: Option<&[Token]>) -> bool {
    let words = |tokens: &[Token]| tokens.iter().filter(|token| token.is_word()).count();
    let Some(next) = next else { return false };
    words(tokens) <= 5 && is_titlelike(next, LONGEST_HEADLINE) && words(next) > words(tokens)
}

/// Two or three capitalised words and nothing else.
fn is_bare_name(tokens: &[Token]) -> bool {
    let mixed = tokens.iter().any(|token| token.shape == Shape::Capitalized);
    (2..=3).contains(&tokens.len()) && tokens.iter().all(Token::is_capitalized) && mixed
}

/// The tokens of a dateline ("(ANSA) - ROMA, 12 SET -") at the front of a paragraph.
pub(crate) fn dateline(tokens: &[Token]) -> usize {
    let (mut upper, mut bracket, mut digits) = (false, false, false);
    let mut end = 0;
    for (index, token) in tokens.iter().take(18).enumerate() {
        match token.kind {
            TokenKind::Dash if index > 0 => {
                if upper || bracket || digits {
                    end = index + 1;
                    // The place may follow the agency after a first dash.
                    (upper, bracket, digits) = (false, false, false);
                } else {
                    break;
                }
            }
            TokenKind::Open | TokenKind::Close => bracket = true,
            TokenKind::Number => digits = true,
            TokenKind::Word if token.shape == Shape::Upper && token.span.len() >= 3 => upper = true,
            TokenKind::Word if bracket || digits || token.is_capitalized() => {}
            TokenKind::Comma | TokenKind::Hyphen | TokenKind::Symbol => {}
            TokenKind::Stop if !(upper || bracket || digits) => break,
            TokenKind::Stop => {}
            _ => break,
        }
    }
    end
}

/// The lines of the text, hard-wrapped paragraphs joined, without the white space around them.
pub(crate) fn lines(text: &str) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut block = 0;
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = trim(text, start, start + piece.len());
        start += piece.len();
        if line.is_empty() {
            // "\r\n" gives an empty piece that ends no block.
            if piece != "\n" || !text[..start - 1].ends_with('\r') {
                unwrap_block(text, &mut lines, block);
                block = lines.len();
            }
            continue;
        }
        lines.push(line);
    }
    unwrap_block(text, &mut lines, block);
    lines
}

/// Joins the lines from `block` on where they are one hard-wrapped paragraph: all but the last of
/// about the same length, and at least one broken in mid-sentence before a lower-case word.
fn unwrap_block(text: &str, lines: &mut Vec<Span>, block: usize) {
    let wrapped = &lines[block..];
    if wrapped.len() < 2 {
        return;
    }
    let body = &wrapped[..wrapped.len() - 1];
    let even = body.iter().all(|line| (45..=130).contains(&line.len()));
    let broken = wrapped.windows(2).any(|pair| {
        let ends = pair[0].of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',');
        ends && pair[1].of(text).starts_with(char::is_lowercase)
    });
    if even && broken {
        lines[block] = wrapped[0].cover(wrapped[wrapped.len() - 1]);
        lines.truncate(block + 1);
    }
}

fn trim(text: &str, start: usize, end: usize) -> Span {
    let blank = |c: char| c.is_whitespace() || crate::lexicon::is_invisible(c);
    let line = text[start..end].trim_end_matches(blank);
    let kept = line.trim_start_matches(blank);
    let start = start + line.len() - kept.len();
    Span::new(start as u32, (start + kept.len()) as u32)
}

/// Every `finds` and `ignores` of the file: of boilerplate (with dates), then of bylines.
#[cfg(test)]
pub(crate) fn examples(text: &str) -> [(Vec<String>, Vec<String>); 2] {
    let file: File = read_toml("layout.toml", text).unwrap();
    let mut boilerplate = (file.dates.finds.clone(), file.dates.ignores.clone());
    for group in &file.boilerplate {
        assert!(!group.kind.is_empty());
        boilerplate.0.extend(group.finds.iter().cloned());
        boilerplate.1.extend(group.ignores.iter().cloned());
    }
    let all =
        |pick: fn(&Byline) -> &Vec<String>| file.byline.iter().flat_map(pick).cloned().collect();
    [boilerplate, (all(|byline| &byline.finds), all(|byline| &byline.ignores))]
}
