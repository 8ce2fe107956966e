//! Pairs quotation marks, whatever glyphs and spacing the page uses.
//!
//! A stack of open marks; each new mark opens or closes by its glyph, then by the white space around
//! it, then by what stands open. What cannot be paired is repaired and reported, never refused.

use std::borrow::Cow;

use crate::document::Diagnostic;
use crate::segment::token::{Token, TokenKind};
use crate::span::Span;

/// A passage in quotation marks, or a speech that a dash opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The token of its opening mark or dash.
    pub open: u32,
    /// One past its last token inside: the closing mark, where there is one.
    pub end: u32,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// What it lies between, without the white space inside the marks.
    pub content: Span,
    /// The glyphs.
    pub family: Family,
    /// How many quotations it lies in.
    pub depth: u8,
}

impl Quotation {
    /// Its first token inside.
    #[inline]
    pub fn first(&self) -> u32 {
        self.open + 1
    }

    /// One past all its tokens, marks included.
    #[inline]
    pub fn after(&self) -> u32 {
        self.end + u32::from(self.closed)
    }
}

/// Glyphs that pair with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// « »
    Angle,
    /// ‹ ›
    SingleAngle,
    /// “ ” „ ‟ " '' ``
    Double,
    /// ‘ ’ ' ‚ `
    Single,
    /// A dash at the start of a line.
    Dash,
}

/// Which way a glyph points by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// Deeper nesting is read as stray marks; keeps every step constant.
const DEEPEST: usize = 32;
/// How many marks ahead the end of an unclosed quotation is looked for.
const LOOK_AHEAD: usize = 48;
/// A paragraph with more tokens than this is not all quotation because a mark was left open.
const LONGEST_UNCLOSED: usize = 120;
/// How many paragraphs a quotation may run over without a mark of its own.
const LONGEST_RUN: usize = 6;

/// A mark of the section at hand.
#[derive(Clone, Copy)]
struct Mark {
    token: usize,
    family: Family,
    side: Side,
    /// Space (or an opening mark) before it and none behind, as an opening mark has it.
    looks_open: bool,
    /// The reverse.
    looks_close: bool,
}

