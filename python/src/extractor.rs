//! The extractor: texts in, documents out, with the interpreter free meanwhile.

use std::num::NonZeroUsize;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use virgolette::{Article, ArticleInfo, Scratch};

use crate::arguments::{self, Text};
use crate::document::Document;
use crate::errors;

/// Finds entities and quotes in Italian news.
///
/// One extractor serves any number of articles and threads. `reference_date` is the day to which
/// "ieri" and "lunedì" refer in articles that bring no date of their own.
///
/// `gazetteers` are names of your own, which win over what else is found at their place: the path of
/// a .csv, .tsv or .jsonl file; a dict of names and their types, as {"Cooperativa Alba":
/// "organization"}; a list of dicts with "name" and, if known, "type", "aliases", "id" and "links";
/// plain names in a list or a column of a data frame; a data frame; or a list of several of these.
/// GazetteerError tells the place of a bad entry.
///
/// `cues` are verbs, nouns and phrases of your own that attribute: the path of a .toml file with a
/// [[cue]] table for each; a dict of infinitives and their class, as {"berciare": "say"}; a dict with
/// the keys of such a table, "lemma" and "class" at least; or a list of several of these. A cue that
/// the package has too is replaced. RuleError tells the place of a bad one, and of an example
/// ("finds", "ignores") that fails.
///
/// >>> extractor = virgolette.Extractor(reference_date="2023-09-12")
/// >>> document = extractor.extract("«Riapriamo a marzo», ha detto Anna Neri.")
#[pyclass(frozen, weakref, module = "virgolette")]
pub(crate) struct Extractor {
    extractor: virgolette::Extractor,
    reference_date: Option<String>,
    /// Gazetteers as `virgolette._gazetteers` read them, for copies in other processes.
    gazetteers: Py<PyAny>,
    /// Cues as `virgolette._cues` read them, likewise.
    cues: Py<PyAny>,
}

/// An article as Python handed it in.
struct Given {
    text: Text,
    id: Option<String>,
    date: Option<String>,
}

