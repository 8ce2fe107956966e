"""Demonyms: every form, linked to its country or named place."""

import italian
from tables import Problem, Table, fields_of


# Forms that are more often something else.
ORDINARY = set(
    "corso corsa corsi corse sino trentina trentine campana campane alpino alpina alpini alpine "
    "persiana persiane parmigiano parmigiana lettone mora more moro mori tonga italo latina latino "
    "romanzo marsigliese bergamasca siamese malese polo".split()
)


def table(path):
    """Reads lines `key=value …: lemma lemma[/f[/p[/fp]]] word!` (`!` is invariable)."""
    result = Table(set())
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        head, colon, words = line.partition(": ")
        if not colon:
            raise Problem(f"{path.name}:{number}: no ': ' on the line")
        link, extra = fields_of([w.replace("_", " ") for w in head.split()], f"{path.name}:{number}")
        for spec in words.split(", "):
            add(result, spec.strip(), link, extra)
    return result


def add(result, spec, link, extra):
    """Adds the four forms of one demonym."""
    male, female, males, females = italian.forms(spec.rstrip("!"), spec.endswith("!"))
    for form in dict.fromkeys((male, female, males, females)):
        genders = {g for g, f in (("m", male), ("f", female), ("m", males), ("f", females)) if f == form}
        numbers = {n for n, f in (("s", male), ("s", female), ("p", males), ("p", females)) if f == form}
        gender = next(iter(genders)) if len(genders) == 1 else "u"
        number = next(iter(numbers)) if len(numbers) == 1 else "u"
        more = {"ordinary": "1"} if form in ORDINARY else {}
        fields = {**extra, "lemma": male, "gender": gender, "number": number, **more}
        result.add(form, "demonym", link, fields)
