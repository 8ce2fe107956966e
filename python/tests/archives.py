"""Archives of any size, put together from sentences of our own: the same number, the same archive."""

from __future__ import annotations

import datetime
import json
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = [
    ("Anna", "la"), ("Carla", "la"), ("Giulia", "la"), ("Marta", "la"), ("Silvia", "la"),
    ("Paolo", "il"), ("Marco", "il"), ("Luca", "il"), ("Davide", "il"), ("Pietro", "il"),
    ("Franco", "il"), ("Matteo", "il"),
]  # fmt: skip
LAST = [
    "Neri", "Bini", "Fabbri", "Sarti", "Conti", "Moretti", "Galli", "Rizzo", "Lodi", "Marchetti",
    "Ferri", "Testa", "Villa", "Serra", "Costa", "Grassi", "Riva", "Fontana", "Monti", "Barbieri",
    "Caruso", "Leone", "Pellegrini", "Vitale", "Sala", "Martini", "Bassi", "Gentile", "Orlandi",
    "Palma",
]  # fmt: skip
ROLES = {
    "la": ["sindaca", "assessora", "consigliera", "ministra", "presidente", "direttrice"],
    "il": ["sindaco", "assessore", "consigliere", "ministro", "presidente", "direttore"],
}
TOWNS = ["Lecco", "Belluno", "Ferrara", "Matera", "Siena", "Trieste", "Cuneo", "Lecce"]
THEMES = [
    ("il ponte", "riaprirà a marzo", "costerà tre milioni", "il cantiere"),
    ("la scuola", "resterà chiusa fino a lunedì", "avrà dodici aule nuove", "il tetto"),
    ("il mercato", "tornerà in piazza", "perderà venti banchi", "la copertura"),
    ("l'ospedale", "assumerà trenta infermieri", "taglierà le liste d'attesa", "il reparto"),
    ("la ferrovia", "raddoppierà i treni", "chiuderà per due settimane", "il binario"),
    ("il bilancio", "passerà in aula", "lascerà un buco di cinque milioni", "il conto"),
    ("la frana", "minaccia quaranta case", "ha chiuso la statale", "il versante"),
    ("il museo", "aprirà gratis la domenica", "esporrà cento quadri", "il restauro"),
]
ENDS = [
    "e stavolta è vero", "lo prometto a tutti i cittadini", "non ci sono più scuse",
    "come avevamo detto un anno fa", "ma servono altri soldi", "e nessuno ci ha ascoltati",
    "questa è la verità", "i numeri sono sotto gli occhi di tutti", "e ne siamo orgogliosi",
    "prima dell'estate", "se il governo mantiene la parola", "costi quel che costi",
]  # fmt: skip
SOURCES = ["fonti della procura", "fonti vicine al dossier", "alcuni testimoni", "una fonte interna"]
TALE = [
    "Il voto è atteso in consiglio comunale entro la fine del mese, dopo due rinvii.",
    "I lavori erano cominciati nella primavera di tre anni fa con una spesa di 4,2 milioni di euro.",
    "In piazza si sono ritrovati un centinaio di residenti, con cartelli e tamburi.",
    "Gli atti sono stati pubblicati lunedì sull'albo pretorio e occupano sessanta pagine.",
    "La ditta che aveva vinto l'appalto ha chiuso, e il bando è stato rifatto da capo.",
    "Il traffico è stato deviato sulla provinciale, con code fino a due chilometri.",
    "La Regione ha stanziato il 30 per cento della somma, il resto tocca al Comune.",
    "Per gli artigiani del quartiere è il terzo inverno di attesa.",
]
DIRECT = [
    "«{said}», ha detto {who}.",
    "«{said}», ha spiegato {who} ai cronisti.",
    "{Who} ha replicato: «{said}».",
    "«{said}», ha ribadito ieri {who}.",
    "«{said}», ha avvertito {who}.",
    "{Who} ha promesso: «{said}».",
]
INDIRECT = [
    "{Who} ha annunciato che {said}.",
    "{Who} ha smentito che {said}.",
    "Secondo {who}, {said}.",
    "{Who} ha scritto su X che {said}.",
]


def person(draw: random.Random, town: int) -> tuple[str, str]:
    """Somebody of a town: name, and name with the role; few are heard often, many once."""
    rank = min(int(draw.expovariate(0.16)), len(FIRST) * len(LAST) - 1)
    index = (town * 41 + rank * 7) % (len(FIRST) * len(LAST))
    first, article = FIRST[index % len(FIRST)]
    name = f"{first} {LAST[index // len(FIRST)]}"
    return name, f"{article} {ROLES[article][index % len(ROLES[article])]} {name}"


def article(number: int) -> dict[str, str]:
    """The article of this number."""
    draw = random.Random(number)
    town = draw.randrange(len(TOWNS))
    subject, first, second, part = draw.choice(THEMES)
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=int(draw.triangular(0, 730, 500)))
    people = [person(draw, town) for _ in range(draw.randint(2, 4))]
    said = [f"{subject} {first}", f"{subject} {second}", f"{part} va rifatto", f"{subject} non basta"]
    lines = [f"{TOWNS[town]}, {subject} {draw.choice([first, second])}", ""]
    for _ in range(draw.randint(5, 8)):
        sentences = draw.sample(TALE, draw.randint(0, 2))
        for _ in range(draw.randint(1, 3)):
            name, full = draw.choice(people)
            words = f"{draw.choice(said)}, {draw.choice(ENDS)}"
            if draw.random() < 0.65:
                pattern, words = draw.choice(DIRECT), words[0].upper() + words[1:]
            else:
                pattern, words = draw.choice(INDIRECT), draw.choice(said)
            who = draw.choice([name, full])
            sentences.append(pattern.format(said=words, who=who, Who=who[0].upper() + who[1:]))
        if draw.random() < 0.35:
            source = draw.choice(SOURCES)
            sentences.append(f"Secondo {source}, {part} sarebbe costato il doppio.")
        if draw.random() < 0.1:
            sentences.append("«Vergogna», si legge su un muro.")
        lines.append(" ".join(sentences))
    lines.append(f"A {TOWNS[town]} se ne riparlerà in consiglio comunale la prossima settimana.")
    text = "\n\n".join(line for line in lines if line)
    return {"id": f"{number:05}", "date": day.isoformat(), "text": text}


def lines(count: int) -> Iterator[str]:
    """An archive as JSON Lines."""
    return (json.dumps(article(number), ensure_ascii=False) + "\n" for number in range(count))


if __name__ == "__main__":
    sys.stdout.writelines(lines(int(sys.argv[1])))
