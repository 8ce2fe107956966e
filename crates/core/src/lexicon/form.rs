//! What a word form says about mood, tense, person, number, gender and clitics, in one word.

/// The mood of a verb form, or [`Mood::Nominal`] for a noun or adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Mood {
    /// `dice`, `disse`
    Indicative,
    /// `dica`, `dicesse`
    Subjunctive,
    /// `direbbe`
    Conditional,
    /// `di'`, `dite`
    Imperative,
    /// `dire`, `dirgli`
    Infinitive,
    /// `dicendo`
    Gerund,
    /// `detto`
    PastParticiple,
    /// `dicente`
    PresentParticiple,
    /// Not a verb form: `accusa`, `convinto`
    Nominal,
}

/// The tense of a finite verb form; other moods have [`Tense::Present`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tense {
    /// `dice`
    Present,
    /// `diceva`
    Imperfect,
    /// `disse`
    RemotePast,
    /// `dirà`
    Future,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Number {
    /// One.
    Singular = 1,
    /// Many.
    Plural = 2,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Gender {
    /// `detta`
    Feminine = 1,
    /// `detto`
    Masculine = 2,
}

/// A pronoun written as one word with its verb (`dirgli`, `dicendosi`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Clitic {
    Mi = 1,
    Ti,
    Si,
    Ci,
    Vi,
    Gli,
    Lo,
    La,
    Li,
    Le,
    Ne,
}

/// The grammar of one word form, packed; 20 bits are in use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Form(u32);

const TENSE: u32 = 4;
const PERSON: u32 = 6;
const NUMBER: u32 = 8;
const GENDER: u32 = 10;
const FIRST: u32 = 12;
const OBJECT: u32 = 15;
const CUT: u32 = 18;

impl Form {
    /// Bits that may be set.
    pub(crate) const BITS: u32 = 19;

    /// A finite form.
    pub const fn finite(mood: Mood, tense: Tense, person: u8, number: Number) -> Self {
        Self(
            mood as u32
                | (tense as u32) << TENSE
                | (person as u32) << PERSON
                | (number as u32) << NUMBER,
        )
    }

    /// An infinitive or a gerund.
    pub const fn bare(mood: Mood) -> Self {
        Self(mood as u32)
    }

    /// A participle, noun or adjective; no gender where both are meant.
    pub const fn agreeing(mood: Mood, gender: Option<Gender>, number: Number) -> Self {
        let gender = match gender {
            Some(gender) => gender as u32,
            None => 0,
        };
        Self(mood as u32 | (number as u32) << NUMBER | gender << GENDER)
    }

    /// The same form with one or two pronouns at its end.
    #[must_use]
    pub const fn with_clitics(self, first: Option<Clitic>, object: Option<Clitic>) -> Self {
        let first = match first {
            Some(clitic) => clitic as u32,
            None => 0,
        };
        let object = match object {
            Some(clitic) => clitic as u32 - Clitic::Gli as u32,
            None => 0,
        };
        Self(self.0 & !(0x3f << FIRST) | first << FIRST | object << OBJECT)
    }

    /// The same form without its last vowel or syllable (`dir`, `han`).
    #[must_use]
    pub const fn truncated(self) -> Self {
        Self(self.0 | 1 << CUT)
    }

    pub(crate) const fn to_bits(self) -> u32 {
        self.0
    }

    /// The form of these bits, where they are one.
    pub(crate) const fn from_bits(bits: u32) -> Option<Self> {
        let number = bits >> NUMBER & 3;
        let gender = bits >> GENDER & 3;
        let first = bits >> FIRST & 7;
        let object = bits >> OBJECT & 7;
        if bits >> Self::BITS != 0
            || bits & 15 > Mood::Nominal as u32
            || number == 3
            || gender == 3
            || first > 6
            || object > 5
        {
            return None;
        }
        Some(Self(bits))
    }

    /// The mood.
    #[inline]
    pub const fn mood(self) -> Mood {
        match self.0 & 15 {
            0 => Mood::Indicative,
            1 => Mood::Subjunctive,
            2 => Mood::Conditional,
            3 => Mood::Imperative,
            4 => Mood::Infinitive,
            5 => Mood::Gerund,
            6 => Mood::PastParticiple,
            7 => Mood::PresentParticiple,
            _ => Mood::Nominal,
        }
    }

