//! An article with its highlights: quotes by speaker, names by type, details on hover.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::{Document, MentionType, Quote};
use crate::span::Span;

const STYLE: &str = include_str!("html.css");

/// The article as HTML: what is said in the colour of its speaker, who is named underlined by type,
/// with details on hover and a legend. Light and dark follow the reader's theme; nothing is loaded
/// from elsewhere, and whatever the article holds is escaped.
///
/// ```
/// use virgolette::Extractor;
/// use virgolette::render::Html;
///
/// let document = Extractor::italian().extract("«Sì & no», ha detto Anna Neri.");
/// assert!(Html::default().render(&document).contains("Sì &amp; no"));
/// assert!(Html { page: true }.render(&document).starts_with("<!doctype html>"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Html {
    /// Whether to write a whole page; otherwise a part for a page or a notebook.
    pub page: bool,
}

impl Html {
    /// The article with its highlights.
    pub fn render(&self, document: &Document) -> String {
        let mut out = String::with_capacity(document.text.len() * 2 + STYLE.len());
        if self.page {
            out.push_str(&Self::head(document.id.as_deref().unwrap_or("Virgolette")));
        }
        let _ = write!(out, "<div class=\"vg\" lang=\"it\">\n<style>\n{STYLE}</style>\n");
        let mut article = Article::new(document, &mut out);
        article.legend();
        article.sections();
        out.push_str("</div>\n");
        if self.page {
            out.push_str(Self::FOOT);
        }
        out
    }

    /// The end of a page.
    pub const FOOT: &str = "</body>\n</html>\n";

    /// The beginning of a page, up to where its articles go.
    pub fn head(title: &str) -> String {
        let mut head = String::from("<!doctype html>\n<html lang=\"it\">\n<head>\n");
        head.push_str("<meta charset=\"utf-8\">\n");
        head.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        escape(&mut head, title);
        head.push_str("</title>\n<style>:root{color-scheme:light dark}body{margin:2rem auto;max-width:53rem;padding:0 1rem}</style>\n</head>\n<body>\n");
        head
    }

    /// A heading over one of several articles of a page.
    pub fn heading(title: &str) -> String {
        let mut heading = String::from("<h2>");
        escape(&mut heading, title);
        heading.push_str("</h2>\n");
        heading
    }
}

/// What a stretch of text is, beside being said.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Quote(usize),
    Mention(usize),
    Cue(usize),
    Source,
    Claim,
    Time(usize),
    Quantity(usize),
    Odd(usize),
}

struct Article<'d, 'o> {
    document: &'d Document,
    out: &'o mut String,
    /// Stretches in order of their start.
    marks: Vec<(Span, Kind)>,
    /// Where any stretch starts or ends, in order.
    cuts: Vec<u32>,
    /// The number of every speaker, by name.
    speakers: BTreeMap<&'d str, usize>,
}

impl<'d, 'o> Article<'d, 'o> {
    fn new(document: &'d Document, out: &'o mut String) -> Self {
        let marks = marks(document);
        let mut cuts: Vec<u32> =
            marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut speakers = BTreeMap::new();
        for quote in &document.quotes {
            if let Some(name) = who(document, quote) {
                let next = speakers.len();
                speakers.entry(name).or_insert(next);
            }
        }
        Self { document, out, marks, cuts, speakers }
    }

    /// Who speaks in which colour, and what is underlined how.
    fn legend(&mut self) {
        let mut names: Vec<(usize, &str)> =
            self.speakers.iter().map(|(&name, &number)| (number, name)).collect();
        names.sort_unstable();
        let document = self.document;
        if document.quotes.is_empty() && document.mentions.is_empty() {
            return;
        }
        self.out.push_str("<p class=\"legend\">");
        for (number, name) in names {
            let said = |quote: &&Quote| who(self.document, quote) == Some(name);
            let count = self.document.quotes.iter().filter(said).count();
            let _ = write!(self.out, "<span class=\"q\" style=\"--h:{}\">", hue(number));
            escape(self.out, name);
            let _ = write!(self.out, " {count}</span>");
        }
        let nobody = self.document.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
        if nobody > 0 {
            let _ = write!(self.out, "<span class=\"q nobody\">nobody named {nobody}</span>");
        }
        for kind in MentionType::ALL {
            if self.document.mentions.iter().any(|mention| mention.kind == *kind) {
                let _ = write!(self.out, "<span class=\"mention {kind}\">{kind}</span>");
            }
        }
        if !self.document.claims.is_empty() {
            self.out.push_str("<span class=\"claim\">unverified</span>");
        }
        self.out.push_str("</p>\n");
    }

