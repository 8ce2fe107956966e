//! Who is named in the news, and who said what: Italian entities and quotes, exact to the character.
//!
//! ```
//! use virgolette::Extractor;
//!
//! let extractor = Extractor::italian();
//! let document = extractor.extract("«Riapriamo a marzo», ha detto ieri la sindaca Anna Neri.");
//! let quote = &document.quotes[0];
//! assert_eq!(document.slice(quote.content[0]), "Riapriamo a marzo");
//! assert_eq!(quote.speaker.as_ref().map(|speaker| &*speaker.name), Some("Anna Neri"));
//! ```
//!
//! Build one [`Extractor`] and keep it: it is immutable and serves all threads.
//! [`Extractor::builder`] takes names ([`UserGazetteer`]) and verbs ([`UserCues`]) of your own and a
//! reference date; [`Extractor::extract_articles`] reads many articles on all cores.
//!
//! A [`Document`] holds entities with their mentions, quotes with content, cue, source and speaker,
//! unverified claims, times, quantities, and diagnostics of whatever is odd in the text. Spans are
//! bytes of the text that came in ([`Span`]); [`OffsetMap`] converts them to code points and UTF-16.
//! [`Record`] is the document as JSON; [`render`] shows it as text, HTML, CSV, CoNLL, brat and Web
//! Annotations. A [`Corpus`] merges the people and quotes of many documents.
//!
//! Text is never an error: any `&str` is read, in linear time, with the same result everywhere.
//! Everything needed is embedded.
//!
//! The modules are the pipeline, each knowing only those before it:
//!
//! ```text
//! text ─▶ segment ─▶ mention ─▶ quote ─▶ resolve ─▶ Document
//! ```

#![forbid(unsafe_code)]

mod batch;
mod corpus;
mod day;
mod document;
mod error;
mod extractor;
pub mod lexicon;
pub mod mention;
pub mod quote;
mod record;
pub mod render;
mod report;
mod resolve;
mod restore;
pub mod segment;
mod span;
pub mod tagger;

pub use batch::Article;
pub use corpus::{Corpus, CorpusEntity, QuoteGroup, QuoteOccurrence, Wording};
pub use day::day;
pub use document::*;
pub use error::{Error, ErrorKind};
pub use extractor::{ArticleInfo, Extractor, ExtractorBuilder, Scratch};
pub use lexicon::user::{GazetteerEntry, UserGazetteer};
pub use lexicon::user_cues::UserCues;
pub use record::*;
pub use report::{Report, ReportLanguage};
pub use span::{OffsetMap, OffsetUnit, Span};
