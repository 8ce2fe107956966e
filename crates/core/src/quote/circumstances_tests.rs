use super::*;
use crate::{Document, Extractor};

/// What the examples of one table get wrong: `[…]` in `finds` must be what `has` tells of a quote.
fn broken(
    finds: &[String],
    ignores: &[String],
    has: impl Fn(&Document, usize, Option<&str>) -> bool,
) -> Vec<String> {
    let extractor = Extractor::italian();
    let wrong = |marked: &&String| {
        let wanted = marked.split_once('[').map(|(_, rest)| rest.split_once(']').unwrap().0);
        let document = extractor.extract(marked.replace(['[', ']'], ""));
        let quotes = 0..document.quotes.len();
        quotes.is_empty() || quotes.into_iter().any(|quote| !has(&document, quote, wanted))
    };
    assert!(finds.iter().all(|marked| marked.contains('[')));
    assert!(!finds.is_empty() && !ignores.is_empty());
    finds.iter().chain(ignores).filter(wrong).cloned().collect()
}

fn file() -> File {
    read_toml(PATH, ITALIAN).unwrap()
}

#[test]
fn the_addressees_of_the_file_are_found() {
    let words = file().addressee;
    let wrong = broken(&words.finds, &words.ignores, |document, quote, wanted| {
        document.quotes[quote].addressee.map(|span| document.slice(span)) == wanted
    });
    assert!(wrong.is_empty(), "{PATH}: {wrong:#?}");
}

#[test]
fn the_evidence_of_the_file_is_found() {
    let words = file().evidence;
    let wrong = broken(&words.finds, &words.ignores, |document, quote, wanted| {
        document.quotes[quote].evidence.map(|span| document.slice(span)) == wanted
    });
    assert!(wrong.is_empty(), "{PATH}: {wrong:#?}");
}

#[test]
fn the_channels_of_the_file_are_found() {
    for words in file().channel {
        let channel = words.name;
        let wrong = broken(&words.finds, &words.ignores, |document, quote, wanted| {
            document.quotes[quote].channel == wanted.map(|_| channel)
        });
        assert!(wrong.is_empty(), "{PATH}, channel {channel}: {wrong:#?}");
    }
}
