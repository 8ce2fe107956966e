//! Annotations as the W3C Web Annotation model has them, in JSON-LD.

use serde_json::{Value, json};

use crate::document::{Document, Quote};
use crate::span::{OffsetMap, OffsetUnit, Span};

/// Characters of context on either side of an annotated passage.
const CONTEXT: usize = 32;

/// A document as a page of W3C Web Annotations, which name their place by position (in code points)
/// and by words with context.
///
/// A mention is tagged with its type and identified by its entity. A quote has its content as target;
/// its bodies classify it and identify the speaker. The cue and the source of a quote are annotations
/// that link to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebAnnotation;

impl WebAnnotation {
    /// The page, as one line of JSON.
    pub fn render(&self, document: &Document) -> String {
        let mut line = self.page(document).to_string();
        line.push('\n');
        line
    }

    fn page(&self, document: &Document) -> Value {
        let id = iri(document.id.as_deref());
        let view = View {
            map: OffsetMap::new(&*document.text, OffsetUnit::Codepoints),
            document,
            id: &id,
        };
        let mut items = view.mentions();
        for (index, quote) in document.quotes.iter().enumerate() {
            view.quote(index, quote, &mut items);
        }
        for (index, claim) in document.claims.iter().enumerate() {
            let bodies = [body("tagging", "claim")];
            items.push(view.item(&format!("c{index}"), "tagging", &bodies, &[claim.cue]));
        }
        for (index, time) in document.times.iter().enumerate() {
            let bodies = [body("tagging", time.kind.as_str()), body("identifying", &time.value)];
            items.push(view.item(&format!("t{index}"), "tagging", &bodies, &[time.span]));
        }
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": format!("{id}#annotations"),
            "type": "AnnotationPage",
            "items": items,
        })
    }
}

struct View<'d> {
    document: &'d Document,
    map: OffsetMap<&'d str>,
    id: &'d str,
}

impl View<'_> {
    fn mentions(&self) -> Vec<Value> {
        let mentions = self.document.mentions.iter().enumerate();
        let item = |(index, mention): (usize, &crate::document::Mention)| {
            let mut bodies = vec![body("tagging", mention.kind.as_str())];
            if let Some(entity) = mention.entity {
                bodies.push(body("identifying", &self.document.entity(entity).name));
            }
            self.item(&format!("m{index}"), "tagging", &bodies, &[mention.span])
        };
        mentions.map(item).collect()
    }

    fn quote(&self, index: usize, quote: &Quote, items: &mut Vec<Value>) {
        let name = format!("q{index}");
        let mut bodies = vec![
            body("classifying", quote.kind.as_str()),
            body("classifying", quote.certainty.as_str()),
        ];
        if let Some(speaker) = &quote.speaker {
            bodies.push(body("identifying", &speaker.name));
        }
        items.push(self.item(&name, "identifying", &bodies, &quote.content));
        let link = json!({ "id": format!("{}#{name}", self.id), "purpose": "linking", "type": "SpecificResource" });
        let cue = quote.cue.as_ref().map(|cue| cue.span);
        for (part, span) in [("cue", cue), ("source", quote.source)] {
            if let Some(span) = span {
                let bodies = [body("classifying", part), link.clone()];
                items.push(self.item(&format!("{name}-{part}"), "linking", &bodies, &[span]));
            }
        }
    }

    fn item(&self, name: &str, motivation: &str, bodies: &[Value], spans: &[Span]) -> Value {
        let targets: Vec<Value> = spans.iter().map(|&span| self.target(span)).collect();
        json!({
            "id": format!("{}#{name}", self.id),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": targets,
        })
    }

    fn target(&self, span: Span) -> Value {
        let text = &self.document.text;
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let prefix = before.char_indices().rev().take(CONTEXT).last();
        let suffix = after.char_indices().nth(CONTEXT);
        json!({
            "source": self.id,
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": self.map.convert(span.start),
                    "end": self.map.convert(span.end),
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": prefix.map_or("", |(at, _)| &before[at..]),
                    "suffix": suffix.map_or(after, |(at, _)| &after[..at]),
                },
            ],
        })
    }
}

fn body(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

/// The article's id as an IRI: as it is where it looks like one, else as a name of our own.
fn iri(id: Option<&str>) -> String {
    match id {
        Some(id) if id.contains("://") && !id.contains(char::is_whitespace) => id.to_owned(),
        Some(id) => {
            let mut name = String::from("urn:virgolette:article:");
            for byte in id.bytes() {
                match byte {
                    b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' | b':' => {
                        name.push(byte as char);
                    }
                    other => name.push_str(&format!("%{other:02X}")),
                }
            }
            name
        }
        None => "urn:virgolette:article".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn targets_name_position_and_words() {
        let document = sample::document();
        let page: Value = serde_json::from_str(&WebAnnotation.render(&document)).unwrap();
        assert_eq!(page["type"], "AnnotationPage");
        let items = page["items"].as_array().unwrap();
        let quote = items.iter().find(|item| item["motivation"] == "identifying").unwrap();
        assert_eq!(quote["id"], "urn:virgolette:article:porto.txt#q0");
        assert_eq!(quote["body"][2]["value"], "Elena Sarti");
        assert_eq!(quote["target"].as_array().unwrap().len(), 2);
        let selectors = &quote["target"][1]["selector"];
        assert_eq!(selectors[1]["exact"], "e senza rinvii");
        assert_eq!(selectors[1]["prefix"], "onisti la sindaca Elena Sarti - ");
        let chars: Vec<char> = document.text.chars().collect();
        for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
            let at = |name: &str| target["selector"][0][name].as_u64().unwrap() as usize;
            let words: String = chars[at("start")..at("end")].iter().collect();
            assert_eq!(target["selector"][1]["exact"], words.as_str());
        }
    }

    #[test]
    fn cue_and_source_link_to_their_quote() {
        let page = WebAnnotation.page(&sample::document());
        let items = page["items"].as_array().unwrap();
        let linked: Vec<&str> = items
            .iter()
            .filter(|item| item["motivation"] == "linking")
            .map(|item| item["body"][1]["id"].as_str().unwrap())
            .collect();
        assert_eq!(linked.len(), 6);
        assert!(linked.iter().all(|id| items.iter().any(|item| item["id"] == *id)));
    }

    #[test]
    fn ids_become_iris() {
        assert_eq!(iri(Some("https://eco.it/a?b=1")), "https://eco.it/a?b=1");
        assert_eq!(iri(Some("già letto/1.txt")), "urn:virgolette:article:gi%C3%A0%20letto%2F1.txt");
        assert_eq!(iri(None), "urn:virgolette:article");
    }
}
