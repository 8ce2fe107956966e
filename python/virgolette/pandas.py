"""pandas: who said what, as an accessor of a column or a data frame of articles.

>>> import virgolette.pandas
>>> quotes = articles["text"].virgolette.quotes()
>>> articles[["outlet"]].join(quotes, how="inner").groupby("outlet")["speaker"].nunique()
"""

from __future__ import annotations

from typing import Any

import pandas

from virgolette._columns import Errors, documents, gather
from virgolette._virgolette import Document, Extractor
from virgolette.tables import PANDAS, TableName, kinds

__all__ = ["VirgoletteAccessor", "extract"]


def extract(
    texts: pandas.Series[Any],
    table: TableName = "quotes",
    *,
    dates: pandas.Series[Any] | None = None,
    extractor: Extractor | None = None,
    workers: int | None = None,
    errors: Errors = "raise",
) -> pandas.DataFrame:
    """A tidy frame of what is found in a column of texts: one row a quote, a mention or an entity.

    Every row has the index of its text, so that the frame joins with the one the texts came from.
    Missing texts have no rows. `errors="warn"` leaves out what cannot be read, with a warning.
    """
    names = kinds(table)
    found = documents(
        _plain(texts),
        None if dates is None else _plain(dates),
        extractor=extractor,
        workers=workers,
        errors=errors,
    )
    places, columns = gather(found, table)
    index = texts.index.take(places)
    return pandas.DataFrame(
        {
            name: pandas.Series(values, index=index, dtype=PANDAS[names[name]])
            for name, values in columns.items()
        },
        index=index,
    )


@pandas.api.extensions.register_series_accessor("virgolette")
class VirgoletteAccessor:
    """`series.virgolette`: what is found in a column of texts.

    >>> import virgolette.pandas
    >>> articles["text"].virgolette.quotes(dates=articles["date"])
    """

    def __init__(self, texts: pandas.Series[Any]) -> None:
        self._texts = texts

    def quotes(self, **options: Any) -> pandas.DataFrame:
        """One row a quote; the options are those of `virgolette.pandas.extract`."""
        return extract(self._texts, "quotes", **options)

    def mentions(self, **options: Any) -> pandas.DataFrame:
        """One row a mention; the options are those of `virgolette.pandas.extract`."""
        return extract(self._texts, "mentions", **options)

    def entities(self, **options: Any) -> pandas.DataFrame:
        """One row an entity; the options are those of `virgolette.pandas.extract`."""
        return extract(self._texts, "entities", **options)

    def documents(self, *, dates: pandas.Series[Any] | None = None, **options: Any) -> pandas.Series[Any]:
        """The documents themselves, for all that is not in a table."""
        plain = None if dates is None else _plain(dates)
        found: list[Document | None] = list(documents(_plain(self._texts), plain, **options))
        return pandas.Series(found, index=self._texts.index, dtype="object")


def _plain(values: pandas.Series[Any]) -> list[Any]:
    """The values, with None where one is missing."""
    return [None if gone else value for value, gone in zip(values, values.isna())]
