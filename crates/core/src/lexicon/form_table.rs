//! From a word's hash to the lexemes it is a form of: sorted buckets, read in place.

use std::borrow::Cow;

use super::form::Form;

/// A verb, noun or adjective of a [`CueLexicon`](super::CueLexicon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LexemeId(pub(crate) u16);

/// One reading of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormEntry {
    /// The lexeme the word is a form of.
    pub lexeme: LexemeId,
    /// Which form.
    pub form: Form,
}

impl FormEntry {
    /// Lexemes that fit beside a [`Form`] in 32 bits.
    pub(crate) const MAX_LEXEMES: usize = 1 << (32 - Form::BITS);

    const fn pack(self) -> u32 {
        (self.lexeme.0 as u32) << Form::BITS | self.form.to_bits()
    }

    fn unpack(bits: u32) -> Option<Self> {
        let form = Form::from_bits(bits & ((1 << Form::BITS) - 1))?;
        Some(Self { lexeme: LexemeId((bits >> Form::BITS) as u16), form })
    }
}

/// Entries sorted by hash, found by the high bits and told apart by the low 32.
///
/// Two of a million foreign words meet an entry by chance with a probability below 10⁻³.
#[derive(Clone, Debug)]
pub(crate) struct FormTable {
    /// Where each bucket begins in `entries`, and one end more.
    pub(crate) buckets: Cow<'static, [[u8; 4]]>,
    /// The low half of the hash, then the packed entry, both little-endian.
    pub(crate) entries: Cow<'static, [[u8; 8]]>,
    shift: u32,
}

impl FormTable {
    /// A table of `forms`; the same forms in any order give the same table.
    pub(crate) fn new(forms: &[(u64, FormEntry)]) -> Self {
        let mut sorted: Vec<(u64, u32)> =
            forms.iter().map(|&(hash, entry)| (hash, entry.pack())).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let bits = (sorted.len() / 3).max(2).ilog2();
        let shift = 64 - bits;
        let mut buckets = vec![0_u32; (1 << bits) + 1];
        for &(hash, _) in &sorted {
            buckets[(hash >> shift) as usize + 1] += 1;
        }
        let mut end = 0;
        for bucket in &mut buckets {
            end += *bucket;
            *bucket = end;
        }
        let entry = |&(hash, entry): &(u64, u32)| {
            (u64::from(entry) << 32 | hash & 0xffff_ffff).to_le_bytes()
        };
        Self {
            buckets: buckets.into_iter().map(u32::to_le_bytes).collect(),
            entries: sorted.iter().map(entry).collect(),
            shift,
        }
    }

    /// A table read in place; `None` where it is not sound.
    pub(crate) fn from_parts(
        buckets: Cow<'static, [[u8; 4]]>,
        entries: Cow<'static, [[u8; 8]]>,
        lexemes: usize,
    ) -> Option<Self> {
        let count = buckets.len().checked_sub(1)?;
        if !count.is_power_of_two() || count < 2 {
            return None;
        }
        let mut before = 0;
        for &bucket in buckets.iter() {
            let start = u32::from_le_bytes(bucket);
            if start < before {
                return None;
            }
            before = start;
        }
        if u32::from_le_bytes(buckets[0]) != 0 || before as usize != entries.len() {
            return None;
        }
        let sound = |&entry: &[u8; 8]| {
            FormEntry::unpack((u64::from_le_bytes(entry) >> 32) as u32)
                .is_some_and(|entry| usize::from(entry.lexeme.0) < lexemes)
        };
        let shift = 64 - count.ilog2();
        entries.iter().all(sound).then_some(Self { buckets, entries, shift })
    }

    /// Every reading of the word with this hash, by lexeme.
    #[inline]
    pub(crate) fn get(&self, word: u64) -> impl Iterator<Item = FormEntry> + Clone + '_ {
        let bucket = (word >> self.shift) as usize;
        let start = u32::from_le_bytes(self.buckets[bucket]) as usize;
        let end = u32::from_le_bytes(self.buckets[bucket + 1]) as usize;
        self.entries[start..end].iter().filter_map(move |&entry| {
            let entry = u64::from_le_bytes(entry);
            if entry as u32 == word as u32 { FormEntry::unpack((entry >> 32) as u32) } else { None }
        })
    }
}
