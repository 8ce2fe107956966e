//! Child processes: what they print is kept, and shown when they fail.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::workshop::{Failure, Workshop};

/// What a finished process printed.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command that runs in the root of the checkout.
#[derive(Debug)]
pub(crate) struct Run(Command);

impl Run {
    /// `program`, run in the root of the checkout without cargo's variables about ourselves.
    pub(crate) fn new(workshop: &Workshop, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(&workshop.root).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let about_us = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_"];
            let name_text = name.to_string_lossy();
            if about_us.iter().any(|prefix| name_text.starts_with(prefix)) {
                command.env_remove(name);
            }
        }
        Self(command)
    }

    /// `cargo` with these arguments.
    pub(crate) fn cargo(workshop: &Workshop, arguments: &[&str]) -> Self {
        Self::new(workshop, &workshop.cargo).args(arguments)
    }

    /// A command line for the system's shell, with our cargo and what it built first on its path.
    pub(crate) fn shell(workshop: &Workshop, line: &str) -> Self {
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let run = Self::new(workshop, shell).args([flag, line]);
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let built = workshop.target.join("release");
        let cargo_folder = workshop.cargo.parent().map(Path::to_path_buf);
        let ours = std::iter::once(built).chain(cargo_folder);
        let folders = ours.chain(std::env::split_paths(&paths));
        match std::env::join_paths(folders) {
            Ok(joined) => run.env("PATH", joined),
            Err(_) => run,
        }
    }

    /// With these arguments too.
    pub(crate) fn args<I>(mut self, arguments: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.0.args(arguments);
        self
    }

    /// With this variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Without this variable.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    /// Runs to the end; a failure holds all that was printed.
    pub(crate) fn finish(mut self) -> Result<Printed, Failure> {
        let shown = self.shown();
        let output = self.0.output().map_err(Failure::of(&shown))?;
        let printed = Printed {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        if output.status.success() {
            return Ok(printed);
        }
        let Printed { stdout, stderr } = printed;
        Err(Failure(format!("$ {shown}\n{stdout}{stderr}({})", output.status)))
    }

    /// Runs to the end, printing as it goes.
    pub(crate) fn finish_aloud(mut self) -> Result<(), Failure> {
        let shown = self.shown();
        let status = self.0.status().map_err(Failure::of(&shown))?;
        if status.success() { Ok(()) } else { Err(Failure(format!("$ {shown}\n({status})"))) }
    }

    fn shown(&self) -> String {
        let program = Path::new(self.0.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        let words = std::iter::once(name).chain(self.0.get_args());
        let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
        words.join(" ")
    }
}
