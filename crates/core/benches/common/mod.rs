//! What the benchmarks share: texts to read, a clock that other programs do not move.

#![allow(dead_code, reason = "each benchmark uses its part")]

pub(crate) mod counting;
pub(crate) mod hostile;

use std::path::Path;
use std::time::Instant;

/// Articles written for this project.
pub(crate) const ARTICLES: [&str; 5] = [
    include_str!("../../tests/data/article.txt"),
    include_str!("../../../../examples/articles/agenzia-frana.txt"),
    include_str!("../../../../examples/articles/breve-ponte.txt"),
    include_str!("../../../../examples/articles/locale-mercato.txt"),
    include_str!("../../../../examples/articles/quotidiano-liste-attesa.txt"),
];

/// The articles of a file: of JSONL each `text`, of any other file its whole text.
pub(crate) fn articles(path: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(path)?;
    if path.extension().is_none_or(|extension| extension != "jsonl") {
        return Ok(vec![text]);
    }
    let text_of = |line: &str| -> Result<String, Box<dyn std::error::Error>> {
        let value: serde_json::Value = serde_json::from_str(line)?;
        Ok(value["text"].as_str().ok_or("a line has no field `text`")?.to_owned())
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(text_of).collect()
}

/// Articles from `own` over and over, `bytes` in all or a little more.
pub(crate) fn repeated(own: &[String], bytes: usize) -> Vec<std::sync::Arc<str>> {
    let own: Vec<std::sync::Arc<str>> = own.iter().map(|text| text.as_str().into()).collect();
    let mut all = Vec::new();
    let mut size = 0;
    for article in own.iter().cycle() {
        if size >= bytes || own.iter().all(|text| text.is_empty()) {
            break;
        }
        size += article.len();
        all.push(std::sync::Arc::clone(article));
    }
    all
}

/// Seconds of the processor that this thread has used; wall-clock time where no one tells.
pub(crate) fn running(started: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let running = schedule.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    running.map_or_else(|| started.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
