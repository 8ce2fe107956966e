//! The steps of `cargo dev test`, in the order in which they run.

use crate::bench::Instructions;
use crate::command::{Printed, Run};
use crate::workshop::{Failure, Workshop};
use crate::{generated, notebooks, python, readme, sdist};

/// How many tests a step ran, and a word about it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    pub(crate) skipped: usize,
    /// What the line of the step adds, such as the size of the wheel.
    pub(crate) note: String,
    /// Reasons why tests were skipped.
    pub(crate) skips: Vec<String>,
}

impl Outcome {
    fn note(note: impl Into<String>) -> Self {
        Self { note: note.into(), ..Self::default() }
    }
}

/// A step.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// Steps that must have passed before.
    pub(crate) needs: &'static [&'static str],
    pub(crate) run: fn(&Workshop) -> Result<Outcome, Failure>,
}

macro_rules! steps {
    ($($name:ident: $what:literal $(needs $need:ident)?;)*) => {
        /// Every step, quick ones first.
        pub(crate) const STEPS: &[Step] = &[$(Step {
            name: stringify!($name),
            what: $what,
            needs: &[$(stringify!($need))?],
            run: $name,
        }),*];
    };
}

steps! {
    format: "the Rust code is formatted";
    lints: "clippy finds nothing in the workspace";
    generated: "generated files are as they would be generated now";
    rust: "the Rust tests, the doc examples and the README's Rust";
    speed: "the articles take no more instructions than the record says";
    docs: "the Rust documentation builds without a warning";
    wheel: "the wheel builds (release, abi3) and runs where nothing else is installed";
    pytest: "the Python tests and the README's Python" needs wheel;
    stubs: "the type stubs agree with the module (stubtest)" needs wheel;
    types: "package and examples pass mypy --strict" needs wheel;
    examples: "the Rust and Python examples run" needs wheel;
    notebooks: "the notebooks run from top to bottom" needs wheel;
    readme: "the README's commands print what it shows";
    sdist: "the source distribution installs from its own content, without network";
}

fn format(workshop: &Workshop) -> Result<Outcome, Failure> {
    Run::cargo(workshop, &["fmt", "--all", "--check"]).finish()?;
    Ok(Outcome::default())
}

fn lints(workshop: &Workshop) -> Result<Outcome, Failure> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    Run::cargo(workshop, &arguments).finish()?;
    Ok(Outcome::default())
}

fn generated(workshop: &Workshop) -> Result<Outcome, Failure> {
    let count = generated::check(workshop)?;
    Ok(Outcome::note(format!("{count} files")))
}

fn rust(workshop: &Workshop) -> Result<Outcome, Failure> {
    let printed = Run::cargo(workshop, &["test", "--workspace", "--no-fail-fast"]).finish()?;
    let mut outcome = Outcome::default();
    for line in printed.stdout.lines() {
        if line.starts_with("test result: ") {
            outcome.passed += number_before(line, "passed");
            outcome.skipped += number_before(line, "ignored");
        }
    }
    Ok(outcome)
}

fn speed(workshop: &Workshop) -> Result<Outcome, Failure> {
    if !Instructions::can_be_counted(workshop) {
        let skips = vec!["the count of instructions: valgrind is not installed".to_owned()];
        return Ok(Outcome { skipped: 1, skips, ..Outcome::default() });
    }
    Ok(Outcome::note(Instructions::count(workshop)?.check(workshop)?))
}

