//! Adjectives and nouns of origin ("nordcoreano", "i milanesi"), linked to their country.

use std::collections::BTreeMap;

use crate::document::{
    Entity, EntityId, Link, Mention, MentionForm, MentionId, MentionSource, MentionType,
};
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::resolve::registers::Registers;
use crate::segment::{Segments, Shape};
use crate::span::Span;

/// A demonym in the text.
struct Found {
    span: Span,
    country: [u8; 2],
}

/// Adds the demonyms of an article to its mentions, which stay in order, and to its entities: one
/// for each country.
pub(crate) fn add(
    text: &str,
    segments: &Segments,
    (gazetteer, registers): (&Gazetteer, &Registers),
    mentions: &mut Vec<Mention>,
    entities: &mut Vec<Entity>,
) {
    let found = find(segments, gazetteer, mentions);
    if found.is_empty() {
        return;
    }
    let mut moved = Vec::with_capacity(mentions.len());
    let mut added = found.iter().peekable();
    let mut countries: BTreeMap<[u8; 2], EntityId> = BTreeMap::new();
    let mut all = Vec::with_capacity(mentions.len() + found.len());
    let mut new = Vec::with_capacity(found.len());
    let mut put = |one: &Found, all: &mut Vec<Mention>| {
        let next = EntityId((entities.len() + countries.len()) as u32);
        let entity = *countries.entry(one.country).or_insert(next);
        new.push((entity, MentionId(all.len() as u32), one.span, one.country));
        let (kind, by) = (MentionType::Demonym, MentionSource::Gazetteer);
        let mention = Mention::name(one.span, kind, by, "demonyms");
        all.push(Mention { entity: Some(entity), ..mention });
    };
    for mention in mentions.drain(..) {
        while let Some(one) = added.next_if(|one| one.span < mention.span) {
            put(one, &mut all);
        }
        moved.push(MentionId(all.len() as u32));
        all.push(mention);
    }
    added.for_each(|one| put(one, &mut all));
    *mentions = all;
    for entity in entities.iter_mut() {
        entity.mentions.iter_mut().for_each(|mention| *mention = moved[mention.index()]);
        entity.roles.iter_mut().for_each(|role| role.mention = moved[role.mention.index()]);
    }
    for (entity, mention, span, country) in new {
        let surface = span.of(text);
        if entity.index() == entities.len() {
            entities.push(demonym(surface, country, registers));
        }
        let entity = &mut entities[entity.index()];
        entity.mentions.push(mention);
        if surface != entity.name && !entity.aliases.iter().any(|alias| alias == surface) {
            entity.aliases.push(surface.to_owned());
        }
    }
}

fn demonym(name: &str, country: [u8; 2], registers: &Registers) -> Entity {
    let code = String::from_utf8_lossy(&country).into_owned();
    let mut links = BTreeMap::from([("iso3166".to_owned(), Link::Code(code))]);
    if let Some(geonames) = registers.geonames(country) {
        links.insert("geonames".to_owned(), Link::Number(geonames.into()));
    }
    Entity {
        kind: MentionType::Demonym,
        name: name.to_owned(),
        aliases: Vec::new(),
        roles: Vec::new(),
        gender: None,
        gender_evidence: None,
        links,
        mentions: Vec::new(),
    }
}

/// The demonyms of an article outside its names, in order.
fn find(segments: &Segments, gazetteer: &Gazetteer, mentions: &[Mention]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in &segments.sentences {
        let mut at = sentence.first;
        while at < sentence.end {
            let tokens = &segments.tokens[at as usize..sentence.end as usize];
            // A capital within a sentence makes it a name ("il Greco", "Coppa Italiana").
            let plain = tokens[0].shape == Shape::Lower || at == sentence.first;
            let known =
                if plain { demonym_at(gazetteer, tokens.iter().map(|t| t.word)) } else { None };
            let Some((length, country)) = known else {
                at += 1;
                continue;
            };
            let span = segments.span(at, at + length);
            at += length;
            let next = mentions.partition_point(|mention| mention.span.end <= span.start);
            let taken = mentions[next..]
                .iter()
                .take_while(|mention| mention.span.start < span.end)
                .any(|mention| mention.form == MentionForm::Name || mention.span == span);
            if !taken {
                found.push(Found { span, country });
            }
        }
    }
    found
}

/// The longest demonym at the front of these words, and its country.
fn demonym_at(gazetteer: &Gazetteer, words: impl Iterator<Item = u64>) -> Option<(u32, [u8; 2])> {
    let mut best = None;
    gazetteer.names(words, |length, entry| {
        let lists = gazetteer.lists(entry);
        if lists.meets(Lists::DEMONYM) && !lists.meets(Lists::ORDINARY) {
            let country = gazetteer.entry(entry).country;
            best = (country != [0, 0]).then_some((length as u32, country)).or(best);
        }
    });
    best
}
