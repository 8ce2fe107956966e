//! The cues of a language as the extractor looks them up: one probe a token.

use std::collections::BTreeMap;
use std::ops::Range;

use super::conjugate::conjugate;
use super::cue_kinds::{CueClass, CueKind, Governs, SourceAt, Stance, Voices};
use super::cues::{CueDefinition, read_cues};
use super::form_table::{FormEntry, FormTable, LexemeId};
use super::inflect::{adjective_forms, noun_forms};
use super::phrases::phrase_variants;
use super::rule_error;
use super::verbs::{Carries, Verbs};
use super::words::{PhraseTrie, word_hash};
use crate::Error;

/// A cue of a [`CueLexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CueId(pub(crate) u16);

/// "No cue": ends a chain of cues.
pub(crate) const NO_CUE: u16 = u16::MAX;

/// What the engine must know of a cue.
#[derive(Clone, Debug)]
pub struct CueRule {
    /// What sort of expression it is.
    pub kind: CueKind,
    /// What its source does.
    pub class: CueClass,
    /// What can be its content.
    pub governs: Governs,
    /// How its source stands to the content.
    pub stance: Stance,
    /// The voices in which it is a cue.
    pub voices: Voices,
    /// Where its source stands.
    pub source: SourceAt,
    /// Whether it needs a reflexive pronoun (`dirsi`).
    pub reflexive: bool,
    /// Whether it needs the pronoun `la` (`prendersela`).
    pub with_la: bool,
    pub(crate) lemma: Range<u32>,
    /// Tails in `CueLexicon::tails`; none where the head alone is the cue.
    pub(crate) tails: Range<u32>,
    /// The next cue of the same lexeme.
    pub(crate) next: u16,
}

/// A verb, noun or adjective: the head of cues, a helper of other verbs, or both.
#[derive(Clone, Debug)]
pub struct Lexeme {
    /// `Verb`, `Noun` or `Adjective`.
    pub kind: CueKind,
    carries: u8,
    pub(crate) lemma: Range<u32>,
    pub(crate) first_cue: u16,
}

impl Lexeme {
    /// Whether the verb can stand before another one in this way (`ha` + `detto`).
    #[inline]
    pub const fn carries(&self, what: Carries) -> bool {
        self.carries & what as u8 != 0
    }

    /// Whether the verb helps other verbs at all.
    #[inline]
    pub const fn is_helper(&self) -> bool {
        self.carries != 0
    }

    pub(crate) const fn from_parts(
        kind: CueKind,
        carries: u8,
        lemma: Range<u32>,
        first_cue: u16,
    ) -> Self {
        Self { kind, carries, lemma, first_cue }
    }

    pub(crate) const fn carries_bits(&self) -> u8 {
        self.carries
    }
}

/// The cues of a language: lexemes and their forms, idioms, and fixed phrases.
#[derive(Clone, Debug)]
pub struct CueLexicon {
    pub(crate) forms: FormTable,
    /// Forms that were added to a finished lexicon.
    pub(crate) more_forms: Option<FormTable>,
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) cues: Vec<CueRule>,
    /// Each tail as a range of `words`.
    pub(crate) tails: Vec<Range<u32>>,
    /// Each fixed phrase as a range of `words`, and its cue.
    pub(crate) phrase_list: Vec<(Range<u32>, u16)>,
    pub(crate) words: Vec<u64>,
    pub(crate) lemmas: String,
    pub(crate) phrases: PhraseTrie,
    pending: Vec<(u64, FormEntry)>,
}

impl CueLexicon {
    /// A lexicon of `(path, text)` cue files; `verbs` has the irregular and the helping verbs.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line.
    pub fn from_toml(sources: &[(&str, &str)], verbs: &Verbs) -> Result<Self, Error> {
        let mut lexicon = Self::empty();
        let mut builder = Builder::new(&mut lexicon, verbs);
        builder.add_helpers()?;
        for &(path, text) in sources {
            builder.add_all(read_cues(path, text)?)?;
        }
        lexicon.forms = FormTable::new(&lexicon.pending);
        lexicon.pending = Vec::new();
        lexicon.phrases = lexicon.trie();
        Ok(lexicon)
    }

    /// Adds the cues of one more file; a cue known by lemma and kind is replaced.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) with file and line; the lexicon is then as it
    /// was.
    pub fn add_toml(&mut self, path: &str, text: &str, verbs: &Verbs) -> Result<(), Error> {
        self.add(read_cues(path, text)?, verbs)
    }

