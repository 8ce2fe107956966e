"""DuckDB: who said what, in SQL.

python examples/python/with_duckdb.py
"""

import sys
from pathlib import Path

try:
    import duckdb
except ImportError:
    print("SKIPPED duckdb is not installed (it needs Python 3.11)")
    sys.exit()

import virgolette.duckdb

ARCHIVE = Path(__file__).parent.parent / "articles" / "archivio.jsonl"

MOST_QUOTED = """
    SELECT quote.speaker AS speaker, count(*) AS quotes, count(DISTINCT id) AS articles
    FROM (
        SELECT id, unnest(virgolette_quotes(text, date)) AS quote
        FROM read_json($archive, columns = {id: 'VARCHAR', date: 'DATE', text: 'VARCHAR'})
    )
    WHERE speaker IS NOT NULL
    GROUP BY ALL
    ORDER BY quotes DESC, speaker
    LIMIT 5
"""


def main() -> None:
    connection = duckdb.connect()
    virgolette.duckdb.register(connection)
    found = connection.execute(MOST_QUOTED, {"archive": str(ARCHIVE)}).fetchall()
    for speaker, quotes, articles in found:
        print(f"{speaker}: {quotes} quotes in {articles} articles")
    assert found[0][0] == "Marta Ferraris"


if __name__ == "__main__":
    main()
