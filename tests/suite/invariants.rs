//! The invariants over real pages, over the corpus where there is one, and over any text at all.

#![allow(clippy::expect_used)]

use std::fs;
use std::sync::LazyLock;
use std::thread;

use proptest::prelude::*;
use virgolette::{ArticleInfo, Document, Extractor, Scratch};
use virgolette_tests::{files, invariants, root};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::italian);

/// Threads that extract the same articles side by side.
const THREADS: usize = 4;

fn examples() -> Vec<(String, String)> {
    let read = |path: &std::path::PathBuf| {
        (path.display().to_string(), fs::read_to_string(path).expect("examples are UTF-8"))
    };
    files("examples/articles", "txt").iter().map(read).collect()
}

/// The articles of the corpus beside this checkout; none in a clone.
fn corpus() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for folder in ["../shared/corpus", "shared/corpus"] {
        for path in files(folder, "jsonl") {
            let lines = fs::read_to_string(&path).expect("the corpus is UTF-8");
            for line in lines.lines() {
                let article: serde_json::Value =
                    serde_json::from_str(line).expect("the corpus is JSON Lines");
                let (id, text) = (article["id"].as_str(), article["text"].as_str());
                articles.push((id.unwrap_or("-").to_owned(), text.unwrap_or("").to_owned()));
            }
        }
        if !articles.is_empty() {
            break;
        }
    }
    if articles.is_empty() {
        eprintln!("skipped: there is no ../shared/corpus beside {}", root().display());
    }
    articles
}

fn extract(text: &str, scratch: &mut Scratch) -> Document {
    let info = ArticleInfo { id: Some("a"), reference_date: Some("2023-09-12") };
    EXTRACTOR.extract_article(text, info, scratch)
}

/// Checks every article, with fresh and with used buffers, alone and on several threads.
fn hold(articles: &[(String, String)]) {
    let mut broken = Vec::new();
    let mut once = Vec::with_capacity(articles.len());
    for (id, text) in articles {
        let document = extract(text, &mut Scratch::default());
        broken.extend(invariants::check(&document).err().map(|what| format!("{id}: {what}")));
        once.push(document);
    }
    assert!(broken.is_empty(), "{} articles\n{}", broken.len(), broken.join("\n"));
    thread::scope(|scope| {
        for first in 0..THREADS {
            let once = &once;
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                // Each thread takes another order, and every article is read by one of them after
                // others went through its buffers.
                for step in 0..articles.len().div_ceil(THREADS) {
                    let Some((id, text)) = articles.get(step * THREADS + first) else {
                        return;
                    };
                    let again = extract(text, &mut scratch);
                    assert!(again == once[step * THREADS + first], "{id}: read differently");
                }
            });
        }
    });
}

#[test]
fn the_examples_keep_every_promise() {
    let examples = examples();
    assert!(examples.len() >= 3);
    for (name, text) in &examples {
        let length = text.chars().count();
        assert!((200..=4000).contains(&length), "{name} has {length} characters");
    }
    hold(&examples);
}

#[test]
fn the_corpus_keeps_every_promise() {
    hold(&corpus());
}

#[test]
fn no_text_is_too_odd() {
    let deep = "«“‘".repeat(5000);
    let mixed = "\"'".repeat(5000);
    let names = "Anna Rossi, ".repeat(5000);
    let nested = "ha detto che ".repeat(5000);
    let lines = "\r\n".repeat(5000);
    for text in [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\0",
        "«",
        "»",
        "\"",
        "'",
        "’",
        "-",
        "—",
        "- ",
        "...",
        "«»",
        "\"\"",
        "« »",
        "“”“”",
        "'''",
        "\u{301}",
        "é",
        "🧑‍🤝‍🧑",
        "\u{202e}«a»",
        &deep,
        &mixed,
        &names,
        &nested,
        &lines,
    ] {
        let document = EXTRACTOR.extract(text);
        if let Err(broken) = invariants::check(&document) {
            let start: String = text.chars().take(40).collect();
            panic!("{start:?}: {broken}");
        }
        assert_eq!(&*document.text, text);
    }
}

/// Pieces of which odd articles are made.
const PIECES: &[&str] = &[
    "«",
    "»",
    "“",
    "”",
    "„",
    "‟",
    "\"",
    "''",
    "``",
    "'",
    "’",
    "‘",
    "‚",
    "‹",
    "›",
    "- ",
    " - ",
    "— ",
    "–",
    ": ",
    ", ",
    ". ",
    "… ",
    "? ",
    "! ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{301}",
    "\u{feff}",
    "😀",
    "🇮🇹",
    "(",
    ")",
    "[",
    "È",
    "e'",
    "l’",
    "dell'",
    "un po'",
    "il ",
    "la ",
    "sindaco ",
    "Rossi ",
    "Anna Rossi ",
    "MARIO ROSSI",
    "Roma ",
    "ministro degli Esteri ",
    "ha detto ",
    "dice ",
    "secondo ",
    "Secondo Rossi, ",
    "ha aggiunto che ",
    "avrebbe chiesto di ",
    "Lo ha detto ",
    "si legge ",
    "che ",
    "di ",
    "ieri ",
    "12 settembre 2023 ",
    "1.500 euro ",
    "tre ",
    "(ANSA) - ROMA, 12 SET - ",
    "© RIPRODUZIONE RISERVATA",
    "di Carla Neri",
    "Leggi anche: ",
    "www.eco.it ",
    "a@b.it ",
    "#pace ",
    "non ",
    "sarebbe stato ucciso ",
    "\u{1b}[2J",
    "\0",
    "ﬁ",
    "İ",
    "ǅ",
    "ß",
    "字",
    "\u{10ffff}",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn news_in_pieces_keeps_every_promise(text in pieces()) {
        let document = extract(&text, &mut Scratch::default());
        prop_assert_eq!(invariants::check(&document), Ok(()));
        prop_assert!(extract(&text, &mut Scratch::default()) == document);
    }

    #[test]
    fn any_text_keeps_every_promise(text in any::<String>()) {
        let document = extract(&text, &mut Scratch::default());
        prop_assert_eq!(invariants::check(&document), Ok(()));
    }
}
