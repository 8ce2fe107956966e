//! Every form of the common verbs with what it can be, as one block of bytes read where it lies.
//!
//! Forms stand in sorted buckets by the high bits of their hash; within a bucket of about five they
//! are told apart by 18 more bits. A word that is no verb form is taken for one with a probability of
//! about 2·10⁻⁵. Numbers are little-endian.
//!
//! ```text
//!  0  magic "VIRGverb"     8  u32 format version   12  language, 4 bytes, padded with zeros
//! 16  u64 checksum of everything after it
//! 24  u32 bits of a bucket's number, u32 forms
//! 32  64 bytes: the sets of flags that occur
//! 96  buckets: i16 first form, less what it would be if all buckets were alike; one more at the end
//!     forms: 3 bytes: low 18 bits of the hash, then 6 bits that number a set of flags
//! ```

use std::borrow::Cow;

use super::compiled::{Header, word};
use crate::error::{Error, ErrorKind};

pub(crate) const FILE: Header =
    Header { magic: b"VIRGverb", version: 1, name: "file of verbs", bad };
pub(crate) const SETS_FROM: usize = 32;
/// How many sets of flags there can be.
pub(crate) const SETS: usize = 1 << SET_BITS;
pub(crate) const SET_BITS: u32 = 6;
/// The bits of a hash that are kept beside the number of its bucket.
pub(crate) const KEPT: u64 = (1 << (24 - SET_BITS)) - 1;
const BUCKETS_FROM: usize = SETS_FROM + SETS;
const BUCKET: usize = 2;
const FORM: usize = 3;

static ITALIAN: &[u8] = include_bytes!("../../data/it/compiled/verbs.bin");

/// What a word form can be as a form of a common verb; several bits where it has several readings.
///
/// Third and first persons only; second persons and imperatives are left out, being mostly other
/// words. Words that build a clause (`sono`, `sia`, `prima`) have no flag at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct VerbFlags(pub(crate) u8);

impl VerbFlags {
    /// No form of a common verb.
    pub const NONE: Self = Self(0);
    /// Indicative, subjunctive or conditional: `vince`, `vincesse`, `vincerebbe`.
    pub const FINITE: Self = Self(1);
    /// Finite, and nothing but conditional: `vincerebbe`.
    pub const CONDITIONAL: Self = Self(1 << 1);
    /// Finite, and no third person: `vinco`, `vincemmo`.
    pub const FIRST_PERSON: Self = Self(1 << 2);
    /// Past participle, also with `si`: `vinta`, `avvicinatosi`.
    pub const PARTICIPLE: Self = Self(1 << 3);
    /// Gerund, also with one pronoun: `vincendo`, `vincendola`.
    pub const GERUND: Self = Self(1 << 4);
    /// Infinitive, also cut or with one pronoun: `vincere`, `far`, `vincerla`.
    pub const INFINITIVE: Self = Self(1 << 5);
    /// Finite, and nothing but imperfect or remote past: `vinceva`, `vinse`, `vincesse`.
    pub const PAST: Self = Self(1 << 6);
    /// As often or more often a noun, an adjective or another word: `conta`, `visita`, `lavoro`.
    pub const ALSO_NOUN: Self = Self(1 << 7);

    /// Whether any flag is in both.
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of either.
    #[inline]
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the word is no form of a common verb.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The flags as bits, in the order of the constants.
    #[inline]
    pub const fn bits(self) -> u8 {
        self.0
    }
}

/// The forms of the common verbs of a language.
#[derive(Clone, Debug)]
pub struct VerbForms {
    bytes: Cow<'static, [u8]>,
    bits: u32,
    count: usize,
    forms_from: usize,
}

impl VerbForms {
    /// The Italian verbs.
    ///
    /// # Errors
    /// Where the embedded file is damaged, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        Self::new(ITALIAN, "it").map_err(|error| error.at("data/it/compiled/verbs.bin", None))
    }

    /// Reads compiled verbs; borrowed bytes are not copied.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] where they are damaged or made for another version or language.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>, language: &str) -> Result<Self, Error> {
        let bytes = bytes.into();
        FILE.check(&bytes, language, BUCKETS_FROM)?;
        let (bits, forms) = (word(&bytes, 24), word(&bytes, 28) as usize);
        if !(1..=20).contains(&bits) {
            return Err(FILE.damaged());
        }
        let forms_from = BUCKETS_FROM + BUCKET * ((1 << bits) + 1);
        if bytes.len().checked_sub(forms_from) != forms.checked_mul(FORM) {
            return Err(FILE.damaged());
        }
        Ok(Self { bytes, bits, count: forms, forms_from })
    }

    /// What the word of this hash can be as a verb form.
    #[inline]
    pub fn get(&self, word: u64) -> VerbFlags {
        let bucket = (word >> (64 - self.bits)) as usize;
        let (first, end) = (self.first(bucket), self.first(bucket + 1));
        let forms = self.bytes.get(self.forms_from..).unwrap_or_default().as_chunks::<FORM>().0;
        let Some(forms) = forms.get(first..end) else {
            return VerbFlags::NONE;
        };
        for &[low, middle, high] in forms {
            let form = u32::from_le_bytes([low, middle, high, 0]);
            if u64::from(form >> SET_BITS) == word & KEPT {
                let set = form as usize & (SETS - 1);
                return self
                    .bytes
                    .get(SETS_FROM + set)
                    .map_or(VerbFlags::NONE, |&it| VerbFlags(it));
            }
        }
        VerbFlags::NONE
    }

    /// Where a bucket begins among the forms.
    #[inline]
    fn first(&self, bucket: usize) -> usize {
        let at = BUCKETS_FROM + BUCKET * bucket;
        let ahead = match self.bytes.get(at..).and_then(<[u8]>::first_chunk::<BUCKET>) {
            Some(chunk) => i64::from(i16::from_le_bytes(*chunk)),
            None => 0,
        };
        usize::try_from(expected(bucket, self.count, self.bits) + ahead).unwrap_or(usize::MAX)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where a bucket would begin if all were alike.
#[inline]
pub(crate) const fn expected(bucket: usize, forms: usize, bits: u32) -> i64 {
    ((bucket as u64 * forms as u64) >> bits) as i64
}

fn bad(what: String) -> Error {
    Error::new(ErrorKind::Model, what, "write it again with `cargo dev generate`")
}
