//! What compiled files have in common: a header with a checksum, and numbers read where they lie.

use crate::error::Error;
use crate::lexicon::checksum;

/// The header of a file of one language.
///
/// ```text
///  0  magic     8  u32 format version     12  language, 4 bytes, padded with zeros
/// 16  u64 checksum of everything after it
/// ```
pub(crate) struct Header {
    pub(crate) magic: &'static [u8; 8],
    pub(crate) version: u32,
    /// What the file is called in messages.
    pub(crate) name: &'static str,
    /// Makes an error of a message.
    pub(crate) bad: fn(String) -> Error,
}

impl Header {
    /// Where what the checksum covers begins.
    pub(crate) const SUMMED_FROM: usize = 24;

    /// Whether the bytes, at least `least` of them, are such a file of this language, and whole.
    pub(crate) fn check(&self, bytes: &[u8], language: &str, least: usize) -> Result<(), Error> {
        let bad = self.bad;
        if bytes.len() < least.max(Self::SUMMED_FROM) || &bytes[..8] != self.magic {
            return Err(bad(format!("this is no {}", self.name)));
        }
        let version = word(bytes, 8);
        if version != self.version {
            return Err(bad(format!("it has format version {version}, not {}", self.version)));
        }
        if bytes[12..16] != language_code(language) {
            return Err(bad(format!("it is not for the language `{language}`")));
        }
        let sum = u64::from(word(bytes, 16)) | u64::from(word(bytes, 20)) << 32;
        if sum != checksum(&bytes[Self::SUMMED_FROM..]) {
            return Err(self.damaged());
        }
        Ok(())
    }

    pub(crate) fn damaged(&self) -> Error {
        (self.bad)(format!("the {} is cut short or damaged", self.name))
    }

    /// The file with this body.
    pub(crate) fn seal(&self, language: &str, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::SUMMED_FROM + body.len());
        bytes.extend(self.magic);
        bytes.extend(self.version.to_le_bytes());
        bytes.extend(language_code(language));
        bytes.extend(checksum(body).to_le_bytes());
        bytes.extend(body);
        bytes
    }
}

fn language_code(language: &str) -> [u8; 4] {
    let mut code = [0; 4];
    for (slot, byte) in code.iter_mut().zip(language.bytes()) {
        *slot = byte;
    }
    code
}

/// The number at a byte; 0 behind the end.
#[inline]
pub(crate) fn word(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk::<4>) {
        Some(chunk) => u32::from_le_bytes(*chunk),
        None => 0,
    }
}

/// Bytes yet to be read.
pub(crate) struct Reader<'b>(pub(crate) &'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }
}
