//! Many documents as one: entities merged across articles, and quotes that say the same words.

mod group;
mod merge;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{Document, EntityId, Gender, Link, MentionType, QuoteId};
use crate::lexicon::{hash_normalized, word_hash};
use crate::resolve::fold;

pub(crate) use group::Grouper;
pub(crate) use merge::Merger;

/// What many documents say together.
///
/// ```
/// use virgolette::{Corpus, Extractor};
///
/// let texts = [
///     "«Il ponte riaprirà a marzo, lo prometto», ha detto il sindaco Carlo Neri.",
///     "Carlo Neri: «Il ponte riaprirà a marzo»",
/// ];
/// let documents = Extractor::italian().extract_batch(&texts);
/// let corpus = Corpus::new(&documents);
/// assert_eq!(corpus.quotes.len(), 1);
/// assert_eq!(corpus.quotes[0].occurrences.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Corpus {
    /// Who and what is named, in order of first appearance.
    pub entities: Vec<CorpusEntity>,
    /// Quotes, those with the same words together, in order of first appearance.
    pub quotes: Vec<QuoteGroup>,
}

/// One person, place or thing in all documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorpusEntity {
    /// What it is, by the vote of its documents.
    #[serde(rename = "type")]
    pub kind: MentionType,
    /// Its fullest name.
    pub name: String,
    /// Its other names, in order of appearance.
    pub aliases: Vec<String>,
    /// Of a person, where the documents that show it agree.
    pub gender: Option<Gender>,
    /// Registers it is linked to.
    pub links: BTreeMap<String, Link>,
    /// Where it is: the document (its place in the input) and the entity there.
    pub occurrences: Vec<(u32, EntityId)>,
}

/// Quotes that say the same words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteGroup {
    /// The fullest wording.
    pub text: String,
    /// Every quote with these words, in order.
    pub occurrences: Vec<QuoteOccurrence>,
}

/// A quote of one document in its group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteOccurrence {
    /// The document, by its place in the input.
    pub document: u32,
    /// The quote in that document.
    pub quote: QuoteId,
    /// Its speaker's name.
    pub speaker: Option<String>,
    /// How its words relate to the fullest wording.
    pub wording: Wording,
}

crate::document::words! {
    /// How a quote's words relate to the fullest wording of its group.
    Wording {
        /// The same words.
        Exact = "exact",
        /// The same beginning; the end is missing.
        Truncated = "truncated",
        /// A part of it; the beginning is missing.
        Trimmed = "trimmed",
        /// Nearly the same words.
        Near = "near",
    }
}

impl Corpus {
    /// The entities and quotes of all `documents`, merged; the time is linear in their size.
    pub fn new<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let mut entities = Merger::default();
        let mut quotes = Grouper::default();
        for (index, document) in documents.into_iter().enumerate() {
            for (id, entity) in document.entities.iter().enumerate() {
                entities.add(index as u32, EntityId(id as u32), entity);
            }
            quotes.add(index as u32, document);
        }
        Self { entities: entities.finish(), quotes: quotes.finish() }
    }
}

/// The words of a text without articles, by their spelling.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    const ARTICLES: [u64; 6] = [
        hash_normalized("il"),
        hash_normalized("lo"),
        hash_normalized("la"),
        hash_normalized("gli"),
        hash_normalized("le"),
        hash_normalized("l"),
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word_hash(&fold(word)))
        .filter(|word| !ARTICLES.contains(word))
}
