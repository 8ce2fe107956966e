//! README.md keeps its word: its `console` blocks are run and compared.
//!
//! A line that begins with `$ ` is a command; the lines up to the next command are what it prints.
//! A command with nothing under it must only succeed.

use crate::command::Run;
use crate::workshop::{Failure, Workshop};

const README: &str = "README.md";
/// The command that runs us.
const OURSELVES: &str = "cargo dev test";

/// One command of the README, with the lines it is shown to print.
#[derive(Debug, PartialEq, Eq)]
struct Shown<'t> {
    command: &'t str,
    /// Byte range of the output in the text.
    output: std::ops::Range<usize>,
}

/// Runs every command and compares; how many there are.
pub(crate) fn check(workshop: &Workshop) -> Result<usize, Failure> {
    let text = workshop.read(README)?;
    let commands = commands(&text);
    for Shown { command, output } in &commands {
        let expected = &text[output.clone()];
        let printed = print(workshop, command)?;
        if !expected.is_empty() && printed != expected {
            return Err(Failure(format!(
                "$ {command}\nREADME.md shows:\n{expected}\nit prints:\n{printed}\n\
                 if that is right, run `cargo dev accept-readme`"
            )));
        }
    }
    Ok(commands.len())
}

/// Writes the outputs anew.
pub(crate) fn accept(workshop: &Workshop) -> Result<(), Failure> {
    let mut text = workshop.read(README)?;
    let shown: Vec<(String, std::ops::Range<usize>)> = commands(&text)
        .into_iter()
        .map(|Shown { command, output }| (command.to_owned(), output))
        .collect();
    // From the end, so that earlier ranges stay true.
    for (command, output) in shown.into_iter().rev() {
        if !output.is_empty() {
            text.replace_range(output, &print(workshop, &command)?);
        }
    }
    std::fs::write(workshop.path(README), text).map_err(Failure::of(README))
}

fn print(workshop: &Workshop, command: &str) -> Result<String, Failure> {
    let run = Run::shell(workshop, command).env("NO_COLOR", "1");
    Ok(run.finish()?.stdout)
}

fn commands(text: &str) -> Vec<Shown<'_>> {
    let mut commands: Vec<Shown<'_>> = Vec::new();
    let (mut inside, mut start) = (false, 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let bare = line.trim_end();
        if !inside {
            inside = bare == "```console";
        } else if bare == "```" {
            inside = false;
        } else if let Some(command) = bare.strip_prefix("$ ") {
            let command = command.split("  #").next().unwrap_or(command).trim_end();
            commands.push(Shown { command, output: end..end });
        } else if let Some(last) = commands.last_mut() {
            last.output.end = end;
        }
        start = end;
    }
    commands.retain(|shown| shown.command != OURSELVES);
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A walk-through that adds what is there already would end in an error.
    #[test]
    fn the_verb_that_contributing_adds_is_new() {
        let workshop = Workshop::open().unwrap();
        let walk = workshop.read("CONTRIBUTING.md").unwrap();
        let lemma = walk.lines().map(str::trim).find(|line| line.starts_with("lemma = ")).unwrap();
        let files = workshop.files("crates/core/data/it/cues", "toml");
        assert!(files.len() > 10);
        for file in files {
            let known = std::fs::read_to_string(&file).unwrap();
            assert!(known.lines().all(|line| line != lemma), "{lemma} is in {}", file.display());
        }
    }

    #[test]
    fn commands_and_their_outputs_are_found() {
        let text =
            "# T\n```console\n$ echo a  # says a\na\n\nb\n$ cargo dev test\n$ true\n```\nx\n";
        let found = commands(text);
        let found: Vec<_> = found.iter().map(|s| (s.command, &text[s.output.clone()])).collect();
        assert_eq!(found, [("echo a", "a\n\nb\n"), ("true", "")]);
    }
}
