//! The Italian cues: compiled file, round trip, corrupt files, cues of the user.

use std::borrow::Cow;

use super::compile::{ITALIAN_CUES, compile_italian, italian_verbs};
use super::cue_lexicon::CueLexicon;
use super::cues::read_cues;
use super::form::{Form, Mood, Number, Tense};
use super::{CueClass, CueKind, Govern, Stance, Voice, word_hash};
use crate::ErrorKind;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/it/compiled/cues.bin");

/// Readings of `word`, as `lemma: form`.
fn readings(lexicon: &CueLexicon, word: &str) -> Vec<String> {
    lexicon
        .forms(word_hash(word))
        .map(|entry| format!("{}: {:?}", lexicon.lexeme_lemma(entry.lexeme), entry.form))
        .collect()
}

#[test]
fn the_compiled_file_is_up_to_date() {
    let compiled = compile_italian().unwrap();
    let committed = std::fs::read(PATH).unwrap();
    assert!(committed == compiled, "data/it/compiled/cues.bin is stale: run `cargo dev generate`");
}

#[test]
fn what_was_compiled_reads_back_the_same() {
    let compiled = compile_italian().unwrap();
    let lexicon = CueLexicon::from_bytes(Cow::Owned(compiled.clone())).unwrap();
    assert_eq!(lexicon.to_bytes(), compiled);
    let mut lemmas = Vec::new();
    for &(path, text) in ITALIAN_CUES {
        lemmas.extend(read_cues(path, text).unwrap().into_iter().map(|cue| cue.lemma));
    }
    let read: Vec<&str> = lexicon.cue_ids().map(|cue| lexicon.lemma(cue)).collect();
    assert_eq!(read, lemmas);
}

#[test]
fn a_corrupt_file_is_an_error_wherever_it_is_hurt() {
    let compiled = compile_italian().unwrap();
    let refused = |bytes: &[u8]| {
        let error = CueLexicon::from_bytes(Cow::Owned(bytes.to_vec())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Model);
    };
    for length in (0..200).chain((0..compiled.len()).step_by(9973)) {
        refused(&compiled[..length]);
    }
    for at in (0..200).chain((0..compiled.len()).step_by(9973)) {
        let mut hurt = compiled.clone();
        hurt[at] ^= 0x11;
        refused(&hurt);
    }
}

/// With the checksum mended, nothing that is read may panic.
#[test]
fn a_forged_file_is_refused_or_harmless() {
    let source = [ITALIAN_CUES[0], ITALIAN_CUES[2]];
    let compiled = CueLexicon::from_toml(&source, &italian_verbs().unwrap()).unwrap().to_bytes();
    for at in (20..3000).chain((3000..compiled.len()).step_by(997)) {
        let mut forged = compiled.clone();
        forged[at] = forged[at].wrapping_add(129);
        let sum = super::checksum::checksum(&forged[20..]);
        forged[12..20].copy_from_slice(&sum.to_le_bytes());
        if let Ok(lexicon) = CueLexicon::from_bytes(Cow::Owned(forged)) {
            for word in ["ha", "detto", "chiesto", "dirgli", "secondo"] {
                for entry in lexicon.forms(word_hash(word)) {
                    for cue in lexicon.cues_of(entry.lexeme) {
                        let tails = lexicon.tails(cue).map(<[u64]>::len).sum::<usize>();
                        assert!(tails < 100 && lexicon.lemma(cue).len() < 100_000);
                    }
                }
            }
        }
    }
}

#[test]
fn one_lookup_tells_verb_form_and_cues() {
    let lexicon = CueLexicon::italian().unwrap();
    let dire = lexicon.find_lexeme(CueKind::Verb, "dire").unwrap();
    let disse = Form::finite(Mood::Indicative, Tense::RemotePast, 3, Number::Singular);
    let entry = lexicon.forms(word_hash("Disse")).next().unwrap();
    assert_eq!((entry.lexeme, entry.form), (dire, disse));
    let cues: Vec<&str> = lexicon.cues_of(dire).map(|cue| lexicon.lemma(cue)).collect();
    assert!(cues.starts_with(&["dire"]) && cues.contains(&"dirsi"), "{cues:?}");
    let say = lexicon.cue(lexicon.find_cue(CueKind::Verb, "dire").unwrap());
    assert_eq!((say.class, say.stance), (CueClass::Say, Stance::Asserted));
    assert!(say.governs.contains(Govern::Che) && say.voices.contains(Voice::Passive));
    assert!(lexicon.cue(lexicon.find_cue(CueKind::Verb, "dirsi").unwrap()).reflexive);
    assert!(readings(&lexicon, "far").contains(&"fare: Infinitive cut".to_owned()));
    assert!(readings(&lexicon, "dicendogli").contains(&"dire: Gerund +Gli".to_owned()));
    assert!(readings(&lexicon, "zuppa").is_empty());
    let accusa = readings(&lexicon, "accusa");
    assert!(accusa.contains(&"accusare: Indicative Present 3 Singular".to_owned()));
    assert!(accusa.contains(&"accusa: Nominal Feminine Singular".to_owned()));
}

