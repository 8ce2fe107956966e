//! The classes of the words that build a clause: closed classes from data, open ones by their ending.

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::lexicon::form::Mood;
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::lexicon::verb_forms::{VerbFlags, VerbForms};
use crate::lexicon::{CueKind, CueLexicon, read_toml, word_hash};
use crate::resolve::words::SourceWords;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $(, $word:literal)?;)*) => {
        impl Classes {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*

            /// The class that data files call `word`.
            fn named(word: &str) -> Option<Self> {
                match word { $($($word => Some(Self::$name),)?)* _ => None }
            }
        }
    };
}

classes! {
    ARTICLE = 0, "article";
    /// "di", also fused with an article.
    DI = 1, "di";
    A = 2, "a";
    DA = 3, "da";
    IN = 4, "in";
    PREPOSITION = 5, "preposition";
    CLITIC = 6, "clitic";
    NEGATION = 7, "negation";
    ADVERB = 8, "adverb";
    COORDINATOR = 9, "coordinator";
    SUBORDINATOR = 10, "subordinator";
    RELATIVE = 11, "relative";
    /// Words that open an indirect question.
    QUESTION = 12, "question";
    PRONOUN = 13, "pronoun";
    DEMONSTRATIVE = 14, "demonstrative";
    POSSESSIVE = 15, "possessive";
    QUANTIFIER = 16, "quantifier";
    /// Nouns and adverbs of time.
    TIME = 17, "time";
    /// Nouns of those to whom statements are made.
    ADDRESSEE = 18, "addressee";
    /// A finite verb form.
    FINITE = 19;
    PARTICIPLE = 20;
    GERUND = 21;
    INFINITIVE = 22;
    /// A form of a verb that is a cue or heads one.
    CUE_VERB = 23;
    CUE_NOUN = 24;
    CUE_ADJECTIVE = 25;
    /// A form of a verb that stands before others.
    HELPER = 26;
    /// A form of the lexicon (its verb classes are known, not guessed).
    KNOWN = 27;
    /// A finite form in the conditional.
    CONDITIONAL = 28;
    /// A finite form of the first person that is no form of another.
    FIRST_PERSON = 29;
    /// A noun of persons by what they are ("ministro", "testimone").
    PERSONAL = 30;
    /// A noun of bodies ("azienda", "procura").
    BODY = 31;
    /// A noun of what is said or written ("nota", "rapporto").
    SPEECH = 32;
    /// Names of persons, of bodies, of places.
    PERSON_NAME = 33;
    BODY_NAME = 34;
    PLACE_NAME = 35;
    /// A verb form that is as often a noun or adjective: what it is here shows beside it.
    HOMOGRAPH = 36;
    /// A finite form in a past tense.
    PAST = 37;
}

impl Classes {
    /// Whether any class of `other` is in the set.
    #[inline]
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that are in `other` too, as bits.
    #[inline]
    pub(crate) const fn only(self, other: Self) -> u64 {
        self.0 & other.0
    }

    /// The classes that are not in `other`.
    #[inline]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The union.
    #[inline]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// A determiner of a noun.
    pub(crate) const DETERMINER: Self =
        Self::ARTICLE.and(Self::DEMONSTRATIVE).and(Self::POSSESSIVE).and(Self::QUANTIFIER);

    /// A noun of those who speak, or of what they say.
    pub(crate) const SOURCE_NOUN: Self = Self::PERSONAL.and(Self::BODY).and(Self::SPEECH);

    /// Those who can speak, by name, by what they are, or by a pronoun.
    pub(crate) const SPEAKER: Self = Self::SOURCE_NOUN
        .and(Self::PERSON_NAME)
        .and(Self::BODY_NAME)
        .and(Self::PLACE_NAME)
        .and(Self::PRONOUN);

    /// Any form of a verb.
    pub(crate) const VERB: Self =
        Self::FINITE.and(Self::PARTICIPLE).and(Self::GERUND).and(Self::INFINITIVE);

