//! Days of the calendar, as callers write them.

use crate::error::{Error, ErrorKind};

/// The day (`2023-09-12`) at the start of a date or a moment (`2023-09-12T08:00:00Z`) in ISO 8601.
///
/// # Errors
/// [`ErrorKind::Setting`] where it is none.
pub fn day(date: &str) -> Result<&str, Error> {
    let found = date.split_at_checked(10).filter(|(day, rest)| {
        is_calendar_day(day) && (rest.is_empty() || rest.starts_with(['T', ' ']))
    });
    found.map(|(day, _)| day).ok_or_else(|| {
        let what = format!("`{date}` is not a day of the calendar");
        Error::new(ErrorKind::Setting, what, "write it as 2023-09-12")
    })
}

fn is_calendar_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        bytes.get(range)?.iter().try_fold(0, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_give_their_day() {
        for date in ["2024-02-29", "2024-02-29T08:00:00Z", "2024-02-29 08:00"] {
            assert_eq!(day(date).unwrap(), "2024-02-29");
        }
        for date in [
            "",
            "ieri",
            "2023-02-29",
            "2024-13-01",
            "29/02/2024",
            "2024-02-2",
            "2024-02-291",
            "２024-02-29",
        ] {
            assert!(day(date).unwrap_err().to_string().contains("2023-09-12"), "{date}");
        }
    }
}
