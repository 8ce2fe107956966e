//! What is expected beside what is found.

use crate::parse::{CHECKS, Table};

/// Marks that stand for words left out of a long cell.
const ELISIONS: [&str; 2] = ["[…]", "[...]"];

/// How `found` differs from `table`, as a table of both; `None` where it does not.
pub(crate) fn difference(table: &Table, found: &[Vec<String>]) -> Option<String> {
    let found: Vec<Vec<&str>> = found
        .iter()
        .map(|row| table.columns.iter().map(|&column| row[column].as_str()).collect())
        .collect();
    let same = |expected: usize, at: usize| {
        let pairs = table.rows[expected].iter().zip(&found[at]);
        pairs.into_iter().all(|(expected, found)| matches(expected, found))
    };
    let (rows, cols) = (table.rows.len(), found.len());
    if rows == cols && (0..rows).all(|row| same(row, row)) {
        return None;
    }
    // Longest common subsequence, from the end.
    let mut common = vec![vec![0usize; cols + 1]; rows + 1];
    for row in (0..rows).rev() {
        for col in (0..cols).rev() {
            common[row][col] = match same(row, col) {
                true => common[row + 1][col + 1] + 1,
                false => common[row + 1][col].max(common[row][col + 1]),
            };
        }
    }
    let (check, known) = CHECKS[table.check];
    let name = |&column: &usize| if column == 0 { check } else { known[column - 1] };
    let names: Vec<&str> = table.columns.iter().map(name).collect();
    let mut report = line(' ', &names);
    report.push_str(&line(' ', &vec!["---"; names.len()]));
    let (mut row, mut col) = (0, 0);
    while row < rows || col < cols {
        if row < rows && col < cols && same(row, col) {
            report.push_str(&line(' ', &found[col]));
            (row, col) = (row + 1, col + 1);
        } else if row < rows && (col == cols || common[row + 1][col] >= common[row][col + 1]) {
            report.push_str(&line('-', &table.rows[row]));
            row += 1;
        } else {
            report.push_str(&line('+', &found[col]));
            col += 1;
        }
    }
    Some(report)
}

fn line(mark: char, cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("  {mark} | {} |\n", cells.join(" | "))
}

/// Whether a cell says what was found: word for word, but for `[…]`; numbers by value; `no` is `-`.
fn matches(expected: &str, found: &str) -> bool {
    let expected = match expected {
        "no" | "false" => "-",
        "true" => "yes",
        other => other,
    };
    if expected == found {
        return true;
    }
    if let (Ok(expected), Ok(found)) = (expected.parse::<f64>(), found.parse::<f64>()) {
        return (expected - found).abs() <= 1e-9 * expected.abs();
    }
    let Some((start, end)) = ELISIONS.iter().find_map(|mark| expected.split_once(mark)) else {
        return false;
    };
    let (start, end) = (start.trim_end(), end.trim_start());
    let rest = found.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    rest.is_some_and(|rest| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn cells_match_word_for_word_by_value_or_with_an_elision() {
        for (expected, found) in [
            ("a b", "a b"),
            ("no", "-"),
            ("true", "yes"),
            ("4.6e6", "4600000"),
            ("Il ponte […] a marzo", "Il ponte riapre a marzo"),
            ("Il ponte [...]", "Il ponte riapre"),
        ] {
            assert!(matches(expected, found), "{expected} / {found}");
        }
        for (expected, found) in [
            ("a", "a b"),
            ("yes", "-"),
            ("2", "3"),
            ("Il ponte […] a marzo", "Il ponte a marzo"),
            ("Il […] il", "Il"),
        ] {
            assert!(!matches(expected, found), "{expected} / {found}");
        }
    }

    #[test]
    fn a_difference_shows_what_is_missing_and_what_is_too_much() {
        let file = "## T\n```text\nx\n```\n| name | type |\n|---|---|\n\
                    | Roma | gpe |\n| Rossi | person |\n";
        let table = &parse("f.md", file).unwrap()[0].tables[0];
        let row =
            |text: &str, kind: &str| vec![text.to_owned(), kind.to_owned(), "name".to_owned()];
        let found = [row("Rossi", "person"), row("Po", "location")];
        let expected = "    | name | type |\n    | --- | --- |\n  - | Roma | gpe |\n    | Rossi | person |\n  + | Po | location |\n";
        assert_eq!(difference(table, &found).as_deref(), Some(expected));
        assert_eq!(difference(table, &[row("Roma", "gpe"), row("Rossi", "person")]), None);
        assert!(difference(table, &[]).is_some());
    }
}
