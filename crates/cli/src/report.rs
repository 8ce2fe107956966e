//! The report command: one page of everything that is read.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;
use virgolette::{Document, Report};

use crate::args::{Cli, Reading, ReportArgs};
use crate::input::Items;
use crate::output::Sink;
use crate::progress::Progress;
use crate::{check_reading, extractor, fields, finish, items, jobs, run::Work};

/// The page is written in pieces of this size.
const BUFFER: usize = 1 << 20;

/// Takes documents for the page.
struct Pages(Report);

impl Sink<Document> for Pages {
    fn put(&mut self, document: Document) -> io::Result<()> {
        self.0.add(&document);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the articles and writes their page.
pub(crate) fn report(args: &ReportArgs) -> ExitCode {
    if let Err((kind, message)) = check(args) {
        refuse(kind, message);
    }
    let extractor = match extractor(&args.reading) {
        Ok(extractor) => extractor,
        Err(error) => refuse(ErrorKind::ValueValidation, error),
    };
    let (reading, output) = (&args.reading, args.output.as_deref());
    let mut progress = Progress::new(!reading.quiet, || Items::bytes_to_read(reading, output));
    if let Err(error) = output.map_or(Ok(()), try_place) {
        progress.problem(&error);
        progress.finish();
        return ExitCode::from(2);
    }
    let mut pages = Pages(Report::new(title(args)).language(args.language.into()));
    let fields = fields(reading);
    let make = |document| document;
    let work = Work { extractor: &extractor, make, fields: &fields, jobs: jobs(reading) };
    work.run(items(Items::new(reading, output)), &mut pages, &mut progress);
    if pages.0.is_empty() {
        progress.problem("no article was read, and no page is written");
        return finish(progress);
    }
    let Some(path) = output else {
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
        if let Err(error) = pages.0.write(&mut out).and_then(|()| out.flush()) {
            progress.leave(&error);
        }
        return finish(progress);
    };
    if let Err(error) = pages.0.save(path) {
        progress.problem(&error.to_string());
    }
    finish(progress)
}

/// Ends the program because of its command line, with the usage of this command.
fn refuse(kind: ErrorKind, message: impl std::fmt::Display) -> ! {
    let mut program = Cli::command();
    program.build();
    match program.find_subcommand_mut("report") {
        Some(command) => command.error(kind, message).exit(),
        None => program.error(kind, message).exit(),
    }
}

/// Whether a page can be written there. Asked before the work: nobody wants to hear at its end that
/// its page has no place.
fn try_place(path: &Path) -> Result<(), String> {
    let there = path.exists();
    let opened = fs::OpenOptions::new().append(true).create(true).open(path);
    // Left as it was found, for a run that never comes to its page.
    let left = opened.and_then(|_| if there { Ok(()) } else { fs::remove_file(path) });
    left.map_err(|error| {
        format!("{}: it cannot be written ({error}); check --output", path.display())
    })
}

fn check(args: &ReportArgs) -> Result<(), (ErrorKind, String)> {
    check_reading(&args.reading, args.output.as_deref(), io::stdin().is_terminal())?;
    if args.output.is_none() && io::stdout().is_terminal() {
        let what = "the page is for a browser; name a file for it with --output report.html";
        return Err((ErrorKind::MissingRequiredArgument, what.to_owned()));
    }
    Ok(())
}

/// The title that was asked for, or what is read by its name.
fn title(args: &ReportArgs) -> String {
    let Reading { articles, .. } = &args.reading;
    let given = args.title.clone();
    given.or_else(|| name(articles)).unwrap_or_else(|| "Virgolette".to_owned())
}

/// The name of the one file or folder that is read, without its endings.
fn name(articles: &[PathBuf]) -> Option<String> {
    let [one] = articles else {
        return None;
    };
    let name = one.canonicalize().ok()?.file_name()?.to_string_lossy().into_owned();
    let stem = name.split('.').find(|part| !part.is_empty()).map(str::to_owned);
    if one.is_dir() { Some(name) } else { stem }
}