    fn sections(&mut self) {
        let (mut next, mut active) = (0, Vec::new());
        for section in &self.document.sections {
            let _ = write!(self.out, "<p class=\"{}\">", section.kind);
            let mut said = None;
            let mut start = section.span.start;
            while start < section.span.end {
                while let Some(&mark) = self.marks.get(next).filter(|(span, _)| span.start <= start)
                {
                    active.push(mark);
                    next += 1;
                }
                active.retain(|(span, _)| span.end > start);
                let cut = self.cuts.partition_point(|&cut| cut <= start);
                let end = self.cuts.get(cut).map_or(section.span.end, |&cut| cut);
                let end = end.min(section.span.end);
                self.stretch(Span::new(start, end), &active, &mut said);
                start = end;
            }
            if said.is_some() {
                self.out.push_str("</span>");
            }
            self.out.push_str("</p>\n");
        }
    }

    /// Writes one stretch, under which the same marks lie from end to end.
    fn stretch(&mut self, span: Span, active: &[(Span, Kind)], said: &mut Option<usize>) {
        let innermost = active
            .iter()
            .filter_map(|&(span, kind)| match kind {
                Kind::Quote(index) => Some((span.len(), index)),
                _ => None,
            })
            .min()
            .map(|(_, index)| index);
        if *said != innermost {
            if said.is_some() {
                self.out.push_str("</span>");
            }
            if let Some(index) = innermost {
                self.open_quote(index);
            }
            *said = innermost;
        }
        let (mut classes, mut title) = (String::new(), String::new());
        for &(_, kind) in active {
            self.describe(kind, &mut classes, &mut title);
        }
        let words = self.document.slice(span);
        if classes.is_empty() {
            return escape(self.out, words);
        }
        let _ = write!(self.out, "<span class=\"{}\"", classes.trim_end());
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape(self.out, &title);
            self.out.push('"');
        }
        self.out.push('>');
        escape(self.out, words);
        self.out.push_str("</span>");
    }

    fn open_quote(&mut self, index: usize) {
        let quote = &self.document.quotes[index];
        let name = who(self.document, quote);
        match name.and_then(|name| self.speakers.get(name)) {
            Some(&number) => {
                let _ = write!(self.out, "<span class=\"q\" style=\"--h:{}\"", hue(number));
            }
            None => self.out.push_str("<span class=\"q nobody\""),
        }
        let mut title = String::new();
        title.push_str(name.or(quote.unknown.as_deref()).unwrap_or("nobody named"));
        if let Some(cue) = &quote.cue {
            let _ = write!(title, " · {} ({})", self.document.slice(cue.span), cue.class);
        }
        let _ = write!(title, " · {} · {}", quote.kind, quote.certainty);
        self.out.push_str(" title=\"");
        escape(self.out, &title);
        self.out.push_str("\">");
    }

    /// Adds what a mark says of its words.
    fn describe(&self, kind: Kind, classes: &mut String, title: &mut String) {
        let document = self.document;
        let mut tell = |words: &str| {
            if !title.is_empty() {
                title.push_str(" · ");
            }
            title.push_str(words);
        };
        match kind {
            Kind::Quote(_) => {}
            Kind::Mention(index) => {
                let mention = &document.mentions[index];
                let _ = write!(classes, "mention {} ", mention.kind);
                tell(mention.kind.as_str());
                if let Some(id) = mention.entity {
                    let entity = document.entity(id);
                    tell(&entity.name);
                    entity.roles.iter().for_each(|role| tell(document.slice(role.span)));
                }
            }
            Kind::Cue(quote) => {
                classes.push_str("cue ");
                if let Some(cue) = &document.quotes[quote].cue {
                    tell(&format!("{}, {}", cue.lemma, cue.class));
                }
            }
            Kind::Source => classes.push_str("source "),
            Kind::Claim => {
                classes.push_str("claim ");
                tell("reported, not verified");
            }
            Kind::Time(index) => {
                classes.push_str("time ");
                tell(&document.times[index].value);
            }
            Kind::Quantity(index) => {
                let quantity = &document.quantities[index];
                classes.push_str("quantity ");
                let value = quantity.value.map(|value| value.to_string()).unwrap_or_default();
                let unit = quantity.unit.as_deref().unwrap_or_default();
                tell(format!("{} {value} {unit}", quantity.kind).trim_end());
            }
            Kind::Odd(index) => {
                classes.push_str("odd ");
                tell(&document.diagnostics[index].message);
            }
        }
    }
}

