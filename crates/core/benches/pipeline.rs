//! The whole pipeline, stage by stage, against the floor; `cargo dev bench` prints what this measures.
//!
//! `cargo bench -p virgolette --bench pipeline -- [--megabytes N] [--rounds N] [--growth] [FILE…]`
//! reads the articles of the files (JSONL or text; without any, the project's own), joined to N MB,
//! and writes a table of tabs: what, bytes a second, tokens a second, times the floor, allocations an
//! article. With `--passes N` it only reads them so often. With `--growth` it writes the time per byte of news and of hostile texts instead.

#[path = "common/mod.rs"]
mod common;

use std::sync::Arc;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};
use common::counting::{self, Counting};
use common::hostile::{HOSTILE, news};
use virgolette::{Article, ArticleInfo, Extractor, OffsetUnit, Scratch};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// What the command line says.
struct Options {
    bytes: usize,
    rounds: usize,
    growth: bool,
    /// Read the articles so often and measure nothing: for valgrind.
    passes: Option<usize>,
    articles: Vec<String>,
}

fn options() -> Done<Options> {
    let mut options =
        Options { bytes: 20_000_000, rounds: 3, growth: false, passes: None, articles: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || -> Done<usize> {
            Ok(arguments.next().ok_or("a number is missing")?.parse::<usize>()?)
        };
        match argument.as_str() {
            "--bench" => {}
            "--megabytes" => options.bytes = number()? * 1_000_000,
            "--rounds" => options.rounds = number()?.max(1),
            "--passes" => options.passes = Some(number()?),
            "--growth" => options.growth = true,
            path => options.articles.extend(common::articles(path.as_ref())?),
        }
    }
    if options.articles.is_empty() {
        options.articles = common::ARTICLES.map(str::to_owned).to_vec();
    }
    Ok(options)
}

fn main() -> Done<()> {
    let options = options()?;
    if let Some(passes) = options.passes {
        return read(passes, &options.articles);
    }
    if options.growth {
        return growth(options.bytes);
    }
    let articles = common::repeated(&options.articles, options.bytes);
    let bytes: usize = articles.iter().map(|article| article.len()).sum();
    let floor = (0..options.rounds).map(|_| floor(&articles)).try_fold(f64::MAX, best)?;
    let extractor = Extractor::italian();
    let mut stages: Vec<Stage> = Vec::new();
    let (mut whole, mut json, mut tokens) = (f64::MAX, f64::MAX, 0);
    for _ in 0..options.rounds {
        let round = pipeline(&extractor, &articles);
        whole = whole.min(round.seconds);
        json = json.min(round.json);
        tokens = round.tokens;
        stages = match stages.is_empty() {
            true => round.stages,
            false => stages.iter().zip(&round.stages).map(Stage::least).collect(),
        };
    }
    let allocations: usize = stages.iter().map(|stage| stage.allocations).sum();
    let row = |name: &str, seconds: f64, allocations: usize| {
        let speed = |count: usize| count as f64 / seconds;
        let each = allocations as f64 / articles.len() as f64;
        println!("{name}\t{}\t{}\t{}\t{each}", speed(bytes), speed(tokens), seconds / floor);
    };
    println!("articles\t{}\t{bytes}\t{tokens}", articles.len());
    row("floor", floor, 0);
    for stage in &stages {
        row(stage.name, stage.seconds, stage.allocations);
    }
    row("all stages", whole, allocations);
    row("to JSON", json, 0);
    let (one, two) = (threads(&extractor, &articles, 1)?, threads(&extractor, &articles, 2)?);
    println!("threads\t{one}\t{two}");
    Ok(())
}

/// Reads the articles `passes` times, and writes how many bytes they have.
fn read(passes: usize, articles: &[String]) -> Done<()> {
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    for article in std::iter::repeat_n(articles, passes).flatten() {
        let info = ArticleInfo::default();
        let document = extractor.extract_article(article.as_str(), info, &mut scratch);
        std::hint::black_box(document.to_json(OffsetUnit::Codepoints));
    }
    println!("{}", articles.iter().map(String::len).sum::<usize>());
    Ok(())
}

fn best(best: f64, next: Done<f64>) -> Done<f64> {
    Ok(best.min(next?))
}

/// The least that any reading costs: a check of the UTF-8, and one pass of an automaton with every
/// name of the gazetteer.
fn floor(articles: &[Arc<str>]) -> Done<f64> {
    let names = gazetteer()?;
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names)?;
    let started = Instant::now();
    let before = common::running(started);
    let mut found = 0_usize;
    for article in articles {
        let text = std::str::from_utf8(std::hint::black_box(article.as_bytes()))?;
        found += automaton.find_iter(text).count();
    }
    std::hint::black_box(found);
    Ok(common::running(started) - before)
}

