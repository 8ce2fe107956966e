//! Names, roles and demonyms of whole articles: one of this project's own, and the annotated one
//! that may lie beside the checkout.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use serde_json::Value;
use virgolette::{Document, Extractor, OffsetUnit};

const OWN: &str = include_str!("data/article.txt");

fn json(document: &Document) -> Value {
    serde_json::from_str(&document.to_json(OffsetUnit::Codepoints)).unwrap()
}

/// The roles of an entity, as the article words them.
fn roles(document: &Value, name: &str) -> Vec<String> {
    let entities = document["entities"].as_array().unwrap();
    let own = entities.iter().filter(|entity| entity["name"] == name);
    let roles = own.flat_map(|entity| entity["roles"].as_array().unwrap());
    roles.map(|role| role["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn roles_and_demonyms_of_our_own_article() {
    let document = json(&Extractor::italian().extract(OWN));
    for (name, role) in [
        ("Caterina Benvenuti", "assessora provinciale ai lavori pubblici"),
        ("Ettore Malfatti", "primo cittadino di Arco"),
        ("Jürgen Weber", "direttore dei lavori"),
        ("Franco Tessadri", "presidente onorario dell'associazione"),
    ] {
        let found = roles(&document, name);
        assert!(found.iter().any(|known| known == role), "{name}: {found:?}");
    }
    let demonyms = document["entities"].as_array().unwrap().iter();
    let german = demonyms.clone().find(|entity| entity["links"]["iso3166"] == "DE").unwrap();
    assert_eq!(german["type"], "demonym");
    assert_eq!(german["links"]["geonames"], 2_921_044);
    let first = &document["mentions"][0];
    let trento = |mention: &&Value| mention["text"] == "TRENTO";
    let dateline = document["mentions"].as_array().unwrap().iter().find(trento);
    assert_eq!(dateline.map(|mention| &mention["type"]), Some(&"gpe".into()), "{first}");
}

#[test]
fn every_name_and_role_of_the_annotated_article_is_found() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/article/expected.jsonl");
    let Ok(line) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no annotated article at {}", path.display());
        return;
    };
    let gold: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    let document = json(&Extractor::italian().extract(gold["text"].as_str().unwrap()));
    let key = |mention: &Value| {
        (mention["start"].as_u64(), mention["end"].as_u64(), mention["type"].to_string())
    };
    let found: Vec<_> = document["mentions"].as_array().unwrap().iter().map(key).collect();
    let missing: Vec<&Value> = gold["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mention| !found.contains(&key(mention)))
        .collect();
    assert!(missing.is_empty(), "not found: {missing:#?}");
    for pair in gold["roles"].as_array().unwrap() {
        let (name, role) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
        let found = roles(&document, name);
        assert!(found.iter().any(|known| known == role), "{name}: {role} not in {found:?}");
    }
}
