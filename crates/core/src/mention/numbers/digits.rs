//! Numbers written in digits: what one can be, by its digits and separators.

use crate::mention::patterns::class::{Class, Classes};

/// A number in digits, at the front of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Digits {
    pub(crate) value: f64,
    pub(crate) classes: Classes,
    /// Its bytes; what follows is a suffix.
    pub(crate) length: usize,
}

/// Groups of digits looked at.
const MOST_GROUPS: usize = 8;

/// The digits between two separators.
#[derive(Clone, Copy, Default)]
struct Group {
    value: u64,
    length: usize,
}

/// Reads the number at the front of `token` ("1.500", "15:30", "'68", "3ª", "45enne").
pub(crate) fn read(token: &str) -> Digits {
    let opening = token.chars().next().filter(|c| !c.is_ascii_digit());
    if let Some(mark) = opening {
        let rest = &token[mark.len_utf8()..];
        return match rest.parse::<u8>() {
            Ok(year) if rest.len() == 2 => Digits {
                value: f64::from(year),
                classes: Class::CutYear.bit(),
                length: token.len(),
            },
            _ => Digits::default(),
        };
    }
    let mut groups = [Group::default(); MOST_GROUPS];
    let mut separators = [0_u8; MOST_GROUPS];
    let (mut count, mut length) = (0, 0);
    for (at, byte) in token.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if count < MOST_GROUPS => {
                let group = &mut groups[count];
                group.value = group.value.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                group.length += 1;
                length = at + 1;
            }
            b'.' | b',' | b':' if count + 1 < MOST_GROUPS => {
                separators[count] = byte;
                count += 1;
            }
            _ => break,
        }
    }
    // A separator at the end is none.
    while count > 0 && groups[count].length == 0 {
        count -= 1;
    }
    let (value, classes) = classify(&groups[..=count], &separators[..count]);
    with_mark(Digits { value, classes, length }, token)
}

fn classify(groups: &[Group], separators: &[u8]) -> (f64, Classes) {
    match (groups, separators) {
        ([whole], []) => integer(*whole),
        ([hour, minute], [separator]) if is_clock(*hour, *minute) => {
            let colon = *separator == b':';
            let more = if colon { Class::ColonClock.bit() } else { Class::Card.bit() };
            (decimal(*hour, *minute), Class::Clock.bit() | more)
        }
        ([day, month, year], [b'.', b'.']) if is_date(*day, *month, *year) => {
            (0.0, Class::FullDate.bit())
        }
        ([whole, rest @ .., part], [separators @ .., b','])
            if part.length != 3 || separators.contains(&b'.') =>
        {
            match grouped(*whole, rest, separators, b'.') {
                Some(whole) => (decimal(whole, *part), Class::Card.bit()),
                None => (0.0, 0),
            }
        }
        ([whole, rest @ ..], [separator, ..]) => {
            match grouped(*whole, rest, separators, *separator) {
                Some(whole) if *separator != b':' => (whole.value as f64, Class::Card.bit()),
                _ => match (rest, separator) {
                    ([part], b'.' | b',') => (decimal(*whole, *part), Class::Card.bit()),
                    _ => (0.0, 0),
                },
            }
        }
        _ => (0.0, 0),
    }
}

fn integer(whole: Group) -> (f64, Classes) {
    let Group { value, length } = whole;
    let mut classes = Class::Card.bit();
    let mut add = |class: Class, holds: bool| {
        if holds {
            classes |= class.bit();
        }
    };
    add(Class::Digits, length <= 3);
    add(Class::Day, length <= 2 && (1..=31).contains(&value));
    add(Class::MonthNumber, length <= 2 && (1..=12).contains(&value));
    add(Class::ShortYear, length == 2);
    add(Class::Year, length == 4 && (1000..=2100).contains(&value));
    add(Class::PlainYear, length == 4 && (1900..=2039).contains(&value));
    add(Class::Hour, length <= 2 && value <= 24);
    add(Class::Minute, length <= 2 && value <= 59);
    (value as f64, classes)
}

/// "15.30": two digits after the separator, and both within the day.
fn is_clock(hour: Group, minute: Group) -> bool {
    hour.length <= 2 && minute.length == 2 && hour.value <= 24 && minute.value <= 59
}

