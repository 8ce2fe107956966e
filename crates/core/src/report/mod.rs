//! An archive as one page that a newsroom can open, search and pass on.

mod article;
mod charts;
mod figures;
mod file;
mod graph;
mod labels;
mod network;
mod page;
mod speakers;
#[cfg(test)]
mod tests;
mod timeline;

use std::io::{self, Write};
use std::path::Path;

use crate::corpus::{Grouper, Merger};
use crate::document::{Channel, Document, EntityId, QuoteId};
use crate::error::Error;
use crate::span::{OffsetMap, OffsetUnit};

pub use labels::Language as ReportLanguage;

/// A page over many articles: who speaks and how often, by which words, how sure, when and beside
/// whom, and every article with its highlights.
///
/// The page loads nothing from elsewhere and opens from the disk. What the articles hold is data on
/// it and never markup. The same documents give the same bytes.
///
/// ```
/// use virgolette::{Extractor, Report};
///
/// let mut report = Report::new("Il ponte");
/// for text in ["«Riapriamo a marzo», ha detto la sindaca Anna Neri.", "Anna Neri: «Ci siamo»."] {
///     report.add(&Extractor::italian().extract(text));
/// }
/// let page = report.html();
/// assert!(page.starts_with("<!doctype html>") && page.contains("Anna Neri"));
/// ```
#[derive(Default)]
pub struct Report {
    title: String,
    language: ReportLanguage,
    articles: Vec<Article>,
    /// Each article as the page keeps it, in JSON.
    texts: Vec<String>,
    quotes: Vec<Quote>,
    roles: Vec<(u32, String)>,
    /// Entities so far: an entity's number is its place among those of all articles.
    entities: u32,
    merger: Merger,
    grouper: Grouper,
}

/// What the lists say of an article.
#[derive(Debug)]
struct Article {
    id: Option<String>,
    date: Option<String>,
    title: String,
    /// The number of its first quote and of its first entity.
    quotes: u32,
    entities: u32,
    claims: u32,
}

/// What the lists say of a quote.
#[derive(Debug)]
struct Quote {
    article: u32,
    text: String,
    words: u32,
    who: Who,
    cue: String,
    class: String,
    kind: u8,
    certainty: u8,
    channel: Option<Channel>,
    confidence: f32,
}

/// Who a quote says it is by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Nobody,
    /// Words that name nobody ("fonti della procura", "il sindaco"), and whether they mean to.
    Described {
        name: String,
        anonymous: bool,
    },
    /// An entity, by its number.
    Entity {
        number: u32,
        anonymous: bool,
    },
}

impl Report {
    /// A report without articles yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// With headings and explanations in this language.
    #[must_use]
    pub fn language(mut self, language: ReportLanguage) -> Self {
        self.language = language;
        self
    }

    /// Adds an article. Of the document only what the page shows is kept.
    pub fn add(&mut self, document: &Document) {
        let index = self.articles.len() as u32;
        for (id, entity) in document.entities.iter().enumerate() {
            self.merger.add(index, EntityId(id as u32), entity);
            if let Some(role) = entity.roles.first() {
                self.roles.push((self.entities + id as u32, document.slice(role.span).to_owned()));
            }
        }
        self.grouper.add(index, document);
        self.articles.push(Article {
            id: document.id.clone(),
            date: document.reference_date.clone(),
            title: article::title(document),
            quotes: self.quotes.len() as u32,
            entities: self.entities,
            claims: document.claims.len() as u32,
        });
        let map = OffsetMap::new(&*document.text, OffsetUnit::Utf16);
        self.texts.push(article::json(document, &map));
        for quote in 0..document.quotes.len() {
            self.quotes.push(self.quote(index, document, QuoteId(quote as u32)));
        }
        self.entities += document.entities.len() as u32;
    }

    fn quote(&self, article: u32, document: &Document, id: QuoteId) -> Quote {
        let quote = &document.quotes[id.index()];
        let text = document.content(quote, " […] ");
        let who = match &quote.speaker {
            None => Who::Nobody,
            Some(speaker) => match speaker.entity {
                Some(id) => {
                    Who::Entity { number: self.entities + id.0, anonymous: speaker.anonymous }
                }
                None => Who::Described { name: speaker.name.clone(), anonymous: speaker.anonymous },
            },
        };
        let cue = quote.cue.as_ref();
        Quote {
            article,
            words: text.split_whitespace().count() as u32,
            text,
            who,
            cue: cue.map(|cue| document.slice(cue.span).to_owned()).unwrap_or_default(),
            class: cue.map(|cue| cue.class.clone()).unwrap_or_default(),
            kind: quote.kind as u8,
            certainty: quote.certainty as u8,
            channel: quote.channel,
            confidence: quote.confidence,
        }
    }

    /// How many articles were added.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether no article was added.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Writes the page.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, out: &mut impl Write) -> io::Result<()> {
        page::write(self, out)
    }

    /// Writes the page to a file, which holds it when it is whole: no browser opens half of one.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the path.
    pub fn save(self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        file::save(self, path).map_err(|error| Error::io(path, error))
    }

    /// The page.
    pub fn html(self) -> String {
        let mut page = Vec::new();
        // Writing to memory cannot fail, and everything written is UTF-8.
        let _ = self.write(&mut page);
        String::from_utf8(page).unwrap_or_default()
    }
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (articles, quotes) = (self.articles.len(), self.quotes.len());
        write!(f, "Report({:?}, {articles} articles, {quotes} quotes)", self.title)
    }
}
