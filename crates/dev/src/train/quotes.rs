//! `cargo dev train-quotes`: learns which boundaries end a content and which candidates are quotes.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use virgolette::lexicon::gazetteer::Gazetteer;
use virgolette::mention::names::NameTagger;
use virgolette::quote::{Candidate, Judge, Question, QuoteReader};
use virgolette::segment::{Segmenter, Segments};
use virgolette::{ArticleInfo, Extractor, Mention, OffsetUnit, Scratch, Span};

use crate::train::calibrate;
use crate::train::card::hash;
use crate::train::learn::Learner;
use crate::train::linear::{Linear, Settings};
use crate::train::{GAZETTEER, Learning, corpus, fold_of, part, tagger};
use crate::workshop::{Failure, Workshop};

/// How the quote model is trained.
#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// Articles with their quotes and names, as stand-off JSONL.
    #[arg(long, default_value = "../shared/corpus/train.jsonl")]
    corpus: PathBuf,
    /// Where the model is written.
    #[arg(long, default_value = "crates/core/models/it.quotes.bin")]
    out: PathBuf,
    /// Folds of the corpus. The names of each article come from a model that was trained on the other
    /// folds, so that the quote model learns from names as good as it will meet.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Cross-validate over the folds instead of writing a model.
    #[arg(long)]
    cross_validate: bool,
    /// With `--cross-validate`: write what is found in each article by models that never saw it, as
    /// JSON lines for the scorer.
    #[arg(long, requires = "cross_validate")]
    held_out: Option<PathBuf>,
    /// Passes over the corpus.
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// Pace of learning.
    #[arg(long, default_value_t = 0.05)]
    rate: f32,
    /// Squared penalty on weights.
    #[arg(long, default_value_t = 0.0005)]
    l2: f32,
    /// Candidates with a lower probability are dropped.
    #[arg(long, default_value_t = 0.42)]
    threshold: f32,
    /// Seed of the order of examples.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    quotes: Vec<GoldLine>,
}

#[derive(Deserialize)]
struct GoldLine {
    content: Vec<(usize, usize)>,
    cue: Option<(usize, usize)>,
}

/// An annotated quote, in bytes.
struct Gold {
    content: Vec<Span>,
    cue: Option<Span>,
}

/// An article ready for tracing.
struct Article {
    id: Option<String>,
    text: String,
    segments: Segments,
    mentions: Vec<Mention>,
    gold: Vec<Gold>,
    fold: usize,
}

pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    let names = cross_fitted_names(workshop, options)?;
    let articles = read(&workshop.root.join(&options.corpus), &names)?;
    if options.cross_validate {
        return cross_validate(&articles, names, options);
    }
    let every: Vec<&Article> = articles.iter().collect();
    let held = held_out(&articles, options)?;
    let (slope, shift) = calibrate::fit(&held);
    let judge = train(&every, options)?.calibrated(slope, shift);
    let path = workshop.root.join(&options.out);
    std::fs::write(&path, judge.to_bytes()).map_err(Failure::of(path.display()))?;
    println!("{}: learnt from {} articles", options.out.display(), articles.len());
    print!("held out:\n{}", calibrate::reliability(&held, (slope, shift)));
    Ok(())
}

/// For each fold a name tagger that never saw it. Training them takes a minute, so they are kept in
/// the target folder for as long as corpus and shipped name model stay the same.
fn cross_fitted_names(workshop: &Workshop, options: &Options) -> Result<Vec<NameTagger>, Failure> {
    let file = |path: &Path| std::fs::read(path).map_err(Failure::of(path.display()));
    let gazetteer = Gazetteer::new(file(&workshop.path(GAZETTEER))?, "it")?;
    let corpus = workshop.root.join(&options.corpus);
    let shipped = file(&workshop.path("crates/core/models/it.names.bin"))?;
    let key = format!("{}-{}-{}", hash(&file(&corpus)?), hash(&shipped), options.folds);
    let folder = workshop.target.join("cross-fit").join(key);
    std::fs::create_dir_all(&folder).map_err(Failure::of(folder.display()))?;
    let learning = Learning::default();
    let learner = Learner { gazetteer: &gazetteer, options: &learning };
    let mut examples = None;
    let mut learn = |fold: usize| -> Result<Vec<u8>, Failure> {
        let examples = match &mut examples {
            Some(examples) => examples,
            none => none.insert(corpus::read(&corpus)?),
        };
        let (_, rest) = part(examples.iter(), fold, options.folds, examples.len());
        Ok(learner.learn(&rest).encode())
    };
    let one = |fold: usize| -> Result<NameTagger, Failure> {
        let path = folder.join(format!("{fold}.bin"));
        if let Ok(bytes) = std::fs::read(&path) {
            return tagger(bytes, &gazetteer);
        }
        let bytes = learn(fold)?;
        std::fs::write(&path, &bytes).map_err(Failure::of(path.display()))?;
        tagger(bytes, &gazetteer)
    };
    (0..options.folds).map(one).collect()
}

