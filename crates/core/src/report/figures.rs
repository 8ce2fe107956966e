//! The counts of the overview.

use std::collections::BTreeMap;

use super::speakers::Speakers;
use super::{Article, Quote};
use crate::corpus::{CorpusEntity, QuoteGroup, QuoteOccurrence, Wording};
use crate::document::{Certainty, Gender, MentionType, QuoteKind};

/// Women, men, and those of whom the articles do not show it.
pub(super) type Balance = [u64; 3];

/// What is counted over the whole archive.
pub(super) struct Figures {
    pub(super) kinds: Vec<u64>,
    pub(super) certainties: Vec<u64>,
    /// Cue classes by their quotes, most first.
    pub(super) classes: Vec<(String, u64)>,
    /// Quotes of each of [`SOURCES`](super::speakers::SOURCES).
    pub(super) sources: [u64; 3],
    pub(super) claims: u64,
    /// First and last day.
    pub(super) days: Option<(String, String)>,
    pub(super) undated: u64,
    /// People named, people quoted, their quotes, the words of these.
    pub(super) balance: [Balance; 4],
    /// Wordings that several articles have, most first: the group and how many.
    pub(super) repeated: Vec<(usize, u32)>,
}

impl Figures {
    pub(super) fn new(
        articles: &[Article],
        quotes: &[Quote],
        speakers: &Speakers,
        entities: &[CorpusEntity],
        groups: &[QuoteGroup],
    ) -> Self {
        let mut kinds = vec![0; QuoteKind::ALL.len()];
        let mut certainties = vec![0; Certainty::ALL.len()];
        let mut classes: BTreeMap<&str, u64> = BTreeMap::new();
        let mut sources = [0; 3];
        for (quote, speaker) in quotes.iter().zip(&speakers.of) {
            kinds[usize::from(quote.kind)] += 1;
            certainties[usize::from(quote.certainty)] += 1;
            *classes.entry(&quote.class).or_default() += 1;
            sources[speakers.source(*speaker)] += 1;
        }
        let mut classes: Vec<(String, u64)> =
            classes.into_iter().map(|(class, count)| (class.to_owned(), count)).collect();
        classes.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let days = || articles.iter().filter_map(|article| article.date.as_deref());
        Self {
            kinds,
            certainties,
            classes,
            sources,
            claims: articles.iter().map(|article| u64::from(article.claims)).sum(),
            days: days().min().zip(days().max()).map(|(a, b)| (a.to_owned(), b.to_owned())),
            undated: articles.iter().filter(|article| article.date.is_none()).count() as u64,
            balance: balance(speakers, entities),
            repeated: repeated(groups),
        }
    }
}

fn side(gender: Option<Gender>) -> usize {
    match gender {
        Some(Gender::Female) => 0,
        Some(Gender::Male) => 1,
        None => 2,
    }
}

fn balance(speakers: &Speakers, entities: &[CorpusEntity]) -> [Balance; 4] {
    let mut balance = [[0; 3]; 4];
    for entity in entities.iter().filter(|entity| entity.kind == MentionType::Person) {
        balance[0][side(entity.gender)] += 1;
    }
    let people = |kind| kind == Some(MentionType::Person);
    for speaker in speakers.list.iter().filter(|speaker| people(speaker.kind)) {
        let side = side(speaker.gender);
        balance[1][side] += 1;
        balance[2][side] += u64::from(speaker.quotes);
        balance[3][side] += u64::from(speaker.words);
    }
    balance
}

/// Where the words of a group stand; nearly the same words may be another sentence.
pub(super) fn repeats(group: &QuoteGroup) -> impl Iterator<Item = &QuoteOccurrence> {
    group.occurrences.iter().filter(|found| found.wording != Wording::Near)
}

fn repeated(groups: &[QuoteGroup]) -> Vec<(usize, u32)> {
    let mut repeated: Vec<(usize, u32)> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let mut articles: Vec<u32> =
                repeats(group).map(|occurrence| occurrence.document).collect();
            articles.dedup();
            (index, articles.len() as u32)
        })
        .filter(|&(_, articles)| articles > 1)
        .collect();
    repeated.sort_by_key(|&(_, articles)| std::cmp::Reverse(articles));
    repeated
}
