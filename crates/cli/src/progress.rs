//! What the run tells on standard error: problems, and how far it is.

use std::io::{self, IsTerminal};
use std::process;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The status a shell gives a program that a closed pipe ended (128 + SIGPIPE).
const BROKEN_PIPE: i32 = 141;

/// Problems so far, and the progress bar.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    articles: u64,
    problems: u64,
}

impl Progress {
    /// Where it may show a bar, `bytes` to read fill it, and without them it only counts.
    pub(crate) fn new(bar: bool, bytes: impl FnOnce() -> Option<u64>) -> Self {
        let bar = (bar && io::stderr().is_terminal()).then(|| progress_bar(bytes()));
        Self { bar, articles: 0, problems: 0 }
    }

    /// Tells of something that was skipped.
    pub(crate) fn problem(&mut self, message: &str) {
        self.problems += 1;
        let tell = || anstream::eprintln!("virgolette: {}", printable(message));
        match &self.bar {
            Some(bar) => bar.suspend(tell),
            None => tell(),
        }
    }

    /// Notes that one more item is done, which ends at byte `read` of the input.
    pub(crate) fn at(&mut self, read: u64) {
        self.articles += 1;
        if let Some(bar) = &self.bar {
            bar.set_message(self.articles.to_string());
            bar.set_position(read);
        }
    }

    /// Ends the program because its output cannot be written: quietly where nobody listens.
    pub(crate) fn leave(&mut self, error: &io::Error) -> ! {
        if error.kind() == io::ErrorKind::BrokenPipe {
            process::exit(BROKEN_PIPE);
        }
        self.problem(&format!("writing the output failed ({error}); check the disk and --output"));
        process::exit(1);
    }

    /// The end: whether everything was read.
    pub(crate) fn finish(self) -> bool {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.problems == 0
    }
}

fn progress_bar(bytes: Option<u64>) -> ProgressBar {
    let template = match bytes {
        Some(_) => "{bar:32} {percent}% {bytes}/{total_bytes} {msg} articles, {eta} left",
        None => "{spinner} {bytes} {msg} articles, {elapsed}",
    };
    let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A message that may hold pieces of files, without what would command a terminal.
fn printable(message: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    message.chars().map(plain).collect()
}
