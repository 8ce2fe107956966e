//! The one object users build: an immutable extractor, and the scratch it works in.

use std::sync::{Arc, Mutex, PoisonError};

use crate::day::day;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::user::{UserGazetteer, UserIndex};
use crate::lexicon::user_cues::UserCues;
use crate::mention::expressions::{ExpressionScratch, Expressions};
use crate::mention::names::{NameScratch, NameTagger};
use crate::quote::{Judge, QuoteReader};
use crate::resolve::words::SourceWords;
use crate::resolve::{Article, Listed, Occasions, Resolver};
use crate::segment::Segmenter;

/// Finds entities and quotes in articles; immutable, `Send + Sync`, cheap to share.
///
/// ```
/// use virgolette::Extractor;
///
/// let extractor = Extractor::italian();
/// let document = extractor.extract("«Il ponte riaprirà a marzo», ha detto il sindaco.");
/// assert_eq!(&*document.text, "«Il ponte riaprirà a marzo», ha detto il sindaco.");
/// ```
#[derive(Debug)]
pub struct Extractor {
    segmenter: Segmenter,
    names: NameTagger,
    expressions: Expressions,
    quotes: QuoteReader,
    resolver: Resolver,
    occasions: Occasions,
    reference_date: Option<String>,
    listed: UserIndex,
    /// Buffers for those who bring none.
    idle: Mutex<Vec<Scratch>>,
}

/// The settings of an [`Extractor`].
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ExtractorBuilder {
    reference_date: Option<String>,
    confidence: Option<f32>,
    models: Option<(NameTagger, Judge)>,
    gazetteers: Vec<UserGazetteer>,
    cues: Vec<UserCues>,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    names: NameScratch,
    expressions: ExpressionScratch,
}

/// What a caller knows of one article beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct ArticleInfo<'a> {
    /// The caller's name for the article; kept in the result.
    pub id: Option<&'a str>,
    /// The date (`2023-09-12`) to which "ieri" and "lunedì" refer.
    pub reference_date: Option<&'a str>,
}

impl<'a> ArticleInfo<'a> {
    /// An article's name and date; of a moment (`2023-09-12T08:00`) the day is kept.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the date is not a day of the calendar.
    pub fn new(id: Option<&'a str>, date: Option<&'a str>) -> Result<Self, Error> {
        Ok(Self { id, reference_date: date.map(day).transpose()? })
    }
}

impl Extractor {
    /// The Italian extractor, with everything it needs embedded.
    ///
    /// # Panics
    /// If the embedded data is damaged, which the tests of this crate exclude.
    pub fn italian() -> Self {
        match Self::builder().build() {
            Ok(extractor) => extractor,
            Err(error) => unreachable!("embedded data: {error}"),
        }
    }

    /// Settings for an Italian extractor.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Everything found in `text`.
    ///
    /// Whatever is odd in the text becomes a diagnostic of the result. Of a text over 4 GiB the
    /// first 4 GiB are read; [`try_extract`](Self::try_extract) refuses it instead.
    pub fn extract(&self, text: impl Into<Arc<str>>) -> Document {
        self.with_scratch(|scratch| self.extract_article(text, ArticleInfo::default(), scratch))
    }

    /// Does `work` with buffers that an earlier call left, so that they need not grow again.
    pub(crate) fn with_scratch<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = idle().pop().unwrap_or_default();
        let done = work(&mut scratch);
        idle().push(scratch);
        done
    }

    /// Everything found in `text`, with what is known of the article, in reused buffers.
    pub fn extract_article(
        &self,
        text: impl Into<Arc<str>>,
        info: ArticleInfo<'_>,
        scratch: &mut Scratch,
    ) -> Document {
        self.extract_staged(text, info, scratch, |_| {})
    }

    /// As [`extract_article`](Self::extract_article); tells the name of each stage that is done:
    /// for benchmarks.
    #[doc(hidden)]
    pub fn extract_staged(
        &self,
        text: impl Into<Arc<str>>,
        info: ArticleInfo<'_>,
        scratch: &mut Scratch,
        mut done: impl FnMut(&'static str),
    ) -> Document {
        let mut document = Document::new(text.into());
        document.id = info.id.map(str::to_owned);
        document.reference_date =
            info.reference_date.map(str::to_owned).or_else(|| self.reference_date.clone());
        let segments = self.segmenter.segment(&document.text);
        document.sections.clone_from(&segments.sections);
        document.sentences = segments.sentences.iter().map(|sentence| sentence.span).collect();
        done("segment");
        document.mentions = self.names.mentions(&document.text, &segments, &mut scratch.names);
        let listed = self.listed.apply(&segments, &mut document.mentions);
        done("names");
        let found = self.expressions.find(
            &document.text,
            &segments,
            &document.mentions,
            document.reference_date.as_deref().and_then(|day| day.parse().ok()),
            &mut scratch.expressions,
        );
        (document.times, document.quantities) = (found.times, found.quantities);
        if document.reference_date.is_none() {
            document.reference_date = found.reference.map(|day| day.to_string());
        }
        done("times and quantities");
        let mut reading = self.quotes.read(&document.text, &segments, &document.mentions);
        done("quotes");
        let listed = Listed { index: &self.listed, of: &listed };
        document.entities = self.resolver.resolve(
            &document.text,
            &segments,
            &mut document.mentions,
            &mut reading,
            listed,
        );
        let article = Article {
            segments: &segments,
            mentions: &document.mentions,
            times: &document.times,
            classes: &reading.classes,
        };
        self.occasions.tell(article, &mut reading.quotes);
        (document.quotes, document.claims) = (reading.quotes, reading.claims);
        document.diagnostics = segments.diagnostics;
        done("entities and speakers");
        document
    }

    /// As [`extract`](Self::extract), but a text over 4 GiB is an error.
    ///
    /// # Errors
    /// [`ErrorKind::TextTooLong`] where the text has 2³² bytes or more.
    pub fn try_extract(&self, text: impl Into<Arc<str>>) -> Result<Document, Error> {
        self.with_scratch(|scratch| self.try_extract_article(text, ArticleInfo::default(), scratch))
    }

    /// As [`extract_article`](Self::extract_article), but a text over 4 GiB is an error.
    ///
    /// # Errors
    /// [`ErrorKind::TextTooLong`] where the text has 2³² bytes or more.
    pub fn try_extract_article(
        &self,
        text: impl Into<Arc<str>>,
        info: ArticleInfo<'_>,
        scratch: &mut Scratch,
    ) -> Result<Document, Error> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            let what = format!("the text has {} bytes, over 4 GiB", text.len());
            return Err(Error::new(ErrorKind::TextTooLong, what, "cut it into articles"));
        }
        Ok(self.extract_article(text, info, scratch))
    }
}

