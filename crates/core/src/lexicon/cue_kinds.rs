//! The closed vocabulary of cue files: kinds, classes, what a cue governs, voices, sources.

use serde::{Deserialize, Serialize};

/// Declares an enum whose names are the words of the data files, in order.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word of the data files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value of this number, where there is one.
            pub fn from_number(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }
    };
}

words! {
    /// What sort of expression a cue is.
    CueKind {
        /// A verb or an idiom headed by one: `dire`, `tagliare corto`, `dirsi`.
        Verb = "verb",
        /// A noun: `accusa`.
        Noun = "noun",
        /// An adjective: `convinto`.
        Adjective = "adjective",
        /// A preposition or phrase that names whose information it is: `secondo`, `a detta di`.
        Evidential = "evidential",
        /// Any other fixed phrase: `parola di`, `queste le parole di`.
        Phrase = "phrase",
    }
}

words! {
    /// What someone does who is cited with a cue.
    CueClass {
        /// `dire`, `affermare`
        Say = "say",
        /// `scrivere`, `twittare`
        Write = "write",
        /// `chiedere`, `domandarsi`
        Ask = "ask",
        /// `rispondere`, `replicare`
        Answer = "answer",
        /// `annunciare`, `fare sapere`
        Announce = "announce",
        /// `spiegare`, `precisare`, `ricordare`
        Explain = "explain",
        /// `aggiungere`, `proseguire`, `concludere`: the same speaker goes on.
        Add = "add",
        /// `confermare`, `ammettere`
        Confirm = "confirm",
        /// `negare`, `smentire`
        Deny = "deny",
        /// `accusare`, `denunciare`, `attaccare`
        Accuse = "accuse",
        /// `promettere`, `assicurare`
        Promise = "promise",
        /// `avvertire`, `minacciare`
        Warn = "warn",
        /// `proporre`, `consigliare`
        Propose = "propose",
        /// `pensare`, `ritenere`, `ipotizzare`
        Think = "think",
        /// `sperare`, `augurarsi`, `auspicare`
        Hope = "hope",
        /// `ordinare`, `invitare`, `esigere`
        Order = "order",
        /// `definire`, `bollare`
        Describe = "describe",
        /// `lamentarsi`, `dirsi soddisfatto`, `temere`
        Feel = "feel",
        /// `mostrare`, `rivelare`, `emergere`: a study or document says it.
        Show = "show",
        /// `apprendere`: someone has it from another.
        Hear = "hear",
        /// `secondo`, `a detta di`
        Evidential = "evidential",
    }
}

words! {
    /// How a cue commits its source to the content; kinds of content decide the rest.
    Stance {
        /// The source vouches for it.
        Asserted = "asserted",
        /// The source has it from others or nobody vouches (`si vocifera`).
        Hearsay = "hearsay",
        /// `negare`
        Denied = "denied",
        /// `chiedere`
        Asked = "asked",
        /// `ordinare`
        Ordered = "ordered",
        /// `promettere`
        Promised = "promised",
    }
}

impl CueClass {
    /// The stance of a cue of this class that does not give its own.
    pub const fn stance(self) -> Stance {
        match self {
            Self::Ask => Stance::Asked,
            Self::Deny => Stance::Denied,
            Self::Order => Stance::Ordered,
            Self::Promise => Stance::Promised,
            _ => Stance::Asserted,
        }
    }
}

words! {
    /// What can be the content of a cue.
    Govern {
        /// Words in quotation marks before, after or around it.
        Quotation = "quotation",
        /// A clause with `che`.
        Che = "che",
        /// `di` and infinitive.
        Di = "di",
        /// `a` and infinitive.
        A = "a",
        /// An indirect question: `se`, `come`, `perché`, `quanto`, `chi`, `dove`, `cosa`, `quale`.
        Se = "se",
        /// What is said of the object or, of a reflexive, of the subject: `lo definisce un
        /// rischio`, `si è detto soddisfatto`.
        Predicate = "predicate",
        /// The same after `come` or `da`: `la descrive come un rischio`, `lo bolla come falso`.
        Come = "come",
        /// A bare infinitive: `propone`, `sostiene essere`.
        Infinitive = "infinitive",
        /// The clause the cue stands in (evidentials): `secondo X, piove`.
        Clause = "clause",
        /// A cue verb that follows: `secondo quanto` + `riferisce`, `come` + `riporta`.
        Verb = "verb",
    }
}

words! {
    /// In which voice a verb is a cue.
    Voice {
        /// `ha detto`
        Active = "active",
        /// `è stato detto`, `viene chiesto`
        Passive = "passive",
        /// Impersonal: `si dice`, `si legge`
        Si = "si",
    }
}

words! {
    /// Where the source of a cue stands.
    SourceAt {
        /// The subject of the verb, or who the adjective is about.
        Subject = "subject",
        /// After `da`: `trapela dal ministero`, `emerge dai dati`.
        Da = "da",
        /// After `in`: `si legge nella nota`.
        In = "in",
        /// After `di`, or a possessive: `l'accusa di Rossi`, `la sua accusa`.
        Di = "di",
        /// Right after the phrase: `secondo Rossi`.
        After = "after",
        /// In the phrase itself or nowhere: `a suo dire`, `si vocifera`.
        None = "none",
    }
}

/// A small set of the values of one of the enums above.
macro_rules! set_of {
    ($(#[$meta:meta])* $name:ident of $item:ident in $bits:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub struct $name($bits);

        impl $name {
            /// Whether `item` is in the set.
            #[inline]
            pub const fn contains(self, item: $item) -> bool {
                self.0 >> (item as u8) & 1 == 1
            }

            /// The values of the set, in order.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                $item::ALL.iter().copied().filter(move |&item| self.contains(item))
            }

            /// Whether nothing is in the set.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            pub(crate) const fn to_bits(self) -> $bits {
                self.0
            }

            pub(crate) fn from_bits(bits: $bits) -> Option<Self> {
                (u32::from(bits) >> $item::ALL.len() == 0).then_some(Self(bits))
            }
        }

        impl FromIterator<$item> for $name {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                Self(items.into_iter().fold(0, |bits, item| bits | 1 << (item as u8)))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }
    };
}

set_of! {
    /// What a cue governs.
    Governs of Govern in u16
}

set_of! {
    /// The voices in which a verb is a cue.
    Voices of Voice in u8
}
