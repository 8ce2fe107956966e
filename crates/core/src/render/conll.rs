//! Tokens in columns, as corpus tools and sequence models read them.

use std::fmt::Write;
use std::sync::OnceLock;

use crate::document::{Document, QuoteKind};
use crate::segment::Segmenter;
use crate::span::{OffsetMap, OffsetUnit, Span};

/// A document in CoNLL-U Plus: one token a line, an empty line after each sentence.
///
/// The columns are the token's number in its sentence, the token, `MISC` (its offsets, and
/// `SpaceAfter=No` where the next follows at once), the name it belongs to as BIO tag, its entity,
/// and its part in quotes: `B-direct:0` and `I-direct:0` for the content of quote 0, `B-cue:0` and
/// `B-source:0` for its cue and source. A token with a part in several quotes has several tags,
/// joined by `|`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conll {
    /// The unit of the offsets.
    pub unit: OffsetUnit,
}

impl Conll {
    /// The line that names the columns; the first of a file.
    pub const HEAD: &str =
        "# global.columns = ID FORM MISC VIRGOLETTE:NAME VIRGOLETTE:ENTITY VIRGOLETTE:QUOTE\n";

    /// The lines of `document`.
    pub fn render(&self, document: &Document) -> String {
        let tokens = tokens(&document.text);
        let map = OffsetMap::new(&*document.text, self.unit);
        let (names, parts) = (names(document), parts(document));
        let (mut names, mut parts) = (Sweep::new(&names), Sweep::new(&parts));
        let mut out = String::with_capacity(document.text.len() * 6);
        // Writing to a string cannot fail, so results of `write!` are dropped.
        let _ = writeln!(out, "# newdoc id = {}", one_line(document.id.as_deref().unwrap_or("-")));
        let mut next = 0;
        for (index, &sentence) in document.sentences.iter().enumerate() {
            next += tokens[next..].partition_point(|token| token.start < sentence.start);
            let length = tokens[next..].partition_point(|token| token.end <= sentence.end);
            let _ = writeln!(out, "# sent_id = {}", index + 1);
            let _ = writeln!(out, "# text = {}", one_line(document.slice(sentence)));
            for (number, &token) in tokens[next..next + length].iter().enumerate() {
                let (start, end) = (map.convert(token.start), map.convert(token.end));
                let _ = write!(out, "{}\t{}\t", number + 1, document.slice(token));
                let _ = write!(out, "Start={start}|End={end}");
                if tokens.get(next + number + 1).is_some_and(|after| after.start == token.end) {
                    out.push_str("|SpaceAfter=No");
                }
                out.push('\t');
                name_columns(&mut out, &mut names, token);
                out.push('\t');
                quote_column(&mut out, &mut parts, token);
                out.push('\n');
            }
            out.push('\n');
            next += length;
        }
        out
    }
}

/// The tokens of the text; a document does not keep them.
fn tokens(text: &str) -> Vec<Span> {
    static ITALIAN: OnceLock<Option<Segmenter>> = OnceLock::new();
    // The embedded rules are good: the tests of this crate would not pass otherwise.
    let segmenter = ITALIAN.get_or_init(|| Segmenter::italian().ok());
    let segments = segmenter.as_ref().map(|segmenter| segmenter.segment(text));
    segments
        .map_or_else(Vec::new, |segments| segments.tokens.iter().map(|token| token.span).collect())
}

/// A span with the tag of its tokens.
struct Tagged {
    span: Span,
    tag: String,
    entity: String,
}

impl Tagged {
    /// The tag of a token that the span overlaps.
    fn write(&self, out: &mut String, token: Span) {
        out.push_str(if token.start <= self.span.start { "B-" } else { "I-" });
        out.push_str(&self.tag);
    }
}

fn names(document: &Document) -> Vec<Tagged> {
    use crate::document::MentionForm::Name;
    let names = document.mentions.iter().filter(|mention| mention.form == Name);
    let tagged = names.map(|mention| Tagged {
        span: mention.span,
        tag: mention.kind.to_string(),
        entity: mention.entity.map_or_else(|| "-".to_owned(), |id| id.0.to_string()),
    });
    tagged.collect()
}

