//! The source distribution: everything that its build needs, crates included.

use std::path::{Path, PathBuf};

use crate::command::Run;
use crate::python::{self, empty, maturin, only_file, path_with, pip};
use crate::workshop::{Failure, Workshop};

const UNPACK: &str = "\
import sys, tarfile
with tarfile.open(sys.argv[1]) as archive:
    archive.extractall(sys.argv[2], filter='data')
";

/// Packs a folder anew, with the same bytes wherever and whenever it is done.
const PACK: &str = "\
import gzip, pathlib, sys, tarfile
folder, target = map(pathlib.Path, sys.argv[1:])
with open(target, 'wb') as out, gzip.GzipFile('', 'wb', mtime=0, fileobj=out) as packed:
    with tarfile.open(fileobj=packed, mode='w', format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(folder.rglob('*')):
            if path.is_file():
                entry = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
                entry.size = path.stat().st_size
                with path.open('rb') as file:
                    archive.addfile(entry, file)
";

const CONFIG: &str = "\
[source.crates-io]
replace-with = \"vendor\"

[source.vendor]
directory = \"vendor\"

[net]
offline = true
";

/// Builds the source distribution, and from it alone, without network, a wheel that says hello.
pub(crate) fn sdist(workshop: &Workshop) -> Result<PathBuf, Failure> {
    let tools = python::tools(workshop)?;
    let folder = workshop.target.join("sdist");
    empty(&folder)?;
    maturin(workshop, &tools)
        .args(["sdist", "--manifest-path", "python/Cargo.toml", "--out"])
        .args([&folder])
        .finish()?;
    let sdist = only_file(&folder, "tar.gz")?;
    add_crates(workshop, &tools, &sdist)?;
    // Another target folder than ours, so that nothing of the checkout can help; kept for speed.
    // A home without crates proves that the archive has them all.
    let home = workshop.target.join("sdist-home");
    empty(&home)?;
    pip(workshop, &tools)
        .args(["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"])
        .args([&folder, &sdist])
        .env("CARGO_TARGET_DIR", workshop.target.join("sdist-build"))
        .env("CARGO_HOME", &home)
        .env("PATH", path_with(&tools)?)
        .finish()?;
    python::alone(workshop, &only_file(&folder, "whl")?)?;
    Ok(sdist)
}

/// Puts the sources of all crates into the archive.
fn add_crates(workshop: &Workshop, tools: &python::Venv, sdist: &Path) -> Result<(), Failure> {
    let work = workshop.target.join("sdist-work");
    empty(&work)?;
    Run::new(workshop, tools.python()).args(["-c", UNPACK]).args([sdist, &work]).finish()?;
    let name = sdist.file_name().unwrap_or_default().to_string_lossy();
    let root = work.join(name.trim_end_matches(".tar.gz"));
    Run::cargo(workshop, &["vendor", "--quiet", "--versioned-dirs", "--manifest-path"])
        .args([root.join("Cargo.toml"), root.join("vendor")])
        .finish()?;
    let config = root.join(".cargo");
    std::fs::create_dir_all(&config)
        .and_then(|()| std::fs::write(config.join("config.toml"), CONFIG))
        .map_err(Failure::of(config.display()))?;
    Run::new(workshop, tools.python()).args(["-c", PACK]).args([&root, sdist]).finish()?;
    Ok(())
}
