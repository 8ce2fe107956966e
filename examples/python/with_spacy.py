"""spaCy: names on `doc.ents` and who said what on `doc._.quotes`.

python examples/python/with_spacy.py
"""

import json
from pathlib import Path

import spacy

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"


def main() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("virgolette", config={"gazetteers": {"Cartiera Alba": "organization"}})

    with ARCHIVE.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:5]
    quotes = 0
    for doc in nlp.pipe(texts):
        print([(ent.text, ent.label_) for ent in doc.ents][:4])
        for quote in doc._.quotes:
            # Parts are spans of the document: tokens, sentences and vectors are at hand.
            print(f"  {quote.speaker} | {quote.cue} | {quote.content}")
            assert all(span.doc is doc for span in quote.content)
            quotes += 1
    assert quotes > 10


if __name__ == "__main__":
    main()
