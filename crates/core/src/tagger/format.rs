//! The model file: a header, a checksum, and weights that are read where they lie.
//!
//! Every known feature has a slot of its own: the high bits of its hash choose a bucket, and the
//! bucket's seed places its features where no others are (a perfect hash). A look costs a seed and a
//! print of 16 bits, and no branch. All numbers are little-endian.
//!
//! ```text
//!  0  magic "VIRGOTAG"
//!  8  u32 format version          12  u32 number of labels
//! 16  language, 8 bytes, padded with zeros
//! 24  u64 hash of the feature set
//! 32  u64 checksum of everything after it
//! 40  u32 bits of a bucket's number, u32 slots, u32 bytes of the class names, u32 zero
//! 56  class names, separated by line feeds, padded to 8 bytes
//!     i16 start weights, then i16 weights of each label after each label (row: the label left)
//!     buckets: u16 seed
//!     slots: u16 print of the feature
//!     slots: MAX_LABELS times i8, the weights
//! ```

use std::borrow::Cow;

use crate::error::{Error, ErrorKind};
use crate::lexicon::checksum;
use crate::tagger::labels::{Labels, MAX_LABELS};

const MAGIC: &[u8; 8] = b"VIRGOTAG";
/// The version this library reads and writes.
const VERSION: u32 = 2;
const HEADER: usize = 56;
const CHECKSUM_AT: usize = 32;
const SUMMED_FROM: usize = 40;

/// The scores of one token, a number for each label.
pub type Scores = [i16; MAX_LABELS];

/// A feature and its weights, one for each label.
pub type Row = (u64, [i8; MAX_LABELS]);

/// The weights of labels after labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    /// The weight of each label at the start of a sequence.
    pub start: Scores,
    /// `after[before][next]`: the weight of a label after another.
    pub after: [Scores; MAX_LABELS],
}

/// What a model file is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The language, such as `it`.
    pub language: String,
    /// The hash of the feature set.
    pub features: u64,
    /// The classes.
    pub labels: Labels,
    /// The weights of labels after labels.
    pub transitions: Transitions,
    /// The features with weights; the first of two that cannot be told apart is kept.
    pub rows: Vec<Row>,
}

/// A model whose weights are read where the file lies in memory.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    labels: Labels,
    transitions: Transitions,
    reach: i32,
    bits: u32,
    /// Where seeds, prints and weights begin.
    seeds: usize,
    prints: usize,
    weights: usize,
}

/// The weights of a model's features.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'m> {
    shift: u32,
    seeds: &'m [[u8; 2]],
    prints: &'m [[u8; 2]],
    rows: &'m [[u8; MAX_LABELS]],
}

/// The features of one token that a model knows.
#[derive(Clone, Debug)]
pub struct Known {
    slots: [u32; Self::ROOM],
    count: usize,
}

impl Known {
    /// More than any token has.
    const ROOM: usize = 192;
}

impl Default for Known {
    fn default() -> Self {
        Self { slots: [0; Self::ROOM], count: 0 }
    }
}

impl Weights<'_> {
    /// Notes a feature, if the model knows it.
    #[inline(always)]
    pub fn find(&self, feature: u64, known: &mut Known) {
        let seed = u16::from_le_bytes(self.seeds[(feature >> self.shift) as usize]);
        let slot = place(feature, seed, self.prints.len());
        // A slot is always written, and kept by counting it: no branch to mispredict.
        if let Some(next) = known.slots.get_mut(known.count) {
            *next = slot as u32;
            known.count += usize::from(self.prints[slot] == fingerprint(feature));
        }
    }

    /// The sum of the weights of the noted features, which are forgotten.
    #[inline]
    pub fn sum(&self, known: &mut Known) -> Scores {
        let mut scores = [0; MAX_LABELS];
        for &slot in &known.slots[..known.count] {
            let row = &self.rows[slot as usize];
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i16::from(weight as i8);
            }
        }
        known.count = 0;
        scores
    }
}

