//! Verb groups: pronouns, negation, helping verbs and adverbs with the verb they belong to
//! ("non lo ha mai detto", "tiene a precisare", "è stato accusato").

use crate::lexicon::form::{Clitic, Form, Mood, Tense};
use crate::lexicon::verbs::Carries;
use crate::lexicon::{CueLexicon, FormEntry, LexemeId, Voice, hash_normalized};
use crate::quote::frame::{Item, ItemKind};
use crate::quote::vocabulary::Classes;

/// A verb with its helpers, as a range of items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerbGroup {
    pub(crate) first: usize,
    /// One past the main verb.
    pub(crate) end: usize,
    /// The item of the main verb.
    pub(crate) head: usize,
    /// The main verb, where the lexicon knows it.
    pub(crate) lexeme: Option<LexemeId>,
    /// The form that bears mood, tense and person: the first verb of the group.
    pub(crate) form: Option<Form>,
    /// The form of the main verb.
    pub(crate) main: Option<Form>,
    pub(crate) voice: Voice,
    pub(crate) negated: bool,
    /// A pronoun "si", before or written with the verb.
    pub(crate) si: bool,
    /// An object pronoun "lo" ("lo ha detto").
    pub(crate) lo: bool,
    /// Any object pronoun ("lo", "la", "li", "le"): the object of a predicate.
    pub(crate) object: bool,
    /// Whether the main verb stands behind another that is not a mere auxiliary ("vuole dire").
    pub(crate) modal: bool,
    /// Whether any form of the group is in the conditional.
    pub(crate) conditional: bool,
    /// Whether a participle stands behind a helping verb.
    pub(crate) compound: bool,
    /// What the classes of its first verb are.
    pub(crate) class: Classes,
}

impl VerbGroup {
    /// Whether the group has a finite verb.
    pub(crate) fn is_finite(&self) -> bool {
        self.class.has(Classes::FINITE)
    }

    /// Whether its first verb is in the subjunctive.
    pub(crate) fn is_subjunctive(&self) -> bool {
        self.form.is_some_and(|form| form.mood() == Mood::Subjunctive)
    }

    pub(crate) fn is_gerund(&self) -> bool {
        self.class.has(Classes::GERUND) && !self.is_finite()
    }

    pub(crate) fn is_infinitive(&self) -> bool {
        self.class.has(Classes::INFINITIVE) && !self.is_finite()
    }

    /// Whether it may have a third person as its subject.
    pub(crate) fn is_third_person(&self) -> bool {
        self.form.is_none_or(|form| !form.is_finite() || form.is_third_person())
    }

    /// Past, as a narrator's tense: compound, imperfect or remote past.
    pub(crate) fn is_past(&self) -> bool {
        let tense = self.form.filter(|form| form.is_finite()).map(Form::tense);
        self.compound
            || self.form.is_none() && self.class.has(Classes::PAST)
            || matches!(tense, Some(Tense::Imperfect | Tense::RemotePast))
    }
}

const SE: u64 = hash_normalized("se");
const SI: [u64; 3] = [hash_normalized("si"), hash_normalized("s'"), SE];
const LO: [u64; 2] = [hash_normalized("lo"), hash_normalized("l'")];
const OBJECTS: [u64; 5] = [
    hash_normalized("lo"),
    hash_normalized("la"),
    hash_normalized("l'"),
    hash_normalized("li"),
    hash_normalized("le"),
];
const ESSERE: [&str; 2] = ["essere", "venire"];
/// Adverbs that may stand between a helper and its verb.
const BETWEEN: usize = 4;

/// Reads verb groups with the words of a lexicon.
#[derive(Debug)]
pub(crate) struct VerbReader {
    essere: Option<LexemeId>,
    venire: Option<LexemeId>,
    stare: Option<LexemeId>,
}

impl VerbReader {
    pub(crate) fn new(cues: &CueLexicon) -> Self {
        let find = |lemma| cues.find_lexeme(crate::lexicon::CueKind::Verb, lemma);
        Self { essere: find(ESSERE[0]), venire: find(ESSERE[1]), stare: find("stare") }
    }

    /// The verb group whose first item (a pronoun, "non" or a verb) is `first`.
    pub(crate) fn read(
        &self,
        cues: &CueLexicon,
        items: &[Item],
        first: usize,
    ) -> Option<VerbGroup> {
        let mut at = first;
        let (mut negated, mut si, mut lo, mut object) = (false, false, false, false);
        while let Some(item) = items.get(at).filter(|item| item.kind == ItemKind::Word) {
            if item.has(Classes::NEGATION) {
                negated = true;
            } else if item.word == SE
                && !items.get(at + 1).is_some_and(|next| next.has(Classes::CLITIC))
            {
                // "se dice": the conjunction.
                break;
            } else if item.has(Classes::CLITIC) && at - first < 4 {
                si |= SI.contains(&item.word);
                lo |= LO.contains(&item.word);
                object |= OBJECTS.contains(&item.word);
            } else {
                break;
            }
            at += 1;
        }
        let item = items.get(at).filter(|item| item.kind == ItemKind::Word)?;
        if !item.has(Classes::VERB) || item.has(Classes::PREPOSITION) && !item.has(Classes::KNOWN) {
            return None;
        }
        let entry = best_reading(cues, item, None);
        let mut group = VerbGroup {
            first,
            end: at + 1,
            head: at,
            lexeme: entry.map(|entry| entry.lexeme),
            form: entry.map(|entry| entry.form),
            main: entry.map(|entry| entry.form),
            voice: Voice::Active,
            negated,
            si,
            lo,
            object,
            modal: false,
            compound: false,
            conditional: item.has(Classes::CONDITIONAL)
                && entry.is_none_or(|entry| entry.form.mood() == Mood::Conditional),
            class: item.class,
        };
        while self.extend(cues, items, &mut group) {}
        if group.main.is_some_and(Form::has_si) {
            group.si = true;
        }
        // "si è detto": reflexive or impersonal, however much it looks like a passive.
        if group.si && !group.modal {
            group.voice = Voice::Si;
        }
        let participle = |form: Form| form.mood() == Mood::PastParticiple;
        if group.voice == Voice::Active && group.head == at && group.form.is_some_and(participle) {
            group.voice = Voice::Passive;
        }
        Some(group)
    }

