//! The work: one thread reads, several extract, one writes in the order of the input.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use virgolette::{ArticleInfo, Extractor, Scratch};

use crate::input::{Article, Fields, Item};
use crate::output::{Output, Rendered, Sink};
use crate::report::Report;

/// Articles under way for each thread: enough to keep it busy, few enough to stay small.
const AHEAD: usize = 4;

/// What every thread shares.
pub(crate) struct Work<'w> {
    pub(crate) extractor: &'w Extractor,
    pub(crate) output: &'w Output,
    pub(crate) fields: &'w Fields,
    pub(crate) jobs: usize,
}

/// An article on its way to a thread, and the way back.
struct Job {
    item: Item,
    done: Sender<Done>,
}

/// What came of an item.
#[derive(Default)]
pub(crate) struct Done {
    rendered: Option<Rendered>,
    problem: Option<String>,
}

/// A result to come, and how far into the input it brings the run.
struct Coming {
    done: Receiver<Done>,
    read: u64,
}

impl Work<'_> {
    /// Runs over `items` and gives the documents to `sink`.
    pub(crate) fn run(
        &self,
        items: impl Iterator<Item = (Item, u64)> + Send,
        sink: &mut impl Sink,
        report: &mut Report,
    ) {
        let window = self.jobs * AHEAD;
        let (to_workers, jobs) = sync_channel::<Job>(window);
        let (to_writer, coming) = sync_channel::<Coming>(window);
        let jobs = Mutex::new(jobs);
        thread::scope(|scope| {
            scope.spawn(|| read(items, to_workers, to_writer));
            for _ in 0..self.jobs {
                scope.spawn(|| self.extract_all(&jobs));
            }
            if let Err(error) = write(coming, sink, report) {
                // The reader may wait for a pipe that never ends: leave without it.
                report.leave(&error);
            }
        })
    }

    fn extract_all(&self, jobs: &Mutex<Receiver<Job>>) {
        let mut scratch = Scratch::default();
        loop {
            let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Job { item, done }) = next else {
                return;
            };
            // A writer that is gone has nothing more to hear.
            let _ = done.send(self.extract(item, &mut scratch));
        }
    }

    fn extract(&self, item: Item, scratch: &mut Scratch) -> Done {
        let parsed = match item {
            Item::Raw(raw) => raw.parse(self.fields),
            Item::Problem(problem) => Err(problem),
        };
        let article = match parsed {
            Ok(article) => article,
            Err(problem) => return Done::skipped(problem),
        };
        let Article { id, date, text, warning } = article;
        let name = id.clone();
        let rendered = catch_unwind(AssertUnwindSafe(|| {
            let info = ArticleInfo { id: id.as_deref(), reference_date: date.as_deref() };
            let document = self.extractor.extract_article(text, info, scratch);
            self.output.render(document)
        }));
        match rendered {
            Ok(rendered) => Done { rendered: Some(rendered), problem: warning },
            Err(_) => {
                *scratch = Scratch::default();
                let name = name.unwrap_or_else(|| "standard input".to_owned());
                Done::skipped(format!(
                    "{name}: reading this article failed, which is a bug of this program; please report it"
                ))
            }
        }
    }
}

/// Gives what comes, in order, to `sink`, and tells what went wrong.
fn write(coming: Receiver<Coming>, sink: &mut impl Sink, report: &mut Report) -> io::Result<()> {
    loop {
        let next = match coming.try_recv() {
            Ok(next) => next,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                // The input is slower than the work: show what there is.
                sink.flush()?;
                match coming.recv() {
                    Ok(next) => next,
                    Err(_) => break,
                }
            }
        };
        let done = next.done.recv().unwrap_or_default();
        if let Some(rendered) = done.rendered {
            sink.put(rendered)?;
        }
        if let Some(problem) = done.problem {
            sink.flush()?;
            report.problem(&problem);
        }
        report.progress(next.read);
    }
    sink.close()
}

impl Done {
    fn skipped(problem: String) -> Self {
        Self { rendered: None, problem: Some(problem) }
    }
}

/// Hands each item to the workers, and the way back to the writer, in order.
fn read(
    items: impl Iterator<Item = (Item, u64)>,
    to_workers: SyncSender<Job>,
    to_writer: SyncSender<Coming>,
) {
    for (item, read) in items {
        let (done, back) = channel();
        let coming = Coming { done: back, read };
        if to_writer.send(coming).is_err() || to_workers.send(Job { item, done }).is_err() {
            return;
        }
    }
}
