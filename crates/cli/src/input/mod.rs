//! Articles out of files, folders and pipes, one at a time; what cannot be read becomes a message.

mod decode;
mod json;
mod walk;

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use virgolette::Document;

use crate::args::{Input, Reading};
use walk::{Kind, Source, Walk};

/// The names of the fields of a JSON line.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
}

/// What is read of one article.
#[derive(Debug, Default)]
pub(crate) struct Article {
    pub(crate) id: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) text: String,
    /// The whole result, where an earlier run has read it.
    pub(crate) written: Option<Box<Document>>,
    /// What of it was left out, as a message.
    pub(crate) warning: Option<String>,
}

/// One article, as its bytes; or why it cannot be had.
#[derive(Debug)]
pub(crate) enum Item {
    Raw(Raw),
    Problem(String),
}

/// The bytes of one article and where they came from.
#[derive(Debug)]
pub(crate) struct Raw {
    bytes: Vec<u8>,
    /// How messages call the file.
    place: Arc<str>,
    /// How ids call it; `None` for text from standard input.
    name: Option<Arc<str>>,
    /// The line, of JSON Lines.
    line: Option<u64>,
}

impl Raw {
    /// The article; an error is a message with its place and its mend.
    pub(crate) fn parse(self, fields: &Fields) -> Result<Article, String> {
        let place = match self.line {
            Some(line) => format!("{}:{line}", self.place),
            None => self.place.to_string(),
        };
        if let Some(what) = too_long(self.bytes.len() as u64) {
            return Err(format!("{place}: {what}"));
        }
        let text = String::from_utf8(self.bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            not_utf8(&place, error.as_bytes(), at, self.line.is_some())
        })?;
        let Some(line) = self.line else {
            return Ok(Article {
                id: self.name.map(|name| name.to_string()),
                text,
                ..Article::default()
            });
        };
        let mut article =
            json::article(text.trim_end(), fields).map_err(|what| format!("{place}: {what}"))?;
        article.warning = article.warning.map(|what| format!("{place}: {what}"));
        if article.written.is_none() && article.id.is_none() {
            article.id = self.name.map(|name| format!("{name}:{line}"));
        }
        Ok(article)
    }
}

/// What is wrong with an article of so many bytes: offsets reach no further than 4 GiB.
fn too_long(bytes: u64) -> Option<String> {
    let over = bytes > u64::from(u32::MAX);
    over.then(|| format!("the article has {bytes} bytes, over 4 GiB; cut it into articles"))
}

fn not_utf8(place: &str, bytes: &[u8], at: usize, in_line: bool) -> String {
    let mend = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "it looks like UTF-16; save it as UTF-8"
    } else {
        "save it as UTF-8 (it may be Windows-1252: `iconv -f CP1252 -t UTF-8`)"
    };
    if in_line {
        return format!("{place}: not UTF-8 at byte {at} of the line; {mend}");
    }
    let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
    format!("{place}:{line}: not UTF-8 at byte {at} of the file; {mend}")
}

/// The articles of the command line, in order, read only when asked for.
pub(crate) struct Items {
    walk: Walk,
    input: Input,
    open: Option<Open>,
    read: Arc<AtomicU64>,
}

/// A file of JSON Lines that is being read.
struct Open {
    source: Box<dyn BufRead + Send>,
    place: Arc<str>,
    name: Arc<str>,
    line: u64,
}

impl Items {
    /// The articles that `args` name, but for the file being written.
    pub(crate) fn new(args: &Reading, output: Option<&Path>) -> Self {
        let stdin = [PathBuf::from("-")];
        let articles = match args.articles.is_empty() {
            true => &stdin[..],
            false => &args.articles,
        };
        Self {
            walk: Walk::new(articles, output),
            input: args.input,
            open: None,
            read: Arc::default(),
        }
    }

    /// Bytes read from files so far, as they lie there.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The bytes of all the files, without reading them.
    pub(crate) fn bytes_to_read(args: &Reading, output: Option<&Path>) -> Option<u64> {
        let mut sum = 0;
        for source in Self::new(args, output).walk.flatten() {
            match source {
                Source::Stdin => return None,
                Source::File { path, .. } => sum += path.metadata().map_or(0, |data| data.len()),
            }
        }
        Some(sum)
    }

