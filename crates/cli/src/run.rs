//! The work: one thread reads, several extract, one writes in the order of the input.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use virgolette::{ArticleInfo, Document, Extractor, Scratch};

use crate::input::{Article, Fields, Item};
use crate::output::Sink;
use crate::progress::Progress;

/// Articles under way for each thread: enough to keep it busy, few enough to stay small.
const AHEAD: usize = 4;

/// What every thread shares.
pub(crate) struct Work<'w, F> {
    pub(crate) extractor: &'w Extractor,
    /// What is made of each document, on the thread that found it.
    pub(crate) make: F,
    pub(crate) fields: &'w Fields,
    pub(crate) jobs: usize,
}

/// An article on its way to a thread, and the way back.
struct Job<R> {
    item: Item,
    done: Sender<Done<R>>,
}

/// What came of an item.
struct Done<R> {
    made: Option<R>,
    problem: Option<String>,
}

/// A result to come, and how far into the input it brings the run.
struct Coming<R> {
    done: Receiver<Done<R>>,
    read: u64,
}

impl<F, R> Work<'_, F>
where
    F: Fn(Document) -> R + Sync,
    R: Send,
{
    /// Runs over `items` and gives what is made of them to `sink`.
    pub(crate) fn run(
        &self,
        items: impl Iterator<Item = (Item, u64)> + Send,
        sink: &mut impl Sink<R>,
        progress: &mut Progress,
    ) {
        let window = self.jobs * AHEAD;
        let (to_workers, jobs) = sync_channel::<Job<R>>(window);
        let (to_writer, coming) = sync_channel::<Coming<R>>(window);
        let jobs = Mutex::new(jobs);
        thread::scope(|scope| {
            scope.spawn(|| read(items, to_workers, to_writer));
            for _ in 0..self.jobs {
                scope.spawn(|| self.extract_all(&jobs));
            }
            if let Err(error) = write(coming, sink, progress) {
                // The reader may wait for a pipe that never ends: leave without it.
                progress.leave(&error);
            }
        })
    }

    fn extract_all(&self, jobs: &Mutex<Receiver<Job<R>>>) {
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

    fn extract(&self, item: Item, scratch: &mut Scratch) -> Done<R> {
        let parsed = match item {
            Item::Raw(raw) => raw.parse(self.fields),
            Item::Problem(problem) => Err(problem),
        };
        let article = match parsed {
            Ok(article) => article,
            Err(problem) => return Done::skipped(problem),
        };
        let Article { id, date, text, written, warning } = article;
        let name = id.clone();
        let made = catch_unwind(AssertUnwindSafe(|| {
            let info = ArticleInfo { id: id.as_deref(), reference_date: date.as_deref() };
            let mut found = |text| self.extractor.extract_article(text, info, scratch);
            (self.make)(written.map_or_else(|| found(text), |document| *document))
        }));
        match made {
            Ok(made) => Done { made: Some(made), problem: warning },
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
fn write<R>(
    coming: Receiver<Coming<R>>,
    sink: &mut impl Sink<R>,
    progress: &mut Progress,
) -> io::Result<()> {
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
        let done = next.done.recv().unwrap_or(Done { made: None, problem: None });
        if let Some(made) = done.made {
            sink.put(made)?;
        }
        if let Some(problem) = done.problem {
            sink.flush()?;
            progress.problem(&problem);
        }
        progress.at(next.read);
    }
    sink.close()
}

impl<R> Done<R> {
    fn skipped(problem: String) -> Self {
        Self { made: None, problem: Some(problem) }
    }
}

/// Hands each item to the workers, and the way back to the writer, in order.
fn read<R>(
    items: impl Iterator<Item = (Item, u64)>,
    to_workers: SyncSender<Job<R>>,
    to_writer: SyncSender<Coming<R>>,
) {
    for (item, read) in items {
        let (done, back) = channel();
        let coming = Coming { done: back, read };
        if to_writer.send(coming).is_err() || to_workers.send(Job { item, done }).is_err() {
            return;
        }
    }
}
