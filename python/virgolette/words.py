"""The words that results use, as types.

Written by `cargo dev generate` from the Rust definitions; do not edit.
"""

from typing import Literal, Union

OffsetUnit = Union[
    Literal["codepoints"],
    Literal["bytes"],
    Literal["utf16"],
]

SectionKind = Union[
    Literal["headline"],
    Literal["heading"],
    Literal["paragraph"],
    Literal["byline"],
    Literal["boilerplate"],
]

MentionType = Union[
    Literal["person"],
    Literal["organization"],
    Literal["gpe"],
    Literal["location"],
    Literal["facility"],
    Literal["event"],
    Literal["product"],
    Literal["work"],
    Literal["demonym"],
]

MentionForm = Union[
    Literal["name"],
    Literal["nominal"],
    Literal["pronoun"],
]

MentionSource = Union[
    Literal["tagger"],
    Literal["gazetteer"],
    Literal["rule"],
]

Gender = Union[
    Literal["female"],
    Literal["male"],
]

QuoteKind = Union[
    Literal["direct"],
    Literal["mixed"],
    Literal["indirect"],
]

SpeakerVia = Union[
    Literal["explicit"],
    Literal["coreference"],
    Literal["continuation"],
    Literal["apposition"],
]

SpeakerNumber = Union[
    Literal["one"],
    Literal["many"],
]

Certainty = Union[
    Literal["verbatim"],
    Literal["paraphrase"],
    Literal["hearsay"],
    Literal["denied"],
    Literal["asked"],
    Literal["ordered"],
    Literal["promised"],
]

Channel = Union[
    Literal["interview"],
    Literal["statement"],
    Literal["social"],
    Literal["press"],
    Literal["court"],
    Literal["document"],
]

TimeType = Union[
    Literal["DATE"],
    Literal["TIME"],
    Literal["DURATION"],
    Literal["SET"],
]

QuantityKind = Union[
    Literal["count"],
    Literal["ordinal"],
    Literal["percent"],
    Literal["money"],
    Literal["speed"],
    Literal["length"],
    Literal["area"],
    Literal["volume"],
    Literal["mass"],
    Literal["temperature"],
    Literal["age"],
    Literal["votes"],
    Literal["score"],
    Literal["measure"],
]

Bound = Union[
    Literal["about"],
    Literal["at_least"],
    Literal["at_most"],
    Literal["more_than"],
    Literal["less_than"],
]

Wording = Union[
    Literal["exact"],
    Literal["truncated"],
    Literal["trimmed"],
    Literal["near"],
]