    /// Adds the cues of one more file, read before; see [`add_toml`](Self::add_toml).
    pub(crate) fn add(&mut self, cues: Vec<CueDefinition>, verbs: &Verbs) -> Result<(), Error> {
        let mut grown = self.clone();
        Builder::new(&mut grown, verbs).add_all(cues)?;
        grown.more_forms = Some(FormTable::new(&grown.pending));
        grown.phrases = grown.trie();
        *self = grown;
        Ok(())
    }

    fn empty() -> Self {
        Self {
            forms: FormTable::new(&[]),
            more_forms: None,
            lexemes: Vec::new(),
            cues: Vec::new(),
            tails: Vec::new(),
            phrase_list: Vec::new(),
            words: Vec::new(),
            lemmas: String::new(),
            phrases: PhraseTrie::new(),
            pending: Vec::new(),
        }
    }

    pub(crate) fn from_parts(forms: FormTable, lexemes: Vec<Lexeme>, cues: Vec<CueRule>) -> Self {
        Self { forms, lexemes, cues, ..Self::empty() }
    }

    pub(crate) fn trie(&self) -> PhraseTrie {
        let mut trie = PhraseTrie::new();
        for (range, cue) in &self.phrase_list {
            trie.insert(self.slice(range).iter().copied(), u32::from(*cue));
        }
        trie
    }

    fn slice(&self, range: &Range<u32>) -> &[u64] {
        &self.words[range.start as usize..range.end as usize]
    }

    /// Every reading of the word with this hash.
    #[inline]
    pub fn forms(&self, word: u64) -> impl Iterator<Item = FormEntry> + Clone + '_ {
        let more = self.more_forms.iter().flat_map(move |table| table.get(word));
        self.forms.get(word).chain(more)
    }

    /// The lexeme.
    #[inline]
    pub fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[usize::from(id.0)]
    }

    /// The dictionary form of the lexeme: infinitive, or singular.
    pub fn lexeme_lemma(&self, id: LexemeId) -> &str {
        self.lemma_at(&self.lexeme(id).lemma)
    }

    /// The lexeme with this dictionary form, found by walking the list: for setting up.
    pub fn find_lexeme(&self, kind: CueKind, lemma: &str) -> Option<LexemeId> {
        let same = |lexeme: &Lexeme| lexeme.kind == kind && self.lemma_at(&lexeme.lemma) == lemma;
        self.lexemes.iter().position(same).map(|index| LexemeId(index as u16))
    }

    /// The cue with this lemma, found by walking the list: for setting up.
    pub fn find_cue(&self, kind: CueKind, lemma: &str) -> Option<CueId> {
        let same = |cue: &CueRule| cue.kind == kind && self.lemma_at(&cue.lemma) == lemma;
        self.cues.iter().position(same).map(|index| CueId(index as u16))
    }

    /// The cues whose head is this lexeme, in file order.
    #[inline]
    pub fn cues_of(&self, id: LexemeId) -> impl Iterator<Item = CueId> + '_ {
        let first = Some(self.lexeme(id).first_cue).filter(|&cue| cue != NO_CUE);
        std::iter::successors(first, |&cue| {
            Some(self.cues[usize::from(cue)].next).filter(|&next| next != NO_CUE)
        })
        .map(CueId)
    }

    /// The cue.
    #[inline]
    pub fn cue(&self, id: CueId) -> &CueRule {
        &self.cues[usize::from(id.0)]
    }

    /// How the cue is listed: `dire`, `tagliare corto`, `a detta di`.
    pub fn lemma(&self, id: CueId) -> &str {
        self.lemma_at(&self.cue(id).lemma)
    }

    /// The words that must follow the head, one slice for each way to write them; none where the
    /// head is all there is.
    pub fn tails(&self, id: CueId) -> impl Iterator<Item = &[u64]> {
        let range = &self.cue(id).tails;
        self.tails[range.start as usize..range.end as usize].iter().map(|tail| self.slice(tail))
    }

    /// The evidentials and fixed phrases; the payload is a cue's number, see
    /// [`phrase`](Self::phrase).
    pub fn phrases(&self) -> &PhraseTrie {
        &self.phrases
    }

    /// The longest evidential or fixed phrase at the front of `words`: its length and cue.
    #[inline]
    pub fn phrase(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, CueId)> {
        self.phrases.longest(words).map(|(length, cue)| (length, CueId(cue as u16)))
    }

    /// Every cue, in file order.
    pub fn cue_ids(&self) -> impl Iterator<Item = CueId> + use<> {
        (0..self.cues.len() as u16).map(CueId)
    }

    fn lemma_at(&self, range: &Range<u32>) -> &str {
        &self.lemmas[range.start as usize..range.end as usize]
    }
}

