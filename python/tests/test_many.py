"""Many articles: order, laziness, items that cannot be read, and Ctrl-C."""

from __future__ import annotations

import builtins
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import virgolette
from samples import STORY


def texts(count: int) -> Iterator[str]:
    return (f"«Sono {n}», ha detto Anna Neri." for n in range(count))


@pytest.mark.parametrize("workers", [None, 1, 2, 7])
def test_documents_come_in_order(workers: int | None) -> None:
    found = list(virgolette.extract_many(texts(1500), workers=workers))
    assert [document.text for document in found if isinstance(document, virgolette.Document)] == list(
        texts(1500)
    )


def test_mappings_bring_text_id_and_date() -> None:
    items: list[dict[str, object]] = [
        {"id": "a", "date": "2024-02-01", "text": STORY},
        {"id": 7, "text": STORY},
        {"text": STORY, "other": "left alone"},
    ]
    found = list(virgolette.extract_many(items))
    assert all(isinstance(document, virgolette.Document) for document in found)
    assert [document.id for document in found] == ["a", "7", None]
    assert found[0] == virgolette.extract(STORY, id="a", date="2024-02-01")
    renamed = virgolette.extract_many([{"body": STORY}], text_field="body")
    assert list(renamed) == [virgolette.extract(STORY)]


def test_an_extractor_serves_many() -> None:
    extractor = virgolette.Extractor(reference_date="2024-02-01")
    (one,) = extractor.extract_many([STORY])
    (other,) = virgolette.extract_many([STORY], extractor=extractor)
    assert one == other == extractor.extract(STORY)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    items: list[object] = [
        STORY,
        None,
        {"id": "x", "titolo": "senza testo"},
        {"id": "y", "text": 3.5},
        {"id": "z", "text": STORY, "date": "ieri"},
        "\ud800",
        STORY,
    ]
    found = list(virgolette.extract_many(items))  # type: ignore[arg-type]
    assert [type(result).__name__ for result in found] == [
        "Document",
        *["ExtractionError"] * 5,
        "Document",
    ]
    errors = [result for result in found if isinstance(result, virgolette.ExtractionError)]
    assert [error.index for error in errors] == [1, 2, 3, 4, 5]
    assert [error.id for error in errors] == [None, "x", "y", "z", None]
    assert "not NoneType" in str(errors[0])
    assert str(errors[1]) == "item 2 (x): no field 'text'; the item has id, titolo"
    assert isinstance(errors[2].reason, TypeError)
    assert isinstance(errors[3].reason, virgolette.SettingError)
    assert isinstance(errors[4].reason, virgolette.TextError)


def test_an_endless_source_is_read_as_far_as_needed() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield STORY

    first = list(itertools.islice(virgolette.extract_many(endless()), 100))
    assert len(first) == 100
    assert taken < 2000


def test_a_slow_source_does_not_hold_back_what_it_gave() -> None:
    given: list[float] = []

    def slow() -> Iterator[str]:
        for _ in range(3):
            given.append(time.monotonic())
            yield STORY
            time.sleep(0.3)

    next(iter(virgolette.extract_many(slow())))
    assert len(given) < 3


def test_one_text_is_no_list_of_texts() -> None:
    with pytest.raises(TypeError, match="not one str; use extract"):
        virgolette.extract_many(STORY)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        virgolette.extract_many([STORY], workers=0)


def test_progress_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(virgolette.extract_many(texts(20), progress=True))) == 20
    assert "articles" in capsys.readouterr().err


def test_progress_needs_no_tqdm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without_tqdm(name: str, *rest: object) -> object:
        if name.startswith("tqdm"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_tqdm)
    assert len(list(virgolette.extract_many(texts(20), progress=True))) == 20
    assert "install tqdm" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
def test_ctrl_c_stops_it() -> None:
    program = (
        "import itertools, signal, virgolette\n"
        # A runner in the background hands down an ignored signal.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "print('ready', flush=True)\n"
        "for _ in virgolette.extract_many(itertools.repeat('«Sì», ha detto Neri. ' * 50)): pass\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=15)
        finally:
            process.kill()
        assert "KeyboardInterrupt" in process.stderr.read()