/// Pairs the marks of a whole text, section by section.
pub(crate) struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Token ranges of the sections that are read.
    sections: &'a [(usize, usize)],
    open: Vec<(Mark, usize)>,
    quotations: Vec<Quotation>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Pairing<'a> {
    /// The quotations of the sections, by their opening mark, and what was repaired.
    pub(crate) fn run(
        text: &'a str,
        tokens: &'a [Token],
        sections: &'a [(usize, usize)],
    ) -> (Vec<Quotation>, Vec<Diagnostic>) {
        let mut pairing = Self {
            text,
            tokens,
            sections,
            open: Vec::new(),
            quotations: Vec::new(),
            diagnostics: Vec::new(),
        };
        for section in 0..sections.len() {
            pairing.section(section);
        }
        pairing.quotations.sort_by_key(|quotation| quotation.open);
        nest(&mut pairing.quotations);
        (pairing.quotations, pairing.diagnostics)
    }

    fn section(&mut self, section: usize) {
        let (first, end) = self.sections[section];
        let even = self.alternates(first, end);
        let mut reopened = !self.open.is_empty();
        for at in first..end {
            let Some(mark) = self.mark(at, first, end) else {
                continue;
            };
            // A paragraph that re-opens the quotation which the one before left open.
            if reopened && at == first && self.open[0].0.family == mark.family && !mark.looks_close
            {
                reopened = false;
                continue;
            }
            self.step(mark, even, end);
        }
        self.dialogue(first, end);
        if !self.open.is_empty() && !self.runs_on(section) {
            self.abandon(0, end);
        }
    }

    /// Whether the straight double marks of a section open and close in turn, whatever the white
    /// space around them says: so it is where that contradicts fewer of them than it leaves unpaired.
    fn alternates(&self, first: usize, end: usize) -> bool {
        let (mut turn, mut against_turn, mut open, mut unpaired) = (0, 0, false, 0);
        for at in first..end {
            if self.side(at) != Some((Family::Double, Side::Either)) {
                continue;
            }
            let Some(mark) = self.mark(at, first, end) else { continue };
            let expects_open = turn % 2 == 0;
            let against = if expects_open { mark.looks_close } else { mark.looks_open };
            against_turn += u32::from(against && mark.looks_open != mark.looks_close);
            turn += 1;
            if mark.looks_open && !mark.looks_close {
                unpaired += u32::from(open);
                open = true;
            } else if mark.looks_close {
                unpaired += u32::from(!open);
                open = false;
            } else {
                open = !open;
            }
        }
        against_turn + turn % 2 <= unpaired + u32::from(open)
    }

    /// Opens or closes at `mark`.
    fn step(&mut self, mark: Mark, even: bool, end: usize) {
        let depth = self.open.iter().rposition(|(open, _)| open.family == mark.family);
        let closes = match (mark.side, depth) {
            (_, None) => false,
            (Side::Close, _) => {
                !(mark.looks_open && !mark.looks_close && mark.family == Family::Single)
            }
            (Side::Open, _) => mark.looks_close && !mark.looks_open,
            (Side::Either, _) if mark.family == Family::Double && even => true,
            (Side::Either, _) => !mark.looks_open || mark.looks_close,
        };
        if let (true, Some(depth)) = (closes, depth) {
            self.close(depth, mark);
            return;
        }
        let opens = match mark.side {
            Side::Open => !(mark.looks_close && !mark.looks_open && self.foreign_close(mark)),
            Side::Close => mark.looks_open && !mark.looks_close,
            Side::Either if mark.family == Family::Single => {
                mark.looks_open && self.single_closes(mark.token, end)
            }
            Side::Either => mark.looks_open || even || !mark.looks_close,
        };
        if opens && self.open.len() < DEEPEST {
            self.open.push((mark, end));
        } else if self.foreign_close(mark) {
            let depth = self.open.len() - 1;
            let span = self.tokens[mark.token].span;
            self.report(span, "mismatched-marks", "closed by a mark of another kind");
            self.close(depth, mark);
        } else if mark.family != Family::Single {
            let span = self.tokens[mark.token].span;
            self.report(span, "stray-mark", "a quotation mark without its pair; left out");
        }
    }

    /// Whether `mark` can only be the close of a quotation that glyphs of another family opened.
    fn foreign_close(&self, mark: Mark) -> bool {
        let Some(&(open, _)) = self.open.last() else {
            return false;
        };
        mark.looks_close && open.family != Family::Single && mark.family != Family::Single && {
            let (_, end) = self.section_of(mark.token);
            let own = self.tokens[mark.token + 1..end].iter().enumerate();
            let mut own = own.filter(|(_, token)| token.kind == TokenKind::Mark).take(LOOK_AHEAD);
            !own.any(|(offset, _)| {
                let at = mark.token + 1 + offset;
                self.side(at)
                    .is_some_and(|(family, side)| family == open.family && side != Side::Open)
            })
        }
    }

    /// Closes the quotation at `depth` of the stack; those opened inside it and left open end with it.
    fn close(&mut self, depth: usize, mark: Mark) {
        self.abandon(depth + 1, mark.token);
        if let Some((open, _)) = self.open.pop() {
            self.push(open, mark.token, true);
        }
    }

    /// Ends the open quotations from `depth` on, before token `end`.
    fn abandon(&mut self, depth: usize, end: usize) {
        while self.open.len() > depth {
            let Some((open, home)) = self.open.pop() else {
                return;
            };
            let end = if depth == 0 { self.likely_end(open.token, home.min(end)) } else { end };
            let span = self.tokens[open.token].span;
            let message = if depth == 0 {
                "never closed; read to the end of its paragraph or, in a long one, its sentence"
            } else {
                "never closed; read to the end of the quotation around it"
            };
            self.report(span, "unclosed-quotation", message);
            self.push(open, end.max(open.token + 1), false);
        }
    }

    /// Where a quotation without a close is taken to end: with its paragraph, or, in a long one,
    /// with its sentence.
    fn likely_end(&self, open: usize, end: usize) -> usize {
        if end - open <= LONGEST_UNCLOSED {
            return end;
        }
        let stop = (open + 1..end).find(|&at| self.tokens[at].kind == TokenKind::Stop);
        stop.map_or(end, |at| at + 1)
    }

    fn push(&mut self, open: Mark, end: usize, closed: bool) {
        let inside = &self.tokens[open.token + 1..end];
        let content = match inside {
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
            [] => {
                let at = self.tokens[open.token].span.end;
                Span::new(at, at)
            }
        };
        self.quotations.push(Quotation {
            open: open.token as u32,
            end: end as u32,
            closed,
            content,
            family: open.family,
            depth: 0,
        });
    }

    /// Whether what stands open goes on after `section`: the next paragraph re-opens it, or a later
    /// one closes it before any other mark of its family opens.
    fn runs_on(&mut self, section: usize) -> bool {
        self.open.truncate_inner(|at| at.0.family != Family::Single);
        let Some(&(open, _)) = self.open.first() else {
            return false;
        };
        let rest = &self.sections[section + 1..];
        let rest = &rest[..rest.len().min(LONGEST_RUN)];
        let Some(&(next, next_end)) = rest.first() else {
            return false;
        };
        if let Some(mark) = (next < next_end).then(|| self.mark(next, next, next_end)).flatten()
            && mark.family == open.family
            && mark.side != Side::Close
        {
            return true;
        }
        let mut seen = 0;
        for &(first, end) in rest {
            for at in first..end {
                let Some(mark) =
                    self.mark(at, first, end).filter(|mark| mark.family == open.family)
                else {
                    continue;
                };
                seen += 1;
                if mark.side == Side::Close || mark.looks_close && !mark.looks_open {
                    return true;
                }
                if mark.side == Side::Open || mark.looks_open || seen > LOOK_AHEAD {
                    return false;
                }
            }
        }
        false
    }

    /// Whether a single mark that looks like an opening one has a closing one in its section.
    fn single_closes(&self, at: usize, end: usize) -> bool {
        let mut ahead = (at + 1..end)
            .filter(|&at| matches!(self.side(at), Some((Family::Single, _))))
            .take(LOOK_AHEAD);
        ahead.any(|at| self.mark(at, 0, end).is_some_and(|mark| mark.looks_close))
    }

    /// A speech that a dash opens at the start of a line.
    fn dialogue(&mut self, first: usize, end: usize) {
        let dashed = end - first > 3 && self.tokens[first].kind == TokenKind::Dash;
        if dashed && self.open.is_empty() {
            let open = Mark {
                token: first,
                family: Family::Dash,
                side: Side::Open,
                looks_open: true,
                looks_close: false,
            };
            self.push(open, end, false);
        }
    }

    fn section_of(&self, token: usize) -> (usize, usize) {
        let index = self.sections.partition_point(|&(_, end)| end <= token);
        self.sections.get(index).copied().unwrap_or((token, self.tokens.len()))
    }

    fn mark(&self, at: usize, first: usize, end: usize) -> Option<Mark> {
        let (family, side) = self.side(at)?;
        let before = (at > first).then(|| &self.tokens[at - 1]);
        let after = (at + 1 < end).then(|| &self.tokens[at + 1]);
        let opener = |token: &Token| {
            matches!(token.kind, TokenKind::Open | TokenKind::Dash)
                || token.elided
                || token.kind == TokenKind::Mark && token.spaced
        };
        let loose_before = self.tokens[at].spaced || before.is_none_or(opener);
        let closer = |token: &Token| {
            use TokenKind::{Close, Colon, Comma, Dash, Semicolon, Stop};
            token.spaced
                || matches!(token.kind, Close | Comma | Semicolon | Colon | Stop | Dash)
                || token.kind == TokenKind::Mark && !loose_before
        };
        let loose_after = after.is_none_or(closer);
        Some(Mark {
            token: at,
            family,
            side,
            looks_open: loose_before && !after.is_none_or(|token| token.spaced),
            looks_close: !loose_before && loose_after || after.is_none(),
        })
    }

    fn side(&self, at: usize) -> Option<(Family, Side)> {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Mark {
            return None;
        }
        let glyphs = token.span.of(self.text);
        let mut chars = glyphs.chars();
        let glyph = chars.next()?;
        let doubled = chars.next().is_some();
        Some(match glyph {
            '«' => (Family::Angle, Side::Open),
            '»' => (Family::Angle, Side::Close),
            '‹' => (Family::SingleAngle, Side::Open),
            '›' => (Family::SingleAngle, Side::Close),
            '“' | '„' | '‟' => (Family::Double, Side::Open),
            '”' => (Family::Double, Side::Close),
            '`' | '‘' if doubled => (Family::Double, Side::Open),
            '\'' | '’' if doubled => (Family::Double, Side::Either),
            '‘' | '‚' | '`' => (Family::Single, Side::Open),
            '’' | '\'' | '´' | 'ʼ' => (Family::Single, Side::Either),
            _ => (Family::Double, Side::Either),
        })
    }

    fn report(&mut self, span: Span, code: &'static str, message: &'static str) {
        let (code, message) = (Cow::Borrowed(code), Cow::Borrowed(message));
        self.diagnostics.push(Diagnostic { span, code, message });
    }
}

/// Dropping the inner entries that fail a test.
trait TruncateInner<T> {
    fn truncate_inner(&mut self, keep: impl Fn(&T) -> bool);
}

impl<T> TruncateInner<T> for Vec<T> {
    /// Keeps the longest front whose entries all pass.
    fn truncate_inner(&mut self, keep: impl Fn(&T) -> bool) {
        let front = self.iter().take_while(|entry| keep(entry)).count();
        self.truncate(front);
    }
}

/// Sets each quotation's depth; the list is in order of opening.
fn nest(quotations: &mut [Quotation]) {
    let mut around: Vec<u32> = Vec::new();
    for quotation in quotations {
        while around.last().is_some_and(|&end| end <= quotation.open) {
            around.pop();
        }
        quotation.depth = around.len().min(usize::from(u8::MAX)) as u8;
        around.push(quotation.end);
    }
}
