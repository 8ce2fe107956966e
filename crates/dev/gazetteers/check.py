#!/usr/bin/env python3
"""Checks the generated gazetteers: header, sorting, types, links, no duplicates.

Needs no package and no network. `build.py --check` also compares the files
with what the sources give.
"""

import pathlib
import re
import sys
import tomllib

from tables import LINKS, TYPES

DATA = pathlib.Path(__file__).resolve().parents[2] / "core/data/it"
LINK = re.compile(rf"({'|'.join(LINKS)})=[A-Za-z0-9]+")
EXTRA = re.compile(r"[a-z_0-9]+=[^;\t]+")
ROLE_KEYS = {"lemma", "feminine", "plural", "feminine_plural", "class", "title", "also"}
MINIMUM = {"organizations": 2500, "places_it": 7900, "given_names": 10000, "surnames": 10000,
           "cities_world": 10000, "demonyms": 1500, "countries": 400}


def problems(path):
    """Yields what is wrong with one TSV."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    if b"\r" in raw or not text.endswith("\n"):
        yield "line ends must be LF, the last line included"
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    if not any(line.startswith("# Source: ") for line in comments):
        yield "no '# Source:' in the header"
    if not any(line.startswith("# Date: ") for line in comments):
        yield "no '# Date:' in the header"
    rows = [line.split("\t") for line in lines[len(comments):]]
    yield from row_problems(rows, len(comments) + 1)
    keys = [tuple(row[:3]) for row in rows]
    if keys != sorted(keys):
        yield "rows are not sorted by name, type, link"
    if len(set(keys)) != len(keys):
        yield "a name, type and link stands twice"
    if len(rows) < MINIMUM.get(path.stem, 0):
        yield f"only {len(rows)} rows"


def row_problems(rows, first):
    """Yields what is wrong with single rows."""
    for number, row in enumerate(rows, first):
        if len(row) != 4:
            yield f"line {number}: {len(row)} columns, not 4"
            continue
        name, kind, link, extra = row
        if not name or name != name.strip() or "  " in name:
            yield f"line {number}: bad name {name!r}"
        if kind not in TYPES:
            yield f"line {number}: unknown type {kind!r}"
        if not all(LINK.fullmatch(part) for part in link.split(";") if link):
            yield f"line {number}: bad link {link!r}"
        if not all(EXTRA.fullmatch(part) for part in extra.split(";") if extra):
            yield f"line {number}: bad extra {extra!r}"


def role_problems(path):
    """Yields what is wrong with roles.toml."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    seen = set()
    for role in table["role"]:
        key = (role["lemma"], role["class"])
        if key in seen:
            yield f"role {key} stands twice"
        seen.add(key)
        if set(role) - ROLE_KEYS:
            yield f"role {key}: unknown keys {set(role) - ROLE_KEYS}"
        if not all(role[k] for k in ("feminine", "plural", "feminine_plural")):
            yield f"role {key}: an empty form"
    if len(seen) < 350:
        yield f"only {len(seen)} roles"


def main():
    """Checks every file; prints one line a problem and a closing count."""
    failed = 0
    paths = sorted((DATA / "gazetteers").glob("*.tsv"))
    for path in paths:
        found = list(problems(path))
        failed += bool(found)
        for problem in found[:20]:
            print(f"{path.name}: {problem}")
    found = list(role_problems(DATA / "roles.toml"))
    failed += bool(found)
    for problem in found[:20]:
        print(f"roles.toml: {problem}")
    print(f"{len(paths) + 1 - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
