"""Who is named in the news, and who said what: Italian entities and quotes, exact to the character.

>>> import virgolette
>>> document = virgolette.extract("«Riapriamo a marzo», ha detto ieri la sindaca Anna Neri.")
>>> print(document)                       # who said what, for reading
>>> for quote in document.quotes:         # who said what, for programs
...     print(quote.speaker, quote.cue, quote.text)

`extract` reads one article, `extract_many` any number of them on all cores. An `Extractor` holds
settings that serve many articles. Results are light views over a `Document`; every one gives its
place in the text in code points: `document.text[part.start:part.end]` is `part.text`.

A `Corpus` merges entities over many documents, and groups the quotes that say the same words.
`report` makes one page of them for a browser, to search and to pass on.

`Document.to_dict`, `to_json`, `to_pandas`, `to_polars` and `to_arrow` take the results elsewhere.
`virgolette.pandas`, `polars`, `duckdb`, `arrow`, `spark` and `spacy` are modules that put it where
those libraries have their data.

Everything works offline, and the same text gives the same results everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from virgolette._many import ExtractionError, default_extractor, extract_many
from virgolette._virgolette import (
    Claim,
    Corpus,
    CorpusEntity,
    Cue,
    Diagnostic,
    Document,
    Entity,
    Extractor,
    Mention,
    Quantity,
    Quote,
    QuoteGroup,
    QuoteOccurrence,
    Role,
    Section,
    Span,
    Speaker,
    Time,
    View,
    __version__,
)
from virgolette._report import report
from virgolette.errors import (
    DocumentError,
    GazetteerError,
    IoError,
    ModelError,
    RuleError,
    SettingError,
    TextError,
    TextTooLongError,
    VirgoletteError,
)
from virgolette.tables import Tables, to_arrow, to_pandas, to_polars

if TYPE_CHECKING:
    import datetime

__all__ = [
    "Claim",
    "Corpus",
    "CorpusEntity",
    "Cue",
    "Diagnostic",
    "Document",
    "DocumentError",
    "Entity",
    "ExtractionError",
    "Extractor",
    "GazetteerError",
    "IoError",
    "Mention",
    "ModelError",
    "Quantity",
    "Quote",
    "QuoteGroup",
    "QuoteOccurrence",
    "Role",
    "RuleError",
    "Section",
    "SettingError",
    "Span",
    "Speaker",
    "Tables",
    "TextError",
    "TextTooLongError",
    "Time",
    "View",
    "VirgoletteError",
    "__version__",
    "extract",
    "extract_many",
    "report",
    "to_arrow",
    "to_pandas",
    "to_polars",
]


def extract(
    text: str, *, date: str | datetime.date | None = None, id: str | None = None
) -> Document:
    """Everything found in one article.

    `date` is the article's day, to which "ieri" and "lunedì" refer: a str such as "2023-09-12" or
    a datetime.date. `id` is your name for the article. Both are kept in the document.

    Any str is accepted; what is odd in it is told in `document.diagnostics`. Raises TypeError for
    what is no str, and ValueError for a str with half a surrogate pair or a date that is none.

    >>> document = virgolette.extract("«Riapriamo a marzo», ha detto Anna Neri.", date="2024-02-01")
    >>> [quote.text for quote in document.quotes]
    """
    return default_extractor().extract(text, date=date, id=id)
