//! The files behind the arguments: folders are walked in order of name.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that are read from a folder.
const TEXT: &[&str] = &["txt", "text", "md"];
const LINES: &[&str] = &["jsonl", "ndjson"];
const PACKED: &[&str] = &["gz", "zst"];

/// Something to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    File { path: PathBuf, name: String },
}

/// What the articles of a file look like, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Lines,
    /// JSON that is not one article a line.
    Json,
}

/// The kind of file that `path` names; `None` for endings no folder is searched for.
pub(super) fn kind(path: &Path) -> Option<Kind> {
    let ending = |path: &Path| path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
    let mut found = ending(path)?;
    if PACKED.contains(&found.as_str()) {
        found = ending(Path::new(path.file_stem()?))?;
    }
    match found.as_str() {
        found if TEXT.contains(&found) => Some(Kind::Text),
        found if LINES.contains(&found) => Some(Kind::Lines),
        "json" => Some(Kind::Json),
        _ => None,
    }
}

/// The sources behind the arguments, opened one folder at a time.
pub(super) struct Walk {
    /// The path, the name it gives its articles, and whether the user wrote it.
    waiting: VecDeque<Waiting>,
    /// A file that must not be read: the one being written.
    output: Option<PathBuf>,
}

struct Waiting {
    path: PathBuf,
    name: String,
    given: bool,
}

impl Walk {
    pub(super) fn new(arguments: &[PathBuf], output: Option<&Path>) -> Self {
        let given = |path: &PathBuf| Waiting {
            name: path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.display().to_string()),
            path: path.clone(),
            given: true,
        };
        Self {
            waiting: arguments.iter().map(given).collect(),
            output: output.map(Path::to_path_buf),
        }
    }

    fn open(&mut self, folder: &Waiting) -> Result<(), String> {
        let failed = |error| super::unreadable(&folder.path, &error);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&folder.path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            // A linked file is read, a linked folder is not: it may lead back here.
            let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let path = entry.path();
            let folder = path.is_dir();
            let read = matches!(kind(&path), Some(Kind::Text | Kind::Lines));
            if !hidden && if folder { !linked } else { read } {
                entries.push(entry.file_name());
            }
        }
        if entries.is_empty() && folder.given {
            return Err(format!(
                "{}: no article in this folder; it is searched for .txt, .md and .jsonl, also as .gz or .zst",
                folder.path.display()
            ));
        }
        entries.sort();
        for entry in entries.into_iter().rev() {
            let name = match folder.given {
                true => entry.display().to_string(),
                false => format!("{}/{}", folder.name, entry.display()),
            };
            self.waiting.push_front(Waiting { path: folder.path.join(entry), name, given: false });
        }
        Ok(())
    }

    fn is_output(&self, path: &Path) -> bool {
        // The names are compared first: asking the disk about every file takes its time.
        self.output.as_deref().is_some_and(|output| {
            path.file_name() == output.file_name()
                && path.canonicalize().ok() == output.canonicalize().ok()
        })
    }
}

impl Iterator for Walk {
    type Item = Result<Source, String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = self.waiting.pop_front()?;
            if next.given && next.path == Path::new("-") {
                return Some(Ok(Source::Stdin));
            }
            if next.path.is_dir() {
                if let Err(problem) = self.open(&next) {
                    return Some(Err(problem));
                }
            } else if next.given || !self.is_output(&next.path) {
                let Waiting { path, name, .. } = next;
                return Some(Ok(Source::File { path, name }));
            }
        }
    }
}
