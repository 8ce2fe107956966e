//! Knowledge as data: word tables, phrases, cues.

mod words;

pub use words::{Normalized, PhraseTrie, word_hash};
