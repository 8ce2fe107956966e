//! The command line as a user meets it: the real program, its output and its exit status.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod errors;
mod formats;
mod input;
mod report;
mod resume;
mod schema;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// An article of the size of a notice.
const NOTE: &str = "Il porto riapre\n«Siamo pronti per domani», ha detto Anna Rossi.\n";

/// The program, away from what the terminal and the user's environment would tell it.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_virgolette"));
    command
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Output {
    let mut child = program(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("the pipe was asked for");
    let bytes = stdin.as_ref().to_vec();
    // A program that ends early closes the pipe, and that is its right.
    let feed = std::thread::spawn(move || drop(pipe.write_all(&bytes)));
    let output = child.wait_with_output().expect("the program ends");
    feed.join().expect("the pipe is fed");
    output
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal ended the program")
}

/// The ids of a JSON Lines output, in order.
fn ids(output: &Output) -> Vec<String> {
    let documents = stdout(output).lines().map(|line| {
        serde_json::from_str::<serde_json::Value>(line).expect("every line is a document")
    });
    documents.map(|document| document["id"].as_str().unwrap_or("-").to_owned()).collect()
}
