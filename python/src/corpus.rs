//! Many documents as one: views over the corpus that Rust merged.

use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::document::Document;
use crate::view::Key;

/// What the corpus and all its parts share.
pub(crate) struct Merged {
    corpus: virgolette::Corpus,
    documents: Vec<Py<Document>>,
}

impl Merged {
    /// The view of a part of one of the documents.
    fn part<'py>(&self, py: Python<'py>, document: u32, key: Key) -> PyResult<Bound<'py, PyAny>> {
        key.of(self.documents[document as usize].bind(py))
    }
}

/// The document that `given` must be to go into `whole`.
pub(crate) fn document_of<'g, 'py>(
    given: &'g Bound<'py, PyAny>,
    whole: &str,
) -> PyResult<&'g Bound<'py, Document>> {
    given.cast::<Document>().map_err(|_| {
        let kind = given.get_type().qualname();
        let kind = kind.map_or_else(|_| "?".to_owned(), |kind| kind.to_string());
        PyTypeError::new_err(format!("{whole} is made of Document, not {kind}"))
    })
}

/// Many documents as one: entities merged by name and link, quotes with the same words together.
///
/// `documents` is any iterable of documents, such as what `extract_many` gives. A surname alone is
/// its only bearer's; two people of one surname stay two. Time is linear in the documents' size.
///
/// >>> corpus = virgolette.Corpus(virgolette.extract_many(texts))
/// >>> for group in corpus.quotes:
/// ...     print(len(group.occurrences), group.text)
#[pyclass(frozen, module = "virgolette")]
pub(crate) struct Corpus(Arc<Merged>);

#[pymethods]
impl Corpus {
    #[new]
    fn new(py: Python<'_>, documents: &Bound<'_, PyAny>) -> PyResult<Self> {
        let documents = documents
            .try_iter()?
            .map(|document| Ok(document_of(&document?, "a corpus")?.clone().unbind()))
            .collect::<PyResult<Vec<Py<Document>>>>()?;
        let corpus = py.detach(|| {
            virgolette::Corpus::new(documents.iter().map(|document| &document.get().found))
        });
        Ok(Self(Arc::new(Merged { corpus, documents })))
    }

    /// The documents, in order.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.documents)
    }

    /// Who and what is named, in order of first appearance.
    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = 0..self.0.corpus.entities.len();
        PyTuple::new(py, all.map(|index| CorpusEntity { merged: Arc::clone(&self.0), index }))
    }

    /// The quotes, those with the same words together, in order of first appearance.
    #[getter]
    fn quotes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = 0..self.0.corpus.quotes.len();
        PyTuple::new(py, all.map(|index| QuoteGroup { merged: Arc::clone(&self.0), index }))
    }

    fn __len__(&self) -> usize {
        self.0.documents.len()
    }

    fn __repr__(&self) -> String {
        let Merged { corpus, documents } = &*self.0;
        let (entities, quotes) = (corpus.entities.len(), corpus.quotes.len());
        format!("Corpus(documents={}, entities={entities}, quotes={quotes})", documents.len())
    }
}

/// One person, place or thing in all documents.
#[pyclass(frozen, module = "virgolette")]
pub(crate) struct CorpusEntity {
    merged: Arc<Merged>,
    index: usize,
}

impl CorpusEntity {
    fn found(&self) -> &virgolette::CorpusEntity {
        &self.merged.corpus.entities[self.index]
    }
}

#[pymethods]
impl CorpusEntity {
    /// What it is, by the vote of its documents.
    #[getter]
    fn r#type(&self) -> &'static str {
        self.found().kind.as_str()
    }

    /// Its fullest name.
    #[getter]
    fn name(&self) -> &str {
        &self.found().name
    }

    /// Its other names, in order of appearance.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.found().aliases)
    }

    /// Of a person: `female` or `male` where the documents that show it agree, else None.
    #[getter]
    fn gender(&self) -> Option<&'static str> {
        self.found().gender.map(virgolette::Gender::as_str)
    }

    /// Its identifiers in registers, as {"iso3166": "KP", "geonames": 1873107}.
    #[getter]
    fn links<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let links = PyDict::new(py);
        for (register, link) in &self.found().links {
            match link {
                virgolette::Link::Number(number) => links.set_item(register, number)?,
                virgolette::Link::Code(code) => links.set_item(register, code)?,
            }
        }
        Ok(links)
    }

    /// The entity as each document has it, in order.
    #[getter]
    fn occurrences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let views = self.found().occurrences.iter();
        let views = views.map(|&(document, id)| self.merged.part(py, document, Key::Entity(id.0)));
        PyTuple::new(py, views.collect::<PyResult<Vec<_>>>()?)
    }

    fn __repr__(&self) -> String {
        let found = self.found();
        let count = found.occurrences.len();
        format!(
            "CorpusEntity(name={:?}, type={:?}, occurrences={count})",
            found.name,
            self.r#type()
        )
    }
}

/// Quotes that say the same words.
#[pyclass(frozen, module = "virgolette")]
pub(crate) struct QuoteGroup {
    merged: Arc<Merged>,
    index: usize,
}

#[pymethods]
impl QuoteGroup {
    /// The fullest wording.
    #[getter]
    fn text(&self) -> &str {
        &self.merged.corpus.quotes[self.index].text
    }

    /// Every quote with these words, in order.
    #[getter]
    fn occurrences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = 0..self.merged.corpus.quotes[self.index].occurrences.len();
        let occurrence =
            |index| QuoteOccurrence { merged: Arc::clone(&self.merged), group: self.index, index };
        PyTuple::new(py, all.map(occurrence))
    }

    fn __repr__(&self) -> String {
        let found = &self.merged.corpus.quotes[self.index];
        format!("QuoteGroup(text={:?}, occurrences={})", found.text, found.occurrences.len())
    }
}

/// A quote of one document in its group.
#[pyclass(frozen, module = "virgolette")]
pub(crate) struct QuoteOccurrence {
    merged: Arc<Merged>,
    group: usize,
    index: usize,
}

impl QuoteOccurrence {
    fn found(&self) -> &virgolette::QuoteOccurrence {
        &self.merged.corpus.quotes[self.group].occurrences[self.index]
    }
}

#[pymethods]
impl QuoteOccurrence {
    /// The document it is from.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.merged.documents[self.found().document as usize].clone_ref(py)
    }

    /// The quote there.
    #[getter]
    fn quote<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let found = self.found();
        self.merged.part(py, found.document, Key::Quote(found.quote.0))
    }

    /// The name of who speaks there, or None.
    #[getter]
    fn speaker(&self) -> Option<&str> {
        self.found().speaker.as_deref()
    }

    /// How its words relate to the fullest wording: `exact`, `truncated` (the end is missing),
    /// `trimmed` (the beginning is missing) or `near` (some words differ).
    #[getter]
    fn wording(&self) -> &'static str {
        self.found().wording.as_str()
    }

    fn __repr__(&self) -> String {
        let found = self.found();
        let (document, quote) = (found.document, found.quote.0);
        format!("QuoteOccurrence(document={document}, quote={quote}, wording={:?})", self.wording())
    }
}
