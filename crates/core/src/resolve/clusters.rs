//! Which names of an article have one bearer.

use std::collections::HashMap;

use crate::document::{Mention, MentionForm, MentionType};
use crate::lexicon::mix;
use crate::resolve::context::Context;
use crate::resolve::name::{Name, fold, near_keys};

/// "No cluster".
pub(crate) const NONE: u32 = u32::MAX;
/// Candidates that are compared; keeps the time linear whatever the names.
const CANDIDATES: usize = 16;
/// Words at the end of a name that may say of which country a body is.
const LAST_WORDS: usize = 3;
/// The shortest spelling of which a letter may differ.
const LONG_SPELLING: usize = 6;
/// Tells the keys of entries from those of words.
const LISTED_KEY: u64 = 0x5eed << 40;

/// The names of an article, by bearer.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    /// For each mention its cluster, or [`NONE`].
    pub(crate) of: Vec<u32>,
    pub(crate) list: Vec<Cluster>,
}

/// The names of one bearer.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) kind: MentionType,
    /// The fullest name.
    pub(crate) name: Name,
    /// The mention that has the fullest name.
    pub(crate) fullest: u32,
    /// All mentions, in order.
    pub(crate) mentions: Vec<u32>,
    /// The user's entry, where it is one.
    pub(crate) entry: Option<u32>,
}

/// All mentions that write the same name.
struct Form {
    name: Name,
    votes: [u32; MentionType::ALL.len()],
    mentions: Vec<u32>,
    kind: MentionType,
    target: Target,
    /// The user's entry.
    entry: Option<u32>,
}

/// Where a form goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    One(u32),
    /// Several have this name; each mention decides.
    Several(Vec<u32>),
}

impl Clusters {
    /// The clusters of the named mentions.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let mut forms = forms(context);
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|&index| {
            let form = &forms[index];
            let formal = form.name.parts.iter().all(|part| !part.familiar);
            (std::cmp::Reverse(form.name.parts.len()), !formal, form.mentions[0])
        });
        let mut builder = Builder { context, clusters: Vec::new(), index: Index::default() };
        builder.acronyms_in_brackets(&forms);
        for index in order {
            let target = builder.place(&forms[index]);
            builder.note(&forms[index], &target);
            forms[index].target = target;
        }
        builder.finish(&forms)
    }
}

/// The distinct names, in order of appearance, with their types by vote.
fn forms(context: &Context<'_>) -> Vec<Form> {
    let mut known: HashMap<u64, u32> = HashMap::new();
    let mut forms: Vec<Form> = Vec::new();
    for (index, mention) in context.mentions.iter().enumerate() {
        if mention.form != MentionForm::Name || mention.kind == MentionType::Demonym {
            continue;
        }
        let tokens = context.tokens_of(mention.span);
        let mut name =
            Name::new(context.text, &context.segments.tokens[tokens.0..tokens.1], context.words);
        // All names that one entry of the user's lists are one.
        let entry = context.listed.entry(index as u32);
        if let Some(entry) = entry {
            name.key = mix(u64::from(entry) | LISTED_KEY);
        }
        let at = *known.entry(name.key).or_insert_with(|| {
            forms.push(Form {
                name,
                votes: [0; MentionType::ALL.len()],
                mentions: Vec::new(),
                kind: mention.kind,
                target: Target::One(NONE),
                entry,
            });
            forms.len() as u32 - 1
        });
        let form = &mut forms[at as usize];
        form.votes[mention.kind as usize] += 1;
        form.mentions.push(index as u32);
    }
    for form in &mut forms {
        // The first of the types with the most votes.
        let most = form.votes.iter().max().copied().unwrap_or(0);
        let listed = form.entry.and_then(|entry| context.listed.index.kind(entry));
        let first = |&&kind: &&MentionType| form.votes[kind as usize] == most;
        let voted = MentionType::ALL.iter().find(first).copied();
        form.kind = listed.or(voted).unwrap_or(form.kind);
    }
    forms
}

