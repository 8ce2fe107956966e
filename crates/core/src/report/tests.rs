//! The page over a few articles, and its template, labels and script as files.

use std::collections::BTreeSet;

use super::labels::{Labels, Language};
use super::{Report, page};
use crate::extractor::{ArticleInfo, Extractor, Scratch};

const ARTICLES: &[(&str, &str)] = &[
    (
        "2024-01-08",
        "Il ponte riapre\n\n«Riapriamo a marzo, lo prometto a tutti i cittadini», ha detto la sindaca Anna Neri. «I conti non tornano», ha replicato il consigliere Paolo Bini.",
    ),
    (
        "2024-01-10",
        "Scontro sul ponte\n\n«Riapriamo a marzo, lo prometto a tutti i cittadini», ha ripetuto Anna Neri. Paolo Bini ha accusato la giunta: «Manca un milione». Secondo fonti della procura il cantiere sarebbe costato il doppio.",
    ),
    (
        "2024-03-02",
        "Il mercato\n\n«Chiudiamo», ha detto Carla Fui.</script><script>alert(1)</script>",
    ),
];

fn report(language: Language) -> Report {
    let mut report = Report::new("Ponti & <mercati>").language(language);
    let (extractor, mut scratch) = (Extractor::italian(), Scratch::default());
    for (index, (date, text)) in ARTICLES.iter().enumerate() {
        let id = format!("{index}.txt");
        let info = ArticleInfo { id: Some(&id), reference_date: Some(date) };
        report.add(&extractor.extract_article(*text, info, &mut scratch));
    }
    report
}

