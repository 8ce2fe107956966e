//! Quotes: who said what, by which words.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::view::{Key, Span, View, brief};

/// Something attributed to someone.
///
/// `content` is what was said, `cue` the words that attribute it ("ha detto"), `source` the words
/// that name who said it, `speaker` the person behind those words. Where nobody is named, `speaker`
/// is None and `unknown` says why.
///
/// >>> document = virgolette.extract("«Riapriamo a marzo», ha detto Anna Neri.")
/// >>> for quote in document.quotes:
/// ...     print(quote.speaker.name, quote.cue.text, quote.text)
#[pyclass(frozen, extends = View, module = "virgolette")]
pub(crate) struct Quote {}

fn of<'a>(slf: &'a Bound<'_, Quote>) -> &'a virgolette::Quote {
    let view = slf.as_super().get();
    &view.found().quotes[view.index()]
}

fn span<'py>(
    slf: &Bound<'py, Quote>,
    span: Option<virgolette::Span>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    Key::maybe(slf.as_super().get().bound(slf.py()), span.map(Key::from))
}

#[pymethods]
impl Quote {
    /// Its place in `document.quotes`.
    #[getter]
    fn id(slf: &Bound<'_, Self>) -> usize {
        slf.as_super().get().index()
    }

    /// `direct`: all in quotation marks; `mixed`: a paraphrase with words in marks; `indirect`.
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        of(slf).kind.as_str()
    }

    /// What was said: one span, or several where the cue cuts it.
    #[getter]
    fn content<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let keys = of(slf).content.iter().map(|&span| Key::from(span));
        Key::all(slf.as_super().get().bound(slf.py()), keys)
    }

    /// What was said as one string; the parts of a cut quotation are joined by a space.
    #[getter]
    fn text(slf: &Bound<'_, Self>) -> String {
        slf.as_super().get().found().content(of(slf), " ")
    }

    /// The words that name who said it, or None.
    #[getter]
    fn source<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        span(slf, of(slf).source)
    }

    /// The words that attribute it, or None.
    #[getter]
    fn cue<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let view = slf.as_super().get();
        let key = of(slf).cue.as_ref().map(|_| Key::Cue(view.index() as u32));
        Key::maybe(view.bound(slf.py()), key)
    }

    /// Who said it, or None.
    #[getter]
    fn speaker<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let view = slf.as_super().get();
        let key = of(slf).speaker.as_ref().map(|_| Key::Speaker(view.index() as u32));
        Key::maybe(view.bound(slf.py()), key)
    }

    /// Why nobody is named as the speaker, or None.
    #[getter]
    fn unknown<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        of(slf).unknown.as_deref()
    }

    /// `verbatim`, `paraphrase`, `hearsay`, `denied`, `asked`, `ordered` or `promised`.
    #[getter]
    fn certainty(slf: &Bound<'_, Self>) -> &'static str {
        of(slf).certainty.as_str()
    }

    /// The quote whose content holds this one, or None.
    #[getter]
    fn within<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = of(slf).within.map(|id| Key::Quote(id.0));
        Key::maybe(slf.as_super().get().bound(slf.py()), key)
    }

    /// The quote that reports this one ("Secondo le agenzie, Neri ha detto …"), or None.
    #[getter]
    fn reported_by<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = of(slf).reported_by.map(|id| Key::Quote(id.0));
        Key::maybe(slf.as_super().get().bound(slf.py()), key)
    }

    /// What the source cites ("citando fonti della procura"), or None.
    #[getter]
    fn evidence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        span(slf, of(slf).evidence)
    }

    /// To whom it was said, or None.
    #[getter]
    fn addressee<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        span(slf, of(slf).addressee)
    }

    /// When it was said, or None.
    #[getter]
    fn time<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = of(slf).time.map(|id| Key::Time(id.0));
        Key::maybe(slf.as_super().get().bound(slf.py()), key)
    }

    /// At which place it was said, a mention, or None.
    #[getter]
    fn place<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let key = of(slf).place.map(|id| Key::Mention(id.0));
        Key::maybe(slf.as_super().get().bound(slf.py()), key)
    }

    /// In what it was said: `interview`, `statement`, `social`, `press`, `court`, `document` or None.
    #[getter]
    fn channel(slf: &Bound<'_, Self>) -> Option<&'static str> {
        of(slf).channel.map(virgolette::Channel::as_str)
    }

    /// Whether the cue is negated ("non ha detto che").
    #[getter]
    fn negated(slf: &Bound<'_, Self>) -> bool {
        of(slf).negated
    }

    /// The rule that found it.
    #[getter]
    fn rule<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &of(slf).rule
    }

    /// How sure the rule is, from 0 to 1.
    #[getter]
    fn confidence(slf: &Bound<'_, Self>) -> f64 {
        // Through its shortest decimal: 0.87 stays 0.87, as in the JSON document.
        let confidence = of(slf).confidence;
        confidence.to_string().parse().unwrap_or(f64::from(confidence))
    }

    fn __str__(slf: &Bound<'_, Self>) -> String {
        Self::text(slf)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let quote = of(slf);
        let who = match (&quote.speaker, &quote.unknown) {
            (Some(speaker), _) => speaker.name.clone(),
            (None, Some(why)) => format!("unknown ({why})"),
            (None, None) => "unknown".to_owned(),
        };
        format!("<Quote {} {who}: {}>", quote.kind, brief(&Self::text(slf)))
    }
}

