"""Tidy tables: the same rows in pandas, Polars and Arrow."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import virgolette
from samples import ARTICLES

Result = virgolette.Document | virgolette.ExtractionError


def results() -> Iterator[Result]:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    items = [{"id": path.stem, "text": text} for path, text in zip(ARTICLES, texts)]
    return virgolette.extract_many([*items, {"id": "rotto"}])


def test_the_three_libraries_hold_the_same_rows() -> None:
    pandas, polars = virgolette.to_pandas(results()), virgolette.to_polars(results())
    arrow = virgolette.to_arrow(results())
    for name in ("quotes", "mentions", "entities", "errors"):
        rows = getattr(arrow, name).to_pylist()
        assert getattr(polars, name).to_dicts() == rows
        frame = getattr(pandas, name)
        assert list(frame.columns) == getattr(arrow, name).column_names
        assert len(frame) == len(rows)
        assert json.loads(frame.to_json(orient="records")) == rows


def test_rows_say_what_the_documents_say() -> None:
    documents = [result for result in results() if isinstance(result, virgolette.Document)]
    quotes = virgolette.to_arrow(results()).quotes.to_pylist()
    assert len(quotes) == sum(len(document.quotes) for document in documents) > 0
    for row in quotes:
        quote = documents[row["document"]].quotes[row["quote"]]
        assert (row["id"], row["text"]) == (quote.document.id, quote.text)
        assert row["speaker"] == (quote.speaker.name if quote.speaker else None)
        assert row["class"] == (quote.cue.class_ if quote.cue else None)
        assert row["confidence"] == quote.confidence


def test_what_could_not_be_read_is_a_row_too() -> None:
    (row,) = virgolette.to_polars(results()).errors.to_dicts()
    assert row == {
        "document": len(ARTICLES),
        "id": "rotto",
        "reason": "no field 'text'; the item has id",
    }


def test_a_document_makes_its_own_tables(document: virgolette.Document) -> None:
    assert document.to_pandas().quotes["cue"].tolist()[0] == "ha detto"
    assert document.to_polars().quotes["document"].to_list() == [0] * len(document.quotes)
    assert document.to_arrow().quotes.num_rows == len(document.quotes)


def test_empty_tables_keep_their_types() -> None:
    nothing = virgolette.extract("")
    assert nothing.to_arrow().quotes.schema == virgolette.to_arrow(results()).quotes.schema
    assert nothing.to_polars().quotes.schema == virgolette.to_polars(results()).quotes.schema
    full = virgolette.to_pandas(results()).quotes.dtypes
    assert nothing.to_pandas().quotes.dtypes.equals(full)


def test_other_things_make_no_tables() -> None:
    with pytest.raises(TypeError, match="not of str; extract them first"):
        virgolette.to_arrow(["«Sì», ha detto Neri."])  # type: ignore[list-item]
