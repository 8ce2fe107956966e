//! Where documents go: one stream of them, or a folder with files of each.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use virgolette::render::Brat;

use super::{Output, Rendered};

/// The output is written in pieces of at least this many bytes while there is more to come.
const BUFFER: usize = 64 << 10;

/// Takes what is made of documents, in their order.
pub(crate) trait Sink<R> {
    /// Takes what is made of one document.
    fn put(&mut self, made: R) -> io::Result<()>;

    /// Shows what was taken so far.
    fn flush(&mut self) -> io::Result<()>;

    /// Takes the end.
    fn close(&mut self) -> io::Result<()>;
}

/// Documents one after the other.
pub(crate) struct Stream<'o, W: Write> {
    output: &'o Output,
    writer: BufWriter<W>,
    /// Whether documents stand there already.
    any: bool,
    opened: bool,
}

impl<'o, W: Write> Stream<'o, W> {
    /// A stream onto `writer`, which may hold documents of an interrupted run already.
    pub(crate) fn new(output: &'o Output, writer: W, any: bool) -> Self {
        let writer = BufWriter::with_capacity(BUFFER, writer);
        Self { output, writer, any, opened: any }
    }

    fn open(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.opened, true) {
            self.writer.write_all(self.output.opening().as_bytes())?;
        }
        Ok(())
    }
}

impl<W: Write> Sink<Rendered> for Stream<'_, W> {
    fn put(&mut self, rendered: Rendered) -> io::Result<()> {
        self.open()?;
        if std::mem::replace(&mut self.any, true) {
            self.writer.write_all(self.output.between().as_bytes())?;
        }
        self.writer.write_all(rendered.body.as_bytes())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn close(&mut self) -> io::Result<()> {
        self.open()?;
        self.writer.write_all(self.output.closing(self.any).as_bytes())?;
        self.writer.flush()
    }
}

/// A collection as brat reads it: `NAME.txt` and `NAME.ann` of each article, and the configuration.
pub(crate) struct Collection {
    folder: PathBuf,
    names: BTreeSet<String>,
}

impl Collection {
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("annotation.conf"), Brat::CONFIGURATION)?;
        Ok(Self { folder: folder.to_path_buf(), names: BTreeSet::new() })
    }

    /// A name that no other article has, from the article's id.
    fn name(&mut self, id: Option<&str>) -> String {
        let id = id.unwrap_or("article");
        let id = id.strip_suffix(".txt").unwrap_or(id);
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let stem: String = id.chars().map(safe).collect();
        let stem = if stem.is_empty() { "article".to_owned() } else { stem };
        let mut name = stem.clone();
        let mut count = 1;
        while !self.names.insert(name.to_lowercase()) {
            count += 1;
            name = format!("{stem}-{count}");
        }
        name
    }
}

impl Sink<Rendered> for Collection {
    fn put(&mut self, rendered: Rendered) -> io::Result<()> {
        let name = self.name(rendered.id.as_deref());
        fs::write(self.folder.join(format!("{name}.txt")), rendered.text.as_bytes())?;
        let mut annotations = File::create(self.folder.join(format!("{name}.ann")))?;
        annotations.write_all(rendered.body.as_bytes())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        Ok(())
    }
}
