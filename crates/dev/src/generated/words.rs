//! The words of the JSON document as Python types, so that an editor completes them.

use std::fmt::Display;
use std::fmt::Write as _;

use virgolette::{
    Bound, Certainty, Channel, Gender, MentionForm, MentionSource, MentionType, QuantityKind,
    QuoteKind, SectionKind, SpeakerNumber, SpeakerVia, TimeType, Wording,
};

const HEAD: &str = "\
\"\"\"The words that results use, as types.

Written by `cargo dev generate` from the Rust definitions; do not edit.
\"\"\"

from typing import Literal, Union
";

/// The module `virgolette.words`.
pub(super) fn python() -> String {
    let types = [
        literal("OffsetUnit", &["codepoints", "bytes", "utf16"]),
        literal("SectionKind", SectionKind::ALL),
        literal("MentionType", MentionType::ALL),
        literal("MentionForm", MentionForm::ALL),
        literal("MentionSource", MentionSource::ALL),
        literal("Gender", Gender::ALL),
        literal("QuoteKind", QuoteKind::ALL),
        literal("SpeakerVia", SpeakerVia::ALL),
        literal("SpeakerNumber", SpeakerNumber::ALL),
        literal("Certainty", Certainty::ALL),
        literal("Channel", Channel::ALL),
        literal("TimeType", TimeType::ALL),
        literal("QuantityKind", QuantityKind::ALL),
        literal("Bound", Bound::ALL),
        literal("Wording", Wording::ALL),
    ];
    format!("{HEAD}\n{}", types.join("\n"))
}

fn literal(name: &str, words: &[impl Display]) -> String {
    let mut lines = format!("{name} = Union[\n");
    for word in words {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "    Literal[\"{word}\"],");
    }
    lines + "]\n"
}
