//! Italian conjugation: every form of a verb, with the pronouns that are written with it.

use super::form::{Clitic, Form, Gender, Mood, Number, Tense};
use super::verbs::{Conjugation, Paradigm};

const PERSONS: [(u8, Number); 6] = [
    (1, Number::Singular),
    (2, Number::Singular),
    (3, Number::Singular),
    (1, Number::Plural),
    (2, Number::Plural),
    (3, Number::Plural),
];

const FUTURE: [&str; 6] = ["ò", "ai", "à", "emo", "ete", "anno"];
const CONDITIONAL: [&str; 6] = ["ei", "esti", "ebbe", "emmo", "este", "ebbero"];

const SINGLE: [(&str, Option<Clitic>, Option<Clitic>); 11] = [
    ("mi", Some(Clitic::Mi), None),
    ("ti", Some(Clitic::Ti), None),
    ("si", Some(Clitic::Si), None),
    ("ci", Some(Clitic::Ci), None),
    ("vi", Some(Clitic::Vi), None),
    ("gli", Some(Clitic::Gli), None),
    ("lo", None, Some(Clitic::Lo)),
    ("la", None, Some(Clitic::La)),
    ("li", None, Some(Clitic::Li)),
    ("le", None, Some(Clitic::Le)),
    ("ne", None, Some(Clitic::Ne)),
];

/// The first of two pronouns; who is cited in the third person needs only the first two.
const BEFORE_ANOTHER: [(&str, Clitic); 6] = [
    ("se", Clitic::Si),
    ("glie", Clitic::Gli),
    ("me", Clitic::Mi),
    ("te", Clitic::Ti),
    ("ce", Clitic::Ci),
    ("ve", Clitic::Vi),
];

