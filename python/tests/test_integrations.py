"""Where data people live: columns of pandas, Polars, DuckDB and Arrow, documents of spaCy."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from typing import Any

import pandas
import polars
import pyarrow
import pytest
import virgolette
import virgolette.arrow
import virgolette.pandas
import virgolette.polars
from samples import STORY

spacy = pytest.importorskip("spacy")
duckdb = pytest.importorskip("duckdb")

TEXTS = [STORY, None, "Nulla di nuovo.", "«Arriveremo ieri», ha detto Ugo Bini."]
DATES = ["2024-02-01", None, None, "2024-02-02"]
SAID = [part.text for text in TEXTS if text for part in virgolette.extract(text).quotes]
BAD = ["«Sì, partiamo», ha detto Anna Neri.", "\ud800"]


def test_the_tables_are_those_of_the_documents() -> None:
    quotes = virgolette.pandas.extract(pandas.Series(TEXTS))
    whole = virgolette.to_pandas(virgolette.extract(text) for text in TEXTS if text).quotes
    assert list(quotes["text"]) == SAID
    pandas.testing.assert_frame_equal(
        quotes.reset_index(drop=True), whole.drop(columns=["document", "id"])
    )


def test_pandas_rows_join_with_their_articles() -> None:
    articles = pandas.DataFrame(
        {"text": TEXTS, "date": DATES, "outlet": ["a", "b", "c", "d"]}, index=[10, 20, 30, 40]
    )
    quotes = articles["text"].virgolette.quotes(dates=articles["date"])
    assert list(quotes.index) == [10] * (len(SAID) - 1) + [40]
    assert list(quotes["time"].dropna()) == ["2024-01-31"]
    assert set(articles.join(quotes.add_prefix("q_"), how="inner")["outlet"]) == {"a", "d"}
    assert set(articles["text"].virgolette.entities()["name"]) >= {"Anna Neri", "Ugo Bini"}
    assert len(articles["text"].virgolette.mentions()) >= 3
    documents = articles["text"].virgolette.documents()
    assert [type(each).__name__ for each in documents] == [
        "Document",
        "NoneType",
        "Document",
        "Document",
    ]
    assert virgolette.pandas.extract(pandas.Series([], dtype="object")).empty


def test_pandas_takes_days_and_missing_ones() -> None:
    days = pandas.Series([pandas.Timestamp("2024-02-01"), pandas.NaT])
    text = "«Ieri è piovuto», ha detto ieri Anna Neri."
    quotes = virgolette.pandas.extract(pandas.Series([text, text]), dates=days)
    assert quotes["time"].iloc[0] == "2024-01-31"
    assert quotes["time"].iloc[1] != "2024-01-31"


def test_what_cannot_be_read_stops_or_is_warned_of() -> None:
    texts: pandas.Series[Any] = pandas.Series(BAD, dtype="object")
    with pytest.raises(virgolette.ExtractionError, match="item 1: .*surrogate"):
        virgolette.pandas.extract(texts)
    with pytest.warns(UserWarning, match="left out: item 1"):
        assert len(virgolette.pandas.extract(texts, errors="warn")) == 1
    with pytest.raises(ValueError, match="'raise' or 'warn', not 'skip'"):
        virgolette.pandas.extract(texts, errors="skip")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is no table 'names'; take one of quotes"):
        virgolette.pandas.extract(texts, "names")  # type: ignore[arg-type]


def test_polars_expressions_eager_and_lazy() -> None:
    articles = polars.DataFrame({"text": TEXTS, "date": DATES})
    named: Any = polars.col("text")
    eager = articles.select(quotes=named.virgolette.quotes())
    assert eager["quotes"].is_null().to_list() == [False, True, False, False]
    lazy = articles.lazy().select(quotes=virgolette.polars.quotes("text", dates="date"))
    assert lazy.collect_schema()["quotes"] == eager.schema["quotes"]
    rows = lazy.collect().explode("quotes").unnest("quotes").drop_nulls("quote")
    assert rows["text"].to_list() == SAID
    assert rows["time"].drop_nulls().to_list() == ["2024-01-31"]
    names = articles.select(virgolette.polars.entities("text")).explode("text").unnest("text")
    assert {"Anna Neri", "Ugo Bini"} <= set(names["name"])
    assert articles.select(virgolette.polars.mentions("text")).height == 4


def test_arrow_batches() -> None:
    table = pyarrow.table(
        {
            "id": [7, 8, 9, 10],
            "text": TEXTS,
            "date": [datetime.date(2024, 2, 1), None, None, None],
            "outlet": ["a", "b", "c", "d"],
        }
    )
    batches = list(virgolette.arrow.extract(table.to_batches(max_chunksize=2)))
    assert len(batches) == 2
    found = pyarrow.Table.from_batches(batches)
    assert found.schema == virgolette.arrow.schema(table.schema)
    assert found["id"].to_pylist() == [7] * (len(SAID) - 1) + [10]
    assert [day for day in found["time"].to_pylist() if day] == ["2024-01-31"]
    kept = virgolette.arrow.extract(table.to_batches(), "entities", keep=["outlet"])
    assert next(kept).schema.names[0] == "outlet"
    for options, message in [
        ({"text": "body"}, "there is no column 'body'; there are id, text, date, outlet"),
        ({"keep": ["text"]}, "quotes have a column 'text' of their own"),
        ({"keep": ["outlets"]}, "there is no column 'outlets'"),
    ]:
        with pytest.raises(ValueError, match=message):
            next(virgolette.arrow.extract(table.to_batches(), **options))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="write \\['id'\\]"):
        next(virgolette.arrow.extract(table.to_batches(), keep="id"))


def test_duckdb_functions() -> None:
    connection = duckdb.connect()
    extractor = virgolette.Extractor(gazetteers={"Ugo Bini": "person"})
    virgolette_duckdb = pytest.importorskip("virgolette.duckdb")
    virgolette_duckdb.register(connection, extractor=extractor)
    articles = pyarrow.table({"n": [1, 2, 3, 4], "text": TEXTS, "day": DATES})
    connection.register("articles", articles)
    rows = connection.sql(
        "SELECT n, unnest(virgolette_quotes(text, day), recursive := true) FROM articles ORDER BY n"
    )
    assert rows.columns[:4] == ["n", "quote", "kind", "text"]
    found = rows.fetchall()
    assert [row[3] for row in found] == SAID
    nulls = "SELECT n FROM articles WHERE virgolette_quotes(text) IS NULL"
    assert connection.sql(nulls).fetchall() == [(2,)]
    names = "SELECT DISTINCT e.name FROM (SELECT unnest(virgolette_entities(text)) e FROM articles)"
    assert ("Ugo Bini",) in connection.sql(names).fetchall()
    many = "SELECT sum(len(virgolette_mentions('Lo ha detto Anna Neri.'))) FROM range(5000)"
    assert connection.sql(many).fetchall() == [(5000,)]
    with pytest.raises(duckdb.Error, match="is not a day of the calendar"):
        connection.sql("SELECT virgolette_quotes('Ciao.', 'ieri')").fetchall()


def test_spacy_by_its_name_alone() -> None:
    # In a process of its own, so that nothing but the entry point brings the factory in.
    program = (
        "import spacy; nlp = spacy.blank('it'); nlp.add_pipe('virgolette'); "
        "print(len(nlp('«Sì», ha detto Anna Neri.')._.quotes))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "1\n"


def test_spacy_documents() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("virgolette", config={"reference_date": "2024-02-01"})
    doc = nlp(STORY)
    assert ("Anna Neri", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]
    assert [ent.id_ for ent in doc.ents if ent.text == "Neri"] == ["Anna Neri"]
    quote = doc._.quotes[0]
    assert quote.speaker == "Anna Neri"
    assert [span.text for span in quote.content] == ["Riapriamo a marzo", "e stavolta è vero"]
    assert quote.cue.text == "ha detto" and quote.text == str(quote.quote)
    assert quote.quote.time.value == "2024-01-31"
    assert doc._.virgolette == virgolette.extract(STORY, date="2024-02-01")
    assert [span.label_ for span in doc.spans["quotes"]][:2] == ["direct", "direct"]
    assert nlp.make_doc(STORY)._.quotes == ()


def test_spacy_documents_travel() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("virgolette")
    doc = nlp(STORY)
    said = [quote.text for quote in doc._.quotes]
    assert [quote.text for quote in pickle.loads(pickle.dumps(doc))._.quotes] == said
    stored = spacy.tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = spacy.tokens.DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert [quote.text for quote in again._.quotes] == said
    piped = list(nlp.pipe([STORY, STORY], n_process=2))
    assert [[quote.text for quote in each._.quotes] for each in piped] == [said, said]


def test_spacy_beside_other_components() -> None:
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "MINE", "pattern": "Anna Neri"}])
    nlp.add_pipe("virgolette", config={"overwrite": False, "labels": {"person": "PER"}})
    assert ("Anna Neri", "MINE") in [(ent.text, ent.label_) for ent in nlp(STORY).ents]
    nlp.get_pipe("virgolette")._overwrite = True
    assert ("Anna Neri", "PER") in [(ent.text, ent.label_) for ent in nlp(STORY).ents]
    with pytest.raises(ValueError, match="there is no type 'persona'"):
        spacy.blank("it").add_pipe("virgolette", config={"labels": {"persona": "X"}})


def test_spacy_takes_gazetteers_and_cues() -> None:
    nlp = spacy.blank("it")
    config = {"gazetteers": {"Alba": "organization"}, "cues": {"berciare": "say"}}
    nlp.add_pipe("virgolette", config=config)
    doc = nlp("«Il ponte è chiuso», ha berciato Alba davanti al municipio.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Alba", "ORG")]
    assert [quote.quote.cue.lemma for quote in doc._.quotes] == ["berciare"]
