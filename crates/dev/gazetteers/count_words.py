#!/usr/bin/env python3
"""Lists Italian words that occur mostly in lower case in a corpus of news.

Usage: count_words.py CORPUS.jsonl > common_words.txt

The list only tells which names are ordinary words as well ("Sale", "Rosa",
"Ora"), so that `build.py` can mark them `common=1`. It holds words, no text.
"""

import collections
import json
import re
import sys

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?:«»\"“”\n]\s*$")


def counts(path):
    """Counts each word in lower case, and capitalised away from sentence starts."""
    lower, upper = collections.Counter(), collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for match in WORD.finditer(text):
                word = match.group()
                if word.islower():
                    lower[word] += 1
                elif not SENTENCE_END.search(text[: match.start()][-3:] or "."):
                    upper[word.lower()] += 1
    return lower, upper


def main():
    """Prints the words seen at least twice in lower case and mostly so."""
    lower, upper = counts(sys.argv[1])
    print("# Words seen at least twice, and in three of ten places at least, in lower case")
    print("# in the training part of the corpus (Italian Wikinews, CC BY 2.5): counts only.")
    for word in sorted(lower):
        seen = lower[word]
        if len(word) > 1 and seen >= 2 and seen >= 0.3 * (seen + upper[word]):
            print(word)


if __name__ == "__main__":
    main()