    /// Words that are never the noun of a phrase.
    pub(crate) const FUNCTION: Self = Self::ARTICLE
        .and(Self::PREPOSITION)
        .and(Self::CLITIC)
        .and(Self::NEGATION)
        .and(Self::ADVERB)
        .and(Self::COORDINATOR)
        .and(Self::SUBORDINATOR)
        .and(Self::RELATIVE);
}

/// The word classes of a language: closed ones and nouns of sources by list, roles by the gazetteer,
/// verbs by their forms.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Sorted by hash.
    words: Vec<(u64, Classes)>,
    gazetteer: Gazetteer,
    verbs: VerbForms,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    name: String,
    words: Vec<String>,
}

impl Vocabulary {
    /// Reads the classes of a TOML file, and adds those of the nouns of `sources`.
    pub(crate) fn from_toml(
        path: &str,
        text: &str,
        gazetteer: Gazetteer,
        sources: &SourceWords,
    ) -> Result<Self, Error> {
        let file: File = read_toml(path, text)?;
        let mut words: Vec<(u64, Classes)> = Vec::new();
        for class in &file.class {
            let bit = Classes::named(&class.name).ok_or_else(|| {
                let what = format!("unknown class `{}`", class.name);
                Error::new(ErrorKind::Rule, what, "use a class that vocabulary.rs names")
                    .at(path, None)
            })?;
            words.extend(class.words.iter().map(|word| (word_hash(word), bit)));
        }
        words.extend(sources.nouns());
        words.sort_unstable_by_key(|&(word, classes)| (word, classes.0));
        words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.and(next.1);
            }
            same
        });
        // What builds a clause is no noun in it.
        for (_, classes) in words.iter_mut().filter(|(_, it)| it.has(Classes::FUNCTION)) {
            *classes = classes.without(Classes::SOURCE_NOUN);
        }
        Ok(Self { words, gazetteer, verbs: VerbForms::italian()? })
    }

    /// The classes of a word, by the closed lists, the cue lexicon and, where neither knows it, its
    /// ending. `form` is the word as it stands.
    pub(crate) fn classify(&self, word: u64, form: &str, cues: &CueLexicon) -> Classes {
        let mut classes = match self.words.binary_search_by_key(&word, |&(word, _)| word) {
            Ok(at) => self.words[at].1,
            Err(_) => Classes::default(),
        };
        let closed = classes.has(Classes::FUNCTION);
        for entry in cues.forms(word) {
            let lexeme = cues.lexeme(entry.lexeme);
            classes = classes.and(Classes::KNOWN).and(match entry.form.mood() {
                Mood::Nominal if lexeme.kind == CueKind::Noun => Classes::CUE_NOUN,
                Mood::Nominal => Classes::CUE_ADJECTIVE,
                Mood::Infinitive => Classes::INFINITIVE,
                Mood::Gerund => Classes::GERUND,
                Mood::PastParticiple => Classes::PARTICIPLE,
                Mood::PresentParticiple | Mood::Imperative => Classes::default(),
                Mood::Conditional => Classes::FINITE.and(Classes::CONDITIONAL),
                Mood::Indicative | Mood::Subjunctive => Classes::FINITE,
            });
            if lexeme.kind == CueKind::Verb {
                let heads_cue = cues.cues_of(entry.lexeme).next().is_some();
                classes =
                    classes.and(if heads_cue { Classes::CUE_VERB } else { Classes::default() });
                classes = classes.and(if lexeme.is_helper() {
                    Classes::HELPER
                } else {
                    Classes::default()
                });
            }
        }
        let finite = |person: bool| {
            let mut forms = cues
                .forms(word)
                .filter(|entry| matches!(entry.form.mood(), Mood::Indicative | Mood::Conditional));
            forms.any(|entry| (entry.form.person() == 1) == person)
        };
        let noun = Classes::CUE_NOUN.and(Classes::CUE_ADJECTIVE).and(Classes::PARTICIPLE);
        if finite(true) && !finite(false) && !classes.has(noun) && !closed {
            classes = classes.and(Classes::FIRST_PERSON);
        }
        if closed {
            return classes;
        }
        if self.gazetteer.lists_of([word]).meets(Lists::ROLE) {
            classes = classes.and(Classes::PERSONAL);
        }
        if classes.has(Classes::KNOWN) {
            return classes;
        }
        // A capital at the start of a sentence says nothing, but names are no verbs.
        if form.starts_with(char::is_uppercase) {
            return classes;
        }
        match self.verbs.get(word) {
            flags if flags.is_empty() => classes.and(by_ending(form)),
            flags => classes.and(of_verb(flags)),
        }
    }
}

