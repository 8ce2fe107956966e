//! What every view shares: the document it looks into, and what it looks at.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::document::Document;
use crate::parts::{Claim, Diagnostic, Entity, Mention, Quantity, Role, Section, Time};
use crate::quote::{Cue, Quote, Speaker};

/// What a view looks at: indexes into the document's lists, or bytes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Span(u32, u32),
    Section(u32),
    Entity(u32),
    /// Of an entity, a role.
    Role(u32, u32),
    Mention(u32),
    Quote(u32),
    /// Of a quote, its cue.
    Cue(u32),
    /// Of a quote, its speaker.
    Speaker(u32),
    Claim(u32),
    Time(u32),
    Quantity(u32),
    Diagnostic(u32),
}

impl Key {
    fn parts(self) -> (&'static str, u32, u32) {
        match self {
            Key::Span(start, end) => ("span", start, end),
            Key::Section(index) => ("section", index, 0),
            Key::Entity(index) => ("entity", index, 0),
            Key::Role(entity, index) => ("role", entity, index),
            Key::Mention(index) => ("mention", index, 0),
            Key::Quote(index) => ("quote", index, 0),
            Key::Cue(quote) => ("cue", quote, 0),
            Key::Speaker(quote) => ("speaker", quote, 0),
            Key::Claim(index) => ("claim", index, 0),
            Key::Time(index) => ("time", index, 0),
            Key::Quantity(index) => ("quantity", index, 0),
            Key::Diagnostic(index) => ("diagnostic", index, 0),
        }
    }

    fn of_parts(kind: &str, first: u32, second: u32) -> Option<Self> {
        Some(match kind {
            "span" => Key::Span(first, second),
            "section" => Key::Section(first),
            "entity" => Key::Entity(first),
            "role" => Key::Role(first, second),
            "mention" => Key::Mention(first),
            "quote" => Key::Quote(first),
            "cue" => Key::Cue(first),
            "speaker" => Key::Speaker(first),
            "claim" => Key::Claim(first),
            "time" => Key::Time(first),
            "quantity" => Key::Quantity(first),
            "diagnostic" => Key::Diagnostic(first),
            _ => return None,
        })
    }

    /// The bytes it covers; `None` of what is no span.
    fn span(self, document: &virgolette::Document) -> Option<virgolette::Span> {
        let span = match self {
            Key::Span(start, end) => virgolette::Span { start, end },
            Key::Section(index) => document.sections.get(index as usize)?.span,
            Key::Role(entity, index) => {
                document.entities.get(entity as usize)?.roles.get(index as usize)?.span
            }
            Key::Mention(index) => document.mentions.get(index as usize)?.span,
            Key::Cue(quote) => document.quotes.get(quote as usize)?.cue.as_ref()?.span,
            Key::Time(index) => document.times.get(index as usize)?.span,
            Key::Quantity(index) => document.quantities.get(index as usize)?.span,
            Key::Diagnostic(index) => document.diagnostics.get(index as usize)?.span,
            Key::Entity(_) | Key::Quote(_) | Key::Speaker(_) | Key::Claim(_) => return None,
        };
        document.text.get(span.start as usize..span.end as usize).map(|_| span)
    }

    /// Whether the document has it.
    fn is_in(self, document: &virgolette::Document) -> bool {
        match self {
            Key::Entity(index) => (index as usize) < document.entities.len(),
            Key::Quote(index) => (index as usize) < document.quotes.len(),
            Key::Speaker(quote) => {
                document.quotes.get(quote as usize).is_some_and(|quote| quote.speaker.is_some())
            }
            Key::Claim(index) => (index as usize) < document.claims.len(),
            _ => self.span(document).is_some(),
        }
    }

    /// The view of it.
    pub(crate) fn of<'py>(self, document: &Bound<'py, Document>) -> PyResult<Bound<'py, PyAny>> {
        let py = document.py();
        let view = View { document: document.clone().unbind(), key: self };
        let view = PyClassInitializer::from(view);
        let span = |view: PyClassInitializer<View>| view.add_subclass(Span {});
        Ok(match self {
            Key::Span(..) => Bound::new(py, span(view))?.into_any(),
            Key::Section(_) => Bound::new(py, span(view).add_subclass(Section {}))?.into_any(),
            Key::Entity(_) => Bound::new(py, view.add_subclass(Entity {}))?.into_any(),
            Key::Role(..) => Bound::new(py, span(view).add_subclass(Role {}))?.into_any(),
            Key::Mention(_) => Bound::new(py, span(view).add_subclass(Mention {}))?.into_any(),
            Key::Quote(_) => Bound::new(py, view.add_subclass(Quote {}))?.into_any(),
            Key::Cue(_) => Bound::new(py, span(view).add_subclass(Cue {}))?.into_any(),
            Key::Speaker(_) => Bound::new(py, view.add_subclass(Speaker {}))?.into_any(),
            Key::Claim(_) => Bound::new(py, view.add_subclass(Claim {}))?.into_any(),
            Key::Time(_) => Bound::new(py, span(view).add_subclass(Time {}))?.into_any(),
            Key::Quantity(_) => Bound::new(py, span(view).add_subclass(Quantity {}))?.into_any(),
            Key::Diagnostic(_) => {
                Bound::new(py, span(view).add_subclass(Diagnostic {}))?.into_any()
            }
        })
    }

    /// The views of a list, as a tuple.
    pub(crate) fn all<'py>(
        document: &Bound<'py, Document>,
        keys: impl ExactSizeIterator<Item = Key>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let views: Vec<_> = keys.map(|key| key.of(document)).collect::<PyResult<_>>()?;
        PyTuple::new(document.py(), views)
    }

    /// The view of it, or `None`.
    pub(crate) fn maybe<'py>(
        document: &Bound<'py, Document>,
        key: Option<Key>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        key.map(|key| key.of(document)).transpose()
    }
}

