//! The document: lists of views over what Rust found.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use virgolette::render::{Brat, Conll, Csv, Html, TextView, WebAnnotation};
use virgolette::{OffsetMap, OffsetUnit};

use crate::arguments::{self, Text};
use crate::errors;
use crate::view::Key;

/// Everything found in one article.
///
/// Its lists are tuples of light parts, in order of appearance: `quotes`, `entities`, `mentions`,
/// `claims`, `times`, `quantities`, `sections`, `sentences`, `diagnostics`. Every part gives its
/// place in code points, so that `document.text[part.start:part.end]` is `part.text`.
///
/// A document cannot be changed. It can be compared, hashed, copied and pickled.
#[pyclass(frozen, weakref, module = "virgolette")]
pub(crate) struct Document {
    pub(crate) found: virgolette::Document,
    text: Py<PyString>,
    codepoints: OnceLock<OffsetMap<Arc<str>>>,
}

impl Document {
    /// A document over the text it came from.
    pub(crate) fn new(found: virgolette::Document, text: Py<PyString>) -> Self {
        Self { found, text, codepoints: OnceLock::new() }
    }

    /// The code point at this byte.
    pub(crate) fn offset(&self, byte: u32) -> u32 {
        let fresh = || OffsetMap::new(Arc::clone(&self.found.text), OffsetUnit::Codepoints);
        self.codepoints.get_or_init(fresh).convert(byte)
    }
}

/// The views of a whole list.
fn list<'py>(
    document: &Bound<'py, Document>,
    length: usize,
    key: impl Fn(u32) -> Key,
) -> PyResult<Bound<'py, PyTuple>> {
    Key::all(document, (0..length).map(|index| key(index as u32)))
}

/// The document's tables, as `virgolette.tables` makes them.
fn tables<'py>(document: &Bound<'py, Document>, maker: &str) -> PyResult<Bound<'py, PyAny>> {
    let py = document.py();
    py.import("virgolette.tables")?.getattr(maker)?.call1((document,))
}

#[pymethods]
impl Document {
    /// The text that came in, unchanged.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }

