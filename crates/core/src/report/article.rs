//! An article as the page keeps it: its text once, and where its marks start and end.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::document::{Document, SectionKind};
use crate::span::{OffsetMap, Span};

/// Letters of a title made from the text.
const TITLE: usize = 110;

/// What a mark is; the page's script knows the numbers.
const QUOTE: u32 = 0;
const CUE: u32 = 1;
const SOURCE: u32 = 2;
const DETAIL: u32 = 3;

/// An article in JSON; offsets count UTF-16 units, as the page's script does.
#[derive(Serialize)]
struct Stored<'d> {
    /// The text.
    t: &'d str,
    /// Sections: start, end, kind.
    s: Vec<u32>,
    /// Marks: start, end, what it is, and of which quote or detail.
    m: Vec<u32>,
    /// Details: a class of the style sheet, and words to show.
    d: Vec<[String; 2]>,
}

/// The headline, or how the text begins.
pub(super) fn title(document: &Document) -> String {
    let of = |kind| document.sections.iter().find(|section| section.kind == kind);
    let section = of(SectionKind::Headline).or_else(|| of(SectionKind::Paragraph));
    let text = section.map_or(&*document.text, |section| document.slice(section.span));
    let mut title = String::new();
    for word in text.split_whitespace() {
        if title.chars().count() + word.chars().count() > TITLE {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(TITLE));
    }
    title
}

/// The article in JSON.
pub(super) fn json(document: &Document, map: &OffsetMap<&str>) -> String {
    let mut marks = Marks { map, flat: Vec::new(), details: Vec::new(), known: BTreeMap::new() };
    marks.fill(document);
    let mut sections = Vec::with_capacity(document.sections.len() * 3);
    for section in &document.sections {
        let Span { start, end } = section.span;
        sections.extend([map.convert(start), map.convert(end), section.kind as u32]);
    }
    let stored = Stored { t: &document.text, s: sections, m: marks.flat, d: marks.details };
    // Writing plain structs to memory cannot fail.
    serde_json::to_string(&stored).unwrap_or_default()
}

struct Marks<'m> {
    map: &'m OffsetMap<&'m str>,
    flat: Vec<u32>,
    details: Vec<[String; 2]>,
    known: BTreeMap<[String; 2], u32>,
}

impl Marks<'_> {
    fn fill(&mut self, document: &Document) {
        for (index, quote) in (0..).zip(&document.quotes) {
            quote.content.iter().for_each(|&span| self.mark(span, QUOTE, index));
            quote.cue.iter().for_each(|cue| self.mark(cue.span, CUE, index));
            quote.source.iter().for_each(|&span| self.mark(span, SOURCE, index));
        }
        for mention in &document.mentions {
            let mut words = String::new();
            if let Some(id) = mention.entity {
                let entity = document.entity(id);
                words.push_str(&entity.name);
                for role in &entity.roles {
                    let _ = write!(words, " · {}", document.slice(role.span));
                }
            }
            self.detail(mention.span, mention.kind.as_str(), words);
        }
        for claim in &document.claims {
            self.detail(claim.cue, "claim", String::new());
        }
        for time in &document.times {
            self.detail(time.span, "time", time.value.clone());
        }
        for quantity in &document.quantities {
            let value = quantity.value.map(|value| value.to_string()).unwrap_or_default();
            let words = format!("{value} {}", quantity.unit.as_deref().unwrap_or_default());
            self.detail(quantity.span, "quantity", words.trim().to_owned());
        }
    }

    fn mark(&mut self, span: Span, what: u32, of: u32) {
        if !span.is_empty() {
            let (start, end) = (self.map.convert(span.start), self.map.convert(span.end));
            self.flat.extend([start, end, what, of]);
        }
    }

    fn detail(&mut self, span: Span, class: &str, words: String) {
        let detail = [class.to_owned(), words];
        let next = self.details.len() as u32;
        let of = *self.known.entry(detail.clone()).or_insert(next);
        if of == next {
            self.details.push(detail);
        }
        self.mark(span, DETAIL, of);
    }
}