fn read(path: &Path, names: &[NameTagger]) -> Result<Vec<Article>, Failure> {
    let content = std::fs::read_to_string(path).map_err(Failure::of(path.display()))?;
    let segmenter = Segmenter::italian().map_err(Failure::of("segmenter"))?;
    let mut scratch = Default::default();
    let mut articles = Vec::new();
    let count = content.lines().count();
    for (number, line) in content.lines().enumerate() {
        let place = format!("{}:{}", path.display(), number + 1);
        let line: Line = serde_json::from_str(line).map_err(Failure::of(place))?;
        let mut bytes: Vec<u32> = line.text.char_indices().map(|(at, _)| at as u32).collect();
        bytes.push(line.text.len() as u32);
        let span = |&(start, end): &(usize, usize)| Span::new(bytes[start], bytes[end]);
        let gold = line.quotes.iter().map(|quote| Gold {
            content: quote.content.iter().map(span).collect(),
            cue: quote.cue.as_ref().map(span),
        });
        let gold = gold.collect();
        let segments = segmenter.segment(&line.text);
        let fold = fold_of(number, names.len(), count);
        let mentions = names[fold].mentions(&line.text, &segments, &mut scratch);
        articles.push(Article { id: line.id, text: line.text, segments, mentions, gold, fold });
    }
    Ok(articles)
}

fn reader(judge: Option<Judge>) -> Result<QuoteReader, Failure> {
    Ok(QuoteReader::italian_rules(Gazetteer::italian()?)
        .map_err(Failure::of("quotes"))?
        .with_judge(judge))
}

/// Learns the boundaries from the rules' candidates, then which candidates to take with those
/// boundaries.
fn train(articles: &[&Article], options: &Options) -> Result<Judge, Failure> {
    let settings =
        Settings { epochs: options.epochs, rate: options.rate, l2: options.l2, seed: options.seed };
    let (mut ends, mut starts, mut leads) = (Vec::new(), Vec::new(), Vec::new());
    let plain = reader(None)?;
    for article in articles {
        for candidate in plain.trace(&article.text, &article.segments, &article.mentions) {
            let Some(gold) = cued_by(article, &candidate) else { continue };
            for (question, choices) in &candidate.trace.choices {
                let Some(right) = right_option(article, gold, *question, choices) else { continue };
                let rows: Vec<Vec<u64>> = choices.iter().map(|(_, row)| row.clone()).collect();
                match question {
                    Question::End => ends.push((rows, right)),
                    Question::Start => starts.push((rows, right)),
                    Question::Lead => leads.push((rows, right)),
                    Question::Accept => {}
                }
            }
        }
    }
    let end = Linear::rank(&ends, &settings);
    let start = Linear::rank(&starts, &settings);
    let lead = Linear::rank(&leads, &settings);
    let none = vec![0.0; Judge::SLOTS];
    let bounded = reader(Some(Judge::new([&end, &start, &none, &lead], 0.0)))?;
    let mut candidates = Vec::new();
    for article in articles {
        let found = bounded.trace(&article.text, &article.segments, &article.mentions);
        let right = matched(article, &found);
        candidates.extend(
            found.into_iter().zip(right).map(|(found, right)| (found.trace.candidate, right)),
        );
    }
    let accept = Linear::classify(&candidates, &settings);
    Ok(Judge::new([&end, &start, &accept, &lead], options.threshold))
}

/// The gold quote that has the candidate's cue, and most of its content.
fn cued_by<'a>(article: &'a Article, candidate: &Candidate) -> Option<&'a Gold> {
    let cue = candidate.cue?;
    (article.gold.iter())
        .filter(|gold| gold.cue.is_some_and(|own| own.overlaps(cue)))
        .map(|gold| (shared(&gold.content, &candidate.content), gold))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, _)| *shared)
        .map(|(_, gold)| gold)
}

