//! The compiled gazetteer, from the tables of names and the roles.

use std::collections::{BTreeMap, BTreeSet};

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

/// The bytes of `compiled/namesakes.tsv`: cities whose name others bear too.
pub(crate) fn namesakes(workshop: &Workshop) -> Result<Vec<u8>, Failure> {
    let mut cities: BTreeMap<String, BTreeSet<(u64, String)>> = BTreeMap::new();
    for table in ["cities_world.tsv", "places_it.tsv"] {
        for line in workshop.read(&format!("{TABLES}/{table}"))?.lines() {
            let mut fields = line.split('\t');
            let (Some(name), Some(links), Some(extra)) =
                (fields.next(), fields.nth(1), fields.next())
            else {
                continue;
            };
            let value = |field: &str, name: &str| {
                let found = field.split(';').find_map(|pair| pair.strip_prefix(name));
                found.map(str::to_owned)
            };
            let Some(id) = value(links, "geonames=") else { continue };
            let population = value(extra, "pop=").and_then(|count| count.parse().ok());
            let country = value(extra, "country=").unwrap_or_else(|| "IT".to_owned());
            let city = format!("{id} {country} {}", population.unwrap_or(0_u64));
            cities.entry(name.to_owned()).or_default().insert((population.unwrap_or(0), city));
        }
    }
    let mut table = "# Cities of one name, the largest first: GeoNames id, country, people.\n\
         # Written by `cargo dev generate` from the gazetteers; do not edit.\n"
        .to_owned();
    for (name, cities) in cities.iter().filter(|(_, cities)| cities.len() > 1) {
        let cities: Vec<&str> = cities.iter().rev().map(|(_, city)| city.as_str()).collect();
        table.push_str(&format!("{name}\t{}\n", cities.join("\t")));
    }
    Ok(table.into_bytes())
}
