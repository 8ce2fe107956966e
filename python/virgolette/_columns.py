"""Columns of texts: what the modules for pandas, Polars, DuckDB, Arrow and Spark have in common."""

from __future__ import annotations

import itertools
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Literal, Union

from virgolette._many import ExtractionError, default_extractor
from virgolette._virgolette import Document, Extractor
from virgolette.tables import COLUMNS, TableName

Errors = Union[Literal["raise"], Literal["warn"]]
"""Whether an article that cannot be read stops the work, or is warned of and left out."""


def documents(
    texts: Iterable[Any],
    dates: Iterable[Any] | None = None,
    *,
    extractor: Extractor | None = None,
    workers: int | None = None,
    errors: Errors = "raise",
) -> Iterator[Document | None]:
    """The documents of a column of texts; None where there is no text."""
    if errors not in ("raise", "warn"):
        raise ValueError(f"errors must be 'raise' or 'warn', not {errors!r}")
    missing: deque[bool] = deque()

    def items() -> Iterator[dict[str, Any]]:
        for text, date in zip(texts, itertools.repeat(None) if dates is None else dates):
            missing.append(text is None)
            yield {"text": "" if text is None else text, "date": date}

    extractor = default_extractor() if extractor is None else extractor
    for result in extractor.extract_many(items(), workers=workers):
        absent = missing.popleft()
        if isinstance(result, ExtractionError):
            if errors == "raise":
                raise result
            warnings.warn(f"left out: {result}", stacklevel=2)
            yield None
        else:
            yield None if absent else result


def gather(
    found: Iterable[Document | None], table: TableName
) -> tuple[list[int], dict[str, list[Any]]]:
    """A table of documents, column by column, and of every row the place of its document."""
    places: list[int] = []
    readers = COLUMNS[table]
    columns: dict[str, list[Any]] = {name: [] for name in readers}
    for place, document in enumerate(found):
        for part in () if document is None else getattr(document, table):
            places.append(place)
            for name, values in columns.items():
                values.append(readers[name][1](part))
    return places, columns
