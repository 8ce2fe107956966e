//! The published schema says exactly what the program writes, and the library reads it back.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use virgolette::{
    Bound, Certainty, Channel, Extractor, Gender, MentionForm, MentionSource, MentionType,
    OffsetUnit, QuantityKind, QuoteKind, Record, SectionKind, SpeakerNumber, SpeakerVia, TimeType,
};

use crate::{run, stderr, stdout};

/// A document in which every field says something.
const FULL: &str = include_str!("full.json");

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    let path = repository().join("schema/virgolette-1.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn check(validator: &Validator, document: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn the_schema_is_one_and_leaves_no_field_open() {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("a schema of draft 2020-12");
    let objects = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for object in objects.filter(|object| object["type"] == "object") {
        let names: Vec<&str> =
            object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut required: Vec<&str> = object["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        required.sort_unstable();
        assert_eq!(names, required, "{}", object["description"]);
        assert_eq!(object["additionalProperties"], Value::Bool(false));
    }
}

#[test]
fn the_words_of_the_schema_are_those_of_the_library() {
    let schema = schema();
    macro_rules! same {
        ($($name:literal: $words:ty),* $(,)?) => {$(
            let words: Vec<&str> = <$words>::ALL.iter().map(|word| word.as_str()).collect();
            assert_eq!(schema["$defs"][$name]["enum"], serde_json::json!(words), $name);
        )*};
    }
    same! {
        "section_kind": SectionKind,
        "mention_type": MentionType,
        "mention_form": MentionForm,
        "mention_source": MentionSource,
        "gender": Gender,
        "quote_kind": QuoteKind,
        "speaker_via": SpeakerVia,
        "speaker_number": SpeakerNumber,
        "certainty": Certainty,
        "channel": Channel,
        "time_type": TimeType,
        "quantity_kind": QuantityKind,
        "bound": Bound,
    }
}

#[test]
fn a_full_document_is_valid_and_read_back_without_loss() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let full: Value = serde_json::from_str(FULL).unwrap();
    check(&validator, &full, "full.json");
    let record: Record<'_> = serde_json::from_str(FULL).unwrap();
    assert_eq!(serde_json::to_value(&record).unwrap(), full);
}

/// Every object of a document, by its path.
fn objects(value: &mut Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            paths.push(path.clone());
            for (name, value) in map {
                objects(value, format!("{path}/{name}"), paths);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                objects(value, format!("{path}/{index}"), paths);
            }
        }
        _ => {}
    }
}

#[test]
fn schema_and_library_refuse_the_same_documents() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let full: Value = serde_json::from_str(FULL).unwrap();
    let mut paths = Vec::new();
    objects(&mut full.clone(), String::new(), &mut paths);
    let mut refused = 0;
    for path in paths.iter().filter(|path| !path.ends_with("/links")) {
        let fields: Vec<String> =
            full.pointer(path).unwrap().as_object().unwrap().keys().cloned().collect();
        let mut broken = Vec::new();
        let mut more = full.clone();
        more.pointer_mut(path).unwrap()["surplus"] = Value::Null;
        broken.push(("surplus".to_owned(), more));
        for field in fields {
            let mut odd = full.clone();
            odd.pointer_mut(path).unwrap()[&field] = serde_json::json!([true]);
            broken.push((field, odd));
        }
        for (field, document) in broken {
            assert!(!validator.is_valid(&document), "{path}/{field} is accepted by the schema");
            let text = document.to_string();
            let read = serde_json::from_str::<Record<'_>>(&text);
            assert!(read.is_err(), "{path}/{field} is accepted by the library");
            refused += 1;
        }
    }
    assert!(refused > 100, "only {refused} documents were tried");
}

/// Validates what the program writes about `articles`, and reads it back.
fn validate(articles: &[&str], units: &[&str], expected: usize) {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let folder = repository();
    for offsets in units {
        let mut arguments = vec!["-fjsonl", "--offsets", offsets, "-d2023-09-12"];
        arguments.extend(articles);
        let output = run(&folder, &arguments, "");
        assert_eq!(stderr(&output), "");
        let mut documents = 0;
        for line in stdout(&output).lines() {
            let document: Value = serde_json::from_str(line).unwrap();
            check(&validator, &document, &document["id"].to_string());
            let record: Record<'_> = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), line);
            documents += 1;
        }
        assert!(documents >= expected, "{documents} documents of {articles:?}");
    }
}

#[test]
fn what_is_written_of_the_examples_is_valid() {
    validate(&["examples/articles"], &["codepoints", "bytes", "utf16"], 3);
}

#[test]
fn what_is_written_of_the_corpus_is_valid() {
    // A clone has no corpus beside it.
    let found: Vec<PathBuf> = ["../shared/corpus", "shared/corpus"]
        .iter()
        .map(|folder| repository().join(folder))
        .filter(|folder| folder.is_dir())
        .collect();
    let Some(corpus) = found.first() else {
        eprintln!("skipped: there is no ../shared/corpus beside this checkout");
        return;
    };
    validate(&[&corpus.display().to_string()], &["codepoints"], 1000);
}

#[test]
fn a_record_owns_what_it_read() {
    let document = Extractor::italian().extract("«Sì», ha detto 😀 Anna Rossi.");
    for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
        let line = document.to_json(unit);
        let record: Record<'static> = {
            let read: Record<'_> = serde_json::from_str(&line).unwrap();
            assert_eq!(read, document.record(unit));
            serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap()
        };
        drop(line);
        assert_eq!(record, document.record(unit));
    }
}