/// Every stretch of the document, in order of its start.
fn marks(document: &Document) -> Vec<(Span, Kind)> {
    let mut marks = Vec::new();
    for (index, quote) in document.quotes.iter().enumerate() {
        marks.extend(quote.content.iter().map(|&span| (span, Kind::Quote(index))));
        marks.extend(quote.cue.iter().map(|cue| (cue.span, Kind::Cue(index))));
        marks.extend(quote.source.map(|span| (span, Kind::Source)));
    }
    let mentions = document.mentions.iter().enumerate();
    marks.extend(mentions.map(|(index, mention)| (mention.span, Kind::Mention(index))));
    marks.extend(document.claims.iter().map(|claim| (claim.cue, Kind::Claim)));
    let times = document.times.iter().enumerate();
    marks.extend(times.map(|(index, time)| (time.span, Kind::Time(index))));
    let quantities = document.quantities.iter().enumerate();
    marks.extend(quantities.map(|(index, quantity)| (quantity.span, Kind::Quantity(index))));
    let odd = document.diagnostics.iter().enumerate();
    marks.extend(odd.map(|(index, diagnostic)| (diagnostic.span, Kind::Odd(index))));
    marks.retain(|(span, _)| !span.is_empty());
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    marks
}

/// The fullest name of who says it.
fn who<'d>(document: &'d Document, quote: &'d Quote) -> Option<&'d str> {
    let speaker = quote.speaker.as_ref()?;
    Some(speaker.entity.map_or(&speaker.name, |id| &document.entity(id).name))
}

/// Colours far apart, in degrees: each a golden angle after the last.
fn hue(number: usize) -> usize {
    (210 + number * 137) % 360
}

/// Writes text where neither markup nor an attribute can end.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What HTML has no place for.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => {
                out.push('\u{fffd}');
            }
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::Extractor;

    /// The words of the article without markup.
    fn words(html: &str) -> String {
        let body = html.split("</style>").last().unwrap_or_default();
        let body = body.split_once("</p>\n").map_or(body, |(_, sections)| sections);
        let mut words = String::new();
        let mut inside = false;
        for c in body.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(c),
                _ => {}
            }
        }
        let unescaped = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        unescaped.replace("&#39;", "'").replace("&amp;", "&")
    }

    #[test]
    fn quotes_wear_their_speakers_colour_and_names_their_type() {
        let html = Html::default().render(&sample::document());
        let elena = format!("style=\"--h:{}\"", hue(0));
        // In the legend, for both parts of the first quote and for the second.
        assert_eq!(html.matches(&elena).count(), 4);
        assert!(html.contains(">Elena Sarti 2</span>"));
        assert!(html.contains(">fonti della procura 1</span>"));
        assert!(html.contains(
            "<span class=\"source mention person\" title=\"person · Elena Sarti · sindaca\">Elena Sarti</span>"
        ));
        assert!(html.contains("title=\"2024-02-09\">ieri</span>"));
        assert!(html.contains("title=\"reported, not verified\">sarebbe stato truccato</span>"));
        assert!(html.contains("<p class=\"headline\">Il porto riapre"));
    }

    #[test]
    fn the_words_are_the_articles_and_every_tag_closes() {
        let document = sample::document();
        let html = Html::default().render(&document);
        assert_eq!(words(&html).trim_end(), &*document.text);
        for tag in ["span", "p", "div"] {
            let opened = html.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }

    #[test]
    fn the_article_cannot_command_the_page() {
        let text =
            "\"<script>alert('a')</script>\" & «</p><b onclick=\"x\">», ha detto <i>Neri</i>.";
        for page in [false, true] {
            let html = Html { page }.render(&Extractor::italian().extract(text));
            assert!(!html.contains("<script") && !html.contains("<b ") && !html.contains("<i>"));
        }
        let mut document = sample::document();
        document.id = Some("</title><script>".to_owned());
        assert!(!Html { page: true }.render(&document).contains("<script>"));
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