#[test]
fn idioms_have_tails_and_phrases_a_trie() {
    let lexicon = CueLexicon::italian().unwrap();
    let noto = lexicon.find_cue(CueKind::Verb, "rendere noto").unwrap();
    let tails: Vec<&[u64]> = lexicon.tails(noto).collect();
    assert!(tails.len() == 4 && tails.contains(&&[word_hash("nota")][..]));
    let words = |text: &str| text.split(' ').map(word_hash).collect::<Vec<_>>();
    for (text, length, lemma) in [
        ("secondo il ministro", 1, "secondo"),
        ("Secondo quanto riferito", 2, "secondo quanto"),
        ("a detta degli esperti", 3, "a detta di"),
        ("stando all' agenzia", 2, "stando a"),
    ] {
        let (matched, cue) = lexicon.phrase(words(text)).unwrap();
        assert_eq!((matched, lexicon.lemma(cue)), (length, lemma), "{text}");
    }
}

const OWN: &str = r#"
[[cue]]
lemma = "arzigogolare"
class = "warn"
governs = ["che"]
finds = ["Rossi arzigogola che [pioverà]."]
ignores = ["Rossi non arzigogola mai."]

[[cue]]
lemma = "dire"
class = "think"
governs = ["quotation"]
finds = ["«[No]», dice Rossi."]
ignores = ["Il detto è noto."]

[[cue]]
lemma = "a mente di"
kind = "evidential"
class = "evidential"
finds = ["A mente dell'esperto, [piove]."]
ignores = ["Impara tutto a mente."]
"#;

#[test]
fn the_user_adds_cues_and_replaces_ours() {
    let verbs = italian_verbs().unwrap();
    let mut lexicon = CueLexicon::italian().unwrap();
    lexicon.add_toml("mine.toml", OWN, &verbs).unwrap();
    assert_eq!(
        readings(&lexicon, "arzigogolò"),
        ["arzigogolare: Indicative RemotePast 3 Singular"]
    );
    let dire = lexicon.find_cue(CueKind::Verb, "dire").unwrap();
    assert_eq!(lexicon.cue(dire).class, CueClass::Think);
    assert!(!lexicon.cue(dire).governs.contains(Govern::Che));
    assert!(lexicon.phrase(["a", "mente", "degli"].map(word_hash)).is_some());
    assert!(lexicon.phrase(["a", "detta", "degli"].map(word_hash)).is_some());
    let more = OWN.replace("arzigogolare", "strologare").replace("a mente", "a memoria");
    lexicon.add_toml("more.toml", &more, &verbs).unwrap();
    assert!(
        !readings(&lexicon, "arzigogolò").is_empty() && !readings(&lexicon, "strologò").is_empty()
    );
}

#[test]
fn a_bad_cue_is_an_error_with_file_and_line() {
    let verbs = italian_verbs().unwrap();
    for (from, to, line, what) in [
        ("class = \"warn\"", "class = \"shout\"", 4, "shout"),
        ("class = \"warn\"", "clas = \"warn\"", 4, "clas"),
        ("[\"che\"]", "[\"che\", \"chi\"]", 5, "chi"),
        ("finds = [\"Rossi arzigogola che [pioverà].\"]", "", 3, "no example in `finds`"),
        ("ignores = [\"Il detto è noto.\"]", "", 10, "no example in `ignores`"),
        ("\"dire\"", "\"arzigogolare\"", 10, "already in mine.toml:3"),
        ("\"dire\"", "\"Dire\"", 10, "not written as a lemma"),
        ("\"dire\"", "\"ditto\"", 10, "not an infinitive"),
        ("governs = [\"quotation\"]", "", 10, "governs nothing"),
        ("governs = [\"quotation\"]", "governs = [\"che\"]\nkind = \"noun\"", 10, "gender"),
        ("governs = [\"che\"]", "governs = [\"che\"]\nirregular = { like = \"x\" }", 3, "like `x`"),
        ("governs = [\"che\"]", "governs = [\"che\"]\nirregular = { lik = \"x\" }", 6, "lik"),
        (
            "governs = [\"quotation\"]",
            "governs = [\"che\"]\nirregular = { like = \"x\" }",
            10,
            "like `x`",
        ),
    ] {
        let mut lexicon = CueLexicon::italian().unwrap();
        let before = lexicon.cue_ids().count();
        let error = lexicon.add_toml("mine.toml", &OWN.replace(from, to), &verbs).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Rule, Some(line)), "{to}: {error}");
        assert!(error.to_string().contains(what), "{error}");
        assert_eq!(lexicon.cue_ids().count(), before);
    }
}