/// The words that attribute a quote ("ha detto", "secondo").
#[pyclass(frozen, extends = Span, module = "virgolette")]
pub(crate) struct Cue {}

fn cue<'a>(slf: &'a Bound<'_, Cue>) -> Option<&'a virgolette::Cue> {
    let view = slf.as_super().as_super().get();
    view.found().quotes[view.index()].cue.as_ref()
}

#[pymethods]
impl Cue {
    /// The cue in the dictionary ("dire").
    #[getter]
    fn lemma<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        cue(slf).map_or("", |cue| &cue.lemma)
    }

    /// What kind of saying it is ("say", "ask", "deny" …).
    #[getter(class_)]
    fn class<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        cue(slf).map_or("", |cue| &cue.class)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        format!("<Cue {} {} {}>", Self::class(slf), Self::lemma(slf), Span::place(slf.as_super()))
    }
}

/// Who says a quote.
#[pyclass(frozen, extends = View, module = "virgolette")]
pub(crate) struct Speaker {}

fn speaker<'a>(slf: &'a Bound<'_, Speaker>) -> Option<&'a virgolette::Speaker> {
    let view = slf.as_super().get();
    view.found().quotes[view.index()].speaker.as_ref()
}

#[pymethods]
impl Speaker {
    /// The fullest name in the article, or the words for an unnamed source.
    #[getter]
    fn name<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        speaker(slf).map_or("", |speaker| &speaker.name)
    }

    /// The entity, where the speaker is one; else None.
    #[getter]
    fn entity<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let id = speaker(slf).and_then(|speaker| speaker.entity);
        Key::maybe(slf.as_super().get().bound(slf.py()), id.map(|id| Key::Entity(id.0)))
    }

    /// How the speaker was found: `explicit`, `coreference`, `continuation` or `apposition`.
    #[getter]
    fn via(slf: &Bound<'_, Self>) -> &'static str {
        speaker(slf).map_or("", |speaker| speaker.via.as_str())
    }

    /// Whether the article withholds who it is ("fonti della procura").
    #[getter]
    fn anonymous(slf: &Bound<'_, Self>) -> bool {
        speaker(slf).is_some_and(|speaker| speaker.anonymous)
    }

    /// `one` or `many`.
    #[getter]
    fn number(slf: &Bound<'_, Self>) -> &'static str {
        speaker(slf).map_or("", |speaker| speaker.number.as_str())
    }

    fn __str__<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        Self::name(slf)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> String {
        let veiled = if Self::anonymous(slf) { " anonymous" } else { "" };
        format!("<Speaker {:?} {}{veiled}>", Self::name(slf), Self::via(slf))
    }
}
