//! User gazetteers from CSV, TSV and JSON Lines.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{GazetteerEntry, JOINT, UserGazetteer, bad, kind_named};
use crate::document::Link;
use crate::error::Error;

const COLUMNS: [&str; 5] = ["name", "type", "aliases", "id", "links"];

/// One line of a JSON Lines file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    name: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    id: Option<Link>,
    #[serde(default)]
    links: BTreeMap<String, Link>,
}

impl UserGazetteer {
    /// Reads a file of names; its extension says whether it is `.csv`, `.tsv` or `.jsonl`.
    ///
    /// The first row of a table names its columns: `name` and, in any order, `type`, `aliases`,
    /// `id` and `links`. Several aliases or links stand in one cell with `|` between them, a link as
    /// `register=id`. A CSV file may have semicolons for commas, and cells in quotation marks. A
    /// line of JSON has the same keys, with a list of aliases and an object of links.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where it cannot be read, and
    /// [`ErrorKind::Gazetteer`](crate::ErrorKind::Gazetteer), with the line, where a row is bad.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        let extension = path.extension().and_then(|extension| extension.to_str());
        let read = match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Self::from_csv,
            Some("tsv") => Self::from_tsv,
            Some("jsonl") => Self::from_jsonl,
            _ => {
                let what = "the file name does not say what the file is";
                return Err(bad(what, "name it .csv, .tsv or .jsonl").at(path, None));
            }
        };
        read(&text).map_err(|error| {
            let line = error.line();
            error.at(path, line)
        })
    }

    /// Reads the text of a CSV file; see [`from_path`](Self::from_path).
    ///
    /// # Errors
    /// As of [`from_path`](Self::from_path); the file is called `csv`.
    pub fn from_csv(text: &str) -> Result<Self, Error> {
        let head = text.lines().next().unwrap_or_default();
        let semicolons = head.matches(';').count() > head.matches(',').count();
        Self::from_rows("csv", csv(text, if semicolons { ';' } else { ',' })?)
    }

    /// Reads the text of a TSV file; see [`from_path`](Self::from_path).
    ///
    /// # Errors
    /// As of [`from_path`](Self::from_path); the file is called `tsv`.
    pub fn from_tsv(text: &str) -> Result<Self, Error> {
        let row = |(number, line): (usize, &str)| {
            (number as u32 + 1, line.split('\t').map(str::to_owned).collect())
        };
        Self::from_rows("tsv", text.lines().enumerate().map(row).collect())
    }

    /// Reads the text of a JSON Lines file; see [`from_path`](Self::from_path).
    ///
    /// # Errors
    /// As of [`from_path`](Self::from_path); the file is called `jsonl`.
    pub fn from_jsonl(text: &str) -> Result<Self, Error> {
        let mut gazetteer = Self::new();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let entry = json_entry(line).and_then(|entry| gazetteer.add(entry));
            entry.map_err(|error| error.at("jsonl", Some(number as u32 + 1)))?;
        }
        Ok(gazetteer)
    }

    /// Reads rows with their lines, the first of which names the columns.
    fn from_rows(what: &str, rows: Vec<(u32, Vec<String>)>) -> Result<Self, Error> {
        let mut gazetteer = Self::new();
        let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
        let Some((line, head)) = rows.next() else {
            return Err(bad("the file is empty", "write a row of column names").at(what, None));
        };
        let columns = columns(&head).map_err(|error| error.at(what, Some(line)))?;
        for (line, cells) in rows {
            let entry = row_entry(&columns, &cells).and_then(|entry| gazetteer.add(entry));
            entry.map_err(|error| error.at(what, Some(line)))?;
        }
        Ok(gazetteer)
    }
}

/// For each cell the number of its column in [`COLUMNS`].
fn columns(head: &[String]) -> Result<Vec<usize>, Error> {
    let mut columns = Vec::new();
    for cell in head {
        let name = cell.trim().trim_start_matches('\u{feff}').to_ascii_lowercase();
        let mend = format!("the first row names the columns: {}", COLUMNS.join(", "));
        let Some(column) = COLUMNS.iter().position(|known| *known == name) else {
            return Err(bad(format!("there is no column `{name}`"), mend));
        };
        if columns.contains(&column) {
            return Err(bad(format!("two columns are called `{name}`"), mend));
        }
        columns.push(column);
    }
    if columns.contains(&0) {
        return Ok(columns);
    }
    Err(bad("no column is called `name`", "name the columns in the first row"))
}

fn row_entry(columns: &[usize], cells: &[String]) -> Result<GazetteerEntry, Error> {
    if cells.len() > columns.len() {
        let what = format!("the row has {} cells for {} columns", cells.len(), columns.len());
        return Err(bad(what, "put cells that hold the separator in quotation marks"));
    }
    let mut entry = GazetteerEntry::default();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        let values = || cell.split(JOINT).map(str::trim).filter(|value| !value.is_empty());
        match COLUMNS[*column] {
            "name" => entry.name = cell.to_owned(),
            "type" if !cell.is_empty() => entry.kind = Some(kind_named(cell)?),
            "aliases" => entry.aliases = values().map(str::to_owned).collect(),
            "id" => entry.id = (!cell.is_empty()).then(|| cell.to_owned()),
            "links" => entry.links = values().map(link).collect::<Result<_, _>>()?,
            _ => {}
        }
    }
    Ok(entry)
}

/// `register=id`
fn link(pair: &str) -> Result<(String, Link), Error> {
    let pair = pair.split_once('=').map(|(register, id)| (register.trim(), id.trim()));
    let Some((register, id)) = pair.filter(|(register, id)| !register.is_empty() && !id.is_empty())
    else {
        return Err(bad("a link has no register or no id", "write `register=id`"));
    };
    let number = id.parse().ok().filter(|number: &u64| number.to_string() == id);
    Ok((register.to_owned(), number.map_or_else(|| Link::Code(id.to_owned()), Link::Number)))
}

fn json_entry(line: &str) -> Result<GazetteerEntry, Error> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        // "… at line 1 column 7": the line is the file's, told elsewhere.
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        bad(what, "a line is an object with `name`, `type`, `aliases`, `id` and `links`")
    })?;
    Ok(GazetteerEntry {
        name: line.name.trim().to_owned(),
        kind: line.kind.as_deref().map(kind_named).transpose()?,
        aliases: line.aliases,
        id: line.id.map(|id| match id {
            Link::Number(number) => number.to_string(),
            Link::Code(code) => code,
        }),
        links: line.links,
    })
}

/// The rows of a CSV text, each with the line on which it begins.
fn csv(text: &str, separator: char) -> Result<Vec<(u32, Vec<String>)>, Error> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        line += u32::from(c == '\n');
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' if quoted || cell.trim().is_empty() => {
                // White space before an opening mark is not the cell's.
                if !quoted {
                    cell.clear();
                }
                quoted = !quoted;
            }
            _ if quoted => cell.push(c),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            _ if c == separator => row.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
    }
    if quoted {
        let what = "a quotation mark is opened and not closed";
        return Err(bad(what, "close it; a mark inside a cell is doubled").at("csv", Some(begun)));
    }
    row.push(cell);
    rows.push((begun, row));
    Ok(rows)
}
