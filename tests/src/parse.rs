//! Literate cases out of Markdown.

/// What a table can check, and the columns that it can compare after the first.
pub(crate) const CHECKS: &[(&str, &[&str])] = &[
    (
        "quote",
        &[
            "kind",
            "cue",
            "lemma",
            "class",
            "source",
            "speaker",
            "entity",
            "via",
            "certainty",
            "unknown",
            "anonymous",
            "number",
            "addressee",
            "evidence",
            "channel",
            "within",
            "reported_by",
            "negated",
            "time",
            "place",
            "rule",
        ],
    ),
    ("claim", &["sentence", "quote"]),
    ("name", &["type", "form", "entity", "metonymy", "by", "rule"]),
    ("mention", &["type", "form", "entity", "metonymy", "by", "rule"]),
    ("entity", &["type", "gender", "mentions", "aliases", "roles", "links"]),
    ("role", &["entity", "mention"]),
    ("time", &["type", "value", "anchored"]),
    ("quantity", &["kind", "value", "unit", "bound"]),
    ("section", &["kind"]),
    ("sentence", &[]),
    ("diagnostic", &["code", "message"]),
];

/// A snippet of an article and what is to be found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The file, from the root of the repository.
    pub file: String,
    /// The line of the title.
    pub line: usize,
    /// The title.
    pub title: String,
    /// The reference date.
    pub date: Option<String>,
    /// The snippet.
    pub text: String,
    /// What is to be found.
    pub tables: Vec<Table>,
}

/// All that is to be found of one thing, in order of appearance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What is checked: an index into the known checks.
    pub check: usize,
    /// The line of the table's head.
    pub line: usize,
    /// The columns that are compared: 0 for the item itself, then one more than the index into the
    /// known columns of the check.
    pub columns: Vec<usize>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The cases of a file.
///
/// # Errors
/// What is wrong, with file and line.
pub fn parse(file: &str, markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = markdown.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let fail = |what: &str| format!("{file}:{}: {what}", index + 1);
        if let Some(title) = line.strip_prefix("## ") {
            let title = title.trim().to_owned();
            if cases.iter().any(|case| case.title == title) {
                return Err(fail("two cases have this title; rename one"));
            }
            let file = file.to_owned();
            cases.push(Case { file, line: index + 1, title, ..Case::default() });
        } else if line.starts_with("```") {
            let case =
                cases.last_mut().ok_or_else(|| fail("a block before the first `## Title`"))?;
            if !case.text.is_empty() {
                return Err(fail("a second text in one case; give it a title of its own"));
            }
            let fence: String = line.chars().take_while(|&c| c == '`').collect();
            case.date = info(&line[fence.len()..]).map_err(|what| fail(&what))?;
            let mut text = Vec::new();
            loop {
                match lines.next() {
                    Some((_, line)) if line.trim_end() == fence => break,
                    Some((_, line)) => text.push(line),
                    None => {
                        return Err(fail("this block never ends; close it with the same fence"));
                    }
                }
            }
            case.text = text.join("\n");
        } else if line.starts_with('|') {
            let case =
                cases.last_mut().ok_or_else(|| fail("a table before the first `## Title`"))?;
            let mut table = head(index + 1, line).map_err(|what| fail(&what))?;
            match lines.next() {
                Some((_, rule)) if is_rule(rule) => {}
                _ => return Err(fail("no `|---|` line under the head of this table")),
            }
            while let Some((index, line)) = lines.next_if(|(_, line)| line.starts_with('|')) {
                let row = cells(line);
                if row.len() != table.columns.len() {
                    let (found, expected) = (row.len(), table.columns.len());
                    let line = index + 1;
                    return Err(format!(
                        "{file}:{line}: {found} cells under {expected} columns; write `-` for nothing"
                    ));
                }
                table.rows.push(row);
            }
            if case.tables.iter().any(|other| other.check == table.check) {
                return Err(fail("a second table for the same thing; put the rows into one"));
            }
            case.tables.push(table);
        }
    }
    complete(&cases)?;
    Ok(cases)
}

/// A case has a text and says what is found in it.
fn complete(cases: &[Case]) -> Result<(), String> {
    for Case { file, line, title, text, tables, .. } in cases {
        if text.is_empty() {
            return Err(format!("{file}:{line}: `{title}` has no text; add a ```text block"));
        }
        if tables.is_empty() {
            return Err(format!("{file}:{line}: `{title}` checks nothing; add a table"));
        }
    }
    Ok(())
}

/// The settings after the opening fence.
fn info(words: &str) -> Result<Option<String>, String> {
    let mut words = words.split_whitespace();
    if words.next() != Some("text") {
        return Err("only ```text blocks belong here".to_owned());
    }
    let mut date = None;
    for word in words {
        match word.split_once('=') {
            Some(("date", day)) => date = Some(day.to_owned()),
            _ => return Err(format!("`{word}` is no setting; there is `date=2023-09-12`")),
        }
    }
    Ok(date)
}

