//! Quotes over time, as a picture with a bar for each day, week, month or year.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::charts::{paragraph, safe};
use super::figures::Figures;
use super::labels::Labels;
use super::speakers::{SOURCES, Speakers};
use super::{Article, Quote};

/// The most bars that a reader can tell apart.
const MOST: i64 = 62;
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 240.0;
/// Room for the numbers at the left and the days below.
const LEFT: f64 = 46.0;
const BELOW: f64 = 26.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    /// The finest step that gives not too many bars.
    fn of(first: Date, last: Date) -> Self {
        let days = i64::from((last - first).get_days());
        match days {
            days if days < MOST => Self::Day,
            days if days < MOST * 7 => Self::Week,
            days if days < MOST * 30 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the step that `day` lies in.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let past = i64::from(day.weekday().since(Weekday::Monday));
                day.checked_sub(past.days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the next step; nothing where the calendar ends.
    fn next(self, start: Date) -> Option<Date> {
        let span = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        start.checked_add(span).ok()
    }

    fn name(self, start: Date) -> String {
        match self {
            Self::Day | Self::Week => start.to_string(),
            Self::Month => start.to_string()[..7].to_owned(),
            Self::Year => start.year().to_string(),
        }
    }
}

/// A bar: the quotes of each of [`SOURCES`].
type Bar = [u64; 3];

/// The picture.
pub(super) fn timeline(
    labels: &Labels,
    figures: &Figures,
    articles: &[Article],
    quotes: &[Quote],
    speakers: &Speakers,
) -> String {
    let day = |date: &str| date.parse::<Date>().ok();
    let ends = figures.days.as_ref().and_then(|(first, last)| day(first).zip(day(last)));
    let Some((first, last)) = ends else {
        return paragraph(labels.get("timeline.undated"));
    };
    let step = Step::of(first, last);
    let mut bars: BTreeMap<Date, Bar> = BTreeMap::new();
    let mut start = Some(step.start(first));
    while let Some(at) = start.filter(|&at| at <= last) {
        bars.insert(at, [0; 3]);
        start = step.next(at);
    }
    for (quote, speaker) in quotes.iter().zip(&speakers.of) {
        let Some(date) = articles[quote.article as usize].date.as_deref().and_then(day) else {
            continue;
        };
        bars.entry(step.start(date)).or_default()[speakers.source(*speaker)] += 1;
    }
    let mut out = key(labels);
    draw(&mut out, labels, step, &bars);
    if figures.undated > 0 {
        let undated = labels.number(figures.undated);
        out.push_str(&paragraph(&labels.with("timeline.some_undated", &[&undated])));
    }
    out
}

fn key(labels: &Labels) -> String {
    let mut out = String::from("<p class=\"keys\">");
    for side in SOURCES {
        let label = safe(&labels.word("source", side));
        let _ = write!(out, "<span><i class=\"key {side}\"></i>{label}</span>");
    }
    out.push_str("</p>\n");
    out
}

/// A round number of quotes for the grid lines, about a third of the most.
fn grid(most: u64) -> u64 {
    let mut unit = 1;
    loop {
        for round in [1, 2, 5] {
            if unit * round * 4 >= most {
                return unit * round;
            }
        }
        unit *= 10;
    }
}

fn draw(out: &mut String, labels: &Labels, step: Step, bars: &BTreeMap<Date, Bar>) {
    let most = bars.values().map(|bar| bar.iter().sum()).max().unwrap_or(0).max(1);
    let height = HEIGHT - BELOW - 8.0;
    let y = |count: u64| HEIGHT - BELOW - count as f64 * height / most as f64;
    let slot = (WIDTH - LEFT) / bars.len().max(1) as f64;
    let (title, base) = (safe(labels.get("h.timeline")), HEIGHT - BELOW);
    let _ = writeln!(
        out,
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"{title}\">"
    );
    for line in (0..=most).step_by(grid(most) as usize) {
        let (at, number) = (y(line), labels.number(line));
        let _ = writeln!(
            out,
            "<path class=\"grid\" d=\"M{LEFT} {at:.1}H{WIDTH}\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{number}</text>",
            LEFT - 8.0,
            at + 4.0
        );
    }
    let every = (bars.len() as f64 * 92.0 / (WIDTH - LEFT)).ceil().max(1.0) as usize;
    for (index, (&start, bar)) in bars.iter().enumerate() {
        let x = LEFT + slot * index as f64;
        let width = (slot - slot * 0.18).clamp(1.0, 48.0);
        let middle = x + slot / 2.0;
        if index.is_multiple_of(every) {
            let name = step.name(start);
            let _ = writeln!(
                out,
                "<text x=\"{middle:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{name}</text>",
                HEIGHT - 6.0
            );
        }
        let sum: u64 = bar.iter().sum();
        if sum == 0 {
            continue;
        }
        let end = step.next(start).and_then(|next| next.yesterday().ok()).unwrap_or(start);
        let said = labels.with("timeline.bar", &[&step.name(start), &labels.number(sum)]);
        let said = safe(&said);
        let _ = write!(
            out,
            "<a href=\"#/quotes?from={start}&amp;to={end}\" aria-label=\"{said}\"><title>{said}</title><path class=\"hit\" d=\"M{x:.1} 0h{slot:.1}V{base}H{x:.1}z\"/>"
        );
        let mut below = 0;
        for (side, &count) in SOURCES.iter().zip(bar) {
            let (top, bottom) = (y(below + count), y(below));
            below += count;
            if count > 0 {
                let left = middle - width / 2.0;
                let _ = write!(
                    out,
                    "<rect class=\"{side}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>",
                    bottom - top
                );
            }
        }
        out.push_str("</a>\n");
    }
    out.push_str("</svg>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn steps_hold_their_days_and_follow_each_other() {
        for (last, step, start, next) in [
            ("2024-03-20", Step::Day, "2024-03-20", "2024-03-21"),
            ("2024-12-01", Step::Week, "2024-11-25", "2024-12-02"),
            ("2026-03-20", Step::Month, "2026-03-01", "2026-04-01"),
            ("2036-03-20", Step::Year, "2036-01-01", "2037-01-01"),
        ] {
            let last = day(last);
            assert_eq!(Step::of(day("2024-02-15"), last), step);
            assert_eq!(step.start(last), day(start));
            assert_eq!(step.next(step.start(last)), Some(day(next)));
        }
        assert_eq!(Step::Year.next(day("9999-01-01")), None);
    }

    #[test]
    fn grid_lines_are_round_and_few() {
        assert_eq!([1, 3, 7, 40, 41, 999].map(grid), [1, 1, 2, 10, 20, 500]);
    }
}
