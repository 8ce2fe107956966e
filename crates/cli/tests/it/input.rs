//! What is read: files, folders, pipes, JSON Lines, compressed or not, in the order of the input.

use std::fs;
use std::io::Write;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use crate::{NOTE, ids, run, status, stderr, stdout};

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
}

#[test]
fn folders_are_walked_in_order_of_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("news").join(name);
    fs::create_dir_all(at("2023/b")).unwrap();
    fs::create_dir_all(at(".git")).unwrap();
    for name in ["z.txt", "a.md", "2023/b/1.txt", "2023/a.txt", ".git/x.txt", ".b.txt", "c.pdf"] {
        fs::write(at(name), NOTE).unwrap();
    }
    fs::write(at("m.jsonl"), "{\"text\":\"x\"}\n\n{\"text\":\"y\",\"id\":7}\n").unwrap();
    let output = run(folder.path(), &["-fjsonl", "news"], "");
    let expected = ["2023/a.txt", "2023/b/1.txt", "a.md", "m.jsonl:1", "7", "z.txt"];
    assert_eq!(ids(&output), expected, "{}", stderr(&output));
    assert_eq!(status(&output), 0);
}

#[cfg(unix)]
#[test]
fn linked_files_are_read_and_linked_folders_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(folder.path().join("outside.txt"), NOTE).unwrap();
    std::os::unix::fs::symlink("../outside.txt", news.join("linked.txt")).unwrap();
    std::os::unix::fs::symlink("..", news.join("loop")).unwrap();
    let output = run(folder.path(), &["-fjsonl", "news"], "");
    assert_eq!(ids(&output), ["linked.txt"], "{}", stderr(&output));
}

#[test]
fn the_output_is_not_read_as_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.txt"), NOTE).unwrap();
    for _ in 0..2 {
        let output = run(folder.path(), &["-fjsonl", "news", "-o", "news/out.jsonl"], "");
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let written = fs::read_to_string(news.join("out.jsonl")).unwrap();
        assert_eq!(written.lines().count(), 1);
    }
}

#[test]
fn compressed_articles_are_read_by_their_first_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.txt.gz"), gzip(NOTE)).unwrap();
    fs::write(news.join("b.txt.zst"), zstd(NOTE)).unwrap();
    // Two members and two frames with something to skip between: archives are glued so.
    let lines = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"x\"}}\n");
    let glued = [gzip(&lines("c1")), gzip(&lines("c2"))].concat();
    fs::write(news.join("c.jsonl.gz"), glued).unwrap();
    let skipped = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc".to_vec();
    let glued = [zstd(&lines("d1")), skipped, zstd(&lines("d2"))].concat();
    fs::write(news.join("d.ndjson.zst"), glued).unwrap();
    let output = run(folder.path(), &["-fjsonl", "news"], "");
    let expected = ["a.txt.gz", "b.txt.zst", "c1", "c2", "d1", "d2"];
    assert_eq!(ids(&output), expected, "{}", stderr(&output));

    for packed in [gzip(NOTE), zstd(NOTE), NOTE.as_bytes().to_vec()] {
        let output = run(folder.path(), &["-fjson"], packed);
        let document: Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!(document["id"], Value::Null);
    }
}

#[test]
fn fields_of_a_line_are_named_by_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"corpo":"Ieri.","uri":"https://x/1","giorno":"2023-09-12T08:30:00Z","text":1}"#;
    let arguments =
        ["-fjsonl", "--input=jsonl", "--text-field=corpo", "--id-field=uri", "--date-field=giorno"];
    let output = run(folder.path(), &arguments, format!("\u{feff}{line}\r\n"));
    let document: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(document["id"], "https://x/1");
    assert_eq!(document["reference_date"], "2023-09-12");
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_date_of_the_command_line_is_for_articles_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"text\":\"x\",\"date\":\"2020-01-31\"}\n{\"text\":\"x\",\"date\":null}\n";
    let output = run(folder.path(), &["-fjsonl", "--input=jsonl", "-d2023-09-12"], lines);
    let dates: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["reference_date"].clone())
        .collect();
    assert_eq!(dates, ["2020-01-31", "2023-09-12"]);
}

#[test]
fn many_threads_keep_the_order_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let line = |n: usize| {
        let text = NOTE.replace('\n', "\\n").repeat(1 + n % 17);
        match n % 50 {
            49 => "{not json\n".to_owned(),
            _ => format!("{{\"id\":\"{n}\",\"text\":\"{text}\"}}\n"),
        }
    };
    let lines: String = (0..500).map(line).collect();
    let arguments = |jobs| ["-fjsonl", "--input=jsonl", "--jobs", jobs];
    let one = run(folder.path(), &arguments("1"), &lines);
    let many = run(folder.path(), &arguments("8"), &lines);
    assert_eq!(ids(&one).len(), 490);
    assert!(one.stdout == many.stdout, "the documents differ");
    assert_eq!(stderr(&one), stderr(&many));
    assert_eq!(stderr(&one).lines().count(), 10);
}
