//! An interrupted run goes on, and ends with the bytes of a run that was never interrupted.

use std::fs;
use std::path::Path;

use crate::{run, status, stderr};

const ARGUMENTS: &[&str] = &["archive.jsonl", "-fjsonl", "-o", "out.jsonl", "--resume"];

fn furnish(folder: &Path) -> Vec<u8> {
    let line = |n: usize| match n {
        3 | 17 => "{broken\n".to_owned(),
        _ => format!("{{\"id\":\"a{n}\",\"text\":\"È il numero {n}. «Sì».\"}}\n"),
    };
    let lines: String = (0..40).map(line).collect();
    fs::write(folder.join("archive.jsonl"), lines).unwrap();
    let output = run(folder, &["archive.jsonl", "-fjsonl", "-o", "whole.jsonl"], "");
    assert_eq!(status(&output), 1, "two lines are broken");
    fs::read(folder.join("whole.jsonl")).unwrap()
}

#[test]
fn wherever_it_was_cut_the_result_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let whole = furnish(folder.path());
    let lines: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').collect();
    let in_a_line = lines[20] + 30;
    let in_a_letter = whole.windows(2).rposition(|pair| pair == "«".as_bytes());
    let cuts = [
        0,
        1,
        lines[0],
        lines[0] + 1,
        in_a_line,
        lines[30] + 1,
        whole.len() - 1,
        whole.len(),
        in_a_letter.map_or(7, |at| at + 1),
    ];
    for cut in cuts {
        fs::write(folder.path().join("out.jsonl"), &whole[..cut]).unwrap();
        let output = run(folder.path(), ARGUMENTS, "");
        assert_eq!(status(&output), 1, "the broken lines are told again");
        assert_eq!(stderr(&output).lines().count(), 2, "{}", stderr(&output));
        let result = fs::read(folder.path().join("out.jsonl")).unwrap();
        assert!(result == whole, "cut at byte {cut}");
    }
}

#[test]
fn without_a_file_it_is_a_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let whole = furnish(folder.path());
    assert_eq!(status(&run(folder.path(), ARGUMENTS, "")), 1);
    assert!(fs::read(folder.path().join("out.jsonl")).unwrap() == whole);
}

#[test]
fn another_input_or_another_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let whole = String::from_utf8(furnish(folder.path())).unwrap();
    let more = format!("{whole}{}", whole.lines().next().unwrap());
    for (written, message) in [
        (
            whole.replacen("\"a1\"", "\"b1\"", 1),
            "virgolette: out.jsonl:2: article `b1` is not the next of the input (it is `a1`); \
             resume with the articles of the first run\n",
        ),
        (
            format!("{more}\n"),
            "virgolette: out.jsonl:39: article `a0` is not the next of the input (there is none); \
             resume with the articles of the first run\n",
        ),
        (
            "Il porto riapre\ne\n".to_owned(),
            "virgolette: out.jsonl:1: not a document of this program; resume over a file of \
             --format jsonl\n",
        ),
    ] {
        fs::write(folder.path().join("out.jsonl"), &written).unwrap();
        let output = run(folder.path(), ARGUMENTS, "");
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).ends_with(message), "{}", stderr(&output));
        let left = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
        assert!(left == written, "a refused file is left alone");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_in_the_middle_of_an_archive_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let line = |n: usize| {
        let text = "«Il ponte riapre», ha detto Anna Rossi. ".repeat(40);
        format!("{{\"id\":\"a{n}\",\"text\":\"È il numero {n}. {text}\"}}\n")
    };
    let lines: String = (0..400).map(line).collect();
    fs::write(folder.path().join("archive.jsonl"), lines).unwrap();
    let output = run(folder.path(), &["archive.jsonl", "-fjsonl", "-o", "whole.jsonl"], "");
    assert_eq!(status(&output), 0);
    let whole = fs::read(folder.path().join("whole.jsonl")).unwrap();
    let path = folder.path().join("out.jsonl");
    let mut child = crate::program(folder.path()).args(ARGUMENTS).spawn().unwrap();
    let written = || fs::metadata(&path).map_or(0, |file| file.len());
    while written() < 100_000 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok());
    child.wait().unwrap();
    let cut = fs::read(&path).unwrap();
    assert!(cut.len() >= 100_000 && whole.starts_with(&cut), "{} bytes", cut.len());
    assert_eq!(status(&run(folder.path(), ARGUMENTS, "")), 0);
    assert!(fs::read(&path).unwrap() == whole);
}
