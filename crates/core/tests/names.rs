//! The name tagger on an article of this project's own: what it finds, and what it allocates.

// Counting allocations takes an allocator, and allocators are unsafe by signature.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use virgolette::mention::names::{CLASSES, NameScratch, NameTagger};
use virgolette::segment::Segmenter;

const ARTICLE: &str = include_str!("data/article.txt");

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, counting by thread.
struct Counting;

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn names_of_an_article_are_found_with_their_types() {
    let tagger = NameTagger::italian().unwrap();
    let segments = Segmenter::italian().unwrap().segment(ARTICLE);
    let mut scratch = NameScratch::default();
    let found: Vec<(&str, &str)> = tagger
        .spans(ARTICLE, &segments, &mut scratch)
        .iter()
        .map(|&(start, end, class)| (&ARTICLE[start as usize..end as usize], CLASSES[class].0))
        .collect();
    for expected in [
        ("Caterina Benvenuti", "person"),
        ("Riva del Garda", "gpe"),
        ("Ettore Malfatti", "person"),
        ("Malfatti", "person"),
        ("Università di Padova", "organization"),
        ("Ministero delle Infrastrutture", "organization"),
        ("Jürgen Weber", "person"),
        ("Ansa", "organization"),
        ("Linz", "gpe"),
        ("Legambiente", "organization"),
        ("Colledani", "person"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not in {found:?}");
    }
}

#[test]
fn tagging_allocates_nothing_once_its_buffers_have_grown() {
    let tagger = NameTagger::italian().unwrap();
    let segments = Segmenter::italian().unwrap().segment(ARTICLE);
    let mut scratch = NameScratch::default();
    let names = tagger.spans(ARTICLE, &segments, &mut scratch).len();
    let before = ALLOCATIONS.with(Cell::get);
    let again = tagger.spans(ARTICLE, &segments, &mut scratch).len();
    let allocated = ALLOCATIONS.with(Cell::get) - before;
    assert_eq!((allocated, again), (0, names));
    assert!(before > 0, "the counter counts");
}
