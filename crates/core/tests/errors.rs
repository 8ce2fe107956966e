//! Every family of errors says what is wrong, where, and how to mend it.

#![allow(clippy::unwrap_used)]

use virgolette::lexicon::cues::read_cues;
use virgolette::lexicon::gazetteer::Gazetteer;
use virgolette::lexicon::verb_forms::VerbForms;
use virgolette::tagger::Model;
use virgolette::{
    ArticleInfo, Document, Error, ErrorKind, Extractor, GazetteerEntry, OffsetUnit, UserGazetteer,
};

/// How an error comes about, its family, its place, and the whole of its message.
type Case =
    (fn() -> Error, ErrorKind, Option<(&'static str, Option<u32>)>, &'static [&'static str]);

fn entry(name: &str) -> Error {
    UserGazetteer::new().add(GazetteerEntry::new(name, None)).unwrap_err()
}

/// The embedded model with one byte changed.
fn model(at: usize, byte: u8) -> Error {
    let mut bytes = include_bytes!("../models/it.names.bin").to_vec();
    bytes[at] = byte;
    Model::new(bytes, "it", 1).unwrap_err()
}

fn gazetteer(at: usize) -> Error {
    let mut bytes = include_bytes!("../data/it/compiled/gazetteer.bin").to_vec();
    bytes[at] ^= 1;
    Gazetteer::new(bytes, "it").unwrap_err()
}

fn read_back(json: &str) -> Error {
    Document::from_json("Sì.", json, OffsetUnit::Codepoints).unwrap_err()
}

const CASES: &[Case] = &[
    (
        || UserGazetteer::from_path("no/such/names.csv").unwrap_err(),
        ErrorKind::Io,
        Some(("no/such/names.csv", None)),
        &["check the path"],
    ),
    (
        || UserGazetteer::from_csv("name,type\nAnna Neri,persone\n").unwrap_err(),
        ErrorKind::Gazetteer,
        Some(("csv", Some(2))),
        &["unknown type `persone`", "; write one of person"],
    ),
    (|| entry(" "), ErrorKind::Gazetteer, None, &["; "]),
    (
        || read_cues("cues.toml", "[[cue]]\nlemmma = \"dire\"\n").unwrap_err(),
        ErrorKind::Rule,
        Some(("cues.toml", Some(2))),
        &["lemmma", "; the comment at the top"],
    ),
    (|| model(0, b'X'), ErrorKind::Model, None, &["no tagger model", "; train it anew"]),
    (|| model(8, 9), ErrorKind::Model, None, &["format version 9", "; train it anew"]),
    (|| model(16, b'e'), ErrorKind::Model, None, &["language `et`, not `it`", "; train it anew"]),
    (|| model(24, 0), ErrorKind::Model, None, &["another feature set", "; train it anew"]),
    (
        || Model::new(&b"VIRGOTAG"[..], "it", 1).unwrap_err(),
        ErrorKind::Model,
        None,
        &["no tagger model", "; train it anew"],
    ),
    (|| gazetteer(0), ErrorKind::Gazetteer, None, &["no compiled gazetteer", "; make it anew"]),
    (|| gazetteer(8), ErrorKind::Gazetteer, None, &["format version", "; make it anew"]),
    (|| gazetteer(12), ErrorKind::Gazetteer, None, &["language `it`", "; make it anew"]),
    (|| gazetteer(900), ErrorKind::Gazetteer, None, &["cut short or damaged", "; make it anew"]),
    (
        || VerbForms::new(&b"VIRGverb"[..], "it").unwrap_err(),
        ErrorKind::Model,
        None,
        &["this is no", "; write it again"],
    ),
    (
        || Extractor::builder().reference_date("ieri").build().unwrap_err(),
        ErrorKind::Setting,
        None,
        &["`ieri` is not a day", "; write it as 2023-09-12"],
    ),
    (
        || ArticleInfo::new(None, Some("2023-02-29")).unwrap_err(),
        ErrorKind::Setting,
        None,
        &["`2023-02-29` is not a day", "; write it as 2023-09-12"],
    ),
    (|| read_back("[]"), ErrorKind::Document, None, &["; give the JSON that `to_json` wrote"]),
];

#[test]
fn every_message_says_what_where_and_mend() {
    for (index, (make, kind, place, parts)) in CASES.iter().enumerate() {
        let error = make();
        let message = error.to_string();
        assert_eq!(error.kind(), *kind, "case {index}: {message}");
        let found = error.path().map(|path| (path.to_str().unwrap(), error.line()));
        assert_eq!(found, *place, "case {index}: {message}");
        let start = match place {
            Some((path, Some(line))) => format!("{path}:{line}: "),
            Some((path, None)) => format!("{path}: "),
            None => String::new(),
        };
        assert!(message.starts_with(&start), "case {index}: {message}");
        for part in *parts {
            assert!(message.contains(part), "case {index}: {message} lacks {part}");
        }
        let (what, mend) = message[start.len()..].rsplit_once("; ").unwrap();
        assert!(!what.trim().is_empty() && !mend.trim().is_empty(), "case {index}: {message}");
        assert!(message.ends_with(error.mend()), "case {index}: {message}");
        assert!(!message.contains('\n'), "case {index}: {message}");
    }
}
