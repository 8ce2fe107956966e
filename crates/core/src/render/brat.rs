//! Stand-off annotation as the brat tool reads it.

use std::fmt::Write;

use crate::document::{Document, QuoteKind};
use crate::span::{OffsetMap, OffsetUnit, Span};

/// A document in the stand-off format of brat: the lines of its `.ann` file, whose offsets are code
/// points of the text in the `.txt` file beside it.
///
/// Mentions are text-bound annotations, and those of one entity an equivalence relation. A quote is
/// its content (`Direct`, `Mixed` or `Indirect`), with `Cue` and `Source` related to it, its
/// certainty as an attribute, and its speaker as a note.
///
/// ```
/// use virgolette::Extractor;
/// use virgolette::render::Brat;
///
/// let document = Extractor::italian().extract("«Riapriamo a marzo», ha detto la sindaca.");
/// let annotations = Brat.render(&document);
/// assert!(annotations.starts_with('T'));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Brat;

impl Brat {
    /// The `annotation.conf` with which brat shows these annotations.
    pub const CONFIGURATION: &str = include_str!("annotation.conf");

    /// The lines of the `.ann` file.
    pub fn render(&self, document: &Document) -> String {
        let mut file = File {
            document,
            map: OffsetMap::new(&*document.text, OffsetUnit::Codepoints),
            out: String::new(),
            bounds: 0,
            relations: 0,
            attributes: 0,
            notes: 0,
        };
        file.mentions();
        file.quotes();
        for claim in &document.claims {
            file.bound("Claim", &[claim.cue]);
        }
        for time in &document.times {
            let id = file.bound(&capital(time.kind.as_str()), &[time.span]);
            file.note(id, &time.value);
        }
        for quantity in &document.quantities {
            let id = file.bound("Quantity", &[quantity.span]);
            let value = quantity.value.map(|value| value.to_string());
            let parts = [value, quantity.unit.clone()];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            file.note(id, &format!("{} {}", quantity.kind, parts.join(" ")));
        }
        file.out
    }
}

/// An `.ann` file that grows. Writing to a string cannot fail, so results of `write!` are dropped.
struct File<'d> {
    document: &'d Document,
    map: OffsetMap<&'d str>,
    out: String,
    bounds: u32,
    relations: u32,
    attributes: u32,
    notes: u32,
}

impl File<'_> {
    fn mentions(&mut self) {
        for (index, mention) in self.document.mentions.iter().enumerate() {
            // The n-th mention is the n-th annotation: equivalences below rely on it.
            let id = self.bound(&capital(mention.kind.as_str()), &[mention.span]);
            debug_assert_eq!(id as usize, index + 1);
            if mention.metonymy {
                self.attribute("Metonymy", id, "");
            }
        }
        for entity in &self.document.entities {
            if entity.mentions.len() > 1 {
                self.out.push_str("*\tSame");
                for mention in &entity.mentions {
                    let _ = write!(self.out, " T{}", mention.0 + 1);
                }
                self.out.push('\n');
            }
        }
    }

    fn quotes(&mut self) {
        for quote in &self.document.quotes {
            let kind = match quote.kind {
                QuoteKind::Direct => "Direct",
                QuoteKind::Mixed => "Mixed",
                QuoteKind::Indirect => "Indirect",
            };
            let id = self.bound(kind, &quote.content);
            self.attribute("Certainty", id, quote.certainty.as_str());
            if quote.negated {
                self.attribute("Negated", id, "");
            }
            if let Some(cue) = &quote.cue {
                let cue = self.bound("Cue", &[cue.span]);
                self.relation("CuedBy", id, cue);
            }
            for (name, span) in [
                ("Source", quote.source),
                ("Addressee", quote.addressee),
                ("Evidence", quote.evidence),
            ] {
                if let Some(span) = span {
                    let other = self.bound(name, &[span]);
                    self.relation(&format!("Has{name}"), id, other);
                }
            }
            match (&quote.speaker, &quote.unknown) {
                (Some(speaker), _) => self.note(id, &speaker.name),
                (None, Some(reason)) => self.note(id, reason),
                (None, None) => {}
            }
        }
    }

    /// A text-bound annotation; one that runs over lines is cut at their ends, as brat wants it.
    fn bound(&mut self, name: &str, spans: &[Span]) -> u32 {
        self.bounds += 1;
        let document = self.document;
        let mut places = Vec::new();
        let mut words = Vec::new();
        for span in spans {
            let mut start = span.start;
            for line in document.slice(*span).split_inclusive(['\n', '\r']) {
                let text = line.trim_end_matches(['\n', '\r']);
                if !text.is_empty() {
                    let end = start + text.len() as u32;
                    places.push(format!("{} {}", self.map.convert(start), self.map.convert(end)));
                    words.push(text);
                }
                start += line.len() as u32;
            }
        }
        let (places, words) = (places.join(";"), words.join(" ").replace('\t', " "));
        let _ = writeln!(self.out, "T{}\t{name} {places}\t{words}", self.bounds);
        self.bounds
    }

    fn relation(&mut self, name: &str, from: u32, to: u32) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{name} Quote:T{from} Part:T{to}", self.relations);
    }

    fn attribute(&mut self, name: &str, of: u32, value: &str) {
        self.attributes += 1;
        let line = format!("A{}\t{name} T{of} {value}", self.attributes);
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn note(&mut self, of: u32, text: &str) {
        self.notes += 1;
        let text: Vec<&str> = text.split_whitespace().collect();
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{of}\t{}", self.notes, text.join(" "));
    }
}

