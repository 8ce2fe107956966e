//! Changes of an article that change nothing of who said what: other glyphs, other spaces, other line
//! ends, another paragraph.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use virgolette::{Document, Extractor};

/// A change of a text, and what it is called; `None` where it would not be innocent.
pub type Change = (&'static str, fn(&str) -> Option<String>);

/// Every change.
pub const CHANGES: [Change; 10] = [
    ("«» become “”", |text| marks(text, ['«', '»'], ['“', '”'])),
    ("“” become «»", |text| marks(text, ['“', '”'], ['«', '»'])),
    ("«» become \"", |text| marks(text, ['«', '»'], ['"', '"'])),
    ("“” become \"", |text| marks(text, ['“', '”'], ['"', '"'])),
    ("straight apostrophes become curly", |text| apostrophes(text, '\'', '’')),
    ("curly apostrophes become straight", |text| apostrophes(text, '’', '\'')),
    ("letters and accents come apart", |text| differing(text, text.nfd().collect())),
    ("lines end in CR and LF", |text| {
        (!text.contains('\r'))
            .then(|| text.replace('\n', "\r\n"))
            .and_then(|new| differing(text, new))
    }),
    ("spaces do not break", |text| differing(text, text.replace(' ', "\u{a0}"))),
    ("a paragraph follows", |text| Some(format!("{}{PARAGRAPH}", text.trim_end()))),
];

/// Has to do with no article.
const PARAGRAPH: &str = "\n\nLa biblioteca comunale resta chiusa per lavori. Le visite guidate riprendono in autunno.\n";

/// The text in marks of another family, where it has none of that family yet.
fn marks(text: &str, from: [char; 2], to: [char; 2]) -> Option<String> {
    let balanced = text.matches(from[0]).count() == text.matches(from[1]).count();
    if text.contains(to) || !text.contains(from) || !balanced {
        return None;
    }
    Some(text.replace(from[0], &to[0].to_string()).replace(from[1], &to[1].to_string()))
}

/// The text with another apostrophe between letters.
fn apostrophes(text: &str, from: char, to: char) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let between = |at: usize| {
        let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
        at > 0 && letter(at - 1) && letter(at + 1)
    };
    let other = |(at, &c): (usize, &char)| if c == from && between(at) { to } else { c };
    differing(text, chars.iter().enumerate().map(other).collect())
}

fn differing(text: &str, new: String) -> Option<String> {
    (new != text).then_some(new)
}

/// What no change changes of a word.
fn plain(words: &str) -> String {
    let plain = |c: char| match c {
        '«' | '»' | '“' | '”' => '"',
        '’' => '\'',
        '\u{a0}' => ' ',
        c => c,
    };
    words.replace("\r\n", "\n").nfc().map(plain).collect()
}

/// The quotes of a document, each as its words and its speaker, with how many are alike.
fn quotes(document: &Document) -> BTreeMap<(String, String), usize> {
    let mut quotes = BTreeMap::new();
    for quote in &document.quotes {
        let words: Vec<String> =
            quote.content.iter().map(|&part| plain(document.slice(part))).collect();
        let speaker = match (&quote.speaker, &quote.unknown) {
            (Some(speaker), _) => plain(&speaker.name),
            (None, unknown) => format!("? {}", unknown.as_deref().unwrap_or_default()),
        };
        *quotes.entry((words.join(" | "), speaker)).or_default() += 1;
    }
    quotes
}

/// How many quotes the articles to which a change can be made have, and those that it loses, in words.
pub fn compare_all(
    extractor: &Extractor,
    texts: &[String],
    change: Change,
) -> (usize, Vec<String>) {
    let (mut all, mut lost) = (0, Vec::new());
    for text in texts {
        let Some(changed) = (change.1)(text) else { continue };
        let (count, gone) = compare(extractor, text, &changed);
        all += count;
        lost.extend(gone);
    }
    (all, lost)
}

/// How many quotes an article has, and those that a change loses, in words.
fn compare(extractor: &Extractor, text: &str, changed: &str) -> (usize, Vec<String>) {
    let before = quotes(&extractor.extract(text));
    let after = quotes(&extractor.extract(changed));
    let mut lost = Vec::new();
    for (quote, &count) in &before {
        let kept = after.get(quote).copied().unwrap_or(0).min(count);
        lost.extend(std::iter::repeat_n(format!("{}: {}", quote.1, quote.0), count - kept));
    }
    (before.values().sum(), lost)
}
