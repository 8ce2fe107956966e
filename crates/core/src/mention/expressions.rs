//! Times and quantities, found in one pass over each sentence by one set of patterns.

use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::document::{Mention, MentionType, Quantity, Time};
use crate::error::Error;
use crate::lexicon::{line_of, read_toml, rule_error};
use crate::mention::numbers::{Joints, NumberFile};
use crate::mention::patterns::items::{Item, ItemReader};
use crate::mention::patterns::vocabulary::{Vocabulary, VocabularyBuilder};
use crate::mention::patterns::{Match, Patterns, Refusal, RuleId, Search};
use crate::mention::quantities::{Counted, Quantities, QuantityFile, QuantityRule};
use crate::mention::times::{
    Around, Pending, TimeFile, TimeLine, TimeMeans, TimeRule, Times, full_date,
};
use crate::segment::Segments;
use crate::span::Span;

/// The times and quantities of a language.
#[derive(Debug)]
pub struct Expressions {
    words: Vocabulary,
    joints: Joints,
    patterns: Patterns,
    rules: Vec<Rule>,
    times: Times,
    quantities: Quantities,
}

/// What a match stands for.
#[derive(Debug)]
enum Rule {
    /// Something that is neither, though it looks so.
    Nothing,
    Time(TimeRule),
    Quantity(QuantityRule),
}

/// What was found in an article.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) times: Vec<Time>,
    pub(crate) quantities: Vec<Quantity>,
    /// The reference date: the given one, else that of the dateline.
    pub(crate) reference: Option<Date>,
}

/// Buffers reused from article to article.
#[derive(Debug, Default)]
pub struct ExpressionScratch {
    items: Vec<Item>,
    search: Search,
    matches: Vec<Match>,
}

/// `classes.toml`: words by what they can be in any pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    sets: BTreeMap<String, Vec<String>>,
    noun_endings: Vec<NounEnding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NounEnding {
    endings: Vec<String>,
    classes: Vec<String>,
}

/// Sentences in which a dateline without a dash is looked for.
const FIRST_SENTENCES: usize = 4;

/// The files of a language, with the paths that errors name.
pub(crate) struct Sources<'a> {
    pub(crate) classes: (&'a str, &'a str),
    pub(crate) numbers: (&'a str, &'a str),
    pub(crate) times: (&'a str, &'a str),
    pub(crate) quantities: (&'a str, &'a str),
}

/// The Italian files.
pub(crate) const ITALIAN: Sources<'_> = Sources {
    classes: ("data/it/classes.toml", include_str!("../../data/it/classes.toml")),
    numbers: ("data/it/numbers.toml", include_str!("../../data/it/numbers.toml")),
    times: ("data/it/times.toml", include_str!("../../data/it/times.toml")),
    quantities: ("data/it/quantities.toml", include_str!("../../data/it/quantities.toml")),
};

/// Compiles the files.
struct Compiler<'a> {
    words: VocabularyBuilder,
    patterns: Patterns,
    rules: Vec<Rule>,
    /// How each rule is known to the reader of its file.
    names: Vec<String>,
    /// The file being read.
    file: (&'a str, &'a str),
}

