//! The Python module `virgolette._virgolette`: views over the Rust document, and no logic.

// PyO3's macros write the unsafe code of the boundary; none is written by hand here.
#![allow(unsafe_code)]

mod arguments;
mod corpus;
mod document;
mod errors;
mod extractor;
mod parts;
mod quote;
mod report;
mod view;

use pyo3::prelude::*;

/// Virgolette's native module; import `virgolette` instead.
#[pymodule]
mod _virgolette {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::corpus::{Corpus, CorpusEntity, QuoteGroup, QuoteOccurrence};
    #[pymodule_export]
    use crate::document::Document;
    #[pymodule_export]
    use crate::extractor::Extractor;
    #[pymodule_export]
    use crate::parts::{Claim, Diagnostic, Entity, Mention, Quantity, Role, Section, Time};
    #[pymodule_export]
    use crate::quote::{Cue, Quote, Speaker};
    #[pymodule_export]
    use crate::report::report;
    #[pymodule_export]
    use crate::view::{Span, View, view};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
