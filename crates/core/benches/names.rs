//! How many tokens a second the name tagger reads on one core: `cargo bench -p virgolette --bench names`.

use std::time::{Duration, Instant};

use virgolette::mention::names::{NameScratch, NameTagger};
use virgolette::segment::Segmenter;

/// Written for this project.
const ARTICLE: &str = include_str!("../tests/data/article.txt");

fn main() -> Result<(), virgolette::Error> {
    let started = Instant::now();
    let tagger = NameTagger::italian()?;
    println!("loaded in {:.2} ms", started.elapsed().as_secs_f64() * 1e3);
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