impl Model {
    /// Reads a model for `language` whose weights were learnt for the feature set `features`.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] where the file is no model, damaged, cut short, or made for another
    /// format version, language or feature set.
    pub fn new(
        bytes: impl Into<Cow<'static, [u8]>>,
        language: &str,
        features: u64,
    ) -> Result<Self, Error> {
        let bytes = bytes.into();
        check_header(&bytes, language, features)?;
        let damaged = || bad("the model file is cut short or damaged");
        let (count, bits) = (word(&bytes, 12) as usize, word(&bytes, 40));
        let (slots, names) = (word(&bytes, 44) as usize, word(&bytes, 48) as usize);
        let text = bytes.get(HEADER..HEADER + names).ok_or_else(damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| damaged())?;
        let classes = text.trim_end_matches('\0').split('\n').map(str::to_owned).collect();
        let labels = Labels::new(classes).filter(|labels| labels.len() == count);
        let labels = labels.filter(|_| (1..=24).contains(&bits) && slots > 0);
        let labels = labels.ok_or_else(damaged)?;
        let numbers = HEADER + names;
        let seeds = numbers + 2 * count * (count + 1);
        let prints = seeds + (2 << bits);
        let weights = prints + 2 * slots;
        if bytes.len() != weights + MAX_LABELS * slots {
            return Err(damaged());
        }
        let transitions = Transitions::read(&bytes[numbers..seeds], count);
        let reach = transitions.reach(count);
        Ok(Self { bytes, labels, transitions, reach, bits, seeds, prints, weights })
    }

    /// The labels.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The weights of labels after labels.
    #[inline]
    pub(crate) fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// By how much two transitions may differ.
    #[inline]
    pub(crate) fn reach(&self) -> i32 {
        self.reach
    }

    /// The weights of the features.
    #[inline]
    pub fn weights(&self) -> Weights<'_> {
        Weights {
            shift: 64 - self.bits,
            seeds: self.bytes[self.seeds..self.prints].as_chunks().0,
            prints: self.bytes[self.prints..self.weights].as_chunks().0,
            rows: self.bytes[self.weights..].as_chunks().0,
        }
    }
}

impl Transitions {
    /// No preference.
    pub const EVEN: Self = Self { start: [0; MAX_LABELS], after: [[0; MAX_LABELS]; MAX_LABELS] };

    fn read(bytes: &[u8], count: usize) -> Self {
        let number = |index: usize| i16::from_le_bytes([bytes[2 * index], bytes[2 * index + 1]]);
        let mut transitions = Self::EVEN;
        for before in 0..count {
            transitions.start[before] = number(before);
            for (next, weight) in transitions.after[before][..count].iter_mut().enumerate() {
                *weight = number(count * (before + 1) + next);
            }
        }
        transitions
    }

    /// By how much the weights of two labels before the same label may differ.
    fn reach(&self, count: usize) -> i32 {
        let rows = self.after[..count].iter();
        let all = || rows.clone().flat_map(|row| &row[..count]).copied();
        i32::from(all().max().unwrap_or(0)) - i32::from(all().min().unwrap_or(0))
    }

    fn write(&self, count: usize, bytes: &mut Vec<u8>) {
        let rows = std::iter::once(&self.start).chain(&self.after[..count]);
        bytes.extend(rows.flat_map(|row| &row[..count]).flat_map(|weight| weight.to_le_bytes()));
    }
}

impl Parts {
    /// The model file.
    pub fn encode(&self) -> Vec<u8> {
        let count = self.labels.len();
        let mut names = self.labels.classes().join("\n").into_bytes();
        names.resize(names.len().next_multiple_of(8), 0);
        let mut rows = self.rows.clone();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        let bits = (rows.len() / 4).max(2).ilog2();
        let (seeds, slots) = perfect(&rows, bits);
        let mut bytes = Vec::with_capacity(HEADER + names.len() + 24 * slots.len() + 8192);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(count as u32).to_le_bytes());
        bytes.extend_from_slice(&language_code(&self.language));
        bytes.extend_from_slice(&self.features.to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        for number in [bits, slots.len() as u32, names.len() as u32, 0] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&names);
        self.transitions.write(count, &mut bytes);
        bytes.extend(seeds.iter().flat_map(|seed| seed.to_le_bytes()));
        bytes.extend(slots.iter().flat_map(|row| fingerprint(row.0)));
        bytes.extend(slots.iter().flat_map(|row| row.1).map(|weight| weight as u8));
        let sum = checksum(&bytes[SUMMED_FROM..]);
        bytes[CHECKSUM_AT..SUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
        bytes
    }
}

