"""Cues of one's own, in the forms that Python code has them."""

from __future__ import annotations

import pathlib
import pickle
from typing import Any

import pytest
import virgolette

TEXT = "«Il ponte è chiuso da mesi», ha berciato il sindaco Carlo Neri davanti al municipio."
TABLE = """
[[cue]]
lemma = "berciare"
class = "warn"
governs = ["quotation"]
finds = ["«[Basta con i tagli]», berciò l'uomo."]
ignores = ["La folla bercia."]
"""
CUE = {"lemma": "berciare", "class": "warn", "governs": ["quotation"]}


def found(cues: Any) -> list[tuple[str, str, str]]:
    quotes = virgolette.Extractor(cues=cues).extract(TEXT).quotes
    return [(quote.cue.text, quote.cue.lemma, quote.cue.class_) for quote in quotes if quote.cue]


def test_without_it_nothing_is_found() -> None:
    assert found(None) == found([]) == []


@pytest.mark.parametrize(
    "cues",
    [
        {"berciare": "warn"},
        {"berciare": {"class": "warn", "finds": ["«[Basta con i tagli]», berciò l'uomo."]}},
        CUE,
        [CUE],
        [{"berciare": "say"}, CUE],
        [{"lemma": "berciare", "class": "warn", "irregular": {"participles": ["berciato"]}}],
    ],
)
def test_lemmas_and_tables(cues: Any) -> None:
    assert found(cues) == [("ha berciato", "berciare", "warn")]


def test_a_file(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mie.toml"
    path.write_text(TABLE, encoding="utf-8")
    for given in (path, str(path), [path], [{"berciare": "say"}, path]):
        assert found(given) == [("ha berciato", "berciare", "warn")]


def test_a_cue_of_ours_is_replaced() -> None:
    text = "«Il ponte è chiuso», ha detto il sindaco Carlo Neri."
    (quote,) = virgolette.Extractor(cues={"dire": "think"}).extract(text).quotes
    assert quote.cue is not None and quote.cue.class_ == "think"


def test_a_pickled_extractor_keeps_its_cues() -> None:
    extractor = virgolette.Extractor(cues=CUE, gazetteers=["Carlo Neri"])
    assert repr(extractor) == "Extractor(gazetteers=<1>, cues=<1>)"
    again = pickle.loads(pickle.dumps(extractor))
    assert again.extract(TEXT) == extractor.extract(TEXT)
    (document,) = virgolette.extract_many([TEXT], extractor=extractor)
    assert document == extractor.extract(TEXT)


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ({"berciare": "shout"}, "cues:1: unknown variant `shout`, expected one of"),
        ([CUE, {"lemma": "ringhiare", "classe": "say"}], "cues:2: unknown field `classe`"),
        ([CUE, {"lemma": "ringhio", "class": "say"}], "cues:2: `ringhio` .*not an infinitive"),
        ({"berciare": {"class": "say", "finds": ["Ha berciato."]}}, "cues:1: .*marks no content"),
        (
            {"berciare": {"class": "say", "ignores": ["«Basta», berciò l'uomo."]}},
            r"cues:1: `berciare`: wanted nothing, found \[Basta\]; mend the example",
        ),
    ],
)
def test_a_bad_cue_tells_its_place_and_mend(cue: Any, message: str) -> None:
    with pytest.raises(virgolette.RuleError, match=message) as caught:
        virgolette.Extractor(cues=cue)
    assert caught.value.path == "cues" and caught.value.line and caught.value.mend


def test_a_bad_file_tells_its_line(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mie.toml"
    path.write_text(TABLE.replace("governs", "govern"), encoding="utf-8")
    with pytest.raises(virgolette.RuleError, match="unknown field `govern`") as caught:
        virgolette.Extractor(cues=path)
    assert (caught.value.path, caught.value.line) == (str(path), 5)
    with pytest.raises(virgolette.IoError, match="check the path"):
        virgolette.Extractor(cues="nessuno.toml")
    with pytest.raises(TypeError, match="for a verb that says"):
        virgolette.Extractor(cues="berciare")
    with pytest.raises(TypeError, match="not int"):
        virgolette.Extractor(cues=7)  # type: ignore[arg-type]
