"""Documents that many tests read."""

from __future__ import annotations

from pathlib import Path

import pytest
import virgolette
from samples import ARTICLES, STORY


@pytest.fixture(scope="session")
def document() -> virgolette.Document:
    """A small article with more than ASCII in it."""
    return virgolette.extract(STORY, date="2024-02-01", id="ponte")


@pytest.fixture(scope="session", params=ARTICLES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> virgolette.Document:
    """Every example article in turn."""
    path: Path = request.param
    return virgolette.extract(path.read_text(encoding="utf-8"), id=path.stem)
