//! `times.toml`: words with their values, rules, holidays.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::Error;
use crate::lexicon::{read_toml, rule_error};
use crate::mention::patterns::class::Class;
use crate::mention::patterns::vocabulary::VocabularyBuilder;
use crate::mention::times::calendar::{Grain, Part};
use crate::mention::times::fields::{Base, Preset, Unit};
use crate::mention::times::resolve::TimeMeans;
use crate::mention::times::tense::{TenseTable, Tenses};

/// What the engine keeps of the file.
#[derive(Debug)]
pub(crate) struct Times {
    pub(crate) units: Vec<Unit>,
    pub(crate) tenses: Tenses,
}

/// What the expressions of one rule mean.
#[derive(Debug)]
pub(crate) struct TimeRule {
    pub(crate) means: TimeMeans,
    pub(crate) with: Preset,
    pub(crate) value: Option<String>,
}

/// `times.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimeFile {
    #[cfg_attr(not(test), allow(dead_code, reason = "the date of the examples"))]
    pub(crate) reference: String,
    months: Vec<String>,
    months_cut: BTreeMap<String, i64>,
    weekdays: Vec<String>,
    deictic: BTreeMap<String, i64>,
    parts: BTreeMap<Code, Vec<String>>,
    today_parts: BTreeMap<Code, Vec<String>>,
    seasons: BTreeMap<String, Vec<String>>,
    centuries: BTreeMap<String, i64>,
    periods: BTreeMap<String, i64>,
    directions: Directions,
    sets: BTreeMap<String, Vec<String>>,
    unit: Vec<UnitTable>,
    pub(crate) holiday_patterns: Vec<String>,
    pub(crate) holiday: Vec<Holiday>,
    pub(crate) rule: Vec<RuleTable>,
    tense: TenseTable,
}

/// A part of the day, as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Code {
    Mo,
    Mi,
    Af,
    Ev,
    Ni,
    Dt,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Directions {
    last: Vec<String>,
    this: Vec<String>,
    next: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitTable {
    singular: Vec<String>,
    plural: Vec<String>,
    /// `P10Y`
    length: String,
    grain: Grain,
    /// The letters of an unknown number of it, where they are not those of its length.
    code: Option<String>,
}

/// A day of the year with a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holiday {
    pub(crate) names: Vec<String>,
    pub(crate) with: Preset,
}

/// Patterns and what they mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleTable {
    pub(crate) name: String,
    /// Nothing where what the patterns find is no time.
    pub(crate) means: Option<TimeMeans>,
    pub(crate) patterns: Vec<String>,
    #[serde(default)]
    pub(crate) with: Preset,
    pub(crate) value: Option<String>,
    #[serde(default)]
    pub(crate) priority: i8,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) finds: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) ignores: Vec<String>,
}

impl TimeFile {
    pub(crate) fn read(path: &str, text: &str) -> Result<Self, Error> {
        read_toml(path, text)
    }

    /// Adds its words to the vocabulary.
    pub(crate) fn add_to(&self, words: &mut VocabularyBuilder) -> Result<(), Error> {
        for (names, class) in [(&self.months, Class::Month), (&self.weekdays, Class::Weekday)] {
            for (index, name) in names.iter().enumerate() {
                words.add(name, class, index as i64 + 1);
            }
        }
        for (table, class) in [
            (&self.months_cut, Class::MonthCut),
            (&self.deictic, Class::Deictic),
            (&self.centuries, Class::Century),
            (&self.periods, Class::Period),
        ] {
            table.iter().for_each(|(word, &value)| words.add(word, class, value));
        }
        for (table, class) in [(&self.parts, Class::Part), (&self.today_parts, Class::PartOfToday)]
        {
            for (&code, forms) in table {
                forms.iter().for_each(|form| words.add(form, class, code as i64));
            }
        }
        for (index, code) in ["SP", "SU", "FA", "WI"].into_iter().enumerate() {
            for form in self.seasons.get(code).into_iter().flatten() {
                words.add(form, Class::Season, index as i64);
            }
        }
        for (forms, class) in [
            (&self.directions.last, Class::Last),
            (&self.directions.this, Class::This),
            (&self.directions.next, Class::Next),
        ] {
            forms.iter().for_each(|form| words.add(form, class, 0));
        }
        for (index, unit) in self.unit.iter().enumerate() {
            unit.singular.iter().for_each(|form| words.add(form, Class::Unit, index as i64));
            unit.plural.iter().for_each(|form| words.add(form, Class::Units, index as i64));
        }
        self.sets.iter().try_for_each(|(name, forms)| words.add_set(name, forms))
    }

    /// What the engine keeps.
    pub(crate) fn into_times(self) -> Result<Times, Error> {
        let units = self.unit.iter().map(UnitTable::unit).collect::<Result<_, _>>()?;
        Ok(Times { units, tenses: Tenses::new(self.tense) })
    }
}

impl UnitTable {
    fn unit(&self) -> Result<Unit, Error> {
        let wrong =
            || rule_error(format!("`{}` is not a length", self.length), "write it as P1D or PT1H");
        let rest = self.length.strip_prefix('P').ok_or_else(wrong)?;
        let (rest, clock) = match rest.strip_prefix('T') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let letter = rest.get(rest.len().saturating_sub(1)..).ok_or_else(wrong)?;
        let base = Base::ALL
            .into_iter()
            .find(|base| base.letter() == letter && base.is_clock() == clock)
            .ok_or_else(wrong)?;
        let count = rest[..rest.len() - 1].parse().map_err(|_| wrong())?;
        let code = match self.code.as_deref() {
            None => base.letter(),
            Some("DE") => "DE",
            Some("CE") => "CE",
            Some(_) => return Err(rule_error("a unit's code is DE or CE", "leave it out")),
        };
        Ok(Unit { base, count, grain: self.grain, code })
    }
}

/// The codes stand in the order of [`Part::ALL`].
const _: () = assert!(Part::ALL.len() == Code::Dt as usize + 1);