impl From<virgolette::Span> for Key {
    fn from(span: virgolette::Span) -> Self {
        Key::Span(span.start, span.end)
    }
}

/// A part of a document: the base of every result.
///
/// Parts are light: they look into their document and copy nothing until asked. They cannot be
/// changed. Two are equal where they are the same part of equal documents.
#[pyclass(frozen, subclass, weakref, module = "virgolette")]
pub(crate) struct View {
    document: Py<Document>,
    key: Key,
}

#[pymethods]
impl View {
    /// The document it is part of.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<View>() else {
            return false;
        };
        let other = other.get();
        self.key == other.key && (self.document.get().found == other.document.get().found)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.key.hash(&mut hasher);
        if let Some(span) = self.key.span(&self.document.get().found) {
            self.document.get().found.slice(span).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let rebuild = py.import("virgolette._virgolette")?.getattr("_view")?;
        let (kind, first, second) = self.key.parts();
        let arguments = (self.document.clone_ref(py), kind, first, second);
        (rebuild, arguments).into_pyobject(py)
    }
}

/// A part of a document by its key, as pickles hold it.
#[pyfunction(name = "_view")]
pub(crate) fn view<'py>(
    document: &Bound<'py, Document>,
    kind: &str,
    first: u32,
    second: u32,
) -> PyResult<Bound<'py, PyAny>> {
    let key = Key::of_parts(kind, first, second).filter(|key| key.is_in(&document.get().found));
    key.ok_or_else(|| PyIndexError::new_err(format!("the document has no {kind} {first}")))?
        .of(document)
}

/// Words of a document's text: where they start and end, and what they are.
///
/// `start` and `end` count code points, as Python does: `document.text[span.start:span.end]` is
/// `span.text`. `len(span)` and `str(span)` work too.
#[pyclass(frozen, subclass, extends = View, module = "virgolette")]
pub(crate) struct Span {}

#[pymethods]
impl Span {
    /// The index of its first character in the document's text.
    #[getter]
    fn start(slf: &Bound<'_, Self>) -> u32 {
        let view = slf.as_super().get();
        view.document.get().offset(view.bytes().start)
    }

    /// One past the index of its last character.
    #[getter]
    fn end(slf: &Bound<'_, Self>) -> u32 {
        let view = slf.as_super().get();
        view.document.get().offset(view.bytes().end)
    }

    /// Its words.
    #[getter]
    pub(crate) fn text<'py>(slf: &'py Bound<'_, Self>) -> &'py str {
        slf.as_super().get().words()
    }

    fn __str__<'py>(slf: &'py Bound<'_, Self>) -> &'py str {
        Self::text(slf)
    }

    fn __len__(slf: &Bound<'_, Self>) -> usize {
        Self::text(slf).chars().count()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Span {}>", Self::place(slf))
    }
}

impl Span {
    /// Where it stands and its words, for a repr.
    pub(crate) fn place(slf: &Bound<'_, Self>) -> String {
        format!("{}:{} {}", Self::start(slf), Self::end(slf), brief(Self::text(slf)))
    }
}

impl View {
    /// What was found in the document.
    pub(crate) fn found(&self) -> &virgolette::Document {
        &self.document.get().found
    }

    /// The document as Python has it.
    pub(crate) fn bound<'py>(&self, py: Python<'py>) -> &Bound<'py, Document> {
        self.document.bind(py)
    }

    pub(crate) fn key(&self) -> Key {
        self.key
    }

    /// The index of its key in the list it is of.
    pub(crate) fn index(&self) -> usize {
        let (_, first, _) = self.key.parts();
        first as usize
    }

    fn bytes(&self) -> virgolette::Span {
        self.key.span(self.found()).unwrap_or_default()
    }

    fn words(&self) -> &str {
        self.found().slice(self.bytes())
    }
}

/// The first words of `text` in quotation marks, on one line.
pub(crate) fn brief(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}
