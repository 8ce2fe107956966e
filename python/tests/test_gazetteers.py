"""Names of one's own, in the forms that Python code has them."""

from __future__ import annotations

import pathlib
import pickle
from typing import Any

import pandas
import polars
import pytest
import virgolette

TEXT = "La Cooperativa Alba e il Consorzio Brezza hanno firmato. Poi Alba ha detto che assumerà."


def found(gazetteers: Any) -> dict[str, str]:
    """The names that the user's list found, with their types."""
    document = virgolette.Extractor(gazetteers=gazetteers).extract(TEXT)
    return {each.text: each.type for each in document.mentions if each.by == "gazetteer"}


BOTH = {"Cooperativa Alba": "work", "Consorzio Brezza": "event"}


@pytest.mark.parametrize(
    "gazetteers",
    [
        BOTH,
        {"Cooperativa Alba": {"type": "work"}, "Consorzio Brezza": {"type": "event", "id": 7}},
        [{"name": name, "type": kind} for name, kind in BOTH.items()],
        [{"Cooperativa Alba": "work"}, {"Consorzio Brezza": "event"}],
        pandas.DataFrame({"name": list(BOTH), "type": list(BOTH.values()), "id": ["x", None]}),
        polars.DataFrame({"name": list(BOTH), "type": list(BOTH.values())}),
    ],
)
def test_names_with_types(gazetteers: Any) -> None:
    assert found(gazetteers) == BOTH


@pytest.mark.parametrize(
    "names",
    [
        ["Cooperativa Alba", "Consorzio Brezza", "Consorzio Brezza"],
        iter(("Cooperativa Alba", "Consorzio Brezza")),
        pandas.Series(["Cooperativa Alba", "Consorzio Brezza"]),
        polars.Series(["Cooperativa Alba", "Consorzio Brezza"]),
    ],
)
def test_plain_names(names: Any) -> None:
    assert set(found(names)) == set(BOTH)


def test_files_and_aliases_and_links(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "nomi.tsv"
    path.write_text(
        "name\ttype\taliases\tid\tlinks\n"
        "Cooperativa Alba\torganization\tAlba\tcoop-17\twikidata=Q1|rea=42\n",
        encoding="utf-8",
    )
    for given in (path, str(path), [path, ["Consorzio Brezza"]]):
        document = virgolette.Extractor(gazetteers=given).extract(TEXT)
        entity = document.entities[0]
        assert (entity.name, list(entity.aliases)) == ("Cooperativa Alba", ["Alba"])
        assert entity.links == {"id": "coop-17", "wikidata": "Q1", "rea": 42}


def test_a_pickled_extractor_keeps_its_names() -> None:
    extractor = virgolette.Extractor(gazetteers=BOTH)
    again = pickle.loads(pickle.dumps(extractor))
    assert again.extract(TEXT).to_json() == extractor.extract(TEXT).to_json()


def test_bad_entries_tell_their_place(tmp_path: pathlib.Path) -> None:
    with pytest.raises(virgolette.GazetteerError, match="gazetteers:2: unknown type `persone`"):
        virgolette.Extractor(gazetteers={"Alba": "work", "Brezza": "persone"})
    with pytest.raises(virgolette.GazetteerError, match="unknown field `nome`"):
        virgolette.Extractor(gazetteers=[{"name": "Alba", "nome": "Alba"}])
    with pytest.raises(virgolette.GazetteerError, match="gazetteers:2: the name is missing"):
        virgolette.Extractor(gazetteers=pandas.Series(["Alba", None]))
    with pytest.raises(TypeError, match="a name goes into a list"):
        virgolette.Extractor(gazetteers="Alba")
    with pytest.raises(TypeError, match="not int"):
        virgolette.Extractor(gazetteers=7)  # type: ignore[arg-type]
    with pytest.raises(virgolette.IoError, match="check the path"):
        virgolette.Extractor(gazetteers=tmp_path / "nessuno.csv")
    path = tmp_path / "nomi.csv"
    path.write_text("name,type\nAlba,work\n,work\n", encoding="utf-8")
    with pytest.raises(virgolette.GazetteerError, match="write the name") as caught:
        virgolette.Extractor(gazetteers=path)
    assert (caught.value.path, caught.value.line) == (str(path), 3)