    /// Takes the next verb of the group in, where the last one carries it.
    fn extend(&self, cues: &CueLexicon, items: &[Item], group: &mut VerbGroup) -> bool {
        let Some(helper) = group.lexeme else { return false };
        let lexeme = cues.lexeme(helper);
        if !lexeme.is_helper() || has_tail(cues, items, group.head, helper) {
            return false;
        }
        let mut next = group.head + 1;
        while next - group.head <= BETWEEN
            && items
                .get(next)
                .is_some_and(|item| item.has(Classes::ADVERB) && !item.has(Classes::VERB))
        {
            next += 1;
        }
        let Some(item) = items.get(next).filter(|item| item.kind == ItemKind::Word) else {
            return false;
        };
        let carries = |what, class| lexeme.carries(what) && item.has(class);
        if carries(Carries::Participle, Classes::PARTICIPLE) {
            let passive = Some(helper) == self.essere || Some(helper) == self.venire;
            let Some(entry) = self.join(cues, item, next, group, Mood::PastParticiple) else {
                return self.adopt_unknown(next, group, passive);
            };
            group.compound = true;
            if passive && Some(entry.lexeme) != self.essere && Some(entry.lexeme) != self.stare {
                group.voice = Voice::Passive;
            }
            return true;
        }
        if carries(Carries::Gerund, Classes::GERUND) {
            return self.join(cues, item, next, group, Mood::Gerund).is_some();
        }
        let infinitive =
            |at: usize| items.get(at).is_some_and(|item| item.has(Classes::INFINITIVE));
        let preposition = (lexeme.carries(Carries::A) && item.has(Classes::A))
            || (lexeme.carries(Carries::Di) && item.has(Classes::DI))
            || (lexeme.carries(Carries::Per) && item.is(hash_normalized("per")));
        let at = match (carries(Carries::Infinitive, Classes::INFINITIVE), preposition) {
            (true, _) => next,
            (_, true) if infinitive(next + 1) => next + 1,
            _ => return false,
        };
        group.modal = true;
        self.join(cues, &items[at], at, group, Mood::Infinitive).is_some()
    }

    /// Makes the verb at `at` the head of the group.
    fn join(
        &self,
        cues: &CueLexicon,
        item: &Item,
        at: usize,
        group: &mut VerbGroup,
        mood: Mood,
    ) -> Option<FormEntry> {
        let entry = best_reading(cues, item, Some(mood));
        if let Some(entry) = entry {
            group.object |= entry.form.object_clitic().is_some_and(|clitic| clitic != Clitic::Ne);
        }
        group.head = at;
        group.end = at + 1;
        group.lexeme = entry.map(|entry| entry.lexeme);
        group.main = entry.map(|entry| entry.form);
        entry
    }

    /// Makes a participle that the lexicon of cues does not know the end of the group.
    fn adopt_unknown(&self, at: usize, group: &mut VerbGroup, passive: bool) -> bool {
        group.head = at;
        group.end = at + 1;
        group.lexeme = None;
        group.main = None;
        group.compound = true;
        if passive {
            group.voice = Voice::Passive;
        }
        false
    }
}

/// The reading of a word that serves best: of this mood, or finite third person before infinitive,
/// gerund and participle; a verb that is or heads a cue before one that is not.
fn best_reading(cues: &CueLexicon, item: &Item, mood: Option<Mood>) -> Option<FormEntry> {
    let rank = |entry: &FormEntry| {
        let form = entry.form;
        let by_mood = match form.mood() {
            _ if mood.is_some() => u8::from(mood == Some(form.mood())) * 4,
            Mood::Indicative | Mood::Subjunctive | Mood::Conditional if form.is_third_person() => 4,
            Mood::Infinitive | Mood::Gerund => 3,
            Mood::PastParticiple => 2,
            Mood::Nominal => 0,
            _ => 1,
        };
        let useful = cues.cues_of(entry.lexeme).next().is_some();
        let simple = form.mood() == Mood::Indicative;
        (by_mood, useful, simple, std::cmp::Reverse(entry.lexeme))
    };
    let verbs = cues.forms(item.word).filter(|entry| entry.form.mood() != Mood::Nominal);
    let best = verbs.max_by_key(rank)?;
    (mood.is_none() || mood == Some(best.form.mood())).then_some(best)
}

/// Whether the words after `head` complete an idiom that `lexeme` heads ("fa" + "sapere").
fn has_tail(cues: &CueLexicon, items: &[Item], head: usize, lexeme: LexemeId) -> bool {
    cues.cues_of(lexeme)
        .any(|cue| cues.tails(cue).any(|tail| tail_end(items, head + 1, tail).is_some()))
}

/// Where `tail` ends, if its words follow from `from` on, adverbs between them aside.
pub(crate) fn tail_end(items: &[Item], from: usize, tail: &[u64]) -> Option<usize> {
    let mut at = from;
    let mut skipped = 0;
    for &word in tail {
        loop {
            let item = items.get(at)?;
            at += 1;
            if item.is(word) {
                break;
            }
            if !item.has(Classes::ADVERB) || skipped >= 2 {
                return None;
            }
            skipped += 1;
        }
    }
    (!tail.is_empty()).then_some(at)
}
