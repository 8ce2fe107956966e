//! Rust's errors as the exceptions of `virgolette.errors`.

use pyo3::prelude::*;
use pyo3::types::PyType;
use virgolette::{Error, ErrorKind};

/// The exception for `error`, with its path, line and mend.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let name = match error.kind() {
        ErrorKind::Rule => "RuleError",
        ErrorKind::Gazetteer => "GazetteerError",
        ErrorKind::Model => "ModelError",
        ErrorKind::Setting => "SettingError",
        ErrorKind::Document => "DocumentError",
        ErrorKind::TextTooLong => "TextTooLongError",
        ErrorKind::Io => "IoError",
        _ => "VirgoletteError",
    };
    exception(py, name, error.to_string(), |exception| {
        let path = error.path().map(|path| path.to_string_lossy());
        exception.setattr("path", path)?;
        exception.setattr("line", error.line())?;
        exception.setattr("mend", error.mend())
    })
}

/// The exception for a text that is no text.
pub(crate) fn bad_text(py: Python<'_>, message: String) -> PyErr {
    exception(py, "TextError", message, |_| Ok(()))
}

fn exception(
    py: Python<'_>,
    name: &str,
    message: String,
    fill: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<()>,
) -> PyErr {
    let build = || {
        let class = py.import("virgolette.errors")?.getattr(name)?.cast_into::<PyType>()?;
        let exception = class.call1((message,))?;
        fill(&exception)?;
        Ok(PyErr::from_value(exception))
    };
    build().unwrap_or_else(|error| error)
}
