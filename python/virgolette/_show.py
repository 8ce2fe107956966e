"""Showing a document where one works: a notebook, a terminal, a browser."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import webbrowser
from pathlib import Path

from virgolette._virgolette import Document


def show(document: Document, browser: bool) -> None:
    if browser:
        _in_browser(document)
    elif _in_notebook():
        from IPython.display import HTML, display

        display(HTML(document.to_html()))  # type: ignore[no-untyped-call]
    else:
        terminal = sys.stdout.isatty()
        colour = terminal and "NO_COLOR" not in os.environ
        width = min(shutil.get_terminal_size().columns, 100) if terminal else None
        print(document.to_text(width=width, colour=colour), end="")


def _in_notebook() -> bool:
    # Only a front end that shows rich output has a kernel behind it.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel")


def _in_browser(document: Document) -> None:
    folder = Path(tempfile.mkdtemp(prefix="virgolette-"))
    page = folder / "article.html"
    page.write_text(document.to_html(page=True), encoding="utf-8")
    webbrowser.open(page.as_uri())
