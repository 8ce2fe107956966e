//! The page put together: the template with its labels and figures, the data, the script.

use std::io::{self, Write};

use serde::Serialize;

use super::figures::{Figures, repeats};
use super::labels::Labels;
use super::speakers::{Speaker, Speakers};
use super::{Article, Quote, Report, charts, network, timeline};
use crate::corpus::QuoteGroup;
use crate::document::{Certainty, Channel, QuoteKind, SectionKind};

pub(super) const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = concat!(include_str!("../render/html.css"), include_str!("page/page.css"));
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("page/data.js"),
    include_str!("page/lists.js"),
    include_str!("page/quotes.js"),
    include_str!("page/article.js"),
    include_str!("page/main.js"),
    "})();\n"
);

/// Articles in one piece of the data: a piece is read when one of its articles is opened.
const PIECE: usize = 40;

/// What the lists need, column by column.
#[derive(Serialize)]
struct Data<'d> {
    labels: &'d std::collections::BTreeMap<String, String>,
    language: &'static str,
    piece: usize,
    kinds: Vec<&'static str>,
    certainties: Vec<&'static str>,
    channels: Vec<&'static str>,
    sections: Vec<&'static str>,
    classes: Vec<&'d str>,
    speakers: &'d [Speaker],
    articles: Articles<'d>,
    quotes: Quotes<'d>,
}

#[derive(Default, Serialize)]
struct Articles<'d> {
    id: Vec<Option<&'d str>>,
    date: Vec<Option<&'d str>>,
    title: Vec<&'d str>,
    claims: Vec<u32>,
    /// The number of its first quote.
    first: Vec<u32>,
}

#[derive(Default, Serialize)]
struct Quotes<'d> {
    article: Vec<u32>,
    text: Vec<&'d str>,
    /// The speaker's number; -1 where nobody is named.
    speaker: Vec<i64>,
    cue: Vec<&'d str>,
    class: Vec<i64>,
    kind: Vec<u8>,
    certainty: Vec<u8>,
    channel: Vec<i64>,
    /// In hundredths.
    confidence: Vec<u8>,
    /// Its wording, where other articles have it too; -1 where none has.
    group: Vec<i64>,
}

