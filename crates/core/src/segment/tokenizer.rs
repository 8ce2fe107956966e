//! Cuts a section into tokens, in one pass over its characters.
//!
//! The apostrophe is the hard part of Italian: it elides ("l'accordo"), truncates ("un po'"), stands
//! for an accent ("E'", "perche'"), opens a decade ("'68") or a word ("'ndrangheta"), and quotes.

use crate::lexicon::{Normalized, is_invisible, word_hash};
use crate::segment::abbreviations::Abbreviations;
use crate::segment::token::{Shape, Token, TokenKind};
use crate::span::Span;

/// Cuts sections of one text.
#[derive(Debug)]
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    abbreviations: &'a Abbreviations,
    normalized: Normalized,
}

/// The state of one section.
struct Cursor<'a> {
    text: &'a str,
    position: usize,
    end: usize,
    /// Whether a single quotation mark is open.
    single_open: bool,
    /// Whether white space came just before `position`.
    spaced: bool,
}

const APOSTROPHES: [char; 5] = ['\'', '’', '‘', 'ʼ', '´'];
/// Domain endings by which a site's name is told from two sentences.
const DOMAINS: [&str; 10] = ["it", "com", "org", "net", "eu", "info", "tv", "gov", "edu", "uk"];
/// The longest e-mail address looked for, in bytes; keeps the look-ahead constant.
const LONGEST_ADDRESS: usize = 128;

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.peek_after(self.position)
    }

    fn peek_after(&self, at: usize) -> Option<char> {
        if at >= self.end { None } else { self.text[at..self.end].chars().next() }
    }

    /// Advances over characters that satisfy `keep`.
    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        for c in self.text[self.position..self.end].chars() {
            if !keep(c) {
                break;
            }
            self.position += c.len_utf8();
        }
    }
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(text: &'a str, abbreviations: &'a Abbreviations) -> Self {
        Self { text, abbreviations, normalized: Normalized::default() }
    }

    /// Appends the tokens of `section` to `tokens`.
    pub(crate) fn cut(&mut self, section: Span, tokens: &mut Vec<Token>) {
        let mut cursor = Cursor {
            text: self.text,
            position: section.start as usize,
            end: section.end as usize,
            single_open: false,
            spaced: true,
        };
        while let Some(c) = cursor.peek() {
            if c.is_whitespace() || is_invisible(c) {
                cursor.position += c.len_utf8();
                cursor.spaced |= !is_invisible(c);
                continue;
            }
            let token = if c.is_alphabetic() {
                self.word(&mut cursor)
            } else if c.is_ascii_digit() {
                self.number(&mut cursor)
            } else {
                self.other(&mut cursor, c)
            };
            tokens.push(token);
            cursor.spaced = false;
        }
    }

    /// A token from `start` to the cursor, whose normalised form is in the buffer.
    fn token(&self, cursor: &Cursor<'_>, start: usize, kind: TokenKind, elided: bool) -> Token {
        let span = Span::new(start as u32, cursor.position as u32);
        let shape = shape_of(span.of(self.text));
        Token { span, word: self.normalized.hash(), kind, shape, spaced: cursor.spaced, elided }
    }

    /// A token from `start` to the cursor, normalised as it stands.
    fn plain(&mut self, cursor: &Cursor<'_>, start: usize, kind: TokenKind) -> Token {
        self.normalized.set(&self.text[start..cursor.position]);
        self.token(cursor, start, kind, false)
    }

    fn word(&mut self, cursor: &mut Cursor<'_>) -> Token {
        let start = cursor.position;
        if let Some(length) = address_length(&self.text[start..cursor.end]) {
            cursor.position = start + length;
            let mail = self.text[start..cursor.position].contains('@');
            return self.plain(cursor, start, if mail { TokenKind::Email } else { TokenKind::Url });
        }
        cursor.skip_while(|c| c.is_alphanumeric() || is_combining(c) || is_invisible(c));
        match cursor.peek() {
            Some('.') => {
                if let Some(token) = self.with_stop(cursor, start) {
                    return token;
                }
            }
            Some(c) if APOSTROPHES.contains(&c) => return self.with_apostrophe(cursor, start, c),
            _ => {}
        }
        self.plain(cursor, start, TokenKind::Word)
    }

    /// A word that keeps its stop: an abbreviation, initials, a site's name.
    fn with_stop(&mut self, cursor: &mut Cursor<'_>, start: usize) -> Option<Token> {
        let word_end = cursor.position;
        let rest = &self.text[word_end + 1..cursor.end];
        if let Some(ending) = DOMAINS.iter().find(|ending| is_domain(rest, ending)) {
            cursor.position = word_end + 1 + ending.len();
            return Some(self.plain(cursor, start, TokenKind::Url));
        }
        let mut end = word_end;
        let short = self.text[start..word_end].chars().take(5).count() <= 4;
        while let Some(piece) = dotted_piece(&self.text[end..cursor.end]).filter(|_| short) {
            end += piece;
        }
        let stopped = self.text[end..cursor.end].starts_with('.');
        let form = &self.text[start..end];
        let known = self.abbreviations.contains(word_hash(form));
        let mut letters = form.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let initials = end > word_end || initial && starts_name(&self.text[end + 1..cursor.end]);
        if !(known || initials) {
            return None;
        }
        cursor.position = if stopped { end + 1 } else { end };
        self.normalized.set(&self.text[start..end]);
        Some(self.token(cursor, start, TokenKind::Word, false))
    }

    fn with_apostrophe(&mut self, cursor: &mut Cursor<'_>, start: usize, mark: char) -> Token {
        let after = cursor.position + mark.len_utf8();
        let next = cursor.peek_after(after);
        let word = self.normalized.set(&self.text[start..cursor.position]);
        let elides = ELIDED.contains(&word);
        let truncated = TRUNCATED.contains(&word);
        let vowel = word.ends_with(['a', 'e', 'i', 'o', 'u']);
        let joined = next.is_some_and(char::is_alphanumeric)
            || elides && next.is_some_and(|c| OPENING.contains(&c));
        let loose = elides
            && next == Some(' ')
            && cursor.peek_after(after + 1).is_some_and(char::is_alphabetic);
        let doubled = next.is_some_and(|c| APOSTROPHES.contains(&c));
        if doubled || cursor.single_open && !joined && !truncated {
            // It closes a quotation: the word ends before it.
            return self.plain(cursor, start, TokenKind::Word);
        }
        if joined || loose {
            cursor.position = after;
            self.normalized.set(&self.text[start..after]);
            return self.token(cursor, start, TokenKind::Word, true);
        }
        if truncated {
            cursor.position = after;
        } else if vowel {
            self.normalized.set(&self.text[start..cursor.position]);
            self.normalized.accent_last_vowel();
            cursor.position = after;
            return self.token(cursor, start, TokenKind::Word, false);
        }
        self.plain(cursor, start, TokenKind::Word)
    }

    fn number(&mut self, cursor: &mut Cursor<'_>) -> Token {
        let start = cursor.position;
        loop {
            cursor.skip_while(|c| c.is_ascii_digit());
            match self.text.as_bytes()[cursor.position..cursor.end] {
                [b'.' | b',' | b':', digit, ..] if digit.is_ascii_digit() => cursor.position += 1,
                _ => break,
            }
        }
        let ordinal = |c: char| matches!(c, 'º' | '°' | 'ª' | '^');
        match cursor.peek() {
            Some(c) if ordinal(c) => cursor.skip_while(ordinal),
            Some(c) if c.is_alphabetic() => {
                cursor.skip_while(|c| c.is_alphanumeric() || is_combining(c));
                return self.plain(cursor, start, TokenKind::Word);
            }
            _ => {}
        }
        self.plain(cursor, start, TokenKind::Number)
    }

    fn other(&mut self, cursor: &mut Cursor<'_>, c: char) -> Token {
        let start = cursor.position;
        cursor.position += c.len_utf8();
        let kind = match c {
            '.' | '!' | '?' | '…' => {
                cursor.skip_while(|c| matches!(c, '.' | '!' | '?' | '…'));
                TokenKind::Stop
            }
            ',' => TokenKind::Comma,
            ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '(' | '[' | '{' => TokenKind::Open,
            ')' | ']' | '}' => TokenKind::Close,
            '-' | '–' | '—' | '―' | '‐' | '‑' | '−' => dash(cursor, c),
            '#' | '@' if cursor.peek().is_some_and(char::is_alphanumeric) => {
                cursor.skip_while(|c| c.is_alphanumeric() || c == '_');
                TokenKind::Tag
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '″' | '＂' => {
                TokenKind::Mark
            }
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' => self.single(cursor, start, c),
            _ => TokenKind::Symbol,
        };
        self.plain(cursor, start, kind)
    }

    /// An apostrophe or single mark that no word before it took.
    fn single(&self, cursor: &mut Cursor<'_>, start: usize, c: char) -> TokenKind {
        if cursor.peek() == Some(c) {
            cursor.position += c.len_utf8();
            return TokenKind::Mark;
        }
        let rest = &self.text[cursor.position..cursor.end];
        let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        if digits == 2 && !rest[2..].starts_with(char::is_alphabetic) && c != '‘' {
            cursor.position += digits;
            return TokenKind::Number;
        }
        if APHERESIS.iter().any(|word| starts_with_word(rest, word)) {
            cursor.skip_while(char::is_alphabetic);
            return TokenKind::Word;
        }
        let before = self.text[..start].chars().next_back();
        let opens = rest.starts_with(|c: char| !c.is_whitespace())
            && (cursor.spaced || before.is_some_and(|c| !c.is_alphanumeric() && c != '.'));
        cursor.single_open = opens && (!cursor.single_open || cursor.spaced);
        TokenKind::Mark
    }
}

