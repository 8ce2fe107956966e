//! The page as a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Report;

/// The page is written in pieces of this size.
const BUFFER: usize = 1 << 20;

/// Writes beside `path`, and puts the page there when it is whole.
pub(super) fn save(report: Report, path: &Path) -> io::Result<()> {
    // A device or a pipe cannot be replaced.
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        return write(report, File::create(path)?);
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = File::create(&part).and_then(|file| write(report, file));
    let placed = written.and_then(|()| fs::rename(&part, path));
    if placed.is_err() {
        // What is left of it helps nobody; the error that counts is the first.
        let _ = fs::remove_file(&part);
    }
    placed
}

fn write(report: Report, file: File) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, file);
    report.write(&mut out)?;
    out.flush()
}