    fn start(&mut self, source: Source) -> Option<Item> {
        let (place, name, kind) = match &source {
            Source::Stdin => ("standard input".into(), None, Some(Kind::Text)),
            Source::File { path, name } => {
                let place: Arc<str> = path.display().to_string().into();
                (place, Some(Arc::<str>::from(name.as_str())), walk::kind(path))
            }
        };
        let lines = match (self.input, kind) {
            (Input::Text, _) => false,
            (Input::Jsonl, _) | (Input::Auto, Some(Kind::Lines)) => true,
            (Input::Auto, Some(Kind::Json)) => return Some(Item::Problem(not_lines(&place))),
            (Input::Auto, _) => false,
        };
        let mut source = match self.reader(&source) {
            Ok(source) => source,
            Err(error) => return Some(Item::Problem(unreadable(Path::new(&*place), &error))),
        };
        if lines {
            self.open =
                Some(Open { source, place, name: name.unwrap_or_else(|| "stdin".into()), line: 0 });
            return None;
        }
        let mut bytes = Vec::new();
        if let Err(error) = source.read_to_end(&mut bytes) {
            return Some(Item::Problem(unreadable(Path::new(&*place), &error)));
        }
        Some(Item::Raw(Raw { bytes, place, name, line: None }))
    }

    fn reader(&self, source: &Source) -> io::Result<Box<dyn BufRead + Send>> {
        let source: Box<dyn Read + Send> = match source {
            Source::Stdin => Box::new(io::stdin()),
            Source::File { path, .. } => Box::new(File::open(path)?),
        };
        decode::decoded(Counted(source, Arc::clone(&self.read)))
    }
}

impl Open {
    /// The next line that is not blank.
    fn next(&mut self) -> Option<Item> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.source.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    // Nothing after a broken stretch can be trusted.
                    let rest = format!("{}:{}", self.place, self.line);
                    self.source = Box::new(io::empty());
                    let problem = unreadable(Path::new(&rest), &error);
                    return Some(Item::Problem(format!("{problem} (from here on)")));
                }
            }
            if self.line == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
                bytes.drain(..3);
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return Some(Item::Raw(Raw {
                bytes,
                place: Arc::clone(&self.place),
                name: Some(Arc::clone(&self.name)),
                line: Some(self.line),
            }));
        }
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(item) => return Some(item),
                    None => self.open = None,
                }
            }
            let item = match self.walk.next()? {
                Ok(source) => self.start(source),
                Err(problem) => Some(Item::Problem(problem)),
            };
            if item.is_some() {
                return item;
            }
        }
    }
}

/// Whether `path` can hold more than one article.
pub(crate) fn holds_many(path: &Path, input: Input) -> bool {
    let lines = matches!(walk::kind(path), Some(Kind::Lines));
    path.is_dir() || input == Input::Jsonl || (input == Input::Auto && lines)
}

/// Counts the bytes that pass.
struct Counted<R>(R, Arc<AtomicU64>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn not_lines(place: &str) -> String {
    format!(
        "{place}: a .json file is not one article a line; make it so with `jq -c '.[]'`, or say --input jsonl"
    )
}

/// The message for a file that cannot be read.
fn unreadable(path: &Path, error: &io::Error) -> String {
    let place = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{place}: there is no such file; check the path"),
        io::ErrorKind::PermissionDenied => {
            format!("{place}: reading it is not permitted; check its permissions")
        }
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            format!("{place}: the compressed data is damaged ({error}); fetch the file again")
        }
        io::ErrorKind::UnexpectedEof => {
            format!("{place}: the compressed data ends too early; fetch the file again")
        }
        _ => format!("{place}: it cannot be read ({error}); check the file and its disk"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_with_its_mend() {
        use io::ErrorKind::{InvalidData, Other, PermissionDenied, UnexpectedEof};
        for (kind, message) in [
            (io::ErrorKind::NotFound, "a.txt: there is no such file; check the path"),
            (PermissionDenied, "a.txt: reading it is not permitted; check its permissions"),
            (InvalidData, "a.txt: the compressed data is damaged (why); fetch the file again"),
            (UnexpectedEof, "a.txt: the compressed data ends too early; fetch the file again"),
            (Other, "a.txt: it cannot be read (why); check the file and its disk"),
        ] {
            let error = io::Error::new(kind, "why");
            assert_eq!(unreadable(Path::new("a.txt"), &error), message);
        }
        assert_eq!(
            too_long(1 << 32).as_deref(),
            Some("the article has 4294967296 bytes, over 4 GiB; cut it into articles")
        );
        assert_eq!(too_long(u32::MAX.into()), None);
    }
}
