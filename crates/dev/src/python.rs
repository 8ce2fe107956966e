//! Python environments under the target folder, and the wheel.

use std::path::{Path, PathBuf};

use crate::command::Run;
use crate::workshop::{Failure, Workshop};

/// The oldest Python the wheel runs on.
const OLDEST: (u32, u32) = (3, 10);

/// An environment of its own.
#[derive(Debug)]
pub(crate) struct Venv(PathBuf);

impl Venv {
    /// Its interpreter.
    pub(crate) fn python(&self) -> PathBuf {
        self.program("python")
    }

    /// A program that a package put there.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        let (folder, ending) = if cfg!(windows) { ("Scripts", ".exe") } else { ("bin", "") };
        self.0.join(folder).join(format!("{name}{ending}"))
    }
}

/// The Python that makes environments: `$PYTHON`, else the first of the usual names.
fn interpreter(workshop: &Workshop) -> Result<(String, (u32, u32)), Failure> {
    let asked = std::env::var("PYTHON").ok();
    let names: Vec<String> = match asked {
        Some(name) => vec![name],
        None => ["python3", "python"].map(String::from).to_vec(),
    };
    let mut seen = String::new();
    for name in names {
        let ask = "import sys; print(*sys.version_info[:2])";
        let Ok(printed) = Run::new(workshop, &name).args(["-c", ask]).finish() else {
            continue;
        };
        let mut numbers = printed.stdout.split_whitespace().map(str::parse);
        if let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) {
            if (major, minor) >= OLDEST {
                return Ok((name, (major, minor)));
            }
            seen.push_str(&format!("; {name} is {major}.{minor}"));
        }
    }
    let (major, minor) = OLDEST;
    Err(Failure(format!(
        "no Python {major}.{minor} or newer found{seen}; install one, or name it in $PYTHON"
    )))
}

/// The environment `name` with the packages of `requirements`; made anew when those changed.
pub(crate) fn venv(workshop: &Workshop, name: &str, requirements: &Path) -> Result<Venv, Failure> {
    let (python, (major, minor)) = interpreter(workshop)?;
    let wanted =
        std::fs::read_to_string(requirements).map_err(Failure::of(requirements.display()))?;
    let wanted = format!("# Python {major}.{minor}\n{wanted}");
    let venv = Venv(workshop.target.join("venv").join(name));
    let done = venv.0.join("requirements.done");
    if std::fs::read_to_string(&done).is_ok_and(|found| found == wanted) {
        return Ok(venv);
    }
    Run::new(workshop, python).args(["-m", "venv", "--clear"]).args([&venv.0]).finish()?;
    pip(workshop, &venv).args(["install", "--requirement"]).args([requirements]).finish().map_err(
        |Failure(why)| {
            Failure(format!("{why}\npackages come from the package index: is the network there?"))
        },
    )?;
    std::fs::write(&done, wanted).map_err(Failure::of(done.display()))?;
    Ok(venv)
}

/// The environment with the tools of the tests.
pub(crate) fn tools(workshop: &Workshop) -> Result<Venv, Failure> {
    venv(workshop, "tools", &workshop.path("python/requirements-dev.txt"))
}

pub(crate) fn pip(workshop: &Workshop, venv: &Venv) -> Run {
    Run::new(workshop, venv.python()).args(["-m", "pip", "--disable-pip-version-check", "--quiet"])
}

/// Builds the wheel (release, abi3) and installs it beside the tools.
pub(crate) fn wheel(workshop: &Workshop) -> Result<PathBuf, Failure> {
    let tools = tools(workshop)?;
    let folder = workshop.target.join("wheels");
    empty(&folder)?;
    let python = tools.python();
    maturin(workshop, &tools)
        .args(["build", "--release", "--manifest-path", "python/Cargo.toml", "--interpreter"])
        .args([&python])
        .args(["--out".as_ref(), folder.as_os_str()])
        .finish()?;
    let wheel = only_file(&folder, "whl")?;
    pip(workshop, &tools)
        .args(["install", "--no-deps", "--force-reinstall"])
        .args([&wheel])
        .finish()?;
    Ok(wheel)
}

/// Installs the wheel where nothing else is, and says hello with it.
pub(crate) fn alone(workshop: &Workshop, wheel: &Path) -> Result<(), Failure> {
    let tools = tools(workshop)?;
    let fresh = fresh(workshop, &tools, "fresh")?;
    pip(workshop, &tools)
        .args(["--python"])
        .args([fresh.python()])
        .args(["install", "--no-deps"])
        .args([wheel])
        .finish()?;
    hello(workshop, &fresh)
}

fn hello(workshop: &Workshop, venv: &Venv) -> Result<(), Failure> {
    let program = "import virgolette; print(repr(virgolette.extract('«Sì», ha detto Anna Neri.')))";
    let printed = Run::new(workshop, venv.python()).args(["-I", "-c", program]).finish()?;
    if printed.stdout.contains("Document") {
        Ok(())
    } else {
        Err(Failure(format!("an odd hello: {}", printed.stdout)))
    }
}

/// An empty environment, made anew: not even pip is in it.
fn fresh(workshop: &Workshop, tools: &Venv, name: &str) -> Result<Venv, Failure> {
    let fresh = Venv(workshop.target.join("venv").join(name));
    Run::new(workshop, tools.python())
        .args(["-m", "venv", "--clear", "--without-pip"])
        .args([&fresh.0])
        .finish()?;
    Ok(fresh)
}

pub(crate) fn maturin(workshop: &Workshop, tools: &Venv) -> Run {
    // Maturin warns where two environments are active; ours is named explicitly.
    Run::new(workshop, tools.program("maturin"))
        .without_env("CONDA_PREFIX")
        .without_env("VIRTUAL_ENV")
}

pub(crate) fn path_with(venv: &Venv) -> Result<std::ffi::OsString, Failure> {
    let program = venv.program("maturin");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_path_buf).into_iter();
    std::env::join_paths(folders.chain(std::env::split_paths(&paths))).map_err(Failure::of("PATH"))
}

/// Makes `folder` hold nothing.
pub(crate) fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(Failure::of(folder.display()))?;
    }
    std::fs::create_dir_all(folder).map_err(Failure::of(folder.display()))
}

pub(crate) fn only_file(folder: &Path, ending: &str) -> Result<PathBuf, Failure> {
    let entries = std::fs::read_dir(folder).map_err(Failure::of(folder.display()))?;
    let mut found = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ending));
    match (found.next(), found.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(Failure(format!("expected one .{ending} in {}", folder.display()))),
    }
}
