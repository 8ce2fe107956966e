"""Given names, surnames and public figures."""

import collections
import re

from tables import Problem, Table, add_entries, clean, hand_files, latin, read_hand

# Words that belong to the surname they stand before.
PARTICLES = {
    "de", "di", "da", "del", "della", "dello", "dei", "degli", "dalla", "dal", "van", "von", "der", "den",
    "la", "le", "lo", "el", "al", "bin", "ben", "bint", "abu", "du", "des", "dos", "santa", "san", "ter",
    "mac", "st.", "'t", "zu", "of", "ibn", "ould", "delle", "della", "d'", "dall'", "dell'",
}
# Lists so long that a name found nowhere else in them is left out.
RARE = {"nl:mimesis", "is:mimesis", "is:faker", "zu:faker", "ga:faker", "sk:faker", "sk:mimesis", "en:faker",
        "de:mimesis", "pt:mimesis", "az:faker", "hu:mimesis", "cs:mimesis", "et:mimesis", "lt:faker", "lv:faker"}


def figures(common):
    """Public figures, their aliases, and their surnames where one figure bears it."""
    table = Table(common)
    bearers = collections.defaultdict(set)
    for path in hand_files("people"):
        add_entries(table, path)
    for fields in table.rows.values():
        if fields.get("surname") == "-":
            del fields["surname"]
    for path in hand_files("people"):
        for entry in read_hand(path):
            surname = surname_of(entry)
            if surname:
                bearers[surname].add((entry.names[0], entry.extra.get("gender", "")))
    for surname, who in sorted(bearers.items()):
        genders = {gender for _, gender in who}
        extra = {"surname_of": "|".join(sorted(name for name, _ in who))}
        if len(genders) == 1 and "" not in genders:
            extra["gender"] = next(iter(genders))
        table.add(surname, "person", {}, extra)
    return table


def surname_of(entry):
    """The surname: the last word with the particles before it, unless told otherwise."""
    if "surname" in entry.extra:
        return None if entry.extra["surname"] == "-" else entry.extra["surname"]
    words = entry.names[0].split(" ")
    if len(words) < 2 or re.fullmatch(r"[IVX]+|jr\.?|[a-z].*|\d.*", words[-1]):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


class Names:
    """What the sources say of each name: genders, sources, Italian lists."""

    def __init__(self):
        self.votes = collections.defaultdict(collections.Counter)
        self.italian = {}
        self.sources = collections.defaultdict(set)
        self.family = collections.defaultdict(set)
        self.fixed = {}

    def given(self, name, gender, source):
        """Files a given name; `x` is a list that tells no gender."""
        if usable(name):
            self.sources[name].add(source)
            self.votes[name][gender] += 1
            if source.startswith(("it", "hand:it")) and gender in "fm":
                self.italian.setdefault(name, set()).add(gender)

    def surname(self, name, source):
        """Files a surname."""
        if usable(name):
            self.family[name].add(source)


def names(sources, common):
    """The tables of given names and of surnames."""
    known = Names()
    for package, lists in (("faker", sources.faker_people()), ("mimesis", sources.mimesis_people())):
        for locale, kind, values in lists:
            # A language is one source: its locales share their lists.
            language = re.split("[-_]", locale.lower())[0]
            for name in map(clean, flat(values)):
                if kind == "surname":
                    known.surname(name, f"{language}:{package}")
                else:
                    known.given(name, kind[-1].replace("u", "x"), f"{language}:{package}")
    given, family = sources.italian_people()
    for name, sex, number in given:
        known.given(clean(name), sex, "it:rip" if number > 2 else "xx:rip")
    for name in family:
        known.surname(clean(name), "it:rip")
    for language in ("it", "fr", "es", "de", "tr"):
        for name, sex in sources.gendered(language):
            if name.isalpha():
                known.given(name.title(), sex.replace("u", "x"), f"{language}:gender")
    hand_names(known)
    return given_table(known, common), surname_table(known, common)


def flat(values):
    """Names of a list that may hold tuples of several scripts."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, list)):
            yield from (v for v in value if isinstance(v, str))


def usable(name):
    """A capitalised Latin word or two, no initials, no titles."""
    return (2 < len(name) < 25 or name in {"Bo", "Li", "Xi", "Wu", "Ma", "Lu", "Hu", "Jo", "Al", "Ed"}) \
        and latin(name) and re.fullmatch(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,2}", name) is not None


def hand_names(known):
    """Hand-written given names and surnames, and those of the public figures."""
    for path in hand_files("given_names"):
        for entry in read_hand(path):
            gender = entry.extra.get("gender", "u")
            if gender not in ("f", "m", "u"):
                raise Problem(f"{path.name}: gender {gender!r} of {entry.names[0]}")
            for name in entry.names:
                if "it" in entry.extra:
                    known.fixed[name] = gender
                known.given(name, gender, "hand:it" if "it" in entry.extra else "hand")
    for path in hand_files("surnames"):
        for entry in read_hand(path):
            known.surname(entry.names[0], "it:hand" if "it" in entry.extra else "hand")
    for path in hand_files("people"):
        for entry in read_hand(path):
            surname, gender = surname_of(entry), entry.extra.get("gender")
            first = entry.names[0].split(" ")[0]
            if surname:
                known.surname(surname, "hand")
            if surname and gender and "stage" not in entry.extra:
                known.given(first, gender, "hand")


def given_table(known, common):
    """Names of Italian lists or of two sources; Italian usage decides the gender."""
    table = Table(common)
    for name, seen in known.sources.items():
        sexes = known.italian.get(name, set())
        lists = {source for source in seen if not source.endswith(":gender")}
        if not (sexes or len(seen) > 1 and lists or "hand" in seen):
            continue
        female, male = known.votes[name]["f"], known.votes[name]["m"]
        if name in known.fixed or len(sexes) == 1:
            gender = known.fixed.get(name) or next(iter(sexes))
        elif female > 3 * male or (sexes and female > 2 * male):
            gender = "f"
        else:
            gender = "m" if male > 3 * female or (sexes and male > 2 * female) else "u"
        table.add(name, "given_name", {}, {"gender": gender, **({"it": "1"} if sexes else {})})
    return table


def surname_table(known, common):
    """Surnames, but for those that only a very long list of one language has."""
    table = Table(common)
    for name, seen in known.family.items():
        if seen - RARE or len(seen) > 1:
            table.add(name, "surname", {}, {"it": "1"} if any(s.startswith("it:") for s in seen) else {})
    return table
