//! `cargo dev …`: the workshop of the project.

mod bench;
mod command;
mod coreference;
mod evaluate;
mod gazetteers;
mod generated;
mod metamorphic;
mod notebooks;
mod python;
mod readme;
mod sdist;
mod steps;
mod test;
mod train;
mod workshop;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workshop::{Failure, Workshop};

/// The workshop of Virgolette: everything a developer runs, in one command.
#[derive(Debug, Parser)]
#[command(name = "cargo dev", bin_name = "cargo dev", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run every check that a submission must pass.
    Test(test::Options),
    /// Write the generated files anew.
    Generate,
    /// Compare the generated files with what would be generated now.
    CheckGenerated,
    /// Write the outputs that README.md shows anew, from what its commands print now.
    AcceptReadme,
    /// Run the notebooks and keep what they print now.
    AcceptNotebooks,
    /// Measure the speed of every stage, growth, or instructions, and add it to the record.
    Bench(bench::Options),
    /// Train the name model, or cross-validate it.
    Train(train::Options),
    /// Train the quote model, or cross-validate it.
    TrainQuotes(train::quotes::Options),
    /// Score the extractor on annotated articles.
    Evaluate(evaluate::Options),
    /// Count the quotes that stay the same when glyphs, spaces or line ends change.
    Metamorphic(metamorphic::Options),
    /// Build the gazetteers from their sources, as crates/dev/gazetteers/build.py does.
    Gazetteers {
        /// Arguments for build.py.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = Workshop::open().and_then(|workshop| match Cli::parse().task {
        Task::Test(options) => test::run(&workshop, &options),
        Task::Generate => generated::write(&workshop),
        Task::CheckGenerated => generated::check(&workshop).map(|count| {
            println!("{count} generated files are as they would be generated now");
        }),
        Task::AcceptReadme => readme::accept(&workshop),
        Task::AcceptNotebooks => notebooks::accept(&workshop),
        Task::Bench(options) => bench::run(&workshop, &options),
        Task::Train(options) => train::run(&workshop, &options),
        Task::TrainQuotes(options) => train::quotes::run(&workshop, &options),
        Task::Evaluate(options) => evaluate::run(&workshop, &options),
        Task::Metamorphic(options) => metamorphic::run(&options),
        Task::Gazetteers { arguments } => gazetteers::build(&workshop, &arguments),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
