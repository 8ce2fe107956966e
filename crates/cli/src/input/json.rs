//! An article from a line of JSON.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use virgolette::Document;

use super::{Article, Fields};

/// Names of fields that a message lists.
const NAMES_SHOWN: usize = 8;

/// Reads the article in `line`; an error says what is wrong and how to mend it.
pub(super) fn article(line: &str, fields: &Fields) -> Result<Article, String> {
    if let Some(start) = line.trim_start().chars().next().filter(|&c| c != '{') {
        return Err(format!(
            "not a JSON object: it begins with `{start}` and not with `{{`; mend the line or leave it out"
        ));
    }
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let parsed = Seed(fields).deserialize(&mut deserializer);
    let found = parsed
        .and_then(|found| deserializer.end().map(|()| found))
        .map_err(|error| not_json(&error))?;
    if found.text.is_none() && found.schema.as_ref().is_some_and(|found| found == Document::SCHEMA)
    {
        let document = Document::from_json_alone(line)
            .map_err(|error| format!("not the document it says it is: {error}"))?;
        return Ok(Article { written: Some(Box::new(document)), ..Article::default() });
    }
    let text = match found.text {
        Some(Value::String(text)) => text,
        Some(other) => {
            return Err(format!(
                "field `{}` is {}, not a string; name the field of the text with --text-field",
                fields.text,
                kind(&other)
            ));
        }
        None => return Err(found.missing(fields)),
    };
    let mut article = Article { text, ..Article::default() };
    match found.id {
        None | Some(Value::Null) => {}
        Some(Value::String(id)) => article.id = Some(id),
        Some(Value::Number(id)) => article.id = Some(id.to_string()),
        Some(other) => {
            article.warning = Some(format!(
                "field `{}` is {}, and the line's number stands in for it; write a string or a number",
                fields.id,
                kind(&other)
            ));
        }
    }
    match found.date {
        None | Some(Value::Null) => {}
        Some(Value::String(date)) if date.is_empty() => {}
        Some(Value::String(date)) => match virgolette::day(&date) {
            Ok(day) => article.date = Some(day.to_owned()),
            Err(_) => article.warning = Some(not_a_date(fields, &format!("`{date}`"))),
        },
        Some(other) => article.warning = Some(not_a_date(fields, kind(&other))),
    }
    Ok(article)
}

fn not_a_date(fields: &Fields, what: &str) -> String {
    format!(
        "field `{}` is {what}, and the article is read without it; write a day as 2023-09-12",
        fields.date
    )
}

fn not_json(error: &serde_json::Error) -> String {
    let mut what = error.to_string();
    if let Some(at) = what.rfind(" at line ") {
        what.truncate(at);
    }
    format!("not a JSON object: {what} at column {}; mend the line or leave it out", error.column())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[derive(Default)]
struct Found {
    text: Option<Value>,
    id: Option<Value>,
    date: Option<Value>,
    schema: Option<Value>,
    names: Vec<String>,
}

impl Found {
    fn missing(&self, fields: &Fields) -> String {
        let mut names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        if names.len() > NAMES_SHOWN {
            names.truncate(NAMES_SHOWN);
            names.push("…".to_owned());
        }
        let has = match names.len() {
            0 => "the object is empty".to_owned(),
            _ => format!("it has {}", names.join(", ")),
        };
        format!("no field `{}` ({has}); name the field of the text with --text-field", fields.text)
    }
}

/// Reads only the fields that matter, whatever they are called.
struct Seed<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(name) = map.next_key::<String>()? {
            let fields = self.0;
            if name == fields.text {
                found.text = Some(map.next_value()?);
            } else if name == fields.id {
                found.id = Some(map.next_value()?);
            } else if name == fields.date {
                found.date = Some(map.next_value()?);
            } else if name == "schema" {
                found.schema = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if found.names.len() <= NAMES_SHOWN {
                found.names.push(name);
            }
        }
        Ok(found)
    }
}
