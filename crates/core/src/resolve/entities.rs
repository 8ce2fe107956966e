//! Entities as the document has them.

use std::collections::BTreeMap;

use crate::document::{Entity, EntityId, Gender, Mention, MentionId, MentionType, Role};
use crate::resolve::clusters::{Clusters, NONE};
use crate::resolve::context::Context;
use crate::resolve::facts::Fact;

/// The gender of the person that each cluster is, where something shows it.
pub(crate) fn genders(
    context: &Context<'_>,
    clusters: &Clusters,
    facts: &[Fact],
) -> Vec<Option<Gender>> {
    let mut genders: Vec<Option<Gender>> = clusters
        .list
        .iter()
        .map(|cluster| {
            let mention = &context.mentions[cluster.fullest as usize];
            (cluster.kind == MentionType::Person).then(|| context.given_gender(mention)).flatten()
        })
        .collect();
    for fact in facts {
        let cluster = clusters.of[fact.mention as usize];
        if cluster == NONE || clusters.list[cluster as usize].kind != MentionType::Person {
            continue;
        }
        let gender = &mut genders[cluster as usize];
        *gender = gender.or(fact.gender);
    }
    genders
}

/// The entities, in order of their first mention.
pub(crate) fn write(
    context: &Context<'_>,
    clusters: &Clusters,
    facts: &[Fact],
    genders: &[Option<Gender>],
) -> Vec<Entity> {
    let surface = |mention: u32| context.mentions[mention as usize].span.of(context.text);
    let mut entities: Vec<Entity> = clusters
        .list
        .iter()
        .zip(genders)
        .map(|(cluster, &gender)| {
            let name = surface(cluster.fullest).to_owned();
            let mut aliases: Vec<String> = Vec::new();
            for &mention in &cluster.mentions {
                let alias = surface(mention);
                if alias != name && !aliases.iter().take(32).any(|known| known == alias) {
                    aliases.push(alias.to_owned());
                }
            }
            Entity {
                kind: cluster.kind,
                name,
                aliases,
                roles: Vec::new(),
                gender,
                links: BTreeMap::new(),
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
