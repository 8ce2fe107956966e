"""The report as a function: what it takes, what it gives back, what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import virgolette
from samples import STORY

if TYPE_CHECKING:
    from pathlib import Path


def test_errors_are_given_back_and_the_rest_is_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    items = [{"id": "a", "text": STORY}, {"id": "b"}, {"id": "c", "text": STORY}]
    errors = virgolette.report(virgolette.extract_many(items), path, title="Il <ponte>")
    assert [error.id for error in errors] == ["b"]
    page = path.read_text(encoding="utf-8")
    assert "<title>Il &lt;ponte&gt;</title>" in page and page.endswith("</html>\n")
    assert '"id":["a","c"]' in page


def test_the_same_documents_give_the_same_page(tmp_path: Path, document: virgolette.Document) -> None:
    for name in ("one", "two"):
        virgolette.report(iter([document]), str(tmp_path / name), language="it")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_no_document_no_language_and_no_place_is_refused(
    tmp_path: Path, document: virgolette.Document
) -> None:
    with pytest.raises(TypeError, match="a report is made of Document, not str"):
        virgolette.report(["testo"], tmp_path / "r.html")  # type: ignore[list-item]
    with pytest.raises(virgolette.SettingError, match="write `en` or `it`"):
        virgolette.report([document], tmp_path / "r.html", language="fr")
    with pytest.raises(virgolette.IoError, match="nowhere"):
        virgolette.report([document], tmp_path / "nowhere" / "r.html")
    assert list(tmp_path.iterdir()) == []
