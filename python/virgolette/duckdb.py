"""DuckDB: who said what, as functions of SQL.

>>> import duckdb, virgolette.duckdb
>>> connection = duckdb.connect()
>>> virgolette.duckdb.register(connection)
>>> connection.sql('''
...     SELECT quote.speaker, count(*)
...     FROM (SELECT unnest(virgolette_quotes(text)) AS quote FROM 'archive.jsonl')
...     GROUP BY ALL ORDER BY 2 DESC
... ''')
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow
from duckdb.func import FunctionNullHandling, PythonUDFType

from virgolette._columns import Errors, documents
from virgolette._virgolette import Extractor
from virgolette.tables import COLUMNS, TableName, arrow_types, kinds, rows

__all__ = ["register"]

_TYPES = {
    "int": "BIGINT",
    "str": "VARCHAR",
    "bool": "BOOLEAN",
    "float": "DOUBLE",
    "strs": "VARCHAR[]",
}


def register(
    connection: duckdb.DuckDBPyConnection,
    *,
    prefix: str = "virgolette",
    extractor: Extractor | None = None,
    workers: int | None = None,
    errors: Errors = "raise",
) -> None:
    """Adds the functions `virgolette_quotes`, `virgolette_mentions` and `virgolette_entities` to a
    connection.

    Each takes a text and, if you like, the article's day, and gives a list of structs, which
    `unnest` makes rows of; NULL where the text is. `prefix` is what their names begin with.
    """
    settings = {"extractor": extractor, "workers": workers, "errors": errors}
    for table in COLUMNS:
        fields = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in kinds(table).items())
        connection.create_function(
            f"{prefix}_{table}",
            _reader(table, settings),
            None,
            duckdb.sqltype(f"STRUCT({fields})[]"),
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )


def _reader(table: TableName, settings: dict[str, Any]) -> Any:
    types = arrow_types()
    fields = [(name, types[kind]) for name, kind in kinds(table).items()]
    result = pyarrow.list_(pyarrow.struct(fields))

    def read(*columns: Any) -> Any:
        if not 1 <= len(columns) <= 2:
            raise ValueError(f"give a text and, if you like, a day, not {len(columns)} values")
        found = documents(*(column.to_pylist() for column in columns), **settings)
        values = [None if document is None else rows(document, table) for document in found]
        return pyarrow.array(values, type=result)

    return read
