//! Registers that entities are linked to: ISO 3166, GeoNames, and the institutions of palaces.

use std::collections::{BTreeMap, HashMap};

use crate::document::{Link, MentionType};
use crate::lexicon::{mix, word_hash};
use crate::resolve::clusters::Clusters;
use crate::resolve::context::Context;

/// A city among others of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Namesake {
    geonames: u32,
    country: [u8; 2],
    population: f32,
}

/// How much a country that the article speaks of outweighs people: a city of it is taken before one
/// elsewhere that has fifty times as many.
const COUNTRY_WEIGHS: f32 = 4.0;

/// The countries of an article, by how often it speaks of them.
#[derive(Debug, Default)]
pub(crate) struct Mentioned(BTreeMap<[u8; 2], u32>);

impl Mentioned {
    pub(crate) fn new(context: &Context<'_>, clusters: &Clusters) -> Self {
        let mut countries = Self::default();
        for cluster in clusters.list.iter().filter(|cluster| cluster.kind == MentionType::Gpe) {
            let span = context.mentions[cluster.fullest as usize].span;
            if let Some(country) = context.registers.country(span.of(context.text)) {
                *countries.0.entry(country.iso).or_default() += cluster.mentions.len() as u32;
            }
        }
        countries
    }

    /// The GeoNames id of the place that these tokens name: the largest of those of that name, those
    /// of countries that the article speaks of first.
    pub(crate) fn place(&self, context: &Context<'_>, (first, end): (usize, usize)) -> Option<u32> {
        let words = || (first..end).map(|at| context.token(at).word);
        let key = words().fold(0, |key, word| mix(key ^ word));
        if let Some(cities) = context.registers.namesakes.get(&key) {
            let weight = |city: &Namesake| {
                let near = self.0.get(&city.country).copied().unwrap_or(0) as f32;
                (1.0 + city.population).ln()
                    + COUNTRY_WEIGHS * (near > 0.0) as u8 as f32
                    + (1.0 + near).ln()
            };
            let best = cities.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))?;
            return Some(best.geonames);
        }
        let (count, place) = context.gazetteer.longest(words())?;
        (count == end - first && place.geonames != 0).then_some(place.geonames)
    }
}

/// Countries, and palaces that stand for an institution, by name.
#[derive(Debug, Default)]
pub(crate) struct Registers {
    countries: HashMap<u64, Country>,
    institutions: HashMap<u64, &'static str>,
    /// The GeoNames ids of countries, by their codes.
    ids: HashMap<[u8; 2], u32>,
    /// Cities of which others bear the name, by the name.
    namesakes: HashMap<u64, Vec<Namesake>>,
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
        let table = include_str!("../../data/it/compiled/namesakes.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let Some(name) = fields.next() else { continue };
            registers.namesakes.insert(key(name), fields.filter_map(namesake).collect());
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

/// "2509954 ES 824340"
fn namesake(field: &str) -> Option<Namesake> {
    let mut parts = field.split(' ');
    let geonames = parts.next()?.parse().ok()?;
    let [a, b] = *parts.next()?.as_bytes() else { return None };
    let population = parts.next()?.parse().ok()?;
    Some(Namesake { geonames, country: [a, b], population })
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
