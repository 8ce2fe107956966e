//! The model card: what a model was learnt from, how, and how well it does.

use std::path::Path;

use serde_json::{Value, json};
use virgolette::mention::names::{CLASSES, FEATURE_SET};
use virgolette::tagger::feature_set;

use crate::train::Learning;
use crate::train::corpus::Example;
use crate::train::score::Tally;
use crate::workshop::Failure;

/// What a card tells beside the settings.
pub(crate) struct Card<'a> {
    /// The annotated articles.
    pub(crate) corpus: &'a Path,
    pub(crate) examples: &'a [Example],
    /// The compiled gazetteer whose lists are features.
    pub(crate) gazetteer: &'a [u8],
    /// The model file.
    pub(crate) model: &'a [u8],
    pub(crate) scores: Vec<(String, Tally)>,
}

/// A hash of bytes, for telling one file from another.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", feature_set(&bytes.iter().map(|&byte| char::from(byte)).collect::<String>()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Card<'_> {
    /// Writes the card beside the model.
    pub(crate) fn write(&self, path: &Path, learning: &Learning) -> Result<(), Failure> {
        let corpus = std::fs::read(self.corpus).map_err(Failure::of(self.corpus.display()))?;
        let names: usize = self.examples.iter().map(|example| example.gold.len()).sum();
        let tokens: usize = self.examples.iter().map(|example| example.labels.len()).sum();
        let scores: serde_json::Map<String, Value> =
            self.scores.iter().map(|(name, tally)| (name.clone(), tally.json())).collect();
        let classes: Vec<&str> = CLASSES.iter().map(|(name, ..)| *name).collect();
        let card = json!({
            "model": file_name(path).replace(".json", ".bin"),
            "bytes": self.model.len(),
            "hash": hash(self.model),
            "language": "it",
            "task": "names of persons, organisations, places, events, products and works; `gpe!` is a place that stands for those who act",
            "classes": classes,
            "kind": "linear-chain conditional random field over hashed features, BIO labels, weights of 8 bits",
            "feature_set": FEATURE_SET,
            "corpus": {
                "file": file_name(self.corpus),
                "hash": hash(&corpus),
                "articles": self.examples.len(),
                "tokens": tokens,
                "names": names,
            },
            "gazetteer_hash": hash(self.gazetteer),
            "learning": learning.json(),
            "command": "cargo dev train",
            "scores": scores,
            "scores_are": "F1 of exact span and type; `folded` with gpe, location and facility as one; `tokens` is micro F1 over tokens of PER, LOC and ORG (NERMuD's measure), against the annotator's tags where the file has them",
            "licence": "MIT OR Apache-2.0",
            "attribution": "Weights learnt from annotations made for this project (CC BY 4.0) of Italian Wikinews articles (CC BY 2.5, Wikinews contributors), by way of the texts of the KIND dataset (Paccosi and Palmero Aprosio, LREC 2022); none of KIND's own tags were used.",
            "limits": "News prose of the 2000s to 2020s; titles of works and products are found least well. Scores fall on text without capitals.",
        });
        let text = serde_json::to_string_pretty(&card).map_err(Failure::of("card"))?;
        std::fs::write(path, text + "\n").map_err(Failure::of(path.display()))
    }
}
