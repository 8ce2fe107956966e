//! Registers that entities are linked to: ISO 3166, GeoNames, and the institutions of palaces.

use std::collections::{BTreeMap, HashMap};

use crate::document::{Link, MentionType};
use crate::lexicon::{mix, word_hash};

/// Countries, and palaces that stand for an institution, by name.
#[derive(Debug, Default)]
pub(crate) struct Registers {
    countries: HashMap<u64, Country>,
    institutions: HashMap<u64, &'static str>,
    /// The GeoNames ids of countries, by their codes.
    ids: HashMap<[u8; 2], u32>,
}

/// The registers of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) iso: [u8; 2],
    geonames: u32,
}

impl Registers {
    /// The registers of the embedded tables.
    pub(crate) fn italian() -> Self {
        let mut registers = Self::default();
        for row in rows(include_str!("../../data/it/gazetteers/countries.tsv")) {
            let (name, links, _) = row;
            let (Some(iso), Some(geonames)) = (value(links, "iso3166"), value(links, "geonames"))
            else {
                continue;
            };
            if let ([a, b], Ok(geonames)) = (iso.as_bytes(), geonames.parse()) {
                registers.countries.insert(key(name), Country { iso: [*a, *b], geonames });
                registers.ids.insert([*a, *b], geonames);
            }
        }
        for (name, _, extra) in rows(include_str!("../../data/it/gazetteers/facilities.tsv")) {
            if let Some(institution) = value(extra, "stands_for") {
                registers.institutions.entry(key(name)).or_insert(institution);
            }
        }
        registers
    }

    /// The country of this name.
    pub(crate) fn country(&self, name: &str) -> Option<Country> {
        self.countries.get(&key(name)).copied()
    }

    /// The GeoNames id of the country with this code.
    pub(crate) fn geonames(&self, iso: [u8; 2]) -> Option<u32> {
        self.ids.get(&iso).copied()
    }

    /// The links of an entity of this type, found under any of its names.
    pub(crate) fn links<'n>(
        &self,
        kind: MentionType,
        names: impl Iterator<Item = &'n str>,
    ) -> BTreeMap<String, Link> {
        let mut links = BTreeMap::new();
        for name in names {
            if kind == MentionType::Gpe
                && let Some(country) = self.country(name)
            {
                let iso = String::from_utf8_lossy(&country.iso).into_owned();
                links.insert("iso3166".to_owned(), Link::Code(iso));
                links.insert("geonames".to_owned(), Link::Number(country.geonames.into()));
                break;
            }
            // "Palazzo Chigi" that acts is an organisation.
            let palace = matches!(kind, MentionType::Organization | MentionType::Facility);
            if palace && let Some(&institution) = self.institutions.get(&key(name)) {
                links.insert("stands_for".to_owned(), Link::Code(institution.to_owned()));
                break;
            }
        }
        links
    }
}

/// A key for a name, articles before it aside.
fn key(name: &str) -> u64 {
    const ARTICLES: [&str; 7] = ["il", "lo", "la", "i", "gli", "le", "l"];
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let article = ARTICLES.iter().any(|article| first.eq_ignore_ascii_case(article));
    let first = (!article).then_some(first);
    first.into_iter().chain(words).fold(0, |key, word| mix(key ^ word_hash(word)))
}

/// The value of `name=` in a field of a table.
fn value<'t>(field: &'t str, name: &str) -> Option<&'t str> {
    field.split(';').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// The name, links and further fields of each row of a table.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let name = fields.next().filter(|name| !name.is_empty())?;
        Some((name, fields.nth(1).unwrap_or_default(), fields.next().unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_palaces_are_linked_by_any_of_their_names() {
        let registers = Registers::italian();
        let usa = registers.country("Usa").unwrap();
        assert_eq!(usa.iso, *b"US");
        assert_eq!(registers.country("gli Stati Uniti"), Some(usa));
        assert_eq!(registers.country("Siena"), None);
        let links = registers.links(MentionType::Gpe, ["Corea del Nord"].into_iter());
        assert_eq!(links["iso3166"], Link::Code("KP".into()));
        assert_eq!(links["geonames"], Link::Number(1_873_107));
        let links = registers.links(MentionType::Organization, ["la Farnesina"].into_iter());
        assert_eq!(links["stands_for"], Link::Code("Ministero degli Esteri".into()));
        assert!(registers.links(MentionType::Person, ["Usa"].into_iter()).is_empty());
    }
}
