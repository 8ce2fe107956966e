//! Names: persons, organisations, places, events, products and works.

mod article;
mod datelines;
mod features;
mod recase;
mod repairs;
mod token;

use crate::document::{Mention, MentionSource, MentionType};
use crate::error::Error;
use crate::lexicon::gazetteer::Gazetteer;
use crate::segment::Segments;
use crate::span::Span;
use crate::tagger::{Decoder, Known, Label, Labels, MAX_LABELS, Model, Scores, feature_set};

pub use article::Article;
pub use features::{FEATURE_SET, Groups, LETTERS};

/// The classes of the name model: the types of mentions, and places that stand for those who act.
pub const CLASSES: [(&str, MentionType, bool); 9] = [
    ("person", MentionType::Person, false),
    ("organization", MentionType::Organization, false),
    ("gpe", MentionType::Gpe, false),
    ("gpe!", MentionType::Gpe, true),
    ("location", MentionType::Location, false),
    ("facility", MentionType::Facility, false),
    ("event", MentionType::Event, false),
    ("product", MentionType::Product, false),
    ("work", MentionType::Work, false),
];

/// The embedded Italian model.
static ITALIAN: &[u8] = include_bytes!("../../../models/it.names.bin");

/// Finds names.
#[derive(Clone, Debug)]
pub struct NameTagger {
    model: Model,
    gazetteer: Gazetteer,
}

/// The buffers in which names are found.
#[derive(Clone, Debug, Default)]
pub struct NameScratch {
    article: Article,
    scores: Vec<Scores>,
    labels: Vec<u8>,
    decoder: Decoder,
    found: Vec<(u32, u32, usize)>,
}

impl NameTagger {
    /// The Italian tagger.
    ///
    /// # Errors
    /// Where the embedded data are damaged, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        Self::italian_with(Gazetteer::italian()?)
    }

    /// The Italian tagger with a gazetteer read before.
    ///
    /// # Errors
    /// Where the embedded model is damaged, which the tests of this crate exclude.
    pub fn italian_with(gazetteer: Gazetteer) -> Result<Self, Error> {
        let model = Model::new(ITALIAN, "it", feature_set(FEATURE_SET))
            .map_err(|error| error.at("models/it.names.bin", None))?;
        Ok(Self::with(model, gazetteer))
    }

    /// A tagger with this model and gazetteer.
    pub fn with(model: Model, gazetteer: Gazetteer) -> Self {
        Self { model, gazetteer }
    }

    /// The names of an article as first byte, one past the last, and class (of [`CLASSES`]), in
    /// order; allocates nothing once the buffers have grown.
    pub fn spans<'s>(
        &self,
        text: &str,
        segments: &Segments,
        scratch: &'s mut NameScratch,
    ) -> &'s [(u32, u32, usize)] {
        self.label(text, segments, scratch);
        let NameScratch { labels, found, .. } = scratch;
        found.clear();
        for sentence in &segments.sentences {
            spans(&labels[sentence.first as usize..sentence.end as usize], |class, first, end| {
                let span = segments.span(sentence.first + first, sentence.first + end);
                found.push((span.start, span.end, class));
            });
        }
        found
    }

    /// The named mentions of an article, in order, none overlapping another.
    pub fn mentions(
        &self,
        text: &str,
        segments: &Segments,
        scratch: &mut NameScratch,
    ) -> Vec<Mention> {
        let each = self.spans(text, segments, scratch).iter().map(|&(start, end, class)| {
            let (_, kind, metonymy) = CLASSES[class];
            let span = Span::new(start, end);
            let mention = Mention::name(span, kind, MentionSource::Tagger, "names");
            Mention { metonymy, ..mention }
        });
        let mut mentions = each.collect();
        repairs::mend(text, segments, &self.gazetteer, &scratch.article, &mut mentions);
        datelines::places(segments, &self.gazetteer, &mut mentions);
        mentions
    }

    /// Labels every token of the article.
    fn label(&self, text: &str, segments: &Segments, scratch: &mut NameScratch) {
        let NameScratch { article, scores, labels, decoder, .. } = scratch;
        article.read(text, segments, &self.gazetteer);
        scores.clear();
        scores.resize(segments.tokens.len(), [0; MAX_LABELS]);
        labels.clear();
        labels.resize(segments.tokens.len(), 0);
        let weights = self.model.weights();
        let mut known = Known::default();
        for (index, score) in scores.iter_mut().enumerate() {
            article.features(index, Groups::ALL, |feature| weights.find(feature, &mut known));
            *score = weights.sum(&mut known);
        }
        for sentence in &segments.sentences {
            let range = sentence.first as usize..sentence.end as usize;
            decoder.decode(&self.model, &scores[range.clone()], &mut labels[range]);
        }
    }
}

/// Calls `found` with the class, the first token and one past the last of each span.
pub fn spans(labels: &[u8], mut found: impl FnMut(usize, u32, u32)) {
    let mut open: Option<(usize, usize)> = None;
    for index in 0..=labels.len() {
        let label = labels.get(index).map_or(Label::Outside, |&l| Labels::label(l.into()));
        if let (Some((class, _)), Label::Inside(inside)) = (open, label)
            && class == inside
        {
            continue;
        }
        if let Some((class, first)) = open.take() {
            found(class, first as u32, index as u32);
        }
        if let Label::Begin(class) | Label::Inside(class) = label {
            open = Some((class, index));
        }
    }
}
