//! What a document holds, as rows of words that a table can compare.

use virgolette::{EntityId, MentionForm, QuoteId, QuoteRecord, Record, SpanRecord};

use crate::parse::{CHECKS, one_line};

/// What stands for nothing, null and false.
const NOTHING: &str = "-";

/// All that `record` holds of what `check` checks: the item itself, then every column.
pub(crate) fn rows(check: usize, record: &Record<'_>, text: &str) -> Vec<Vec<String>> {
    let view = View { record, text };
    let mut rows = match CHECKS[check].0 {
        "quote" => view.quotes(),
        "claim" => view.claims(),
        "name" => view.mentions(|form| form == MentionForm::Name),
        "mention" => view.mentions(|_| true),
        "entity" => view.entities(),
        "role" => view.roles(),
        "time" => view.times(),
        "quantity" => view.quantities(),
        "section" => view.sections(),
        "sentence" => view.sentences(),
        _ => view.diagnostics(),
    };
    for cell in rows.iter_mut().flatten() {
        *cell = match one_line(cell) {
            line if line.is_empty() => NOTHING.to_owned(),
            line => line,
        };
    }
    rows
}

struct View<'r> {
    record: &'r Record<'r>,
    text: &'r str,
}

impl View<'_> {
    fn quotes(&self) -> Vec<Vec<String>> {
        let row = |quote: &QuoteRecord<'_>| {
            let (cue, speaker) = (quote.cue.as_ref(), quote.speaker.as_ref());
            vec![
                content(quote),
                quote.kind.to_string(),
                cue.map_or_else(nothing, |cue| cue.text.to_string()),
                cue.map_or_else(nothing, |cue| cue.lemma.to_string()),
                cue.map_or_else(nothing, |cue| cue.class.to_string()),
                span(quote.source.as_ref()),
                speaker.map_or_else(nothing, |speaker| speaker.name.to_string()),
                self.entity(speaker.and_then(|speaker| speaker.entity)),
                speaker.map_or_else(nothing, |speaker| speaker.via.to_string()),
                quote.certainty.to_string(),
                maybe(quote.unknown.as_ref()),
                flag(speaker.is_some_and(|speaker| speaker.anonymous)),
                speaker.map_or_else(nothing, |speaker| speaker.number.to_string()),
                span(quote.addressee.as_ref()),
                span(quote.evidence.as_ref()),
                maybe(quote.channel),
                self.quote(quote.within),
                self.quote(quote.reported_by),
                flag(quote.negated),
                maybe(quote.time.map(|id| &self.record.times[id.index()].text)),
                maybe(quote.place.map(|id| &self.record.mentions[id.index()].text)),
                quote.rule.to_string(),
            ]
        };
        self.record.quotes.iter().map(row).collect()
    }

    fn claims(&self) -> Vec<Vec<String>> {
        let sentences = self.sentences();
        let each = self.record.claims.iter();
        each.map(|claim| {
            let sentence = sentences.get(claim.sentence as usize);
            let sentence = sentence.and_then(|row| row.first()).cloned();
            let quote = self.quote(claim.quote);
            vec![claim.cue.text.to_string(), sentence.unwrap_or_else(nothing), quote]
        })
        .collect()
    }

    fn mentions(&self, wanted: impl Fn(MentionForm) -> bool) -> Vec<Vec<String>> {
        let each = self.record.mentions.iter().filter(|mention| wanted(mention.form));
        each.map(|mention| {
            vec![
                mention.text.to_string(),
                mention.kind.to_string(),
                mention.form.to_string(),
                self.entity(mention.entity),
                flag(mention.metonymy),
                mention.by.to_string(),
                mention.rule.to_string(),
            ]
        })
        .collect()
    }

    fn entities(&self) -> Vec<Vec<String>> {
        let each = self.record.entities.iter();
        each.map(|entity| {
            let mentions = entity.mentions.iter();
            let mentions = mentions.map(|id| &self.record.mentions[id.index()].text);
            let links = entity.links.iter().map(|(register, link)| match link {
                virgolette::Link::Number(number) => format!("{register}={number}"),
                virgolette::Link::Code(code) => format!("{register}={code}"),
            });
            vec![
                entity.name.to_string(),
                entity.kind.to_string(),
                maybe(entity.gender),
                list(mentions),
                list(&entity.aliases),
                list(entity.roles.iter().map(|role| &role.text)),
                list(links),
            ]
        })
        .collect()
    }

    fn roles(&self) -> Vec<Vec<String>> {
        let mut roles = Vec::new();
        for entity in &self.record.entities {
            for role in &entity.roles {
                let mention = self.record.mentions[role.mention.index()].text.to_string();
                let row = vec![role.text.to_string(), entity.name.to_string(), mention];
                roles.push((role.start, role.end, row));
            }
        }
        roles.sort();
        roles.into_iter().map(|(.., row)| row).collect()
    }

    fn times(&self) -> Vec<Vec<String>> {
        let each = self.record.times.iter();
        each.map(|time| {
            let (kind, value) = (time.kind.to_string(), time.value.to_string());
            vec![time.text.to_string(), kind, value, flag(time.anchored)]
        })
        .collect()
    }

    fn quantities(&self) -> Vec<Vec<String>> {
        let each = self.record.quantities.iter();
        each.map(|quantity| {
            vec![
                quantity.text.to_string(),
                quantity.kind.to_string(),
                maybe(quantity.value),
                maybe(quantity.unit.as_ref()),
                maybe(quantity.bound),
            ]
        })
        .collect()
    }

    fn sections(&self) -> Vec<Vec<String>> {
        let each = self.record.sections.iter();
        each.map(|section| vec![section.text.to_string(), section.kind.to_string()]).collect()
    }

    fn sentences(&self) -> Vec<Vec<String>> {
        let each = self.record.sentences.iter();
        each.map(|sentence| {
            let (start, end) = (sentence.start as usize, sentence.end as usize);
            vec![self.text.chars().skip(start).take(end - start).collect()]
        })
        .collect()
    }

    fn diagnostics(&self) -> Vec<Vec<String>> {
        let each = self.record.diagnostics.iter();
        each.map(|found| {
            vec![found.text.to_string(), found.code.to_string(), found.message.to_string()]
        })
        .collect()
    }

    fn entity(&self, id: Option<EntityId>) -> String {
        maybe(id.map(|id| &self.record.entities[id.index()].name))
    }

    fn quote(&self, id: Option<QuoteId>) -> String {
        id.map_or_else(nothing, |id| content(&self.record.quotes[id.index()]))
    }
}

fn nothing() -> String {
    NOTHING.to_owned()
}

fn flag(set: bool) -> String {
    if set { "yes".to_owned() } else { nothing() }
}

fn maybe(value: Option<impl ToString>) -> String {
    value.map_or_else(nothing, |value| value.to_string())
}

fn span(span: Option<&SpanRecord<'_>>) -> String {
    maybe(span.map(|span| &span.text))
}

fn content(quote: &QuoteRecord<'_>) -> String {
    list(quote.content.iter().map(|part| &part.text))
}

fn list(parts: impl IntoIterator<Item = impl ToString>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    parts.join(" || ")
}
