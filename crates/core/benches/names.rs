//! How soon an extractor is ready, and how many tokens a second the name tagger reads on one core:
//! `cargo bench -p virgolette --bench names`.

use std::time::{Duration, Instant};

use virgolette::Extractor;
use virgolette::mention::names::{NameScratch, NameTagger};
use virgolette::segment::Segmenter;

/// Written for this project.
const ARTICLE: &str = include_str!("../tests/data/article.txt");

fn main() -> Result<(), virgolette::Error> {
    let mut ready = Vec::new();
    for _ in 0..10 {
        let started = Instant::now();
        let extractor = Extractor::italian();
        ready.push(started.elapsed().as_secs_f64() * 1e3);
        drop(extractor);
    }
    let best = ready.iter().copied().fold(f64::INFINITY, f64::min);
    println!("extractor ready in {:.1} ms, the first time; {best:.1} ms at best", ready[0]);
    let tagger = NameTagger::italian()?;
    let segments = Segmenter::italian()?.segment(ARTICLE);
    let mut scratch = NameScratch::default();
    let mut best = Duration::MAX;
    let (rounds, repeats) = (20, 200);
    let mut names = 0;
    for _ in 0..rounds {
        let started = Instant::now();
        for _ in 0..repeats {
            names = tagger.spans(ARTICLE, &segments, &mut scratch).len();
        }
        best = best.min(started.elapsed() / repeats);
    }
    let tokens = segments.tokens.len();
    let speed = tokens as f64 / best.as_secs_f64() / 1e6;
    println!("{tokens} tokens, {names} names: {speed:.2} million tokens a second");
    Ok(())
}