/// Every name of the gazetteers.
fn gazetteer() -> Done<Vec<String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/it/gazetteers");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            let text = std::fs::read_to_string(&path)?;
            let rows = text.lines().filter(|line| !line.starts_with('#'));
            names.extend(rows.filter_map(|row| row.split('\t').next()).map(str::to_owned));
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// One stage over all articles.
struct Stage {
    name: &'static str,
    seconds: f64,
    allocations: usize,
}

impl Stage {
    fn least((one, other): (&Stage, &Stage)) -> Stage {
        Stage { seconds: one.seconds.min(other.seconds), ..*one }
    }
}

/// One reading of all articles.
struct Round {
    stages: Vec<Stage>,
    seconds: f64,
    json: f64,
    tokens: usize,
}

fn pipeline(extractor: &Extractor, articles: &[Arc<str>]) -> Round {
    let mut scratch = Scratch::default();
    let mut stages: Vec<Stage> = Vec::new();
    let (mut json, mut tokens) = (0.0, 0);
    let begin = Instant::now();
    let before = common::running(begin);
    for article in articles {
        let mut next = 0;
        let (mut last, mut count) = (Instant::now(), counting::count());
        let info = ArticleInfo::default();
        let document = extractor.extract_staged(Arc::clone(article), info, &mut scratch, |name| {
            if stages.len() == next {
                stages.push(Stage { name, seconds: 0.0, allocations: 0 });
            }
            let (now, counted) = (Instant::now(), counting::count());
            stages[next].seconds += (now - last).as_secs_f64();
            stages[next].allocations += counted - count;
            (last, count) = (now, counted);
            next += 1;
        });
        let started = Instant::now();
        std::hint::black_box(document.to_json(OffsetUnit::Codepoints));
        json += started.elapsed().as_secs_f64();
        drop(document);
    }
    let wall = begin.elapsed().as_secs_f64();
    // Other programs take their share of wall-clock time; the thread's own time they leave alone.
    let share = (common::running(begin) - before) / wall;
    for stage in &mut stages {
        stage.seconds *= share;
    }
    if let Ok(segmenter) = virgolette::segment::Segmenter::italian() {
        tokens = articles.iter().map(|text| segmenter.segment(text).tokens.len()).sum();
    }
    Round { seconds: wall * share - json * share, json: json * share, stages, tokens }
}

/// Seconds of wall-clock time that all articles take on so many threads.
fn threads(extractor: &Extractor, articles: &[Arc<str>], threads: usize) -> Done<f64> {
    let all: Vec<Article<'_>> = articles
        .iter()
        .map(|text| Article { text: Arc::clone(text), info: ArticleInfo::default() })
        .collect();
    let count = std::num::NonZeroUsize::new(threads);
    let mut seconds = f64::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        // In portions, as a program that writes its results does: all documents at once are much memory.
        for portion in all.chunks(500) {
            std::hint::black_box(extractor.extract_articles(portion, count));
        }
        seconds = seconds.min(started.elapsed().as_secs_f64());
    }
    Ok(seconds)
}

/// Nanoseconds a byte of news and of hostile texts of 1 KB, 100 KB and the given size, and the most
/// memory that the last took beyond the text.
fn growth(most: usize) -> Done<()> {
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    let kinds = std::iter::once(("news", news as fn(usize) -> String)).chain(HOSTILE);
    for (name, text) in kinds {
        let mut line = name.to_owned();
        for size in [1_000, 100_000, most] {
            let text: Arc<str> = text(size).into();
            let rounds = (1_000_000 / text.len()).clamp(1, 200);
            let mut least = f64::MAX;
            let mut peak = 0;
            for _ in 0..rounds.clamp(2, 5) {
                let started = Instant::now();
                for _ in 0..rounds.div_ceil(5) {
                    let read = || {
                        let info = ArticleInfo::default();
                        extractor.extract_article(Arc::clone(&text), info, &mut scratch)
                    };
                    peak = counting::peak(read).1;
                }
                let took = started.elapsed().as_secs_f64() / rounds.div_ceil(5) as f64;
                least = least.min(took);
            }
            line.push_str(&format!("\t{}", least / text.len() as f64 * 1e9));
            if size == most {
                line.push_str(&format!("\t{peak}"));
            }
        }
        println!("{line}");
    }
    Ok(())
}
