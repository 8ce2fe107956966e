"""Apache Spark: an archive on as many machines as there are, here on this one.

python examples/python/with_spark.py

Spark needs Java 17 or newer.
"""

import json
import os
import shutil
import sys
from pathlib import Path

try:
    from pyspark.sql import SparkSession
except ImportError:
    print("SKIPPED pyspark is not installed (it needs Python 3.11)")
    sys.exit()

import virgolette
import virgolette.spark

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"


def main() -> None:
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        print("SKIPPED Spark needs Java, and there is none on the path")
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("who said what")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    articles = spark.read.schema("id string, date string, outlet string, text string").json(
        str(ARCHIVE)
    )
    quotes = virgolette.spark.extract(articles.repartition(4), keep=["id", "outlet"]).cache()
    speakers = quotes.where("speaker IS NOT NULL").groupBy("speaker").count()
    found = speakers.orderBy("count", ascending=False).limit(5).collect()
    for row in found:
        print(f"{row['speaker']}: {row['count']}")
    assert found[0]["speaker"] == "Marta Ferraris"
    count = quotes.count()
    spark.stop()

    # The same as without Spark.
    with ARCHIVE.open(encoding="utf-8") as lines:
        documents = virgolette.extract_many(map(json.loads, lines))
        assert count == virgolette.to_arrow(documents).quotes.num_rows > 100


if __name__ == "__main__":
    main()
