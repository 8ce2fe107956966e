"""Cues in the forms that Python code has them, as paths and lines of TOML."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from virgolette._lists import Lists, is_path

Cues = str | os.PathLike[str] | Mapping[str, Any] | Iterable[Any]
"""A TOML file, lemmas with their class, a cue as a dict, or several of these."""

_FORMS = "cues must be .toml files, dicts or lists of dicts"


class _Read(Lists):
    """Cues that were read."""


def read(given: Any) -> _Read:
    """The cues in `given`, each list as its path or its lines; what was read is returned as it is."""
    return _Read.read(given, _add)


def _add(given: Any, found: _Read) -> None:
    if is_path(given, ".toml"):
        found.append((os.fspath(given), None))
    elif isinstance(given, (str, bytes)):
        message = f"{_FORMS}, not {given!r}"
        raise TypeError(f'{message}; write {{{given!r}: "say"}} for a verb that says')
    elif isinstance(given, Mapping):
        cues = [given] if "lemma" in given else [_cue(*pair) for pair in given.items()]
        found.append((None, _lines(cues)))
    elif isinstance(given, Iterable):
        _add_items(given, found)
    else:
        raise TypeError(f"{_FORMS}, not {type(given).__name__}")


def _add_items(items: Iterable[Any], found: _Read) -> None:
    """Adds cues, as one list, and lists among them."""
    cues: list[Mapping[str, Any]] = []
    for item in items:
        if isinstance(item, Mapping) and "lemma" in item:
            cues.append(item)
        else:
            _add(item, found)
    if cues:
        found.append((None, _lines(cues)))


def _cue(lemma: Any, value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return {"lemma": lemma, **value}
    return {"lemma": lemma, "class": value}


def _lines(cues: Iterable[Mapping[str, Any]]) -> str:
    """A line for each cue, so that the line of an error is the number of the cue."""
    return "cue = [" + ",\n".join(map(_toml, cues)) + "]"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_toml(str(key))} = {_toml(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # What JSON has as a string is one in TOML too, but for a character that it must not be.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
