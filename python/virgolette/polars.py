"""Polars: who said what, as an expression over a column of articles.

>>> import polars as pl, virgolette.polars
>>> quotes = articles.select("id", pl.col("text").virgolette.quotes().alias("quote"))
>>> quotes.explode("quote").unnest("quote").group_by("speaker").len()

Type checkers know the functions of this module, which do the same: `virgolette.polars.quotes("text")`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars

from virgolette._columns import Errors, documents
from virgolette._virgolette import Extractor
from virgolette.tables import TableName, kinds, polars_types, rows

__all__ = ["VirgoletteNamespace", "entities", "extract", "mentions", "quotes"]


def extract(
    texts: str | polars.Expr,
    table: TableName = "quotes",
    *,
    dates: str | polars.Expr | None = None,
    extractor: Extractor | None = None,
    workers: int | None = None,
    errors: Errors = "raise",
) -> polars.Expr:
    """What is found in a column of texts: of each a list of structs; null where there is no text.

    It works in `select`, `with_columns` and lazy frames. `explode` gives a row to each struct,
    `unnest` a column to each field. `errors="warn"` leaves out what cannot be read.
    """
    types = polars_types()
    fields = [polars.Field(name, types[kind]) for name, kind in kinds(table).items()]
    result = polars.List(polars.Struct(fields))

    def read(columns: Sequence[polars.Series]) -> polars.Series:
        found = documents(*columns, extractor=extractor, workers=workers, errors=errors)
        values = [None if document is None else rows(document, table) for document in found]
        return polars.Series(columns[0].name, values, dtype=result)

    inputs = [texts] if dates is None else [texts, dates]
    columns = [polars.col(each) if isinstance(each, str) else each for each in inputs]
    return polars.map_batches(columns, read, return_dtype=result)


def quotes(texts: str | polars.Expr, **options: Any) -> polars.Expr:
    """The quotes of each text; the options are those of `extract`."""
    return extract(texts, "quotes", **options)


def mentions(texts: str | polars.Expr, **options: Any) -> polars.Expr:
    """The mentions of each text; the options are those of `extract`."""
    return extract(texts, "mentions", **options)


def entities(texts: str | polars.Expr, **options: Any) -> polars.Expr:
    """The entities of each text; the options are those of `extract`."""
    return extract(texts, "entities", **options)


@polars.api.register_expr_namespace("virgolette")
class VirgoletteNamespace:
    """`expression.virgolette`: what is found in a column of texts.

    >>> import virgolette.polars
    >>> articles.with_columns(pl.col("text").virgolette.quotes(dates="date").alias("quotes"))
    """

    def __init__(self, texts: polars.Expr) -> None:
        self._texts = texts

    def quotes(self, **options: Any) -> polars.Expr:
        """The quotes of each text; the options are those of `virgolette.polars.extract`."""
        return extract(self._texts, "quotes", **options)

    def mentions(self, **options: Any) -> polars.Expr:
        """The mentions of each text; the options are those of `virgolette.polars.extract`."""
        return extract(self._texts, "mentions", **options)

    def entities(self, **options: Any) -> polars.Expr:
        """The entities of each text; the options are those of `virgolette.polars.extract`."""
        return extract(self._texts, "entities", **options)
