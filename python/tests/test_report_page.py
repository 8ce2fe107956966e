"""The report in a browser: search, filters, articles, keys, contrast, and articles that attack it."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest
import virgolette
from archives import article
from browser import browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

COUNT = 800
EVIL = (
    "Il titolo</script><script>window.hit=1</script>\n\n"
    '«<img src=x onerror="window.hit=2"> </script><!-- <script>», ha detto Zeno <b>Zanetti</b>.'
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an archive, with an article that would command it."""
    items = [article(number) for number in range(COUNT)]
    items.append({"id": "</title><script>window.hit=3</script>", "date": "2025-01-01", "text": EVIL})
    path = tmp_path_factory.mktemp("report") / "report.html"
    virgolette.report(virgolette.extract_many(items), path, title="Prova <i>archivio</i>")
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser, archive: Path) -> Iterator[Page]:
    """The report, opened from the disk; whatever goes wrong in its script fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda sent: wrong.append(sent.url) if sent.url[:5] not in ("file:", "blob:") else None)
    page.goto(archive.as_uri())
    yield page
    assert wrong == []
    context.close()


def until(page: Page, expression: str) -> None:
    """Waits for something to be true on the page, whose policy evaluates no strings itself."""
    end = time.monotonic() + 30
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def found(page: Page, view: str) -> int:
    """How many rows the view says it found."""
    said = page.locator(f"#{view} .found").inner_text()
    return int(re.sub(r"\D", "", said))


def test_the_overview_leads_to_what_it_counts(page: Page) -> None:
    assert page.title() == "Prova <i>archivio</i>"
    bar = page.locator(".bars a", has_text="promise").first
    count = int(bar.locator(".count").inner_text().replace(",", ""))
    bar.click()
    assert found(page, "quotes") == count
    assert page.locator("select[name=class]").input_value() == "promise"
    assert page.locator("#quotes .quote .chip.class").all_inner_texts() == ["promise"] * 50


def test_a_search_finds_words_without_accents_and_marks_them(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/quotes")
    everything = found(page, "quotes")
    page.locator("#quotes [name=q]").fill("LUNEDI")
    until(page, "document.querySelector('#quotes mark')")
    assert 0 < found(page, "quotes") < everything
    assert set(page.locator("#quotes mark").all_inner_texts()) == {"lunedì"}
    page.locator("#quotes [name=q]").fill("zzzz")
    until(page, "!document.querySelector('#quotes .quote')")
    assert found(page, "quotes") == 0
    page.locator("[data-do=clear]").click()
    until(page, "document.querySelector('#quotes .quote')")
    assert found(page, "quotes") == everything


def test_filters_narrow_together_and_stay_in_the_address(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/quotes")
    page.locator("#quotes [name=kind]").select_option("direct")
    page.locator("#quotes [name=certainty]").select_option("promised")
    page.locator("#quotes [name=from]").fill("2024-01-01")
    page.locator("#quotes [name=to]").fill("2024-03-31")
    page.locator("#quotes [name=speaker]").fill("anna")
    until(page, "location.hash.includes('speaker=anna')")
    narrow = found(page, "quotes")
    assert 0 < narrow < 500
    assert all("Anna" in name for name in page.locator("#quotes .speaker").all_inner_texts())
    days = page.locator("#quotes .from").all_inner_texts()
    assert all("2024-01-01" <= day[:10] <= "2024-03-31" for day in days)
    page.reload()
    assert found(page, "quotes") == narrow
    assert page.locator("#quotes [name=speaker]").input_value() == "anna"


def test_a_speaker_an_article_and_back(page: Page) -> None:
    page.locator("nav a", has_text="Speakers").click()
    page.locator("#speakers [name=q]").fill("marco sala")
    until(page, "document.querySelectorAll('#speakers .row').length === 1")
    page.locator("#speakers .row").click()
    assert page.locator(".who h3").inner_text() == "Marco Sala"
    assert set(page.locator("#quotes .speaker").all_inner_texts()) == {"Marco Sala"}
    words = page.locator("#quotes .words").first.inner_text()
    page.locator("#quotes .words").first.click()
    here = page.locator("#article .q.here")
    assert "".join(here.all_inner_texts()) == words
    assert page.locator("#article aside .here .speaker").inner_text() == "Marco Sala"
    page.keyboard.press("Escape")
    assert page.locator(".who h3").inner_text() == "Marco Sala"


def test_the_words_of_an_article_are_those_that_came_in(page: Page) -> None:
    for number in (0, 39, 40, COUNT - 1):
        page.goto(page.url.split("#")[0] + f"#/article/{number}")
        shown = page.locator("#article .vg p:not(.legend)").all_text_contents()
        assert "\n\n".join(shown) == article(number)["text"]


def test_keys_alone_reach_everything(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ponte")
    until(page, "document.querySelector('#quotes mark')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "words"
    page.keyboard.press("Enter")
    page.wait_for_selector("#article:not([hidden])")
    first = page.evaluate("location.hash").split("?")[0]
    page.keyboard.press("n")
    until(page, f"!location.hash.startsWith('{first}?')")
    assert page.evaluate("location.hash") != first
    page.keyboard.press("Escape")
    page.wait_for_selector("#quotes:not([hidden])")
    assert page.locator("#quotes [name=q]").input_value() == "ponte"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_pages_of_a_list_turn(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/articles")
    first = page.locator("#articles .row").first.inner_text()
    page.locator("#articles .pager a", has_text="Next").click()
    until(page, "location.hash.includes('page=2')")
    assert page.locator("#articles .list").get_attribute("start") == "51"
    assert page.locator("#articles .row").first.inner_text() != first


def test_no_article_commands_the_page(page: Page) -> None:
    page.goto(page.url.split("#")[0] + f"#/article/{COUNT}")
    assert "</script><!-- <script>" in page.locator("#article .text").inner_text()
    assert page.locator("#article .text script, #article .text img, #article .text b").count() == 0
    page.goto(page.url.split("#")[0] + "#/articles?q=titolo")
    assert "window.hit=3" in page.locator("#articles").inner_text()
    assert page.evaluate("window.hit") is None


def test_the_table_holds_what_is_shown(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/quotes?certainty=denied")
    count = found(page, "quotes")
    with page.expect_download() as saved:
        page.locator("[data-do=save]").click()
    table = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("article,date,title,speaker")
    assert len(table) == count + 1 and all('"denied"' in line for line in table[1:])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_meets_wcag_aa(chromium: Browser, archive: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    for view in ["overview", "speakers", "quotes?q=ponte", "articles", "article/0?quote=1", "about"]:
        page.goto(f"{archive.as_uri()}#/{view}")
        page.wait_for_selector(f"#{view.split('?')[0].split('/')[0]}:not([hidden])")
        # The page forbids scripts from elsewhere, and a test's script comes from elsewhere.
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
        results = axe.Axe().run(page, options=options).response["violations"]
        told = [(found["id"], [node["html"][:160] for node in found["nodes"][:3]]) for found in results]
        assert told == [], json.dumps(told, indent=1)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
    context.close()


def test_a_large_archive_stays_quick(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/quotes")
    page.wait_for_timeout(500)
    start = time.perf_counter()
    page.evaluate(
        """() => { const field = document.querySelector("#quotes [name=q]");
        field.value = "bilancio"; field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    until(page, "document.querySelector('#quotes mark')")
    # A hundredth of it on a quiet machine; this only catches what grows out of hand.
    assert time.perf_counter() - start < 2
