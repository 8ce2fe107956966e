//! `cargo dev gazetteers`: facts from public packages, written as sorted tables.

use crate::command::Run;
use crate::python;
use crate::workshop::{Failure, Workshop};

const FOLDER: &str = "crates/dev/gazetteers";

/// Runs `build.py` in an environment with the packages of `requirements.txt` beside it.
pub(crate) fn build(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    let script = workshop.path(FOLDER).join("build.py");
    let requirements = workshop.path(FOLDER).join("requirements.txt");
    let venv = python::venv(workshop, "gazetteers", &requirements)?;
    Run::new(workshop, venv.python()).args([script]).args(arguments).finish_aloud()
}
