//! From what an expression says to its TIMEX3 value.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Deserialize;

use crate::document::TimeType;
use crate::mention::times::calendar::{
    Grain, Point, add_days, days_between, easter, monday, season_code, unknown,
};
use crate::mention::times::fields::{Direction, Fields};
use crate::mention::times::lengths;

/// What the expressions of a rule mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TimeMeans {
    /// A date, a stretch of the calendar, an hour: what its words say.
    Calendar,
    /// So long before the reference date.
    Ago,
    /// So long after the reference date.
    Ahead,
    /// So long after the time mentioned before.
    After,
    /// So long before the time mentioned before.
    Before,
    /// So long before or after something that is no time.
    Event,
    /// A length.
    Duration,
    /// Once or more a unit.
    Frequency,
    /// Every one of something.
    Set,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// A century before Christ.
    CenturyBefore,
    /// A year before Christ.
    YearBefore,
    /// A year after Christ, so early that it must be said.
    YearAfter,
    /// What `value` says.
    Fixed,
}

/// Where the tense of the clause turns an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lean {
    Back,
    Forward,
}

/// A time that others may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) point: Point,
    pub(crate) clock: Option<(i8, i8)>,
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) kind: TimeType,
    pub(crate) text: String,
    /// Where it lies on the calendar, if that is known.
    pub(crate) anchor: Option<Anchor>,
}

/// What is known around an expression.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolver {
    pub(crate) reference: Option<Date>,
    pub(crate) lean: Option<Lean>,
    /// The time mentioned before.
    pub(crate) before: Option<Anchor>,
    /// The day to which a bare hour belongs.
    pub(crate) near: Option<Date>,
}

/// A date or longer stretch.
enum Stretch {
    Known(Point),
    Unknown(String),
    /// Words that only tell an hour or a part of the day.
    Absent,
}

/// Years around the reference date in which a date without year is looked for; as many as it takes
/// to meet a 29 February.
const YEARS_AROUND: i16 = 8;
/// Years around the reference date in which the weekday of a date tells its year.
const YEARS_TO_FIT: i16 = 2;

impl Value {
    pub(crate) fn new(kind: TimeType, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), anchor: None }
    }

    pub(crate) fn at(point: Point) -> Self {
        let anchor = Some(Anchor { point, clock: None });
        Self { kind: TimeType::Date, text: point.to_string(), anchor }
    }
}

impl Fields {
    /// Whether the tense of the clause has a say in the value.
    pub(crate) fn needs_lean(&self) -> bool {
        let open = self.weekday.is_some()
            || self.month.is_some()
            || self.season.is_some()
            || self.period.is_some()
            || self.easter.is_some()
            || self.grain.is_some()
            || self.unit().is_some();
        open && self.year.is_none() && self.short_year.is_none()
    }

    /// Whether it names a day by itself.
    pub(crate) fn names_day(&self) -> bool {
        self.day.is_some()
            || self.weekday.is_some()
            || self.deictic.is_some()
            || self.easter.is_some()
    }
}

impl Resolver {
    /// The value; `None` where the words make no date ("31 febbraio").
    pub(crate) fn resolve(&self, means: &TimeMeans, fields: &Fields) -> Option<Value> {
        match means {
            TimeMeans::Calendar => self.calendar(fields),
            TimeMeans::Ago => self.shifted(fields, -1),
            TimeMeans::Ahead => self.shifted(fields, 1),
            TimeMeans::After => self.beside_before(fields, 1),
            TimeMeans::Before => self.beside_before(fields, -1),
            TimeMeans::Event => {
                let grain = fields.amounts().map(|amount| amount.unit.grain).min()?;
                let kind = if grain == Grain::Time { TimeType::Time } else { TimeType::Date };
                Some(Value::new(kind, unknown(grain)))
            }
            TimeMeans::Duration => lengths::duration(fields),
            TimeMeans::Frequency => lengths::frequency(fields),
            TimeMeans::Set => lengths::set(fields),
            TimeMeans::Decade => decade(fields),
            TimeMeans::Century => {
                let century = fields.century.or_else(|| Some(fields.ordinal? as i16 - 1))?;
                let first = Date::new(century.checked_mul(100)?, 1, 1).ok()?;
                (0..=29)
                    .contains(&century)
                    .then(|| Value::at(Point { grain: Grain::Century, day: first }))
            }
            TimeMeans::CenturyBefore => {
                let century = fields.ordinal.filter(|century| (1..=50).contains(century))?;
                Some(Value::new(TimeType::Date, format!("BC{:02}", century - 1)))
            }
            TimeMeans::YearBefore => {
                Some(Value::new(TimeType::Date, format!("BC{:04}", fields.number? as i64)))
            }
            TimeMeans::YearAfter => {
                let day = Date::new(fields.number? as i16, 1, 1).ok()?;
                Some(Value::at(Point { grain: Grain::Year, day }))
            }
            // Its value is the rule's.
            TimeMeans::Fixed => None,
        }
    }