impl ExtractorBuilder {
    /// The date (`2023-09-12`) to which relative times of articles without their own date refer.
    pub fn reference_date(mut self, date: impl Into<String>) -> Self {
        self.reference_date = Some(date.into());
        self
    }

    /// Adds names of your own, which win over what else is found at their place; of several
    /// gazetteers that list one name the last given wins.
    ///
    /// ```
    /// use virgolette::{Extractor, UserGazetteer};
    ///
    /// let csv = "name,type,id\nCooperativa Alba,organization,coop-17\n";
    /// let gazetteer = UserGazetteer::from_csv(csv)?;
    /// let extractor = Extractor::builder().gazetteer(gazetteer).build()?;
    /// let document = extractor.extract("La Cooperativa Alba ha assunto dieci soci.");
    /// assert_eq!(document.entities[0].links["id"], virgolette::Link::Code("coop-17".into()));
    /// # Ok::<(), virgolette::Error>(())
    /// ```
    pub fn gazetteer(mut self, gazetteer: UserGazetteer) -> Self {
        self.gazetteers.push(gazetteer);
        self
    }

    /// Adds cues of your own: verbs, nouns and phrases that attribute, in all their forms. One that
    /// the library has too, or an earlier list, is replaced.
    ///
    /// ```
    /// use virgolette::{Extractor, UserCues};
    ///
    /// let cues = UserCues::from_toml("[[cue]]\nlemma = \"berciare\"\nclass = \"say\"\n")?;
    /// let extractor = Extractor::builder().cues(cues).build()?;
    /// let document = extractor.extract("«Il ponte è chiuso», berciò il sindaco Carlo Neri.");
    /// let cue = document.quotes[0].cue.as_ref().unwrap();
    /// assert_eq!((document.slice(cue.span), &*cue.lemma), ("berciò", "berciare"));
    /// # Ok::<(), virgolette::Error>(())
    /// ```
    pub fn cues(mut self, cues: UserCues) -> Self {
        self.cues.push(cues);
        self
    }

    /// Drops quotes whose [`confidence`](crate::Quote::confidence) is lower than `least` (0 to 1),
    /// instead of the value that balances precision and recall: lower finds more, higher errs less.
    pub fn confidence(mut self, least: f32) -> Self {
        self.confidence = Some(least);
        self
    }

    /// Other learnt models than the embedded ones: for cross-validation.
    #[doc(hidden)]
    pub fn models(mut self, names: NameTagger, judge: Judge) -> Self {
        self.models = Some((names, judge));
        self
    }

    /// The extractor.
    ///
    /// # Errors
    /// Where a setting or a file is bad; the error names file, line and mend.
    pub fn build(self) -> Result<Extractor, Error> {
        let reference_date = self.reference_date.as_deref().map(day).transpose()?;
        let extractor = std::thread::scope(|scope| {
            // Patterns of times are most of the work: another thread compiles them, if one is to be had.
            let worker = std::thread::Builder::new().spawn_scoped(scope, Expressions::italian);
            let gazetteer = Gazetteer::italian()?;
            let words = SourceWords::italian()?;
            let (names, judge) = match self.models {
                Some(models) => models,
                None => (NameTagger::italian_with(gazetteer.clone())?, Judge::italian()?),
            };
            let judge = match self.confidence {
                Some(least) => judge.with_least(least),
                None => judge,
            };
            let rules = QuoteReader::rules(gazetteer.clone(), &words)?;
            let segmenter = Segmenter::italian()?;
            Ok(Extractor {
                listed: UserIndex::new(&self.gazetteers, &segmenter)?,
                segmenter,
                names,
                quotes: rules.with_cues(&self.cues)?.with_judge(Some(judge)),
                resolver: Resolver::italian(gazetteer, words)?,
                occasions: Occasions::italian()?,
                expressions: match worker.ok().and_then(|worker| worker.join().ok()) {
                    Some(expressions) => expressions?,
                    None => Expressions::italian()?,
                },
                reference_date: reference_date.map(str::to_owned),
                idle: Mutex::default(),
            })
        })?;
        self.cues.iter().try_for_each(|cues| cues.check(&extractor))?;
        Ok(extractor)
    }
}
