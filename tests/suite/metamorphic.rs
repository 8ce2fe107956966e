//! Changes that change nothing of who said what, over the project's own articles and cases.

#![allow(clippy::expect_used)]

use std::fs;

use virgolette::Extractor;
use virgolette_tests::metamorphic::{CHANGES, compare_all};
use virgolette_tests::{files, parse};

/// Of a hundred quotes, so many come out the same; one may differ where there are fewer.
const LEAST: usize = 99;

#[test]
fn innocent_changes_leave_quotes_and_speakers() {
    let extractor = Extractor::italian();
    let articles = files("examples/articles", "txt");
    let mut texts: Vec<String> =
        articles.iter().map(|path| fs::read_to_string(path).expect("examples are UTF-8")).collect();
    for path in files("tests/cases/it", "md") {
        let markdown = fs::read_to_string(&path).expect("cases are UTF-8");
        let cases = parse(&path.display().to_string(), &markdown).expect("cases are well-formed");
        texts.extend(cases.into_iter().map(|case| case.text));
    }
    for change in CHANGES {
        let (all, lost) = compare_all(&extractor, &texts, change);
        assert!(
            lost.len() <= (all * (100 - LEAST) / 100).max(1),
            "{}: {} of {all} quotes differ\n{}",
            change.0,
            lost.len(),
            lost.join("\n")
        );
    }
}
