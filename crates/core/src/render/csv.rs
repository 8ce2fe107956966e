//! Quotes as rows of a table, for spreadsheets and data frames.

use std::fmt::Write;

use crate::document::{Document, Quote, SpeakerNumber};
use crate::span::{OffsetMap, OffsetUnit, Span};

/// The columns, in order.
const COLUMNS: [&str; 26] = [
    "article",
    "date",
    "quote",
    "kind",
    "speaker",
    "role",
    "gender",
    "anonymous",
    "number",
    "via",
    "unknown",
    "cue",
    "lemma",
    "class",
    "content",
    "source",
    "certainty",
    "negated",
    "addressee",
    "evidence",
    "channel",
    "time",
    "place",
    "confidence",
    "start",
    "end",
];

/// The quotes of documents as comma-separated values (RFC 4180, UTF-8, one line a quote).
///
/// The parts of a content are joined with " […] "; `start` is where the first begins and `end`
/// where the last ends. What is null in the JSON document is an empty cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv {
    /// The unit of `start` and `end`.
    pub unit: OffsetUnit,
}

impl Csv {
    /// The head of the table.
    pub fn head(&self) -> String {
        let mut head = COLUMNS.join(",");
        head.push('\n');
        head
    }

    /// One line for each quote of `document`.
    pub fn render(&self, document: &Document) -> String {
        let map = OffsetMap::new(&*document.text, self.unit);
        let mut row = Row { out: String::new(), first: true };
        for (index, quote) in document.quotes.iter().enumerate() {
            row.cell(document.id.as_deref());
            row.cell(document.reference_date.as_deref());
            row.value(index);
            row.value(quote.kind);
            speaker(&mut row, document, quote);
            let text = |span: Span| document.slice(span);
            row.cell(quote.cue.as_ref().map(|cue| text(cue.span)));
            row.cell(quote.cue.as_ref().map(|cue| cue.lemma.as_str()));
            row.cell(quote.cue.as_ref().map(|cue| cue.class.as_str()));
            row.cell(Some(&document.content(quote, " […] ")));
            row.cell(quote.source.map(text));
            row.value(quote.certainty);
            row.value(quote.negated);
            row.cell(quote.addressee.map(text));
            row.cell(quote.evidence.map(text));
            row.cell(quote.channel.map(|channel| channel.as_str()));
            row.cell(quote.time.map(|id| document.times[id.index()].value.as_str()));
            row.cell(quote.place.map(|id| text(document.mentions[id.index()].span)));
            row.value(quote.confidence);
            row.cell(
                quote.content.first().map(|part| map.convert(part.start).to_string()).as_deref(),
            );
            row.cell(quote.content.last().map(|part| map.convert(part.end).to_string()).as_deref());
            row.end();
        }
        row.out
    }
}

/// The cells from `speaker` to `unknown`.
fn speaker(row: &mut Row, document: &Document, quote: &Quote) {
    let speaker = quote.speaker.as_ref();
    let entity = speaker.and_then(|speaker| speaker.entity).map(|id| document.entity(id));
    row.cell(speaker.map(|speaker| speaker.name.as_str()));
    let roles = entity.map_or(&[][..], |entity| &entity.roles);
    row.cell(roles.first().map(|role| document.slice(role.span)));
    row.cell(entity.and_then(|entity| entity.gender).map(|gender| gender.as_str()));
    row.cell(speaker.map(|speaker| if speaker.anonymous { "true" } else { "false" }));
    row.cell(speaker.map(|speaker| SpeakerNumber::as_str(speaker.number)));
    row.cell(speaker.map(|speaker| speaker.via.as_str()));
    row.cell(quote.unknown.as_deref());
}

/// A line that grows cell by cell.
struct Row {
    out: String,
    first: bool,
}

impl Row {
    fn cell(&mut self, text: Option<&str>) {
        if !std::mem::take(&mut self.first) {
            self.out.push(',');
        }
        let text = text.unwrap_or_default();
        if text.contains([',', '"', '\n', '\r']) {
            let _ = write!(self.out, "\"{}\"", text.replace('"', "\"\""));
        } else {
            self.out.push_str(text);
        }
    }

    /// A value that never needs quotes.
    fn value(&mut self, value: impl std::fmt::Display) {
        self.cell(Some(""));
        let _ = write!(self.out, "{value}");
    }

    fn end(&mut self) {
        self.out.push('\n');
        self.first = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_line_a_quote() {
        let csv = Csv { unit: OffsetUnit::Codepoints };
        let table = csv.head() + &csv.render(&sample::document());
        let expected = "\
article,date,quote,kind,speaker,role,gender,anonymous,number,via,unknown,cue,lemma,class,content,source,certainty,negated,addressee,evidence,channel,time,place,confidence,start,end
porto.txt,2024-02-10,0,direct,Elena Sarti,sindaca,female,false,one,explicit,,ha detto,dire,say,Saremo pronti a marzo […] e senza rinvii,la sindaca Elena Sarti,verbatim,false,ai cronisti,,,2024-02-09,,0.95,36,125
porto.txt,2024-02-10,1,indirect,fonti della procura,,,true,many,explicit,,Secondo,secondo,say,\"il bando sarebbe stato truccato, con due ditte escluse\",fonti della procura,hearsay,false,,,,,,0.95,157,211
porto.txt,2024-02-10,2,direct,Elena Sarti,sindaca,female,false,one,explicit,,ha aggiunto,aggiungere,say,Non ne so nulla,Sarti,verbatim,false,,,,,,0.95,214,229
";
        assert_eq!(table, expected);
    }

    #[test]
    fn marks_and_line_breaks_are_quoted() {
        let mut row = Row { out: String::new(), first: true };
        for text in ["a \"b\"", "c\nd", "e", ""] {
            row.cell(Some(text));
        }
        row.end();
        assert_eq!(row.out, "\"a \"\"b\"\"\",\"c\nd\",e,\n");
    }
}
