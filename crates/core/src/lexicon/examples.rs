//! The examples that every cue carries, and the check that an extractor agrees with them.

use super::cue_kinds::Govern;
use super::cues::CueDefinition;
use super::rule_error;
use crate::{Error, Quote, Span};

/// A sentence that shows what a cue finds, or what it must leave alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence without its square brackets.
    pub text: String,
    /// The parts of the content, in bytes of `text`; empty for a sentence to leave alone.
    pub content: Vec<Span>,
    /// The line of its file.
    pub line: u32,
}

/// What an extractor found in a sentence: one quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The lemma of the cue, where the quote has a cue.
    pub lemma: Option<String>,
    /// The parts of the content, in bytes.
    pub content: Vec<Span>,
}

impl From<&Quote> for Found {
    fn from(quote: &Quote) -> Self {
        let lemma = quote.cue.as_ref().map(|cue| cue.lemma.clone());
        Self { lemma, content: quote.content.clone() }
    }
}

/// Reads `Rossi ha detto che [la piazza chiude].`; brackets are wanted exactly where `finds`.
pub(super) fn read_example(
    marked: &str,
    finds: bool,
    path: &str,
    line: u32,
) -> Result<Example, Error> {
    let wrong = |what: &str, mend: &str| rule_error(what, mend).at(path, Some(line));
    let mut example = Example { text: String::new(), content: Vec::new(), line };
    let mut open = None;
    for c in marked.chars() {
        let here = example.text.len() as u32;
        match (c, open) {
            ('[', None) => open = Some(here),
            (']', Some(start)) if start < here => {
                example.content.push(Span::new(start, here));
                open = None;
            }
            ('[' | ']', _) => {
                return Err(wrong(
                    "the square brackets of the example do not match",
                    "put [ and ] around each part of the content",
                ));
            }
            _ => example.text.push(c),
        }
    }
    if open.is_some() {
        return Err(wrong("a square bracket of the example never closes", "add the ]"));
    }
    if example.text.trim().is_empty() {
        return Err(wrong("the example is empty", "write a sentence"));
    }
    match (finds, example.content.is_empty()) {
        (true, true) => Err(wrong(
            "the example under `finds` marks no content",
            "put square brackets around what is said",
        )),
        (false, false) => {
            Err(wrong("the example under `ignores` marks content", "take the square brackets out"))
        }
        _ => Ok(example),
    }
}

/// Runs every example of `cues` through `extract`; one error for each that fails, in file order.
///
/// A `finds` sentence must give a quote with the cue's lemma and exactly the marked content; an
/// `ignores` sentence must give no quote with that lemma. A frame (`secondo quanto`), whose quotes
/// go by the verb in it, is held to the content alone, and to no quote at all.
pub fn check_examples(
    cues: &[CueDefinition],
    mut extract: impl FnMut(&str) -> Vec<Found>,
) -> Vec<Error> {
    let mut failures = Vec::new();
    let mut fail = |cue: &CueDefinition, example: &Example, what: String| {
        let error = rule_error(what, "mend the example, or what the cue governs");
        failures.push(error.at(&cue.path, Some(example.line)));
    };
    for cue in cues {
        let is_own = |quote: &&Found| {
            quote.lemma.as_ref() == Some(&cue.lemma) || cue.governs.contains(Govern::Verb)
        };
        for example in &cue.finds {
            let found = extract(&example.text);
            let mut own = found.iter().filter(is_own);
            if own.clone().any(|quote| quote.content == example.content) {
                continue;
            }
            let wanted = show(&example.text, &example.content);
            let instead = match own.next() {
                Some(quote) => format!("found {}", show(&example.text, &quote.content)),
                None => match found.first() {
                    Some(Found { lemma: Some(lemma), content }) => {
                        format!("found only `{lemma}` with {}", show(&example.text, content))
                    }
                    Some(quote) => {
                        format!(
                            "found only, without a cue, {}",
                            show(&example.text, &quote.content)
                        )
                    }
                    None => "found no quote".to_owned(),
                },
            };
            fail(cue, example, format!("`{}`: wanted {wanted}, {instead}", cue.lemma));
        }
        for example in &cue.ignores {
            let found = extract(&example.text);
            if let Some(quote) = found.iter().find(is_own) {
                let content = show(&example.text, &quote.content);
                fail(cue, example, format!("`{}`: wanted nothing, found {content}", cue.lemma));
            }
        }
    }
    failures
}

fn show(text: &str, content: &[Span]) -> String {
    let parts: Vec<&str> = content
        .iter()
        .map(|span| text.get(span.start as usize..span.end as usize).unwrap_or("?"))
        .collect();
    format!("[{}]", parts.join("] ["))
}

#[cfg(test)]
mod tests {
    use super::super::cues::read_cues;
    use super::*;

    const CUES: &str = r#"
[[cue]]
lemma = "dire"
class = "say"
governs = ["che", "quotation"]
finds = [
  "Rossi ha detto che [piove].",
  "«[Piove]», ha detto Rossi, «[e fa freddo]».",
]
ignores = ["Il detto popolare non sbaglia."]
"#;

    #[test]
    fn brackets_become_spans_of_the_sentence_without_them() {
        let cues = read_cues("say.toml", CUES).unwrap();
        let example = &cues[0].finds[1];
        assert_eq!(example.text, "«Piove», ha detto Rossi, «e fa freddo».");
        let parts: Vec<&str> = example.content.iter().map(|span| span.of(&example.text)).collect();
        assert_eq!(parts, ["Piove", "e fa freddo"]);
        assert_eq!((cues[0].line, example.line), (3, 8));
    }

    #[test]
    fn a_bracket_in_the_wrong_place_is_an_error_with_its_line() {
        for (from, to) in [
            ("[piove]", "[piove"),
            ("[piove]", "piove]"),
            ("[piove]", "[]piove"),
            ("[piove]", "[[piove]]"),
            ("[piove]", "piove"),
            ("popolare", "[popolare]"),
        ] {
            let error = read_cues("say.toml", &CUES.replace(from, to)).unwrap_err();
            let line = if from == "popolare" { 10 } else { 7 };
            assert_eq!(error.line(), Some(line), "{to}: {error}");
        }
    }

    #[test]
    fn the_check_names_what_was_wanted_and_what_was_found() {
        let cues = read_cues("say.toml", CUES).unwrap();
        let right = |text: &str| {
            let example = cues[0].finds.iter().find(|example| example.text == text);
            let quote = |example: &Example| Found {
                lemma: Some("dire".to_owned()),
                content: example.content.clone(),
            };
            example.map(quote).into_iter().collect()
        };
        assert!(check_examples(&cues, right).is_empty());
        let nothing = check_examples(&cues, |_| Vec::new());
        assert_eq!(nothing.len(), 2);
        assert_eq!(
            nothing[0].to_string(),
            "say.toml:7: `dire`: wanted [piove], found no quote; mend the example, or what the \
             cue governs"
        );
        let whole = |text: &str| {
            let content = vec![Span::new(0, text.len() as u32)];
            vec![Found { lemma: Some("dire".to_owned()), content }]
        };
        let all = check_examples(&cues, whole);
        assert_eq!(all.len(), 3);
        assert!(all[2].to_string().contains("wanted nothing, found [Il detto"));
    }
}