/// A dash, or a hyphen where it joins two words; a run of `-` is one dash.
fn dash(cursor: &mut Cursor<'_>, c: char) -> TokenKind {
    if c == '-' && cursor.peek() == Some('-') {
        cursor.skip_while(|c| c == '-');
        return TokenKind::Dash;
    }
    let joins = !cursor.spaced && cursor.peek().is_some_and(char::is_alphanumeric);
    if joins { TokenKind::Hyphen } else { TokenKind::Dash }
}

/// Words that elide before a vowel.
const ELIDED: [&str; 38] = [
    "l", "un", "dell", "all", "dall", "nell", "sull", "coll", "quell", "c", "d", "n", "s", "t",
    "m", "v", "anch", "quest", "dov", "com", "senz", "tutt", "bell", "sant", "mezz", "gl", "nient",
    "agl", "qualcun", "nessun", "ciascun", "quand", "cos", "fors", "grand", "pover", "buon",
    "degl",
];
/// Words cut at their end, whose apostrophe is neither an elision nor an accent.
const TRUNCATED: [&str; 14] =
    ["po", "mo", "be", "va", "fa", "sta", "da", "di", "to", "ca", "de", "ne", "co", "vo"];
/// Words that have lost their beginning.
const APHERESIS: [&str; 6] =
    ["ndrangheta", "ndrine", "ndrina", "ndranghetista", "ndranghetisti", "sto"];
