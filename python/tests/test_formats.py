"""A document as other tools read it, and as a notebook shows it."""

from __future__ import annotations

import html
import html.parser
import json
import subprocess
import sys
import webbrowser
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest
import virgolette
from samples import STORY


class Words(html.parser.HTMLParser):
    """The words of the sections, and the tags that are still open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.outside: list[str] = []
        self.legend = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.legend = self.legend or ("class", "legend") in attrs
        self.outside.extend(name for name, _ in attrs if name in ("src", "href", "onload"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "p":
            self.legend = False

    def handle_data(self, data: str) -> None:
        if "p" in self.open and not self.legend:
            self.words.append(data)


def test_a_notebook_shows_every_word_once(article: virgolette.Document) -> None:
    page = Words()
    page.feed(article._repr_html_())
    assert page.open == [] and page.outside == []
    assert "".join(page.words) == "".join(section.text for section in article.sections)


def test_the_article_cannot_command_the_notebook() -> None:
    document = virgolette.extract('«<script>alert("x")</script>», ha detto <b>Neri</b>.')
    assert "<script" not in document.to_html()
    assert "<b>" not in document.to_html(page=True)


def test_show_prints_where_there_is_no_notebook(
    document: virgolette.Document, capsys: pytest.CaptureFixture[str]
) -> None:
    document.show()
    assert capsys.readouterr().out == str(document)


def test_show_opens_a_browser_when_asked(
    document: virgolette.Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    document.show(browser=True)
    page = Path(url2pathname(urlparse(opened[0]).path)).read_text(encoding="utf-8")
    assert page == document.to_html(page=True)
    assert page.startswith("<!doctype html>")


def test_show_displays_in_a_kernel() -> None:
    program = f"""
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
import IPython, virgolette
shell = InteractiveShell.instance()
shell.kernel = object()
IPython.get_ipython = lambda: shell
shown = []
import IPython.display
IPython.display.display = shown.append
virgolette.extract({STORY!r}).show()
print(type(shown[0]).__name__, 'class="vg"' in shown[0].data)
"""
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert printed.split() == ["HTML", "True"]


def test_every_format_has_the_quotes(document: virgolette.Document) -> None:
    assert len(document.to_csv().splitlines()) == 1 + len(document.quotes)
    assert document.to_conll().startswith("# global.columns = ID FORM")
    assert "B-cue:0" in document.to_conll()
    assert document.to_brat().startswith("T1\t")
    page = json.loads(document.to_web_annotation())
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert all("target" in annotation for annotation in page["items"])
