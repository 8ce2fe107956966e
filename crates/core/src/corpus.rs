//! Many documents as one: entities merged across articles, and quotes that say the same words.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::document::{Document, Entity, EntityId, Gender, Link, MentionType, QuoteId};
use crate::lexicon::{hash_normalized, mix, word_hash};
use crate::resolve::fold;
use crate::span::Span;

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

/// How a quote's words relate to the fullest wording of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The same words.
    Exact,
    /// The same beginning; the end is missing.
    Truncated,
    /// A part of it; the beginning is missing.
    Trimmed,
    /// Nearly the same words.
    Near,
}

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Quotes with fewer words group by all their words only.
const SHORT: usize = 4;
/// The share of the shorter quote's shingles that two quotes must have in common.
const SHARED: f32 = 0.5;
/// Groups that one shingle leads to; a shingle in more is a common phrase.
const COMMON: usize = 32;

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

/// Merges entities whose full names or links are the same.
#[derive(Default)]
struct Merger {
    /// Union-find over `list`.
    parent: Vec<u32>,
    list: Vec<CorpusEntity>,
    /// By the keys that name nobody else.
    known: HashMap<u64, u32>,
    /// Surnames of full names: the entity, or `None` where several bear it.
    surnames: HashMap<u64, Option<u32>>,
    /// Persons known by one word only, and that word.
    bare: Vec<(u32, u64)>,
}

impl Merger {
    fn add(&mut self, document: u32, id: EntityId, entity: &Entity) {
        let own = self.list.len() as u32;
        self.parent.push(own);
        self.list.push(CorpusEntity {
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            gender: entity.gender,
            links: entity.links.clone(),
            occurrences: vec![(document, id)],
        });
        for (register, link) in &entity.links {
            let link = match link {
                Link::Number(number) => *number,
                Link::Code(code) => word_hash(code),
            };
            self.join(own, mix(word_hash(register) ^ mix(link)));
        }
        let person = entity.kind == MentionType::Person;
        let class = if person { 1 } else { 2 + u64::from(is_place(entity.kind)) };
        for (place, name) in std::iter::once(&entity.name).chain(&entity.aliases).enumerate() {
            let words: Vec<u64> = words(name).collect();
            let key = mix(class ^ words.iter().fold(0, |key, &word| mix(key ^ word)));
            match words.as_slice() {
                [] => {}
                [word] if person => {
                    if place == 0 {
                        self.bare.push((own, *word));
                    }
                }
                [_] if place > 0 && !is_acronym(name) => {}
                _ if person && place > 0 && has_initial(name) => {}
                _ => self.join(own, key),
            }
            if let (true, [_, .., surname]) = (person && place == 0, words.as_slice()) {
                let root = self.root(own);
                let known = self.surnames.entry(*surname).or_insert(Some(root));
                if let Some(other) = *known
                    && find(&mut self.parent, other) != root
                {
                    *known = None;
                }
            }
        }
    }

    fn root(&mut self, index: u32) -> u32 {
        find(&mut self.parent, index)
    }

    /// Makes `own` one with whatever has the key.
    fn join(&mut self, own: u32, key: u64) {
        let other = *self.known.entry(key).or_insert(own);
        let (a, b) = (self.root(own), self.root(other));
        // Two persons or two kinds are not merged by a name that happens to be the same.
        let same = (self.list[a as usize].kind == MentionType::Person)
            == (self.list[b as usize].kind == MentionType::Person);
        if same {
            self.parent[a.max(b) as usize] = a.min(b);
        }
    }

    fn finish(mut self) -> Vec<CorpusEntity> {
        for (own, surname) in std::mem::take(&mut self.bare) {
            // A surname alone is the only bearer's of the corpus, or its own.
            match self.surnames.get(&surname).copied() {
                Some(Some(bearer)) => {
                    let (a, b) = (self.root(own), self.root(bearer));
                    self.parent[a.max(b) as usize] = a.min(b);
                }
                Some(None) => {}
                None => self.join(own, mix(1 ^ mix(surname))),
            }
        }
        let mut merged: Vec<CorpusEntity> = Vec::new();
        let mut place: HashMap<u32, usize> = HashMap::new();
        let mut votes: Vec<[u32; MentionType::ALL.len()]> = Vec::new();
        for index in 0..self.list.len() as u32 {
            let root = self.root(index);
            let entity = self.list[index as usize].clone();
            let at = *place.entry(root).or_insert(merged.len());
            if at == merged.len() {
                votes.push([0; MentionType::ALL.len()]);
                votes[at][entity.kind as usize] += 1;
                merged.push(entity);
            } else {
                votes[at][entity.kind as usize] += 1;
                absorb(&mut merged[at], entity);
            }
        }
        for (entity, votes) in merged.iter_mut().zip(&votes) {
            let most = votes.iter().max().copied().unwrap_or(0);
            let first = MentionType::ALL.iter().find(|&&kind| votes[kind as usize] == most);
            entity.kind = first.copied().unwrap_or(entity.kind);
        }
        merged
    }
}

