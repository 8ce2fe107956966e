//! Annotated articles: stand-off JSONL, or CoNLL columns.

use std::path::Path;

use serde::Deserialize;
use virgolette::mention::names::CLASSES;
use virgolette::segment::{Segmenter, Segments};
use virgolette::tagger::{Label, Labels};

use crate::workshop::Failure;

/// An article with its names.
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) segments: Segments,
    /// Names as first byte, one past the last byte, and class.
    pub(crate) gold: Vec<(u32, u32, usize)>,
    /// The label of each token.
    pub(crate) labels: Vec<u8>,
    /// Tokens with their KIND tags (first byte, PER, LOC, ORG or none), for measuring alone.
    pub(crate) tags: Option<Vec<(u32, Option<usize>)>>,
}

/// The tags of KIND.
pub(crate) const KIND_TAGS: [&str; 3] = ["PER", "LOC", "ORG"];

/// One line of a stand-off file.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    mentions: Vec<Name>,
    tokens: Option<Vec<(usize, usize, String)>>,
}

#[derive(Deserialize)]
struct Name {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    metonymy: bool,
}

/// Reads the articles of a file, by its extension: `.conll`, `.tsv` or `.txt` for columns, else JSONL.
pub(crate) fn read(path: &Path) -> Result<Vec<Example>, Failure> {
    let content = std::fs::read_to_string(path).map_err(Failure::of(path.display()))?;
    let extension = path.extension().and_then(|extension| extension.to_str());
    let segmenter = Segmenter::italian().map_err(Failure::of("segmenter"))?;
    let parsed = match extension {
        Some("conll" | "tsv" | "txt") => columns(&content),
        _ => stand_off(&content),
    };
    let articles =
        parsed.map_err(|(line, what)| Failure(format!("{}:{line}: {what}", path.display())))?;
    Ok(articles.into_iter().map(|article| Example::new(&segmenter, article)).collect())
}

/// An article as a file has it.
#[derive(Default)]
struct Article {
    text: String,
    gold: Vec<(u32, u32, usize)>,
    tags: Option<Vec<(u32, Option<usize>)>>,
}

/// A line number and what is wrong with it.
type Bad = (usize, String);

fn stand_off(content: &str) -> Result<Vec<Article>, Bad> {
    let mut articles = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let bad = |what: String| (number + 1, what);
        let line: Line = serde_json::from_str(line).map_err(|error| bad(error.to_string()))?;
        let mut bytes: Vec<u32> = line.text.char_indices().map(|(at, _)| at as u32).collect();
        bytes.push(line.text.len() as u32);
        let mut gold = Vec::with_capacity(line.mentions.len());
        for name in &line.mentions {
            let class = (CLASSES.iter())
                .position(|(_, kind, metonymy)| {
                    kind.as_str() == name.kind && *metonymy == name.metonymy
                })
                .ok_or_else(|| bad(format!("`{}` is no type of a name", name.kind)))?;
            match (bytes.get(name.start), bytes.get(name.end)) {
                (Some(&start), Some(&end)) if start < end => gold.push((start, end, class)),
                _ => return Err(bad(format!("no text from {} to {}", name.start, name.end))),
            }
        }
        gold.sort_unstable();
        let tag = |(start, _, tag): (usize, usize, String)| {
            let kind = KIND_TAGS.iter().position(|kind| tag.ends_with(kind));
            (bytes.get(start).copied().unwrap_or(0), kind)
        };
        let tags = line.tokens.map(|tokens| tokens.into_iter().map(tag).collect());
        articles.push(Article { text: line.text, gold, tags });
    }
    Ok(articles)
}

/// The class of a CoNLL tag without its prefix.
fn class_of(tag: &str) -> Option<usize> {
    let name = match tag {
        "PER" => "person",
        "ORG" => "organization",
        "GPE" => "gpe",
        "GPE!" => "gpe!",
        "LOC" => "location",
        "FAC" => "facility",
        "EVT" => "event",
        "PRD" => "product",
        "WRK" => "work",
        other => other,
    };
    CLASSES.iter().position(|(class, ..)| *class == name)
}

/// Columns: the token first and its BIO tag last, separated by tabs; a blank line ends a sentence,
/// `-DOCSTART-` begins an article.
fn columns(content: &str) -> Result<Vec<Article>, Bad> {
    let mut articles: Vec<Article> = Vec::new();
    let mut text = String::new();
    let mut gold: Vec<(u32, u32, usize)> = Vec::new();
    let mut fresh = true;
    for (number, line) in content.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let mut fields = line.split('\t');
        let token = fields.next().unwrap_or_default();
        if token == "-DOCSTART-" {
            if !text.is_empty() {
                let (text, gold) = (std::mem::take(&mut text), std::mem::take(&mut gold));
                articles.push(Article { text, gold, tags: None });
            }
            continue;
        }
        let tag = fields.next_back().unwrap_or("O");
        if !text.is_empty() {
            text.push(if fresh { '\n' } else { ' ' });
        }
        fresh = false;
        let start = text.len() as u32;
        text.push_str(token);
        let end = text.len() as u32;
        if tag == "O" {
            continue;
        }
        let (prefix, name) = tag.split_once('-').unwrap_or(("", tag));
        let class = class_of(name).filter(|_| matches!(prefix, "B" | "I"));
        let class = class.ok_or_else(|| (number + 1, format!("`{tag}` is no tag")))?;
        match gold.last_mut() {
            Some(last) if prefix == "I" && last.1 + 1 == start && last.2 == class => last.1 = end,
            _ => gold.push((start, end, class)),
        }
    }
    if !text.is_empty() {
        articles.push(Article { text, gold, tags: None });
    }
    Ok(articles)
}

impl Example {
    fn new(segmenter: &Segmenter, article: Article) -> Self {
        let Article { text, gold, tags } = article;
        let segments = segmenter.segment(&text);
        let mut labels = vec![0u8; segments.tokens.len()];
        for &(start, end, class) in &gold {
            let first = segments.tokens.partition_point(|token| token.span.end <= start);
            for (offset, token) in segments.tokens[first..].iter().enumerate() {
                if token.span.start >= end {
                    break;
                }
                let label = if offset == 0 { Label::Begin(class) } else { Label::Inside(class) };
                labels[first + offset] = Labels::index(label) as u8;
            }
        }
        Self { text, segments, gold, labels, tags }
    }
}
