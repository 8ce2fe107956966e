//! What a token can be to a pattern, as bits of one word.

/// A set of classes.
pub(crate) type Classes = u128;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A class the engine knows; a rule file may add sets of its own after these.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Class { $($(#[$doc])* $variant),* }

        impl Class {
            /// Every class with its name in patterns, in order of its bit.
            pub(crate) const ALL: &'static [(Class, &'static str)] =
                &[$((Class::$variant, $name)),*];
        }
    };
}

classes! {
    /// A definite number.
    Card = "CARD",
    /// A number below eleven, in words.
    Small = "SMALL",
    /// A definite number that takes "di" before its noun ("due milioni").
    Scaled = "SCALED",
    /// A round number that takes "di" ("una decina").
    Rounded = "ROUNDED",
    /// An unknown number that takes "di" ("migliaia").
    Vague = "VAGUE",
    /// Plain digits, at most three.
    Digits = "DIGITS",
    /// A day of the month.
    Day = "DAY",
    /// A month in digits.
    MonthNumber = "MONTHNUMBER",
    /// A year in four digits.
    Year = "YEAR",
    /// A year that needs no preposition to be one.
    PlainYear = "PLAINYEAR",
    /// Two digits.
    ShortYear = "SHORTYEAR",
    /// `'68`
    CutYear = "CUTYEAR",
    /// An hour of the day.
    Hour = "HOUR",
    /// A minute of the hour.
    Minute = "MINUTE",
    /// `15.30`
    Clock = "CLOCK",
    /// `15:30`
    ColonClock = "COLONCLOCK",
    /// `12.09.2023`
    FullDate = "FULLDATE",
    /// `38°`
    Degree = "DEGREE",
    /// A masculine ordinal.
    OrdinalM = "ORDM",
    /// A feminine ordinal.
    OrdinalF = "ORDF",
    /// A Roman numeral.
    Roman = "ROMAN",
    /// "un", "una".
    One = "ONE",
    /// "mezzo".
    Half = "HALF",
    /// "milione".
    Scale = "SCALE",
    /// "decina".
    Collective = "COLLECTIVE",
    /// "decine".
    Collectives = "COLLECTIVES",
    /// "qualche".
    Few = "FEW",
    /// "45enne".
    Age = "AGE",
    /// "gennaio".
    Month = "MONTH",
    /// "gen."
    MonthCut = "MONTHCUT",
    /// "lunedì".
    Weekday = "WEEKDAY",
    /// "giorno".
    Unit = "UNIT",
    /// "giorni".
    Units = "UNITS",
    /// "mattina".
    Part = "PART",
    /// "estate".
    Season = "SEASON",
    /// "ieri".
    Deictic = "DEICTIC",
    /// "stamattina".
    PartOfToday = "TODAYPART",
    /// "Novanta", of the nineties.
    Tens = "TENS",
    /// "Novecento", of the twentieth century.
    Century = "CENTURY",
    /// "trimestre".
    Period = "PERIOD",
    /// "scorso".
    Last = "LAST",
    /// "prossimo".
    Next = "NEXT",
    /// "questo".
    This = "THIS",
    /// Any word.
    Word = "WORD",
    /// A capitalised word that is no function word.
    Capitalized = "CAP",
    /// A noun that is often capitalised ("Paesi").
    CapitalNoun = "CAPNOUN",
    /// A masculine singular noun, as far as its ending tells.
    NounM = "NOUNM",
    /// A feminine singular noun, as far as its ending tells.
    NounF = "NOUNF",
    /// A plural noun, as far as its ending tells.
    Nouns = "NOUNS",
    /// A function word: it is no noun, and can follow a whole phrase.
    Closed = "CLOSED",
    /// What can follow a whole phrase: punctuation, a function word, the sentence's end.
    End = "END",
    /// An opening bracket.
    Open = "OPEN",
    /// A closing bracket.
    Close = "CLOSE",
    /// A hyphen or dash.
    Hyphen = "HYPHEN",
    /// A word with which some pattern starts.
    Start = "START",
}

impl Class {
    /// The class as a set.
    #[inline]
    pub(crate) const fn bit(self) -> Classes {
        1 << self as u8
    }
}

/// The names of the classes, those of rule files included.
#[derive(Debug)]
pub(crate) struct ClassNames(Vec<String>);

impl ClassNames {
    pub(crate) fn new() -> Self {
        Self(Class::ALL.iter().map(|&(_, name)| name.to_owned()).collect())
    }

    /// The bit of the class with this name.
    pub(crate) fn get(&self, name: &str) -> Option<u8> {
        self.0.iter().position(|known| known == name).map(|bit| bit as u8)
    }

    /// The bit of a set with this name, which is new if need be; `None` where there is no bit left.
    pub(crate) fn define(&mut self, name: &str) -> Option<u8> {
        if let Some(bit) = self.get(name) {
            return Some(bit);
        }
        if self.0.len() >= Classes::BITS as usize {
            return None;
        }
        self.0.push(name.to_owned());
        Some(self.0.len() as u8 - 1)
    }
}

/// The engine's class of a bit; `None` where the bit is a set of a rule file.
#[inline]
pub(crate) fn class_of(bit: u8) -> Option<Class> {
    Class::ALL.get(usize::from(bit)).map(|&(class, _)| class)
}