    fn calendar(&self, fields: &Fields) -> Option<Value> {
        let stretch = self.stretch(fields)?;
        if fields.hour.is_none() && fields.part.is_none() {
            return match stretch {
                Stretch::Known(point) => Some(Value::at(point)),
                Stretch::Unknown(text) => Some(Value::new(TimeType::Date, text)),
                Stretch::Absent => None,
            };
        }
        let (day, mut text) = match stretch {
            Stretch::Known(point) => (point.is_day().then_some(point.day)?, String::new()),
            Stretch::Unknown(text) => (Date::ZERO, text),
            Stretch::Absent => match self.near.or(self.reference) {
                Some(day) => (day, String::new()),
                None => (Date::ZERO, unknown(Grain::Day).to_owned()),
            },
        };
        let point = Point { grain: Grain::Day, day };
        let known = text.is_empty();
        if known {
            text = point.to_string();
        }
        let clock = fields.clock();
        // Writing to a string cannot fail.
        let _ = match (clock, fields.part) {
            (Some((hour @ 0..=24, minute @ 0..=59)), _) => write!(text, "T{hour:02}:{minute:02}"),
            (None, Some(part)) => write!(text, "T{part}"),
            _ => return None,
        };
        let anchor = known.then_some(Anchor { point, clock });
        Some(Value { kind: TimeType::Time, text, anchor })
    }

    /// The date or stretch the words name; `None` where there is no such date.
    fn stretch(&self, fields: &Fields) -> Option<Stretch> {
        if let Some(days) = fields.deictic {
            return self.relative(Grain::Day, |day| add_days(day, days));
        }
        let of_reference = || Some(self.reference?.year() + fields.years?);
        let year =
            fields.year.or_else(|| self.whole_year(fields.short_year?)).or_else(of_reference);
        if let Some((grain, unknown)) = yearly(fields) {
            let at = |year: i16| Some(Point { grain, day: self.in_year(fields, year)? });
            if let Some(year) = year {
                return at(year).map(Stretch::Known);
            }
            // The day must exist in some year.
            (1996..=2004).find_map(at)?;
            let Some(reference) = self.reference else { return Some(Stretch::Unknown(unknown)) };
            let fits = |point: &Point| {
                let weekday = point.day.weekday().to_monday_one_offset();
                fields.weekday.is_none_or(|named| named == weekday)
            };
            let near = |point: &Point| {
                (point.day.year() - reference.year()).abs() <= YEARS_TO_FIT && fits(point)
            };
            let found = match fields.weekday {
                // The weekday tells the year; the tense is asked where it leaves a choice.
                Some(_) if fields.second_day.is_none() => self
                    .nearest(fields.direction, reference, |year| at(year).filter(near))
                    .or_else(|| {
                        let open = Self { lean: None, ..*self };
                        open.nearest(None, reference, |year| at(year).filter(near))
                    }),
                _ => None,
            };
            let found = found.or_else(|| self.nearest(fields.direction, reference, at));
            return found.map(Stretch::Known);
        }
        if let Some(weekday) = fields.weekday {
            let Some(reference) = self.reference else {
                return Some(Stretch::Unknown(format!("XXXX-WXX-{weekday}")));
            };
            let day = match fields.day {
                Some(day) => self.dated(weekday, day, reference),
                None => self.weekday(weekday, reference, fields.direction),
            }?;
            return Some(Stretch::Known(Point { grain: Grain::Day, day }));
        }
        if let Some(day) = fields.day {
            return self.day_of_month(day);
        }
        if let Some(year) = year {
            let day = Date::new(year, 1, 1).ok()?;
            return Some(Stretch::Known(Point { grain: Grain::Year, day }));
        }
        if let Some(grain) = fields.grain {
            return self.unit(grain, 1, fields.direction);
        }
        match fields.amounts[0] {
            Some(amount) if amount.unit.grain == Grain::Time => None,
            Some(amount) => self.unit(amount.unit.grain, amount.unit.count, fields.direction),
            None if fields.direction.is_some() => None,
            None => Some(Stretch::Absent),
        }
    }

    fn relative(&self, grain: Grain, shift: impl Fn(Date) -> Option<Date>) -> Option<Stretch> {
        match self.reference {
            Some(reference) => Some(Stretch::Known(Point::around(shift(reference)?, grain))),
            None => Some(Stretch::Unknown(unknown(grain).to_owned())),
        }
    }

