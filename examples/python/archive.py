"""An archive as JSON Lines: read lazily, on all cores, into tidy tables.

python examples/python/archive.py [ARCHIVE.jsonl]

A line is an object with the article's `text` and, if you have them, its `id` and `date`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import virgolette

ARTICLES = Path(__file__).parent.parent / "articles"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """One article at a time: the archive is never in memory."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def samples() -> Iterator[dict[str, Any]]:
    for path in sorted(ARTICLES.glob("*.txt")):
        yield {"id": path.stem, "text": path.read_text(encoding="utf-8")}


def main() -> None:
    articles = lines(Path(sys.argv[1])) if len(sys.argv) > 1 else samples()
    tables = virgolette.to_pandas(virgolette.extract_many(articles, progress=True))

    quotes = tables.quotes
    print("Quoted most:")
    print(quotes["speaker"].value_counts().head(5).to_string())
    print("\nHow they are attributed:")
    print(quotes["class"].value_counts().head(5).to_string())
    print(f"\nNo speaker named: {quotes['speaker'].isna().mean():.0%} of {len(quotes)} quotes")
    for error in tables.errors.itertuples():
        print(f"not read: {error.id}: {error.reason}")


if __name__ == "__main__":
    main()
