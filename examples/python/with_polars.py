"""Polars: an expression over a lazy frame of articles.

python examples/python/with_polars.py
"""

from pathlib import Path

import polars as pl
import virgolette.polars

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"


def main() -> None:
    articles = pl.scan_ndjson(ARCHIVE)
    quotes = (
        articles.select("id", "section", quote=virgolette.polars.quotes("text", dates="date"))
        .explode("quote")
        .unnest("quote")
    )
    speakers = (
        quotes.filter(pl.col("speaker").is_not_null())
        .group_by("section")
        .agg(pl.len().alias("quotes"), women=(pl.col("gender") == "female").mean())
        .sort("quotes", descending=True)
        .collect()
    )
    print(speakers)
    assert speakers["quotes"].sum() > 100


if __name__ == "__main__":
    main()
