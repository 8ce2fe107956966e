"""Who said what in one article.

python examples/python/who_said_what.py [ARTICLE]
"""

import sys
from pathlib import Path

import virgolette

SAMPLE = Path(__file__).parent.parent / "articles" / "agenzia-frana.txt"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    document = virgolette.extract(path.read_text(encoding="utf-8"), date="2023-11-14")

    for quote in document.quotes:
        who = quote.speaker.name if quote.speaker else f"({quote.unknown})"
        verb = quote.cue.text if quote.cue else "—"
        print(f"{who} | {verb} | {quote.certainty} | {quote.text}")

    # Every part knows its place, in code points as Python counts.
    for quote in document.quotes:
        for part in quote.content:
            assert document.text[part.start : part.end] == part.text

    print("\nReported, not verified:")
    for claim in document.claims:
        print(f"- {claim.cue}: {claim.sentence}")


if __name__ == "__main__":
    main()