/// The classes of a verb form.
fn of_verb(flags: VerbFlags) -> Classes {
    let classes = [
        (VerbFlags::FINITE, Classes::FINITE),
        (VerbFlags::CONDITIONAL, Classes::CONDITIONAL),
        (VerbFlags::FIRST_PERSON, Classes::FIRST_PERSON),
        (VerbFlags::PAST, Classes::PAST),
        (VerbFlags::PARTICIPLE, Classes::PARTICIPLE),
        (VerbFlags::GERUND, Classes::GERUND),
        (VerbFlags::INFINITIVE, Classes::INFINITIVE),
        (VerbFlags::ALSO_NOUN, Classes::HOMOGRAPH),
    ];
    let first = flags.has(VerbFlags::FIRST_PERSON)
        && (flags.has(VerbFlags::PARTICIPLE) || flags.has(VerbFlags::ALSO_NOUN));
    classes
        .into_iter()
        .filter(|&(flag, class)| flags.has(flag) && !(first && class == Classes::FIRST_PERSON))
        .fold(Classes::default(), |all, (_, class)| all.and(class))
}

/// Endings of which nearly every long enough word is a verb form.
const ENDINGS: [(&str, Classes); 36] = [
    ("rebbe", Classes::FINITE.and(Classes::CONDITIONAL)),
    ("rebbero", Classes::FINITE.and(Classes::CONDITIONAL)),
    ("ranno", Classes::FINITE),
    ("rà", Classes::FINITE),
    ("arono", Classes::FINITE),
    ("erono", Classes::FINITE),
    ("irono", Classes::FINITE),
    ("avano", Classes::FINITE),
    ("evano", Classes::FINITE),
    ("ivano", Classes::FINITE),
    ("ava", Classes::FINITE),
    ("eva", Classes::FINITE),
    ("iscono", Classes::FINITE),
    ("isce", Classes::FINITE),
    ("assero", Classes::FINITE),
    ("essero", Classes::FINITE),
    ("ò", Classes::FINITE),
    ("ando", Classes::GERUND),
    ("endo", Classes::GERUND),
    ("andosi", Classes::GERUND),
    ("endosi", Classes::GERUND),
    ("are", Classes::INFINITIVE),
    ("ere", Classes::INFINITIVE),
    ("ire", Classes::INFINITIVE),
    ("arsi", Classes::INFINITIVE),
    ("ersi", Classes::INFINITIVE),
    ("irsi", Classes::INFINITIVE),
    ("arlo", Classes::INFINITIVE),
    ("arla", Classes::INFINITIVE),
    ("ato", Classes::PARTICIPLE),
    ("ata", Classes::PARTICIPLE),
    ("ati", Classes::PARTICIPLE),
    ("ate", Classes::PARTICIPLE),
    ("uto", Classes::PARTICIPLE),
    ("uta", Classes::PARTICIPLE),
    ("ito", Classes::PARTICIPLE),
];

fn by_ending(form: &str) -> Classes {
    if form.len() < 5 || !form.starts_with(|c: char| c.is_lowercase()) {
        return Classes::default();
    }
    if form.ends_with("mente") {
        return Classes::ADVERB;
    }
    let found = ENDINGS.iter().find(|(ending, _)| form.ends_with(ending));
    found.map_or(Classes::default(), |&(_, classes)| classes)
}
