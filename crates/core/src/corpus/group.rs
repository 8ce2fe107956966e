//! Quotes of many documents that say the same words.

use std::collections::{BTreeMap, HashMap};

use crate::corpus::{QuoteGroup, QuoteOccurrence, Wording, words};
use crate::document::{Document, QuoteId};
use crate::lexicon::mix;
use crate::span::Span;

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Quotes with fewer words group by all their words only.
const SHORT: usize = 4;
/// The share of the shorter quote's shingles that two quotes must have in common.
const SHARED: f32 = 0.5;
/// Groups that one shingle leads to; a shingle in more is a common phrase.
const COMMON: usize = 32;

/// A quote's words and where they stand.
struct Wordings {
    words: Vec<u64>,
    text: String,
    occurrences: Vec<(QuoteOccurrence, Vec<u64>, Vec<Span>)>,
}

/// Groups quotes by their words.
#[derive(Default)]
pub(crate) struct Grouper {
    groups: Vec<Wordings>,
    whole: HashMap<u64, u32>,
    shingles: HashMap<u64, Vec<u32>>,
}

impl Grouper {
    pub(crate) fn add(&mut self, index: u32, document: &Document) {
        for (id, quote) in document.quotes.iter().enumerate() {
            let text = document.content(quote, " […] ");
            let parts = quote.content.iter().map(|&part| document.slice(part));
            let words: Vec<u64> = parts.flat_map(words).collect();
            let occurrence = QuoteOccurrence {
                document: index,
                quote: QuoteId(id as u32),
                speaker: quote.speaker.as_ref().map(|speaker| speaker.name.clone()),
                wording: Wording::Exact,
            };
            self.place(occurrence, text, words, quote.content.clone());
        }
    }

    fn place(
        &mut self,
        occurrence: QuoteOccurrence,
        text: String,
        words: Vec<u64>,
        content: Vec<Span>,
    ) {
        let key = words.iter().fold(0, |key, &word| mix(key ^ word));
        let group = self.find(key, &words, occurrence.document, &content).unwrap_or_else(|| {
            self.groups.push(Wordings {
                words: Vec::new(),
                text: String::new(),
                occurrences: Vec::new(),
            });
            self.groups.len() as u32 - 1
        });
        self.whole.entry(key).or_insert(group);
        for shingle in shingles(&words) {
            let list = self.shingles.entry(shingle).or_default();
            if list.len() <= COMMON && list.last() != Some(&group) {
                list.push(group);
            }
        }
        let found = &mut self.groups[group as usize];
        if words.len() > found.words.len() {
            found.words.clone_from(&words);
            found.text = text;
        }
        found.occurrences.push((occurrence, words, content));
    }

    /// The group that says these words, other than in the same place.
    fn find(&self, key: u64, words: &[u64], document: u32, content: &[Span]) -> Option<u32> {
        // One passage under two attributions is not two occurrences.
        let apart = |group: u32| {
            self.groups[group as usize].occurrences.iter().rev().take(COMMON).all(|other| {
                other.0.document != document
                    || !other.2.iter().any(|a| content.iter().any(|b| a.overlaps(*b)))
            })
        };
        if let Some(&group) = self.whole.get(&key)
            && words.len() >= SHINGLE
        {
            return apart(group).then_some(group);
        }
        if words.len() < SHORT {
            return None;
        }
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        let mut total = 0;
        for shingle in shingles(words) {
            total += 1;
            let groups = self.shingles.get(&shingle).filter(|groups| groups.len() <= COMMON);
            for &group in groups.into_iter().flatten() {
                *counts.entry(group).or_default() += 1;
            }
        }
        let share = |group: u32, shared: u32| {
            let other = self.groups[group as usize].words.len().saturating_sub(SHINGLE - 1);
            shared as f32 / total.min(other).max(1) as f32
        };
        counts
            .into_iter()
            .filter(|&(group, shared)| {
                let long = self.groups[group as usize].words.len() >= SHORT;
                long && shared >= 2 && share(group, shared) >= SHARED && apart(group)
            })
            .max_by(|a, b| share(a.0, a.1).total_cmp(&share(b.0, b.1)).then(b.0.cmp(&a.0)))
            .map(|(group, _)| group)
    }

    pub(crate) fn finish(self) -> Vec<QuoteGroup> {
        self.groups
            .into_iter()
            .map(|group| {
                let full = group.words;
                let occurrences = group
                    .occurrences
                    .into_iter()
                    .map(|(mut occurrence, words, _)| {
                        occurrence.wording = wording(&words, &full);
                        occurrence
                    })
                    .collect();
                QuoteGroup { text: group.text, occurrences }
            })
            .collect()
    }
}

fn wording(words: &[u64], full: &[u64]) -> Wording {
    if words == full {
        Wording::Exact
    } else if full.starts_with(words) {
        Wording::Truncated
    } else if words.len() < 256 && full.windows(words.len().max(1)).any(|run| run == words) {
        Wording::Trimmed
    } else {
        Wording::Near
    }
}

fn shingles(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    words.windows(SHINGLE).map(|run| run.iter().fold(0, |key, &word| mix(key ^ word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_meet_whole_truncated_trimmed_and_nearly_the_same() {
        let mut grouper = Grouper::default();
        for (index, text) in [
            "Il ponte riaprirà a marzo, lo prometto a tutti i cittadini",
            "Il ponte riaprirà a marzo",
            "lo prometto a tutti i cittadini",
            "Il ponte riaprirà a marzo, lo giuro a tutti i cittadini",
            "il ponte riaprirà a marzo, lo prometto a tutti i cittadini!",
            "Le scuole restano chiuse per tutta la settimana",
        ]
        .into_iter()
        .enumerate()
        {
            let occurrence = QuoteOccurrence {
                document: index as u32,
                quote: QuoteId(0),
                speaker: None,
                wording: Wording::Exact,
            };
            grouper.place(occurrence, text.into(), words(text).collect(), Vec::new());
        }
        let groups = grouper.finish();
        let wordings: Vec<Vec<Wording>> = groups
            .iter()
            .map(|group| group.occurrences.iter().map(|found| found.wording).collect())
            .collect();
        use Wording::{Exact, Near, Trimmed, Truncated};
        assert_eq!(wordings, [vec![Exact, Truncated, Trimmed, Near, Exact], vec![Exact]]);
    }
}
