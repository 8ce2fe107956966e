//! What the words of a time expression say, before they are resolved.

use serde::Deserialize;

use crate::mention::numbers::{clock, full_date};
use crate::mention::patterns::class::{Class, class_of};
use crate::mention::patterns::items::{Item, roman};
use crate::mention::patterns::vocabulary::Entry;
use crate::mention::times::calendar::{Grain, Part, SEASONS};

/// Lengths one duration may add up ("un'ora, 12 minuti e 3 secondi").
pub(crate) const MOST_AMOUNTS: usize = 4;

/// A unit of time, as a rule file gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) base: Base,
    /// How many of the base: ten years a decade.
    pub(crate) count: i64,
    pub(crate) grain: Grain,
    /// The letters of an unknown number of it ("PXDE").
    pub(crate) code: &'static str,
}

/// The units of ISO 8601 durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Base {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Base {
    pub(crate) const ALL: [Self; 7] =
        [Self::Year, Self::Month, Self::Week, Self::Day, Self::Hour, Self::Minute, Self::Second];

    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Year => "Y",
            Self::Month | Self::Minute => "M",
            Self::Week => "W",
            Self::Day => "D",
            Self::Hour => "H",
            Self::Second => "S",
        }
    }

    /// Whether it stands behind the `T` of a duration.
    pub(crate) fn is_clock(self) -> bool {
        self >= Self::Hour
    }
}

/// Before, at or after the reference date, by the expression's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    Last,
    This,
    Next,
}

/// A number of units; `NaN` where it is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) number: f64,
    pub(crate) unit: Unit,
}

/// What the words of one expression say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub(crate) year: Option<i16>,
    pub(crate) short_year: Option<i16>,
    /// Years from that of the reference date.
    pub(crate) years: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) second_day: Option<i8>,
    pub(crate) weekday: Option<i8>,
    pub(crate) hour: Option<i8>,
    pub(crate) minute: Option<i8>,
    pub(crate) part: Option<Part>,
    /// The first month of a season.
    pub(crate) season: Option<i8>,
    /// The months of a quarter or half-year.
    pub(crate) period: Option<i8>,
    pub(crate) ordinal: Option<i64>,
    /// Days from the reference date.
    pub(crate) deictic: Option<i64>,
    /// Days from Easter.
    pub(crate) easter: Option<i64>,
    pub(crate) century: Option<i16>,
    pub(crate) tens: Option<i16>,
    pub(crate) direction: Option<Direction>,
    /// A stretch around the reference date.
    pub(crate) grain: Option<Grain>,
    pub(crate) amounts: [Option<Amount>; MOST_AMOUNTS],
    /// A number whose unit has not come yet.
    pub(crate) number: Option<f64>,
}

/// The fields a rule sets by itself.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preset {
    month: Option<i8>,
    day: Option<i8>,
    hour: Option<i8>,
    minute: Option<i8>,
    part: Option<Part>,
    deictic: Option<i64>,
    easter: Option<i64>,
    years: Option<i16>,
    number: Option<f64>,
    direction: Option<Direction>,
    grain: Option<Named>,
}

/// The stretches and lengths a rule may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Named {
    Minute,
    Day,
    Weekend,
}

impl Preset {
    pub(crate) fn fields(self) -> Fields {
        let unit = |base, grain| Unit { base, count: 1, grain, code: Base::letter(base) };
        let unit = self.grain.map(|grain| match grain {
            Named::Minute => unit(Base::Minute, Grain::Time),
            Named::Day => unit(Base::Day, Grain::Day),
            Named::Weekend => unit(Base::Day, Grain::Weekend),
        });
        let amount = unit.zip(self.number).map(|(unit, number)| Amount { number, unit });
        Fields {
            grain: unit.map(|unit| unit.grain).filter(|_| amount.is_none()),
            amounts: [amount, None, None, None],
            month: self.month,
            day: self.day,
            hour: self.hour,
            minute: self.minute,
            part: self.part,
            deictic: self.deictic,
            easter: self.easter,
            years: self.years,
            number: self.number.filter(|_| amount.is_none()),
            direction: self.direction,
            ..Fields::default()
        }
    }
}

/// Keeps what is there already.
fn set<T>(field: &mut Option<T>, value: T) {
    if field.is_none() {
        *field = Some(value);
    }
}

