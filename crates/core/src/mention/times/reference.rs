//! The reference date an article carries itself, in its dateline.

use jiff::civil::Date;

use crate::mention::times::resolve::TimeMeans;
use crate::mention::times::{Around, Pending};

impl Pending<'_> {
    /// The day it names in full.
    pub(crate) fn full_date(&self) -> Option<Date> {
        let calendar = self.rule.means == TimeMeans::Calendar;
        let (year, month, day) = (self.fields.year?, self.fields.month?, self.fields.day?);
        Date::new(year, month, day).ok().filter(|_| calendar)
    }
}

/// Tokens of a line that is a dateline, at most.
const LONGEST: usize = 14;

/// The day of a dateline ("Roma, 12 settembre 2023 -"): of a sentence that is nothing but names, marks
/// and that day.
pub(crate) fn full_date(around: &Around<'_>, pending: &[Pending<'_>]) -> Option<Date> {
    let sentence = around.sentence();
    let tokens = around.segments.of_sentence(sentence);
    let mut dates = pending.iter().filter_map(|time| Some((time, time.full_date()?)));
    let (time, date) = dates.next()?;
    let outside = tokens.iter().filter(|token| !time.span.contains(token.span));
    let named = outside.clone().all(|token| {
        token.is_capitalized()
            || token.is_punctuation()
            || pending.iter().any(|time| time.span.contains(token.span))
    });
    (tokens.len() <= LONGEST && named).then_some(date)
}
