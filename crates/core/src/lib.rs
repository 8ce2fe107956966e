//! Who is named in the news, and who said what: Italian entities and quotes, exact to the character.

#![forbid(unsafe_code)]

mod error;
pub mod lexicon;
mod span;

pub use error::{Error, ErrorKind};
pub use span::{OffsetMap, OffsetUnit, Span};
