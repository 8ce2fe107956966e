//! The cue lexicon as one checked block of bytes, compiled from the data files.
//!
//! Magic, format version, checksum of the rest, eight counts, then the sections in order. All
//! numbers are little-endian. The table of forms, most of the file, is read where it lies.

use std::borrow::Cow;
use std::ops::Range;

use super::checksum::checksum;
use super::compiled::Reader;
use super::cue_kinds::{CueClass, CueKind, Governs, SourceAt, Stance, Voices};
use super::cue_lexicon::{CueLexicon, CueRule, Lexeme, NO_CUE};
use super::form_table::FormTable;
use super::verbs::Verbs;
use crate::{Error, ErrorKind};

const MAGIC: [u8; 8] = *b"VIRGcues";
/// The number of this file format.
const VERSION: u32 = 1;
const COUNTS: usize = 8;

static COMPILED: &[u8] = include_bytes!("../../data/it/compiled/cues.bin");
const VERBS: (&str, &str) = ("data/it/verbs.toml", include_str!("../../data/it/verbs.toml"));

macro_rules! cue_files {
    ($($name:literal,)+) => {
        &[$((
            concat!("data/it/cues/", $name, ".toml"),
            include_str!(concat!("../../data/it/cues/", $name, ".toml")),
        ),)+]
    };
}

/// The Italian cue files, with their paths under `crates/core`.
pub const ITALIAN_CUES: &[(&str, &str)] = cue_files![
    "say",
    "write",
    "ask",
    "answer",
    "announce",
    "explain",
    "add",
    "confirm",
    "deny",
    "accuse",
    "promise",
    "warn",
    "propose",
    "think",
    "hope",
    "order",
    "describe",
    "feel",
    "show",
    "hear",
    "noun",
    "adjective",
    "evidential",
];

/// The irregular and helping verbs of Italian.
///
/// # Errors
/// [`ErrorKind::Rule`] with file and line, if the data are not sound.
pub fn italian_verbs() -> Result<Verbs, Error> {
    Verbs::from_toml(VERBS.0, VERBS.1)
}

/// The bytes of `data/it/compiled/cues.bin`, from the data files.
///
/// # Errors
/// [`ErrorKind::Rule`] with file and line, if the data are not sound.
pub fn compile_italian() -> Result<Vec<u8>, Error> {
    Ok(CueLexicon::from_toml(ITALIAN_CUES, &italian_verbs()?)?.to_bytes())
}

impl CueLexicon {
    /// The Italian cues that come with the library.
    ///
    /// # Errors
    /// [`ErrorKind::Model`], if the library was built with a corrupt file.
    pub fn italian() -> Result<Self, Error> {
        Self::from_bytes(Cow::Borrowed(COMPILED))
    }

    /// The lexicon in bytes; cues that were added to a finished one are left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for count in [
            self.lexemes.len(),
            self.cues.len(),
            self.tails.len(),
            self.phrase_list.len(),
            self.words.len(),
            self.lemmas.len(),
            self.forms.buckets.len(),
            self.forms.entries.len(),
        ] {
            body.extend((count as u32).to_le_bytes());
        }
        for lexeme in &self.lexemes {
            body.extend([lexeme.kind as u8, lexeme.carries_bits()]);
            body.extend(lexeme.first_cue.to_le_bytes());
            put_range(&mut body, &lexeme.lemma);
        }
        for cue in &self.cues {
            body.extend([cue.kind as u8, cue.class as u8, cue.stance as u8, cue.source as u8]);
            body.extend([
                cue.voices.to_bits(),
                u8::from(cue.reflexive) | u8::from(cue.with_la) << 1,
            ]);
            body.extend(cue.governs.to_bits().to_le_bytes());
            put_range(&mut body, &cue.lemma);
            put_range(&mut body, &cue.tails);
            body.extend(cue.next.to_le_bytes());
        }
        for tail in &self.tails {
            put_range(&mut body, tail);
        }
        for (phrase, cue) in &self.phrase_list {
            put_range(&mut body, phrase);
            body.extend(cue.to_le_bytes());
        }
        for word in &self.words {
            body.extend(word.to_le_bytes());
        }
        body.extend(self.lemmas.as_bytes());
        body.extend(self.forms.buckets.iter().flatten());
        body.extend(self.forms.entries.iter().flatten());
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; borrowed bytes are not copied.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] for bytes of another kind or version, or corrupt ones.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let mut head = Reader(&bytes);
        if head.array() != Some(MAGIC) {
            return Err(corrupt("this is no file of cues"));
        }
        match head.number() {
            Some(VERSION) => {}
            Some(other) => {
                return Err(corrupt(format!(
                    "cue format {other}, but this library reads {VERSION}"
                )));
            }
            None => return Err(corrupt("the file of cues is cut off")),
        }
        if head.array().map(u64::from_le_bytes) != Some(checksum(head.0)) {
            return Err(corrupt("the checksum of the file of cues is wrong"));
        }
        let lasting = match bytes {
            Cow::Borrowed(bytes) => Some(bytes),
            Cow::Owned(_) => None,
        };
        read(&bytes, lasting).ok_or_else(|| corrupt("the file of cues contradicts itself"))
    }
}

