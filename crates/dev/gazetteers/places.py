"""Countries, Italian places and the cities of the world."""

import collections
import pathlib
import re

from tables import Table, add_entries, clean, hand_files, latin, read_hand

HERE = pathlib.Path(__file__).resolve().parent
# CLDR codes that are no country: regions are hand-written in locations.txt.
NOT_COUNTRIES = {"EZ", "UN", "QO", "XA", "XB", "ZZ", "EU"}
# Countries of which Italian news names the small towns as well.
NEAR = {"US", "FR", "DE", "ES", "CH", "GB", "AT", "SI", "HR", "BE", "NL", "GR", "AL", "UA", "IL", "PS", "MT", "SM", "VA"}
NEAR_POPULATION, FAR_POPULATION = 20_000, 50_000


def countries(sources, common):
    """CLDR and ISO names with hand-written aliases, capitals of the state and unions."""
    table = Table(common)
    territories, _ = sources.territories()
    geonames = {c["iso"]: c["geonameid"] for c in sources.geonames("countries").values()}
    hand = list(read_hand(HERE / "hand/countries.txt"))
    preferred = {e.link["iso3166"]: e for e in hand if "iso3166" in e.link and "historic" not in e.extra}
    for code, name in sorted(territories.items()):
        if not re.fullmatch("[A-Z]{2}", code) or code in NOT_COUNTRIES:
            continue
        link = country_link(code, geonames)
        main = preferred[code].names[0] if code in preferred else plain(name)
        table.add(main, "gpe", link, {"kind": "country"})
        names = [plain(name), *map(plain, sources.iso_countries().get(code, []))]
        for alias in names:
            if alias != main:
                table.add(alias, "gpe", link, {"kind": "country", "alias_of": main})
    for entry in hand:
        code = entry.link.get("iso3166")
        link = country_link(code, geonames) if code and "historic" not in entry.extra else entry.link
        table.add(entry.names[0], entry.kind, link, entry.extra)
        for alias in entry.names[1:]:
            table.add(alias, entry.kind, link, {**entry.extra, "alias_of": entry.names[0]})
    return table


def country_link(code, geonames):
    """Links of a country: its code, and GeoNames where known."""
    link = {"iso3166": code}
    if code in geonames:
        link["geonames"] = str(geonames[code])
    return link


def plain(name):
    """CLDR's name without its parenthesis or its Hong Kong prefix."""
    return clean(re.sub(r"\s*\(.*\)", "", name).removeprefix("RAS di "))


def italy(sources, common, given, surnames):
    """Regions and provinces (hand-written), then all comuni."""
    table = Table(common)
    old, new = sources.comuni()
    geonames = italian_geonames(sources)
    given, surnames = given.names(), surnames.names()
    capitals = {row[4] for row in new if row[13] == "1"}
    rows = list(comuni_rows(old, new))
    for code, name, other, province, population in rows:
        extra = {"kind": "comune", "prov": province}
        if population:
            extra["pop"] = population
        if code in capitals:
            extra["capoluogo"] = "1"
        extra |= ambiguity(name, given, surnames)
        link = {"istat": code}
        if name in geonames:
            link["geonames"] = str(geonames[name])
        table.add(name, "gpe", link, extra)
        for alias in aliases(name, other):
            table.add(alias, "gpe", link, {"kind": "comune", "prov": province, "alias_of": name})
    for path in hand_files("places_it"):
        add_entries(table, path)
    add_short_forms(table, rows, given)
    add_hamlets(table, sources, given, surnames)
    return table


def ambiguity(name, given, surnames):
    """Flags of a place name that people bear as well."""
    flags = {"surname": "1"} if name in surnames else {}
    return flags | ({"given": "1"} if name in given else {})


def add_hamlets(table, sources, given, surnames):
    """Adds GeoNames' Italian places that are no comune: hamlets and quarters."""
    known = table.names()
    found = collections.defaultdict(set)
    for city in sources.geonames("cities500").values():
        name = clean(city["name"])
        if city["countrycode"] == "IT" and name not in known and latin(name):
            found[name].add((city["population"], city["geonameid"]))
    for name, places in found.items():
        population, identity = max(places)
        link = {"geonames": str(identity)} if len(places) == 1 else {}
        extra = {"kind": "frazione", "pop": population, **ambiguity(name, given, surnames)}
        table.add(name, "gpe", link, extra)