    /// The caller's name for the article, or None.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.found.id.as_deref()
    }

    /// The day (2023-09-12) to which "ieri" and "lunedì" refer, or None.
    #[getter]
    fn reference_date(&self) -> Option<&str> {
        self.found.reference_date.as_deref()
    }

    /// The parts of the article: headline, headings, paragraphs, byline, boilerplate.
    #[getter]
    fn sections<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.sections.len(), Key::Section)
    }

    /// The sentences of all sections but boilerplate.
    #[getter]
    fn sentences<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        Key::all(slf, slf.get().found.sentences.iter().map(|&span| Key::from(span)))
    }

    /// Who and what is named, each with its mentions.
    #[getter]
    fn entities<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.entities.len(), Key::Entity)
    }

    /// Where someone or something is named.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.mentions.len(), Key::Mention)
    }

    /// Who said what.
    #[getter]
    fn quotes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.quotes.len(), Key::Quote)
    }

    /// What is reported without being verified ("avrebbe proposto").
    #[getter]
    fn claims<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.claims.len(), Key::Claim)
    }

    /// When: time expressions with their TIMEX3 values.
    #[getter]
    fn times<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.times.len(), Key::Time)
    }

    /// How much: numbers with their units.
    #[getter]
    fn quantities<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.quantities.len(), Key::Quantity)
    }

    /// What was odd in the text, and what was made of it.
    #[getter]
    fn diagnostics<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        list(slf, slf.get().found.diagnostics.len(), Key::Diagnostic)
    }

    /// The JSON document (schema virgolette/1) as one line; `offsets` count `codepoints`, `bytes`
    /// (of UTF-8) or `utf16` (as JavaScript and Java do).
    #[pyo3(signature = (*, offsets = "codepoints"))]
    fn to_json(&self, py: Python<'_>, offsets: &str) -> PyResult<String> {
        let unit = arguments::unit(py, offsets)?;
        Ok(py.detach(|| self.found.to_json(unit)))
    }

    /// The JSON document as a dict; `offsets` as of `to_json`.
    #[pyo3(signature = (*, offsets = "codepoints"))]
    fn to_dict<'py>(&self, py: Python<'py>, offsets: &str) -> PyResult<Bound<'py, PyAny>> {
        let json = self.to_json(py, offsets)?;
        py.import("json")?.call_method1("loads", (json,))
    }

    /// Who said what, for reading: the view that the command line prints.
    #[pyo3(signature = (*, width = None, colour = false))]
    fn to_text(&self, width: Option<usize>, colour: bool) -> String {
        TextView { width, colour, ..TextView::default() }.render(&self.found)
    }

    /// The article with its highlights as HTML: a part of a page, or a whole `page`.
    #[pyo3(signature = (*, page = false))]
    fn to_html(&self, py: Python<'_>, page: bool) -> String {
        py.detach(|| Html { page }.render(&self.found))
    }

    /// The quotes as CSV with a head; `offsets` as of `to_json`.
    #[pyo3(signature = (*, offsets = "codepoints"))]
    fn to_csv(&self, py: Python<'_>, offsets: &str) -> PyResult<String> {
        let csv = Csv { unit: arguments::unit(py, offsets)? };
        Ok(csv.head() + &csv.render(&self.found))
    }

    /// The tokens with names and quotes in columns, as CoNLL-U Plus; `offsets` as of `to_json`.
    #[pyo3(signature = (*, offsets = "codepoints"))]
    fn to_conll(&self, py: Python<'_>, offsets: &str) -> PyResult<String> {
        let conll = Conll { unit: arguments::unit(py, offsets)? };
        Ok(Conll::HEAD.to_owned() + &conll.render(&self.found))
    }

    /// The lines of a brat `.ann` file; the text is the `.txt` file beside it.
    fn to_brat(&self) -> String {
        Brat.render(&self.found)
    }

    /// The results as W3C Web Annotations: one page of them, as one line of JSON.
    fn to_web_annotation(&self) -> String {
        WebAnnotation.render(&self.found)
    }

    /// Shows the article: highlighted in a notebook, as text elsewhere, or in a `browser`.
    #[pyo3(signature = (*, browser = false))]
    fn show(slf: &Bound<'_, Self>, browser: bool) -> PyResult<()> {
        let show = slf.py().import("virgolette._show")?.getattr("show")?;
        show.call1((slf, browser))?;
        Ok(())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.to_html(py, false)
    }

    /// The document as pandas data frames: `.quotes`, `.mentions`, `.entities`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        tables(slf, "to_pandas")
    }

    /// The document as Polars data frames: `.quotes`, `.mentions`, `.entities`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        tables(slf, "to_polars")
    }

    /// The document as Arrow tables: `.quotes`, `.mentions`, `.entities`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        tables(slf, "to_arrow")
    }

    /// The document that `json` was made from, over the `text` that it was made from.
    ///
    /// Raises DocumentError where the two do not belong together.
    #[staticmethod]
    #[pyo3(signature = (text, json, *, offsets = "codepoints"))]
    fn from_json(
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        json: &str,
        offsets: &str,
    ) -> PyResult<Self> {
        let unit = arguments::unit(py, offsets)?;
        let Text { python, rust } = arguments::text(text)?;
        let found = py
            .detach(|| virgolette::Document::from_json(rust, json, unit))
            .map_err(|error| errors::raise(py, &error))?;
        Ok(Self::new(found, python))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Document>().is_ok_and(|other| self.found == other.get().found)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.found.id, &self.found.text).hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let rebuild = py.get_type::<Self>().getattr("from_json")?;
        let json = self.found.to_json(OffsetUnit::Codepoints);
        (rebuild, (self.text.clone_ref(py), json)).into_pyobject(py)
    }

    fn __str__(&self) -> String {
        self.to_text(None, false)
    }

    fn __repr__(&self) -> String {
        let found = &self.found;
        let name = found.id.as_ref().map(|id| format!(" {id:?}")).unwrap_or_default();
        format!(
            "<Document{name}: {} characters, {} quotes, {} entities, {} mentions>",
            self.offset(found.text.len() as u32),
            found.quotes.len(),
            found.entities.len(),
            found.mentions.len(),
        )
    }
}
