//! Many articles at once: the same documents in the same order on any number of threads.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::document::Document;
use crate::extractor::{ArticleInfo, Extractor, Scratch};

/// One article to read.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Its text.
    pub text: Arc<str>,
    /// What is known of it.
    pub info: ArticleInfo<'a>,
}

impl<'a> From<&'a str> for Article<'a> {
    fn from(text: &'a str) -> Self {
        Self { text: text.into(), info: ArticleInfo::default() }
    }
}

impl Extractor {
    /// Everything found in each of `texts`, in their order, on all cores.
    ///
    /// ```
    /// use virgolette::Extractor;
    ///
    /// let texts = ["«Sì», ha detto Neri.", "«No», ha risposto Bruni."];
    /// let documents = Extractor::italian().extract_batch(&texts);
    /// assert_eq!(&*documents[1].text, texts[1]);
    /// ```
    pub fn extract_batch<T: AsRef<str>>(&self, texts: &[T]) -> Vec<Document> {
        let articles: Vec<Article<'_>> = texts.iter().map(|text| text.as_ref().into()).collect();
        self.extract_articles(&articles, None)
    }

    /// Everything found in each of `articles`, in their order, on `threads` threads (`None`: one a
    /// core).
    pub fn extract_articles(
        &self,
        articles: &[Article<'_>],
        threads: Option<NonZeroUsize>,
    ) -> Vec<Document> {
        let threads = threads
            .or_else(|| thread::available_parallelism().ok())
            .map_or(1, NonZeroUsize::get)
            .min(articles.len());
        let next = AtomicUsize::new(0);
        if threads < 2 {
            return in_order(self.work(articles, &next));
        }
        let found = thread::scope(|scope| {
            let workers: Vec<_> =
                (1..threads).map(|_| scope.spawn(|| self.work(articles, &next))).collect();
            let mut found = self.work(articles, &next);
            for worker in workers {
                match worker.join() {
                    Ok(documents) => found.extend(documents),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        });
        in_order(found)
    }

    /// Reads articles until none is left, each with its place.
    fn work(&self, articles: &[Article<'_>], next: &AtomicUsize) -> Vec<(usize, Document)> {
        self.with_scratch(|scratch| self.work_in(articles, next, scratch))
    }

    fn work_in(
        &self,
        articles: &[Article<'_>],
        next: &AtomicUsize,
        scratch: &mut Scratch,
    ) -> Vec<(usize, Document)> {
        let mut found = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(Article { text, info }) = articles.get(place) else {
                return found;
            };
            let document = self.extract_article(Arc::clone(text), *info, scratch);
            found.push((place, document));
        }
    }
}

fn in_order(mut found: Vec<(usize, Document)>) -> Vec<Document> {
    found.sort_unstable_by_key(|&(place, _)| place);
    found.into_iter().map(|(_, document)| document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_threads_gives_the_same_documents_in_the_same_order() {
        let texts: Vec<String> =
            (0..40).map(|n| format!("«Sono {n}», ha detto Anna Neri.")).collect();
        let articles: Vec<Article<'_>> = texts
            .iter()
            .map(|text| Article {
                text: text.as_str().into(),
                info: ArticleInfo { id: Some(text), reference_date: None },
            })
            .collect();
        let extractor = Extractor::italian();
        let alone = extractor.extract_articles(&articles, NonZeroUsize::new(1));
        let ids: Vec<_> = alone.iter().filter_map(|d| d.id.as_deref()).collect();
        assert_eq!(ids, texts);
        for threads in [2, 3, 64] {
            let together = extractor.extract_articles(&articles, NonZeroUsize::new(threads));
            assert_eq!(together, alone, "{threads} threads");
        }
        assert!(extractor.extract_batch::<&str>(&[]).is_empty());
    }
}