    /// "la scorsa settimana", "questo mese".
    fn unit(&self, grain: Grain, count: i64, direction: Option<Direction>) -> Option<Stretch> {
        let shift = match direction {
            Some(Direction::Last) => -1,
            Some(Direction::Next) => 1,
            Some(Direction::This) => 0,
            None if grain == Grain::Weekend => match self.lean {
                Some(Lean::Forward) => 0,
                _ => -1,
            },
            None => 0,
        };
        let Some(reference) = self.reference else {
            return Some(Stretch::Unknown(unknown(grain).to_owned()));
        };
        if grain == Grain::Weekend {
            return weekend(reference, shift, direction).map(Stretch::Known);
        }
        let here = Point::around(reference, grain);
        let there = match shift {
            0 => here.day,
            1 => here.end(),
            _ => Point::around(add_days(here.day, -1)?, grain).day,
        };
        // A unit of several, such as three years, has no place on the calendar.
        if grain == Grain::Day && direction.is_none() {
            return None;
        }
        let single = matches!(grain, Grain::Decade | Grain::Century | Grain::Quarter | Grain::Half);
        (count == 1 || single).then_some(Stretch::Known(Point { grain, day: there }))
    }

    fn weekday(&self, weekday: i8, reference: Date, direction: Option<Direction>) -> Option<Date> {
        let today = reference.weekday().to_monday_one_offset();
        let back = i64::from((today - weekday).rem_euclid(7));
        let ahead = i64::from((weekday - today).rem_euclid(7));
        let strictly = |days: i64| if days == 0 { 7 } else { days };
        let days = match (direction, self.lean) {
            (Some(Direction::Last), _) => -strictly(back),
            (Some(Direction::Next), _) | (None, Some(Lean::Forward)) => strictly(ahead),
            // "questo venerdì" is that of this week.
            (Some(Direction::This), _) => i64::from(weekday - today),
            _ => -back,
        };
        add_days(reference, days)
    }

    /// "lunedì 18": the nearest such day, within three months.
    fn dated(&self, weekday: i8, day: i8, reference: Date) -> Option<Date> {
        let fits =
            |date: &Date| date.day() == day && date.weekday().to_monday_one_offset() == weekday;
        let near = |days: i64| add_days(reference, days).filter(fits);
        let back = || (0..=92).find_map(|days| near(-days));
        let ahead = || (0..=92).find_map(near);
        match self.lean {
            Some(Lean::Back) => back().or_else(ahead),
            _ => ahead().or_else(back),
        }
    }

    /// "la sera del 10": of the month mentioned before, else of the nearest the tense allows.
    fn day_of_month(&self, day: i8) -> Option<Stretch> {
        let known = |date: Date| Stretch::Known(Point { grain: Grain::Day, day: date });
        let before = self.before.map(|anchor| anchor.point).filter(|it| it.grain <= Grain::Month);
        if let Some(month) = before.map(|point| point.day) {
            return Date::new(month.year(), month.month(), day).ok().map(known);
        }
        let Some(reference) = self.reference else {
            return (1..=31).contains(&day).then(|| Stretch::Unknown(format!("XXXX-XX-{day:02}")));
        };
        let fits = |days: i64| add_days(reference, days).filter(|date| date.day() == day);
        let mut ahead = (1..=62).filter_map(fits);
        let mut back = (0..=62).map(|days| -days).filter_map(fits);
        let found = if self.lean == Some(Lean::Forward) { ahead.next() } else { back.next() };
        found.map(known)
    }

    /// The first day of what `fields` name, in `year`.
    fn in_year(&self, fields: &Fields, year: i16) -> Option<Date> {
        if let Some(days) = fields.easter {
            return add_days(easter(year)?, days);
        }
        if let Some(month) = fields.season {
            return Date::new(year, month, 1).ok();
        }
        if let Some(months) = fields.period {
            let index =
                fields.ordinal.filter(|&index| index >= 1 && index * i64::from(months) <= 12)?;
            return Date::new(year, (index as i8 - 1) * months + 1, 1).ok();
        }
        let mut month = fields.month?;
        let Some(day) = fields.day else { return Date::new(year, month, 1).ok() };
        // "la notte tra il 31 e il 1º gennaio"
        let (mut year, before) = (year, fields.second_day.is_some_and(|second| second < day));
        if before {
            (month, year) = if month == 1 { (12, year - 1) } else { (month - 1, year) };
        }
        Date::new(year, month, day).ok()
    }

