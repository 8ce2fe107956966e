//! From mentions and sources to entities and speakers.

mod antecedent;
mod clusters;
mod context;
mod demonyms;
mod entities;
mod facts;
mod gender;
mod metonymy;
mod name;
mod occasion;
mod people;
mod phrase;
mod places;
mod registers;
mod salience;
mod source;
mod speakers;
#[cfg(test)]
mod tests;
mod weights;
pub(crate) mod words;

use crate::document::{Entity, Gender, Mention};
use crate::error::Error;
use crate::lexicon::gazetteer::Gazetteer;
use crate::mention::roles::RoleLexicon;
use crate::quote::Reading;
use crate::segment::Segments;

use antecedent::Knowledge;
use clusters::Clusters;
use context::{Context, Lexicons};
use people::People;
use registers::Registers;
use speakers::Speakers;
use words::SourceWords;

pub(crate) use context::Listed;
pub(crate) use name::fold;
pub(crate) use occasion::{Article, Occasions};

/// Finds out who is who, with the lexicons of one language.
#[derive(Debug)]
pub(crate) struct Resolver {
    lexicons: Lexicons,
}

impl Resolver {
    /// The Italian lexicons, with names of people in `gazetteer` and the `words` for sources.
    ///
    /// # Errors
    /// Where the embedded data are bad, which the tests of this crate exclude.
    pub(crate) fn italian(gazetteer: Gazetteer, words: SourceWords) -> Result<Self, Error> {
        let lexicons = Lexicons {
            roles: RoleLexicon::italian()?,
            people: People::new(gazetteer.clone()),
            words,
            registers: Registers::italian(),
            gazetteer,
        };
        Ok(Self { lexicons })
    }

    /// The entities of an article; its mentions are told theirs, its quotes their speakers.
    pub(crate) fn resolve(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &mut Vec<Mention>,
        reading: &mut Reading,
        listed: Listed<'_>,
    ) -> Vec<Entity> {
        let classes = std::mem::take(&mut reading.classes);
        let context = Context::new(text, segments, mentions, &classes, &self.lexicons, listed);
        let clusters = Clusters::new(&context);
        let facts = facts::facts(&context);
        let shown = gender::genders(&context, &clusters, &facts);
        let genders: Vec<Option<Gender>> =
            shown.iter().map(|shown| shown.map(|shown| shown.gender)).collect();
        let knowledge =
            Knowledge { context: &context, clusters: &clusters, facts: &facts, genders: &genders };
        let resolved = Speakers::new(&knowledge, reading).run(reading);
        let mut entities = entities::write(&context, &clusters, &facts, &shown);
        entities::tell(mentions, &clusters);
        metonymy::mark(text, &reading.quotes, mentions);
        entities::insert(mentions, &mut entities, &resolved);
        reading.classes = classes;
        let Lexicons { gazetteer, registers, .. } = &self.lexicons;
        demonyms::add(text, segments, (gazetteer, registers), mentions, &mut entities);
        entities
    }
}
