//! How fast times and quantities are found on one core, this stage alone:
//! `cargo bench -p virgolette --bench expressions`, over the text named in `VIRGOLETTE_TEXT` or, without
//! it, the labelled sentences, which hold ten times as many expressions as news do.

use std::time::Instant;

use virgolette::mention::expressions::{ExpressionScratch, Expressions};
use virgolette::segment::Segmenter;

/// Written for this project.
const SENTENCES: &str = include_str!("../tests/data/times-a.txt");
const ROUNDS: usize = 9;

/// Seconds this thread has been running: wall-clock time where the system does not tell.
fn running(started: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let running = schedule.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    running.map_or_else(|| started.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let before = running(started);
    let expressions = Expressions::italian()?;
    println!("rules compiled in {:.1} ms", (running(started) - before) * 1e3);
    let text = match std::env::var("VIRGOLETTE_TEXT") {
        Ok(path) => std::fs::read_to_string(path)?,
        Err(_) => SENTENCES.repeat(100),
    };
    let segments = Segmenter::italian()?.segment(&text);
    let mut scratch = ExpressionScratch::default();
    let (mut best, mut found) = (f64::MAX, 0);
    for _ in 0..ROUNDS {
        let before = running(started);
        let (times, quantities) =
            expressions.read(&text, &segments, &[], Some("2023-09-12"), &mut scratch);
        best = best.min(running(started) - before);
        found = times.len() + quantities.len();
    }
    let megabytes = text.len() as f64 / 1e6;
    println!("{megabytes:.2} MB, {found} expressions: {:.1} MB/s", megabytes / best);
    Ok(())
}
