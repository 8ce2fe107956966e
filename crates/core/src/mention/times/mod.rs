//! Times: what `times.toml` says of them, and their values in an article.

mod calendar;
mod fields;
mod file;
mod lengths;
mod reference;
mod resolve;
mod tense;

use jiff::civil::Date;

use crate::document::{Document, Time, TimeId, TimeType};
use crate::mention::patterns::Patterns;
use crate::mention::patterns::items::Item;
use crate::mention::patterns::vocabulary::Vocabulary;
use crate::mention::patterns::{MOST_SPANS, Match};
use crate::segment::{Segments, Sentence, TokenKind};
use crate::span::Span;

pub(crate) use file::{TimeFile, TimeRule, Times};
pub(crate) use reference::full_date;
pub(crate) use resolve::TimeMeans;

use fields::Fields;
use resolve::{Anchor, Resolver, Value};

/// The times of one article, as they are found sentence by sentence.
#[derive(Debug)]
pub(crate) struct TimeLine {
    pub(crate) reference: Option<Date>,
    pub(crate) times: Vec<Time>,
    before: Option<Anchor>,
    /// The last day named, with the sentence and section that named it.
    day: Option<(u32, u32, Date)>,
}

/// One expression of a sentence, waiting for its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending<'r> {
    rule: &'r TimeRule,
    span: Span,
    first: u32,
    end: u32,
    fields: Fields,
    /// Whether the next one is of the same match.
    joined: bool,
}

/// Sentences of a section through which a named day is that of the hours.
const DAY_WITHIN: u32 = 4;

/// What surrounds the expressions of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) text: &'a str,
    pub(crate) segments: &'a Segments,
    pub(crate) sentence: u32,
    pub(crate) items: &'a [Item],
    pub(crate) words: &'a Vocabulary,
    pub(crate) patterns: &'a Patterns,
}

impl Around<'_> {
    fn sentence(&self) -> &Sentence {
        &self.segments.sentences[self.sentence as usize]
    }
}

impl TimeLine {
    pub(crate) fn new(reference: Option<Date>) -> Self {
        Self { reference, times: Vec::new(), before: None, day: None }
    }

    /// Adds the expressions of one sentence.
    pub(crate) fn add(&mut self, rules: &Times, around: &Around<'_>, pending: &[Pending<'_>]) {
        for index in 0..pending.len() {
            let near = self.near(rules, around, pending, index);
            let expression = &self.dated(rules, around, &pending[index..]);
            let Some(value) = self.value(rules, around, expression, near) else { continue };
            if let Some(anchor) = value.anchor {
                self.before = Some(anchor);
                if anchor.point.is_day() && expression.fields.names_day() {
                    let section = around.sentence().section;
                    self.day = Some((around.sentence, section, anchor.point.day));
                }
            }
            self.times.push(Time {
                span: expression.span,
                kind: value.kind,
                anchored: value.anchor.is_some(),
                value: value.text,
            });
        }
    }

    /// The first expression; of a range, with the year that its end turns out to have.
    fn dated<'r>(&self, rules: &Times, around: &Around<'_>, range: &[Pending<'r>]) -> Pending<'r> {
        let mut first = range[0];
        if first.joined
            && first.fields.lacks_year()
            && let Some(last) = range.iter().find(|expression| !expression.joined)
            && let Some(anchor) =
                self.value(rules, around, last, None).and_then(|value| value.anchor)
        {
            let day = anchor.point.day;
            first.fields.set_year_before(day.year(), Some(day.month()));
        }
        first
    }

    fn value(
        &self,
        rules: &Times,
        around: &Around<'_>,
        expression: &Pending<'_>,
        near: Option<Date>,
    ) -> Option<Value> {
        if let Some(fixed) = &expression.rule.value {
            return Some(Value::new(TimeType::Date, fixed.as_str()));
        }
        let Pending { first, end, fields, .. } = expression;
        let lean = if fields.needs_lean() && self.reference.is_some() {
            let sentence = around.sentence();
            let tokens = around.segments.of_sentence(sentence);
            let at = |token: u32| (token - sentence.first) as usize;
            rules.tenses.lean(around.text, tokens, at(*first), at(*end))
        } else {
            None
        };
        let resolver = Resolver { reference: self.reference, lean, before: self.before, near };
        resolver.resolve(&expression.rule.means, fields)
    }

    /// The day to which a bare hour belongs: the one named right behind it ("alle 15 di lunedì"),
    /// else the last one named in this sentence or the one before.
    fn near(
        &self,
        rules: &Times,
        around: &Around<'_>,
        pending: &[Pending<'_>],
        index: usize,
    ) -> Option<Date> {
        let hour = &pending[index];
        if hour.fields.names_day() || hour.fields.hour.is_none() && hour.fields.part.is_none() {
            return None;
        }
        if let Some(next) = pending.get(index + 1).filter(|next| {
            next.fields.names_day()
                && next.rule.means == TimeMeans::Calendar
                && next.first.saturating_sub(hour.end) <= 2
                && around.joins(hour.end, next.first)
        }) && let Some(anchor) =
            self.value(rules, around, next, None).and_then(|value| value.anchor)
        {
            return Some(anchor.point.day);
        }
        let (sentence, section, day) = self.day?;
        let close = sentence + DAY_WITHIN >= around.sentence;
        (close && section == around.sentence().section).then_some(day)
    }
}

impl Around<'_> {
    /// Whether only words, and no mark, stand between two tokens.
    fn joins(&self, from: u32, to: u32) -> bool {
        let between = &self.segments.tokens[from as usize..to as usize];
        between.iter().all(|token| token.kind == TokenKind::Word)
    }

    /// The expressions of a match, with what their words say.
    pub(crate) fn read<'r>(
        &self,
        rules: &Times,
        rule: &'r TimeRule,
        found: &Match,
        pending: &mut Vec<Pending<'r>>,
    ) {
        let start = pending.len();
        for (first, end, classes) in self.patterns.spans(found).take(MOST_SPANS) {
            let items = &self.items[first as usize..end as usize];
            let mut fields = rule.with.fields();
            for (item, &bit) in items.iter().zip(classes) {
                let entry = self.words.entry(item.entry);
                fields.fill(bit, item, entry, self.text, &rules.units);
            }
            let (Some(head), Some(tail)) = (items.first(), items.last()) else { continue };
            pending.push(Pending {
                rule,
                span: head.span.cover(tail.span),
                first: head.first,
                end: tail.end,
                fields,
                joined: true,
            });
        }
        if let Some(last) = pending[start..].last_mut() {
            last.joined = false;
        }
        for at in (start + 1..pending.len()).rev() {
            let (earlier, later) = pending.split_at_mut(at);
            earlier[at - 1].fields.inherit(&later[0].fields);
        }
        // "2022-23": the second year is of the same century.
        if let [first, second] = &mut pending[start..]
            && let (Some(year), Some(short)) = (first.fields.year, second.fields.short_year)
        {
            second.fields.year = Some(year.div_euclid(100) * 100 + short);
        }
    }
}

impl Document {
    /// The first date or time of day whose words lie in `span`.
    pub fn time_in(&self, span: Span) -> Option<TimeId> {
        let from = self.times.partition_point(|time| time.span.start < span.start);
        let mut within = self.times[from..].iter().take_while(|time| time.span.start < span.end);
        let index = within.position(|time| {
            matches!(time.kind, TimeType::Date | TimeType::Time) && span.contains(time.span)
        })?;
        Some(TimeId((from + index) as u32))
    }
}
