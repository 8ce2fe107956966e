//! An archive as one page.

use std::path::PathBuf;

use pyo3::prelude::*;

use crate::corpus::document_of;
use crate::errors::raise;

/// One page of many documents, to search and to pass on: speakers with their quotes, cue classes,
/// certainty, anonymous sources, women and men, a timeline, who is quoted beside whom, and every
/// article with its highlights.
///
/// `documents` is any iterable of documents, such as what `extract_many` gives; none is kept. The
/// page loads nothing from elsewhere and opens from the disk. `language` is that of its headings:
/// "en" or "it". Raises IoError where `path` cannot be written.
///
/// >>> virgolette.report(virgolette.extract_many(archive), "report.html", title="Il ponte")
#[pyfunction]
#[pyo3(signature = (documents, path, *, title = "Virgolette", language = "en"))]
pub(crate) fn report(
    py: Python<'_>,
    documents: &Bound<'_, PyAny>,
    path: PathBuf,
    title: &str,
    language: &str,
) -> PyResult<()> {
    let language = language.parse().map_err(|error| raise(py, &error))?;
    let mut report = virgolette::Report::new(title).language(language);
    for document in documents.try_iter()? {
        report.add(&document_of(&document?, "a report")?.get().found);
    }
    py.detach(|| report.save(&path)).map_err(|error| raise(py, &error))
}
