"""The notebook display in a browser: both themes, contrast, nothing loaded, nothing that breaks out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import virgolette
from browser import browser
from samples import ARTICLES, STORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# How the places that show it wrap a cell's output: body attributes, and whether the theme is dark
# whatever the system says.
HOSTS = {
    "jupyterlab-light": ('data-jp-theme-light="true"', False),
    "jupyterlab-dark": ('data-jp-theme-light="false"', True),
    "vscode-light": ('class="vscode-light"', False),
    "vscode-dark": ('class="vscode-dark"', True),
}

# Of every word the contrast with what it stands on, worst first.
CONTRAST = """
() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(".vg"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.tagName === "STYLE") continue;
    const pair = [parse(getComputedStyle(element).color).slice(0, 3), ground(element)].map(light).sort((a, b) => b - a);
    found.push([(pair[0] + 0.05) / (pair[1] + 0.05), walker.currentNode.data]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 900, "height": 1000})
    yield page
    page.close()


def paper(page: Page) -> int:
    """How light the ground of the display is, of 765."""
    colour: list[int] = page.evaluate(
        "() => getComputedStyle(document.querySelector('.vg')).backgroundColor.match(/\\d+/g).map(Number)"
    )
    return sum(colour)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_of_the_notebook_wins(page: Page, host: str, system: str) -> None:
    wrapper, dark = HOSTS[host]
    page.emulate_media(color_scheme="dark" if system == "dark" else "light")
    html = virgolette.extract(STORY)._repr_html_()
    page.set_content(f"<!doctype html><body {wrapper}><div>{html}</div></body>")
    assert (paper(page) < 200) == dark
    worst, words = page.evaluate(CONTRAST)[0]
    assert worst >= 4.5, words


@pytest.mark.parametrize("system", ["light", "dark"])
def test_every_word_can_be_read(
    page: Page, article: virgolette.Document, system: str
) -> None:
    """As nbviewer and a page of its own show it: by the system's theme."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="dark" if system == "dark" else "light")
    page.set_content(article.to_html(page=True))
    assert (paper(page) < 200) == (system == "dark")
    contrasts = page.evaluate(CONTRAST)
    assert len(contrasts) > 20
    worst, words = contrasts[0]
    assert worst >= 4.5, f"{worst:.2f}: {words}"
    assert asked == []


def test_it_fits_a_narrow_cell_and_tells_on_hover(page: Page) -> None:
    text = max((path.read_text(encoding="utf-8") for path in ARTICLES), key=len)
    document = virgolette.extract(text + "\n\n" + "x" * 300)
    page.set_viewport_size({"width": 360, "height": 800})
    page.set_content(document.to_html(page=True))
    widths = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    titles = page.eval_on_selector_all(".vg [title]", "all => all.map(each => each.title)")
    assert any(document.quotes[0].certainty in title for title in titles)


def test_an_article_cannot_command_the_page(page: Page) -> None:
    evil = (
        "<script>window.hit = 1</script>\n\n"
        '«</div><img src=x onerror="window.hit = 2">», ha detto <b onclick="x">Anna Neri</b>.'
    )
    page.set_content(virgolette.extract(evil, id="</title><script>hit = 3</script>").to_html(page=True))
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.hit") is None
    assert page.locator(".vg img, .vg b, .vg script").count() == 0
    assert "<script>window.hit = 1</script>" in page.locator(".vg").inner_text()
