//! Any bytes are compiled verbs, and any text a file of cues, or an error that names its file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use virgolette::lexicon::cues::read_cues;
use virgolette::lexicon::verb_forms::VerbForms;
use virgolette::lexicon::word_hash;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(verbs) = VerbForms::new(bytes.to_vec(), "it") {
        for word in ["ha", "detto", "andarono", "è"] {
            let _ = verbs.get(word_hash(word));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = word_hash(text);
        if let Err(error) = read_cues("cues.toml", text) {
            assert!(error.to_string().contains("cues.toml"), "{error}");
        }
    }
});
