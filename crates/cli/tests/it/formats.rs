//! What is written: text, JSON, JSON Lines; and the scripts for shells and `man`.

use std::fs;

use serde_json::Value;

use crate::{NOTE, program, run, status, stderr, stdout};

#[test]
fn json_is_an_object_for_one_article_and_a_list_for_several() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    fs::write(folder.path().join("b.txt"), NOTE).unwrap();
    fs::write(folder.path().join("none.jsonl"), "").unwrap();
    let parse = |arguments: &[&str]| -> Value {
        let output = run(folder.path(), arguments, NOTE);
        serde_json::from_str(stdout(&output)).expect("the output is one JSON value")
    };
    assert_eq!(parse(&["-fjson", "a.txt"])["id"], "a.txt");
    assert_eq!(parse(&["-fjson"])["schema"], "virgolette/1");
    let both = parse(&["-fjson", "a.txt", "b.txt"]);
    assert_eq!((&both[0]["id"], &both[1]["id"]), (&"a.txt".into(), &"b.txt".into()));
    assert_eq!(parse(&["-fjson", "."]).as_array().map(Vec::len), Some(2));
    assert_eq!(parse(&["-fjson", "none.jsonl"]), Value::Array(Vec::new()));
}

#[test]
fn colour_is_for_terminals_unless_the_user_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    let coloured = |arguments: &[&str], name: &str, value: &str| -> bool {
        let mut command = program(folder.path());
        command.args(arguments).arg("a.txt").env("TERM", "xterm");
        if !name.is_empty() {
            command.env(name, value);
        }
        let output = command.output().unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        stdout(&output).contains('\u{1b}')
    };
    assert!(!coloured(&[], "", ""), "a pipe is plain");
    assert!(coloured(&[], "CLICOLOR_FORCE", "1"));
    assert!(!coloured(&[], "NO_COLOR", "1"));
    assert!(coloured(&["--color=always"], "NO_COLOR", "1"));
    assert!(!coloured(&["--color=never"], "CLICOLOR_FORCE", "1"));
    assert!(!coloured(&["-o", "out.txt"], "CLICOLOR_FORCE", "1"));
    let written = fs::read_to_string(folder.path().join("out.txt")).unwrap();
    assert!(!written.is_empty() && !written.contains('\u{1b}'));
}

#[test]
fn several_articles_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    fs::write(folder.path().join("b.txt"), NOTE).unwrap();
    let output = run(folder.path(), &["a.txt", "b.txt", "-d2023-09-12"], "");
    let shown = stdout(&output);
    assert!(shown.starts_with("── a.txt 2023-09-12\n"), "{shown}");
    assert!(shown.contains("\n\n── b.txt 2023-09-12\n"), "{shown}");
}

#[test]
fn shells_and_man_get_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(folder.path(), &["completions", shell], "");
        assert_eq!(status(&output), 0);
        assert!(stdout(&output).contains("--offsets") || stdout(&output).contains("-l offsets"));
    }
    let output = run(folder.path(), &["man"], "");
    assert!(stdout(&output).starts_with(".ie"), "{}", stdout(&output));
    assert!(stdout(&output).contains(".TH virgolette 1"));
    assert!(stdout(&output).contains("zcat archive.jsonl.gz | virgolette"));
    let output = run(folder.path(), &["completions", "tcsh"], "");
    assert_eq!(status(&output), 2);
}

#[test]
fn help_and_version_are_no_errors() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [["--help"], ["-h"], ["--version"]] {
        let output = run(folder.path(), &arguments, "");
        assert_eq!((status(&output), stderr(&output)), (0, ""));
        assert!(stdout(&output).contains("irgolette"));
    }
}

#[test]
fn csv_is_one_table_over_all_articles() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    fs::write(folder.path().join("b.txt"), NOTE).unwrap();
    let output = run(folder.path(), &["-fcsv", "a.txt", "b.txt"], "");
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("article,date,quote,"));
    assert!(
        lines[1].starts_with("a.txt,,0,direct,") && lines[1].contains(",Siamo pronti per domani,")
    );
    assert!(lines[2].starts_with("b.txt,,0,direct,"));
    let output = run(folder.path(), &["-fcsv", "--input=jsonl"], "");
    assert_eq!(stdout(&output).lines().count(), 1, "the head alone is a table too");
}

#[test]
fn conll_counts_in_the_unit_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (unit, end) in [("bytes", "End=6"), ("codepoints", "End=2"), ("utf16", "End=3")] {
        let output =
            run(folder.path(), &["-fconll", "--offsets", unit], "«😀» ha detto Anna Rossi.");
        let shown = stdout(&output);
        assert!(shown.starts_with("# global.columns = ID FORM MISC "), "{shown}");
        let row = shown.lines().find(|line| line.starts_with("2\t😀\t")).unwrap();
        assert!(row.contains(end), "{unit}: {row}");
    }
}

#[test]
fn brat_gets_a_folder_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"id\":\"a/1\",\"text\":\"«Siamo pronti per domani», ha detto Anna Rossi.\"}\n\
                 {\"id\":\"a:1\",\"text\":\"No.\"}\n";
    let output = run(folder.path(), &["-fbrat", "--input=jsonl", "-o", "x/brat"], lines);
    assert_eq!((status(&output), stdout(&output), stderr(&output)), (0, "", ""));
    let read = |name: &str| fs::read_to_string(folder.path().join("x/brat").join(name)).unwrap();
    assert_eq!(read("a_1.txt"), "«Siamo pronti per domani», ha detto Anna Rossi.");
    assert!(read("a_1.ann").contains("\tDirect 1 24\tSiamo pronti per domani\n"));
    assert_eq!((read("a_1-2.txt").as_str(), read("a_1-2.ann").as_str()), ("No.", ""));
    assert!(read("annotation.conf").contains("[entities]"));
    let output = run(folder.path(), &["-fbrat"], "«Siamo pronti per domani», ha detto Anna Rossi.");
    assert!(stdout(&output).starts_with("T1\t"), "one article may go to a pipe");
}

#[test]
fn web_annotations_are_one_page_a_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    let output = run(folder.path(), &["-fwebanno", "a.txt", "a.txt"], "");
    let pages: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0]["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert!(!pages[0]["items"].as_array().unwrap().is_empty());
}

#[test]
fn html_is_one_page_whose_articles_have_headings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTE).unwrap();
    let lines = "{\"id\":\"<b>\",\"text\":\"Uno.\"}\n{\"id\":\"c\",\"text\":\"Due.\"}\n";
    let one = run(folder.path(), &["-fhtml", "a.txt"], "");
    let many = run(folder.path(), &["-fhtml", "--input=jsonl"], lines);
    for (output, headings) in [(&one, 0), (&many, 2)] {
        let page = stdout(output);
        assert!(page.starts_with("<!doctype html>\n") && page.ends_with("</body>\n</html>\n"));
        assert_eq!(page.matches("<body>").count(), 1);
        assert_eq!(page.matches("<h2>").count(), headings, "{page}");
    }
    assert!(stdout(&one).contains("<title>a.txt</title>"));
    assert!(stdout(&many).contains("<h2>&lt;b&gt;</h2>"));
}