def add_short_forms(table, rows, given):
    """Adds "Fiorenzuola" for "Fiorenzuola d'Arda" where only one comune has that first word."""
    known, shorts = table.names(), collections.defaultdict(list)
    for code, name, _, province, population in rows:
        match = re.fullmatch(r"([A-Z][a-zàèéìòù]{4,}) (?:(?:d[aei]l?|dell[aeo]|degli|sul|sulla|in|al|a) .+|d'.+|[A-Z]\w+)", name)
        if match:
            shorts[match[1]].append((code, name, province, population))
    for short, found in shorts.items():
        (code, name, province, population), *others = found
        if others or short in known or short in given or short.lower() in table.common or population < 3000:
            continue
        link = next(dict(p.split("=") for p in k[2].split(";")) for k in table.rows if k[0] == name)
        table.add(short, "gpe", link, {"kind": "comune", "prov": province, "alias_of": name, "short": "1"})


def comuni_rows(old, new):
    """(ISTAT code, name, other language's name, province, population) of every comune."""
    population = {row["codice"]: row["popolazione"] for row in old}
    names = set()
    for row in new:
        names.add(row[6])
        yield row[4], row[6], row[7], row[14], population.get(row[4], 0)
    for row in old:  # those merged since
        if row["nome"] not in names:
            yield row["codice"], row["nome"], "", row["sigla"], row["popolazione"]


def italian_geonames(sources):
    """GeoNames ids of Italian places whose name is given to one place only."""
    found = collections.defaultdict(set)
    for city in sources.geonames("cities500").values():
        if city["countrycode"] == "IT":
            found[clean(city["name"])].add(city["geonameid"])
            for other in city["alternatenames"]:
                if other.startswith("Comune di "):
                    found[other.removeprefix("Comune di ")].add(city["geonameid"])
    ids = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    ids |= {"Roma": 3169070, "Milano": 3173435, "Napoli": 3172394, "Torino": 3165524,
            "Firenze": 3176959, "Venezia": 3164603, "Genova": 3176219, "Padova": 3171728}
    return ids


def aliases(name, other):
    """Other-language halves and the everyday short forms."""
    if other:
        yield other
    short = re.sub(r"^Reggio (nell'|di )", "Reggio ", name)
    if short != name:
        yield short
    if "-" in name:
        yield name.replace("-", " ")


def world(sources, common):
    """Cities by population, Italian exonyms, and hand-written states and regions."""
    table = Table(common)
    cities = {c["geonameid"]: c for c in sources.geonames("cities15000").values()}
    _, zones = sources.territories()
    exonyms = collections.defaultdict(list)
    where = {}
    for entry in read_hand(HERE / "hand/exonyms.txt"):
        found = find_city(cities, entry.extra["is"], entry.extra["country"])
        where[entry.names[0]] = found
        exonyms[found].append(entry)
    capitals = {(c["capital"], c["iso"]) for c in sources.geonames("countries").values()}
    for identity, city in sorted(cities.items()):
        if city["countrycode"] != "IT":
            add_city(table, city, exonyms.get(identity, []), zones, capitals)
    for entry in (e for key, group in exonyms.items() if not isinstance(key, int) for e in group):
        extra = {"country": entry.extra["country"], "kind": "city"}
        for name in entry.names:
            alias = {} if name == entry.names[0] else {"alias_of": entry.names[0]}
            table.add(name, "gpe", {}, {**extra, **alias})
    for path in hand_files("places_world"):
        add_entries(table, path)
    return table


def find_city(cities, name, country):
    """The id of the largest city of that name, or the name itself when none is."""
    found = [c for c in cities.values() if c["countrycode"] == country
             and (c["name"] == name or name in c["alternatenames"])]
    exact = [c for c in found if c["name"] == name] or found
    return max(exact, key=lambda c: (c["population"], -c["geonameid"]))["geonameid"] if exact else (name, country)


def add_city(table, city, entries, zones, capitals):
    """Adds a city under its Italian name, its GeoNames name and hand-written aliases."""
    limit = NEAR_POPULATION if city["countrycode"] in NEAR else FAR_POPULATION
    capital = (city["name"], city["countrycode"]) in capitals
    if city["population"] < limit and not entries and not capital:
        return
    link = {"geonames": str(city["geonameid"])}
    extra = {"kind": "city", "country": city["countrycode"], "pop": str(city["population"])}
    if capital:
        extra["capital_of"] = city["countrycode"]
    for entry in entries:
        extra |= {k: v for k, v in entry.extra.items() if k not in ("is", "country")}
    names = [name for entry in entries for name in entry.names]
    zone = zones.get(city["name"])
    if zone and capital or zone and city["population"] > 500_000:
        names.append(zone)
    names = list(dict.fromkeys(clean(n) for n in [*names, city["name"]] if latin(n)))
    for name in names:
        alias = {} if name == names[0] else {"alias_of": names[0]}
        table.add(name, "gpe", link, {**extra, **alias})
