//! What callers hand in, checked with messages that help.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyString};
use virgolette::{OffsetUnit, UserCues, UserGazetteer};

use crate::errors;

/// A text, as Python has it and as Rust reads it.
pub(crate) struct Text {
    pub(crate) python: Py<PyString>,
    pub(crate) rust: Arc<str>,
}

/// The text in `given`.
pub(crate) fn text(given: &Bound<'_, PyAny>) -> PyResult<Text> {
    let py = given.py();
    let Ok(string) = given.cast::<PyString>() else {
        let hint = if given.is_instance_of::<PyBytes>() {
            "; decode it first, as with text.decode('utf-8')"
        } else if given.is_none() {
            "; leave out articles that have no text"
        } else {
            ""
        };
        let kind = given.get_type().name()?;
        return Err(PyTypeError::new_err(format!("text must be a str, not {kind}{hint}")));
    };
    match string.to_str() {
        Ok(words) => Ok(Text { rust: words.into(), python: string.clone().unbind() }),
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(py) => {
            let start: usize = error.value(py).getattr("start")?.extract()?;
            Err(errors::bad_text(
                py,
                format!(
                    "the text has half a surrogate pair at index {start} and is no Unicode text; \
                     read it again with errors='replace'"
                ),
            ))
        }
        Err(error) => Err(error),
    }
}

/// The day in `given`: a str, a `datetime.date` or a `datetime.datetime`.
pub(crate) fn date(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(given) = given.filter(|given| !given.is_none()) else {
        return Ok(None);
    };
    if let Ok(string) = given.cast::<PyString>() {
        return Ok(Some(string.to_str()?.to_owned()));
    }
    if given.is_instance_of::<PyDate>() {
        return Ok(Some(given.call_method0("isoformat")?.extract()?));
    }
    let kind = given.get_type().name()?;
    let message = format!("date must be a str such as '2023-09-12' or a datetime.date, not {kind}");
    Err(PyTypeError::new_err(message))
}

/// A gazetteer as `virgolette._gazetteers` read it: a path, or lines of JSON.
pub(crate) fn gazetteer(given: &Bound<'_, PyAny>) -> PyResult<UserGazetteer> {
    let (path, lines): (Option<PathBuf>, Option<String>) = given.extract()?;
    let read = match (path, lines) {
        (Some(path), _) => UserGazetteer::from_path(path),
        (None, lines) => UserGazetteer::from_jsonl(&lines.unwrap_or_default()).map_err(|error| {
            let line = error.line();
            error.at("gazetteers", line)
        }),
    };
    read.map_err(|error| errors::raise(given.py(), &error))
}

/// Cues as `virgolette._cues` read them: a path, or lines of TOML.
pub(crate) fn cues(given: &Bound<'_, PyAny>) -> PyResult<UserCues> {
    let (path, lines): (Option<PathBuf>, Option<String>) = given.extract()?;
    let read = match (path, lines) {
        (Some(path), _) => UserCues::from_path(path),
        (None, lines) => UserCues::from_toml(&lines.unwrap_or_default()),
    };
    read.map_err(|error| errors::raise(given.py(), &error))
}

/// The unit of offsets by its name.
pub(crate) fn unit(py: Python<'_>, name: &str) -> PyResult<OffsetUnit> {
    match name {
        "codepoints" => Ok(OffsetUnit::Codepoints),
        "bytes" => Ok(OffsetUnit::Bytes),
        "utf16" => Ok(OffsetUnit::Utf16),
        _ => {
            let what = format!("there are no offsets `{name}`");
            let mend = "take 'codepoints', 'bytes' or 'utf16'";
            let error = virgolette::Error::new(virgolette::ErrorKind::Setting, what, mend);
            Err(errors::raise(py, &error))
        }
    }
}
