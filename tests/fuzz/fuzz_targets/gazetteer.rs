//! Any bytes are a compiled gazetteer, and any text a list of names, or an error.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use virgolette::lexicon::gazetteer::Gazetteer;
use virgolette::lexicon::word_hash;
use virgolette::{Extractor, UserGazetteer};

/// A sentence that some list may speak of.
const TEXT: &str = "Il sindaco di Roma, Anna Neri, ha detto che verrà.";

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::new(bytes.to_vec(), "it") {
        for words in [&["roma"][..], &["corea", "del", "nord"], &["a"]] {
            let words = || words.iter().map(|word| word_hash(word));
            let _ = gazetteer.longest(words());
            let _ = gazetteer.lists_of(words());
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for list in [
        UserGazetteer::from_csv(text),
        UserGazetteer::from_tsv(text),
        UserGazetteer::from_jsonl(text),
    ] {
        match list {
            Ok(list) => small(list),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});

/// Uses a list that was read; building an extractor takes too long to do it for each.
fn small(list: UserGazetteer) {
    static TURN: LazyLock<std::sync::atomic::AtomicU32> = LazyLock::new(Default::default);
    if TURN.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 256 == 0
        && let Ok(extractor) = Extractor::builder().gazetteer(list).build()
    {
        let _ = extractor.extract(TEXT);
    }
}
