//! `virgolette`: who said what, from the command line.

mod args;
mod input;
mod output;
mod progress;
mod report;
mod resume;
mod run;

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use virgolette::{Extractor, UserCues, UserGazetteer};

use args::{Cli, Command, Extract, Format, Offsets, Reading};
use input::{Fields, Item, Items};
use output::{Collection, Output, Stream};
use progress::Progress;
use run::Work;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "virgolette", &mut script);
            print(&script)
        }
        Some(Command::Man { command }) => manual(command.as_deref()),
        Some(Command::Report(args)) => report::report(&args),
        None => extract(&cli.extract),
    }
}

/// Prints the manual page of the program or of one of its commands.
fn manual(command: Option<&str>) -> ExitCode {
    // Building gives the commands their full names and the options they share.
    let mut program = Cli::command();
    program.build();
    let found = command.and_then(|name| program.find_subcommand(name)).unwrap_or(&program);
    let mut page = Vec::new();
    match clap_mangen::Man::new(found.clone()).render(&mut page) {
        Ok(()) => print(&page),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Prints something short.
fn print(bytes: &[u8]) -> ExitCode {
    let mut stdout = io::stdout().lock();
    if let Err(error) = stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Progress::new(false, || None).leave(&error);
    }
    ExitCode::SUCCESS
}

fn extract(args: &Extract) -> ExitCode {
    if let Err((kind, message)) = check(args, io::stdin().is_terminal()) {
        Cli::command().error(kind, message).exit();
    }
    let extractor = match extractor(&args.reading) {
        Ok(extractor) => extractor,
        Err(error) => Cli::command().error(ErrorKind::ValueValidation, error).exit(),
    };
    let (reading, output) = (&args.reading, args.output.as_deref());
    let fields = fields(reading);
    let rendering = Output::new(args);
    let make = |document| rendering.render(document);
    let work = Work { extractor: &extractor, make, fields: &fields, jobs: jobs(reading) };
    // A bar between lines of output would only be in the way.
    let bar = !reading.quiet && (args.output.is_some() || !io::stdout().is_terminal());
    let mut progress = Progress::new(bar, || Items::bytes_to_read(reading, output));
    let mut found = Items::new(reading, output);
    let out = match open(args, &mut found, &fields, &mut progress) {
        Ok(out) => out,
        Err(message) => {
            progress.problem(&message);
            progress.finish();
            return ExitCode::from(2);
        }
    };
    let items = items(found);
    match out {
        Out::Stdout => {
            let mut sink = Stream::new(&rendering, io::stdout().lock(), false);
            work.run(items, &mut sink, &mut progress);
        }
        Out::File { file, any } => {
            work.run(items, &mut Stream::new(&rendering, file, any), &mut progress);
        }
        Out::Folder(mut collection) => work.run(items, &mut collection, &mut progress),
    }
    finish(progress)
}

/// The items with how far each brings the run.
fn items(mut items: Items) -> impl Iterator<Item = (Item, u64)> + Send {
    std::iter::from_fn(move || {
        let item = items.next()?;
        Some((item, items.bytes_read()))
    })
}

fn fields(args: &Reading) -> Fields {
    Fields {
        text: args.text_field.clone(),
        id: args.id_field.clone(),
        date: args.date_field.clone(),
    }
}

/// The status that says whether everything was read.
fn finish(progress: Progress) -> ExitCode {
    match progress.finish() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The extractor with the settings of the command line.
fn extractor(args: &Reading) -> Result<Extractor, virgolette::Error> {
    let mut builder = Extractor::builder();
    if let Some(date) = &args.date {
        builder = builder.reference_date(date);
    }
    if let Some(least) = args.confidence {
        builder = builder.confidence(least);
    }
    for path in &args.gazetteers {
        builder = builder.gazetteer(UserGazetteer::from_path(path)?);
    }
    for path in &args.cues {
        builder = builder.cues(UserCues::from_path(path)?);
    }
    builder.build()
}

/// Where the output goes.
enum Out {
    Stdout,
    /// A file, with whether documents stand in it already.
    File {
        file: File,
        any: bool,
    },
    Folder(Collection),
}

fn open(
    args: &Extract,
    items: &mut Items,
    fields: &Fields,
    progress: &mut Progress,
) -> Result<Out, String> {
    let Some(path) = &args.output else {
        return Ok(Out::Stdout);
    };
    if args.resume {
        let (file, any) = resume::resume(path, items, fields, progress)?;
        return Ok(Out::File { file, any });
    }
    let opened = match args.format {
        Format::Brat => Collection::new(path).map(Out::Folder),
        _ => File::create(path).map(|file| Out::File { file, any: false }),
    };
    opened.map_err(|error| {
        format!("{}: it cannot be written ({error}); check --output", path.display())
    })
}

/// What the parser cannot check of one argument alone.
fn check(args: &Extract, terminal: bool) -> Result<(), (ErrorKind, String)> {
    check_reading(&args.reading, args.output.as_deref(), terminal)?;
    if args.resume && args.format != Format::Jsonl {
        let what = "--resume goes with --format jsonl: only whole lines can be counted";
        return Err((ErrorKind::ArgumentConflict, what.to_owned()));
    }
    if args.format == Format::Brat && args.output.is_none() && output::several(args) {
        let what = "--format brat makes two files of each article; name a folder with --output";
        return Err((ErrorKind::MissingRequiredArgument, what.to_owned()));
    }
    let codepoints = matches!(args.format, Format::Brat | Format::Webanno);
    if codepoints && args.offsets != Offsets::Codepoints {
        let what = "this format counts code points; leave --offsets out";
        return Err((ErrorKind::ArgumentConflict, what.to_owned()));
    }
    Ok(())
}

/// What the parser cannot check of what is read and where it goes.
fn check_reading(
    args: &Reading,
    output: Option<&Path>,
    terminal: bool,
) -> Result<(), (ErrorKind, String)> {
    if args.articles.is_empty() && terminal {
        let what = "no ARTICLE: name a file or a folder, or pipe a text in; see --help";
        return Err((ErrorKind::MissingRequiredArgument, what.to_owned()));
    }
    let output = output.and_then(|path| path.canonicalize().ok());
    let mut articles = args.articles.iter();
    if output.is_some() && articles.any(|path| path.canonicalize().ok() == output) {
        let what = "--output is one of the articles, which it would overwrite; name another file";
        return Err((ErrorKind::ArgumentConflict, what.to_owned()));
    }
    Ok(())
}

fn jobs(args: &Reading) -> usize {
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok());
    jobs.map_or(1, NonZeroUsize::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_terminal_is_no_article() {
        let ask =
            |arguments: &[&str], terminal| check(&Cli::parse_from(arguments).extract, terminal);
        let what = "no ARTICLE: name a file or a folder, or pipe a text in; see --help";
        let refused = (ErrorKind::MissingRequiredArgument, what.to_owned());
        assert_eq!(ask(&["virgolette"], true), Err(refused));
        assert_eq!(ask(&["virgolette"], false), Ok(()));
        assert_eq!(ask(&["virgolette", "-"], true), Ok(()));
    }
}
