"""Gazetteers in the forms that Python code has them, as paths and lines of JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from virgolette._lists import Lists, is_path
from virgolette.errors import GazetteerError

Gazetteers = str | os.PathLike[str] | Mapping[str, Any] | Iterable[Any]
"""A file, names with their types, entries, plain names, or several of these."""

_FILES = (".csv", ".tsv", ".jsonl")


class _Read(Lists):
    """Gazetteers that were read."""


def read(given: Any) -> _Read:
    """The gazetteers in `given`, each as its path or its lines; what was read is returned as it is."""
    return _Read.read(given, _add)


def _add(given: Any, found: _Read) -> None:
    if is_path(given, _FILES):
        found.append((os.fspath(given), None))
    elif isinstance(given, (str, bytes)):
        message = f"gazetteers must be files, dicts or lists of names, not {given!r}"
        raise TypeError(f"{message}; a file ends in {', '.join(_FILES)}, a name goes into a list")
    elif isinstance(given, Mapping):
        found.append((None, _lines(_entry(name, value) for name, value in given.items())))
    elif hasattr(given, "to_dicts") and hasattr(given, "columns"):  # polars
        _add(given.to_dicts(), found)
    elif hasattr(given, "columns") and hasattr(given, "to_dict"):  # pandas
        rows = given.astype(object).where(given.notna(), None).to_dict("records")
        _add(rows, found)
    elif isinstance(given, Iterable):
        _add_items(given, found)
    else:
        kind = type(given).__name__
        raise TypeError(f"gazetteers must be files, dicts or lists of names, not {kind}")


def _add_items(items: Iterable[Any], found: _Read) -> None:
    """Adds entries, as one gazetteer, and gazetteers among them."""
    entries: list[dict[str, Any]] = []
    for number, item in enumerate(items, start=1):
        if is_path(item, _FILES):
            found.append((os.fspath(item), None))
        elif isinstance(item, str):
            entries.append({"name": item})
        elif isinstance(item, Mapping) and "name" in item:
            entries.append({key: value for key, value in item.items() if value is not None})
        elif item is None or item != item:  # a missing value of a data frame is not itself
            message = f"gazetteers:{number}: the name is missing; leave missing values out"
            raise GazetteerError(message)
        elif isinstance(item, Iterable) and not isinstance(item, bytes):
            _add(item, found)
        else:
            raise TypeError(f"gazetteers: item {number} is no name, but {type(item).__name__}")
    if entries:
        found.append((None, _lines(entries)))


def _entry(name: Any, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {"name": name, **{key: item for key, item in value.items() if item is not None}}
    return {"name": name} if value is None else {"name": name, "type": value}


def _lines(entries: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(entry, default=_plain) + "\n" for entry in entries)


def _plain(value: Any) -> Any:
    """Sets, and numbers and arrays of other libraries, as JSON has them."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Iterable):
        return list(value)
    return str(value)
