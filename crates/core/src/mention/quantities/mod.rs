//! Quantities: what `quantities.toml` says of them, and their values in an article.

mod file;

use crate::document::{Bound, Quantity, QuantityKind};
use crate::mention::patterns::class::{Class, Classes, class_of};
use crate::mention::patterns::items::{Item, roman};
use crate::mention::patterns::vocabulary::Vocabulary;
use crate::mention::patterns::{Match, Patterns};
use crate::span::Span;

pub(crate) use file::{Quantities, QuantityFile, QuantityRule};

/// What surrounds the quantities of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub(crate) text: &'a str,
    pub(crate) items: &'a [Item],
    pub(crate) words: &'a Vocabulary,
    pub(crate) patterns: &'a Patterns,
}

/// What the words of one quantity say.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    value: Option<f64>,
    noun: Option<Span>,
    /// What stands behind the number.
    rest: Option<Span>,
    second: Option<f64>,
    rounded: bool,
}

/// An article may stand between a marker and its number ("circa i 60").
const ARTICLE: Classes = Class::Closed.bit();
/// Words of a marker, at most.
const LONGEST_MARKER: usize = 5;

impl Counted<'_> {
    /// Adds the quantities of a match.
    pub(crate) fn add(
        &self,
        kept: &Quantities,
        rule: &QuantityRule,
        found: &Match,
        quantities: &mut Vec<Quantity>,
    ) {
        let start = quantities.len();
        let mut unit = None;
        for (first, end, classes) in self.patterns.spans(found) {
            let (first, end) = (first as usize, end as usize);
            let items = &self.items[first..end];
            let (Some(head), Some(tail)) = (items.first(), items.last()) else { continue };
            let reading = self.read(items, classes);
            unit = self.unit(rule, &reading);
            let bound = rule.bound.or_else(|| self.bound(kept, first, end));
            quantities.push(Quantity {
                span: self.without_stop(head.span.cover(tail.span)),
                kind: rule.kind,
                value: reading.value.map(|value| value * rule.scale),
                unit: unit.clone(),
                bound: bound.or(reading.rounded.then_some(Bound::About)),
            });
        }
        // "tra 20 e 30 persone": the noun is of both.
        for earlier in &mut quantities[start..] {
            if earlier.unit.is_none() {
                earlier.unit.clone_from(&unit);
            }
        }
    }

    /// The span without the stop of an abbreviated unit ("12 km.").
    fn without_stop(&self, span: Span) -> Span {
        let stopped = span.of(self.text).ends_with('.');
        Span::new(span.start, span.end - u32::from(stopped))
    }

    fn unit(&self, rule: &QuantityRule, reading: &Reading) -> Option<String> {
        if rule.kind == QuantityKind::Score {
            return Some(format!("{}-{}", reading.value?, reading.second?));
        }
        if rule.unit.is_some() {
            return rule.unit.clone();
        }
        let words = match rule.kind {
            QuantityKind::Votes => reading.rest,
            QuantityKind::Ordinal => reading.noun.or(reading.rest),
            _ => reading.noun,
        };
        words.map(|span| span.of(self.text).to_owned())
    }

    fn read(&self, items: &[Item], classes: &[u8]) -> Reading {
        let mut reading = Reading::default();
        for (index, (item, &bit)) in items.iter().zip(classes).enumerate() {
            let Some(class) = class_of(bit) else { continue };
            let entry = self.words.entry(item.entry);
            let known = || entry.and_then(|entry| entry.value(class)).map(|value| value as f64);
            let number = match class {
                Class::Card | Class::Scaled | Class::Digits | Class::Small | Class::Degree => {
                    Some(item.number)
                }
                Class::Rounded => {
                    reading.rounded = true;
                    Some(item.number)
                }
                Class::OrdinalM | Class::OrdinalF | Class::Age if item.number.is_nan() => known(),
                Class::OrdinalM | Class::OrdinalF | Class::Age => Some(item.number),
                Class::Roman => roman(item.span.of(self.text)).map(f64::from),
                Class::One => Some(1.0),
                Class::Half => {
                    reading.value = Some(reading.value.unwrap_or(0.0) + 0.5);
                    None
                }
                Class::NounM | Class::NounF | Class::Nouns => {
                    reading.noun = Some(item.span);
                    None
                }
                _ => None,
            };
            if let Some(number) = number.filter(|number| !number.is_nan()) {
                reading.rounded |= item.classes & Class::Rounded.bit() != 0;
                if reading.value.is_none() {
                    reading.value = Some(number);
                    let rest = items.get(index + 1).zip(items.last());
                    reading.rest = rest.map(|(next, last)| next.span.cover(last.span));
                } else {
                    reading.second = Some(number);
                }
            }
        }
        reading
    }

    /// What a marker around items `first..end` makes of the value.
    fn bound(&self, kept: &Quantities, first: usize, end: usize) -> Option<Bound> {
        let before = |end: usize| {
            let words = self.items[..end].iter().rev().take(LONGEST_MARKER).map(|item| item.word);
            kept.before.longest(words)
        };
        let article = || {
            let last = first.checked_sub(1)?;
            (self.items[last].classes & ARTICLE != 0).then(|| before(last)).flatten()
        };
        let words = self.items[end..].iter().take(LONGEST_MARKER).map(|item| item.word);
        let found = before(first).or_else(article).or_else(|| kept.after.longest(words));
        found.and_then(|(_, bound)| Bound::ALL.get(bound as usize).copied())
    }
}
