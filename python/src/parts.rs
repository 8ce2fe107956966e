//! Sections, entities, mentions, claims, times, quantities, diagnostics.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::view::{Key, Span, View};

/// A part of the article.
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Section {}

/// A span that refers to someone or something.
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Mention {}

/// One person, place or thing, with all its mentions.
#[pyclass(frozen, extends = View, module = "virgolette")]
pub(crate) struct Entity {}

/// A role of an entity, as the article words it ("portavoce del Cremlino").
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Role {}

/// A statement in the reportive conditional ("avrebbe proposto"): reported, not verified.
#[pyclass(frozen, extends = View, module = "virgolette")]
pub(crate) struct Claim {}

/// A time expression, with its value as in TIMEX3.
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Time {}

/// A number and what it counts or measures.
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Quantity {}

/// Something odd in the text, and what was made of it.
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Diagnostic {}

/// How a view finds what it looks at.
macro_rules! looks_at {
    ($($name:ident at $list:ident through $view:ident;)*) => {$(
        impl $name {
            fn of<'a>(slf: &'a Bound<'_, Self>) -> &'a virgolette::$name {
                let view = $view!(slf);
                &view.found().$list[view.index()]
            }
        }
    )*};
}

/// The base of a view that is a span.
macro_rules! span {
    ($slf:ident) => {
        $slf.as_super().as_super().get()
    };
}

/// The base of a view that is none.
macro_rules! plain {
    ($slf:ident) => {
        $slf.as_super().get()
    };
}

looks_at! {
    Section at sections through span;
    Mention at mentions through span;
    Entity at entities through plain;
    Claim at claims through plain;
    Time at times through span;
    Quantity at quantities through span;
    Diagnostic at diagnostics through span;
}

#[pymethods]
impl Section {
    /// `headline`, `heading`, `paragraph`, `byline` or `boilerplate`.
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).kind.as_str()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Section {} {}>", Self::kind(slf), Span::place(slf.as_super()))
    }
}

#[pymethods]
impl Mention {
    /// Its place in `document.mentions`.
    #[getter]
    fn id(slf: &Bound<'_, Self>) -> usize {
        span!(slf).index()
    }

    /// What it refers to: `person`, `organization`, `gpe`, `location`, `facility`, `event` …
    #[getter]
    fn r#type(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).kind.as_str()
    }

    /// `name`, `nominal` ("il ministro") or `pronoun`.
    #[getter]
    fn form(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).form.as_str()
    }

    /// The entity it refers to, or None.
    #[getter]
    fn entity<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = Self::of(slf).entity.map(|id| Key::Entity(id.0));
        Key::maybe(span!(slf).bound(slf.py()), key)
    }

    /// Whether a place stands for its government, institution or team.
    #[getter]
    fn metonymy(slf: &Bound<'_, Self>) -> bool {
        Self::of(slf).metonymy
    }

    /// What found it: `tagger`, `gazetteer` or `rule`.
    #[getter]
    fn by(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).by.as_str()
    }

    /// The rule, list or model that found it.
    #[getter]
    fn rule<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &Self::of(slf).rule
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Mention {} {}>", Self::r#type(slf), Span::place(slf.as_super()))
    }
}

#[pymethods]
impl Entity {
    /// Its place in `document.entities`.
    #[getter]
    fn id(slf: &Bound<'_, Self>) -> usize {
        plain!(slf).index()
    }

