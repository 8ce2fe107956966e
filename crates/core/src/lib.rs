//! Who is named in the news, and who said what: Italian entities and quotes, exact to the character.
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
pub use record::*;
pub use report::{Report, ReportLanguage};
pub use span::{OffsetMap, OffsetUnit, Span};
