//! An archive as one page.

use std::path::PathBuf;

use pyo3::prelude::*;

use crate::corpus::document_of;
use crate::errors::raise;

/// Writes the page of `documents`; `virgolette.report` says what is on it.
#[pyfunction]
#[pyo3(signature = (documents, path, *, title, language))]
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
