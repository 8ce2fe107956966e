"""What goes in: texts, dates, ids, and what is refused with words that help."""

from __future__ import annotations

import copy
import datetime
import pickle
import threading

import pytest
import virgolette
from samples import STORY


@pytest.mark.parametrize(
    "date", ["2024-02-01", datetime.date(2024, 2, 1), datetime.datetime(2024, 2, 1, 8, 30)]
)
def test_a_date_is_kept_as_a_day(date: str | datetime.date) -> None:
    assert virgolette.extract(STORY, date=date).reference_date == "2024-02-01"
    assert virgolette.Extractor(reference_date=date).extract(STORY).reference_date == "2024-02-01"


def test_an_articles_own_date_wins() -> None:
    extractor = virgolette.Extractor(reference_date="2020-01-01")
    assert extractor.extract(STORY, date="2024-02-01").reference_date == "2024-02-01"
    assert virgolette.extract(STORY).reference_date is None


@pytest.mark.parametrize("date", ["ieri", "2024-02-30", "01/02/2024", ""])
def test_a_date_that_is_none_is_refused_with_its_mend(date: str) -> None:
    with pytest.raises(virgolette.SettingError, match="write it as 2023-09-12") as caught:
        virgolette.extract(STORY, date=date)
    assert isinstance(caught.value, ValueError)
    assert caught.value.mend == "write it as 2023-09-12"
    with pytest.raises(virgolette.SettingError):
        virgolette.Extractor(reference_date=date)
    with pytest.raises(TypeError, match="datetime.date, not int"):
        virgolette.extract(STORY, date=20240201)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"bytes", "not bytes; decode it first"),
        (None, "not NoneType; leave out articles"),
        (float("nan"), "text must be a str, not float"),
        (["a"], "text must be a str, not list"),
    ],
)
def test_what_is_no_str_is_refused(text: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        virgolette.extract(text)  # type: ignore[arg-type]


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="half a surrogate pair at index 2") as caught:
        virgolette.extract("ab\ud800")
    assert isinstance(caught.value, virgolette.TextError)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "«", "”", "“" * 500, "\x00", "a\u0301" * 50, "😀"])
def test_any_text_is_read(text: str) -> None:
    document = virgolette.extract(text)
    assert document.text == text
    for section in document.sections:
        assert text[section.start : section.end] == section.text


def test_the_text_is_the_very_object_that_came_in() -> None:
    text = "".join(["«Sì», ", "ha detto Neri."])
    assert virgolette.extract(text).text is text


def test_the_same_text_gives_the_same_document_from_every_thread(
    document: virgolette.Document,
) -> None:
    extractor = virgolette.Extractor()
    found: list[virgolette.Document] = []

    def read() -> None:
        found.append(extractor.extract(STORY, date="2024-02-01", id="ponte"))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(other == document for other in found)


def test_other_threads_run_while_a_text_is_read() -> None:
    """The interpreter is free: a pure-Python counter goes on during one long call."""
    text = STORY * 2000
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1

    counter = threading.Thread(target=count)
    counter.start()
    before = ticks
    virgolette.Extractor().extract(text)
    during = ticks - before
    done.set()
    counter.join()
    assert during > 1000


def test_an_extractor_is_light_to_pass_around() -> None:
    extractor = virgolette.Extractor(reference_date="2024-02-01")
    assert repr(extractor) == 'Extractor(reference_date="2024-02-01")'
    assert copy.copy(extractor) is extractor
    again = pickle.loads(pickle.dumps(extractor))
    assert again.extract(STORY) == extractor.extract(STORY)
