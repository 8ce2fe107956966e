//! Entities as the document has them.

use crate::document::{
    Entity, EntityId, Link, Mention, MentionId, MentionSource, MentionType, Role,
};
use crate::resolve::clusters::{Clusters, NONE};
use crate::resolve::context::Context;
use crate::resolve::facts::Fact;
use crate::resolve::gender::Shown;
use crate::resolve::registers::Mentioned;
use crate::resolve::speakers::Resolved;

/// The entities, in order of their first mention.
pub(crate) fn write(
    context: &Context<'_>,
    clusters: &Clusters,
    facts: &[Fact],
    genders: &[Option<Shown>],
) -> Vec<Entity> {
    let mentioned = Mentioned::new(context, clusters);
    let surface = |mention: u32| context.mentions[mention as usize].span.of(context.text);
    let mut entities: Vec<Entity> = clusters
        .list
        .iter()
        .zip(genders)
        .map(|(cluster, &shown)| {
            let name = surface(cluster.fullest).to_owned();
            let mut aliases: Vec<String> = Vec::new();
            for &mention in &cluster.mentions {
                let alias = surface(mention);
                if alias != name && !aliases.iter().take(32).any(|known| known == alias) {
                    aliases.push(alias.to_owned());
                }
            }
            let names = std::iter::once(name.as_str()).chain(aliases.iter().map(String::as_str));
            let mut links = context.registers.links(cluster.kind, names);
            if cluster.kind == MentionType::Gpe && links.is_empty() {
                let name = context.tokens_of(context.mentions[cluster.fullest as usize].span);
                if let Some(place) = mentioned.place(context, name) {
                    links.insert("geonames".to_owned(), Link::Number(place.into()));
                }
            }
            let listed = cluster.entry.and_then(|entry| context.listed.index.links(entry));
            if let Some(listed) = listed {
                links.extend(listed.iter().map(|(name, link)| (name.clone(), link.clone())));
            }
            Entity {
                kind: cluster.kind,
                name,
                aliases,
                roles: Vec::new(),
                gender: shown.map(|shown| shown.gender),
                gender_evidence: shown.map(|shown| shown.by),
                links,
                mentions: cluster.mentions.iter().map(|&mention| MentionId(mention)).collect(),
            }
        })
        .collect();
    for fact in facts.iter().filter(|fact| fact.role.is_some()) {
        let cluster = clusters.of[fact.mention as usize];
        if cluster != NONE {
            let span = context.span(fact.first, fact.end);
            let role = Role { span, mention: MentionId(fact.mention) };
            entities[cluster as usize].roles.push(role);
        }
    }
    entities
}

/// Tells every mention its entity.
pub(crate) fn tell(mentions: &mut [Mention], clusters: &Clusters) {
    for (mention, &cluster) in mentions.iter_mut().zip(&clusters.of) {
        mention.entity = (cluster != NONE).then_some(EntityId(cluster));
    }
}

/// Adds resolved descriptions and pronouns to the mentions, which stay in order, and to their
/// entities.
pub(crate) fn insert(mentions: &mut Vec<Mention>, entities: &mut [Entity], resolved: &[Resolved]) {
    if resolved.is_empty() {
        return;
    }
    let names = std::mem::take(mentions);
    let mut moved = Vec::with_capacity(names.len());
    let mut added = resolved.iter().peekable();
    let mut new = Vec::with_capacity(resolved.len());
    let mut add = |found: &Resolved, mentions: &mut Vec<Mention>| {
        let entity = EntityId(found.cluster);
        new.push((entity, MentionId(mentions.len() as u32)));
        mentions.push(Mention {
            span: found.span,
            kind: entities[entity.index()].kind,
            form: found.form,
            entity: Some(entity),
            metonymy: false,
            by: MentionSource::Rule,
            rule: "source".into(),
        });
    };
    for name in names {
        while let Some(found) = added.next_if(|found| found.span < name.span) {
            add(found, mentions);
        }
        moved.push(MentionId(mentions.len() as u32));
        mentions.push(name);
    }
    added.for_each(|found| add(found, mentions));
    for entity in entities.iter_mut() {
        for mention in &mut entity.mentions {
            *mention = moved[mention.index()];
        }
        for role in &mut entity.roles {
            role.mention = moved[role.mention.index()];
        }
    }
    for (entity, mention) in new {
        entities[entity.index()].mentions.push(mention);
    }
    for entity in entities {
        entity.mentions.sort_unstable();
    }
}
