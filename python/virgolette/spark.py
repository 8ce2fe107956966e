"""Apache Spark: who said what, over a data frame of articles on as many machines as it has.

>>> import virgolette.spark
>>> quotes = virgolette.spark.extract(spark.read.parquet("archive/"), keep=["id", "outlet"])
>>> quotes.groupBy("speaker").count().orderBy("count", ascending=False).show()

Every machine needs the package; nothing else is shipped or downloaded.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

import virgolette.arrow
from virgolette._columns import Errors
from virgolette._virgolette import Extractor
from virgolette.tables import TableName

__all__ = ["extract"]


def extract(
    articles: DataFrame,
    table: TableName = "quotes",
    *,
    text: str = "text",
    date: str | None = None,
    keep: Sequence[str] | None = None,
    extractor: Extractor | None = None,
    errors: Errors = "raise",
) -> DataFrame:
    """What is found in a data frame of articles, lazily: a row a quote, a mention or an entity.

    It is `virgolette.arrow.extract` under `mapInArrow`, and has its options. An `extractor` with
    gazetteers or cues from files reads them again on every machine; hand it their content instead
    where the machines do not share the files.
    """
    kept = keep if keep is not None else [name for name in ["id"] if name in articles.columns]
    day = date if date is not None else ("date" if "date" in articles.columns else None)
    needed = dict.fromkeys([text, *([day] if day else []), *kept])
    chosen = articles.select(*needed)
    read = functools.partial(
        virgolette.arrow.extract,
        table=table,
        text=text,
        date=day,
        keep=kept,
        extractor=extractor,
        errors=errors,
    )
    schema = virgolette.arrow.schema(to_arrow_schema(chosen.schema), table, keep=kept)
    return chosen.mapInArrow(read, from_arrow_schema(schema))
