//! The report command, and documents of an earlier run as its input.

use std::fs;
use std::path::Path;

use crate::{NOTE, run, status, stderr, stdout};

/// A folder with a few articles in several shapes.
fn furnish(folder: &Path) {
    fs::create_dir(folder.join("news")).unwrap();
    fs::write(folder.join("news/a.txt"), NOTE).unwrap();
    let lines = "{\"id\":\"uno\",\"date\":\"2024-01-08\",\"text\":\"«Sì 🙂», ha detto Anna Rossi.\\r\\n\\r\\n«No».\"}\n\
                 {\"id\":\"due\",\"date\":\"2024-01-09\",\"text\":\"Secondo fonti della procura </script> tutto tace.\"}\n";
    fs::write(folder.join("news/b.jsonl"), lines).unwrap();
}

/// The report with these arguments.
fn page(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["report"], arguments].concat(), "");
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    stdout(&output).to_owned()
}

#[test]
fn the_page_goes_to_a_file_or_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    let shown = page(folder.path(), &["news"]);
    assert!(shown.starts_with("<!doctype html>") && shown.ends_with("</html>\n"));
    assert!(shown.contains("<title>news</title>") && shown.contains("Anna Rossi"));
    assert!(page(folder.path(), &["news", "-o", "report.html"]).is_empty());
    assert_eq!(fs::read_to_string(folder.path().join("report.html")).unwrap(), shown);
    assert!(!folder.path().join("report.html.part").exists());
    // Threads and a page that is there already change nothing.
    page(folder.path(), &["news", "-o", "report.html", "-j1"]);
    assert_eq!(fs::read_to_string(folder.path().join("report.html")).unwrap(), shown);
}

#[test]
fn title_and_language_are_the_users() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    let shown = page(folder.path(), &["news", "--title", "Il <porto>", "--language", "it"]);
    assert!(shown.contains("<title>Il &lt;porto&gt;</title>") && shown.contains("lang=\"it\""));
    assert!(shown.contains("I più citati"));
    assert!(page(folder.path(), &["news/b.jsonl"]).contains("<title>b</title>"));
}

#[test]
fn documents_of_an_earlier_run_need_no_second_reading() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    for unit in ["codepoints", "utf16", "bytes"] {
        let write = ["news", "-fjsonl", "-o", "written.jsonl", "--offsets", unit];
        assert_eq!(status(&run(folder.path(), &write, "")), 0);
        let again = page(folder.path(), &["written.jsonl", "--title", "news"]);
        // White space between sections comes back as line breaks, and the rest as it was.
        let lost = |page: &str| page.replace("\\r\\n", "\\n\\n").replace("\\n", "");
        assert_eq!(lost(&again), lost(&page(folder.path(), &["news"])), "{unit}");
    }
    let table = |input: &str| {
        let output = run(folder.path(), &[input, "-fcsv"], "");
        assert_eq!((status(&output), stderr(&output)), (0, ""));
        stdout(&output).to_owned()
    };
    assert_eq!(table("written.jsonl"), table("news"));
}

#[test]
fn a_document_that_is_none_is_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"schema\":\"virgolette/1\",\"id\":\"x\"}\n{\"id\":\"b\",\"text\":\"«Sì», ha detto Anna Neri.\"}\n";
    fs::write(folder.path().join("mixed.jsonl"), lines).unwrap();
    let output = run(folder.path(), &["report", "mixed.jsonl", "-o", "r.html"], "");
    assert_eq!(status(&output), 1);
    let told = stderr(&output);
    assert!(
        told.starts_with("virgolette: mixed.jsonl:1: not the document it says it is: "),
        "{told}"
    );
    assert!(fs::read_to_string(folder.path().join("r.html")).unwrap().contains("Anna Neri"));
}

#[test]
fn a_page_without_a_place_is_refused_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    let output = run(folder.path(), &["report", "news", "-o", "nowhere/r.html"], "");
    assert_eq!(status(&output), 2);
    assert!(
        stderr(&output).contains("nowhere/r.html: it cannot be written"),
        "{}",
        stderr(&output)
    );
    let output = run(folder.path(), &["report", "news/a.txt", "-o", "news/a.txt"], "");
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("--output is one of the articles"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.path().join("news/a.txt")).unwrap(), NOTE);
}

#[test]
fn without_an_article_there_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let output = run(folder.path(), &["report", "empty", "-o", "r.html"], "");
    assert_eq!(status(&output), 1);
    let last = "virgolette: no article was read, and no page is written\n";
    assert!(stderr(&output).starts_with("virgolette: empty: no article in this folder"));
    assert!(stderr(&output).ends_with(last), "{}", stderr(&output));
    assert!(!folder.path().join("r.html").exists());
}

#[test]
fn the_command_has_its_help_and_its_manual() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["report", "--help"], "");
    assert!(stdout(&help).contains("--title") && stdout(&help).contains("Examples:"));
    let manual = run(folder.path(), &["man", "report"], "");
    assert!(
        stdout(&manual).contains(".TH virgolette-report") && stdout(&manual).contains("language")
    );
}
