//! The article that the project was asked to read: its entities and speakers, where it lies beside
//! the checkout.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use virgolette::{ArticleInfo, Extractor, OffsetUnit, Record, Scratch};
use virgolette_tests::root;

#[derive(Deserialize)]
struct Expected {
    text: String,
    reference_date: String,
    mentions: Vec<Mention>,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Mention {
    start: u32,
    end: u32,
    r#type: String,
    entity: String,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<(u32, u32)>,
    who: String,
}

/// What is expected, or `None` where there is no such file.
fn expected() -> Option<Expected> {
    let places = ["../shared/article/expected.jsonl", "shared/article/expected.jsonl"];
    let file = places.iter().find_map(|place| fs::read_to_string(root().join(place)).ok());
    if file.is_none() {
        eprintln!("skipped: there is no ../shared/article beside {}", root().display());
    }
    file.map(|text| serde_json::from_str(&text).expect("one article in JSON"))
}

fn read<T>(check: impl FnOnce(&Expected, &Record<'_>) -> T) -> Option<T> {
    let expected = expected()?;
    let info = ArticleInfo { id: None, reference_date: Some(&expected.reference_date) };
    let extractor = Extractor::italian();
    let document = extractor.extract_article(expected.text.as_str(), info, &mut Scratch::default());
    Some(check(&expected, &document.record(OffsetUnit::Codepoints)))
}

#[test]
fn every_entity_is_one_and_no_two_are_the_same() {
    read(|expected, record| {
        let found: BTreeMap<(u32, u32), &str> = record
            .mentions
            .iter()
            .filter_map(|mention| {
                let entity = &record.entities[mention.entity?.index()];
                Some(((mention.start, mention.end), &*entity.name))
            })
            .collect();
        let mut by_entity: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for mention in &expected.mentions {
            let name = found.get(&(mention.start, mention.end));
            let person = mention.r#type == "person";
            assert!(name.is_some() || !person, "no mention of {}", mention.entity);
            if let Some(name) = name {
                assert!(!person || *name == mention.entity, "{name} for {}", mention.entity);
                by_entity.entry(&mention.entity).or_default().insert(name);
            }
        }
        let mut taken = BTreeMap::new();
        for (entity, names) in by_entity {
            assert_eq!(names.len(), 1, "{entity} is {names:?}");
            for name in names {
                let before = taken.insert(name, entity);
                assert_eq!(before, None, "{entity} and {before:?} are both {name}");
            }
        }
    });
}

#[test]
fn every_quote_has_its_speaker() {
    read(|expected, record| {
        for quote in &expected.quotes {
            let overlap = |found: &virgolette::QuoteRecord<'_>| -> (i64, i64) {
                let shared = |a: (u32, u32), b: (u32, u32)| {
                    i64::from(a.1.min(b.1)) - i64::from(a.0.max(b.0))
                };
                let parts = found.content.iter().flat_map(|part| {
                    quote.content.iter().map(move |&own| (own, (part.start, part.end)))
                });
                let both: i64 = parts.map(|(own, part)| shared(own, part).max(0)).sum();
                let whole: i64 =
                    found.content.iter().map(|part| i64::from(part.end - part.start)).sum();
                (both, -whole)
            };
            let best = record.quotes.iter().max_by_key(|found| overlap(found));
            let speaker = best.and_then(|found| found.speaker.as_ref());
            let name = speaker.map_or("nobody", |speaker| &*speaker.name);
            assert_eq!(name, quote.who, "of {:?}", best.map(|found| &found.content[0].text));
        }
    });
}
