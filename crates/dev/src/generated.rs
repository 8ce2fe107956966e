//! Files that are made from other files: written by `generate`, compared by `check-generated`.

mod gazetteer;
mod words;

use virgolette::lexicon::compile::compile_italian;
use virgolette::lexicon::verb_forms_compile::compile_italian_verb_forms;

use crate::workshop::{Failure, Workshop};

/// A generated file: where it stands, and what it must hold.
struct Generated {
    path: &'static str,
    bytes: fn(&Workshop) -> Result<Vec<u8>, Failure>,
}

/// Every generated file of the checkout. To add one, add a line.
const FILES: &[Generated] = &[
    Generated { path: "crates/core/data/it/compiled/cues.bin", bytes: |_| Ok(compile_italian()?) },
    Generated { path: "crates/core/data/it/compiled/roles.bin", bytes: gazetteer::roles },
    Generated {
        path: "crates/core/data/it/compiled/verbs.bin",
        bytes: |_| Ok(compile_italian_verb_forms()?),
    },
    Generated { path: "crates/core/LICENSE-MIT", bytes: |shop| copy(shop, "LICENSE-MIT") },
    Generated { path: "crates/core/LICENSE-APACHE", bytes: |shop| copy(shop, "LICENSE-APACHE") },
    Generated { path: "crates/cli/LICENSE-MIT", bytes: |shop| copy(shop, "LICENSE-MIT") },
    Generated { path: "crates/cli/LICENSE-APACHE", bytes: |shop| copy(shop, "LICENSE-APACHE") },
    Generated { path: "python/LICENSE-MIT", bytes: |shop| copy(shop, "LICENSE-MIT") },
    Generated { path: "python/LICENSE-APACHE", bytes: |shop| copy(shop, "LICENSE-APACHE") },
    Generated { path: "crates/core/NOTICE", bytes: |shop| copy(shop, "NOTICE") },
    Generated { path: "crates/cli/NOTICE", bytes: |shop| copy(shop, "NOTICE") },
    Generated { path: "python/NOTICE", bytes: |shop| copy(shop, "NOTICE") },
    Generated { path: "crates/core/data/it/compiled/gazetteer.bin", bytes: gazetteer::compiled },
    Generated { path: "crates/core/data/it/compiled/namesakes.tsv", bytes: gazetteer::namesakes },
    Generated { path: "python/virgolette/words.py", bytes: |_| Ok(words::python().into_bytes()) },
];

/// A file that packages need beside them.
fn copy(workshop: &Workshop, path: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(workshop.path(path)).map_err(Failure::of(path))
}

/// Writes every file whose content changed.
pub(crate) fn write(workshop: &Workshop) -> Result<(), Failure> {
    for Generated { path, bytes } in FILES {
        let fresh = bytes(workshop)?;
        let target = workshop.path(path);
        if std::fs::read(&target).is_ok_and(|stored| stored == fresh) {
            println!("same   {path}");
            continue;
        }
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(Failure::of(path))?;
        }
        std::fs::write(&target, &fresh).map_err(Failure::of(path))?;
        println!("wrote  {path} ({} bytes)", fresh.len());
    }
    Ok(())
}

/// Compares every file with what would be generated now; how many there are.
pub(crate) fn check(workshop: &Workshop) -> Result<usize, Failure> {
    let mut stale = String::new();
    for Generated { path, bytes } in FILES {
        let stored = std::fs::read(workshop.path(path)).unwrap_or_default();
        if stored != bytes(workshop)? {
            stale.push_str("\n  ");
            stale.push_str(path);
        }
    }
    if stale.is_empty() {
        Ok(FILES.len())
    } else {
        Err(Failure(format!(
            "not as they would be generated now; run `cargo dev generate`:{stale}"
        )))
    }
}
