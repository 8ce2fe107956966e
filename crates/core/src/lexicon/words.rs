//! Words as 64-bit hashes, and phrases as paths of such words.
//!
//! A token is normalised and hashed once, when it is cut; every lexicon of the library is keyed by
//! that hash, so that no later stage touches the characters again. Two different words share a hash
//! with a probability below 10⁻⁷ for a million words; nothing worse than a wrong match would follow.

use unicode_normalization::UnicodeNormalization;

/// A word as the lexicons know it: lower case, composed, with straight apostrophes and hyphens, and
/// with `é`, `í`, `ó`, `ú` at the end written as the grave that many keyboards give (`perché` and
/// `perchè` are one word).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalized(String);

impl Normalized {
    /// Normalises `word`, reusing the buffer.
    pub fn set(&mut self, word: &str) -> &str {
        self.0.clear();
        if word.is_ascii() {
            self.0.push_str(word);
            self.0.make_ascii_lowercase();
            return &self.0;
        }
        let combining = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
        if word.contains(combining) {
            self.0.extend(word.nfc().flat_map(char::to_lowercase).map(plain));
        } else {
            self.0.extend(word.chars().flat_map(char::to_lowercase).map(plain));
        }
        if let Some(last) = self.0.chars().next_back() {
            let grave = match last {
                'é' => 'è',
                'í' => 'ì',
                'ó' => 'ò',
                'ú' => 'ù',
                'á' => 'à',
                _ => last,
            };
            if grave != last {
                self.0.pop();
                self.0.push(grave);
            }
        }
        &self.0
    }

    /// Adds a final accent that the writer typed as an apostrophe (`perche'`, `citta'`).
    pub fn accent_last_vowel(&mut self) {
        let accented = match self.0.pop() {
            Some('a') => 'à',
            Some('e') => 'è',
            Some('i') => 'ì',
            Some('o') => 'ò',
            Some('u') => 'ù',
            Some(other) => other,
            None => return,
        };
        self.0.push(accented);
    }

    /// The hash of the word.
    pub fn hash(&self) -> u64 {
        hash_bytes(self.0.as_bytes())
    }

    /// The normalised word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that are not seen and separate nothing (soft hyphens, zero-width marks).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '`' | '′' => '\'',
        '‐' | '‑' => '-',
        _ => c,
    }
}

/// The hash by which every lexicon knows `word`; see [`Normalized`] for what it does not distinguish.
pub fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_bytes_of(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    let mut normalized = Normalized::default();
    normalized.set(word);
    normalized.hash()
}

/// A set of words, known by their hashes.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet(Vec<u64>);

impl WordSet {
    pub(crate) fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut hashes: Vec<u64> = words.into_iter().map(|word| word_hash(word.as_ref())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Whether the word with this hash is in the set.
    #[inline]
    pub(crate) fn has(&self, word: u64) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// The constants of FNV-1a.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a with a final avalanche (`MurmurHash3`'s finalizer): the same on every platform.
#[inline]
pub(crate) const fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = START;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(PRIME);
        index += 1;
    }
    mix(hash)
}

