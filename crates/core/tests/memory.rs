//! Memory: the tagger allocates nothing once its buffers have grown, one long article stays within
//! bounds, and a stream of articles leaves nothing behind.
//!
//! One test: the allocator counts for the whole process.

#![allow(clippy::unwrap_used)]

#[path = "../benches/common/counting.rs"]
mod counting;

use counting::Counting;
use virgolette::mention::names::{NameScratch, NameTagger};
use virgolette::segment::Segmenter;
use virgolette::{ArticleInfo, Extractor, Scratch};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Written for this project.
const ARTICLE: &str = include_str!("data/article.txt");
/// What one article of half a megabyte may take beside its text.
const MOST: usize = 64 << 20;

#[test]
fn memory_is_flat() {
    tagging_allocates_nothing();
    long_articles_stay_within_bounds();
    streams_leave_nothing_behind();
}

fn tagging_allocates_nothing() {
    let (tagger, segmenter) = (NameTagger::italian().unwrap(), Segmenter::italian().unwrap());
    let long = format!("{ARTICLE}\n\n").repeat(20);
    let (small, large) = (segmenter.segment(ARTICLE), segmenter.segment(&long));
    let mut scratch = NameScratch::default();
    let names = tagger.spans(&long, &large, &mut scratch).len();
    assert!(names > 20);
    let before = counting::count();
    for _ in 0..5 {
        tagger.spans(ARTICLE, &small, &mut scratch);
        tagger.spans(&long, &large, &mut scratch);
    }
    assert_eq!(counting::count() - before, 0, "allocations for {} tokens", large.tokens.len());
}

fn long_articles_stay_within_bounds() {
    let extractor = Extractor::italian();
    let long = format!("{ARTICLE}\n\n").repeat(500_000 / ARTICLE.len());
    let (_, peak) = counting::peak(|| extractor.extract(long.as_str()));
    assert!(peak < MOST, "{} bytes of text took {peak} bytes", long.len());
}

fn streams_leave_nothing_behind() {
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    let mut read = |articles: usize| {
        for _ in 0..articles {
            extractor.extract_article(ARTICLE, ArticleInfo::default(), &mut scratch);
        }
    };
    read(3);
    let (_, first) = counting::peak(|| read(1));
    let (_, all) = counting::peak(|| read(300));
    assert!(all <= first, "{all} bytes for 300 articles, {first} for one");
}
