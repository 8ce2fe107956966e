//! What must hold for every Italian cue file, without an extractor.

use std::collections::BTreeSet;

use super::compile::{ITALIAN_CUES, italian_verbs};
use super::cues::{CueDefinition, read_cues};
use super::phrases::{phrase_variants, words};
use super::{CueId, CueKind, CueLexicon, word_hash};

fn italian() -> impl Iterator<Item = CueDefinition> {
    ITALIAN_CUES.iter().flat_map(|&(path, text)| read_cues(path, text).unwrap())
}

/// Words and marks, an elided word with its apostrophe.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        if c.is_alphanumeric() || (c == '\'' && open) {
            match tokens.last_mut() {
                Some(last) if open => last.push(c),
                _ => tokens.push(c.to_string()),
            }
            open = c != '\'';
        } else {
            open = false;
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
        }
    }
    tokens
}

/// Whether the cue's words stand in the text: its head, and a tail somewhere after it.
fn stands_in(lexicon: &CueLexicon, id: CueId, text: &str) -> bool {
    let hashes: Vec<u64> = tokens(text).iter().map(|token| word_hash(token)).collect();
    if matches!(lexicon.cue(id).kind, CueKind::Evidential | CueKind::Phrase) {
        return phrase_variants(lexicon.lemma(id), true).iter().any(|variant| {
            let variant: Vec<u64> = variant.iter().map(|word| word_hash(word)).collect();
            hashes.windows(variant.len()).any(|window| window == variant)
        });
    }
    let is_head = |&word: &u64| {
        lexicon.forms(word).any(|entry| lexicon.cues_of(entry.lexeme).any(|cue| cue == id))
    };
    let follows = |tail: &[u64], rest: &[u64]| {
        let mut rest = rest.iter();
        tail.iter().all(|word| rest.any(|other| other == word))
    };
    hashes.iter().enumerate().any(|(at, word)| {
        let rest = &hashes[at + 1..];
        let mut tails = lexicon.tails(id).peekable();
        is_head(word) && (tails.peek().is_none() || tails.any(|tail| follows(tail, rest)))
    })
}

#[test]
fn there_are_at_least_five_hundred_cues_each_in_the_file_of_its_class() {
    let mut count = 0;
    for cue in italian() {
        let file = cue.path.rsplit(['/', '.']).nth(1).unwrap();
        let expected = match cue.kind {
            CueKind::Verb => cue.class.as_str(),
            CueKind::Noun => "noun",
            CueKind::Adjective => "adjective",
            CueKind::Evidential | CueKind::Phrase => "evidential",
        };
        assert_eq!(file, expected, "{}:{}: `{}`", cue.path, cue.line, cue.lemma);
        count += 1;
    }
    assert!(count >= 500, "{count}");
}

#[test]
fn every_example_has_the_words_of_its_cue_and_is_told_once() {
    let lexicon = CueLexicon::from_toml(ITALIAN_CUES, &italian_verbs().unwrap()).unwrap();
    let mut told = BTreeSet::new();
    let mut wrong = Vec::new();
    for cue in italian() {
        let id = lexicon.find_cue(cue.kind, &cue.lemma).unwrap();
        for example in cue.finds.iter().chain(&cue.ignores) {
            if !told.insert(example.text.clone()) {
                wrong.push(format!("{}:{}: told twice", cue.path, example.line));
            }
        }
        for example in &cue.finds {
            if !stands_in(&lexicon, id, &example.text) {
                wrong.push(format!("{}:{}: no `{}`", cue.path, example.line, cue.lemma));
            }
            if example
                .content
                .iter()
                .any(|span| span.of(&example.text).trim() != span.of(&example.text))
            {
                wrong.push(format!("{}:{}: blanks in the content", cue.path, example.line));
            }
        }
        // What is to be left alone must at least tempt: some word of the cue stands in it.
        for example in &cue.ignores {
            let temptation = tokens(&example.text).iter().any(|token| {
                let own = |word: &String| word.len() > 2 && word_hash(word) == word_hash(token);
                words(&cue.lemma).iter().any(own)
                    || lexicon
                        .forms(word_hash(token))
                        .any(|entry| lexicon.cues_of(entry.lexeme).any(|other| other == id))
            });
            if !temptation && !stands_in(&lexicon, id, &example.text) {
                wrong.push(format!("{}:{}: nothing of `{}`", cue.path, example.line, cue.lemma));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
