//! Names of the world as one block of bytes, read where it lies.
//!
//! A phrase is a path of word hashes, one hash for each of its prefixes; the prefixes stand in sorted
//! buckets, told apart by 32 bits within a bucket of about three. Numbers are little-endian.
//!
//! ```text
//!  0  magic "VIRGgaze"     8  u32 format version   12  language, 4 bytes, padded with zeros
//! 16  u64 checksum of everything after it
//! 24  u32 bits of a bucket's number, u32 prefixes, u32 entries, u32 zero
//! 40  buckets: u32 first prefix; one more at the end
//!     prefixes: u32 low half of the hash, u32 entry plus one (0: none), top bit: it goes on
//!     entries: u64 lists, u32 GeoNames id, 2 bytes of country, u8 gender, u8 zero
//! ```

use std::borrow::Cow;

use crate::error::{Error, ErrorKind};
use crate::lexicon::compiled::{Header, word};
use crate::lexicon::mix;

pub(crate) const FILE: Header =
    Header { magic: b"VIRGgaze", version: 1, name: "compiled gazetteer", bad };
/// Where the buckets begin.
const BUCKETS: usize = 40;
pub(crate) const ENTRY: usize = 16;
/// The bit of a prefix that goes on.
pub(crate) const GOES_ON: u32 = 1 << 31;

static ITALIAN: &[u8] = include_bytes!("../../data/it/compiled/gazetteer.bin");

/// The lists a name stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lists(pub u64);

