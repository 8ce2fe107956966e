"""Many articles: a generator in, a generator out."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Optional, Union

from virgolette._virgolette import Document, Extractor
from virgolette.errors import VirgoletteError

Item = Union[str, Mapping[str, Any]]
Article = tuple[str, Optional[str], Union[str, datetime.date, None]]

# A chunk ends at whichever comes first: memory stays bounded, and Ctrl-C is heard soon.
_CHUNK_ARTICLES = 512
_CHUNK_CHARACTERS = 2_000_000
_CHUNK_SECONDS = 0.1


class ExtractionError(VirgoletteError):
    """What `extract_many` gives in place of a document where an item could not be read.

    `index` is the item's place in the input, `id` its name where it has one, `reason` the
    exception that says why. It is given, not raised; raise it yourself to stop there.
    """

    index: int
    id: str | None
    reason: Exception

    def __init__(self, index: int, id: str | None, reason: Exception) -> None:
        super().__init__(index, id, reason)
        self.index = index
        self.id = id
        self.reason = reason

    def __str__(self) -> str:
        name = f" ({self.id})" if self.id is not None else ""
        return f"item {self.index}{name}: {self.reason}"


def extract_many(
    items: Iterable[Item],
    *,
    extractor: Extractor | None = None,
    workers: int | None = None,
    progress: bool = False,
    text_field: str = "text",
) -> Iterator[Document | ExtractionError]:
    """The documents of many articles, in their order, as they come.

    An item is a text, or a mapping with the text under `text_field` and, if you like, an `id` and
    a `date` (the article's day). Items are read lazily and worked on by `workers` threads (None:
    one a core), so that an endless generator is fine and memory stays bounded.

    An item that cannot be read gives an ExtractionError in its place, and the rest goes on.
    `progress=True` shows a bar where tqdm is installed.

    >>> for document in virgolette.extract_many(articles, progress=True):
    ...     if isinstance(document, virgolette.ExtractionError):
    ...         print(document)
    ...     else:
    ...         print(document.quotes)
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}; leave it out for all cores")
    if isinstance(items, (str, bytes, Mapping)):
        kind = type(items).__name__
        raise TypeError(f"items must be an iterable of articles, not one {kind}; use extract")
    extractor = default_extractor() if extractor is None else extractor
    return _documents(extractor, _counted(items, progress), workers, text_field)


_default: Extractor | None = None


def default_extractor() -> Extractor:
    """The extractor without settings, made when it is first needed."""
    global _default
    if _default is None:
        _default = Extractor()
    return _default


def _documents(
    extractor: Extractor, items: Iterable[Item], workers: int | None, text_field: str
) -> Iterator[Document | ExtractionError]:
    index = 0
    for chunk in _chunks(items):
        articles: list[Article | Exception] = [_article(item, text_field) for item in chunk]
        good = [article for article in articles if not isinstance(article, Exception)]
        found = iter(extractor._batch(good, workers))
        for item, article in zip(chunk, articles):
            result = article if isinstance(article, Exception) else next(found)
            if isinstance(result, Exception):
                yield ExtractionError(index, _id(item), result)
            else:
                yield result
            index += 1


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in small lists: the first soon, the later ones larger."""
    chunk: list[Item] = []
    characters, articles, begin = 0, 16, time.monotonic()
    for item in items:
        chunk.append(item)
        characters += len(item) if isinstance(item, str) else 1000
        full = len(chunk) >= articles or characters >= _CHUNK_CHARACTERS
        if full or time.monotonic() - begin > _CHUNK_SECONDS:
            yield chunk
            chunk, characters, begin = [], 0, time.monotonic()
            articles = min(articles * 2, _CHUNK_ARTICLES)
    if chunk:
        yield chunk


def _article(item: Item, text_field: str) -> Article | Exception:
    if not isinstance(item, Mapping):
        return (item, None, None)
    if text_field not in item:
        fields = ", ".join(map(str, list(item)[:8])) or "none"
        return ValueError(f"no field {text_field!r}; the item has {fields}")
    return (item[text_field], _id(item), item.get("date"))


def _id(item: Item) -> str | None:
    found = item.get("id") if isinstance(item, Mapping) else None
    return None if found is None else str(found)


def _counted(items: Iterable[Item], progress: bool) -> Iterable[Item]:
    if not progress:
        return items
    try:
        from tqdm.auto import tqdm
    except ImportError:
        print("virgolette: install tqdm for a progress bar", file=sys.stderr)
        return items
    bar: Iterable[Item] = tqdm(items, unit=" articles")
    return bar