    /// What it is: `person`, `organization`, `gpe`, `location`, `facility`, `event` …
    #[getter]
    fn r#type(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).kind.as_str()
    }

    /// Its fullest name in the article.
    #[getter]
    fn name<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &Self::of(slf).name
    }

    /// Its other names in the article, in order of appearance.
    #[getter]
    fn aliases<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(slf.py(), &Self::of(slf).aliases)
    }

    /// Its roles ("portavoce del Cremlino").
    #[getter]
    fn roles<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (view, roles) = (plain!(slf), Self::of(slf).roles.len());
        let entity = view.index() as u32;
        Key::all(view.bound(slf.py()), (0..roles).map(|role| Key::Role(entity, role as u32)))
    }

    /// Of a person: `female` or `male` where something shows it, else None.
    #[getter]
    fn gender(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Self::of(slf).gender.map(virgolette::Gender::as_str)
    }

    /// The words that show its gender: a given name, a role, an article or a participle; or None.
    #[getter]
    fn gender_evidence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let evidence = Self::of(slf).gender_evidence;
        let view = plain!(slf).bound(slf.py());
        evidence.map(|span| Key::from(span).of(view)).transpose()
    }

    /// Its identifiers in registers, as {"iso3166": "KP", "geonames": 1873107}.
    #[getter]
    fn links<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let links = PyDict::new(slf.py());
        for (register, link) in &Self::of(slf).links {
            match link {
                virgolette::Link::Number(number) => links.set_item(register, number)?,
                virgolette::Link::Code(code) => links.set_item(register, code)?,
            }
        }
        Ok(links)
    }

    /// Its mentions, in order of appearance.
    #[getter]
    fn mentions<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let keys = Self::of(slf).mentions.iter().map(|id| Key::Mention(id.0));
        Key::all(plain!(slf).bound(slf.py()), keys)
    }

    /// What it says: the quotes whose speaker it is.
    #[getter]
    fn quotes<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let view = plain!(slf);
        let ids: Vec<_> =
            view.found().quotes_of(virgolette::EntityId(view.index() as u32)).collect();
        Key::all(view.bound(slf.py()), ids.iter().map(|id| Key::Quote(id.0)))
    }

    fn __str__<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        Self::name(slf)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let mentions = Self::of(slf).mentions.len();
        format!("<Entity {} {:?}, mentions: {mentions}>", Self::r#type(slf), Self::name(slf))
    }
}

#[pymethods]
impl Role {
    /// The mention it describes.
    #[getter]
    fn mention<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let view = span!(slf);
        let Key::Role(entity, role) = view.key() else {
            return Ok(None);
        };
        let mention = view.found().entities[entity as usize].roles[role as usize].mention;
        Key::maybe(view.bound(slf.py()), Some(Key::Mention(mention.0)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Role {}>", Span::place(slf.as_super()))
    }
}

#[pymethods]
impl Claim {
    /// The verb group in the conditional.
    #[getter]
    fn cue<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Key::from(Self::of(slf).cue).of(plain!(slf).bound(slf.py()))
    }

    /// The sentence it stands in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let view = plain!(slf);
        let sentence = view.found().sentences[Self::of(slf).sentence as usize];
        Key::from(sentence).of(view.bound(slf.py()))
    }

    /// The quote it stands under, or None.
    #[getter]
    fn quote<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = Self::of(slf).quote.map(|id| Key::Quote(id.0));
        Key::maybe(plain!(slf).bound(slf.py()), key)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let words = plain!(slf).found().slice(Self::of(slf).cue);
        format!("<Claim {words:?}>")
    }
}

#[pymethods]
impl Time {
    /// Its place in `document.times`.
    #[getter]
    fn id(slf: &Bound<'_, Self>) -> usize {
        span!(slf).index()
    }

    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[getter]
    fn r#type(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).kind.as_str()
    }

    /// Its value as in TIMEX3 ("2023-09-11", "P3D").
    #[getter]
    fn value<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &Self::of(slf).value
    }

    /// Whether the value is fixed on the calendar, or waits for a reference date.
    #[getter]
    fn anchored(slf: &Bound<'_, Self>) -> bool {
        Self::of(slf).anchored
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let (kind, value) = (Self::r#type(slf), Self::value(slf));
        format!("<Time {kind} {value} {}>", Span::place(slf.as_super()))
    }
}

#[pymethods]
impl Quantity {
    /// What it measures: `count`, `ordinal`, `percent`, `money`, `speed` …
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        Self::of(slf).kind.as_str()
    }

    /// The number, or None where the words give none ("migliaia di").
    #[getter]
    fn value(slf: &Bound<'_, Self>) -> Option<f64> {
        Self::of(slf).value
    }

    /// The unit, the currency's ISO 4217 code, or the noun counted; or None.
    #[getter]
    fn unit<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        Self::of(slf).unit.as_deref()
    }

    /// `about`, `at_least`, `at_most`, `more_than`, `less_than` or None.
    #[getter]
    fn bound(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Self::of(slf).bound.map(virgolette::Bound::as_str)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Quantity {} {}>", Self::kind(slf), Span::place(slf.as_super()))
    }
}

#[pymethods]
impl Diagnostic {
    /// A stable code ("unclosed-quotation").
    #[getter]
    fn code<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &Self::of(slf).code
    }

    /// What was found, and what was made of it.
    #[getter]
    fn message<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &Self::of(slf).message
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Diagnostic {} {}>", Self::code(slf), Span::place(slf.as_super()))
    }
}
