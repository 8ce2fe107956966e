//! The one error of the library.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong with a file or a setting, and how to mend it.
///
/// Text never causes an error but for its size: whatever is odd in it becomes a
/// [`Diagnostic`](crate::Diagnostic) of the result.
pub struct Error(Box<Detail>);

struct Detail {
    kind: ErrorKind,
    place: Option<Place>,
    what: String,
    mend: String,
    source: Option<std::io::Error>,
}

#[derive(Clone, Debug)]
struct Place {
    path: PathBuf,
    line: Option<u32>,
}

/// The families of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A rule file (cues, roles, marks, patterns): unknown key, duplicate, wrong value.
    Rule,
    /// A gazetteer file or entry.
    Gazetteer,
    /// A model file that is corrupt, truncated, or of another version or language.
    Model,
    /// A setting of the extractor, such as a reference date that is no date.
    Setting,
    /// A JSON document that is of another schema, or of another text.
    Document,
    /// A text over 4 GiB.
    TextTooLong,
    /// Reading or writing failed.
    Io,
}

impl Error {
    /// An error with what went wrong and what mends it.
    pub fn new(kind: ErrorKind, what: impl Into<String>, mend: impl Into<String>) -> Self {
        let (what, mend) = (what.into(), mend.into());
        Self(Box::new(Detail { kind, place: None, what, mend, source: None }))
    }

    /// An I/O error at `path`.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        let mend = match source.kind() {
            std::io::ErrorKind::NotFound => "check the path",
            std::io::ErrorKind::PermissionDenied => "check the permissions",
            std::io::ErrorKind::InvalidData => "save the file as UTF-8",
            _ => "check the file and its disk",
        };
        let mut error = Self::new(ErrorKind::Io, source.to_string(), mend).at(path, None);
        error.0.source = Some(source);
        error
    }

    /// The same error, with the file and (1-based) line it stands in.
    pub fn at(mut self, path: impl AsRef<Path>, line: Option<u32>) -> Self {
        self.0.place = Some(Place { path: path.as_ref().to_path_buf(), line });
        self
    }

    /// The family of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file the error is about, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.0.place.as_ref().map(|place| place.path.as_path())
    }

    /// The 1-based line of [`path`](Self::path), where it is known.
    pub fn line(&self) -> Option<u32> {
        self.0.place.as_ref().and_then(|place| place.line)
    }

    /// How to mend it, as an imperative phrase.
    pub fn mend(&self) -> &str {
        &self.0.mend
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.0.place {
            write!(f, "{}", place.path.display())?;
            if let Some(line) = place.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}; {}", self.0.what, self.0.mend)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self})", self.0.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_place_what_and_mend() {
        let error = Error::new(ErrorKind::Gazetteer, "unknown type `persone`", "write `person`")
            .at("names.tsv", Some(7));
        assert_eq!(error.to_string(), "names.tsv:7: unknown type `persone`; write `person`");
        assert_eq!((error.kind(), error.line()), (ErrorKind::Gazetteer, Some(7)));
    }
}
