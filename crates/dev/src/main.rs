//! `cargo dev …`: the workshop of the project.

mod generate;

use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("generate") => generate::generate().map_err(|error| error.to_string()),
        _ => Err("usage: cargo dev generate".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
