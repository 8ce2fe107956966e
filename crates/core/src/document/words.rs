//! The enums of the JSON document, each value with the word that stands for it.

use serde::{Deserialize, Serialize};

/// An enum whose variants are words of the JSON document.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that stands for it in the JSON document.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                match word { $($word => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What part of an article a section is.
    SectionKind {
        /// The article's title.
        Headline = "headline",
        /// A title inside the article, or a kicker.
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// Who wrote it.
        Byline = "byline",
        /// What the page adds: sign-offs, credits, newsletter and social lines. Nothing is extracted from it.
        Boilerplate = "boilerplate",
    }
}

words! {
    /// What a mention refers to.
    MentionType {
        /// A person or named animal or character.
        Person = "person",
        /// A company, institution, party, team, newspaper, body.
        Organization = "organization",
        /// A country, region or city.
        Gpe = "gpe",
        /// A mountain, river, sea, continent, area.
        Location = "location",
        /// A building, street, airport, stadium.
        Facility = "facility",
        /// A named event.
        Event = "event",
        /// A product, vehicle, weapon, law, treaty.
        Product = "product",
        /// The title of a book, film, song, programme.
        Work = "work",
        /// An adjective or noun of origin ("nordcoreano").
        Demonym = "demonym",
    }
}

words! {
    /// How a mention refers.
    MentionForm {
        /// By a proper name.
        Name = "name",
        /// By a description ("il ministro").
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

words! {
    /// What found a mention.
    MentionSource {
        /// The linear model.
        Tagger = "tagger",
        /// A gazetteer.
        Gazetteer = "gazetteer",
        /// A rule.
        Rule = "rule",
    }
}

words! {
    /// Grammatical or natural gender of a person, where the article or the name shows it.
    Gender {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

words! {
    /// How much of a quote stands in quotation marks.
    QuoteKind {
        /// All of it.
        Direct = "direct",
        /// A paraphrase with words in marks.
        Mixed = "mixed",
        /// None.
        Indirect = "indirect",
    }
}

words! {
    /// How the speaker was found.
    SpeakerVia {
        /// Named beside the cue.
        Explicit = "explicit",
        /// A pronoun, description or null subject, resolved.
        Coreference = "coreference",
        /// The same speaker goes on.
        Continuation = "continuation",
        /// Named in an apposition of the source.
        Apposition = "apposition",
    }
}

words! {
    /// Whether one or many speak.
    SpeakerNumber {
        /// One.
        One = "one",
        /// More than one.
        Many = "many",
    }
}

words! {
    /// What the attribution says of the content.
    Certainty {
        /// The very words.
        Verbatim = "verbatim",
        /// Told in the author's words.
        Paraphrase = "paraphrase",
        /// Passed on with distance: evidentials, impersonals, unnamed sources.
        Hearsay = "hearsay",
        /// The source denies it.
        Denied = "denied",
        /// The source asks it.
        Asked = "asked",
        /// The source orders it.
        Ordered = "ordered",
        /// The source promises or threatens it.
        Promised = "promised",
    }
}

words! {
    /// Where the source spoke.
    Channel {
        /// An interview.
        Interview = "interview",
        /// A statement or press release.
        Statement = "statement",
        /// A social network.
        Social = "social",
        /// A newspaper, agency or broadcaster.
        Press = "press",
        /// A court.
        Court = "court",
        /// A document, report, study or poll.
        Document = "document",
    }
}

words! {
    /// The kinds of a time expression, as in TIMEX3.
    TimeType {
        /// A calendar date.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
}

words! {
    /// What a quantity measures.
    QuantityKind {
        /// Things counted.
        Count = "count",
        /// A rank in an order.
        Ordinal = "ordinal",
        /// A share of a hundred.
        Percent = "percent",
        /// A sum of money; the unit is its ISO 4217 code.
        Money = "money",
        /// A speed.
        Speed = "speed",
        /// A length or distance.
        Length = "length",
        /// An area.
        Area = "area",
        /// A volume.
        Volume = "volume",
        /// A mass.
        Mass = "mass",
        /// A temperature.
        Temperature = "temperature",
        /// An age of a person.
        Age = "age",
        /// Votes.
        Votes = "votes",
        /// A score of a match.
        Score = "score",
        /// Power, energy, data and other measures.
        Measure = "measure",
    }
}

words! {
    /// How an approximate marker bounds a value.
    Bound {
        /// "circa", "quasi": near it.
        About = "about",
        /// "almeno": it or more.
        AtLeast = "at_least",
        /// "al massimo", "fino a": it or less.
        AtMost = "at_most",
        /// "oltre", "più di": more.
        MoreThan = "more_than",
        /// "meno di": less.
        LessThan = "less_than",
    }
}