/// The data of the page, by the id of its element.
fn json(page: &str, id: &str) -> serde_json::Value {
    let (_, rest) = page.split_once(&format!("id=\"{id}\">")).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn one_person_of_two_articles_is_one_speaker() {
    let page = report(Language::English).html();
    let data = json(&page, "data");
    let speakers = data["speakers"].as_array().unwrap();
    let neri: Vec<_> = speakers.iter().filter(|who| who["n"] == "Anna Neri").collect();
    assert_eq!(neri.len(), 1);
    assert_eq!((&neri[0]["q"], &neri[0]["c"]), (&2.into(), &2.into()));
    assert_eq!((&neri[0]["g"], &neri[0]["r"]), (&"female".into(), &"sindaca".into()));
    assert!(speakers.iter().any(|who| who["a"] == true && who["n"] == "fonti della procura"));
    let text = &data["quotes"]["text"];
    assert_eq!(text[0], "Riapriamo a marzo, lo prometto a tutti i cittadini");
    // The same words in two articles are one group; other words are in none.
    let groups = data["quotes"]["group"].as_array().unwrap();
    assert!(
        groups[0].as_i64() >= Some(0) && groups.iter().filter(|g| *g == &groups[0]).count() == 2
    );
    assert_eq!(groups[1], -1);
}

#[test]
fn marks_slice_the_text_as_a_browser_counts() {
    let mut report = Report::new("");
    report.add(&Extractor::italian().extract("🙂 «Sì 🙂», ha detto Anna Neri."));
    let page = report.html();
    let (data, piece) = (json(&page, "data"), json(&page, "piece0"));
    let units: Vec<u16> = piece[0]["t"].as_str().unwrap().encode_utf16().collect();
    let mark: Vec<usize> = (0..4).map(|at| piece[0]["m"][at].as_u64().unwrap() as usize).collect();
    assert_eq!(mark[2..], [0, 0]);
    assert_eq!(
        String::from_utf16(&units[mark[0]..mark[1]]).unwrap(),
        data["quotes"]["text"][0].as_str().unwrap()
    );
}

#[test]
fn the_page_is_whole_loads_nothing_and_no_article_commands_it() {
    for language in [Language::English, Language::Italian] {
        let page = report(language).html();
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        assert!(page.contains("<title>Ponti &amp; &lt;mercati&gt;</title>"));
        assert!(!page.contains("{{") && !page.contains("alert(1)</script>"));
        assert_eq!(page.matches("<script").count(), 3, "data, one piece, the script");
        for outside in ["http:", "https:", "src=", "url(", "@import", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page, report(language).html());
    }
    assert!(Report::new("").html().ends_with("</html>\n"));
}

#[test]
fn the_picture_joins_those_whom_the_same_articles_quote() {
    let page = report(Language::English).html();
    let picture = page.split_once("class=\"network\"").unwrap().1.split_once("</svg>").unwrap().0;
    assert_eq!(picture.matches("<path class=\"edge\"").count(), 1);
    assert!(
        picture.contains("Anna Neri: 2 quotes in 2 articles") && picture.contains("Paolo Bini")
    );
    assert!(!picture.contains("Carla Fui"), "she stands beside nobody");
    let timeline = page.split_once("class=\"timeline\"").unwrap().1.split_once("</svg>").unwrap().0;
    assert!(timeline.contains("#/quotes?from=2024-01-08&amp;to=2024-01-08"));
}

/// What stands between `open` and `close`, wherever it does.
fn between<'t>(text: &'t str, open: &str, close: char) -> BTreeSet<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_label_that_is_asked_for_is_there_in_both_languages_and_none_is_idle() {
    let (english, italian) = (Labels::new(Language::English), Labels::new(Language::Italian));
    assert!(english.words().keys().eq(italian.words().keys()));
    let rust = [include_str!("charts.rs"), include_str!("network.rs"), include_str!("timeline.rs")]
        .concat();
    let mut asked = between(page::TEMPLATE, "{{t:", '}');
    // Calls of `t`, and of nothing whose name ends in one.
    let called = page::SCRIPT
        .match_indices("t(\"")
        .filter(|&(at, _)| !page::SCRIPT[..at].ends_with(|c: char| c.is_alphanumeric()));
    asked.extend(called.filter_map(|(at, open)| page::SCRIPT[at + open.len()..].split('"').next()));
    for key in &asked {
        assert!(english.words().contains_key(*key), "{key}");
    }
    let words = ["class.", "kind.", "certainty.", "channel.", "type.", "source.", "gender."];
    for (key, label) in english.words() {
        let used = asked.contains(&**key)
            || rust.contains(&format!("\"{key}\""))
            || page::SCRIPT.contains(&format!("\"{key}\""))
            || words.iter().any(|list| key.starts_with(list));
        assert!(used, "{key} is asked for nowhere");
        let places = |label: &str| between(label, "{", '}').len();
        assert_eq!(places(label), places(italian.get(key)), "{key}");
    }
}

#[test]
fn every_word_of_the_document_has_a_label() {
    use crate::document::{Certainty, Channel, MentionType, QuoteKind};
    let labels = Labels::new(Language::English);
    let has = |list: &str, word: &str| labels.words().contains_key(&format!("{list}.{word}"));
    assert!(MentionType::ALL.iter().all(|kind| has("type", kind.as_str())));
    assert!(QuoteKind::ALL.iter().all(|kind| has("kind", kind.as_str())));
    assert!(Certainty::ALL.iter().all(|certainty| has("certainty", certainty.as_str())));
    assert!(Channel::ALL.iter().all(|channel| has("channel", channel.as_str())));
    for class in crate::lexicon::CueClass::ALL {
        assert!(has("class", class.as_str()), "{class:?}");
    }
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let (english, italian) = (Labels::new(Language::English), Labels::new(Language::Italian));
    assert_eq!(
        [0, 999, 1000, 1_234_567].map(|n| english.number(n)),
        ["0", "999", "1,000", "1,234,567"]
    );
    assert_eq!(italian.number(10_000), "10.000");
    assert_eq!(
        [(0, 0), (1, 1000), (1, 3), (999, 1000), (5, 5)].map(|(a, b)| english.percent(a, b)),
        ["0%", "<1%", "33%", ">99%", "100%"]
    );
}
