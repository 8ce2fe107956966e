"""The two file formats: hand-written lists that come in, sorted TSVs that go out."""

import pathlib
import re
import unicodedata

TYPES = {
    "person", "organization", "gpe", "location", "facility", "event", "product",
    "work", "demonym", "given_name", "surname",
}
LINKS = ("iso3166", "geonames", "istat")
DATE = "2026-11-24"


class Problem(Exception):
    """A hand-written line that can't be read; the message names file and line."""


class Table:
    """Rows of one output file, keyed by name, type and link."""

    def __init__(self, common):
        self.rows = {}
        self.common = common

    def add(self, name, kind, link=None, extra=None):
        """Adds a row; a row already there keeps its values and gains missing ones."""
        name = clean(name)
        if not name:
            return
        if kind not in TYPES:
            raise Problem(f"unknown type {kind!r} for {name!r}")
        key = (name, kind, pairs(link or {}))
        fields = self.rows.setdefault(key, {})
        for field, value in (extra or {}).items():
            fields.setdefault(field, str(value))
        if is_common(name, self.common):
            fields.setdefault("common", "1")

    def names(self):
        """The set of names in the table."""
        return {name for name, _, _ in self.rows}

    def drop_shadowed(self):
        """Drops aliases whose name is a canonical name of the same type."""
        canonical = {(n, k) for (n, k, _), extra in self.rows.items() if "alias_of" not in extra}
        for key in [k for k, extra in self.rows.items() if "alias_of" in extra]:
            if (key[0], key[1]) in canonical:
                del self.rows[key]

    def render(self, header):
        """The file's text: header comments, then sorted rows."""
        lines = [f"# {line}" for line in header]
        lines.append("# name\ttype\tlink\textra")
        for (name, kind, link), extra in sorted(self.rows.items(), key=lambda row: row[0]):
            lines.append("\t".join((name, kind, link, pairs(extra))))
        return "\n".join(lines) + "\n"


def clean(name):
    """NFC, straight apostrophes, single spaces."""
    name = unicodedata.normalize("NFC", name).replace("’", "'").replace("ʼ", "'")
    return re.sub(r"\s+", " ", name).strip()


def pairs(fields):
    """`key=value;key=value`, keys sorted."""
    return ";".join(f"{key}={fields[key]}" for key in sorted(fields))


def is_common(name, common):
    """Whether a one-word name is mostly an ordinary word in the news."""
    return len(name) > 1 and not name.isupper() and name.lower() in common


def latin(name):
    """Whether every letter is Latin (given names of other scripts are no use here)."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def read_words(path):
    """The lines of a word list without comments."""
    text = path.read_text(encoding="utf-8")
    return {line for line in text.split("\n") if line and not line.startswith("#")}


class Entry:
    """One hand-written line: names (the first is canonical), type and fields."""

    def __init__(self, names, kind, link, extra):
        self.names, self.kind, self.link, self.extra = names, kind, link, extra


def fields_of(words, where):
    """Splits `key=value` and bare flags into link and extra fields."""
    link, extra = {}, {}
    for word in words:
        key, _, value = word.partition("=")
        key, value = key.strip(), value.strip() or "1"
        if not re.fullmatch(r"[a-z_0-9]+", key):
            raise Problem(f"{where}: bad field {word!r}")
        (link if key in LINKS else extra)[key] = value
    return link, extra


def read_hand(path):
    """Yields the entries of a hand-written list.

    `# comment`; `@ type key=value …` sets the type and the fields of the lines
    below it; `Name | alias | alias ; key=value ; flag` is an entry. A line may
    hold several entries without fields, divided by ` / `.
    """
    kind, link, extra = None, {}, {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path.name}:{number}"
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            kind, *words = line[1:].split()
            link, extra = fields_of(words, where)
            continue
        if kind not in TYPES:
            raise Problem(f"{where}: no known type before this line")
        for part in line.split(" / "):
            names, *words = part.split(";")
            names = [clean(name) for name in names.split(" | ")]
            own_link, own_extra = fields_of([w for w in words if w.strip()], where)
            if not all(names) or any("|" in name for name in names):
                raise Problem(f"{where}: empty name")
            yield Entry(names, kind, {**link, **own_link}, {**extra, **own_extra})


def add_entries(table, path):
    """Adds the entries of a hand-written list, aliases with `alias_of`.

    An entry without a link whose name a linked row already has only adds to it.
    """
    linked = {(name, kind): link for name, kind, link in table.rows if link}
    for entry in read_hand(path):
        known = linked.get((entry.names[0], entry.kind))
        if known and not entry.link:
            entry.link = dict(pair.split("=") for pair in known.split(";"))
        canonical = entry.names[0]
        table.add(canonical, entry.kind, entry.link, entry.extra)
        for alias in entry.names[1:]:
            table.add(alias, entry.kind, entry.link, {**entry.extra, "alias_of": canonical})


def hand_files(name):
    """The hand-written files behind one table: `hand/name.txt`, `hand/name_*.txt`."""
    folder = pathlib.Path(__file__).parent / "hand"
    return sorted(folder.glob(f"{name}.txt")) + sorted(folder.glob(f"{name}_*.txt"))