impl Compiler<'_> {
    /// Adds a rule with all its patterns.
    fn rule(
        &mut self,
        rule: Rule,
        patterns: impl IntoIterator<Item = String>,
        priority: i8,
        written: &str,
    ) -> Result<(), Error> {
        let id = RuleId::try_from(self.rules.len())
            .map_err(|_| rule_error("too many rules", "join rules that mean the same"))?;
        self.rules.push(rule);
        self.names.push(written.to_owned());
        for pattern in patterns {
            self.patterns.add(&pattern, &self.words.names, id, priority).map_err(|what| {
                let (path, text) = self.file;
                let line = text.find(written).map(|at| line_of(text, at));
                let what = match what {
                    Refusal::Syntax(what) => what,
                    Refusal::SameWords(other) => {
                        format!("finds what rule {} finds", self.names[usize::from(other)])
                    }
                };
                let what = format!("pattern `{pattern}`: {what}");
                rule_error(what, "the top of times.toml describes patterns").at(path, line)
            })?;
        }
        Ok(())
    }

    fn times(&mut self, file: &mut TimeFile) -> Result<(), Error> {
        file.add_to(&mut self.words)?;
        for table in std::mem::take(&mut file.rule) {
            let written = format!("name = \"{}\"", table.name);
            let rule = match table.means {
                Some(means) => Rule::Time(TimeRule { means, with: table.with, value: table.value }),
                None => Rule::Nothing,
            };
            self.rule(rule, table.patterns, table.priority, &written)?;
        }
        for holiday in &file.holiday {
            let rule = TimeRule { means: TimeMeans::Calendar, with: holiday.with, value: None };
            let patterns = filled(&file.holiday_patterns, "{holiday}", &holiday.names);
            self.rule(Rule::Time(rule), patterns, 1, &holiday.names[0])?;
        }
        Ok(())
    }

    fn quantities(&mut self, file: &QuantityFile) -> Result<(), Error> {
        for unit in &file.unit {
            let rule = QuantityRule {
                kind: unit.kind,
                unit: Some(unit.unit.clone()),
                scale: unit.scale,
                bound: None,
            };
            let mut patterns = filled(&file.unit_patterns, "{unit}", &unit.forms);
            patterns.extend(filled(&file.unit_patterns, "{unit}", &unit.singular));
            patterns.extend(filled(&file.one_patterns, "{unit}", &unit.singular));
            patterns.extend(filled(&file.sign_patterns, "{sign}", &unit.signs));
            let written = format!("unit = \"{}\"", unit.unit);
            self.rule(Rule::Quantity(rule), patterns, 1, &written)?;
        }
        for table in &file.rule {
            let written = format!("name = \"{}\"", table.name);
            let rule = match table.kind {
                Some(kind) => Rule::Quantity(QuantityRule {
                    kind,
                    unit: table.unit.clone(),
                    scale: table.scale,
                    bound: None,
                }),
                None => Rule::Nothing,
            };
            self.rule(rule, table.patterns.iter().cloned(), table.priority, &written)?;
        }
        Ok(())
    }
}

/// Every pattern with every one of `words` in its place.
fn filled(patterns: &[String], place: &str, words: &[String]) -> Vec<String> {
    let of_word =
        |word: &String| patterns.iter().map(|pattern| pattern.replace(place, word)).collect();
    words.iter().flat_map(|word: &String| -> Vec<String> { of_word(word) }).collect()
}

/// Whether the mention is a name of which `span` is a part that is neither time nor quantity.
fn holds_number(mention: &Mention, span: Span) -> bool {
    use MentionType::{Facility, Organization, Person, Product, Work};
    let named = matches!(mention.kind, Person | Organization | Facility | Work | Product);
    named && mention.span.contains(span) && mention.span != span
}

impl Expressions {
    /// Compiles the files of a language.
    ///
    /// # Errors
    /// What is wrong in which file, and in which line.
    pub(crate) fn from_sources(sources: &Sources<'_>) -> Result<Self, Error> {
        let mut words = VocabularyBuilder::new();
        let (path, text) = sources.classes;
        let classes: ClassFile = read_toml(path, text)?;
        for (name, set) in &classes.sets {
            words.add_set(name, set).map_err(|error| error.at(path, None))?;
        }
        for table in &classes.noun_endings {
            for ending in &table.endings {
                words.add_ending(ending, &table.classes).map_err(|error| error.at(path, None))?;
            }
        }
        let numbers = NumberFile::read(sources.numbers.0, sources.numbers.1)?;
        let joints = numbers.add_to(&mut words);
        let mut compiler = Compiler {
            words,
            patterns: Patterns::new(),
            rules: Vec::new(),
            names: Vec::new(),
            file: sources.times,
        };
        let mut times = TimeFile::read(sources.times.0, sources.times.1)?;
        compiler.times(&mut times)?;
        compiler.file = sources.quantities;
        let quantities = QuantityFile::read(sources.quantities.0, sources.quantities.1)?;
        compiler.quantities(&quantities)?;
        let Compiler { mut words, patterns, rules, .. } = compiler;
        words.add_starts(patterns.first_words().iter().copied());
        Ok(Self {
            words: words.build(),
            joints,
            patterns,
            rules,
            times: times.into_times().map_err(|error| error.at(sources.times.0, None))?,
            quantities: quantities.quantities(),
        })
    }

    /// The Italian ones.
    ///
    /// # Errors
    /// Where the embedded files are bad, which the tests of this crate exclude.
    pub fn italian() -> Result<Self, Error> {
        Self::from_sources(&ITALIAN)
    }

