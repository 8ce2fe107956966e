//! `virgolette`: who said what, from the command line.

mod args;
mod input;
mod output;
mod report;
mod resume;
mod run;

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::thread;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use virgolette::{Extractor, UserGazetteer};

use args::{Cli, Command, Extract, Format, Offsets};
use input::{Fields, Item, Items};
use output::{Collection, Output, Stream};
use report::Report;
use run::Work;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "virgolette", &mut script);
            print(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(Cli::command()).render(&mut page) {
                Ok(()) => print(&page),
                Err(_) => ExitCode::FAILURE,
            }
        }
        None => extract(&cli.extract),
    }
}

/// Prints something short.
fn print(bytes: &[u8]) -> ExitCode {
    let mut stdout = io::stdout().lock();
    if let Err(error) = stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Report::new(false, || None).leave(&error);
    }
    ExitCode::SUCCESS
}

fn extract(args: &Extract) -> ExitCode {
    if let Err((kind, message)) = check(args, io::stdin().is_terminal()) {
        Cli::command().error(kind, message).exit();
    }
    let extractor = match extractor(args) {
        Ok(extractor) => extractor,
        Err(error) => Cli::command().error(ErrorKind::ValueValidation, error).exit(),
    };
    let fields = Fields {
        text: args.text_field.clone(),
        id: args.id_field.clone(),
        date: args.date_field.clone(),
    };
    let work = Work {
        extractor: &extractor,
        output: &Output::new(args),
        fields: &fields,
        jobs: jobs(args),
    };
    // A bar between lines of output would only be in the way.
    let bar = !args.quiet && (args.output.is_some() || !io::stdout().is_terminal());
    let mut report = Report::new(bar, || Items::bytes_to_read(args));
    let mut items = Items::new(args);
    let out = match open(args, &mut items, &fields, &mut report) {
        Ok(out) => out,
        Err(message) => {
            report.problem(&message);
            report.finish();
            return ExitCode::from(2);
        }
    };
    let items = std::iter::from_fn(move || -> Option<(Item, u64)> {
        let item = items.next()?;
        Some((item, items.bytes_read()))
    });
    match out {
        Out::Stdout => {
            let mut sink = Stream::new(work.output, io::stdout().lock(), false);
            work.run(items, &mut sink, &mut report);
        }
        Out::File { file, any } => {
            work.run(items, &mut Stream::new(work.output, file, any), &mut report);
        }
        Out::Folder(mut collection) => work.run(items, &mut collection, &mut report),
    }
    match report.finish() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The extractor with the settings of the command line.
fn extractor(args: &Extract) -> Result<Extractor, virgolette::Error> {
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
    report: &mut Report,
) -> Result<Out, String> {
    let Some(path) = &args.output else {
        return Ok(Out::Stdout);
    };
    if args.resume {
        let (file, any) = resume::resume(path, items, fields, report)?;
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
    if args.articles.is_empty() && terminal {
        let what = "no ARTICLE: name a file or a folder, or pipe a text in; see --help";
        return Err((ErrorKind::MissingRequiredArgument, what.to_owned()));
    }
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
    let output = args.output.as_ref().and_then(|path| path.canonicalize().ok());
    let mut articles = args.articles.iter();
    if output.is_some() && articles.any(|path| path.canonicalize().ok() == output) {
        let what = "--output is one of the articles, which it would overwrite; name another file";
        return Err((ErrorKind::ArgumentConflict, what.to_owned()));
    }
    Ok(())
}

fn jobs(args: &Extract) -> usize {
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
