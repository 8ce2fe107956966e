//! Lengths of time: durations, repetitions, and steps along the calendar.

use std::fmt::Write;

use jiff::civil::Time;

use crate::document::TimeType;
use crate::mention::times::calendar::{
    Grain, Point, add_days, add_months, season_code, unknown, write_number,
};
use crate::mention::times::fields::{Amount, Base, Fields, Unit};
use crate::mention::times::resolve::{Anchor, Value};

/// The value of a duration ("PT1H30M").
pub(crate) fn duration(fields: &Fields) -> Option<Value> {
    let mut text = String::from("P");
    let mut clock = false;
    for base in Base::ALL {
        for amount in fields.amounts().map(whole).flat_map(IntoIterator::into_iter).flatten() {
            if amount.unit.base != base {
                continue;
            }
            if base.is_clock() && !clock {
                text.push('T');
                clock = true;
            }
            if amount.number.is_nan() {
                text.push('X');
                text.push_str(amount.unit.code);
            } else {
                write_number(&mut text, amount.number * amount.unit.count as f64);
                text.push_str(base.letter());
            }
        }
    }
    (text.len() > 1).then(|| Value::new(TimeType::Duration, text))
}

/// An amount with its half, if it has one, in a smaller unit: a year and a half, an hour and a half.
fn whole(amount: Amount) -> [Option<Amount>; 2] {
    let half = amount.number.fract() == 0.5 && amount.unit.count == 1;
    let smaller = match amount.unit.base {
        Base::Year => Some((Base::Month, 6.0)),
        Base::Hour => Some((Base::Minute, 30.0)),
        Base::Minute => Some((Base::Second, 30.0)),
        Base::Day => Some((Base::Hour, 12.0)),
        _ => None,
    };
    let Some((base, number)) = smaller.filter(|_| half) else { return [Some(amount), None] };
    let unit = Unit { base, count: 1, grain: Grain::Time, code: base.letter() };
    let number = number * amount.number.signum();
    let rest = Amount { number: amount.number.trunc(), unit: amount.unit };
    [(rest.number != 0.0).then_some(rest), Some(Amount { number, unit })]
}

/// "due volte a settimana": once or more a unit.
pub(crate) fn frequency(fields: &Fields) -> Option<Value> {
    let unit = fields.unit()?;
    let mut text = String::from(if unit.base.is_clock() { "PT" } else { "P" });
    write_number(&mut text, unit.count as f64);
    text.push_str(unit.base.letter());
    Some(Value::new(TimeType::Set, text))
}

/// "ogni lunedì", "ogni due settimane", "tutte le mattine".
pub(crate) fn set(fields: &Fields) -> Option<Value> {
    let mut text = match (fields.weekday, fields.season, fields.month, fields.day) {
        (Some(weekday), ..) => format!("XXXX-WXX-{weekday}"),
        (_, Some(month), ..) => format!("XXXX-{}", season_code(month)),
        (_, _, Some(month), Some(day)) => format!("XXXX-{month:02}-{day:02}"),
        (_, _, Some(month), None) => format!("XXXX-{month:02}"),
        _ => String::new(),
    };
    if let Some(unit) = fields.unit().filter(|_| text.is_empty()) {
        if unit.grain == Grain::Weekend {
            return Some(Value::new(TimeType::Set, unknown(Grain::Weekend)));
        }
        let mut every = *fields;
        if let Some(amount) = &mut every.amounts[0]
            && amount.number.is_nan()
        {
            amount.number = 1.0;
        }
        return duration(&every).map(|value| Value { kind: TimeType::Set, ..value });
    }
    if let Some(hour) = fields.hour {
        let _ = write!(text, "T{hour:02}:{:02}", fields.minute.unwrap_or(0));
    } else if let Some(part) = fields.part {
        if text.is_empty() {
            text.push_str(unknown(Grain::Day));
        }
        let _ = write!(text, "T{part}");
    }
    (!text.is_empty()).then(|| Value::new(TimeType::Set, text))
}

/// A step along the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shift {
    months: i64,
    days: i64,
    minutes: i64,
    grain: Grain,
    /// Whether some number is unknown ("pochi giorni fa").
    pub(crate) vague: bool,
}

impl Shift {
    /// The step of these amounts; `None` where there is none.
    pub(crate) fn of(fields: &Fields) -> Option<Self> {
        let grain = fields.amounts().map(|amount| amount.unit.grain).min()?;
        let mut shift = Self { months: 0, days: 0, minutes: 0, grain, vague: false };
        for Amount { number, unit } in fields.amounts() {
            let number = number * unit.count as f64;
            shift.vague |= number.is_nan();
            let (field, number) = match unit.base {
                Base::Year => (&mut shift.months, number * 12.0),
                Base::Month => (&mut shift.months, number),
                Base::Week => (&mut shift.days, number * 7.0),
                Base::Day => (&mut shift.days, number),
                Base::Hour => (&mut shift.minutes, number * 60.0),
                Base::Minute => (&mut shift.minutes, number),
                Base::Second => (&mut shift.minutes, number / 60.0),
            };
            // A number too large for the calendar is caught where it is added.
            *field = field.saturating_add(number.round() as i64);
            if number.fract() != 0.0 || unit.base == Base::Year && shift.months % 12 != 0 {
                shift.grain = shift.grain.min(Grain::Month);
            }
        }
        Some(shift)
    }

    /// Where the step leads from `from`, forward or back.
    pub(crate) fn apply(self, from: Option<Anchor>, sign: i64) -> Value {
        self.there(from, sign).unwrap_or_else(|| {
            let kind = if self.grain == Grain::Time { TimeType::Time } else { TimeType::Date };
            Value::new(kind, unknown(self.grain))
        })
    }

    fn there(self, from: Option<Anchor>, sign: i64) -> Option<Value> {
        let Anchor { point, clock } = from.filter(|_| !self.vague)?;
        // From a year, a step of days leads nowhere in particular.
        if point.grain > self.grain && !(point.is_day() && self.grain == Grain::Time) {
            return None;
        }
        let day = add_days(add_months(point.day, self.months * sign)?, self.days * sign)?;
        if self.grain != Grain::Time {
            return Some(Value::at(Point::around(day, self.grain)));
        }
        let (hour, minute) = clock?;
        let moment = day.to_datetime(Time::new(hour, minute, 0, 0).ok()?);
        let step = jiff::Span::new().try_minutes(self.minutes.checked_mul(sign)?).ok()?;
        let moment = moment.checked_add(step).ok()?;
        let point = Point { grain: Grain::Day, day: moment.date() };
        let (hour, minute) = (moment.hour(), moment.minute());
        Some(Value {
            kind: TimeType::Time,
            text: format!("{point}T{hour:02}:{minute:02}"),
            anchor: Some(Anchor { point, clock: Some((hour, minute)) }),
        })
    }
}
