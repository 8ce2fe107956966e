//! From tables of names to the block of bytes of [`Gazetteer`](super::gazetteer::Gazetteer).

use std::collections::BTreeMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, ErrorKind};
use crate::lexicon::gazetteer::{ENTRY, Entry, FILE, GOES_ON, Lists, ROOT, step};
use crate::lexicon::{read_toml, rule_error};
use crate::segment::{Segmenter, TokenKind};

/// Cities with fewer inhabitants are towns, comuni with fewer are small.
const LARGE_CITY: u32 = 400_000;
const LARGE_COMUNE: u32 = 50_000;

/// Names being gathered, by the hashes of their words.
#[derive(Debug)]
pub struct Compiler {
    segmenter: Segmenter,
    names: BTreeMap<Vec<u64>, (Entry, u32)>,
}

/// One row of a table.
struct Row<'a> {
    name: &'a str,
    kind: &'a str,
    links: &'a str,
    extra: &'a str,
}

#[derive(Deserialize)]
struct Roles {
    role: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    lemma: String,
    feminine: String,
    plural: String,
    feminine_plural: String,
    #[serde(default)]
    title: bool,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heads {
    head: Vec<Head>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    class: String,
    words: Vec<String>,
}

/// The value of a key in `key=value;key=value`.
fn field<'a>(fields: &'a str, key: &str) -> Option<&'a str> {
    fields.split(';').find_map(|pair| pair.split_once('=').filter(|(k, _)| *k == key)).map(|p| p.1)
}