/// The parts of quotes, by where they begin.
fn parts(document: &Document) -> Vec<Tagged> {
    let mut parts = Vec::new();
    for (index, quote) in document.quotes.iter().enumerate() {
        let kind = match quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        };
        let cue = quote.cue.as_ref().map(|cue| cue.span);
        let content = quote.content.iter().map(|&span| (kind, Some(span)));
        for (name, span) in content.chain([("cue", cue), ("source", quote.source)]) {
            if let Some(span) = span {
                parts.push(Tagged { span, tag: format!("{name}:{index}"), entity: String::new() });
            }
        }
    }
    parts.sort_by(|a, b| (a.span.start, &a.tag).cmp(&(b.span.start, &b.tag)));
    parts
}

/// The tagged spans over one token after the other, in order.
struct Sweep<'t> {
    waiting: std::slice::Iter<'t, Tagged>,
    active: Vec<&'t Tagged>,
}

impl<'t> Sweep<'t> {
    /// A sweep over `tagged`, which is sorted by where the spans begin.
    fn new(tagged: &'t [Tagged]) -> Self {
        Self { waiting: tagged.iter(), active: Vec::new() }
    }

    /// Those that `token` is in; no token may come before the last one.
    fn over(&mut self, token: Span) -> &[&'t Tagged] {
        while let Some(next) = self.waiting.as_slice().first() {
            if next.span.start >= token.end {
                break;
            }
            self.active.push(next);
            self.waiting.next();
        }
        self.active.retain(|tagged| tagged.span.end > token.start);
        &self.active
    }
}

fn name_columns(out: &mut String, names: &mut Sweep<'_>, token: Span) {
    match names.over(token) {
        [name, ..] => {
            name.write(out, token);
            out.push('\t');
            out.push_str(&name.entity);
        }
        [] => out.push_str("O\t-"),
    }
}

fn quote_column(out: &mut String, parts: &mut Sweep<'_>, token: Span) {
    let parts = parts.over(token);
    if parts.is_empty() {
        out.push('O');
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push('|');
        }
        part.write(out, token);
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn rows(rendered: &str) -> Vec<Vec<&str>> {
        let rows = rendered.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        rows.map(|row| row.split('\t').collect()).collect()
    }

    #[test]
    fn tokens_carry_names_and_parts_of_quotes() {
        let rendered = Conll::default().render(&sample::document());
        assert!(rendered.starts_with("# newdoc id = porto.txt\n# sent_id = 1\n# text = Il porto"));
        let rows = rows(&rendered);
        assert!(rows.iter().all(|row| row.len() == 6));
        let tags = |form: &str| -> Vec<&str> {
            rows.iter().find(|row| row[1] == form).map(|row| row[3..].to_vec()).unwrap()
        };
        assert_eq!(tags("porto"), ["O", "-", "O"]);
        assert_eq!(tags("Saremo"), ["O", "-", "B-direct:0"]);
        assert_eq!(tags("pronti"), ["O", "-", "I-direct:0"]);
        assert_eq!(tags("ha"), ["O", "-", "B-cue:0"]);
        assert_eq!(tags("Elena"), ["B-person", "0", "I-source:0"]);
        assert_eq!(tags("Sarti"), ["I-person", "0", "I-source:0"]);
        assert_eq!(tags("rinvii"), ["O", "-", "I-direct:0"]);
    }

    #[test]
    fn offsets_are_those_of_the_tokens_in_every_unit() {
        let document = sample::document();
        for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
            let map = OffsetMap::new(&*document.text, unit);
            let rendered = Conll { unit }.render(&document);
            let mut spans = tokens(&document.text).into_iter();
            for row in rows(&rendered) {
                let span = spans.next().unwrap();
                let misc = row[2].trim_end_matches("|SpaceAfter=No");
                let (start, end) = (map.convert(span.start), map.convert(span.end));
                assert_eq!(misc, format!("Start={start}|End={end}"));
                assert_eq!(row[1], document.slice(span));
            }
            assert!(spans.next().is_none(), "every token has its line");
        }
    }

    #[test]
    fn nested_parts_are_joined() {
        let mut document = sample::document();
        let whole = document.sentences[2];
        document.quotes[0].content = vec![whole];
        let rendered = Conll::default().render(&document);
        let rows = rows(&rendered);
        let row = rows.iter().find(|row| row[1] == "bando").unwrap();
        assert_eq!(row[5], "I-direct:0|I-indirect:1");
    }
}