/// Writes the page of `report`.
pub(super) fn write(report: Report, out: &mut impl Write) -> io::Result<()> {
    let Report { title, language, articles, texts, quotes, roles, entities, merger, grouper } =
        report;
    let labels = Labels::new(language);
    let merged = merger.finish();
    let groups = grouper.finish();
    let speakers = Speakers::new(&articles, &quotes, &merged, entities, &roles);
    let figures = Figures::new(&articles, &quotes, &speakers, &merged, &groups);
    let (count, voices) = (articles.len() as u64, speakers.list.len() as u64);
    let mut page = Page { out, labels: &labels };
    page.fill(&|slot| {
        Some(match slot {
            "title" => charts::safe(&title),
            "lang" => language.code().to_owned(),
            "style" => STYLE.to_owned(),
            "tiles" => charts::tiles(&labels, &figures, count, voices),
            "timeline" => timeline::timeline(&labels, &figures, &articles, &quotes, &speakers),
            "most_quoted" => charts::most_quoted(&labels, &speakers),
            "classes" => charts::classes(&labels, &figures),
            "certainties" => charts::certainties(&labels, &figures),
            "kinds" => charts::kinds(&labels, &figures),
            "sources" => charts::sources(&labels, &figures, &speakers),
            "gender" => charts::gender(&labels, &figures),
            "network" => network::network(&labels, &quotes, &speakers),
            "repeated" => charts::repeated(&labels, &figures, &groups),
            "version" => env!("CARGO_PKG_VERSION").to_owned(),
            _ => return None,
        })
    })?;
    let data = data(&labels, &articles, &quotes, &speakers, &figures, &groups);
    page.json("data", &serde_json::to_string(&data).unwrap_or_default())?;
    drop(data);
    for (number, piece) in texts.chunks(PIECE).enumerate() {
        page.json(&format!("piece{number}"), &format!("[{}]", piece.join(",")))?;
    }
    write!(page.out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
}

/// The columns.
fn data<'d>(
    labels: &'d Labels,
    articles: &'d [Article],
    quotes: &'d [Quote],
    speakers: &'d Speakers,
    figures: &'d Figures,
    groups: &[QuoteGroup],
) -> Data<'d> {
    let classes: Vec<&str> = {
        let mut classes: Vec<&str> = figures.classes.iter().map(|(class, _)| &**class).collect();
        classes.retain(|class| !class.is_empty());
        classes.sort_unstable();
        classes
    };
    let mut columns = Articles::default();
    for article in articles {
        columns.id.push(article.id.as_deref());
        columns.date.push(article.date.as_deref());
        columns.title.push(&article.title);
        columns.claims.push(article.claims);
        columns.first.push(article.quotes);
    }
    let mut group = vec![-1; quotes.len()];
    for &(index, _) in &figures.repeated {
        for occurrence in repeats(&groups[index]) {
            let first = articles[occurrence.document as usize].quotes;
            group[(first + occurrence.quote.0) as usize] = index as i64;
        }
    }
    let mut said = Quotes { group, ..Quotes::default() };
    for (quote, speaker) in quotes.iter().zip(&speakers.of) {
        said.article.push(quote.article);
        said.text.push(&quote.text);
        said.speaker.push(speaker.map_or(-1, i64::from));
        said.cue.push(&quote.cue);
        said.class.push(classes.binary_search(&&*quote.class).map_or(-1, |class| class as i64));
        said.kind.push(quote.kind);
        said.certainty.push(quote.certainty);
        said.channel.push(quote.channel.map_or(-1, |channel| channel as i64));
        said.confidence.push((quote.confidence * 100.0).round() as u8);
    }
    Data {
        labels: labels.words(),
        language: labels.language.code(),
        piece: PIECE,
        kinds: QuoteKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        certainties: Certainty::ALL.iter().map(|certainty| certainty.as_str()).collect(),
        channels: Channel::ALL.iter().map(|channel| channel.as_str()).collect(),
        sections: SectionKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        classes,
        speakers: &speakers.list,
        articles: columns,
        quotes: said,
    }
}

/// Writes the parts of the page.
struct Page<'p, W> {
    out: &'p mut W,
    labels: &'p Labels,
}

impl<W: Write> Page<'_, W> {
    /// The template with labels for its `{{t:key}}` and values for its `{{slot}}`.
    fn fill(&mut self, value: &dyn Fn(&str) -> Option<String>) -> io::Result<()> {
        let mut rest = TEMPLATE;
        while let Some((before, after)) = rest.split_once("{{") {
            self.out.write_all(before.as_bytes())?;
            let Some((slot, after)) = after.split_once("}}") else {
                break;
            };
            match slot.strip_prefix("t:") {
                Some(key) => {
                    self.out.write_all(charts::safe(self.labels.get(key)).as_bytes())?;
                }
                None => self.out.write_all(value(slot).unwrap_or_default().as_bytes())?,
            }
            rest = after;
        }
        self.out.write_all(rest.as_bytes())
    }

    /// Data in an element of its own. `<` stands in strings only, where it can be written so that
    /// no words of an article end the element.
    fn json(&mut self, id: &str, json: &str) -> io::Result<()> {
        write!(self.out, "<script type=\"application/json\" id=\"{id}\">")?;
        let mut parts = json.split('<');
        if let Some(first) = parts.next() {
            self.out.write_all(first.as_bytes())?;
        }
        for part in parts {
            self.out.write_all(b"\\u003c")?;
            self.out.write_all(part.as_bytes())?;
        }
        self.out.write_all(b"</script>\n")
    }
}
