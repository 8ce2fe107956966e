"""The words that results use, as types.

Written by `cargo dev generate` from the Rust definitions; do not edit.
"""

from typing import Literal

SectionKind = Literal[
    "headline",
    "heading",
    "paragraph",
    "byline",
    "boilerplate",
]

MentionType = Literal[
    "person",
    "organization",
    "gpe",
    "location",
    "facility",
    "event",
    "product",
    "work",
    "demonym",
]

MentionForm = Literal[
    "name",
    "nominal",
    "pronoun",
]

MentionSource = Literal[
    "tagger",
    "gazetteer",
    "rule",
]

Gender = Literal[
    "female",
    "male",
]

QuoteKind = Literal[
    "direct",
    "mixed",
    "indirect",
]

SpeakerVia = Literal[
    "explicit",
    "coreference",
    "continuation",
    "apposition",
]

SpeakerNumber = Literal[
    "one",
    "many",
]

Certainty = Literal[
    "verbatim",
    "paraphrase",
    "hearsay",
    "denied",
    "asked",
    "ordered",
    "promised",
]

Channel = Literal[
    "interview",
    "statement",
    "social",
    "press",
    "court",
    "document",
]

TimeType = Literal[
    "DATE",
    "TIME",
    "DURATION",
    "SET",
]

QuantityKind = Literal[
    "count",
    "ordinal",
    "percent",
    "money",
    "speed",
    "length",
    "area",
    "volume",
    "mass",
    "temperature",
    "age",
    "votes",
    "score",
    "measure",
]

Bound = Literal[
    "about",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
]
