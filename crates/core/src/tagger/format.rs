//! The model file: a header, a checksum, and a hash table of weights that is read where it lies.
//!
//! All numbers are little-endian.
//!
//! ```text
//!  0  magic "VIRGOTAG"
//!  8  u32 format version          12  u16 number of labels, u16 number of readings
//! 16  language, 8 bytes, padded with zeros
//! 24  u64 hash of the feature set
//! 32  u64 checksum of everything after it
//! 40  u32 slots                   44  u32 bytes of the class names
//! 48  class names, separated by line feeds, padded to 8 bytes
//!     each reading: i16 start weights, then i16 weights of each label after each label (row: the
//!     label entered)
//!     slots: u16 fingerprint (0: empty), i8 weights of the labels
//! ```

use std::borrow::Cow;

use crate::error::{Error, ErrorKind};
use crate::lexicon::checksum;
use crate::tagger::labels::{Labels, MAX_LABELS};
use crate::tagger::viterbi::Scores;

const MAGIC: &[u8; 8] = b"VIRGOTAG";
/// The version this library reads and writes.
const VERSION: u32 = 1;
const HEADER: usize = 48;
const CHECKSUM_AT: usize = 32;
const SUMMED_FROM: usize = 40;

/// A feature and its weights, one for each label.
pub type Row = (u64, [i8; MAX_LABELS]);

/// The weights of labels after labels in one reading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The weight of each label at the start of a sequence.
    pub start: Scores,
    /// `transitions[next][before]`: the weight of a label after another.
    pub transitions: [Scores; MAX_LABELS],
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
    /// The transitions of each reading, one or more.
    pub passes: Vec<Pass>,
    /// The features with weights; the first of two that cannot be told apart is kept.
    pub rows: Vec<Row>,
}

/// A model whose weights are read where the file lies in memory.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    labels: Labels,
    passes: Vec<Pass>,
    table: usize,
    slots: usize,
    width: usize,
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
        let (count, slots) = (word(&bytes, 12) as usize & 0xffff, word(&bytes, 40) as usize);
        let names = word(&bytes, 44) as usize;
        let text = bytes.get(HEADER..HEADER + names).ok_or_else(damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| damaged())?;
        let classes = text.trim_end_matches('\0').split('\n').map(str::to_owned).collect();
        let labels = Labels::new(classes).filter(|labels| labels.len() == count);
        let labels = labels.ok_or_else(damaged)?;
        let passes = word(&bytes, 12) as usize >> 16;
        let (numbers, width) = (HEADER + names, 2 + count);
        let table = numbers + 2 * count * (count + 1) * passes;
        if slots == 0 || passes == 0 || bytes.len() != table + slots * width {
            return Err(damaged());
        }
        let passes = bytes[numbers..table].chunks_exact(2 * count * (count + 1));
        let passes = passes.map(|bytes| Pass::read(bytes, count)).collect();
        Ok(Self { labels, passes, table, slots, width, bytes })
    }

    /// The labels.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The transitions of a reading; of the last one where there are not so many.
    pub(crate) fn pass(&self, pass: usize) -> &Pass {
        &self.passes[pass.min(self.passes.len() - 1)]
    }

    /// Adds the weights of a feature.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let (mut slot, print) = (home(feature, self.slots), fingerprint(feature));
        loop {
            let at = self.table + slot * self.width;
            let row = &self.bytes[at..at + self.width];
            let found = u16::from_le_bytes([row[0], row[1]]);
            if found == print {
                for (score, &weight) in scores.iter_mut().zip(&row[2..]) {
                    *score += i32::from(weight as i8);
                }
                return;
            }
            if found == 0 {
                return;
            }
            slot = if slot + 1 == self.slots { 0 } else { slot + 1 };
        }
    }
}

impl Pass {
    fn read(bytes: &[u8], count: usize) -> Self {
        let number =
            |index: usize| i32::from(i16::from_le_bytes([bytes[2 * index], bytes[2 * index + 1]]));
        let mut pass = Self { start: [0; MAX_LABELS], transitions: [[0; MAX_LABELS]; MAX_LABELS] };
        for next in 0..count {
            pass.start[next] = number(next);
            for (before, weight) in pass.transitions[next][..count].iter_mut().enumerate() {
                *weight = number(count * (next + 1) + before);
            }
        }
        pass
    }

    fn write(&self, count: usize, bytes: &mut Vec<u8>) {
        let rows = std::iter::once(&self.start).chain(&self.transitions[..count]);
        for &weight in rows.flat_map(|row| &row[..count]) {
            let weight = weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            bytes.extend_from_slice(&weight.to_le_bytes());
        }
    }
}

impl Parts {
    /// The model file.
    pub fn encode(&self) -> Vec<u8> {
        let count = self.labels.len();
        let mut names = self.labels.classes().join("\n").into_bytes();
        names.resize(names.len().next_multiple_of(8), 0);
        let (slots, table) = self.table();
        let mut bytes = Vec::with_capacity(HEADER + names.len() + table.len() + 1024);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(count as u32 | (self.passes.len() as u32) << 16).to_le_bytes());
        bytes.extend_from_slice(&language_code(&self.language));
        bytes.extend_from_slice(&self.features.to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        bytes.extend_from_slice(&(slots as u32).to_le_bytes());
        bytes.extend_from_slice(&(names.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&names);
        for pass in &self.passes {
            pass.write(count, &mut bytes);
        }
        bytes.extend_from_slice(&table);
        let sum = checksum(&bytes[SUMMED_FROM..]);
        bytes[CHECKSUM_AT..SUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// The hash table: linear probing, four fifths full.
    fn table(&self) -> (usize, Vec<u8>) {
        let slots = (self.rows.len() * 5 / 4).max(16);
        let width = 2 + self.labels.len();
        let mut table = vec![0u8; slots * width];
        for (feature, weights) in &self.rows {
            let (mut slot, print) = (home(*feature, slots), fingerprint(*feature));
            loop {
                let row = &mut table[slot * width..(slot + 1) * width];
                let found = u16::from_le_bytes([row[0], row[1]]);
                if found == 0 {
                    row[..2].copy_from_slice(&print.to_le_bytes());
                    for (byte, &weight) in row[2..].iter_mut().zip(weights) {
                        *byte = weight as u8;
                    }
                }
                if found == 0 || found == print {
                    break;
                }
                slot = (slot + 1) % slots;
            }
        }
        (slots, table)
    }
}

/// The slot where a feature is looked for first.
#[inline(always)]
fn home(feature: u64, slots: usize) -> usize {
    (((feature >> 32) * slots as u64) >> 32) as usize
}

/// What tells features of one home apart; never 0.
#[inline(always)]
fn fingerprint(feature: u64) -> u16 {
    (feature as u16).max(1)
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

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}
