"""The literate cases of `tests/cases`, through Python: `pytest python/tests/test_cases.py -k WORDS`.

`tests/README.md` says how cases are written; the Rust runner reads the same files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import virgolette

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"
NOTHING = "-"
ELISION = re.compile(r"\[(?:…|\.\.\.)\]")


@dataclass
class Table:
    """All that is to be found of one thing, in order of appearance."""

    line: int
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Case:
    """A snippet of an article and what is to be found in it."""

    file: Path
    line: int
    title: str
    date: str | None = None
    text: str = ""
    tables: list[Table] = field(default_factory=list)


def one_line(text: str) -> str:
    return " ".join(text.split())


def cells(line: str) -> list[str]:
    """The cells of a row: `|` parts them, but neither `||` (between parts) nor `\\|` does."""
    protected = line.strip().replace("\\|", "\0").replace("||", "\0\0")
    found = [one_line(cell.replace("\0", "|")) for cell in protected.split("|")[1:-1]]
    return [re.sub(r"^`([^`].*[^`]|[^`])`$", r"\1", cell) for cell in found]


def read(path: Path) -> list[Case]:
    """The cases of a file; the Rust runner tells what is wrong with a file more kindly."""
    cases: list[Case] = []
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        if line.startswith("## "):
            cases.append(Case(path, number, line[3:].strip()))
        elif fence := re.match(r"(`{3,})text(?: date=(\S+))?\s*$", line):
            block = []
            for _, inside in lines:
                if inside.rstrip() == fence[1]:
                    break
                block.append(inside)
            cases[-1].text, cases[-1].date = "\n".join(block), fence[2]
        elif line.startswith("|"):
            tables = cases[-1].tables
            if tables and tables[-1].line + len(tables[-1].rows) + 2 == number:
                tables[-1].rows.append(cells(line))
            else:
                tables.append(Table(number, cells(line)))
                next(lines)
    return cases


def text_of(span: dict[str, Any] | None) -> Any:
    return span and span["text"]


def content(quote: dict[str, Any]) -> list[str]:
    return [part["text"] for part in quote["content"]]


def link(register: str, value: object) -> str:
    return f"{register}={value}"


class Found:
    """What a document holds, item by item, as the columns of a table."""

    def __init__(self, document: dict[str, Any], text: str) -> None:
        self.document = document
        self.text = text

    def items(self, check: str) -> list[dict[str, Any]]:
        name = {"entity": "entities", "quantity": "quantities"}.get(check, f"{check}s")
        match check:
            case "name":
                mentions = self.document["mentions"]
                return [self.mention(item) for item in mentions if item["form"] == "name"]
            case "role":
                return self.roles()
            case _:
                describe = getattr(self, check, dict)
                return [{check: item.get("text"), **describe(item)} for item in self.document[name]]

    def at(self, name: str, index: int | None) -> dict[str, Any] | None:
        return None if index is None else self.document[name][index]

    def name_of(self, entity: int | None) -> Any:
        found = self.at("entities", entity)
        return found and found["name"]

    def quote(self, item: dict[str, Any]) -> dict[str, Any]:
        cue, speaker = item["cue"] or {}, item["speaker"] or {}
        within, reported_by = (self.at("quotes", item[key]) for key in ("within", "reported_by"))
        return {
            **item,
            "quote": content(item),
            "cue": cue.get("text"),
            "lemma": cue.get("lemma"),
            "class": cue.get("class"),
            "source": text_of(item["source"]),
            "speaker": speaker.get("name"),
            "entity": self.name_of(speaker.get("entity")),
            "via": speaker.get("via"),
            "anonymous": speaker.get("anonymous"),
            "number": speaker.get("number"),
            "addressee": text_of(item["addressee"]),
            "evidence": text_of(item["evidence"]),
            "within": within and content(within),
            "reported_by": reported_by and content(reported_by),
            "time": text_of(self.at("times", item["time"])),
            "place": text_of(self.at("mentions", item["place"])),
        }

    def claim(self, item: dict[str, Any]) -> dict[str, Any]:
        sentence, quote = self.at("sentences", item["sentence"]), self.at("quotes", item["quote"])
        return {
            "claim": item["cue"]["text"],
            "sentence": sentence and self.text[sentence["start"] : sentence["end"]],
            "quote": quote and content(quote),
        }

    def mention(self, item: dict[str, Any]) -> dict[str, Any]:
        words = {"name": item["text"], "mention": item["text"]}
        return {**item, **words, "entity": self.name_of(item["entity"])}

    def entity(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            **item,
            "entity": item["name"],
            "mentions": [self.document["mentions"][index]["text"] for index in item["mentions"]],
            "roles": [role["text"] for role in item["roles"]],
            "links": [link(*pair) for pair in item["links"].items()],
        }

    def roles(self) -> list[dict[str, Any]]:
        pairs = [(role, item) for item in self.document["entities"] for role in item["roles"]]
        pairs.sort(key=lambda pair: (pair[0]["start"], pair[0]["end"]))
        mentions = self.document["mentions"]
        return [
            {
                "role": role["text"],
                "entity": item["name"],
                "mention": mentions[role["mention"]]["text"],
            }
            for role, item in pairs
        ]

    def sentence(self, item: dict[str, Any]) -> dict[str, Any]:
        return {"sentence": self.text[item["start"] : item["end"]]}

    def time(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**item, "time": item["text"]}

    quantity = section = diagnostic = dict


def shown(value: object) -> str:
    """A value as a cell writes it."""
    match value:
        case None | False:
            return NOTHING
        case True:
            return "yes"
        case float() if value.is_integer():
            return str(int(value))
        case list():
            return one_line(" || ".join(value)) or NOTHING
        case _:
            return one_line(str(value)) or NOTHING


def matches(expected: str, found: str) -> bool:
    expected = {"no": NOTHING, "false": NOTHING, "true": "yes"}.get(expected, expected)
    if expected == found:
        return True
    try:
        return abs(float(expected) - float(found)) <= 1e-9 * abs(float(expected))
    except ValueError:
        pass
    start, *rest = (part.strip() for part in ELISION.split(expected, maxsplit=1))
    if not rest or len(found) < len(start) + len(rest[0]):
        return False
    inside = found[len(start) : len(found) - len(rest[0])]
    return found.startswith(start) and found.endswith(rest[0]) and bool(inside.strip())


def same(expected: list[str], found: list[str]) -> bool:
    return all(matches(*pair) for pair in zip(expected, found, strict=True))


def table(rows: list[list[str]]) -> str:
    return "\n".join(f"  | {' | '.join(row)} |" for row in rows)


CASES_FOUND = [case for path in sorted(CASES.rglob("*.md")) for case in read(path)]


def test_there_are_cases() -> None:
    assert CASES_FOUND
    assert all(case.text and case.tables for case in CASES_FOUND)


@pytest.mark.parametrize(
    "case", CASES_FOUND, ids=[f"{case.file.stem}: {case.title}" for case in CASES_FOUND]
)
def test_case(case: Case) -> None:
    document = virgolette.extract(case.text, date=case.date).to_dict()
    found = Found(document, case.text)
    for expected in case.tables:
        items = found.items(expected.columns[0])
        rows = [[shown(item[column]) for column in expected.columns] for item in items]
        agree = len(rows) == len(expected.rows) and all(map(same, expected.rows, rows))
        assert agree, (
            f"{case.file}:{expected.line}: {case.title}\nexpected\n"
            f"{table([expected.columns, *expected.rows])}\nfound\n{table(rows)}"
        )
