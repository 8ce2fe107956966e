//! Names that a user lists.

mod files;
mod index;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::document::{Link, MentionType};
use crate::error::{Error, ErrorKind};

pub(crate) use index::{NOT_LISTED, UserIndex};

/// What joins several values in one cell of a table.
const JOINT: char = '|';

/// A name that a user lists, with what is known of its bearer.
///
/// ```
/// use virgolette::{GazetteerEntry, MentionType};
///
/// let mut entry = GazetteerEntry::new("Cooperativa Alba", MentionType::Organization);
/// entry.aliases.push("Alba".into());
/// entry.id = Some("coop-17".into());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// The name.
    pub name: String,
    /// What it is; `None` takes the type that the tagger gives it, and else `organization`.
    pub kind: Option<MentionType>,
    /// Other names of the same bearer.
    pub aliases: Vec<String>,
    /// The user's own id; the entity has it as the link `id`.
    pub id: Option<String>,
    /// Ids in registers, such as `wikidata`; the entity has them as links.
    pub links: BTreeMap<String, Link>,
}

impl GazetteerEntry {
    /// A name of a type.
    pub fn new(name: impl Into<String>, kind: impl Into<Option<MentionType>>) -> Self {
        Self { name: name.into(), kind: kind.into(), ..Self::default() }
    }
}

/// Names that a user lists, for [`ExtractorBuilder::gazetteer`](crate::ExtractorBuilder::gazetteer).
///
/// A listed name is found wherever its words stand in one sentence, by these rules:
///
/// - Of several listed names that begin at one word the longest is taken; the search goes on behind
///   it, so that no two overlap.
/// - A listed name replaces whatever else was found at its place or across its edges. Only a longer
///   name that holds it wholly stays ("Banca d'Italia" where "Italia" is listed); if it has the
///   type of the entry it is taken for the entry's ("Mario Rossi" where "Rossi" is listed).
/// - A word that the list writes with a capital needs a capital in the text ("Sole" is not in "al
///   sole", "SOLE" is "Sole"); a word that the list writes in lower case may have any case.
/// - Accents and apostrophes may be typed in any of their ways ("Forlì", "Forli'").
/// - Of entries that share an alias the first is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserGazetteer {
    entries: Vec<GazetteerEntry>,
    /// The entry of each name.
    names: BTreeMap<String, usize>,
}

impl UserGazetteer {
    /// No names yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// [`ErrorKind::Gazetteer`] where it has no name, a name without a letter or digit, or a name
    /// that is listed already with other details.
    pub fn add(&mut self, entry: GazetteerEntry) -> Result<(), Error> {
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
        if let Some(name) = names.find(|name| !name.contains(char::is_alphanumeric)) {
            let what = if name.trim().is_empty() {
                "the entry has an empty name".to_owned()
            } else {
                format!("the name `{name}` has no letter or digit")
            };
            return Err(bad(what, "write the name, or leave the entry or alias out"));
        }
        if let Some(&before) = self.names.get(&entry.name) {
            if self.entries[before] == entry {
                return Ok(());
            }
            let what = format!("`{}` is listed before, as entry {}", entry.name, before + 1);
            return Err(bad(what, "join the two entries"));
        }
        self.names.insert(entry.name.clone(), self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    /// The entries, in the order in which they were added.
    pub fn entries(&self) -> &[GazetteerEntry] {
        &self.entries
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The type of this name.
fn kind_named(name: &str) -> Result<MentionType, Error> {
    let known = MentionType::ALL.iter().find(|kind| kind.as_str() == name);
    known.copied().ok_or_else(|| {
        let all: Vec<&str> = MentionType::ALL.iter().map(|kind| kind.as_str()).collect();
        bad(format!("unknown type `{name}`"), format!("write one of {}", all.join(", ")))
    })
}

fn bad(what: impl Into<String>, mend: impl Into<String>) -> Error {
    Error::new(ErrorKind::Gazetteer, what, mend)
}