/// Seeds of the buckets, and the rows in their slots; empty slots have the feature 0 and no weight.
fn perfect(rows: &[Row], bits: u32) -> (Vec<u16>, Vec<Row>) {
    let buckets: Vec<&[Row]> =
        rows.chunk_by(|a, b| a.0 >> (64 - bits) == b.0 >> (64 - bits)).collect();
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|&index| (usize::MAX - buckets[index].len(), index));
    let mut size = rows.len() + rows.len() / 32 + 16;
    loop {
        let mut seeds = vec![0u16; 1 << bits];
        let mut slots = vec![(0, [0; MAX_LABELS]); size];
        let mut taken = vec![false; size];
        let placed = order.iter().all(|&index| {
            let bucket = buckets[index];
            let seed = (0..=u16::MAX).find(|&seed| free(bucket, seed, &taken));
            let Some(seed) = seed else { return false };
            seeds[(bucket[0].0 >> (64 - bits)) as usize] = seed;
            for row in bucket {
                let slot = place(row.0, seed, size);
                (taken[slot], slots[slot]) = (true, *row);
            }
            true
        });
        if placed {
            return (seeds, slots);
        }
        size += size / 32;
    }
}

/// Whether a seed places the features of a bucket in slots that are free and differ.
fn free(bucket: &[Row], seed: u16, taken: &[bool]) -> bool {
    let slot = |row: &Row| place(row.0, seed, taken.len());
    bucket.iter().enumerate().all(|(index, row)| {
        let own = slot(row);
        !taken[own] && bucket[..index].iter().all(|other| slot(other) != own)
    })
}

/// The slot of a feature.
#[inline(always)]
fn place(feature: u64, seed: u16, slots: usize) -> usize {
    let spread = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (feature ^ spread).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (((mixed >> 32) * slots as u64) >> 32) as usize
}

/// What tells a feature from one that the model does not know.
#[inline(always)]
fn fingerprint(feature: u64) -> [u8; 2] {
    (feature as u16).to_le_bytes()
}

fn check_header(bytes: &[u8], language: &str, features: u64) -> Result<(), Error> {
    if bytes.len() < HEADER || &bytes[..8] != MAGIC {
        return Err(bad("this is no tagger model"));
    }
    let version = word(bytes, 8);
    if version != VERSION {
        return Err(bad(format!("the model has format version {version}, not {VERSION}")));
    }
    if bytes[16..24] != language_code(language) {
        let name = String::from_utf8_lossy(&bytes[16..24]);
        let name = name.trim_end_matches('\0');
        return Err(bad(format!("the model is for the language `{name}`, not `{language}`")));
    }
    if long(bytes, 24) != features {
        return Err(bad("the model was trained for another feature set than this library's"));
    }
    if long(bytes, CHECKSUM_AT) != checksum(&bytes[SUMMED_FROM..]) {
        return Err(bad("the model file is cut short or damaged"));
    }
    Ok(())
}

fn bad(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Model, what, "train it anew with `cargo dev train`")
}

fn language_code(language: &str) -> [u8; 8] {
    let mut code = [0; 8];
    for (slot, byte) in code.iter_mut().zip(language.bytes()) {
        *slot = byte;
    }
    code
}

#[inline]
fn word(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

fn long(bytes: &[u8], at: usize) -> u64 {
    u64::from(word(bytes, at)) | u64::from(word(bytes, at + 4)) << 32
}