/// Clusters by what of their names others may use.
#[derive(Default)]
struct Index {
    /// By each word of a person's name.
    words: HashMap<u64, Vec<u32>>,
    /// By the spellings near the last word of a person's name.
    spellings: HashMap<u64, u32>,
    /// By the front of a longer name ("Dipartimento di Stato" of "Dipartimento di Stato americano").
    fronts: HashMap<u64, Vec<u32>>,
    acronyms: HashMap<String, u32>,
    /// Acronyms in brackets behind their expansion: the acronym's key, and the expansion's.
    brackets: HashMap<u64, u64>,
    /// By the whole name.
    whole: HashMap<u64, u32>,
    /// By a front and the country that what follows it says ("Dipartimento di Stato" + US).
    national: HashMap<u64, u32>,
    /// By the country they are.
    countries: HashMap<[u8; 2], u32>,
}

struct Builder<'a> {
    context: &'a Context<'a>,
    clusters: Vec<Cluster>,
    index: Index,
}

impl Builder<'_> {
    /// "Organizzazione delle Nazioni Unite (ONU)".
    fn acronyms_in_brackets(&mut self, forms: &[Form]) {
        let key_of: HashMap<u32, u64> = forms
            .iter()
            .flat_map(|form| form.mentions.iter().map(|&mention| (mention, form.name.key)))
            .collect();
        for (index, pair) in self.context.mentions.windows(2).enumerate() {
            let between =
                self.context.text.get(pair[0].span.end as usize..pair[1].span.start as usize);
            let bracketed = between.is_some_and(|between| between.trim() == "(");
            if !bracketed
                || pair[0].kind == MentionType::Person
                || pair[0].span.len() <= pair[1].span.len()
            {
                continue;
            }
            let short = pair[1].span.of(self.context.text);
            let (first, end) = self.context.tokens_of(pair[0].span);
            let tokens = &self.context.segments.tokens[first..end];
            let long = || Name::new(self.context.text, tokens, self.context.words);
            if (is_acronym(short) || long().initials() == fold(short))
                && let (Some(&full), Some(&acronym)) =
                    (key_of.get(&(index as u32)), key_of.get(&(index as u32 + 1)))
            {
                self.index.brackets.insert(acronym, full);
            }
        }
    }

    /// The cluster of a form; a new one where none of a longer name fits.
    fn place(&mut self, form: &Form) -> Target {
        let found = match form.kind {
            // The user says who it is: no other name decides.
            _ if form.entry.is_some() => None,
            MentionType::Person => self.person(form),
            _ => self.thing(form),
        };
        found.unwrap_or_else(|| {
            self.clusters.push(Cluster {
                kind: form.kind,
                name: form.name.clone(),
                fullest: self.spelled_best(form),
                mentions: Vec::new(),
                entry: form.entry,
            });
            Target::One(self.clusters.len() as u32 - 1)
        })
    }

    /// The mention that writes the name as a text does, not in capitals as a headline may.
    fn spelled_best(&self, form: &Form) -> u32 {
        let text = self.context.text;
        let shouted = |mention: &&u32| {
            let name = self.context.mentions[**mention as usize].span.of(text);
            let letters = || name.chars().filter(|c| c.is_alphabetic());
            letters().count() > 5 && letters().all(char::is_uppercase)
                || !name.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        };
        *form.mentions.iter().find(|mention| !shouted(mention)).unwrap_or(&form.mentions[0])
    }

    fn person(&self, form: &Form) -> Option<Target> {
        let last = form.name.last().or(form.name.parts.first())?;
        let candidates = self.index.words.get(&last.fold_key()).map_or(&[][..], Vec::as_slice);
        let recent = &candidates[candidates.len().saturating_sub(CANDIDATES)..];
        let mut fitting: Vec<u32> = recent
            .iter()
            .copied()
            .filter(|&cluster| form.name.is_part_of(&self.clusters[cluster as usize].name))
            .collect();
        if form.name.parts.len() == 1 {
            let by_surname = |cluster: &u32| {
                let name = &self.clusters[*cluster as usize].name;
                name.last().is_some_and(|surname| surname.fits(last))
            };
            if fitting.iter().any(by_surname) {
                fitting.retain(by_surname);
            } else {
                // A given name alone is somebody's only after he was introduced.
                fitting
                    .retain(|&cluster| self.clusters[cluster as usize].fullest < form.mentions[0]);
            }
        }
        match fitting.as_slice() {
            [] => self.variant(form),
            [one] => Some(Target::One(*one)),
            _ => Some(Target::Several(fitting)),
        }
    }

    /// A person whose surname is spelled with one letter less, more or other.
    fn variant(&self, form: &Form) -> Option<Target> {
        let last = form.name.last()?;
        if last.fold.chars().count() < LONG_SPELLING {
            return None;
        }
        let found = near_keys(&last.fold).find_map(|key| self.index.spellings.get(&key))?;
        let cluster = &self.clusters[*found as usize];
        let rest = &form.name.parts[..form.name.parts.len() - 1];
        let given = rest.iter().all(|part| cluster.name.parts.iter().any(|other| part.fits(other)));
        (given && self.context.is_foreign(&form.name) && self.context.is_foreign(&cluster.name))
            .then_some(Target::One(*found))
    }

    fn thing(&self, form: &Form) -> Option<Target> {
        if let Some(full) = self.index.brackets.get(&form.name.key)
            && let Some(&cluster) = self.index.whole.get(full)
        {
            return Some(Target::One(cluster));
        }
        if let [part] = form.name.parts.as_slice()
            && (is_acronym(self.surface(form)) || form.kind == MentionType::Organization)
            && let Some(&cluster) = self.index.acronyms.get(&part.fold)
        {
            return Some(Target::One(cluster));
        }
        // "Usa" and "Stati Uniti"
        if let Some(iso) = self.country(form)
            && let Some(&cluster) = self.index.countries.get(&iso)
        {
            return Some(Target::One(cluster));
        }
        // "Dipartimento di Stato Usa" and "Dipartimento di Stato americano"
        if let Some(&cluster) = self.national(form).and_then(|key| self.index.national.get(&key)) {
            return Some(Target::One(cluster));
        }
        let fits = |&cluster: &u32| compatible(self.clusters[cluster as usize].kind, form.kind);
        let fitting: Vec<u32> =
            self.index.fronts.get(&form.name.key)?.iter().copied().filter(fits).collect();
        match fitting.as_slice() {
            [] => None,
            [one] => Some(Target::One(*one)),
            _ => Some(Target::Several(fitting)),
        }
    }

    /// A key of the front of a body's name and the country that its last words say.
    fn national(&self, form: &Form) -> Option<u64> {
        let mention = &self.context.mentions[form.mentions[0] as usize];
        let (first, end) = self.context.tokens_of(mention.span);
        let tokens = &self.context.segments.tokens[first..end];
        (1..tokens.len()).rev().take(LAST_WORDS).find_map(|at| {
            let [a, b] = self.context.country(&tokens[at..])?;
            let front = Name::new(self.context.text, &tokens[..at], self.context.words).key;
            Some(mix(front ^ u64::from(a) << 8 ^ u64::from(b)))
        })
    }

    fn country(&self, form: &Form) -> Option<[u8; 2]> {
        let country = || self.context.registers.country(self.surface(form));
        (form.kind == MentionType::Gpe).then(country).flatten().map(|country| country.iso)
    }

    fn surface(&self, form: &Form) -> &str {
        self.context.mentions[form.mentions[0] as usize].span.of(self.context.text)
    }

    /// Makes a placed form known to the shorter ones that follow.
    fn note(&mut self, form: &Form, target: &Target) {
        let Target::One(cluster) = *target else { return };
        self.index.whole.entry(form.name.key).or_insert(cluster);
        if form.kind == MentionType::Person {
            for part in form.name.parts.iter().filter(|part| !part.initial) {
                let list = self.index.words.entry(part.fold_key()).or_default();
                let recent = &list[list.len().saturating_sub(CANDIDATES)..];
                if !recent.contains(&cluster) {
                    list.push(cluster);
                }
            }
            if let Some(last) = form.name.last().filter(|last| last.fold.len() >= LONG_SPELLING) {
                for key in near_keys(&last.fold) {
                    self.index.spellings.entry(key).or_insert(cluster);
                }
            }
            return;
        }
        if let Some(iso) = self.country(form) {
            self.index.countries.entry(iso).or_insert(cluster);
        }
        if let Some(key) = self.national(form) {
            self.index.national.entry(key).or_insert(cluster);
        }
        for key in self.fronts(form) {
            let list = self.index.fronts.entry(key).or_default();
            if !list.contains(&cluster) && list.len() < CANDIDATES {
                list.push(cluster);
            }
        }
        if form.kind == MentionType::Organization && form.name.parts.len() > 1 {
            self.index.acronyms.entry(form.name.initials()).or_insert(cluster);
        }
    }

    /// The keys of the fronts of a longer name that can stand for it: what follows them only says
    /// of whom or where.
    fn fronts(&self, form: &Form) -> Vec<u64> {
        let mention = &self.context.mentions[form.mentions[0] as usize];
        let (first, end) = self.context.tokens_of(mention.span);
        let tokens = &self.context.segments.tokens[first..end];
        (1..tokens.len())
            .filter(|&at| {
                self.context.qualifies(&tokens[at]) || self.context.country(&tokens[at..]).is_some()
            })
            .map(|at| Name::new(self.context.text, &tokens[..at], self.context.words).key)
            .collect()
    }

    /// Gives every mention its cluster and every cluster its mentions.
    fn finish(mut self, forms: &[Form]) -> Clusters {
        let mut of = vec![NONE; self.context.mentions.len()];
        let sure =
            |target: &Target| if let Target::One(cluster) = target { *cluster } else { NONE };
        for form in forms {
            for &mention in &form.mentions {
                of[mention as usize] = sure(&form.target);
            }
        }
        let mut counts = vec![0_u32; self.clusters.len()];
        for &cluster in of.iter().filter(|&&cluster| cluster != NONE) {
            counts[cluster as usize] += 1;
        }
        for form in forms {
            let Target::Several(candidates) = &form.target else { continue };
            // A bare surname is that of the one the article is about.
            let main = candidates.iter().copied().max_by_key(|&cluster| {
                let fullest = self.clusters[cluster as usize].fullest;
                (counts[cluster as usize], std::cmp::Reverse(fullest))
            });
            for &mention in &form.mentions {
                let female =
                    self.context.has_feminine_article(&self.context.mentions[mention as usize]);
                let woman =
                    candidates.iter().copied().find(|&cluster| female && self.is_woman(cluster));
                of[mention as usize] = woman.or(main).unwrap_or(NONE);
            }
        }
        for (mention, &cluster) in of.iter().enumerate() {
            if cluster != NONE {
                self.clusters[cluster as usize].mentions.push(mention as u32);
            }
        }
        self.in_order(of)
    }

    fn is_woman(&self, cluster: u32) -> bool {
        let mention: &Mention =
            &self.context.mentions[self.clusters[cluster as usize].fullest as usize];
        self.context.given_gender(mention) == Some(crate::document::Gender::Female)
    }

    /// Numbers the clusters by their first mention.
    fn in_order(self, mut of: Vec<u32>) -> Clusters {
        let mut new = vec![NONE; self.clusters.len()];
        let mut list = Vec::with_capacity(self.clusters.len());
        let mut clusters: Vec<Option<Cluster>> = self.clusters.into_iter().map(Some).collect();
        for cluster in of.iter_mut().filter(|cluster| **cluster != NONE) {
            let old = *cluster as usize;
            if let Some(taken) = clusters[old].take() {
                new[old] = list.len() as u32;
                list.push(taken);
            }
            *cluster = new[old];
        }
        Clusters { of, list }
    }
}

/// Whether a mention of one type can be one of the other.
fn compatible(a: MentionType, b: MentionType) -> bool {
    use MentionType::{Facility, Gpe, Location, Organization};
    let place = |kind| matches!(kind, Gpe | Location | Facility);
    a == b
        || place(a) && place(b)
        || matches!((a, b), (Organization, Facility) | (Facility, Organization))
}

/// "ONU", "O.N.U.", "USGS"
fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    (2..=8).contains(&letters().count())
        && letters().all(char::is_uppercase)
        && !name.contains(char::is_whitespace)
}