impl Fields {
    /// The units of its amounts, in order.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = Amount> + '_ {
        self.amounts.iter().flatten().copied()
    }

    /// The first unit named.
    pub(crate) fn unit(&self) -> Option<Unit> {
        self.amounts[0].map(|amount| amount.unit)
    }

    /// Adds what `item` says as a member of the class with this bit.
    pub(crate) fn fill(
        &mut self,
        bit: u8,
        item: &Item,
        entry: Option<&Entry>,
        text: &str,
        units: &[Unit],
    ) {
        let Some(class) = class_of(bit) else { return };
        let known = entry.and_then(|entry| entry.value(class));
        let number = known.unwrap_or(if item.number.is_nan() { 0 } else { item.number as i64 });
        let word = item.span.of(text);
        match class {
            Class::Card | Class::Scaled | Class::Rounded | Class::Digits | Class::Small => {
                set(&mut self.number, item.number);
            }
            Class::One => set(&mut self.number, 1.0),
            Class::Few | Class::Vague => set(&mut self.number, f64::NAN),
            Class::Half => self.half(),
            Class::Unit | Class::Units => {
                if let Some(&unit) = known.and_then(|index| units.get(index as usize)) {
                    self.push(unit);
                }
            }
            Class::OrdinalM | Class::OrdinalF => set(&mut self.ordinal, number),
            Class::Roman => set(&mut self.ordinal, i64::from(roman(word).unwrap_or(0))),
            Class::Clock | Class::ColonClock => {
                if let Some((hour, minute)) = clock(word) {
                    set(&mut self.hour, hour as i8);
                    set(&mut self.minute, minute as i8);
                }
            }
            Class::FullDate => {
                if let Some((day, month, year)) = full_date(word) {
                    set(&mut self.day, day as i8);
                    set(&mut self.month, month as i8);
                    self.set_year(year);
                }
            }
            _ => self.fill_name(class, number),
        }
    }

    fn fill_name(&mut self, class: Class, number: i64) {
        let small = number as i8;
        match class {
            Class::Day if self.day.is_none() => self.day = Some(small),
            Class::Day => set(&mut self.second_day, small),
            Class::Month | Class::MonthCut | Class::MonthNumber => set(&mut self.month, small),
            Class::Year | Class::PlainYear => self.set_year(number),
            Class::ShortYear | Class::CutYear => set(&mut self.short_year, number as i16),
            Class::Hour => set(&mut self.hour, small),
            Class::Minute => set(&mut self.minute, small),
            Class::Weekday => set(&mut self.weekday, small),
            Class::Part => set(&mut self.part, part(number)),
            Class::PartOfToday => {
                set(&mut self.part, part(number));
                set(&mut self.deictic, 0);
            }
            Class::Season => set(&mut self.season, SEASONS[number as usize % SEASONS.len()].1),
            Class::Period => set(&mut self.period, small),
            Class::Deictic => set(&mut self.deictic, number),
            Class::Century => set(&mut self.century, number as i16),
            Class::Tens => set(&mut self.tens, number as i16),
            Class::Last => set(&mut self.direction, Direction::Last),
            Class::This => set(&mut self.direction, Direction::This),
            Class::Next => set(&mut self.direction, Direction::Next),
            _ => {}
        }
    }

    /// Whether it is a day or month whose year is open.
    pub(crate) fn lacks_year(&self) -> bool {
        let of_year = self.day.is_some() || self.month.is_some();
        of_year && self.year.is_none() && self.short_year.is_none()
    }

    /// Sets the year from that of a later month ("dal 20 ottobre al 6 gennaio 2021").
    pub(crate) fn set_year_before(&mut self, year: i16, later: Option<i8>) {
        let over = self.month.zip(later).is_some_and(|(first, last)| first > last);
        self.year = Some(if over { year - 1 } else { year });
    }

    /// Hour and minute, by the part of the day named with them ("le 8 di sera").
    pub(crate) fn clock(&self) -> Option<(i8, i8)> {
        let hour = self.hour?;
        let minute = self.minute.unwrap_or(0);
        // "le otto meno un quarto"
        let (hour, minute) = if minute < 0 { (hour - 1, minute + 60) } else { (hour, minute) };
        let hour = match self.part {
            Some(Part::Af | Part::Ev) if (1..12).contains(&hour) => hour + 12,
            Some(Part::Ni) if (8..12).contains(&hour) => hour + 12,
            Some(Part::Ni) if hour == 12 => 24,
            _ => hour,
        };
        Some((hour, minute))
    }

    fn set_year(&mut self, year: i64) {
        if year < 100 {
            set(&mut self.short_year, year as i16);
        } else {
            set(&mut self.year, year as i16);
        }
    }

    /// The number read last, or an unknown one, of `unit`.
    fn push(&mut self, unit: Unit) {
        let number = self.number.take().unwrap_or(f64::NAN);
        if let Some(free) = self.amounts.iter_mut().find(|amount| amount.is_none()) {
            *free = Some(Amount { number, unit });
        }
    }

    /// "mezz'ora", or the half in "un'ora e mezza".
    fn half(&mut self) {
        if self.hour.is_some() {
            return set(&mut self.minute, 30);
        }
        match self.amounts.iter_mut().rev().flatten().next() {
            Some(last) if self.number.is_none() => last.number += 0.5,
            _ => self.number = Some(self.number.unwrap_or(0.0) + 0.5),
        }
    }

    /// What a later part of the same expression says of this one too ("dal 3 al 5 maggio 2023").
    pub(crate) fn inherit(&mut self, later: &Fields) {
        if self.day.is_some() && self.month.is_none() {
            self.month = later.month;
        }
        if self.lacks_year() {
            self.short_year = later.short_year;
            if let Some(year) = later.year {
                self.set_year_before(year, later.month);
            }
        }
        if self.amounts[0].is_none()
            && let (Some(number), Some(unit)) = (self.number, later.unit())
        {
            self.amounts[0] = Some(Amount { number, unit });
            self.number = None;
        }
        if self.hour.is_some() && self.part.is_none() {
            self.part = later.part;
        }
        if self.tens.is_some() && self.century.is_none() {
            self.century = later.century;
        }
    }
}

fn part(index: i64) -> Part {
    Part::ALL[index as usize % Part::ALL.len()]
}