const OPENING: [char; 7] = ['"', '“', '„', '«', '‹', '‟', '‘'];

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(char::is_alphanumeric)
}

fn is_domain(rest: &str, ending: &str) -> bool {
    rest.starts_with(ending) && !rest[ending.len()..].starts_with(char::is_alphanumeric)
}

/// The length of one more `.letters` of a dotted abbreviation ("S.p.A.", "dott.ssa").
fn dotted_piece(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('.')?;
    let length = rest.chars().take_while(|c| c.is_alphabetic()).take(4).map(char::len_utf8).sum();
    let letters: &str = &rest[..length];
    let stopped = rest[length..].starts_with('.');
    let feminine =
        matches!(letters, "ssa" | "ra" | "na" | "za" | "zza" | "lli" | "so" | "le" | "go");
    let few = (1..=3).contains(&letters.chars().count());
    (feminine || few && stopped).then_some(1 + length)
}

/// Whether a name or another initial follows an initial.
fn starts_name(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_uppercase)
}

/// The length of a web or e-mail address at the front of `text`.
fn address_length(text: &str) -> Option<usize> {
    let starts = |prefix: &str| {
        text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if ["http://", "https://", "www."].iter().any(|prefix| starts(prefix)) {
        let ends = |c: char| c.is_whitespace() || "\"”“«»)<>".contains(c);
        let end = text.find(ends).unwrap_or(text.len());
        let trailing = ['.', ',', ';', ':', '!', '?', '\'', '’'];
        return Some(text[..end].trim_end_matches(trailing).len());
    }
    let bytes = text.as_bytes();
    let of_name =
        |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let of_host = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let name = bytes.iter().take(LONGEST_ADDRESS).take_while(of_name).count();
    if bytes.get(name) != Some(&b'@') {
        return None;
    }
    let host = bytes[name + 1..].iter().take(LONGEST_ADDRESS).take_while(of_host).count();
    let host = text[name + 1..name + 1 + host].trim_end_matches(['.', '-']);
    host.contains('.').then_some(name + 1 + host.len())
}

fn shape_of(word: &str) -> Shape {
    let (mut letters, mut capitals, mut first) = (0u32, 0u32, false);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if c.is_uppercase() {
            capitals += 1;
            first |= letters == 1;
        }
    }
    match (letters, capitals) {
        (0, _) => Shape::None,
        (_, 0) => Shape::Lower,
        (1, 1) => Shape::Capitalized,
        (all, some) if all == some => Shape::Upper,
        (_, 1) if first => Shape::Capitalized,
        _ => Shape::Mixed,
    }
}