fn head(line: usize, text: &str) -> Result<Table, String> {
    let names = cells(text);
    let mut names = names.iter().map(String::as_str);
    let first = names.next().unwrap_or_default();
    let Some(check) = CHECKS.iter().position(|&(name, _)| name == first) else {
        let known: Vec<&str> = CHECKS.iter().map(|&(name, _)| name).collect();
        return Err(format!("nothing checks `{first}`; write one of {}", known.join(", ")));
    };
    let known = CHECKS[check].1;
    let mut columns = vec![0];
    for name in names {
        match known.iter().position(|&known| known == name) {
            Some(column) => columns.push(column + 1),
            None => {
                let known = known.join(", ");
                return Err(format!("`{first}` has no column `{name}`; it has {known}"));
            }
        }
    }
    Ok(Table { check, line, columns, rows: Vec::new() })
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row: `|` parts them, but neither `||` (between parts) nor `\|` does.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = line.trim().chars().skip(1).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('|')) => push(&mut cells, "|"),
            ('|', Some('|')) => push(&mut cells, "||"),
            ('|', _) => {
                cells.push(String::new());
                continue;
            }
            (other, _) => {
                push(&mut cells, other.encode_utf8(&mut [0; 4]));
                continue;
            }
        }
        chars.next();
    }
    // What follows the last bar is no cell.
    cells.pop();
    cells.iter().map(|cell| plain(cell)).collect()
}

fn push(cells: &mut [String], text: &str) {
    if let Some(cell) = cells.last_mut() {
        cell.push_str(text);
    }
}

/// A cell without the backticks around it and with single spaces.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let inner = cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`'));
    let cell = match inner {
        Some(inner) if !inner.starts_with('`') && !inner.ends_with('`') => inner,
        _ => cell,
    };
    one_line(cell)
}

/// `text` with every stretch of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Intro\n\nFree words.\n\n## One\n\nWhy it matters.\n\n```text date=2023-09-12\n\
        «Uno»,\n\n|non una tabella|\n```\n\n| quote | cue | speaker |\n|---|:--|---|\n\
        | a || b | `ha detto` | - |\n| c \\|\\| d | x  y | Z |\n\n| name |\n|---|\n\n\
        ## Two\n````text\n```\n````\n| claim |\n| --- |\n";

    #[test]
    fn a_case_has_a_title_a_text_and_tables() {
        let cases = parse("f.md", FILE).unwrap();
        assert_eq!(cases.len(), 2);
        let one = &cases[0];
        assert_eq!((one.line, one.title.as_str()), (5, "One"));
        assert_eq!(one.date.as_deref(), Some("2023-09-12"));
        assert_eq!(one.text, "«Uno»,\n\n|non una tabella|");
        assert_eq!(one.tables[0].columns, [0, 2, 6]);
        assert_eq!(one.tables[0].rows, [["a || b", "ha detto", "-"], ["c || d", "x y", "Z"]]);
        assert_eq!((one.tables[1].line, one.tables[1].rows.len()), (20, 0));
        assert_eq!(cases[1].text, "```");
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let text = "## T\n```text\nx\n```\n";
        for (file, message) in [
            ("```text\n```\n".to_owned(), "f.md:1: a block before the first `## Title`"),
            ("| quote |\n|---|\n".to_owned(), "f.md:1: a table before the first `## Title`"),
            ("## T\n".to_owned(), "f.md:1: `T` has no text; add a ```text block"),
            (text.to_owned(), "f.md:1: `T` checks nothing; add a table"),
            (format!("{text}{text}"), "f.md:5: two cases have this title; rename one"),
            (
                format!("{text}```text\n```\n"),
                "f.md:5: a second text in one case; give it a title of its own",
            ),
            (
                "## T\n```text\nx\n".to_owned(),
                "f.md:2: this block never ends; close it with the same fence",
            ),
            ("## T\n```json\n```\n".to_owned(), "f.md:2: only ```text blocks belong here"),
            (
                "## T\n```text day=1\n```\n".to_owned(),
                "f.md:2: `day=1` is no setting; there is `date=2023-09-12`",
            ),
            (
                format!("{text}| quotes |\n|---|\n"),
                "f.md:5: nothing checks `quotes`; write one of quote, claim, name, mention, entity, \
                 role, time, quantity, section, sentence, diagnostic",
            ),
            (
                format!("{text}| section | type |\n|---|---|\n"),
                "f.md:5: `section` has no column `type`; it has kind",
            ),
            (
                format!("{text}| name |\nx\n"),
                "f.md:5: no `|---|` line under the head of this table",
            ),
            (
                format!("{text}| name | type |\n|---|---|\n| a |\n"),
                "f.md:7: 1 cells under 2 columns; write `-` for nothing",
            ),
            (
                format!("{text}| name |\n|---|\n\n| name |\n|---|\n"),
                "f.md:8: a second table for the same thing; put the rows into one",
            ),
        ] {
            assert_eq!(parse("f.md", &file), Err(message.to_owned()));
        }
    }
}
