//! The compiled gazetteer, from the tables of names and the roles.

use virgolette::lexicon::gazetteer_compile::Compiler;

use crate::workshop::{Failure, Workshop};

const TABLES: &str = "crates/core/data/it/gazetteers";
const ROLES: &str = "crates/core/data/it/roles.toml";
const HEADS: &str = "crates/core/data/it/heads.toml";

/// The bytes of `compiled/roles.bin`.
pub(crate) fn roles(workshop: &Workshop) -> Result<Vec<u8>, Failure> {
    Ok(virgolette::mention::roles::compile_italian(ROLES, &workshop.read(ROLES)?)?)
}

/// The bytes of `compiled/gazetteer.bin`.
pub(crate) fn compiled(workshop: &Workshop) -> Result<Vec<u8>, Failure> {
    let mut compiler = Compiler::new()?;
    for path in workshop.files(TABLES, "tsv") {
        let text = std::fs::read_to_string(&path).map_err(Failure::of(path.display()))?;
        compiler.table(&path.to_string_lossy(), &text)?;
    }
    compiler.roles(ROLES, &workshop.read(ROLES)?)?;
    compiler.heads(HEADS, &workshop.read(HEADS)?)?;
    Ok(compiler.finish("it"))
}