impl Given {
    fn info(&self) -> Result<ArticleInfo<'_>, virgolette::Error> {
        ArticleInfo::new(self.id.as_deref(), self.date.as_deref())
    }
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, reference_date = None, gazetteers = None, cues = None))]
    fn new(
        py: Python<'_>,
        reference_date: Option<&Bound<'_, PyAny>>,
        gazetteers: Option<&Bound<'_, PyAny>>,
        cues: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let reference_date = arguments::date(reference_date)?;
        let mut builder = virgolette::Extractor::builder();
        if let Some(date) = &reference_date {
            builder = builder.reference_date(date);
        }
        let gazetteers = read_by(py, "virgolette._gazetteers", gazetteers)?;
        for given in gazetteers.try_iter()? {
            builder = builder.gazetteer(arguments::gazetteer(&given?)?);
        }
        let cues = read_by(py, "virgolette._cues", cues)?;
        for given in cues.try_iter()? {
            builder = builder.cues(arguments::cues(&given?)?);
        }
        let extractor = builder.build().map_err(|error| errors::raise(py, &error))?;
        let (gazetteers, cues) = (gazetteers.unbind(), cues.unbind());
        Ok(Self { extractor, reference_date, gazetteers, cues })
    }

    /// Everything found in `text`.
    ///
    /// `date` is the article's day (a str such as "2023-09-12" or a datetime.date), `id` your name
    /// for the article; both are kept in the document. Other threads run meanwhile.
    #[pyo3(signature = (text, *, date = None, id = None))]
    fn extract(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        id: Option<String>,
    ) -> PyResult<Document> {
        let given = Given { text: arguments::text(text)?, id, date: arguments::date(date)? };
        let info = given.info().map_err(|error| errors::raise(py, &error))?;
        let text = Arc::clone(&given.text.rust);
        let extract = || self.extractor.try_extract_article(text, info, &mut Scratch::default());
        let found = py.detach(extract).map_err(|error| errors::raise(py, &error))?;
        Ok(Document::new(found, given.text.python))
    }

    /// The documents of many articles, lazily and in order; see `virgolette.extract_many`.
    #[pyo3(signature = (items, *, workers = None, progress = false, text_field = "text"))]
    fn extract_many<'py>(
        slf: &Bound<'py, Self>,
        items: &Bound<'py, PyAny>,
        workers: Option<usize>,
        progress: bool,
        text_field: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let options = PyDict::new(py);
        options.set_item("extractor", slf)?;
        options.set_item("workers", workers)?;
        options.set_item("progress", progress)?;
        options.set_item("text_field", text_field)?;
        let many = py.import("virgolette._many")?.getattr("extract_many")?;
        many.call((items,), Some(&options))
    }

    /// The documents of `(text, id, date)` tuples, each or the exception that it raised.
    fn _batch<'py>(
        &self,
        py: Python<'py>,
        items: Vec<Bound<'py, PyTuple>>,
        workers: Option<NonZeroUsize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let given: Vec<PyResult<Given>> = items.iter().map(|item| read(item)).collect();
        let articles: Vec<Article<'_>> = given
            .iter()
            .flatten()
            .flat_map(|given| {
                given.info().map(|info| Article { text: Arc::clone(&given.text.rust), info })
            })
            .collect();
        let found = py.detach(|| self.extractor.extract_articles(&articles, workers));
        drop(articles);
        let mut found = found.into_iter();
        let results = PyList::empty(py);
        for given in given {
            match given.and_then(|given| document(py, given, &mut found)) {
                Ok(document) => results.append(document)?,
                Err(error) => results.append(error.into_value(py))?,
            }
        }
        Ok(results)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let options = PyDict::new(py);
        options.set_item("reference_date", &self.reference_date)?;
        options.set_item("gazetteers", &self.gazetteers)?;
        options.set_item("cues", &self.cues)?;
        let partial = py.import("functools")?.getattr("partial")?;
        let rebuild = partial.call((py.get_type::<Self>(),), Some(&options))?;
        (rebuild, PyTuple::empty(py)).into_pyobject(py)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let mut settings = Vec::new();
        if let Some(date) = &self.reference_date {
            settings.push(format!("reference_date={date:?}"));
        }
        for (name, lists) in [("gazetteers", &self.gazetteers), ("cues", &self.cues)] {
            let count = lists.bind(py).len()?;
            if count > 0 {
                settings.push(format!("{name}=<{count}>"));
            }
        }
        Ok(format!("Extractor({})", settings.join(", ")))
    }
}

/// What a setting holds, in the forms that its module reads.
fn read_by<'py>(
    py: Python<'py>,
    module: &str,
    given: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    py.import(module)?.getattr("read")?.call1((given,))
}

/// The article in a `(text, id, date)` tuple.
fn read(item: &Bound<'_, PyTuple>) -> PyResult<Given> {
    let (text, id, date) =
        item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
    let id = match id.cast::<PyString>() {
        Ok(id) => Some(id.to_str()?.to_owned()),
        Err(_) if id.is_none() => None,
        Err(_) => Some(id.str()?.to_str()?.to_owned()),
    };
    let given = Given { text: arguments::text(&text)?, id, date: arguments::date(Some(&date))? };
    given.info().map_err(|error| errors::raise(item.py(), &error))?;
    Ok(given)
}

/// The next of the found documents, which is this article's.
fn document<'py>(
    py: Python<'py>,
    given: Given,
    found: &mut impl Iterator<Item = virgolette::Document>,
) -> PyResult<Bound<'py, Document>> {
    let missing = || pyo3::exceptions::PyRuntimeError::new_err("a document went missing");
    let found = found.next().ok_or_else(missing)?;
    Bound::new(py, Document::new(found, given.text.python))
}
