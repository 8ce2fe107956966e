//! Entities of many documents, merged by name and link.

use std::collections::HashMap;

use crate::corpus::{CorpusEntity, words};
use crate::document::{Entity, EntityId, Link, MentionType};
use crate::lexicon::{mix, word_hash};

/// Merges entities whose full names or links are the same.
#[derive(Default)]
pub(crate) struct Merger {
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
    pub(crate) fn add(&mut self, document: u32, id: EntityId, entity: &Entity) {
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

    pub(crate) fn finish(mut self) -> Vec<CorpusEntity> {
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
    use std::collections::BTreeMap;

    use super::*;
    use crate::corpus::Corpus;
    use crate::document::Document;

    fn entity(kind: MentionType, name: &str, aliases: &[&str]) -> Entity {
        Entity {
            kind,
            name: name.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            roles: Vec::new(),
            gender: None,
            gender_evidence: None,
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
}
