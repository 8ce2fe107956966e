//! Points and stretches of the calendar, and their TIMEX3 values.

use std::fmt::{self, Write};

use jiff::Span as Length;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::Deserialize;

/// How long a stretch of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Grain {
    Time,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A part of the day, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Part {
    Mo,
    Mi,
    Af,
    Ev,
    Ni,
    Dt,
}

/// A stretch of the calendar: its length and its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) grain: Grain,
    pub(crate) day: Date,
}

impl Part {
    pub(crate) const ALL: [Self; 6] = [Self::Mo, Self::Mi, Self::Af, Self::Ev, Self::Ni, Self::Dt];

    fn code(self) -> &'static str {
        match self {
            Self::Mo => "MO",
            Self::Mi => "MI",
            Self::Af => "AF",
            Self::Ev => "EV",
            Self::Ni => "NI",
            Self::Dt => "DT",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The four seasons, by their first month.
pub(crate) const SEASONS: [(&str, i8); 4] = [("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12)];

/// The code of the season that begins in `month`.
pub(crate) fn season_code(month: i8) -> &'static str {
    SEASONS.iter().find(|season| season.1 == month).map_or("SP", |season| season.0)
}

impl Point {
    /// The stretch of this grain that holds `day`.
    pub(crate) fn around(day: Date, grain: Grain) -> Self {
        let month = |months: i8| {
            let month = (day.month() - 1) / months * months + 1;
            Date::new(day.year(), month, 1).unwrap_or(day)
        };
        let year = |years: i16| {
            Date::new(day.year().div_euclid(years) * years, 1, 1).unwrap_or(day.first_of_year())
        };
        let first = match grain {
            Grain::Time | Grain::Day => day,
            Grain::Week => monday(day),
            Grain::Weekend => add_days(monday(day), 5).unwrap_or(day),
            Grain::Month => day.first_of_month(),
            Grain::Season => {
                // Winter begins in December of the year before.
                let back = add_months(day.first_of_month(), -i64::from(day.month() % 3));
                back.unwrap_or(day)
            }
            Grain::Quarter => month(3),
            Grain::Half => month(6),
            Grain::Year => day.first_of_year(),
            Grain::Decade => year(10),
            Grain::Century => year(100),
        };
        Self { grain, day: first }
    }

    /// The first day after it.
    pub(crate) fn end(self) -> Date {
        let end = match self.grain {
            Grain::Time | Grain::Day => add_days(self.day, 1),
            Grain::Weekend => add_days(self.day, 2),
            Grain::Week => add_days(self.day, 7),
            Grain::Month => add_months(self.day, 1),
            Grain::Season | Grain::Quarter => add_months(self.day, 3),
            Grain::Half => add_months(self.day, 6),
            Grain::Year => add_months(self.day, 12),
            Grain::Decade => add_months(self.day, 120),
            Grain::Century => add_months(self.day, 1200),
        };
        end.unwrap_or(self.day)
    }

    /// Whether it is no longer than a day.
    pub(crate) fn is_day(self) -> bool {
        self.grain <= Grain::Day
    }
}

impl fmt::Display for Point {
    /// The TIMEX3 value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.day.year(), self.day.month());
        match self.grain {
            Grain::Time | Grain::Day => {
                write!(f, "{year:04}-{month:02}-{:02}", self.day.day())
            }
            Grain::Week | Grain::Weekend => {
                let week = self.day.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())?;
                if self.grain == Grain::Weekend { f.write_str("-WE") } else { Ok(()) }
            }
            Grain::Month => write!(f, "{year:04}-{month:02}"),
            Grain::Season => write!(f, "{year:04}-{}", season_code(month)),
            Grain::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Half => write!(f, "{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Year => write!(f, "{year:04}"),
            Grain::Decade => write!(f, "{:03}", year.div_euclid(10)),
            Grain::Century => write!(f, "{:02}", year.div_euclid(100)),
        }
    }
}

/// The value of a stretch of this grain that is not known.
pub(crate) fn unknown(grain: Grain) -> &'static str {
    match grain {
        Grain::Time => "XXXX-XX-XXTXX:XX",
        Grain::Day => "XXXX-XX-XX",
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Season => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
    }
}

/// Monday of the week.
pub(crate) fn monday(day: Date) -> Date {
    let week = day.iso_week_date();
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).map_or(day, ISOWeekDate::date)
}

/// `day` and some days; `None` beyond the calendar.
pub(crate) fn add_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Length::new().try_days(days).ok()?).ok()
}

/// `day` and some months; the day of the month is cut to the month's length.
pub(crate) fn add_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(Length::new().try_months(months).ok()?).ok()
}

/// Days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// Easter Sunday of a Gregorian year (Meeus, Jones and Butcher).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let day = moon + weekday - 7 * late + 114;
    Date::new(year as i16, (day / 31) as i8, (day % 31 + 1) as i8).ok()
}

/// Writes a duration's number: whole, decimal, or `X` where it is not known.
pub(crate) fn write_number(out: &mut String, number: f64) {
    // Writing to a string cannot fail.
    let _ = if number.is_nan() { write!(out, "X") } else { write!(out, "{number}") };
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches_hold_their_day_and_have_timex_values() {
        let value = |day: Date, grain| Point::around(day, grain).to_string();
        let day = date(2023, 9, 12);
        for (grain, expected) in [
            (Grain::Day, "2023-09-12"),
            (Grain::Week, "2023-W37"),
            (Grain::Weekend, "2023-W37-WE"),
            (Grain::Month, "2023-09"),
            (Grain::Season, "2023-FA"),
            (Grain::Quarter, "2023-Q3"),
            (Grain::Half, "2023-H2"),
            (Grain::Year, "2023"),
            (Grain::Decade, "202"),
            (Grain::Century, "20"),
        ] {
            assert_eq!(value(day, grain), expected);
            let point = Point::around(day, grain);
            assert!(point.day <= day && day < point.end() || grain == Grain::Weekend);
        }
        assert_eq!(value(date(2024, 1, 15), Grain::Season), "2023-WI");
        assert_eq!(value(date(2022, 1, 1), Grain::Week), "2021-W52");
    }

    #[test]
    fn easter_falls_where_it_fell() {
        let known = [(1999, 4, 4), (2000, 4, 23), (2023, 4, 9), (2024, 3, 31), (2025, 4, 20)];
        for (year, month, day) in known {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
