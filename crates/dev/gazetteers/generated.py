"""Names that follow a pattern: "governo russo", "ambasciata francese", "Regione Lazio"."""

import pathlib

import italian
from tables import fields_of, read_hand

HERE = pathlib.Path(__file__).resolve().parent
# A head, and which form of the demonym follows it.
BODIES = [
    ("governo", 0), ("Governo", 0), ("parlamento", 0), ("Parlamento", 0), ("esercito", 0), ("Esercito", 0),
    ("ministero degli Esteri", 0), ("Ministero degli Esteri", 0), ("ministero della Difesa", 0),
    ("Ministero della Difesa", 0), ("ministero dell'Interno", 0), ("polizia", 1), ("ambasciata", 1),
    ("Ambasciata", 1), ("nazionale", 1), ("Marina", 1), ("marina", 1), ("aviazione", 1), ("banca centrale", 1),
    ("Corte costituzionale", 1), ("Corte suprema", 1), ("Guardia costiera", 1), ("guardia costiera", 1),
    ("presidenza", 1), ("servizi segreti", 2), ("forze armate", 3), ("truppe", 3),
]
# Countries too small in the news for twenty-seven rows each are left out.
FEWER = set("AD AG AW BB BM BN BT BW BZ CV CW DM FJ FM FO GD GF GI GL GP GQ GW GY HK KI KM KN LC LI LS MC MG MH MO "
            "MQ MU MV MW NC NR PF PR PW RE SB SC SM SR ST SZ TL TO TT TV VA VC VU WS BJ BS TG GA".split())


def add_institutions(table):
    """Adds the bodies of each country named by its demonym."""
    for link, lemma in demonyms():
        forms = italian.forms(lemma.rstrip("!"), lemma.endswith("!"))
        for head, at in BODIES:
            table.add(f"{head} {forms[at]}", "organization", link, {"kind": "institution", "built": "1"})


def demonyms():
    """(link, lemma) of the countries' two commonest demonyms."""
    path = HERE / "hand/demonyms.txt"
    for line in path.read_text(encoding="utf-8").split("\n"):
        head, colon, words = line.partition(": ")
        if not colon or not head.startswith("iso3166=") or head[8:] in FEWER:
            continue
        link, _ = fields_of(head.split(), path.name)
        for lemma in words.split(", ")[: 2 if head[8:] in ("US", "GB", "CN", "JP", "RO", "NL", "CH") else 1]:
            yield link, lemma


def add_regions(table):
    """Adds "Regione Lazio" and "regione Lazio" for each Italian region."""
    for entry in read_hand(HERE / "hand/places_it.txt"):
        if entry.extra.get("kind") == "region":
            for word in ("Regione", "regione"):
                add_built(table, f"{word} {entry.names[0]}", "institution", "IT")


def add_city_bodies(table):
    """Adds "Università di X" of cities known for theirs, and the dioceses of Italian chief towns."""
    for line in (HERE / "hand/university_cities.txt").read_text(encoding="utf-8").split("\n"):
        country, colon, names = line.partition(": ")
        if colon and not line.startswith("#"):
            for city in names.split(", "):
                for head in ("Università", "università"):
                    add_built(table, f"{head} {of(city)}", "university", country)
    for city in chief_towns():
        for head in ("Diocesi", "diocesi", "Arcidiocesi"):
            add_built(table, f"{head} {of(city)}", "institution", "IT")
    for state in read_hand(HERE / "hand/places_world.txt"):
        if state.extra.get("kind") == "state" and state.extra.get("country") == "US" and "Stato" not in state.names[0]:
            add_built(table, f"Università {of_state(state.names[0])}", "university", "US")


def add_built(table, name, kind, country):
    """Adds a name made by a pattern, marked so."""
    table.add(name, "organization", {}, {"kind": kind, "country": country, "built": "1"})


def chief_towns():
    """The Italian towns that have a demonym of their own."""
    for line in (HERE / "hand/demonyms.txt").read_text(encoding="utf-8").split("\n"):
        fields = dict(w.split("=") for w in line.partition(": ")[0].split() if "=" in w)
        if fields.get("kind") == "city" and "country" not in fields:
            yield fields["place"].replace("_", " ")


def of(city):
    """The city after "di", with its article if it has one."""
    for article, joined in (("L'", "dell'"), ("Il ", "del ")):
        if city.startswith(article):
            return joined + city[len(article):]
    return f"di {city}"


def of_state(name):
    """An American state after "di": feminine in -a, elided before vowels."""
    if name[0] in "AEIOU":
        return f"dell'{name}"
    feminine = name.endswith("a") and name not in ("Montana", "Nevada", "Nebraska", "Minnesota") or "Carolina" in name
    return f"della {name}" if feminine else f"del {name}"
