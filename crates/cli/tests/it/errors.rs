//! Every message, with the status that goes with it; and that the rest of the work goes on.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::{NOTE, ids, program, run, status, stderr, stdout};

struct Case {
    arguments: &'static [&'static str],
    stdin: &'static [u8],
    status: i32,
    /// The whole of standard error; for the parser's own errors, what it must contain.
    message: &'static str,
    /// The articles that are read nevertheless.
    ids: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        arguments: &["-fjsonl", "missing.txt", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: missing.txt: there is no such file; check the path\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "latin1.txt", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: latin1.txt:2: not UTF-8 at byte 21 of the file; save it as UTF-8 \
                  (it may be Windows-1252: `iconv -f CP1252 -t UTF-8`)\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "utf16.txt", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: utf16.txt:1: not UTF-8 at byte 0 of the file; it looks like UTF-16; \
                  save it as UTF-8\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "empty", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: empty: no article in this folder; it is searched for .txt, .md and \
                  .jsonl, also as .gz or .zst\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "list.json", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: list.json: a .json file is not one article a line; make it so with \
                  `jq -c '.[]'`, or say --input jsonl\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "cut.txt.gz", "good.txt"],
        stdin: b"",
        status: 1,
        message: "virgolette: cut.txt.gz: the compressed data ends too early; fetch the file again\n",
        ids: &["good.txt"],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl", "-"],
        stdin: b"{\"id\":\"a\",\"text\":\"uno\"}\n{\"id\":\"b\",\"text\":\"du\n\n{\"id\":\"c\",\"text\":\"tre\"}",
        status: 1,
        message: "virgolette: standard input:2: not a JSON object: EOF while parsing \
                  a string at column 20; mend the line or leave it out\n",
        ids: &["a", "c"],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl"],
        stdin: b"{\"id\":\"a\",\"text\":\"uno\"}\n{\"id\":\"b\",\"text\":\"perch\xe9\"}\n{\"id\":\"c\",\"text\":\"tre\"}\n",
        status: 1,
        message: "virgolette: standard input:2: not UTF-8 at byte 23 of the line; save it as UTF-8 \
                  (it may be Windows-1252: `iconv -f CP1252 -t UTF-8`)\n",
        ids: &["a", "c"],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl"],
        stdin: b"[1, 2]\n{\"id\":\"c\",\"text\":\"tre\"} x\n\"solo testo\"\n",
        status: 1,
        message: "virgolette: standard input:1: not a JSON object: it begins with `[` and \
                  not with `{`; mend the line or leave it out\n\
                  virgolette: standard input:2: not a JSON object: trailing characters at column \
                  25; mend the line or leave it out\n\
                  virgolette: standard input:3: not a JSON object: it begins with `\"` and \
                  not with `{`; mend the line or leave it out\n",
        ids: &[],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl"],
        stdin: b"{\"titolo\":\"t\",\"corpo\":\"c\"}\n{}\n{\"text\":null}\n{\"text\":3}\n{\"text\":\"x\"}\n",
        status: 1,
        message: "virgolette: standard input:1: no field `text` (it has `titolo`, `corpo`); name \
                  the field of the text with --text-field\n\
                  virgolette: standard input:2: no field `text` (the object is empty); name the \
                  field of the text with --text-field\n\
                  virgolette: standard input:3: field `text` is null, not a string; name the field \
                  of the text with --text-field\n\
                  virgolette: standard input:4: field `text` is a number, not a string; name the \
                  field of the text with --text-field\n",
        ids: &["stdin:5"],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl"],
        stdin: b"{\"id\":[1],\"text\":\"x\"}\n{\"id\":\"b\",\"date\":\"12/9/2023\",\"text\":\"x\"}\n{\"id\":\"c\",\"date\":20230912,\"text\":\"x\"}\n",
        status: 1,
        message: "virgolette: standard input:1: field `id` is a list, and the line's number stands \
                  in for it; write a string or a number\n\
                  virgolette: standard input:2: field `date` is `12/9/2023`, and the article is \
                  read without it; write a day as 2023-09-12\n\
                  virgolette: standard input:3: field `date` is a number, and the article is read \
                  without it; write a day as 2023-09-12\n",
        ids: &["stdin:1", "b", "c"],
    },
    Case {
        arguments: &["-fjsonl", "--input", "jsonl"],
        stdin: b"{\"text\":\"x\",\"id\":\"\\u001b[2J\", \x1b}",
        status: 1,
        message: "virgolette: standard input:1: not a JSON object: key must be a string at column \
                  31; mend the line or leave it out\n",
        ids: &[],
    },
    Case {
        arguments: &["-o", "nowhere/out.txt", "good.txt"],
        stdin: b"",
        status: 2,
        message: "virgolette: nowhere/out.txt: it cannot be written (No such file or directory (os \
                  error 2)); check --output\n",
        ids: &[],
    },
    Case {
        arguments: &["--date", "2023-02-29", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: invalid value '2023-02-29' for '--date <YYYY-MM-DD>': `2023-02-29` is not a day of the \
                  calendar; write it as 2023-09-12",
        ids: &[],
    },
    Case {
        arguments: &["--gazetteer", "names.csv", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: names.csv:3: unknown type `persone`; write one of person, organization",
        ids: &[],
    },
    Case {
        arguments: &["--cues", "cues.toml", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: cues.toml:3: unknown variant `shout`, expected one of `say`",
        ids: &[],
    },
    Case {
        arguments: &["-g", "names.txt", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: names.txt: No such file or directory (os error 2); check the path",
        ids: &[],
    },
    Case {
        arguments: &["--format", "xml", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: invalid value 'xml' for '--format <FORMAT>'",
        ids: &[],
    },
    Case {
        arguments: &["--jobs", "0", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: invalid value '0' for '--jobs <N>'",
        ids: &[],
    },
    Case {
        arguments: &["--resume", "-fjsonl", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: the following required arguments were not provided:\n  --output <FILE>",
        ids: &[],
    },
    Case {
        arguments: &["--resume", "-o", "out.json", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: --resume goes with --format jsonl: only whole lines can be counted",
        ids: &[],
    },
    Case {
        arguments: &["--format", "brat", "good.txt", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: --format brat makes two files of each article; name a folder with --output",
        ids: &[],
    },
    Case {
        arguments: &["--format", "webanno", "--offsets", "bytes", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: this format counts code points; leave --offsets out",
        ids: &[],
    },
    Case {
        arguments: &["-o", "./good.txt", "good.txt"],
        stdin: b"",
        status: 2,
        message: "error: --output is one of the articles, which it would overwrite; name another file",
        ids: &[],
    },
];

fn furnish(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    write("good.txt", NOTE.as_bytes());
    write("latin1.txt", b"Il porto riapre\nPerch\xe9 ora\n");
    write("utf16.txt", b"\xff\xfeI\0l\0");
    write("list.json", b"[]");
    write("names.csv", b"name,type\nAnna Neri,person\nUgo Bini,persone\n");
    write("cues.toml", b"[[cue]]\nlemma = \"berciare\"\nclass = \"shout\"\n");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, NOTE.repeat(40).as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    write("cut.txt.gz", &packed[..packed.len() / 2]);
    fs::create_dir(folder.join("empty")).unwrap();
}

#[test]
fn every_message_names_place_what_and_mend_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    for case in CASES {
        let output = run(folder.path(), case.arguments, case.stdin);
        let asked = case.arguments;
        assert_eq!(status(&output), case.status, "{asked:?}: {}", stderr(&output));
        if case.message.starts_with("error: ") {
            let message = stderr(&output);
            assert!(message.starts_with(case.message), "{asked:?}: {message}");
        } else {
            assert_eq!(stderr(&output), case.message, "{asked:?}");
        }
        assert_eq!(ids(&output), case.ids, "{asked:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("good.txt")).unwrap(), NOTE);
}

#[test]
fn damaged_archives_are_read_up_to_the_damage() {
    let folder = tempfile::tempdir().unwrap();
    let line =
        |id: usize| format!("{{\"id\":\"{id}\",\"text\":\"{}\"}}\n", "uno due tre ".repeat(id));
    let lines: String = (0..400).map(line).collect();
    let packed = ruzstd::encoding::compress_to_vec(
        lines.as_bytes(),
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    let path = folder.path().join("archive.jsonl.zst");
    fs::write(&path, &packed[..packed.len() / 2]).unwrap();
    fs::write(folder.path().join("good.txt"), NOTE).unwrap();
    let output = run(folder.path(), &["-fjsonl", "archive.jsonl.zst", "good.txt"], "");
    let found = ids(&output);
    assert_eq!(found.last().map(String::as_str), Some("good.txt"));
    let expected: Vec<String> = (0..found.len() - 1).map(|id| id.to_string()).collect();
    assert_eq!(found[..found.len() - 1], expected);
    let message = stderr(&output);
    assert!(message.starts_with("virgolette: archive.jsonl.zst:"), "{message}");
    assert!(message.contains("the compressed data"), "{message}");
    assert!(message.ends_with("; fetch the file again (from here on)\n"), "{message}");
    assert_eq!(status(&output), 1);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String =
        (0..4000).map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Uno due tre.\"}}\n")).collect();
    fs::write(folder.path().join("archive.jsonl"), lines).unwrap();
    let mut child = program(folder.path())
        .args(["-fjsonl", "archive.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (141, ""));
}

#[test]
fn nothing_to_read_is_read_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["-fjsonl", "--input", "jsonl"], "\n \n");
    assert_eq!((status(&output), stdout(&output), stderr(&output)), (0, "", ""));
    let output = run(folder.path(), &["-fjsonl"], "");
    assert_eq!((status(&output), ids(&output).len()), (0, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), NOTE).unwrap();
    let output = run(folder.path(), &["good.txt", "-o", "/dev/full"], "");
    let message = "virgolette: writing the output failed (No space left on device (os error 28)); \
                   check the disk and --output\n";
    assert_eq!((status(&output), stderr(&output)), (1, message));
}
