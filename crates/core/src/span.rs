//! Where things stand in the text: byte spans, and their conversion to code points and UTF-16.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `[start, end)` of the original text.
///
/// Both ends are always on character boundaries of the text they index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span (equal spans contain each other).
    #[inline]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[inline]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    pub const fn cover(self, other: Span) -> Span {
        Span {
            start: if self.start < other.start { self.start } else { other.start },
            end: if self.end > other.end { self.end } else { other.end },
        }
    }

    /// The text under the span.
    ///
    /// # Panics
    /// If the span is not of this text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The unit in which offsets are given to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes, as Rust indexes strings.
    Bytes,
    /// Unicode code points, as Python indexes strings.
    #[default]
    Codepoints,
    /// UTF-16 code units, as JavaScript and Java index strings.
    Utf16,
}

/// Converts byte offsets of one text to another unit.
///
/// Built in one pass over the text, which it borrows (`&str`) or shares (`Arc<str>`); a conversion
/// looks at fewer than [`OffsetMap::BLOCK`] bytes.
#[derive(Debug)]
pub struct OffsetMap<T> {
    text: T,
    unit: OffsetUnit,
    /// Units before each block of the text; empty where every offset is its own conversion.
    before_block: Vec<u32>,
}

impl<T: AsRef<str>> OffsetMap<T> {
    /// Bytes between two checkpoints.
    pub const BLOCK: usize = 64;

    /// A map for `text`.
    pub fn new(text: T, unit: OffsetUnit) -> Self {
        let mut before_block = Vec::new();
        let bytes = text.as_ref().as_bytes();
        if unit != OffsetUnit::Bytes && !bytes.is_ascii() {
            before_block.reserve(bytes.len() / Self::BLOCK + 2);
            let mut units = 0;
            for block in bytes.chunks(Self::BLOCK) {
                before_block.push(units);
                units += count_units(block, unit);
            }
            before_block.push(units);
        }
        Self { text, unit, before_block }
    }

    /// The offset of byte `byte`, in this map's unit.
    #[inline]
    pub fn convert(&self, byte: u32) -> u32 {
        if self.before_block.is_empty() {
            return byte;
        }
        let block = byte as usize / Self::BLOCK;
        let rest = &self.text.as_ref().as_bytes()[block * Self::BLOCK..byte as usize];
        self.before_block[block] + count_units(rest, self.unit)
    }

    /// The byte at which unit `offset` begins: the inverse of [`convert`](Self::convert).
    ///
    /// `None` where the text ends before it, or where it would cut a character.
    pub fn byte_at(&self, offset: u32) -> Option<u32> {
        let text = self.text.as_ref();
        if self.before_block.is_empty() {
            return text.is_char_boundary(offset as usize).then_some(offset);
        }
        let reached = (self.before_block).partition_point(|&before| before <= offset);
        let block = reached.saturating_sub(1);
        let mut units = self.before_block[block];
        let mut byte = (block * Self::BLOCK).min(text.len());
        // A character that began in the block before was counted there.
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        for character in text[byte..].chars() {
            if units >= offset {
                break;
            }
            units += count_units(character.encode_utf8(&mut [0; 4]).as_bytes(), self.unit);
            byte += character.len_utf8();
        }
        (units == offset).then_some(byte as u32)
    }
}

/// Code points or UTF-16 units that begin in these UTF-8 bytes.
#[inline]
fn count_units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    let pairs = match unit {
        OffsetUnit::Utf16 => bytes.iter().filter(|&&b| b >= 0xF0).count(),
        _ => 0,
    };
    (starts + pairs) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_the_standard_library_in_every_unit() {
        let text = "«Perché?» 😀 è ".repeat(30);
        for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
            let map = OffsetMap::new(&text, unit);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..byte];
                let expected = match unit {
                    OffsetUnit::Bytes => before.len(),
                    OffsetUnit::Codepoints => before.chars().count(),
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                };
                assert_eq!(map.convert(byte as u32), expected as u32, "{unit:?} at byte {byte}");
                assert_eq!(map.byte_at(expected as u32), Some(byte as u32));
            }
        }
    }

    #[test]
    fn an_offset_past_the_end_or_inside_a_character_is_none() {
        let text = "è 😀";
        let bytes = OffsetMap::new(text, OffsetUnit::Bytes);
        assert_eq!((bytes.byte_at(1), bytes.byte_at(7)), (None, Some(7)));
        assert_eq!(bytes.byte_at(8), None);
        let utf16 = OffsetMap::new(text, OffsetUnit::Utf16);
        assert_eq!((utf16.byte_at(3), utf16.byte_at(4)), (None, Some(7)));
        assert_eq!(utf16.byte_at(5), None);
    }

    #[test]
    fn spans_contain_overlap_and_cover() {
        let (a, b) = (Span::new(2, 6), Span::new(4, 9));
        assert!(a.overlaps(b) && !a.contains(b) && a.contains(Span::new(2, 6)));
        assert!(!a.overlaps(Span::new(6, 7)));
        assert_eq!(a.cover(b), Span::new(2, 9));
        assert_eq!(a.of("0123456789"), "2345");
    }
}
