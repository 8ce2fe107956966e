//! Scores of names, as `score.py` counts them.

use std::collections::BTreeMap;
use std::fmt;

use virgolette::mention::names::CLASSES;

use crate::train::corpus::{Example, KIND_TAGS};

/// True positives, found, and annotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) hits: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.found += other.found;
        self.gold += other.gold;
    }

    /// Precision, recall and F1.
    pub(crate) fn measure(self) -> (f64, f64, f64) {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        let both = self.found + self.gold;
        (
            share(self.hits, self.found),
            share(self.hits, self.gold),
            if both == 0 { 0.0 } else { 2.0 * self.hits as f64 / both as f64 },
        )
    }
}

/// Scores over articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Exact span and type, by type.
    types: BTreeMap<&'static str, Counts>,
    /// As `types`, with the places folded.
    folded: Counts,
    /// Spans alone.
    spans: Counts,
    /// Tokens under the three KIND tags.
    tokens: [Counts; 3],
    /// Metonymy of places whose span and type are right.
    metonymy: Counts,
}

/// Person, place, organisation, or none, as KIND tags them.
fn kind_tag(class: usize) -> Option<usize> {
    match CLASSES[class].0 {
        "person" => Some(0),
        "gpe" | "location" | "facility" => Some(1),
        "organization" | "gpe!" => Some(2),
        _ => None,
    }
}

fn fold(kind: &'static str) -> &'static str {
    if matches!(kind, "gpe" | "location" | "facility") { "place" } else { kind }
}

impl Tally {
    /// Scores what was found in an article.
    pub(crate) fn add(&mut self, example: &Example, found: &[(u32, u32, usize)]) {
        let kind = |class: usize| CLASSES[class].1.as_str();
        for &(start, end, class) in found {
            self.types.entry(kind(class)).or_default().found += 1;
            let same = |g: &&(u32, u32, usize)| (g.0, g.1) == (start, end);
            if let Some(gold) = example.gold.iter().find(same) {
                self.spans.hits += 1;
                self.folded.hits += usize::from(fold(kind(gold.2)) == fold(kind(class)));
                if kind(gold.2) == kind(class) {
                    self.types.entry(kind(class)).or_default().hits += 1;
                }
                if kind(gold.2) == "gpe" && kind(class) == "gpe" {
                    let (g, f) = (CLASSES[gold.2].2, CLASSES[class].2);
                    self.metonymy.gold += usize::from(g);
                    self.metonymy.found += usize::from(f);
                    self.metonymy.hits += usize::from(f && g);
                }
            }
        }
        for gold in &example.gold {
            self.types.entry(kind(gold.2)).or_default().gold += 1;
        }
        for counts in [&mut self.spans, &mut self.folded] {
            counts.found += found.len();
            counts.gold += example.gold.len();
        }
        let inside = |spans: &[(u32, u32, usize)], at: u32| {
            let next = spans.partition_point(|span| span.1 <= at);
            spans.get(next).filter(|span| span.0 <= at).and_then(|span| kind_tag(span.2))
        };
        match &example.tags {
            Some(tags) => tags.iter().for_each(|&(at, gold)| self.token(gold, inside(found, at))),
            None => {
                for token in &example.segments.tokens {
                    let at = token.span.start;
                    self.token(inside(&example.gold, at), inside(found, at));
                }
            }
        }
    }

    fn token(&mut self, gold: Option<usize>, mine: Option<usize>) {
        if let Some(tag) = gold {
            self.tokens[tag].gold += 1;
            self.tokens[tag].hits += usize::from(mine == gold);
        }
        if let Some(tag) = mine {
            self.tokens[tag].found += 1;
        }
    }

    /// Adds the scores of other articles.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (kind, counts) in &other.types {
            self.types.entry(kind).or_default().add(*counts);
        }
        self.folded.add(other.folded);
        self.spans.add(other.spans);
        self.metonymy.add(other.metonymy);
        for (mine, theirs) in self.tokens.iter_mut().zip(other.tokens) {
            mine.add(theirs);
        }
    }

    /// The F1 figures, as a card shows them.
    pub(crate) fn json(&self) -> serde_json::Value {
        let f1 = |counts: Counts| (counts.measure().2 * 1e4).round() / 1e4;
        let mut figures = serde_json::Map::new();
        let mut put = |name: &str, counts: Counts| {
            if counts.gold > 0 {
                figures.insert(name.to_owned(), f1(counts).into());
            }
        };
        put("types", Self::sum(self.types.values()));
        put("folded", self.folded);
        put("tokens", Self::sum(&self.tokens));
        self.types.iter().for_each(|(kind, counts)| put(kind, *counts));
        put("metonymy", self.metonymy);
        figures.into()
    }

    fn sum<'a>(counts: impl IntoIterator<Item = &'a Counts>) -> Counts {
        let mut all = Counts::default();
        for one in counts {
            all.add(*one);
        }
        all
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, counts: Counts| {
            let (p, r, f1) = counts.measure();
            writeln!(f, "{name:14} gold {:5}  P {p:.3}  R {r:.3}  F1 {f1:.4}", counts.gold)
        };
        for (kind, counts) in &self.types {
            line(kind, *counts)?;
        }
        for (name, counts) in KIND_TAGS.iter().zip(self.tokens) {
            line(name, counts)?;
        }
        line("metonymy", self.metonymy)?;
        line("spans", self.spans)?;
        line("types", Self::sum(self.types.values()))?;
        line("folded", self.folded)?;
        line("tokens", Self::sum(&self.tokens))
    }
}

/// Prints an article with its names, annotated and found, as one line of JSON.
pub(crate) fn print_names(example: &Example, found: &[(u32, u32, usize)]) {
    let names = |spans: &[(u32, u32, usize)]| -> Vec<serde_json::Value> {
        let each = spans.iter().map(|&(start, end, class)| {
            let text = &example.text[start as usize..end as usize];
            serde_json::json!([start, end, CLASSES[class].0, text])
        });
        each.collect()
    };
    let (gold, mine) = (names(&example.gold), names(found));
    println!("{}", serde_json::json!({"text": example.text, "gold": gold, "found": mine}));
}