impl Compiler {
    /// A compiler with no names yet.
    ///
    /// # Errors
    /// Where the embedded rules for cutting text are bad.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { segmenter: Segmenter::italian()?, names: BTreeMap::new() })
    }

    /// Adds the rows of a table: name, type, links and more, separated by tabs.
    ///
    /// # Errors
    /// [`ErrorKind::Gazetteer`] with file and line where a row is bad.
    pub fn table(&mut self, path: &str, text: &str) -> Result<(), Error> {
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = |what: String| {
                let mend = "a row is `name`, `type`, `link` and `extra`, separated by tabs";
                Error::new(ErrorKind::Gazetteer, what, mend).at(path, Some(number as u32 + 1))
            };
            let mut columns = line.split('\t');
            let (Some(name), Some(kind)) = (columns.next(), columns.next()) else {
                return Err(bad("the row has fewer than two columns".into()));
            };
            let (links, extra) =
                (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            let row = Row { name, kind, links, extra };
            let lists = lists_of(&row).ok_or_else(|| bad(format!("unknown type `{kind}`")))?;
            self.row(&row, lists);
        }
        Ok(())
    }

    /// Adds the forms of the roles of a file.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`] where it is bad.
    pub fn roles(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let roles: Roles = read_toml(path, text)?;
        for role in &roles.role {
            let lists = if role.title { Lists::ROLE.and(Lists::TITLE) } else { Lists::ROLE };
            let entry = Entry { lists, ..Entry::default() };
            let forms = [&role.lemma, &role.feminine, &role.plural, &role.feminine_plural];
            for form in forms.into_iter().chain(&role.also) {
                self.name(form, entry, 0);
            }
        }
        Ok(())
    }

    /// Adds nouns that announce a name.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`] where the file is bad.
    pub fn heads(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let heads: Heads = read_toml(path, text)?;
        for head in &heads.head {
            let lists = match head.class.as_str() {
                "facility" => Lists::HEAD_FACILITY,
                "organization" => Lists::HEAD_ORGANIZATION,
                "event" => Lists::HEAD_EVENT,
                "location" => Lists::HEAD_LOCATION,
                "product" => Lists::HEAD_PRODUCT,
                "work" => Lists::HEAD_WORK,
                other => {
                    let what = format!("unknown class `{other}`");
                    let mend = "the comment at the top of the file lists the classes";
                    return Err(rule_error(what, mend).at(path, None));
                }
            };
            let entry = Entry { lists, ..Entry::default() };
            head.words.iter().for_each(|word| self.name(word, entry, 0));
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, mut lists: Lists) {
        if field(row.extra, "ordinary").is_some() {
            lists = lists.and(Lists::ORDINARY);
        }
        if field(row.extra, "common").is_some() {
            lists = lists.and(Lists::COMMON);
        }
        if row.name.starts_with(char::is_lowercase) && row.kind != "demonym" {
            lists = lists.and(Lists::LOWER);
        }
        let country = field(row.links, "iso3166").or_else(|| field(row.extra, "country"));
        // Demonyms of cities and regions name no country where it is Italy.
        let country = country.or_else(|| {
            let local = matches!(field(row.extra, "kind"), Some("city" | "region" | "area"));
            (row.kind == "demonym" && local).then_some("IT")
        });
        let country = match country.map(str::as_bytes) {
            Some(&[first, second]) => [first, second],
            _ => [0, 0],
        };
        let gender = match field(row.extra, "gender") {
            Some("f") => 1,
            Some("m") => 2,
            Some("u") => 3,
            _ => 0,
        };
        let geonames = field(row.links, "geonames").and_then(|id| id.parse().ok()).unwrap_or(0);
        let gender = if row.kind == "demonym" { 0 } else { gender };
        let entry = Entry { lists, geonames, country, gender };
        let weight = weight_of(row);
        self.name(row.name, entry, weight);
        let foreign =
            matches!(row.kind, "given_name" | "surname" | "person" | "gpe" | "organization");
        if foreign && !row.name.is_ascii() {
            let plain: String =
                row.name.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
            if plain != row.name {
                self.name(&plain, entry, weight);
            }
        }
    }

    /// Adds a name, and the same without hyphens.
    fn name(&mut self, name: &str, entry: Entry, weight: u32) {
        let segments = self.segmenter.segment(name);
        let words = || segments.tokens.iter().map(|token| token.word);
        self.insert(words().collect(), entry, weight);
        if segments.tokens.iter().any(|token| token.kind == TokenKind::Hyphen) {
            let joined = segments.tokens.iter().filter(|token| token.kind != TokenKind::Hyphen);
            self.insert(joined.map(|token| token.word).collect(), entry, weight);
        }
    }

    fn insert(&mut self, words: Vec<u64>, entry: Entry, weight: u32) {
        if words.is_empty() {
            return;
        }
        let Some((known, heaviest)) = self.names.get_mut(&words) else {
            self.names.insert(words, (entry, weight));
            return;
        };
        // A given name has the gender of its bearers, whatever figure has it as a surname.
        match (known.lists.meets(Lists::GIVEN), entry.lists.meets(Lists::GIVEN)) {
            (true, false) => {}
            (false, true) => known.gender = entry.gender,
            _ => known.gender |= entry.gender,
        }
        known.lists = known.lists.and(entry.lists);
        if known.country == [0, 0] || entry.country != [0, 0] && weight > *heaviest {
            known.country = entry.country;
        }
        if known.geonames == 0 || entry.geonames != 0 && weight > *heaviest {
            known.geonames = entry.geonames;
        }
        *heaviest = weight.max(*heaviest);
    }

    /// The compiled gazetteer; the same names in any order of rows of equal weight give the same.
    pub fn finish(self, language: &str) -> Vec<u8> {
        let mut entries: Vec<Entry> = self.names.values().map(|(entry, _)| *entry).collect();
        entries.sort_unstable();
        entries.dedup();
        let mut prefixes: BTreeMap<u64, u32> = BTreeMap::new();
        for (words, (entry, _)) in &self.names {
            let number = entries.partition_point(|other| other < entry) as u32 + 1;
            let mut state = ROOT;
            for (index, &word) in words.iter().enumerate() {
                state = step(state, word);
                let value = prefixes.entry(state).or_insert(0);
                if index + 1 == words.len() {
                    *value = *value & GOES_ON | number;
                } else {
                    *value |= GOES_ON;
                }
            }
        }
        write(&prefixes, &entries, language)
    }
}

