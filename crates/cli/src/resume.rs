//! Going on where an interrupted run stopped.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use virgolette::Document;

use crate::input::{Fields, Item, Items};
use crate::progress::Progress;

const BLOCK: usize = 64 << 10;

/// What a finished line must say to be one of ours.
#[derive(Deserialize)]
struct Line {
    schema: String,
    id: Option<String>,
}

/// Passes over the articles of `items` that `path` holds already, cuts off a half-written line, and
/// gives the file to append to with whether it holds any article. Problems that the interrupted run
/// met are told again, so that the exit status is the same.
pub(crate) fn resume(
    path: &Path,
    items: &mut Items,
    fields: &Fields,
    progress: &mut Progress,
) -> Result<(File, bool), String> {
    let failed = |error: io::Error| {
        format!("{}: it cannot be resumed ({error}); check --output", path.display())
    };
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let mut file = options.open(path).map_err(failed)?;
    let kept = end_of_lines(&mut file).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut finished = BufReader::new((&file).take(kept));
    let (mut line, mut number) = (Vec::new(), 0);
    while finished.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        number += 1;
        let place = format!("{}:{number}", path.display());
        let found: Line = match serde_json::from_slice(&line) {
            Ok(Line { schema, id }) if schema == Document::SCHEMA => Line { schema, id },
            _ => {
                return Err(format!(
                    "{place}: not a document of this program; resume over a file of --format jsonl"
                ));
            }
        };
        match next_readable(items, fields, progress) {
            Some(id) if id == found.id => {}
            other => {
                let name = |id: Option<String>| id.unwrap_or_else(|| "without id".to_owned());
                let next =
                    other.map_or("there is none".to_owned(), |id| format!("it is `{}`", name(id)));
                return Err(format!(
                    "{place}: article `{}` is not the next of the input ({next}); resume with the articles of the first run",
                    name(found.id)
                ));
            }
        }
        line.clear();
    }
    drop(finished);
    file.set_len(kept).map_err(failed)?;
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    Ok((file, number > 0))
}

/// The id of the next article that gives a document.
fn next_readable(
    items: &mut Items,
    fields: &Fields,
    progress: &mut Progress,
) -> Option<Option<String>> {
    loop {
        let parsed = match items.next()? {
            Item::Raw(raw) => raw.parse(fields),
            Item::Problem(problem) => Err(problem),
        };
        progress.at(items.bytes_read());
        match parsed {
            Err(problem) => progress.problem(&problem),
            Ok(article) => {
                if let Some(warning) = &article.warning {
                    progress.problem(warning);
                }
                return Some(article.written.map_or(article.id, |document| document.id));
            }
        }
    }
}

/// One past the last line break, found from the end.
fn end_of_lines(file: &mut File) -> io::Result<u64> {
    let mut end = file.seek(SeekFrom::End(0))?;
    let mut block = vec![0; BLOCK];
    while end > 0 {
        let start = end.saturating_sub(BLOCK as u64);
        let block = &mut block[..(end - start) as usize];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(block)?;
        if let Some(at) = block.iter().rposition(|&byte| byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}
