//! Who speaks in the archive: one row for each, however many articles and names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Article, Quote, Who};
use crate::corpus::CorpusEntity;
use crate::document::{Gender, MentionType};

/// One who speaks.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Speaker {
    /// The fullest name.
    #[serde(rename = "n")]
    pub(super) name: String,
    /// What it is; nothing of those known by words that name nobody.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<MentionType>,
    #[serde(rename = "g", skip_serializing_if = "Option::is_none")]
    pub(super) gender: Option<Gender>,
    /// Whether the articles withhold who it is.
    #[serde(rename = "a", skip_serializing_if = "std::ops::Not::not")]
    pub(super) anonymous: bool,
    /// The role that most articles give.
    #[serde(rename = "r", skip_serializing_if = "String::is_empty")]
    pub(super) role: String,
    #[serde(rename = "l", skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    #[serde(rename = "q")]
    pub(super) quotes: u32,
    /// Articles with a quote.
    #[serde(rename = "c")]
    pub(super) articles: u32,
    #[serde(skip)]
    pub(super) words: u32,
    #[serde(skip)]
    last: Option<u32>,
}

/// Everyone who speaks, most quoted first, and the speaker of every quote.
pub(super) struct Speakers {
    pub(super) list: Vec<Speaker>,
    pub(super) of: Vec<Option<u32>>,
}

/// The entity of the archive behind each entity of an article, by its number.
fn merged(articles: &[Article], count: u32, entities: &[CorpusEntity]) -> Vec<u32> {
    let mut merged = vec![0; count as usize];
    for (index, entity) in (0..).zip(entities) {
        for (article, id) in &entity.occurrences {
            merged[(articles[*article as usize].entities + id.0) as usize] = index;
        }
    }
    merged
}

/// Whose words quotes are, as the style sheet and the labels call it.
pub(super) const SOURCES: [&str; 3] = ["named", "anonymous", "nobody"];

impl Speakers {
    /// The place in [`SOURCES`] of a quote by this speaker.
    pub(super) fn source(&self, speaker: Option<u32>) -> usize {
        match speaker.map(|index| self.list[index as usize].anonymous) {
            Some(false) => 0,
            Some(true) => 1,
            None => 2,
        }
    }

    pub(super) fn new(
        articles: &[Article],
        quotes: &[Quote],
        entities: &[CorpusEntity],
        count: u32,
        roles: &[(u32, String)],
    ) -> Self {
        let merged = merged(articles, count, entities);
        let mut found: BTreeMap<Who, u32> = BTreeMap::new();
        let mut list: Vec<Speaker> = Vec::new();
        let mut of = Vec::with_capacity(quotes.len());
        for quote in quotes {
            let key = match &quote.who {
                Who::Nobody => {
                    of.push(None);
                    continue;
                }
                Who::Described { name, anonymous } => {
                    Who::Described { name: name.to_lowercase(), anonymous: *anonymous }
                }
                Who::Entity { number, anonymous } => {
                    Who::Entity { number: merged[*number as usize], anonymous: *anonymous }
                }
            };
            let next = list.len() as u32;
            let index = *found.entry(key.clone()).or_insert(next);
            if index == next {
                list.push(speaker(&quote.who, &key, entities));
            }
            let speaker = &mut list[index as usize];
            speaker.quotes += 1;
            speaker.words += quote.words;
            if speaker.last.replace(quote.article) != Some(quote.article) {
                speaker.articles += 1;
            }
            of.push(Some(index));
        }
        let mut votes: BTreeMap<(u32, &str), u32> = BTreeMap::new();
        for (number, role) in roles {
            let key = Who::Entity { number: merged[*number as usize], anonymous: false };
            if let Some(&index) = found.get(&key) {
                *votes.entry((index, role)).or_default() += 1;
            }
        }
        let mut most = vec![0; list.len()];
        for ((index, role), count) in votes {
            if count > most[index as usize] {
                most[index as usize] = count;
                list[index as usize].role = role.to_owned();
            }
        }
        Self::sorted(list, of)
    }

    /// Most quoted first; of as many, who speaks first.
    fn sorted(list: Vec<Speaker>, mut of: Vec<Option<u32>>) -> Self {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_key(|&index| (std::cmp::Reverse(list[index].quotes), index));
        let mut place = vec![0; list.len()];
        (0..).zip(&order).for_each(|(at, &index)| place[index] = at);
        for speaker in of.iter_mut().flatten() {
            *speaker = place[*speaker as usize];
        }
        Self { list: order.into_iter().map(|index| list[index].clone()).collect(), of }
    }
}

fn speaker(who: &Who, key: &Who, entities: &[CorpusEntity]) -> Speaker {
    match (who, key) {
        (Who::Described { name, anonymous }, _) => {
            Speaker { name: name.clone(), anonymous: *anonymous, ..Speaker::default() }
        }
        (_, Who::Entity { number, anonymous }) => {
            let entity = &entities[*number as usize];
            Speaker {
                name: entity.name.clone(),
                kind: Some(entity.kind),
                gender: entity.gender,
                anonymous: *anonymous,
                aliases: entity.aliases.clone(),
                ..Speaker::default()
            }
        }
        _ => Speaker::default(),
    }
}