/// Names the bits of [`Lists`].
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $bit:literal),* $(,)?) => {
        impl Lists {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

lists! {
    /// Given names.
    GIVEN = 0,
    /// Given names that Italians bear.
    GIVEN_ITALIAN = 1,
    /// Surnames.
    SURNAME = 2,
    /// Surnames that Italians bear.
    SURNAME_ITALIAN = 3,
    /// Public figures by their full names.
    PERSON = 4,
    /// Public figures by their surnames.
    FIGURE = 5,
    /// Countries and unions.
    COUNTRY = 6,
    /// Regions, provinces, states.
    REGION = 7,
    /// Large or well-known cities.
    CITY = 8,
    /// Smaller Italian comuni.
    COMUNE = 9,
    /// Smaller cities elsewhere.
    TOWN = 10,
    /// Letters of Italian provinces.
    SIGLA = 11,
    /// Newspapers, broadcasters, agencies, publishers.
    MEDIA = 12,
    /// Parties and unions.
    PARTY = 13,
    /// Companies and banks.
    COMPANY = 14,
    /// Clubs, teams, sport bodies.
    CLUB = 15,
    /// Police, armed forces and armed groups.
    FORCE = 16,
    /// Institutions and all other organisations.
    INSTITUTION = 17,
    /// Mountains, waters, continents, areas.
    LOCATION = 18,
    /// Buildings, streets, stations.
    FACILITY = 19,
    /// Palaces that stand for an institution.
    STANDS_FOR = 20,
    /// Events.
    EVENT = 21,
    /// Products, laws, ships.
    PRODUCT = 22,
    /// Titles of works.
    WORK = 23,
    /// Demonyms.
    DEMONYM = 24,
    /// Ordinary words too.
    COMMON = 25,
    /// Roles of persons.
    ROLE = 26,
    /// Roles that stand before a name without an article.
    TITLE = 27,
    /// Capitals of countries.
    CAPITAL = 28,
    /// Written in lower case.
    LOWER = 29,
    /// Nouns that announce a facility ("stadio").
    HEAD_FACILITY = 30,
    /// Nouns that announce an organisation ("associazione").
    HEAD_ORGANIZATION = 31,
    /// Nouns that announce an event ("coppa").
    HEAD_EVENT = 32,
    /// Nouns that announce a location ("monte").
    HEAD_LOCATION = 33,
    /// Nouns that announce a product ("motonave").
    HEAD_PRODUCT = 34,
    /// Nouns that announce a work ("romanzo").
    HEAD_WORK = 35,
    /// Demonyms that are more often something else ("corso", "sino").
    ORDINARY = 36,
}

impl Lists {
    /// The lists that the features of names see.
    pub(crate) const SEEN: u64 = Self::ORDINARY.0 - 1;

    /// No list.
    pub const NONE: Self = Self(0);
    /// The lists of bodies.
    pub const BODIES: Self = Self::MEDIA
        .and(Self::PARTY)
        .and(Self::COMPANY)
        .and(Self::CLUB)
        .and(Self::FORCE)
        .and(Self::INSTITUTION);

    /// Whether some list is in both.
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The lists of either.
    #[inline]
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the gazetteer knows of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry {
    /// The lists it stands in.
    pub lists: Lists,
    /// Its GeoNames id; 0 where it has none.
    pub geonames: u32,
    /// Its country (ISO 3166), or zeros.
    pub country: [u8; 2],
    /// Of a given name or figure: 1 female, 2 male, 3 either; else 0.
    pub gender: u8,
}

/// Names and what is known of them.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    shift: u32,
    prefixes: usize,
    entries: usize,
}

impl Gazetteer {
    /// The Italian gazetteer.
    ///
    /// # Errors
    /// Where the embedded file is damaged, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        Self::new(ITALIAN, "it").map_err(|error| error.at("data/it/compiled/gazetteer.bin", None))
    }

    /// Reads a compiled gazetteer.
    ///
    /// # Errors
    /// [`ErrorKind::Gazetteer`] where it is damaged or made for another version or language.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>, language: &str) -> Result<Self, Error> {
        let bytes = bytes.into();
        FILE.check(&bytes, language, BUCKETS)?;
        let bits = word(&bytes, 24);
        let (count, known) = (word(&bytes, 28) as usize, word(&bytes, 32) as usize);
        if !(1..=24).contains(&bits) {
            return Err(FILE.damaged());
        }
        let prefixes = BUCKETS + 4 * ((1 << bits) + 1);
        let entries = prefixes + 8 * count;
        if bytes.len() != entries + ENTRY * known {
            return Err(FILE.damaged());
        }
        Ok(Self { bytes, shift: 64 - bits, prefixes, entries })
    }

    /// Calls `found` with each name that these words begin with, from the shortest to the longest:
    /// how many words it has, and the number of its entry.
    #[inline]
    pub fn names(&self, words: impl IntoIterator<Item = u64>, mut found: impl FnMut(usize, u32)) {
        let mut state = ROOT;
        for (index, next) in words.into_iter().enumerate() {
            state = step(state, next);
            let Some(value) = self.prefix(state) else { return };
            let entry = value & !GOES_ON;
            if entry != 0 {
                found(index + 1, entry - 1);
            }
            if value & GOES_ON == 0 {
                return;
            }
        }
    }

    /// The longest name that these words begin with: how many words it has, and its entry.
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, Entry)> {
        let mut best = None;
        self.names(words, |length, entry| best = Some((length, entry)));
        best.map(|(length, entry)| (length, self.entry(entry)))
    }

    /// The lists of the name that is just these words; [`Lists::NONE`] where there is none.
    pub fn lists_of(&self, words: impl IntoIterator<Item = u64>) -> Lists {
        let mut state = ROOT;
        for word in words {
            state = step(state, word);
        }
        let entry = self.prefix(state).map_or(0, |value| value & !GOES_ON);
        entry.checked_sub(1).map_or(Lists::NONE, |entry| self.lists(entry))
    }

    /// The lists of an entry.
    #[inline]
    pub fn lists(&self, entry: u32) -> Lists {
        let at = self.entries + ENTRY * entry as usize;
        Lists(u64::from(word(&self.bytes, at)) | u64::from(word(&self.bytes, at + 4)) << 32)
    }

    /// An entry.
    pub fn entry(&self, entry: u32) -> Entry {
        let at = self.entries + ENTRY * entry as usize;
        Entry {
            lists: self.lists(entry),
            geonames: word(&self.bytes, at + 8),
            country: [self.bytes[at + 12], self.bytes[at + 13]],
            gender: self.bytes[at + 14],
        }
    }

    #[inline]
    fn prefix(&self, state: u64) -> Option<u32> {
        let bucket = BUCKETS + 4 * (state >> self.shift) as usize;
        let from = self.prefixes + 8 * word(&self.bytes, bucket) as usize;
        let to = self.prefixes + 8 * word(&self.bytes, bucket + 4) as usize;
        let entries = self.bytes.get(from..to)?.as_chunks::<8>().0;
        let low = (state as u32).to_le_bytes();
        let found = entries.iter().find(|entry| entry[..4] == low)?;
        Some(u32::from_le_bytes([found[4], found[5], found[6], found[7]]))
    }
}

/// The path before any word.
pub(crate) const ROOT: u64 = 0;

/// The path after one more word.
#[inline]
pub(crate) fn step(state: u64, word: u64) -> u64 {
    mix(word ^ state.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn bad(what: String) -> Error {
    Error::new(ErrorKind::Gazetteer, what, "make it anew with `cargo dev generate`")
}