fn write(prefixes: &BTreeMap<u64, u32>, entries: &[Entry], language: &str) -> Vec<u8> {
    let bits = (prefixes.len() / 3).max(2).ilog2();
    let mut buckets = vec![0u32; (1 << bits) + 1];
    for state in prefixes.keys() {
        buckets[(state >> (64 - bits)) as usize + 1] += 1;
    }
    let mut end = 0;
    for bucket in &mut buckets {
        end += *bucket;
        *bucket = end;
    }
    let mut bytes = Vec::with_capacity(16 + 4 * buckets.len() + 8 * prefixes.len());
    for number in [bits, prefixes.len() as u32, entries.len() as u32, 0] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend(buckets.iter().flat_map(|bucket| bucket.to_le_bytes()));
    for (&state, value) in prefixes {
        bytes.extend_from_slice(&(state as u32).to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    for entry in entries {
        let mut record = [0u8; ENTRY];
        record[..8].copy_from_slice(&entry.lists.0.to_le_bytes());
        record[8..12].copy_from_slice(&entry.geonames.to_le_bytes());
        record[12..14].copy_from_slice(&entry.country);
        record[14] = entry.gender;
        bytes.extend_from_slice(&record);
    }
    FILE.seal(language, &bytes)
}

/// Which of two rows of one name is meant first: countries, then by inhabitants.
fn weight_of(row: &Row<'_>) -> u32 {
    match field(row.extra, "kind") {
        Some("country") => u32::MAX,
        Some("region" | "state" | "union") => 2_000_000,
        _ => field(row.extra, "pop").and_then(|pop| pop.parse().ok()).unwrap_or(1),
    }
}

fn lists_of(row: &Row<'_>) -> Option<Lists> {
    let italian = field(row.extra, "it").is_some();
    Some(match row.kind {
        "given_name" if italian => Lists::GIVEN.and(Lists::GIVEN_ITALIAN),
        "given_name" => Lists::GIVEN,
        "surname" if italian => Lists::SURNAME.and(Lists::SURNAME_ITALIAN),
        "surname" => Lists::SURNAME,
        "person" if field(row.extra, "surname_of").is_some() => Lists::FIGURE,
        "person" => Lists::PERSON,
        "gpe" => place(row),
        "organization" => organization(row),
        "location" => Lists::LOCATION,
        "facility" if field(row.extra, "stands_for").is_some() => {
            Lists::FACILITY.and(Lists::STANDS_FOR)
        }
        "facility" => Lists::FACILITY,
        "event" => Lists::EVENT,
        "product" => Lists::PRODUCT,
        "work" => Lists::WORK,
        "demonym" => Lists::DEMONYM,
        _ => return None,
    })
}

fn place(row: &Row<'_>) -> Lists {
    let inhabitants = field(row.extra, "pop").and_then(|pop| pop.parse::<u32>().ok());
    let capital = field(row.extra, "capital_of").is_some();
    let city = match field(row.extra, "kind") {
        Some("country" | "union" | "country_part") => Lists::COUNTRY,
        Some("region" | "state" | "province" | "provincia") => Lists::REGION,
        Some("sigla") => Lists::SIGLA,
        Some("comune") => {
            let large = field(row.extra, "capoluogo").is_some()
                || inhabitants.is_some_and(|count| count >= LARGE_COMUNE);
            if large { Lists::CITY } else { Lists::COMUNE }
        }
        _ if capital || inhabitants.is_none_or(|count| count >= LARGE_CITY) => Lists::CITY,
        _ => Lists::TOWN,
    };
    if capital { city.and(Lists::CAPITAL) } else { city }
}

fn organization(row: &Row<'_>) -> Lists {
    match field(row.extra, "kind") {
        Some("media" | "newspaper" | "broadcaster" | "agency_press" | "magazine" | "publisher") => {
            Lists::MEDIA
        }
        Some("party" | "union") => Lists::PARTY,
        Some("company" | "bank" | "brand") => Lists::COMPANY,
        Some("club" | "team" | "sport_body" | "contrada") => Lists::CLUB,
        Some("police" | "military" | "armed_group") => Lists::FORCE,
        _ => Lists::INSTITUTION,
    }
}
