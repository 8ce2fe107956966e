"""pandas: who speaks in which newspaper, from a data frame of articles.

python examples/python/with_pandas.py
"""

from pathlib import Path

import pandas
import virgolette.pandas

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"


def main() -> None:
    articles = pandas.read_json(ARCHIVE, lines=True, dtype=False)
    articles["date"] = pandas.to_datetime(articles["date"])

    quotes = virgolette.pandas.extract(articles["text"], dates=articles["date"])
    # Every row has the index of its article.
    said = articles[["date", "outlet"]].join(quotes, how="inner")
    assert set(said.index) <= set(articles.index)

    print("Quoted most, by newspaper:")
    counts = said.groupby("outlet")["speaker"].value_counts()
    print(counts.groupby("outlet").head(3).to_string())
    print("\nQuotes a month:")
    print(said.groupby(said["date"].dt.strftime("%Y-%m")).size().to_string())
    assert len(said) > 100 and "Marta Ferraris" in set(said["speaker"])


if __name__ == "__main__":
    main()
