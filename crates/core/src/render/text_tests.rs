//! The text view of the sample, word for word.

use super::sample;
use super::text::{BRIEF_WORDS, TextView};

#[test]
fn speakers_come_in_order_each_with_their_words() {
    let view = TextView { width: Some(72), ..TextView::default() };
    let expected = "\
Il porto riapre, scontro sui tempi

Elena Sarti · sindaca
  ha detto     «Saremo pronti a marzo» «e senza rinvii»
               ai cronisti · ieri (2024-02-09)
  ha aggiunto  «Non ne so nulla»

fonti della procura · unnamed source
  Secondo      il bando sarebbe stato truccato, con due ditte escluse
               hearsay

Unverified
  sarebbe stato truccato
               Secondo fonti della procura, il bando sarebbe stato
               truccato, con due ditte escluse.

People  Elena Sarti ×2
Times   ieri (2024-02-09)
";
    assert_eq!(view.render(&sample::document()), expected);
}

#[test]
fn a_narrow_page_puts_words_under_their_cue() {
    let view = TextView { width: Some(34), labelled: true, ..TextView::default() };
    let shown = view.render(&sample::document());
    assert!(shown.starts_with("── porto.txt 2024-02-10\nIl porto"));
    assert!(shown.contains("  ha detto\n    «Saremo pronti a marzo» «e\n    senza rinvii»\n"));
    assert!(shown.lines().all(|line| line.chars().count() <= 34), "{shown}");
}

#[test]
fn colour_changes_no_word() {
    let document = sample::document();
    let plain = TextView::default().render(&document);
    let view = TextView { colour: true, ..TextView::default() };
    let coloured = view.render(&document);
    assert!(coloured.contains("\u{1b}[1;36mElena Sarti\u{1b}[0m"));
    assert!(coloured.contains("\u{1b}[32m«Non ne so nulla»\u{1b}[0m\n"));
    let mut stripped = String::new();
    for (index, piece) in coloured.split("\u{1b}[").enumerate() {
        let text = match index {
            0 => piece,
            _ => piece.split_once('m').map_or("", |(_, text)| text),
        };
        stripped.push_str(text);
    }
    assert_eq!(stripped, plain);
}

#[test]
fn only_the_brief_view_cuts() {
    let mut document = sample::document();
    let rest = document.sections[1].span;
    document.quotes[0].content = vec![rest];
    let cut = TextView { brief: true, ..TextView::default() };
    let words = document.slice(rest).split_whitespace();
    let start: Vec<&str> = words.clone().take(BRIEF_WORDS).collect();
    let whole: Vec<&str> = words.collect();
    let (start, whole) = (start.join(" "), whole.join(" "));
    assert!(cut.render(&document).contains(&format!("«{start}…»\n")));
    let full = TextView::default().render(&document);
    assert!(full.contains(&format!("«{whole}»\n")), "{full}");
}

#[test]
fn quotes_without_speaker_come_last_with_their_reason() {
    let mut document = sample::document();
    document.quotes[0].speaker = None;
    document.quotes[0].unknown = Some("no name near the cue".into());
    let shown = TextView::default().render(&document);
    let last = shown.find("Speaker not named\n").expect("the group is shown");
    assert!(shown.find("fonti della procura · unnamed source").unwrap() < last);
    assert!(shown[last..].contains("no name near the cue"));
}

#[test]
fn an_article_without_quotes_says_so() {
    let mut document = sample::document();
    document.quotes.clear();
    document.claims.clear();
    let shown = TextView::default().render(&document);
    assert!(shown.contains("\n\nNobody is quoted.\n\nPeople"), "{shown}");
}

#[test]
fn what_else_is_known_of_the_saying_stands_below() {
    use crate::document::{Channel, QuoteId, SpeakerVia};
    let mut document = sample::document();
    let source = document.quotes[0].source;
    let quote = &mut document.quotes[2];
    quote.negated = true;
    quote.channel = Some(Channel::Interview);
    quote.evidence = source;
    quote.within = Some(QuoteId(0));
    if let Some(speaker) = &mut quote.speaker {
        speaker.via = SpeakerVia::Coreference;
    }
    let line = "negated · as “Sarti” · in an interview · citing la sindaca Elena Sarti · ";
    let shown = TextView::default().render(&document);
    assert!(shown.contains(&format!("{line}inside the words of Elena Sarti\n")), "{shown}");
    document.quotes[2].reported_by = Some(QuoteId(1));
    let shown = TextView::default().render(&document);
    assert!(shown.contains(&format!("{line}reported by fonti della procura\n")), "{shown}");
}