    /// The times and quantities of an article, by the day (`2023-09-12`) it was written.
    pub fn read(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &[Mention],
        day: Option<&str>,
        scratch: &mut ExpressionScratch,
    ) -> (Vec<Time>, Vec<Quantity>) {
        let reference = day.and_then(|day| day.parse().ok());
        let found = self.find(text, segments, mentions, reference, scratch);
        (found.times, found.quantities)
    }

    /// The times and quantities of an article.
    pub(crate) fn find(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &[Mention],
        reference: Option<Date>,
        scratch: &mut ExpressionScratch,
    ) -> Found {
        let reference = reference.or_else(|| self.dateline(text, segments, scratch));
        let mut line = TimeLine::new(reference);
        let mut quantities = Vec::new();
        let mut pending = Vec::new();
        for sentence in 0..segments.sentences.len() as u32 {
            self.search(text, segments, sentence, scratch);
            if scratch.matches.is_empty() {
                continue;
            }
            self.drop_names(mentions, scratch);
            let around = self.around(text, segments, sentence, &scratch.items);
            pending.clear();
            self.times(&around, &scratch.matches, &mut pending);
            line.add(&self.times, &around, &pending);
            let counted = Counted {
                text,
                items: &scratch.items,
                words: &self.words,
                patterns: &self.patterns,
            };
            for found in &scratch.matches {
                if let Rule::Quantity(rule) = &self.rules[usize::from(found.rule)] {
                    counted.add(&self.quantities, rule, found, &mut quantities);
                }
            }
        }
        Found { times: line.times, quantities, reference }
    }

    /// Drops what is part of a name ("Natale Rossi", "Corriere della Sera").
    fn drop_names(&self, mentions: &[Mention], scratch: &mut ExpressionScratch) {
        let ExpressionScratch { items, matches, .. } = scratch;
        matches.retain(|found| {
            !self.patterns.spans(found).any(|(first, end, _)| {
                let span = items[first as usize].span.cover(items[end as usize - 1].span);
                let next = mentions.partition_point(|mention| mention.span.start <= span.start);
                next.checked_sub(1).is_some_and(|at| holds_number(&mentions[at], span))
            })
        });
    }

    /// The day in the dateline, where there is one.
    fn dateline(
        &self,
        text: &str,
        segments: &Segments,
        scratch: &mut ExpressionScratch,
    ) -> Option<Date> {
        let datelines = segments.ranges.iter().filter(|range| range.body > range.first);
        let datelines: Vec<u32> = datelines.map(|range| range.first).collect();
        let in_dateline = |first: u32| datelines.binary_search(&first).is_ok();
        let mut pending = Vec::new();
        for (index, sentence) in segments.sentences.iter().enumerate() {
            if index >= FIRST_SENTENCES && !in_dateline(sentence.first) {
                continue;
            }
            self.search(text, segments, index as u32, scratch);
            let around = self.around(text, segments, index as u32, &scratch.items);
            pending.clear();
            self.times(&around, &scratch.matches, &mut pending);
            if let Some(date) = full_date(&around, &pending) {
                return Some(date);
            }
        }
        None
    }

    fn around<'a>(
        &'a self,
        text: &'a str,
        segments: &'a Segments,
        sentence: u32,
        items: &'a [Item],
    ) -> Around<'a> {
        Around { text, segments, sentence, items, words: &self.words, patterns: &self.patterns }
    }

    /// The matches in one sentence, into the scratch.
    fn search(
        &self,
        text: &str,
        segments: &Segments,
        sentence: u32,
        scratch: &mut ExpressionScratch,
    ) {
        let sentence = &segments.sentences[sentence as usize];
        let reader =
            ItemReader { text, tokens: &segments.tokens, words: &self.words, joints: &self.joints };
        reader.read(sentence.first as usize, sentence.end as usize, &mut scratch.items);
        let ExpressionScratch { items, search, matches } = scratch;
        matches.clear();
        self.patterns.search(items, search, |found| {
            if !matches!(self.rules[usize::from(found.rule)], Rule::Nothing) {
                matches.push(found);
            }
        });
    }

    /// The time expressions among the matches, with what their words say.
    fn times<'r>(&'r self, around: &Around<'_>, matches: &[Match], pending: &mut Vec<Pending<'r>>) {
        for found in matches {
            if let Rule::Time(rule) = &self.rules[usize::from(found.rule)] {
                around.read(&self.times, rule, found, pending);
            }
        }
    }
}

#[cfg(test)]
#[path = "expressions_tests.rs"]
mod tests;