/// Adds lexemes, cues and phrases to a lexicon under construction.
struct Builder<'a> {
    lexicon: &'a mut CueLexicon,
    verbs: &'a Verbs,
    lexemes: BTreeMap<(CueKind, String), LexemeId>,
    cues: BTreeMap<(CueKind, String), Known>,
}

/// A cue that the lexicon has.
struct Known {
    id: u16,
    /// File and line, where this builder added it.
    place: Option<(String, u32)>,
}

impl<'a> Builder<'a> {
    fn new(lexicon: &'a mut CueLexicon, verbs: &'a Verbs) -> Self {
        let lexemes = lexicon.lexemes.iter().enumerate().map(|(index, lexeme)| {
            let lemma = lexicon.lemma_at(&lexeme.lemma).to_owned();
            ((lexeme.kind, lemma), LexemeId(index as u16))
        });
        let cues = lexicon.cues.iter().enumerate().map(|(index, cue)| {
            let lemma = lexicon.lemma_at(&cue.lemma).to_owned();
            ((cue.kind, lemma), Known { id: index as u16, place: None })
        });
        let (lexemes, cues) = (lexemes.collect(), cues.collect());
        Self { lexicon, verbs, lexemes, cues }
    }

    fn add_helpers(&mut self) -> Result<(), Error> {
        for lemma in self.verbs.carriers() {
            let verb = self.verbs.paradigm(lemma, None)?;
            self.add_lexeme(CueKind::Verb, lemma, verb.carries(), conjugate(&verb))?;
        }
        Ok(())
    }

    fn add_all(&mut self, cues: Vec<CueDefinition>) -> Result<(), Error> {
        for cue in cues {
            let (path, line) = (cue.path.clone(), cue.line);
            self.add(cue).map_err(|error| error.at(path, Some(line)))?;
        }
        Ok(())
    }

    fn add(&mut self, cue: CueDefinition) -> Result<(), Error> {
        let key = (cue.kind, cue.lemma.clone());
        let place = Some((cue.path.clone(), cue.line));
        if let Some(known) = self.cues.get_mut(&key) {
            if let Some((path, line)) = &known.place {
                return Err(rule_error(
                    format!("`{}` is already in {path}:{line}", cue.lemma),
                    "merge the two, or take one out",
                ));
            }
            known.place = place;
            let id = known.id;
            return self.replace(id, &cue);
        }
        if self.lexicon.cues.len() >= usize::from(NO_CUE) {
            return Err(rule_error("there are over 65,534 cues", "take some out"));
        }
        let id = self.lexicon.cues.len() as u16;
        let mut record = CueRule {
            kind: cue.kind,
            class: cue.class,
            governs: cue.governs,
            stance: cue.stance,
            voices: cue.voices,
            source: cue.source,
            reflexive: false,
            with_la: false,
            lemma: self.text(&cue.lemma),
            tails: 0..0,
            next: NO_CUE,
        };
        if matches!(cue.kind, CueKind::Evidential | CueKind::Phrase) {
            for variant in phrase_variants(&cue.lemma, true) {
                let range = self.word_range(variant.iter().map(String::as_str));
                self.lexicon.phrase_list.push((range, id));
            }
        } else {
            self.add_head(&cue, &mut record, id)?;
        }
        self.lexicon.cues.push(record);
        self.cues.insert(key, Known { id, place });
        Ok(())
    }

    /// Gives a known cue what the user says of it.
    fn replace(&mut self, known: u16, cue: &CueDefinition) -> Result<(), Error> {
        if cue.irregular.is_some() {
            let (verb, ..) = infinitive(head_and_tail(&cue.lemma).0);
            let verb = self.verbs.paradigm(&verb, cue.irregular.as_ref())?;
            self.add_lexeme(CueKind::Verb, verb.lemma(), verb.carries(), conjugate(&verb))?;
        }
        let old = &mut self.lexicon.cues[usize::from(known)];
        old.class = cue.class;
        old.governs = cue.governs;
        old.stance = cue.stance;
        old.voices = cue.voices;
        old.source = cue.source;
        Ok(())
    }

