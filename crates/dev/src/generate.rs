//! `cargo dev generate`: writes the files that are compiled from data.

use std::path::Path;

use virgolette::{Error, lexicon::compile::compile_italian};

/// Writes every compiled file whose data changed.
pub(crate) fn generate() -> Result<(), Error> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core");
    write(&core.join("data/it/compiled/cues.bin"), &compile_italian()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    println!("wrote {} ({} bytes)", path.display(), bytes.len());
    std::fs::write(path, bytes).map_err(|error| Error::io(path, error))
}