/// The endings of one conjugation.
struct Endings {
    present: [&'static str; 6],
    imperfect: [&'static str; 6],
    /// The regular remote past; the second conjugation has two.
    past: [&'static str; 6],
    future: &'static str,
    subjunctive: [&'static str; 6],
    imperfect_subjunctive: [&'static str; 6],
    gerund: &'static str,
    participle: &'static str,
    present_participle: &'static str,
}

const ARE: Endings = Endings {
    present: ["o", "i", "a", "iamo", "ate", "ano"],
    imperfect: ["avo", "avi", "ava", "avamo", "avate", "avano"],
    past: ["ai", "asti", "ò", "ammo", "aste", "arono"],
    future: "er",
    subjunctive: ["i", "i", "i", "iamo", "iate", "ino"],
    imperfect_subjunctive: ["assi", "assi", "asse", "assimo", "aste", "assero"],
    gerund: "ando",
    participle: "ato",
    present_participle: "ant",
};

const ERE: Endings = Endings {
    present: ["o", "i", "e", "iamo", "ete", "ono"],
    imperfect: ["evo", "evi", "eva", "evamo", "evate", "evano"],
    past: ["ei", "esti", "é", "emmo", "este", "erono"],
    future: "er",
    subjunctive: ["a", "a", "a", "iamo", "iate", "ano"],
    imperfect_subjunctive: ["essi", "essi", "esse", "essimo", "este", "essero"],
    gerund: "endo",
    participle: "uto",
    present_participle: "ent",
};

const IRE: Endings = Endings {
    present: ["o", "i", "e", "iamo", "ite", "ono"],
    imperfect: ["ivo", "ivi", "iva", "ivamo", "ivate", "ivano"],
    past: ["ii", "isti", "ì", "immo", "iste", "irono"],
    future: "ir",
    subjunctive: ["a", "a", "a", "iamo", "iate", "ano"],
    imperfect_subjunctive: ["issi", "issi", "isse", "issimo", "iste", "issero"],
    gerund: "endo",
    participle: "ito",
    present_participle: "ent",
};

impl Conjugation {
    const fn endings(self) -> &'static Endings {
        match self {
            Self::Are => &ARE,
            Self::Ere => &ERE,
            Self::Ire => &IRE,
        }
    }
}

/// Every form of `verb`: finite, infinitive (also cut: `dir`), gerund and participles, and with
/// enclitic pronouns (`dirglielo`, `dicendosi`, `dettogli`, `dimmi`).
pub fn conjugate(verb: &Paradigm) -> Vec<(String, Form)> {
    let mut forms = Vec::with_capacity(300);
    finite(verb, &mut forms);
    imperative(verb, &mut forms);
    nonfinite(verb, &mut forms);
    participles(verb, &mut forms);
    forms.extend(verb.also.iter().cloned());
    if !verb.without.is_empty() {
        forms.retain(|(word, _)| !verb.without.contains(word));
    }
    forms
}

fn finite(verb: &Paradigm, forms: &mut Vec<(String, Form)>) {
    let endings = verb.class.endings();
    let mut add = |mood, tense, six: &[String; 6]| {
        for (form, &(person, number)) in six.iter().zip(&PERSONS) {
            forms.push((form.clone(), Form::finite(mood, tense, person, number)));
        }
    };
    let present = present(verb);
    add(Mood::Indicative, Tense::Present, &present);
    add(Mood::Subjunctive, Tense::Present, &subjunctive(verb, &present));
    let imperfect = match &verb.imperfect {
        Some(given) => given.clone(),
        None => endings.imperfect.map(|ending| verb.weak(ending)),
    };
    add(Mood::Indicative, Tense::Imperfect, &imperfect);
    for past in remote_pasts(verb) {
        add(Mood::Indicative, Tense::RemotePast, &past);
    }
    let future = match (&verb.future, verb.suppletive) {
        (Some(given), _) => given.clone(),
        (None, true) => verb.lemma[..verb.lemma.len() - 1].to_owned(),
        (None, false) => verb.weak(endings.future),
    };
    add(Mood::Indicative, Tense::Future, &FUTURE.map(|ending| format!("{future}{ending}")));
    let conditional = CONDITIONAL.map(|ending| format!("{future}{ending}"));
    add(Mood::Conditional, Tense::Present, &conditional);
    let unreal = match &verb.imperfect_subjunctive {
        Some(stem) => ["i", "i", "e", "imo", "", "ero"].map(|ending| match ending {
            // `fossi`, but `foste`.
            "" => format!("{}te", &stem[..stem.len() - 1]),
            _ => format!("{stem}{ending}"),
        }),
        None => endings.imperfect_subjunctive.map(|ending| verb.weak(ending)),
    };
    add(Mood::Subjunctive, Tense::Imperfect, &unreal);
}

fn present(verb: &Paradigm) -> [String; 6] {
    if let Some(given) = &verb.present {
        return given.clone();
    }
    let endings = verb.class.endings().present;
    let mut six = endings.map(|ending| verb.weak(ending));
    if verb.isc {
        for person in [0, 1, 2, 5] {
            six[person] = format!("{}isc{}", verb.stem, endings[person]);
        }
    }
    if verb.stressed_i {
        six[1] = format!("{}i", verb.stem);
    }
    six
}

fn subjunctive(verb: &Paradigm, present: &[String; 6]) -> [String; 6] {
    if let Some([singular, we, you, they]) = &verb.subjunctive {
        return [singular, singular, singular, we, you, they].map(Clone::clone);
    }
    let endings = verb.class.endings().subjunctive;
    if verb.present.is_none() {
        let mut six = endings.map(|ending| verb.weak(ending));
        for person in [0, 1, 2, 5] {
            if verb.isc {
                six[person] = format!("{}isc{}", verb.stem, endings[person]);
            } else if verb.stressed_i {
                six[person] = format!("{}{}", verb.stem, endings[person]);
            }
        }
        return six;
    }
    // `tengo` gives `tenga` and `tengano`; `teniamo` gives `teniate`.
    let vowel = if verb.class == Conjugation::Are { "i" } else { "a" };
    let singular = format!("{}{vowel}", present[0].strip_suffix('o').unwrap_or(&present[0]));
    let they = format!("{singular}no");
    let we = present[3].clone();
    let you = format!("{}te", we.strip_suffix("mo").unwrap_or(&we));
    [singular.clone(), singular.clone(), singular, we, you, they]
}

fn remote_pasts(verb: &Paradigm) -> Vec<[String; 6]> {
    if let Some(given) = &verb.past_forms {
        return vec![given.clone()];
    }
    let endings = verb.class.endings().past;
    let weak = endings.map(|ending| verb.weak(ending));
    if let Some(strong) = &verb.past {
        let [_, you, _, we, you_all, _] = weak;
        let strong = |ending| format!("{strong}{ending}");
        return vec![[strong("i"), you, strong("e"), we, you_all, strong("ero")]];
    }
    let mut pasts = vec![weak];
    // `insistette`, but not `battette`.
    let second = !verb.stem.ends_with('t') || verb.stem.ends_with("ist");
    if verb.class == Conjugation::Ere && second {
        let second = ["etti", "esti", "ette", "emmo", "este", "ettero"];
        pasts.push(second.map(|ending| verb.weak(ending)));
    }
    pasts
}

fn imperative(verb: &Paradigm, forms: &mut Vec<(String, Form)>) {
    let [_, second, third, we, you_all, _] = present(verb);
    let (you, you_all) = match &verb.imperative {
        Some([you, you_all]) => (you.clone(), you_all.clone()),
        None if verb.class == Conjugation::Are => (third, you_all),
        None => (second, you_all),
    };
    for (form, person, number) in
        [(you, 2, Number::Singular), (we, 1, Number::Plural), (you_all, 2, Number::Plural)]
    {
        let grammar = Form::finite(Mood::Imperative, Tense::Present, person, number);
        // `di'` doubles what follows: `dimmi`, `dillo`, but `digli`.
        let (host, doubling) = match form.strip_suffix('\'') {
            Some(host) => (host, true),
            None => (form.as_str(), false),
        };
        enclitics(host, doubling, &[], grammar, forms);
        forms.push((form, grammar));
    }
}

fn nonfinite(verb: &Paradigm, forms: &mut Vec<(String, Form)>) {
    let infinitive = Form::bare(Mood::Infinitive);
    forms.push((verb.lemma.clone(), infinitive));
    let cut = verb.lemma.strip_suffix('e').unwrap_or(&verb.lemma);
    let cut = cut.strip_suffix("rr").map_or_else(|| cut.to_owned(), |stem| format!("{stem}r"));
    enclitics(&cut, false, &BEFORE_ANOTHER, infinitive, forms);
    forms.push((cut, infinitive.truncated()));
    let gerund = verb.weak(verb.class.endings().gerund);
    enclitics(&gerund, false, &BEFORE_ANOTHER[..2], Form::bare(Mood::Gerund), forms);
    forms.push((gerund, Form::bare(Mood::Gerund)));
}

fn participles(verb: &Paradigm, forms: &mut Vec<(String, Form)>) {
    let regular;
    let participles = if verb.participles.is_empty() {
        // `conosciuto` keeps the sound of `conoscere`.
        let softener = if verb.class == Conjugation::Ere && verb.stem.ends_with(['c', 'g']) {
            "i"
        } else {
            ""
        };
        let ending = verb.class.endings().participle;
        regular = [verb.weak(&format!("{softener}{ending}"))];
        &regular[..]
    } else {
        &verb.participles[..]
    };
    for participle in participles {
        let stem = participle.strip_suffix('o').unwrap_or(participle);
        for (vowel, gender, number) in [
            ("o", Gender::Masculine, Number::Singular),
            ("a", Gender::Feminine, Number::Singular),
            ("i", Gender::Masculine, Number::Plural),
            ("e", Gender::Feminine, Number::Plural),
        ] {
            let form = join(stem, vowel, false);
            let grammar = Form::agreeing(Mood::PastParticiple, Some(gender), number);
            enclitics(&form, false, &[], grammar, forms);
            forms.push((form, grammar));
        }
    }
    let active = verb.weak(verb.class.endings().present_participle);
    for (vowel, number) in [("e", Number::Singular), ("i", Number::Plural)] {
        let grammar = Form::agreeing(Mood::PresentParticiple, None, number);
        forms.push((format!("{active}{vowel}"), grammar));
    }
}

/// Adds `host` with each pronoun, and with each pair of pronouns that begins with one of `leads`.
fn enclitics(
    host: &str,
    doubling: bool,
    leads: &[(&str, Clitic)],
    grammar: Form,
    forms: &mut Vec<(String, Form)>,
) {
    let mut add = |clitics: &str, first, object| {
        let doubled = if doubling && !clitics.starts_with('g') { &clitics[..1] } else { "" };
        forms.push((format!("{host}{doubled}{clitics}"), grammar.with_clitics(first, object)));
    };
    for (clitic, first, object) in SINGLE {
        add(clitic, first, object);
    }
    for (lead, first) in leads {
        for (clitic, _, object) in &SINGLE[6..] {
            add(&format!("{lead}{clitic}"), Some(*first), *object);
        }
    }
}

impl Paradigm {
    /// The stem with a regular ending, spelt as it sounds.
    fn weak(&self, ending: &str) -> String {
        join(&self.stem, ending, self.class == Conjugation::Are)
    }
}

/// `stem` and `ending`; in the first conjugation the stem keeps its sound (`cerchi`, `annunci`,
/// `annuncerò`, `consiglierò`).
fn join(stem: &str, ending: &str, keeps_sound: bool) -> String {
    if keeps_sound && ending.starts_with(['e', 'i']) {
        if stem.ends_with(['c', 'g']) {
            return format!("{stem}h{ending}");
        }
        if let Some(before) = stem.strip_suffix('i')
            && (ending.starts_with('i') || before.ends_with(['c', 'g']))
        {
            return format!("{before}{ending}");
        }
    }
    format!("{stem}{ending}")
}

#[cfg(test)]
#[path = "conjugate_tests.rs"]
mod tests;
