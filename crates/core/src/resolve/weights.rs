//! What makes it likely that somebody is meant.
//!
//! The weights are those of a conditional logit over the candidates of each question in the
//! training articles, rounded; `docs/coreference.md` says how they were found.

/// What asks who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A cue without a source: "Ha poi aggiunto".
    Null,
    /// Words in marks without a cue.
    Bare,
    /// "lui", "questi".
    Pronoun,
    /// A description of a person: "il ministro".
    Person,
    /// A description of a body: "l'azienda".
    Body,
    /// A noun that the lexicons do not know as one who speaks.
    Thing,
}

/// Ways to ask.
const WAYS: usize = 6;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $weights:expr;)*) => {
        /// What is known of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature { $($(#[$doc])* $name),* }

        /// How many features there are.
        pub(crate) const FEATURES: usize = [$(Feature::$name),*].len();

        /// How much each feature weighs where a cue, bare words, a pronoun, a description of a
        /// person, one of a body or a thing asks.
        const WEIGHTS: [[f32; WAYS]; FEATURES] = [$($weights),*];
    };
}

features! {
    SameSentence = [0.3, 0.6, 0.5, 0.4, 0.4, 0.3];
    LastSentence = [0.3, -0.2, 0.5, 0.7, 0.6, 0.3];
    FewSentences = [-0.6, -0.4, -0.4, -0.2, -0.4, 0.0];
    Far = [-0.1, -0.1, -0.3, -0.2, 0.1, -0.5];
    /// The logarithm of the distance in sentences.
    Distance = [-1.6, -1.9, -1.5, -1.0, -0.8, -1.6];
    /// Only behind the question, in its sentence.
    Behind = [0.5, 0.5, 0.1, -0.4, -0.2, 0.4];
    Subject = [-0.2, 0.1, -0.3, -0.5, 0.2, 0.1];
    /// Under a preposition.
    Oblique = [-0.5, -1.0, -1.0, -0.4, -0.7, -0.6];
    /// At the front of a sentence.
    Initial = [0.8, 0.5, 0.1, -0.1, 0.5, 0.3];
    /// In another's quotation.
    Quoted = [-2.3, -2.5, -2.2, -2.0, -2.2, -2.3];
    SameQuotation = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    /// The logarithm of how often the article names him.
    Often = [0.5, 0.4, 0.9, 1.1, 0.9, 0.6];
    /// Named in the headline or at the start.
    Leading = [-0.2, 0.1, 0.2, 0.1, 1.2, 0.0];
    LastSpeaker = [0.6, 0.0, 0.4, 0.8, 0.2, 0.8];
    EarlierSpeaker = [0.4, 0.5, 0.3, 0.9, 0.5, 0.6];
    LastSubject = [-0.1, -0.5, -0.2, -0.2, -0.2, -0.4];
    /// The last subject, after the last speaker.
    NewSubject = [0.7, 0.6, 1.2, 1.1, 0.9, 0.7];
    SubjectHere = [-1.1, -0.3, -0.5, -0.2, -0.4, -0.3];
    InitialHere = [0.7, 1.4, 1.2, 1.3, 1.1, 1.1];
    /// In the sentence of a gerund or infinitive.
    HereOfVerb = [0.4, 0.5, 0.6, 0.4, 0.5, 0.8];
    /// In the phrase that was taken for the source.
    InPhrase = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
    /// Right behind the cue: "riferito da", "la richiesta di".
    By = [2.4, 2.0, 2.0, 2.0, 2.0, 2.0];
    Of = [0.9, 0.8, 0.8, 0.8, 0.8, 0.8];
    RightBehind = [-0.7, -1.1, -0.8, -0.8, -0.8, -0.6];
    Body = [-0.8, -0.8, -1.0, -0.9, -0.7, -1.4];
    Place = [-2.5, -2.2, -2.2, -2.2, -2.3, -2.1];
    Unnamed = [-0.1, -0.5, 0.0, 0.1, -0.3, -0.8];
    Several = [0.2, 0.2, 0.2, 0.2, 0.2, 0.3];
    Nearest = [0.1, 0.0, -0.3, 0.2, 0.1, 0.6];
    SameGender = [0.8, 0.8, 0.9, 1.0, 0.8, 0.8];
    OtherSection = [-0.6, -0.6, -0.6, -0.6, -0.7, -0.6];
    /// The article says of him what the phrase says.
    Described = [1.5, 1.5, 1.5, 3.0, 1.3, 1.5];
    /// The article says something like it.
    Resembled = [0.3, 0.3, 0.3, 0.1, 0.6, 0.3];
    /// The article gives him another role.
    OtherRole = [-0.3, -0.3, -0.3, -0.3, -0.3, -0.3];
    /// The phrase itself, as it stands.
    Itself = [-0.4, -0.4, -0.4, -0.3, -0.5, -0.5];
    Office = [1.4, 1.4, 1.4, 1.7, 1.4, 1.4];
    Role = [0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
    Human = [-1.2, -1.2, -1.2, -1.5, -1.2, -1.2];
    Group = [-0.1, -0.1, -0.1, -0.1, -0.2, -0.1];
    NoRole = [-0.5, -0.5, -0.5, -0.5, -0.6, -0.6];
    /// "il texano", "il 45enne"
    Epithet = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    Qualified = [0.8, 0.8, 0.8, 0.7, 1.0, 1.0];
    NotDefinite = [0.4, 0.4, 0.4, 0.6, 0.6, 0.2];
    Indefinite = [0.8, 0.8, 0.8, 1.2, 1.0, 0.5];
    WrongNumber = [-1.1, -1.1, -1.1, -1.1, -1.1, -1.4];
    RightNumber = [0.5, 0.5, 0.5, 0.7, 0.5, 0.6];
    Verb = [0.2, 0.2, 0.2, -0.1, -0.1, 0.9];
    Speech = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    Lexical = [-0.2, -0.2, -0.2, -0.2, -0.3, -0.2];
    Beside = [0.9, 0.9, 0.9, 0.8, 0.8, 1.4];
    Plural = [1.5, 1.5, 1.5, 1.0, 1.6, 2.1];
}

/// How much the features of a candidate weigh where `asked` asks.
pub(crate) fn weigh(asked: Asked, features: &[f32; FEATURES]) -> f32 {
    let pairs = features.iter().zip(&WEIGHTS);
    pairs.map(|(value, weights)| value * weights[asked as usize]).sum()
}
