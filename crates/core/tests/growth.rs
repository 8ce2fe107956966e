//! Time grows no faster than the text, whatever the text: `cargo dev bench --growth` has the figures.

#![allow(clippy::unwrap_used)]

#[path = "../benches/common/mod.rs"]
mod common;

use std::time::{Duration, Instant};

use common::hostile::{HOSTILE, news};
use virgolette::Extractor;

const SMALL: usize = 10_000;
const TIMES: usize = 8;
/// By how much the time per byte may differ: a machine at work is no clock, but what grows with the
/// square of the text differs by [`TIMES`], and again with every try.
const TOLERANCE: f64 = 4.0;
/// Tries before growth is believed.
const TRIES: usize = 4;

fn least(extractor: &Extractor, text: &str) -> Duration {
    let once = || {
        let started = Instant::now();
        std::hint::black_box(extractor.extract(text));
        started.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn time_grows_no_faster_than_the_text() {
    let extractor = Extractor::italian();
    for (name, text) in std::iter::once(("news", news as fn(usize) -> String)).chain(HOSTILE) {
        let (small, large) = (text(SMALL), text(SMALL * TIMES));
        let growth = || {
            let (small, large) = (least(&extractor, &small), least(&extractor, &large));
            large.as_secs_f64() / small.as_secs_f64().max(1e-4) / TIMES as f64
        };
        let least = (0..TRIES).map(|_| growth()).find(|&growth| growth <= TOLERANCE);
        assert!(least.is_some(), "{name}: the time of each byte grows with the text");
    }
}
