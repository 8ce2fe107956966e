//! The notebooks: run from top to bottom, and shown with what they print.

use std::path::Path;

use serde_json::{Value, json};

use crate::command::Run;
use crate::python;
use crate::workshop::{Failure, Workshop};

/// Runs every notebook; how many there are.
pub(crate) fn check(workshop: &Workshop) -> Result<usize, Failure> {
    let notebooks = workshop.files("examples/notebooks", "ipynb");
    notebooks.iter().try_for_each(|notebook| execute(workshop, notebook, &[]))?;
    Ok(notebooks.len())
}

/// Runs every notebook and keeps what it prints; only that, so that a second time changes nothing.
pub(crate) fn accept(workshop: &Workshop) -> Result<(), Failure> {
    python::wheel(workshop)?;
    for notebook in workshop.files("examples/notebooks", "ipynb") {
        execute(workshop, &notebook, &["--inplace"])?;
        let name = notebook.display();
        let text = std::fs::read_to_string(&notebook).map_err(Failure::of(&name))?;
        let mut value: Value = serde_json::from_str(&text).map_err(Failure::of(&name))?;
        clean(&mut value);
        let text = serde_json::to_string_pretty(&value).map_err(Failure::of(&name))?;
        std::fs::write(&notebook, text + "\n").map_err(Failure::of(&name))?;
        println!("{name}");
    }
    Ok(())
}

fn execute(workshop: &Workshop, notebook: &Path, options: &[&str]) -> Result<(), Failure> {
    let tools = python::tools(workshop)?;
    Run::new(workshop, tools.program("jupyter-execute"))
        .args(["--timeout", "600"])
        .args(options)
        .args([notebook])
        .env("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        .finish()?;
    Ok(())
}

/// Takes out the times of the run and the version of the Python that ran it.
fn clean(notebook: &mut Value) {
    if let Some(language) = notebook.pointer_mut("/metadata/language_info") {
        *language = json!({"name": "python"});
    }
    let cells = notebook.get_mut("cells").and_then(Value::as_array_mut);
    for cell in cells.into_iter().flatten() {
        cell["metadata"] = json!({});
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_run_to_run_is_taken_out() {
        let mut notebook = json!({
            "cells": [{"metadata": {"execution": {"at": "9:00"}}, "outputs": ["kept"]}],
            "metadata": {"language_info": {"name": "python", "version": "3.11.7"}},
        });
        clean(&mut notebook);
        assert_eq!(
            notebook,
            json!({
                "cells": [{"metadata": {}, "outputs": ["kept"]}],
                "metadata": {"language_info": {"name": "python"}},
            })
        );
    }
}