/// [`hash_bytes`] of bytes that stand nowhere.
fn hash_bytes_of(bytes: impl Iterator<Item = u8>) -> u64 {
    mix(bytes.fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
}

/// The hash of a word that is already normalised, for constants.
pub(crate) const fn hash_normalized(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

/// Spreads every bit of `x` over the whole word.
#[inline]
pub(crate) const fn mix(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// Phrases as paths of word hashes, in one open-addressing table; a phrase may carry a `u32`.
///
/// A step costs one probe. The same phrases in the same order give the same table.
#[derive(Clone, Debug)]
pub struct PhraseTrie {
    /// `(key of state and word, next state)`; a zero key is an empty slot.
    edges: Vec<(u64, u32)>,
    /// The payload of each state, or [`PhraseTrie::NONE`].
    payloads: Vec<u32>,
    used: usize,
}

impl PhraseTrie {
    /// The state before any word.
    pub const ROOT: u32 = 0;
    /// The payload of a path that is not a whole phrase.
    pub const NONE: u32 = u32::MAX;

    /// An empty trie.
    pub fn new() -> Self {
        Self { edges: vec![(0, 0); 16], payloads: vec![Self::NONE], used: 0 }
    }

    /// The state after `word`, where some phrase goes on with it.
    #[inline]
    pub fn step(&self, state: u32, word: u64) -> Option<u32> {
        let key = edge_key(state, word);
        let mask = self.edges.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (found, next) = self.edges[slot];
            if found == key {
                return Some(next);
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The payload of the phrase that ends in `state`, if one does.
    #[inline]
    pub fn payload(&self, state: u32) -> Option<u32> {
        let payload = self.payloads[state as usize];
        (payload != Self::NONE).then_some(payload)
    }

    /// Adds a phrase; a payload given before for the same phrase is replaced and returned.
    pub fn insert(&mut self, words: impl IntoIterator<Item = u64>, payload: u32) -> Option<u32> {
        let mut state = Self::ROOT;
        for word in words {
            state = match self.step(state, word) {
                Some(next) => next,
                None => self.add_edge(state, word),
            };
        }
        let before = self.payload(state);
        self.payloads[state as usize] = payload;
        before
    }

    /// The longest phrase at the front of `words`: how many words it has, and its payload.
    #[inline]
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
        let (mut state, mut best) = (Self::ROOT, None);
        for (index, word) in words.into_iter().enumerate() {
            match self.step(state, word) {
                Some(next) => state = next,
                None => break,
            }
            if let Some(payload) = self.payload(state) {
                best = Some((index + 1, payload));
            }
        }
        best
    }

    fn add_edge(&mut self, state: u32, word: u64) -> u32 {
        if (self.used + 1) * 2 > self.edges.len() {
            self.grow();
        }
        let next = self.payloads.len() as u32;
        self.payloads.push(Self::NONE);
        place(&mut self.edges, edge_key(state, word), next);
        self.used += 1;
        next
    }

    fn grow(&mut self) {
        let mut edges = vec![(0, 0); self.edges.len() * 2];
        for &(key, next) in self.edges.iter().filter(|edge| edge.0 != 0) {
            place(&mut edges, key, next);
        }
        self.edges = edges;
    }
}

impl Default for PhraseTrie {
    fn default() -> Self {
        Self::new()
    }
}

fn place(edges: &mut [(u64, u32)], key: u64, next: u32) {
    let mask = edges.len() - 1;
    let mut slot = key as usize & mask;
    while edges[slot].0 != 0 {
        slot = (slot + 1) & mask;
    }
    edges[slot] = (key, next);
}

/// A nonzero key for an edge.
#[inline]
fn edge_key(state: u32, word: u64) -> u64 {
    mix(word ^ u64::from(state).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_has_one_hash_however_it_is_typed() {
        assert_eq!(word_hash("Perché"), word_hash("perchè"));
        assert_eq!(word_hash("PERCHÉ"), word_hash("perche\u{301}"));
        assert_eq!(word_hash("dell’"), word_hash("Dell'"));
        assert_ne!(word_hash("pero"), word_hash("però"));
        let mut typed = Normalized::default();
        typed.set("Perche");
        typed.accent_last_vowel();
        assert_eq!(typed.hash(), word_hash("perché"));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let words = |text: &str| text.split(' ').map(word_hash).collect::<Vec<_>>();
        let mut trie = PhraseTrie::new();
        assert_eq!(trie.insert(words("corea"), 1), None);
        assert_eq!(trie.insert(words("corea del nord"), 2), None);
        assert_eq!(trie.insert(words("corea"), 3), Some(1));
        assert_eq!(trie.longest(words("Corea del Nord ha")), Some((3, 2)));
        assert_eq!(trie.longest(words("Corea del Sud")), Some((1, 3)));
        assert_eq!(trie.longest(words("del nord")), None);
    }
}