fn is_date(day: Group, month: Group, year: Group) -> bool {
    (1..=31).contains(&day.value)
        && (1..=12).contains(&month.value)
        && matches!(year.length, 2 | 4)
        && day.length <= 2
        && month.length <= 2
}

/// `whole` and three digits after each separator.
fn grouped(whole: Group, rest: &[Group], separators: &[u8], separator: u8) -> Option<Group> {
    let sound = whole.length <= 3
        && (rest.is_empty() || whole.value > 0)
        && rest.iter().all(|group| group.length == 3)
        && separators.iter().all(|&found| found == separator);
    let one_comma = separator == b',' && rest.len() == 1;
    if !sound || one_comma {
        // A whole without groups needs no check of its length.
        return rest.is_empty().then_some(whole);
    }
    let join = |sum: u64, group: &Group| sum.saturating_mul(1000).saturating_add(group.value);
    Some(Group { value: rest.iter().fold(whole.value, join), length: whole.length })
}

fn decimal(whole: Group, part: Group) -> f64 {
    let digits = part.length.min(15) as i32;
    let scale = 10_f64.powi(digits);
    // One division of two exact numbers: the nearest double, as a literal would be.
    let mantissa = whole.value as f64 * scale + part.value as f64;
    if mantissa < 9e15 { mantissa / scale } else { whole.value as f64 }
}

/// Ordinal and degree marks behind the digits.
fn with_mark(digits: Digits, token: &str) -> Digits {
    let rest = &token[digits.length..];
    let Some(mark) = rest.chars().next() else { return digits };
    let ordinal = Class::OrdinalM.bit() | digits.classes & Class::Day.bit();
    let classes = match mark {
        'º' => ordinal,
        '°' if digits.classes & Class::Digits.bit() != 0 => ordinal | Class::Degree.bit(),
        '°' => Class::Degree.bit(),
        'ª' => Class::OrdinalF.bit(),
        '^' => ordinal | Class::OrdinalF.bit(),
        _ => return digits,
    };
    Digits { classes, length: digits.length + mark.len_utf8(), ..digits }
}

/// Day, month and year of a full date in one token ("12.09.2023").
pub(crate) fn full_date(token: &str) -> Option<(i64, i64, i64)> {
    let mut parts = token.split('.').map(|part| part.parse::<i64>().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

/// Hour and minute of "15.30".
pub(crate) fn clock(token: &str) -> Option<(i64, i64)> {
    let (hour, minute) = token.split_once(['.', ':', ','])?;
    Some((hour.parse().ok()?, minute.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(token: &str, class: Class) -> bool {
        read(token).classes & class.bit() != 0
    }

    #[test]
    fn separators_group_divide_or_tell_the_time() {
        let value = |token: &str| read(token).value;
        assert_eq!(value("1.500"), 1500.0);
        assert_eq!(value("12.345.678"), 12_345_678.0);
        assert_eq!(value("1.234,56"), 1234.56);
        assert_eq!(value("4,6"), 4.6);
        assert_eq!(value("4.6"), 4.6);
        assert_eq!(value("0,255"), 0.255);
        assert_eq!(value("1,234,567"), 1_234_567.0);
        assert!(is("15.30", Class::Clock) && is("15.30", Class::Card));
        assert!(is("19:20", Class::ColonClock) && !is("19:20", Class::Card));
        assert!(!is("1.500", Class::Clock) && !is("27.30", Class::Clock));
        assert!(is("12.09.2023", Class::FullDate) && !is("12.13.2023", Class::FullDate));
        assert_eq!(full_date("12.09.2023"), Some((12, 9, 2023)));
        assert!(read("1:23:45").classes == 0 && read("99.99.99.99").classes == 0);
    }

    #[test]
    fn digits_can_be_days_years_and_ordinals() {
        assert!(is("12", Class::Day) && is("12", Class::MonthNumber) && is("12", Class::Hour));
        assert!(!is("32", Class::Day) && is("2019", Class::PlainYear) && is("1815", Class::Year));
        assert!(is("'68", Class::CutYear) && is("’68", Class::CutYear));
        assert!(is("1º", Class::Day) && is("27ª", Class::OrdinalF) && is("3^", Class::OrdinalM));
        assert!(is("25,5°", Class::Degree) && !is("25,5°", Class::OrdinalM));
        assert_eq!((read("45enne").value, read("45enne").length), (45.0, 2));
        assert_eq!(read("99999999999999999999999").value, u64::MAX as f64);
    }
}
