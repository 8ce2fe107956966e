//! Any text is read, and the result keeps every promise.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use virgolette::{ArticleInfo, Extractor, Scratch};
use virgolette_tests::invariants;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::italian);

fuzz_target!(|text: &str| {
    let info = ArticleInfo { id: None, reference_date: Some("2023-09-12") };
    let document = EXTRACTOR.extract_article(text, info, &mut Scratch::default());
    assert_eq!(&*document.text, text);
    if let Err(broken) = invariants::check(&document) {
        panic!("{broken}");
    }
    assert!(document == EXTRACTOR.extract_article(text, info, &mut Scratch::default()));
});
