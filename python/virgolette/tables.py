"""Results as tidy tables: one row a quote, a mention, an entity."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, Union

from virgolette._many import ExtractionError
from virgolette._virgolette import Document

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from virgolette._virgolette import Entity, Mention, Quote

__all__ = ["Tables", "to_arrow", "to_pandas", "to_polars"]

Table = TypeVar("Table")
Result = Union[Document, ExtractionError]


@dataclass(frozen=True)
class Tables(Generic[Table]):
    """The tables of one or many documents.

    Every row begins with `document`, the place of its document in the input, and `id`, the
    document's name. `errors` holds what `extract_many` could not read.
    """

    quotes: Table
    mentions: Table
    entities: Table
    errors: Table


def to_pandas(documents: Document | Iterable[Result]) -> Tables[pandas.DataFrame]:
    """The results as pandas data frames, with types that know missing values.

    >>> tables = virgolette.to_pandas(virgolette.extract_many(articles))
    >>> tables.quotes.groupby("speaker").size().nlargest(10)
    """
    import pandas

    def frame(columns: _Columns) -> pandas.DataFrame:
        series = {
            name: pandas.Series(values, dtype=PANDAS[kind])
            for name, (kind, values) in columns.items()
        }
        return pandas.DataFrame(series)

    return _tables(documents, frame)


def to_polars(documents: Document | Iterable[Result]) -> Tables[polars.DataFrame]:
    """The results as Polars data frames.

    >>> tables = virgolette.to_polars(virgolette.extract_many(articles))
    >>> tables.quotes.group_by("speaker").len().sort("len", descending=True)
    """
    import polars

    dtypes = polars_types()

    def frame(columns: _Columns) -> polars.DataFrame:
        data = {name: values for name, (_, values) in columns.items()}
        schema = {name: dtypes[kind] for name, (kind, _) in columns.items()}
        return polars.DataFrame(data, schema=schema)

    return _tables(documents, frame)


def to_arrow(documents: Document | Iterable[Result]) -> Tables[pyarrow.Table]:
    """The results as Arrow tables, for Parquet, DuckDB and everything that reads Arrow.

    >>> tables = virgolette.to_arrow(virgolette.extract_many(articles))
    >>> pyarrow.parquet.write_table(tables.quotes, "quotes.parquet")
    """
    import pyarrow

    types = arrow_types()

    def table(columns: _Columns) -> pyarrow.Table:
        arrays = {
            name: pyarrow.array(values, type=types[kind])
            for name, (kind, values) in columns.items()
        }
        return pyarrow.table(arrays)

    return _tables(documents, table)


# The kinds of columns in the types of every library.
PANDAS: dict[str, Literal["Int64", "string", "boolean", "Float64", "object"]] = {
    "int": "Int64",
    "str": "string",
    "bool": "boolean",
    "float": "Float64",
    "strs": "object",
}


def polars_types() -> dict[str, polars.DataType]:
    import polars

    return {
        "int": polars.Int64(),
        "str": polars.String(),
        "bool": polars.Boolean(),
        "float": polars.Float64(),
        "strs": polars.List(polars.String()),
    }


def arrow_types() -> dict[str, pyarrow.DataType]:
    import pyarrow

    return {
        "int": pyarrow.int64(),
        "str": pyarrow.string(),
        "bool": pyarrow.bool_(),
        "float": pyarrow.float64(),
        "strs": pyarrow.list_(pyarrow.string()),
    }


_Columns = dict[str, tuple[str, list[Any]]]

# What stands in every column, and of which kind it is.
_QUOTES: dict[str, tuple[str, Callable[[Quote], Any]]] = {
    "quote": ("int", lambda quote: quote.id),
    "kind": ("str", lambda quote: quote.kind),
    "text": ("str", lambda quote: quote.text),
    "start": ("int", lambda quote: min((part.start for part in quote.content), default=None)),
    "end": ("int", lambda quote: max((part.end for part in quote.content), default=None)),
    "speaker": ("str", lambda quote: quote.speaker and quote.speaker.name),
    "entity": ("int", lambda quote: _entity(quote, "id")),
    "gender": ("str", lambda quote: _entity(quote, "gender")),
    "via": ("str", lambda quote: quote.speaker and quote.speaker.via),
    "anonymous": ("bool", lambda quote: quote.speaker and quote.speaker.anonymous),
    "number": ("str", lambda quote: quote.speaker and quote.speaker.number),
    "unknown": ("str", lambda quote: quote.unknown),
    "source": ("str", lambda quote: quote.source and quote.source.text),
    "cue": ("str", lambda quote: quote.cue and quote.cue.text),
    "lemma": ("str", lambda quote: quote.cue and quote.cue.lemma),
    "class": ("str", lambda quote: quote.cue and quote.cue.class_),
    "certainty": ("str", lambda quote: quote.certainty),
    "negated": ("bool", lambda quote: quote.negated),
    "within": ("int", lambda quote: quote.within and quote.within.id),
    "reported_by": ("int", lambda quote: quote.reported_by and quote.reported_by.id),
    "evidence": ("str", lambda quote: quote.evidence and quote.evidence.text),
    "addressee": ("str", lambda quote: quote.addressee and quote.addressee.text),
    "time": ("str", lambda quote: quote.time and quote.time.value),
    "place": ("str", lambda quote: quote.place and quote.place.text),
    "channel": ("str", lambda quote: quote.channel),
    "rule": ("str", lambda quote: quote.rule),
    "confidence": ("float", lambda quote: quote.confidence),
}

_MENTIONS: dict[str, tuple[str, Callable[[Mention], Any]]] = {
    "mention": ("int", lambda mention: mention.id),
    "type": ("str", lambda mention: mention.type),
    "text": ("str", lambda mention: mention.text),
    "start": ("int", lambda mention: mention.start),
    "end": ("int", lambda mention: mention.end),
    "form": ("str", lambda mention: mention.form),
    "entity": ("int", lambda mention: mention.entity and mention.entity.id),
    "name": ("str", lambda mention: mention.entity and mention.entity.name),
    "metonymy": ("bool", lambda mention: mention.metonymy),
    "by": ("str", lambda mention: mention.by),
    "rule": ("str", lambda mention: mention.rule),
}

_ENTITIES: dict[str, tuple[str, Callable[[Entity], Any]]] = {
    "entity": ("int", lambda entity: entity.id),
    "type": ("str", lambda entity: entity.type),
    "name": ("str", lambda entity: entity.name),
    "aliases": ("strs", lambda entity: list(entity.aliases)),
    "roles": ("strs", lambda entity: [role.text for role in entity.roles]),
    "gender": ("str", lambda entity: entity.gender),
    "links": ("str", lambda entity: json.dumps(entity.links, ensure_ascii=False)),
    "mentions": ("int", lambda entity: len(entity.mentions)),
    "quotes": ("int", lambda entity: len(entity.quotes)),
}

_ERRORS: dict[str, tuple[str, Callable[[ExtractionError], Any]]] = {
    "reason": ("str", lambda error: str(error.reason)),
}


TableName = Union[Literal["quotes"], Literal["mentions"], Literal["entities"]]

# Of every table its columns: of which kind each is, and how it is read.
COLUMNS: dict[TableName, Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "quotes": _QUOTES,
    "mentions": _MENTIONS,
    "entities": _ENTITIES,
}


def kinds(table: TableName) -> dict[str, str]:
    """The columns of a table, with the kind of each."""
    if table not in COLUMNS:
        raise ValueError(f"there is no table {table!r}; take one of {', '.join(COLUMNS)}")
    return {name: kind for name, (kind, _) in COLUMNS[table].items()}


def rows(document: Document, table: TableName) -> list[dict[str, Any]]:
    """The rows of one document."""
    readers = [(name, read) for name, (_, read) in COLUMNS[table].items()]
    return [{name: read(part) for name, read in readers} for part in getattr(document, table)]


def _entity(quote: Quote, field: str) -> Any:
    entity = quote.speaker and quote.speaker.entity
    return None if entity is None else getattr(entity, field)


class _Rows:
    """The rows of one table, column by column."""

    def __init__(self, readers: Mapping[str, tuple[str, Callable[[Any], Any]]]) -> None:
        self._readers = [(name, reader) for name, (_, reader) in readers.items()]
        kinds: dict[str, str] = {"document": "int", "id": "str"}
        kinds.update((name, kind) for name, (kind, _) in readers.items())
        self.columns: _Columns = {name: (kind, []) for name, kind in kinds.items()}

    def add(self, document: int, id: str | None, parts: Iterable[Any]) -> None:
        for part in parts:
            self.columns["document"][1].append(document)
            self.columns["id"][1].append(id)
            for name, reader in self._readers:
                self.columns[name][1].append(reader(part))


def _tables(
    documents: Document | Iterable[Result], table: Callable[[_Columns], Table]
) -> Tables[Table]:
    quotes, mentions, entities = _Rows(_QUOTES), _Rows(_MENTIONS), _Rows(_ENTITIES)
    errors = _Rows(_ERRORS)
    for index, result in enumerate(_results(documents)):
        if isinstance(result, ExtractionError):
            errors.add(index, result.id, [result])
            continue
        quotes.add(index, result.id, result.quotes)
        mentions.add(index, result.id, result.mentions)
        entities.add(index, result.id, result.entities)
    return Tables(
        quotes=table(quotes.columns),
        mentions=table(mentions.columns),
        entities=table(entities.columns),
        errors=table(errors.columns),
    )


def _results(documents: Document | Iterable[Result]) -> Iterator[Result]:
    if isinstance(documents, Document):
        yield documents
        return
    for result in documents:
        if not isinstance(result, (Document, ExtractionError)):
            kind = type(result).__name__
            raise TypeError(f"tables are made of documents, not of {kind}; extract them first")
        yield result