/// `word` with a capital first letter and small others, as brat names its types.
fn capital(word: &str) -> String {
    let mut name = word.to_ascii_lowercase();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn contents_are_bound_to_text_and_related_to_their_parts() {
        let expected = "\
T1\tPerson 97 108\tElena Sarti
T2\tPerson 244 249\tSarti
*\tSame T1 T2
T3\tDirect 36 57;111 125\tSaremo pronti a marzo e senza rinvii
A1\tCertainty T3 verbatim
T4\tCue 60 68\tha detto
R1\tCuedBy Quote:T3 Part:T4
T5\tSource 86 108\tla sindaca Elena Sarti
R2\tHasSource Quote:T3 Part:T5
T6\tAddressee 74 85\tai cronisti
R3\tHasAddressee Quote:T3 Part:T6
#1\tAnnotatorNotes T3\tElena Sarti
";
        let rendered = Brat.render(&sample::document());
        assert_eq!(
            rendered.lines().take(12).collect::<Vec<_>>(),
            expected.lines().collect::<Vec<_>>()
        );
        assert!(rendered.contains("\tClaim "));
        assert!(rendered.contains("\tDate "));
        assert!(rendered.contains("\tAnnotatorNotes T14\t2024-02-09\n"), "{rendered}");
    }

    #[test]
    fn every_place_is_the_words_it_names() {
        let document = sample::document();
        let chars: Vec<char> = document.text.chars().collect();
        let mut seen = 0;
        for line in Brat.render(&document).lines().filter(|line| line.starts_with('T')) {
            let (_, rest) = line.split_once('\t').unwrap();
            let (places, words) = rest.split_once('\t').unwrap();
            let (_, places) = places.split_once(' ').unwrap();
            let found: Vec<String> = places
                .split(';')
                .map(|place| {
                    let (start, end) = place.split_once(' ').unwrap();
                    let (start, end): (usize, usize) =
                        (start.parse().unwrap(), end.parse().unwrap());
                    chars[start..end].iter().collect()
                })
                .collect();
            assert_eq!(found.join(" "), words);
            seen += 1;
        }
        assert!(seen > 8);
    }

    #[test]
    fn a_content_over_two_lines_is_cut_at_the_line() {
        let mut document = sample::document();
        let (first, last) = (document.sections[1].span, document.sections[2].span);
        document.quotes[0].content = vec![first.cover(last)];
        let rendered = Brat.render(&document);
        assert!(rendered.contains("T3\tDirect 35 212;213 "), "{rendered}");
    }

    #[test]
    fn the_configuration_knows_every_name() {
        let rendered = Brat.render(&sample::document());
        let known = |name: &str| {
            Brat::CONFIGURATION.lines().any(|line| line.split([' ', '\t']).next() == Some(name))
        };
        let names = rendered.lines().filter(|line| !line.starts_with('#'));
        for name in names.filter_map(|line| line.split('\t').nth(1)?.split(' ').next()) {
            assert!(name == "Same" || known(name), "{name} is not configured");
        }
        use crate::document::{MentionType, TimeType};
        let types = MentionType::ALL.iter().map(|kind| kind.as_str());
        for kind in types.chain(TimeType::ALL.iter().map(|kind| kind.as_str())) {
            assert!(known(&capital(kind)), "{kind} is not configured");
        }
    }
}