    /// The head's lexeme and the tails after it.
    fn add_head(
        &mut self,
        cue: &CueDefinition,
        record: &mut CueRule,
        id: u16,
    ) -> Result<(), Error> {
        let (head, tail) = head_and_tail(&cue.lemma);
        let lexeme = match cue.kind {
            CueKind::Verb => {
                let (infinitive, reflexive, with_la) = infinitive(head);
                record.reflexive = reflexive;
                record.with_la = with_la;
                let verb = self.verbs.paradigm(&infinitive, cue.irregular.as_ref())?;
                let forms = || conjugate(&verb);
                match self.lexemes.get(&(CueKind::Verb, infinitive.clone())) {
                    Some(&known) if cue.irregular.is_none() => known,
                    _ => self.add_lexeme(CueKind::Verb, &infinitive, verb.carries(), forms())?,
                }
            }
            CueKind::Noun => match cue.gender {
                Some(gender) => {
                    let forms = noun_forms(head, gender, cue.plural.as_deref());
                    self.add_lexeme(CueKind::Noun, head, 0, forms)?
                }
                None => return Err(rule_error("a noun needs a gender", "add `gender`")),
            },
            _ => {
                let forms = adjective_forms(head, cue.plural.as_deref());
                self.add_lexeme(CueKind::Adjective, head, 0, forms)?
            }
        };
        record.tails = self.add_tails(tail, cue.agrees);
        self.link(lexeme, id);
        Ok(())
    }

    fn add_tails(&mut self, tail: &str, agrees: bool) -> Range<u32> {
        let start = self.lexicon.tails.len() as u32;
        if tail.is_empty() {
            return start..start;
        }
        for mut variant in phrase_variants(tail, false) {
            let Some(last) = variant.pop() else { continue };
            let endings = if agrees {
                adjective_forms(&last, None).into_iter().map(|(form, _)| form).collect()
            } else {
                vec![last]
            };
            for ending in &endings {
                let words = variant.iter().map(String::as_str).chain([ending.as_str()]);
                let range = self.word_range(words);
                self.lexicon.tails.push(range);
            }
        }
        start..self.lexicon.tails.len() as u32
    }

    /// Adds `id` at the end of the lexeme's chain of cues.
    fn link(&mut self, lexeme: LexemeId, id: u16) {
        let lexicon = &mut *self.lexicon;
        let mut last = lexicon.lexemes[usize::from(lexeme.0)].first_cue;
        if last == NO_CUE {
            lexicon.lexemes[usize::from(lexeme.0)].first_cue = id;
            return;
        }
        while lexicon.cues[usize::from(last)].next != NO_CUE {
            last = lexicon.cues[usize::from(last)].next;
        }
        lexicon.cues[usize::from(last)].next = id;
    }

    fn add_lexeme(
        &mut self,
        kind: CueKind,
        lemma: &str,
        carries: u8,
        forms: Vec<(String, super::form::Form)>,
    ) -> Result<LexemeId, Error> {
        let id = match self.lexemes.get(&(kind, lemma.to_owned())) {
            Some(&known) => known,
            None => {
                let id = LexemeId(self.lexicon.lexemes.len() as u16);
                if usize::from(id.0) >= FormEntry::MAX_LEXEMES {
                    let most = FormEntry::MAX_LEXEMES;
                    return Err(rule_error(format!("there are over {most} words"), "use fewer"));
                }
                let text = self.text(lemma);
                self.lexicon.lexemes.push(Lexeme::from_parts(kind, carries, text, NO_CUE));
                self.lexemes.insert((kind, lemma.to_owned()), id);
                id
            }
        };
        let entry = |(word, form): (String, _)| (word_hash(&word), FormEntry { lexeme: id, form });
        self.lexicon.pending.extend(forms.into_iter().map(entry));
        Ok(id)
    }

    fn text(&mut self, lemma: &str) -> Range<u32> {
        let start = self.lexicon.lemmas.len() as u32;
        self.lexicon.lemmas.push_str(lemma);
        start..self.lexicon.lemmas.len() as u32
    }

    fn word_range<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Range<u32> {
        let start = self.lexicon.words.len() as u32;
        self.lexicon.words.extend(words.map(word_hash));
        start..self.lexicon.words.len() as u32
    }
}

fn head_and_tail(lemma: &str) -> (&str, &str) {
    lemma.split_once(' ').unwrap_or((lemma, ""))
}

/// The plain infinitive of `dirsi`, `opporsi`, `prendersela`; whether it is reflexive; whether it
/// has `la`.
fn infinitive(head: &str) -> (String, bool, bool) {
    let (stem, with_la) = match (head.strip_suffix("sela"), head.strip_suffix("si")) {
        (Some(stem), _) => (stem, true),
        (_, Some(stem)) => (stem, false),
        _ => return (head.to_owned(), false, false),
    };
    let ending = if stem.ends_with("or") || stem.ends_with("ur") { "re" } else { "e" };
    (format!("{stem}{ending}"), true, with_la)
}
