"""Countries, Italian places and the cities of the world."""

import collections
import pathlib
import re
import unicodedata

from tables import Table, add_entries, clean, hand_files, latin, read_hand

HERE = pathlib.Path(__file__).resolve().parent
# CLDR codes that are no country: regions are hand-written in locations.txt.
NOT_COUNTRIES = {"EZ", "UN", "QO", "XA", "XB", "ZZ", "EU"}
# Countries of which Italian news names the small towns as well.
NEAR = {"US", "FR", "DE", "ES", "CH", "GB", "AT", "SI", "HR", "BE", "NL", "GR", "AL", "UA", "IL", "PS", "MT", "SM", "VA"}
# ISTAT's code of a region, and GeoNames' of the same.
REGIONS = {"01": "12", "02": "19", "03": "09", "04": "17", "05": "20", "06": "06", "07": "08", "08": "05",
           "09": "16", "10": "18", "11": "10", "12": "07", "13": "01", "14": "11", "15": "04", "16": "13",
           "17": "02", "18": "03", "19": "15", "20": "14"}
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
    """All comuni, then regions, provinces and places written by hand, then hamlets."""
    table = Table(common)
    rows, older = sources.comuni()
    geonames = italian_geonames(sources)
    given, surnames = given.names(), surnames.names()
    chief = {row[4] for row in rows if row[13] == "1"}
    comuni = list(comuni_rows(rows, older, geonames))
    for code, name, other, province, place in comuni:
        extra = {"kind": "comune", "prov": province, **ambiguity(name, given, surnames)}
        link = {"istat": code} if code else {}
        if code in chief:
            extra["capoluogo"] = "1"
        if place:
            extra["pop"] = str(place["population"])
            link["geonames"] = str(place["geonameid"])
        table.add(name, "gpe", link, extra)
        for alias in aliases(name, other):
            table.add(alias, "gpe", link, {"kind": "comune", "prov": province, "alias_of": name})
    for path in hand_files("places_it"):
        add_entries(table, path)
    add_short_forms(table, comuni, given)
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
    tail = r"(?:(?:d[aei]l?|dell[aeo]|degli|sul|sulla|in|al|a) .+|d'.+|[A-Z]\w+)"
    for _, name, _, province, place in rows:
        match = re.fullmatch(rf"([A-Z][a-zàèéìòù]{{4,}}) {tail}", name)
        if match:
            shorts[match[1]].append((name, province, place["population"] if place else 0))
    for short, found in shorts.items():
        (name, province, population), *others = found
        if others or short in known or short in given or short.lower() in table.common or population < 3000:
            continue
        link = next(key[2] for key in table.rows if key[0] == name)
        fields = dict(pair.split("=") for pair in link.split(";") if pair)
        table.add(short, "gpe", fields, {"kind": "comune", "prov": province, "alias_of": name, "short": "1"})


def comuni_rows(rows, older, geonames):
    """(ISTAT code, name, other language's name, province, GeoNames place) of every comune."""
    names = {fold(row[6]) for row in rows} | {fold(row[5]) for row in rows}
    for row in rows:
        place = geonames.get((row[6], REGIONS.get(row[0]))) or geonames.get((row[7], REGIONS.get(row[0])))
        yield row[4], row[6], row[7], row[14], place
    for name, province in sorted(set(older)):
        if fold(name) not in names and fold(name.split("/")[0]) not in names:
            yield "", accented(clean(name)), "", province, None


def accented(name):
    """An apostrophe for a final accent, undone: "Revo'" is "Revò"."""
    if name.endswith("'") and name[-2] in "aeiou":
        return name[:-2] + "àèìòù"["aeiou".index(name[-2])]
    return name


def fold(name):
    """Letters only, in lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isalpha())


def italian_geonames(sources):
    """The most populous GeoNames place of each name and region."""
    found = {}
    for city in sources.geonames("cities500").values():
        if city["countrycode"] == "IT":
            names = {city["name"]} | {n.removeprefix("Comune di ") for n in city["alternatenames"] if "Comune di" in n}
            names |= set(city["alternatenames"]) if city["population"] > 20_000 else set()
            for name in names:
                key = (clean(name), city["admin1code"])
                if key not in found or found[key]["population"] < city["population"]:
                    found[key] = city
    return found


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