fn corrupt(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Model, what, "write it again with `cargo dev generate`")
}

fn put_range(body: &mut Vec<u8>, range: &Range<u32>) {
    body.extend(range.start.to_le_bytes());
    body.extend(range.end.to_le_bytes());
}

/// A range within `0..length`.
fn range(reader: &mut Reader<'_>, length: usize) -> Option<Range<u32>> {
    let range = reader.number()?..reader.number()?;
    (range.start <= range.end && range.end as usize <= length).then_some(range)
}

/// `lasting` are the same bytes where they need not be copied.
fn read(bytes: &[u8], lasting: Option<&'static [u8]>) -> Option<CueLexicon> {
    let mut reader = Reader(bytes.get(MAGIC.len() + 12..)?);
    let mut counts = [0; COUNTS];
    for count in &mut counts {
        *count = reader.number()? as usize;
    }
    let [lexemes, cues, tails, phrases, words, lemmas, buckets, entries] = counts;
    if cues >= usize::from(NO_CUE) {
        return None;
    }
    let known = |cue: u16| cue == NO_CUE || usize::from(cue) < cues;
    let lexeme = |reader: &mut Reader<'_>| {
        let [kind, carries] = reader.array()?;
        let first = reader.array().map(u16::from_le_bytes).filter(|&cue| known(cue))?;
        let lemma = range(reader, lemmas)?;
        Some(Lexeme::from_parts(CueKind::from_number(kind)?, carries, lemma, first))
    };
    let lexeme_list = many(&mut reader, lexemes, lexeme)?;
    let cue_list = many(&mut reader, cues, |reader| cue(reader, lemmas, tails))?;
    // A chain of cues only goes forward, so it ends.
    let forward =
        |(index, cue): (usize, &CueRule)| known(cue.next) && usize::from(cue.next) > index;
    if !cue_list.iter().enumerate().all(forward) {
        return None;
    }
    let tails = many(&mut reader, tails, |reader| range(reader, words))?;
    let phrase_list = many(&mut reader, phrases, |reader| {
        let phrase = range(reader, words)?;
        Some((
            phrase,
            reader.array().map(u16::from_le_bytes).filter(|&cue| usize::from(cue) < cues)?,
        ))
    })?;
    let words = many(&mut reader, words, |reader| reader.array().map(u64::from_le_bytes))?;
    let lemmas = std::str::from_utf8(reader.take(lemmas)?).ok()?.to_owned();
    let texts = lexeme_list.iter().map(|it| &it.lemma).chain(cue_list.iter().map(|it| &it.lemma));
    for range in texts {
        lemmas.get(range.start as usize..range.end as usize)?;
    }
    let table = bytes.len() - reader.0.len();
    let middle = table.checked_add(buckets.checked_mul(4)?)?;
    if middle.checked_add(entries.checked_mul(8)?)? != bytes.len() {
        return None;
    }
    let forms = FormTable::from_parts(
        chunks(bytes, lasting, table..middle)?,
        chunks(bytes, lasting, middle..bytes.len())?,
        lexemes,
    )?;
    let mut lexicon = CueLexicon::from_parts(forms, lexeme_list, cue_list);
    (lexicon.tails, lexicon.phrase_list) = (tails, phrase_list);
    (lexicon.words, lexicon.lemmas) = (words, lemmas);
    lexicon.phrases = lexicon.trie();
    Some(lexicon)
}

fn many<'b, T>(
    reader: &mut Reader<'b>,
    count: usize,
    mut one: impl FnMut(&mut Reader<'b>) -> Option<T>,
) -> Option<Vec<T>> {
    // Each takes a byte at least: a count that lies does not make us reserve more than the file.
    let mut items = Vec::with_capacity(count.min(reader.0.len()));
    for _ in 0..count {
        items.push(one(reader)?);
    }
    Some(items)
}

fn cue(reader: &mut Reader<'_>, lemmas: usize, tails: usize) -> Option<CueRule> {
    let [kind, class, stance, source] = reader.array()?;
    let [voices, flags] = reader.array()?;
    Some(CueRule {
        kind: CueKind::from_number(kind)?,
        class: CueClass::from_number(class)?,
        stance: Stance::from_number(stance)?,
        source: SourceAt::from_number(source)?,
        voices: Voices::from_bits(voices)?,
        reflexive: flags & 1 != 0,
        with_la: flags & 2 != 0,
        governs: Governs::from_bits(reader.array().map(u16::from_le_bytes)?)?,
        lemma: range(reader, lemmas)?,
        tails: range(reader, tails)?,
        next: reader.array().map(u16::from_le_bytes)?,
    })
}

/// The bytes of `range` in chunks of `N`, borrowed where they last.
fn chunks<const N: usize>(
    bytes: &[u8],
    lasting: Option<&'static [u8]>,
    range: Range<usize>,
) -> Option<Cow<'static, [[u8; N]]>> {
    match lasting {
        Some(bytes) => Some(Cow::Borrowed(bytes.get(range)?.as_chunks().0)),
        None => Some(Cow::Owned(bytes.get(range)?.as_chunks().0.to_vec())),
    }
}
