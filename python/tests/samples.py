"""Articles for the tests, written for this project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((ROOT / "examples" / "articles").glob("*.txt"))

STORY = (
    "Il ponte riapre a marzo\n"
    "\n"
    "«Riapriamo a marzo — ha detto ieri ai cronisti la sindaca Anna Neri — e stavolta è vero» 😀. "
    "Secondo l’opposizione il cantiere costerebbe 3 milioni. "
    "Neri ha aggiunto che “i soldi ci sono”.\n"
)