/// The representative of `index`, with the path to it made shorter.
fn find(parent: &mut [u32], mut index: u32) -> u32 {
    while parent[index as usize] != index {
        parent[index as usize] = parent[parent[index as usize] as usize];
        index = parent[index as usize];
    }
    index
}

/// Adds what another document says of the same entity.
fn absorb(entity: &mut CorpusEntity, mut other: CorpusEntity) {
    if other.name.split(' ').count() > entity.name.split(' ').count() {
        std::mem::swap(&mut entity.name, &mut other.name);
    }
    for alias in std::iter::once(other.name).chain(other.aliases) {
        if alias != entity.name && entity.aliases.len() < 64 && !entity.aliases.contains(&alias) {
            entity.aliases.push(alias);
        }
    }
    entity.gender = match (entity.gender, other.gender) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => a.or(b),
    };
    for (register, link) in other.links {
        entity.links.entry(register).or_insert(link);
    }
    entity.occurrences.append(&mut other.occurrences);
}

/// A quote's words and where they stand.
struct Wordings {
    words: Vec<u64>,
    text: String,
    occurrences: Vec<(QuoteOccurrence, Vec<u64>, Vec<Span>)>,
}

/// Groups quotes by their words.
#[derive(Default)]
struct Grouper {
    groups: Vec<Wordings>,
    whole: HashMap<u64, u32>,
    shingles: HashMap<u64, Vec<u32>>,
}

impl Grouper {
    fn add(&mut self, index: u32, document: &Document) {
        for (id, quote) in document.quotes.iter().enumerate() {
            let parts: Vec<&str> = quote.content.iter().map(|&span| document.slice(span)).collect();
            let text = parts.join(" […] ");
            let words: Vec<u64> = parts.iter().flat_map(|part| words(part)).collect();
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

    fn finish(self) -> Vec<QuoteGroup> {
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

fn is_place(kind: MentionType) -> bool {
    matches!(kind, MentionType::Gpe | MentionType::Location | MentionType::Facility)
}

fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

/// "C. Neri" may be another Neri.
fn has_initial(name: &str) -> bool {
    name.split(' ').any(|word| word.ends_with('.') && word.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(kind: MentionType, name: &str, aliases: &[&str]) -> Entity {
        Entity {
            kind,
            name: name.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            roles: Vec::new(),
            gender: None,
            links: BTreeMap::new(),
            mentions: Vec::new(),
        }
    }

    fn merged(documents: &[Vec<Entity>]) -> Vec<(String, usize)> {
        let documents: Vec<Document> = documents
            .iter()
            .map(|entities| {
                let mut document = Document::new("".into());
                document.entities.clone_from(entities);
                document
            })
            .collect();
        let corpus = Corpus::new(&documents);
        corpus.entities.into_iter().map(|e| (e.name, e.occurrences.len())).collect()
    }

    #[test]
    fn entities_merge_by_full_name_by_acronym_and_by_a_surname_that_one_bears() {
        use MentionType::{Gpe, Organization, Person};
        let found = merged(&[
            vec![
                entity(Person, "Neri", &[]),
                entity(Organization, "Agenzia Spaziale Lunare", &["ASL"]),
            ],
            vec![entity(Person, "Carlo Neri", &["Neri"]), entity(Organization, "ASL", &[])],
            vec![entity(Person, "Bruni", &[]), entity(Gpe, "Siena", &[])],
            vec![entity(Person, "Ada Bruni", &[]), entity(Person, "Ugo Bruni", &["Bruni"])],
        ]);
        let expected = [
            ("Carlo Neri", 2),
            ("Agenzia Spaziale Lunare", 2),
            ("Bruni", 1),
            ("Siena", 1),
            ("Ada Bruni", 1),
            ("Ugo Bruni", 1),
        ];
        assert_eq!(found, expected.map(|(name, count)| (name.to_owned(), count)));
    }

    #[test]
    fn links_merge_entities_of_different_names() {
        let mut here = entity(MentionType::Gpe, "Stati Uniti", &[]);
        let mut there = entity(MentionType::Gpe, "Usa", &[]);
        for entity in [&mut here, &mut there] {
            entity.links.insert("iso3166".into(), Link::Code("US".into()));
        }
        assert_eq!(merged(&[vec![here], vec![there]]), [("Stati Uniti".to_owned(), 2)]);
    }

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
