use super::*;
use crate::Extractor;

/// The text, the marked time and the marked place of an example.
fn unmarked(marked: &str) -> (String, Option<String>, Option<String>) {
    let between = |open: char, close: char| {
        let (_, rest) = marked.split_once(open)?;
        Some(rest.split_once(close).unwrap().0.to_owned())
    };
    let text = marked.replace(['[', ']', '{', '}'], "");
    (text, between('[', ']'), between('{', '}'))
}

#[test]
fn the_examples_of_the_file_hold() {
    let file: File = read_toml(PATH, ITALIAN).unwrap();
    let extractor = Extractor::builder().reference_date("2023-09-12").build().unwrap();
    let mut broken = Vec::new();
    for marked in file.finds.iter().chain(&file.ignores) {
        let (text, time, place) = unmarked(marked);
        let document = extractor.extract(text.as_str());
        let found: Vec<_> = document
            .quotes
            .iter()
            .map(|quote| {
                let time = quote.time.map(|id| document.times[id.index()].span.of(&text));
                let place = quote.place.map(|id| document.mentions[id.index()].span.of(&text));
                (time, place)
            })
            .collect();
        // The article of a day is no part of it ("il 3 agosto").
        let time = time.as_deref().map(|time| time.trim_start_matches("il "));
        if found.is_empty() || found.iter().any(|it| *it != (time, place.as_deref())) {
            broken.push(format!("{PATH}: {marked} gives {found:?}"));
        }
    }
    assert!(file.finds.len() >= 10 && file.ignores.len() >= 8);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
