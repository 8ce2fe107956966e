//! The roles as one checked block of bytes, compiled from `roles.toml`.
//!
//! Magic, format version, checksum of the rest; the number of prefixes and their hashes; the number
//! of forms and for each its role, head, gender, number, kind, and the hashes of its words. All
//! numbers are little-endian.

use super::{RoleForm, RoleId, RoleKind, RoleLexicon};
use crate::document::Gender;
use crate::error::{Error, ErrorKind};
use crate::lexicon::compiled::Reader;
use crate::lexicon::form::Number;
use crate::lexicon::{PhraseTrie, checksum};

const MAGIC: [u8; 8] = *b"VIRGrole";
const VERSION: u32 = 1;
const SUMMED_FROM: usize = 20;

static COMPILED: &[u8] = include_bytes!("../../../data/it/compiled/roles.bin");

const GENDERS: [Option<Gender>; 3] = [None, Some(Gender::Female), Some(Gender::Male)];
const NUMBERS: [Option<Number>; 3] = [None, Some(Number::Singular), Some(Number::Plural)];
const KINDS: [RoleKind; 5] =
    [RoleKind::Person, RoleKind::Office, RoleKind::Human, RoleKind::Courtesy, RoleKind::Group];

/// The bytes of `data/it/compiled/roles.bin`, from `data/it/roles.toml`.
///
/// # Errors
/// [`ErrorKind::Rule`] with file and line where it is bad.
pub fn compile_italian(path: &str, text: &str) -> Result<Vec<u8>, Error> {
    Ok(RoleLexicon::from_toml(path, text)?.to_bytes())
}

/// The index of a value that is among `all`.
fn code<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|known| known == value).unwrap_or(0) as u8
}

impl RoleLexicon {
    /// The Italian roles.
    ///
    /// # Errors
    /// Where the embedded data are damaged, which the tests of this crate exclude.
    pub(crate) fn italian() -> Result<Self, Error> {
        Self::from_bytes(COMPILED).map_err(|error| error.at("data/it/compiled/roles.bin", None))
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 8]);
        bytes.extend((self.prefixes.len() as u32).to_le_bytes());
        bytes.extend(self.prefixes.iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend((self.forms.len() as u32).to_le_bytes());
        for (form, words) in self.forms.iter().zip(&self.phrases) {
            bytes.extend(form.role.0.to_le_bytes());
            bytes.extend(form.head.0.to_le_bytes());
            bytes.extend([code(&GENDERS, &form.gender), code(&NUMBERS, &form.number)]);
            bytes.extend([code(&KINDS, &form.kind), words.len() as u8]);
            bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        }
        let sum = checksum(&bytes[SUMMED_FROM..]);
        bytes[12..SUMMED_FROM].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bad = || {
            let what = "the compiled roles are damaged or of another version";
            Error::new(ErrorKind::Rule, what, "make them anew with `cargo dev generate`")
        };
        let mut reader = Reader(bytes);
        let sound = reader.array() == Some(MAGIC)
            && reader.number() == Some(VERSION)
            && reader.array().map(u64::from_le_bytes) == Some(checksum(reader.0));
        if sound { Self::read(&mut reader).ok_or_else(bad) } else { Err(bad()) }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut lexicon = Self {
            trie: PhraseTrie::new(),
            forms: Vec::new(),
            phrases: Vec::new(),
            prefixes: Vec::new(),
        };
        for _ in 0..reader.number()? {
            lexicon.prefixes.push(reader.array().map(u64::from_le_bytes)?);
        }
        for _ in 0..reader.number()? {
            let role = RoleId(reader.array().map(u16::from_le_bytes)?);
            let head = RoleId(reader.array().map(u16::from_le_bytes)?);
            let [gender, number, kind, count] = reader.array()?;
            let form = RoleForm {
                role,
                head,
                gender: *GENDERS.get(usize::from(gender))?,
                number: *NUMBERS.get(usize::from(number))?,
                kind: *KINDS.get(usize::from(kind))?,
            };
            let words = (0..count).map(|_| reader.array().map(u64::from_le_bytes));
            lexicon.insert(words.collect::<Option<_>>()?, form);
        }
        reader.0.is_empty().then_some(lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_or_shortened_block_is_an_error() {
        for at in (0..COMPILED.len()).step_by(COMPILED.len() / 60) {
            let mut bytes = COMPILED.to_vec();
            bytes[at] ^= 4;
            assert!(RoleLexicon::from_bytes(&bytes).is_err(), "byte {at}");
            assert!(RoleLexicon::from_bytes(&COMPILED[..at]).is_err(), "length {at}");
        }
    }
}