    /// The occurrence that direction or tense point to; else the nearest.
    fn nearest(
        &self,
        direction: Option<Direction>,
        reference: Date,
        at: impl Fn(i16) -> Option<Point>,
    ) -> Option<Point> {
        let years = reference.year() - YEARS_AROUND..=reference.year() + YEARS_AROUND;
        let mut points = years.filter_map(at);
        match (direction, self.lean) {
            (Some(Direction::Last), _) => points.rfind(|point| point.end() <= reference),
            (Some(Direction::Next), _) => points.find(|point| point.day > reference),
            (_, Some(Lean::Back)) => points.rfind(|point| point.day <= reference),
            (_, Some(Lean::Forward)) => points.find(|point| point.end() > reference),
            _ => points.min_by_key(|point| {
                let distance = days_between(point.day, reference).abs();
                if point.day <= reference && reference < point.end() { 0 } else { distance }
            }),
        }
    }

    /// `68` as 1968, `23` as 2023: the last such year up to the year after the reference date's.
    fn whole_year(&self, short: i16) -> Option<i16> {
        let last = self.reference.map_or(2030, |reference| reference.year() + 1);
        let century = last.div_euclid(100) * 100;
        let year = century + short;
        (0..100).contains(&short).then_some(if year <= last { year } else { year - 100 })
    }

    fn shifted(&self, fields: &Fields, sign: i64) -> Option<Value> {
        let shift = lengths::Shift::of(fields)?;
        if shift.vague {
            let text = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some(Value::new(TimeType::Date, text));
        }
        let reference = self
            .reference
            .map(|day| Anchor { point: Point { grain: Grain::Day, day }, clock: None });
        Some(shift.apply(reference, sign))
    }

    fn beside_before(&self, fields: &Fields, sign: i64) -> Option<Value> {
        let before = self.before;
        let day = before.filter(|anchor| anchor.point.is_day()).map(|anchor| anchor.point.day);
        if let Some(weekday) = fields.weekday {
            let Some(day) = day else {
                return Some(Value::new(TimeType::Date, format!("XXXX-WXX-{weekday}")));
            };
            let direction = if sign < 0 { Direction::Last } else { Direction::Next };
            let there = self.weekday(weekday, day, Some(direction))?;
            let there = Resolver { reference: Some(there), ..*self };
            return there.calendar(&Fields { deictic: Some(0), ..*fields });
        }
        if fields.part.is_some() && fields.amounts[0].is_none() {
            let there = Resolver { reference: day.and_then(|day| add_days(day, sign)), ..*self };
            return there.calendar(&Fields { deictic: Some(0), ..*fields });
        }
        let shifted = lengths::Shift::of(fields)?.apply(before, sign);
        if fields.part.is_none() {
            return Some(shifted);
        }
        // "l'indomani mattina"
        let day = shifted.anchor.map(|anchor| anchor.point.day);
        let there = Resolver { reference: day, near: None, ..*self };
        there.calendar(&Fields { deictic: Some(0), ..*fields })
    }
}

/// What comes once a year, and its value in an unknown year.
fn yearly(fields: &Fields) -> Option<(Grain, String)> {
    if fields.easter.is_some() {
        return Some((Grain::Day, unknown(Grain::Day).to_owned()));
    }
    if let Some(month) = fields.season {
        return Some((Grain::Season, format!("XXXX-{}", season_code(month))));
    }
    if let Some(months) = fields.period {
        let (grain, letter) = match months {
            3 => (Grain::Quarter, 'Q'),
            6 => (Grain::Half, 'H'),
            _ => return None,
        };
        return Some((grain, format!("XXXX-{letter}{}", fields.ordinal?)));
    }
    let month = fields.month.filter(|month| (1..=12).contains(month))?;
    match fields.day {
        Some(day) => Some((Grain::Day, format!("XXXX-{month:02}-{day:02}"))),
        None => Some((Grain::Month, format!("XXXX-{month:02}"))),
    }
}

/// The weekend `shift` weeks away; the last one is over, the next one has not begun.
fn weekend(reference: Date, shift: i64, direction: Option<Direction>) -> Option<Point> {
    let point = |weeks: i64| {
        let day = add_days(monday(reference), weeks * 7 + 5)?;
        Some(Point { grain: Grain::Weekend, day })
    };
    let inside = reference.weekday().to_monday_one_offset() >= 6;
    match (direction, inside) {
        (Some(Direction::Next), false) => point(0),
        // During a weekend the one meant is that one.
        (None, true) => point(0),
        _ => point(shift),
    }
}

fn decade(fields: &Fields) -> Option<Value> {
    let tens = fields.tens.or(fields.short_year).filter(|tens| tens % 10 == 0)?;
    // "anni Dieci" and "anni '00" are of this century; the others of the last, unless one is named.
    let century = fields.century.unwrap_or(if tens <= 10 { 20 } else { 19 });
    let day = Date::new(century.checked_mul(100)?.checked_add(tens)?, 1, 1).ok()?;
    Some(Value::at(Point { grain: Grain::Decade, day }))
}
