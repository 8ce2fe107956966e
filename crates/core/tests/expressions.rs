//! Times and quantities against sentences labelled by hand: span F1 and value accuracy.

use std::io::Write;

use virgolette::{ArticleInfo, Document, Extractor, Scratch};

/// What a label or a result says: where, what, and of which value.
#[derive(Clone, Debug, PartialEq)]
struct Expression {
    start: usize,
    end: usize,
    text: String,
    /// `DATE 2023-09-12`, or `speed 60 km/h`.
    value: String,
}

/// A labelled sentence.
struct Sentence {
    text: String,
    date: Option<String>,
    times: Vec<Expression>,
    quantities: Vec<Expression>,
}

/// Reads the notation that the head of each file describes.
fn read(file: &str) -> Vec<Sentence> {
    let mut date = None;
    let mut sentences = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(day) = line.strip_prefix("= ") {
            date = (day != "none").then(|| day.to_owned());
            continue;
        }
        let (mut text, mut times, mut quantities) = (String::new(), Vec::new(), Vec::new());
        let mut rest = line;
        while let Some(at) = rest.find(['[', '{']) {
            text.push_str(&rest[..at]);
            let (list, close) = match &rest[at..=at] {
                "[" => (&mut times, "]"),
                _ => (&mut quantities, "}"),
            };
            // A unit may itself hold brackets: `[kn_i]`.
            let end = at + rest[at..].find(close).unwrap_or(rest.len() - at);
            let mut parts = rest[at + 1..end].split('|');
            let words = parts.next().unwrap_or_default();
            let start = text.len();
            text.push_str(words);
            list.push(Expression {
                start,
                end: text.len(),
                text: words.to_owned(),
                value: parts.collect::<Vec<_>>().join(" "),
            });
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        sentences.push(Sentence { text, date: date.clone(), times, quantities });
    }
    sentences
}

fn times(document: &Document) -> Vec<Expression> {
    let each = document.times.iter().map(|time| Expression {
        start: time.span.start as usize,
        end: time.span.end as usize,
        text: document.slice(time.span).to_owned(),
        value: format!("{} {}", time.kind, time.value),
    });
    each.collect()
}

fn quantities(document: &Document) -> Vec<Expression> {
    let each = document.quantities.iter().map(|quantity| {
        let value = quantity.value.map_or("-".to_owned(), |value| value.to_string());
        let unit = quantity.unit.as_deref().unwrap_or("-");
        let bound = quantity.bound.map_or(String::new(), |bound| format!(" {bound}"));
        Expression {
            start: quantity.span.start as usize,
            end: quantity.span.end as usize,
            text: document.slice(quantity.span).to_owned(),
            value: format!("{} {value} {unit}{bound}", quantity.kind),
        }
    });
    each.collect()
}

/// Counts over a set.
#[derive(Default)]
struct Score {
    labelled: usize,
    found: usize,
    spans: usize,
    values: usize,
}

impl Score {
    fn add(&mut self, sentence: &str, labelled: &[Expression], found: &[Expression]) {
        self.labelled += labelled.len();
        self.found += found.len();
        for label in labelled {
            let same = found.iter().find(|it| (it.start, it.end) == (label.start, label.end));
            match same {
                Some(it) if it.value == label.value => self.values += 1,
                Some(it) => {
                    println!("VALUE {:?}: {} not {} | {sentence}", it.text, it.value, label.value)
                }
                None => println!("MISSED {:?} {} | {sentence}", label.text, label.value),
            }
            self.spans += usize::from(same.is_some());
        }
        for it in found {
            if !labelled.iter().any(|label| (it.start, it.end) == (label.start, label.end)) {
                println!("EXTRA {:?} {} | {sentence}", it.text, it.value);
            }
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.spans as f64 / (self.labelled + self.found) as f64
    }

    fn accuracy(&self) -> f64 {
        self.values as f64 / self.spans as f64
    }

    fn show(&self, name: &str) {
        println!(
            "{name}: labelled {}, found {}, span F1 {:.3}, value accuracy {:.3}",
            self.labelled,
            self.found,
            self.f1(),
            self.accuracy()
        );
    }
}

/// Scores of times and of quantities on one file.
fn score(file: &str) -> [Score; 2] {
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    let mut scores = [Score::default(), Score::default()];
    for sentence in read(file) {
        let info = ArticleInfo { id: None, reference_date: sentence.date.as_deref() };
        let document = extractor.extract_article(sentence.text.as_str(), info, &mut scratch);
        scores[0].add(&sentence.text, &sentence.times, &times(&document));
        scores[1].add(&sentence.text, &sentence.quantities, &quantities(&document));
    }
    scores
}

fn check(name: &str, file: &str) {
    let scores = score(file);
    for (score, what) in scores.iter().zip(["times", "quantities"]) {
        score.show(&format!("{name}, {what}"));
    }
    for score in scores {
        assert!(score.f1() >= 0.95 && score.accuracy() >= 0.93);
    }
}

#[test]
fn the_labelled_sentences_keep_their_score() {
    check("at hand", include_str!("data/times-a.txt"));
}

#[test]
fn the_held_out_sentences_keep_their_score() {
    check("held out", include_str!("data/times-b.txt"));
}

/// The article that the project is measured by, beside the checkout.
const ARTICLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/article/expected.jsonl");

#[derive(serde::Deserialize)]
struct Expected {
    reference_date: String,
    text: String,
    times: Vec<ExpectedTime>,
    quantities: Vec<ExpectedQuantity>,
}

#[derive(serde::Deserialize)]
struct ExpectedTime {
    start: usize,
    text: String,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

#[derive(serde::Deserialize)]
struct ExpectedQuantity {
    start: usize,
    text: String,
    kind: String,
    value: Option<f64>,
    unit: String,
}

/// Labels as the results give them, with offsets in bytes.
fn labelled<T>(text: &str, all: &[T], of: impl Fn(&T) -> (usize, &str, String)) -> Vec<Expression> {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let each = all.iter().map(|it| {
        let (start, words, value) = of(it);
        let start = byte(start);
        Expression { start, end: start + words.len(), text: words.to_owned(), value }
    });
    each.collect()
}

#[test]
fn every_time_and_quantity_of_the_article_has_its_value() {
    let Ok(file) = std::fs::read_to_string(ARTICLE) else {
        // Past the capture of the test runner: a skip is seen.
        let _ = writeln!(std::io::stderr(), "skipped: there is no {ARTICLE}");
        return;
    };
    let expected: Expected = serde_json::from_str(file.lines().next().unwrap()).unwrap();
    let info = ArticleInfo { id: None, reference_date: Some(&expected.reference_date) };
    let text = expected.text.as_str();
    let document = Extractor::italian().extract_article(text, info, &mut Scratch::default());
    let found = times(&document);
    for label in labelled(text, &expected.times, |time| {
        (time.start, &time.text, format!("{} {}", time.kind, time.value))
    }) {
        assert!(found.contains(&label), "{label:?} is not in {found:#?}");
    }
    let found = quantities(&document);
    for label in labelled(text, &expected.quantities, |it| {
        let value = it.value.map_or("-".to_owned(), |value| value.to_string());
        (it.start, &it.text, format!("{} {value} {}", it.kind, it.unit))
    }) {
        assert!(found.contains(&label), "{label:?} is not in {found:#?}");
    }
    println!("article: {} times, {} quantities", expected.times.len(), expected.quantities.len());
}