/// The option at the gold boundary, if one is there or within a few bytes.
fn right_option(
    article: &Article,
    gold: &Gold,
    question: Question,
    choices: &[(u32, Vec<u64>)],
) -> Option<usize> {
    let tokens = &article.segments.tokens;
    let distance = |token: u32| match question {
        Question::End => {
            let end = gold.content.last().map_or(0, |part| part.end);
            tokens[token as usize - 1].span.end.abs_diff(end)
        }
        _ => tokens[token as usize].span.start.abs_diff(gold.content[0].start),
    };
    // Content all behind the cue: nothing before it belongs to it.
    let behind = question == Question::Start
        && gold.cue.is_some_and(|cue| gold.content[0].start >= cue.start);
    if behind {
        return choices.len().checked_sub(1);
    }
    let nearest = (0..choices.len()).min_by_key(|&index| distance(choices[index].0))?;
    (distance(choices[nearest].0) <= 4).then_some(nearest)
}

/// Bytes that two contents share.
fn shared(one: &[Span], other: &[Span]) -> u32 {
    let pair = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().flat_map(|a| other.iter().map(move |b| pair(a, b))).sum()
}

/// For each candidate whether it is the best match of a gold quote, at least half of the union of
/// both shared: the measure "half" of the corpus.
fn matched(article: &Article, candidates: &[Candidate]) -> Vec<bool> {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let mut pairs = Vec::new();
    for (g, gold) in article.gold.iter().enumerate() {
        for (c, candidate) in candidates.iter().enumerate() {
            let both = shared(&gold.content, &candidate.content);
            let all = length(&gold.content) + length(&candidate.content);
            if both > 0 {
                pairs.push((2.0 * f64::from(both) / f64::from(all), g, c, 2 * both >= all - both));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken, mut used, mut right) = (
        vec![false; article.gold.len()],
        vec![false; candidates.len()],
        vec![false; candidates.len()],
    );
    for (_, g, c, half) in pairs {
        if !taken[g] && !used[c] {
            (taken[g], used[c], right[c]) = (true, true, half);
        }
    }
    right
}

/// The articles of a fold, and a judge that never saw them.
fn without_fold<'a>(
    articles: &'a [Article],
    fold: usize,
    options: &Options,
) -> Result<(Vec<&'a Article>, Judge), Failure> {
    let (held, rest): (Vec<&Article>, Vec<&Article>) =
        articles.iter().partition(|article| article.fold == fold);
    Ok((held, train(&rest, options)?))
}

/// The confidence of every quote found by a judge that never saw its article, and whether it is right.
fn held_out(articles: &[Article], options: &Options) -> Result<Vec<(f32, bool)>, Failure> {
    let mut examples = Vec::new();
    for fold in 0..options.folds {
        let (held, judge) = without_fold(articles, fold, options)?;
        let reader = reader(Some(judge))?;
        for article in held {
            let found = reader.candidates(&article.text, &article.segments, &article.mentions);
            let right = matched(article, &found);
            examples.extend(found.iter().map(|found| found.confidence).zip(right));
        }
    }
    Ok(examples)
}

/// Half F1 over held-out folds, for several thresholds.
fn cross_validate(
    articles: &[Article],
    names: Vec<NameTagger>,
    options: &Options,
) -> Result<(), Failure> {
    let thresholds: Vec<f32> = (2..=12).map(|step| step as f32 * 0.05).collect();
    let mut tallies = vec![(0usize, 0usize); thresholds.len()];
    let gold: usize = articles.iter().map(|article| article.gold.len()).sum();
    let mut documents = String::new();
    for (fold, names) in names.into_iter().enumerate() {
        let (held, judge) = without_fold(articles, fold, options)?;
        for (threshold, tally) in thresholds.iter().zip(&mut tallies) {
            let reader = reader(Some(judge.clone().with_threshold(*threshold)))?;
            for article in &held {
                let found = reader.candidates(&article.text, &article.segments, &article.mentions);
                tally.0 += matched(article, &found).into_iter().filter(|&right| right).count();
                tally.1 += found.len();
            }
        }
        if options.held_out.is_some() {
            let extractor = Extractor::builder().models(names, judge).build()?;
            documents.extend(held.iter().map(|article| document(&extractor, article)));
        }
    }
    println!("threshold  precision  recall  half F1");
    for (threshold, (right, found)) in thresholds.iter().zip(&tallies) {
        let (p, r) = (*right as f64 / *found as f64, *right as f64 / gold as f64);
        println!("{threshold:9.2}  {p:9.3}  {r:6.3}  {:7.3}", 2.0 * p * r / (p + r));
    }
    match &options.held_out {
        Some(path) => std::fs::write(path, documents).map_err(Failure::of(path.display())),
        None => Ok(()),
    }
}

/// The document of an article, as a line of JSON.
fn document(extractor: &Extractor, article: &Article) -> String {
    let info = ArticleInfo { id: article.id.as_deref(), reference_date: None };
    let document = extractor.extract_article(article.text.as_str(), info, &mut Scratch::default());
    document.to_json(OffsetUnit::Codepoints) + "\n"
}
