//! Where things are: the checkout, its target folder, the programs.

use std::fmt::Display;
use std::path::{Path, PathBuf};

/// Why a task stopped, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// A closure for `map_err` that says what was being done.
    pub(crate) fn of<E: Display>(what: impl Display) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("{what}: {error}"))
    }
}

impl From<virgolette::Error> for Failure {
    fn from(error: virgolette::Error) -> Self {
        Self(error.to_string())
    }
}

/// The checkout.
#[derive(Debug)]
pub(crate) struct Workshop {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; nothing is written anywhere else but by `generate`.
    pub(crate) target: PathBuf,
    /// The cargo that runs us.
    pub(crate) cargo: PathBuf,
}

impl Workshop {
    /// The checkout this binary was built from.
    pub(crate) fn open() -> Result<Self, Failure> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .nth(2)
            .filter(|root| root.join("Cargo.toml").is_file())
            .ok_or_else(|| Failure(format!("{} is no longer in a checkout", here.display())))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Self { root: root.to_path_buf(), target, cargo: cargo.into() })
    }

    /// A path of the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Reads a text file of the checkout.
    pub(crate) fn read(&self, relative: &str) -> Result<String, Failure> {
        std::fs::read_to_string(self.path(relative)).map_err(Failure::of(relative))
    }

    /// Files of a folder of the checkout with this extension, sorted; none where it is missing.
    pub(crate) fn files(&self, folder: &str, extension: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.path(folder)).into_iter().flatten();
        let mut files: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .collect();
        files.sort();
        files
    }
}