    /// The tense.
    #[inline]
    pub const fn tense(self) -> Tense {
        match self.0 >> TENSE & 3 {
            0 => Tense::Present,
            1 => Tense::Imperfect,
            2 => Tense::RemotePast,
            _ => Tense::Future,
        }
    }

    /// The person, 1 to 3, of a finite form; 0 for any other.
    #[inline]
    pub const fn person(self) -> u8 {
        (self.0 >> PERSON & 3) as u8
    }

    /// The number, where the form has one.
    #[inline]
    pub const fn number(self) -> Option<Number> {
        match self.0 >> NUMBER & 3 {
            1 => Some(Number::Singular),
            2 => Some(Number::Plural),
            _ => None,
        }
    }

    /// The gender of a participle, noun or adjective, where the form shows it.
    #[inline]
    pub const fn gender(self) -> Option<Gender> {
        match self.0 >> GENDER & 3 {
            1 => Some(Gender::Feminine),
            2 => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// The pronoun at the end that may be dative or reflexive: `mi ti si ci vi gli`.
    #[inline]
    pub const fn first_clitic(self) -> Option<Clitic> {
        match self.0 >> FIRST & 7 {
            1 => Some(Clitic::Mi),
            2 => Some(Clitic::Ti),
            3 => Some(Clitic::Si),
            4 => Some(Clitic::Ci),
            5 => Some(Clitic::Vi),
            6 => Some(Clitic::Gli),
            _ => None,
        }
    }

    /// The pronoun at the end that is an object: `lo la li le ne` (a lone `le` may also be dative).
    #[inline]
    pub const fn object_clitic(self) -> Option<Clitic> {
        match self.0 >> OBJECT & 7 {
            1 => Some(Clitic::Lo),
            2 => Some(Clitic::La),
            3 => Some(Clitic::Li),
            4 => Some(Clitic::Le),
            5 => Some(Clitic::Ne),
            _ => None,
        }
    }

    /// Whether the reflexive or impersonal `si` is written with the form.
    #[inline]
    pub const fn has_si(self) -> bool {
        matches!(self.first_clitic(), Some(Clitic::Si))
    }

    /// Whether any pronoun is written with the form.
    #[inline]
    pub const fn has_clitic(self) -> bool {
        self.0 >> FIRST & 0x3f != 0
    }

    /// Whether the form has lost its last vowel or syllable.
    #[inline]
    pub const fn is_truncated(self) -> bool {
        self.0 >> CUT & 1 == 1
    }

    /// Whether the form has person and tense.
    #[inline]
    pub const fn is_finite(self) -> bool {
        (self.0 & 15) <= Mood::Imperative as u32
    }

    /// Whether the form is a finite third person.
    #[inline]
    pub const fn is_third_person(self) -> bool {
        self.person() == 3
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.mood())?;
        if self.is_finite() {
            write!(f, " {:?} {}", self.tense(), self.person())?;
        }
        if let Some(gender) = self.gender() {
            write!(f, " {gender:?}")?;
        }
        if let Some(number) = self.number() {
            write!(f, " {number:?}")?;
        }
        for clitic in [self.first_clitic(), self.object_clitic()].into_iter().flatten() {
            write!(f, " +{clitic:?}")?;
        }
        if self.is_truncated() { f.write_str(" cut") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_what_is_packed_into_it() {
        let form = Form::finite(Mood::Subjunctive, Tense::Imperfect, 3, Number::Plural);
        assert_eq!(
            (form.mood(), form.tense(), form.person(), form.number(), form.gender()),
            (Mood::Subjunctive, Tense::Imperfect, 3, Some(Number::Plural), None)
        );
        let form = Form::agreeing(Mood::PastParticiple, Some(Gender::Feminine), Number::Singular)
            .with_clitics(Some(Clitic::Si), None);
        assert!(form.has_si() && form.gender() == Some(Gender::Feminine) && !form.is_finite());
        let form = Form::bare(Mood::Infinitive).with_clitics(Some(Clitic::Gli), Some(Clitic::Ne));
        assert_eq!(form.first_clitic(), Some(Clitic::Gli));
        assert_eq!(form.object_clitic(), Some(Clitic::Ne));
        assert_eq!(Form::from_bits(form.truncated().to_bits()), Some(form.truncated()));
        assert_eq!(Form::from_bits(15), None);
        assert_eq!(Form::from_bits(u32::MAX), None);
    }
}
