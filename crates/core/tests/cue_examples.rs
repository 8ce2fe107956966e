//! The examples in the Italian cue files, run through the extractor.

use virgolette::Extractor;
use virgolette::lexicon::compile::ITALIAN_CUES;
use virgolette::lexicon::cues::read_cues;
use virgolette::lexicon::examples::{Found, check_examples};

/// Examples that the extractor does not get right yet. It may only go down.
const OPEN: usize = 76;

#[test]
fn the_extractor_agrees_with_the_examples_of_the_cues() {
    let extractor = Extractor::builder().confidence(0.0).build().unwrap();
    let mut cues = Vec::new();
    for &(path, text) in ITALIAN_CUES {
        cues.extend(read_cues(path, text).unwrap());
    }
    let failures = check_examples(&cues, |text| {
        extractor.extract(text).quotes.iter().map(Found::from).collect()
    });
    for failure in &failures {
        eprintln!("{failure}");
    }
    assert!(failures.len() <= OPEN, "{} examples fail, {OPEN} are known to", failures.len());
}
