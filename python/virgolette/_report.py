"""An archive as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from virgolette._many import ExtractionError
from virgolette._virgolette import Document
from virgolette._virgolette import report as _write

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator


def report(
    documents: Iterable[Document | ExtractionError],
    path: str | os.PathLike[str],
    *,
    title: str = "Virgolette",
    language: str = "en",
) -> list[ExtractionError]:
    """One page of many documents, to search and to pass on.

    It has speakers with their quotes, cue classes, certainty, anonymous sources, women and men, a
    timeline, who is quoted beside whom, and every article with its highlights. It loads nothing
    from elsewhere and opens from the disk. `language` is that of its headings: "en" or "it".

    `documents` is any iterable of documents, such as what `extract_many` gives; none is kept. The
    errors among them have no place on the page: they are given back. Raises IoError where `path`
    cannot be written, and SettingError for another language.

    >>> virgolette.report(virgolette.extract_many(archive), "report.html", title="Il ponte")
    """
    errors: list[ExtractionError] = []

    def readable() -> Iterator[Document]:
        for result in documents:
            if isinstance(result, ExtractionError):
                errors.append(result)
            else:
                yield result

    _write(readable(), path, title=title, language=language)
    return errors
