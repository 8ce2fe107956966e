"""Dask: the same function that Spark maps, over a bag of Arrow batches on many workers.

python examples/python/with_dask.py
"""

import collections
import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow
import pyarrow.json

try:
    import dask
    import dask.bag
except ImportError:
    print("SKIPPED dask is not installed (it needs Python 3.11)")
    sys.exit()

import virgolette.arrow

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"


def quotes(batches: Iterable[pyarrow.RecordBatch]) -> list[pyarrow.RecordBatch]:
    return list(virgolette.arrow.extract(batches, keep=["id", "outlet"]))


def main() -> None:
    articles = pyarrow.json.read_json(ARCHIVE)
    batches = articles.to_batches(max_chunksize=11)
    bag = dask.bag.from_sequence(batches, npartitions=4)  # type: ignore[no-untyped-call]
    with dask.config.set(scheduler="processes", num_workers=2):
        found = pyarrow.Table.from_batches(bag.map_partitions(quotes).compute())
    speakers = collections.Counter(found["speaker"].to_pylist())
    del speakers[None]
    for speaker, count in speakers.most_common(5):
        print(f"{speaker}: {count}")
    alone = pyarrow.Table.from_batches(quotes(articles.to_batches()))
    assert found.num_rows == alone.num_rows > 100


if __name__ == "__main__":
    main()
