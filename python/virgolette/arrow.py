"""Arrow record batches of articles in, record batches of quotes out: the shape that Spark, Ray, Dask
and every engine over Arrow asks of a function.

>>> import virgolette.arrow
>>> batches = pyarrow.parquet.ParquetFile("articles.parquet").iter_batches()
>>> for quotes in virgolette.arrow.extract(batches, keep=["id", "outlet"]):
...     writer.write_batch(quotes)

`virgolette.spark` hands it to Apache Spark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow

from virgolette._columns import Errors, documents, gather
from virgolette._virgolette import Extractor
from virgolette.tables import TableName, arrow_types, kinds

__all__ = ["extract", "schema"]


def extract(
    batches: Iterable[pyarrow.RecordBatch],
    table: TableName = "quotes",
    *,
    text: str = "text",
    date: str | None = None,
    keep: Sequence[str] | None = None,
    extractor: Extractor | None = None,
    workers: int | None = 1,
    errors: Errors = "raise",
) -> Iterator[pyarrow.RecordBatch]:
    """Of each batch of articles the batch of what is found in them: a row a quote, a mention or an
    entity.

    `text` and `date` are columns of the articles; without `date`, one of that name is taken where
    there is one. The columns of `keep` are repeated on every row; without it, `id` is, where there
    is one. Missing texts have no rows. The engine has its own workers, hence one thread here.
    """
    for batch in batches:
        names = batch.schema.names
        date_name = "date" if date is None and "date" in names else date
        kept = _kept(batch.schema, table, keep)
        for name in filter(None, (text, date_name)):
            _require(names, name)
        found = documents(
            batch.column(text).to_pylist(),
            batch.column(date_name).to_pylist() if date_name else None,
            extractor=extractor,
            workers=workers,
            errors=errors,
        )
        places, columns = gather(found, table)
        types, taken = arrow_types(), pyarrow.array(places, type=pyarrow.int64())
        arrays = [batch.column(name).take(taken) for name in kept]
        arrays += [pyarrow.array(columns[name], types[kind]) for name, kind in kinds(table).items()]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema(batch.schema, table, keep=keep))


def schema(
    articles: pyarrow.Schema, table: TableName = "quotes", *, keep: Sequence[str] | None = None
) -> pyarrow.Schema:
    """The schema of what `extract` makes of batches with the schema `articles`."""
    types = arrow_types()
    fields = [articles.field(name) for name in _kept(articles, table, keep)]
    fields += [pyarrow.field(name, types[kind]) for name, kind in kinds(table).items()]
    return pyarrow.schema(fields)


def _kept(articles: pyarrow.Schema, table: TableName, keep: Sequence[str] | None) -> list[str]:
    if keep is None:
        return ["id"] if "id" in articles.names else []
    if isinstance(keep, str):
        raise TypeError(f"keep must be a list of columns; write [{keep!r}]")
    for name in keep:
        _require(articles.names, name)
        if name in kinds(table):
            raise ValueError(f"{table} have a column {name!r} of their own; rename yours")
    return list(keep)


def _require(names: Sequence[str], name: str) -> None:
    if name not in names:
        raise ValueError(f"there is no column {name!r}; there are {', '.join(names)}")
