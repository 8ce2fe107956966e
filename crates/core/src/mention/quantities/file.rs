//! `quantities.toml`: units, rules and approximate markers.

use serde::Deserialize;

use crate::document::{Bound, QuantityKind};
use crate::error::Error;
use crate::lexicon::{PhraseTrie, read_toml, word_hash};

/// What the engine keeps of the file.
#[derive(Debug)]
pub(crate) struct Quantities {
    /// Markers before a quantity, last word first.
    pub(crate) before: PhraseTrie,
    pub(crate) after: PhraseTrie,
}

/// What the expressions of one rule mean.
#[derive(Clone, Debug)]
pub(crate) struct QuantityRule {
    pub(crate) kind: QuantityKind,
    /// The unit; where it is not fixed, the noun counted or the words behind the number.
    pub(crate) unit: Option<String>,
    /// What one of the unit's words is worth in the unit (a cent is 0.01 EUR).
    pub(crate) scale: f64,
    pub(crate) bound: Option<Bound>,
}

/// `quantities.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuantityFile {
    /// How a unit stands with its number; `{unit}` is every word for it.
    pub(crate) unit_patterns: Vec<String>,
    /// How a unit in the singular stands with "un".
    pub(crate) one_patterns: Vec<String>,
    /// How a sign stands before its number.
    pub(crate) sign_patterns: Vec<String>,
    pub(crate) unit: Vec<UnitTable>,
    pub(crate) rule: Vec<RuleTable>,
    bound: Vec<BoundTable>,
}

/// A unit of measure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitTable {
    pub(crate) kind: QuantityKind,
    /// UCUM, or ISO 4217 for money.
    pub(crate) unit: String,
    #[serde(default = "one")]
    pub(crate) scale: f64,
    /// Words that stand with "un" too.
    #[serde(default)]
    pub(crate) singular: Vec<String>,
    pub(crate) forms: Vec<String>,
    /// Words that may stand before the number ("€ 20").
    #[serde(default)]
    pub(crate) signs: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) finds: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) ignores: Vec<String>,
}

/// Patterns and what they mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleTable {
    pub(crate) name: String,
    /// Nothing where what the patterns find is no quantity.
    pub(crate) kind: Option<QuantityKind>,
    pub(crate) unit: Option<String>,
    #[serde(default = "one")]
    pub(crate) scale: f64,
    pub(crate) patterns: Vec<String>,
    #[serde(default)]
    pub(crate) priority: i8,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) finds: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) ignores: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundTable {
    bound: Bound,
    before: Vec<String>,
    after: Vec<String>,
}

fn one() -> f64 {
    1.0
}

impl QuantityFile {
    pub(crate) fn read(path: &str, text: &str) -> Result<Self, Error> {
        read_toml(path, text)
    }

    /// What the engine keeps.
    pub(crate) fn quantities(&self) -> Quantities {
        let (mut before, mut after) = (PhraseTrie::new(), PhraseTrie::new());
        for table in &self.bound {
            for phrase in &table.before {
                let words = phrase.split_whitespace().rev().map(word_hash);
                before.insert(words, table.bound as u32);
            }
            for phrase in &table.after {
                after.insert(phrase.split_whitespace().map(word_hash), table.bound as u32);
            }
        }
        Quantities { before, after }
    }
}