fn docs(workshop: &Workshop) -> Result<Outcome, Failure> {
    Run::cargo(workshop, &["doc", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .finish()?;
    Ok(Outcome::default())
}

fn wheel(workshop: &Workshop) -> Result<Outcome, Failure> {
    const LIMIT: u64 = 10_000_000;
    let wheel = python::wheel(workshop)?;
    python::alone(workshop, &wheel)?;
    let size = std::fs::metadata(&wheel).map_err(Failure::of(wheel.display()))?.len();
    let name = wheel.file_name().unwrap_or_default().to_string_lossy();
    if size > LIMIT {
        return Err(Failure(format!("{name} has {size} bytes, over {LIMIT}")));
    }
    Ok(Outcome::note(format!("{name}, {:.1} MB", size as f64 / 1e6)))
}

fn pytest(workshop: &Workshop) -> Result<Outcome, Failure> {
    let tools = python::tools(workshop)?;
    let mut folders = vec!["python/tests"];
    if !workshop.files("tests", "py").is_empty() {
        folders.push("tests");
    }
    let cache = workshop.target.join("pytest_cache");
    let Printed { stdout, .. } = Run::new(workshop, tools.python())
        .args(["-m", "pytest", "-rs", "--no-header", "-q", "--override-ini"])
        .args([format!("cache_dir={}", cache.display())])
        .args(folders)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .finish()?;
    let last = stdout.lines().last().unwrap_or_default();
    Ok(Outcome {
        passed: number_before(last, "passed"),
        skipped: number_before(last, "skipped"),
        note: String::new(),
        skips: stdout
            .lines()
            .filter_map(|line| line.strip_prefix("SKIPPED "))
            .map(str::to_owned)
            .collect(),
    })
}

fn stubs(workshop: &Workshop) -> Result<Outcome, Failure> {
    let tools = python::tools(workshop)?;
    Run::new(workshop, tools.python())
        .args(["-m", "mypy.stubtest", "--mypy-config-file", "python/pyproject.toml", "virgolette"])
        .env("MYPY_CACHE_DIR", workshop.target.join("mypy_cache"))
        .finish()?;
    Ok(Outcome::default())
}

fn types(workshop: &Workshop) -> Result<Outcome, Failure> {
    let tools = python::tools(workshop)?;
    Run::new(workshop, tools.python())
        .args(["-m", "mypy", "--config-file", "python/pyproject.toml", "--strict"])
        .args(["examples/python", "python/tests", "python/virgolette"])
        .env("MYPY_CACHE_DIR", workshop.target.join("mypy_cache"))
        .finish()?;
    Ok(Outcome::default())
}

fn examples(workshop: &Workshop) -> Result<Outcome, Failure> {
    let tools = python::tools(workshop)?;
    let (rust, scripts) =
        (workshop.files("examples/rust", "rs"), workshop.files("examples/python", "py"));
    let mut outcome = Outcome::default();
    for file in &rust {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        if name == "lib" {
            continue;
        }
        let package = "virgolette-examples";
        Run::cargo(workshop, &["run", "-q", "-p", package, "--example", &name]).finish()?;
        outcome.passed += 1;
    }
    for script in &scripts {
        let printed = Run::new(workshop, tools.python()).args([script]).finish()?;
        let name = script.file_name().unwrap_or_default().to_string_lossy();
        match printed.stdout.lines().find_map(|line| line.strip_prefix("SKIPPED ")) {
            Some(reason) => {
                outcome.skipped += 1;
                outcome.skips.push(format!("{name}: {reason}"));
            }
            None => outcome.passed += 1,
        }
    }
    Ok(outcome)
}

fn notebooks(workshop: &Workshop) -> Result<Outcome, Failure> {
    let passed = notebooks::check(workshop)?;
    Ok(Outcome { passed, ..Outcome::default() })
}

fn readme(workshop: &Workshop) -> Result<Outcome, Failure> {
    let passed = readme::check(workshop)?;
    Ok(Outcome { passed, ..Outcome::default() })
}

fn sdist(workshop: &Workshop) -> Result<Outcome, Failure> {
    let sdist = sdist::sdist(workshop)?;
    let size = std::fs::metadata(&sdist).map_err(Failure::of(sdist.display()))?.len();
    let name = sdist.file_name().unwrap_or_default().to_string_lossy();
    Ok(Outcome::note(format!("{name}, {:.1} MB", size as f64 / 1e6)))
}

/// The number that stands before `word` in a runner's closing line; 0 where it does not.
fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pairs = words.windows(2);
    let found = pairs
        .filter(|pair| pair[1].trim_matches([';', ',', '.']) == word)
        .find_map(|pair| pair[0].parse().ok());
    found.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_read() {
        let cargo = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; finished in 1s";
        assert_eq!(number_before(cargo, "passed"), 12);
        assert_eq!(number_before(cargo, "ignored"), 3);
        let pytest = "41 passed, 2 skipped in 0.91s";
        assert_eq!(number_before(pytest, "passed"), 41);
        assert_eq!(number_before(pytest, "skipped"), 2);
        assert_eq!(number_before(pytest, "failed"), 0);
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (index, step) in STEPS.iter().enumerate() {
            let earlier: Vec<&str> = STEPS[..index].iter().map(|step| step.name).collect();
            assert!(step.needs.iter().all(|need| earlier.contains(need)), "{}", step.name);
        }
    }
}
