"""Italian noun and adjective forms: feminine and plurals computed, exceptions given."""

# -co words whose masculine plural keeps the hard sound.
HARD = {"turco", "tedesco", "polacco", "slovacco", "cosacco", "basco", "etrusco", "fresco",
        "francesco", "monegasco", "comasco", "bergamasco", "cremasco", "italo-turco", "lucco",
        "valacco", "gallese", "parroco"}


def feminine(word):
    """The feminine singular of a masculine singular."""
    if word.endswith("tore"):
        return word[:-4] + "trice"
    if word.endswith("iere"):
        return word[:-1] + "a"
    if word.endswith("o"):
        return word[:-1] + "a"
    return word


def plural(word, is_feminine=False):
    """The plural of a singular noun or adjective."""
    for ending, forms in (
        ("ista", ("isti", "iste")), ("cida", ("cidi", "cide")), ("ga", ("ghi", "ghe")),
        ("ca", ("chi", "che")), ("cia", ("ce", "ce")), ("gia", ("ge", "ge")),
        ("ia", ("ie", "ie")), ("a", ("i", "e")), ("io", ("i", "i")),
    ):
        if word.endswith(ending):
            if word.endswith(("cia", "gia")) and word[-4:-3] in "aeiou":
                return word[:-1] + "e"
            return word[: -len(ending)] + forms[1 if is_feminine else 0]
    if word.endswith("co"):
        soft = word.endswith(("ico", "eco", "iaco")) and word not in HARD
        return word[:-1] + ("i" if soft else "hi")
    if word.endswith("logo"):
        return word[:-1] + "i"
    if word.endswith("go"):
        return word[:-1] + "hi"
    if word.endswith(("o", "e")):
        return word[:-1] + "i"
    return word


def forms(spec, invariable=False):
    """(masculine, feminine, plural, feminine plural) of `m[/f[/p[/fp]]]`."""
    given = spec.split("/")
    male = given[0]
    if invariable:
        return (male,) * 4
    female = given[1] if len(given) > 1 else feminine(male)
    males = given[2] if len(given) > 2 else plural(male)
    females = given[3] if len(given) > 3 else plural(female, True)
    return male, female, males, females


def phrase_forms(spec):
    """Forms of a phrase: words marked `^` inflect, or the first when none is marked."""
    if "/" in spec:
        given = spec.split("/")
        if len(given) == 4 and "^" not in spec:
            return tuple(given)
        male, *rest = given
        base = list(phrase_forms(male))
        for at, part in enumerate(rest, 1):
            base[at] = part
        if len(rest) == 1:
            base[3] = join([plural(w, True) if hot else w for w, hot in marked(rest[0])])
            base[1] = rest[0].replace("^", "")
        return tuple(base)
    words = marked(spec)
    columns = [forms(word) if hot else (word,) * 4 for word, hot in words]
    return tuple(join([column[at] for column in columns]) for at in range(4))


def marked(spec):
    """(word, whether it inflects) of each word."""
    words = spec.split(" ")
    if "^" not in spec:
        return [(word, at == 0) for at, word in enumerate(words)]
    return [(word.replace("^", ""), word.startswith("^")) for word in words]


def join(words):
    """Words to a phrase."""
    return " ".join(words)
