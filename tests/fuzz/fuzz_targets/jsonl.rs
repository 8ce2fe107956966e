//! Any line is an article of the command line's input, or an error that says what to mend; any line is
//! a result to read back, or an error.
#![no_main]
#![allow(dead_code)]

#[path = "../../../crates/cli/src/input/json.rs"]
mod json;

use libfuzzer_sys::fuzz_target;
use virgolette::{Document, OffsetUnit};

/// What a result is a result of, where the input names nothing else.
const TEXT: &str = "«Sì», ha detto Anna Neri.";

/// As the command line's own, which is a program and no library.
#[derive(Default)]
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) id: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) warning: Option<String>,
}

pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
}

fuzz_target!(|text: &str| {
    let fields = Fields { text: "text".into(), id: "id".into(), date: "date".into() };
    for line in text.lines() {
        match json::article(line, &fields) {
            Ok(article) => assert!(article.text.len() <= line.len() * 3),
            Err(message) => assert!(message.contains("; "), "{message}"),
        }
    }
    let (words, result) = text.split_once('\n').unwrap_or((TEXT, text));
    let _ = Document::from_json(words, result, OffsetUnit::Codepoints);
});
