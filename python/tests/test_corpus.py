"""Many documents as one."""

from __future__ import annotations

import pytest
import virgolette

BODY = (
    "Il sindaco Carlo Neri ha parlato ieri in consiglio.\n"
    "«Il ponte riaprirà a marzo, lo prometto a tutti i cittadini», ha detto Neri. "
    "«Le scuole restano chiuse per una settimana», ha detto l’assessora Ada Bruni."
)
HEADLINE = "Il sindaco Neri: «Il ponte riaprirà a marzo»"
OTHER = "Ugo Bruni e Ada Bruni sono partiti ieri da Roma per gli Stati Uniti."
ABROAD = "Negli Usa è arrivata ieri Ada Bruni."


@pytest.fixture(scope="module")
def corpus() -> virgolette.Corpus:
    found = virgolette.extract_many([BODY, HEADLINE, OTHER, ABROAD])
    documents = [document for document in found if isinstance(document, virgolette.Document)]
    assert len(documents) == 4
    return virgolette.Corpus(documents)


def entity(corpus: virgolette.Corpus, name: str) -> virgolette.CorpusEntity:
    (found,) = [entity for entity in corpus.entities if entity.name == name]
    return found


def test_a_surname_is_that_of_its_only_bearer(corpus: virgolette.Corpus) -> None:
    neri = entity(corpus, "Carlo Neri")
    assert [found.document.text for found in neri.occurrences] == [BODY, HEADLINE]
    assert neri.type == "person"
    assert "Neri" in neri.aliases


def test_two_of_one_surname_stay_two(corpus: virgolette.Corpus) -> None:
    assert len(entity(corpus, "Ada Bruni").occurrences) == 3
    assert len(entity(corpus, "Ugo Bruni").occurrences) == 1
    assert entity(corpus, "Ada Bruni").gender == "female"


def test_links_merge_what_is_named_otherwise(corpus: virgolette.Corpus) -> None:
    (usa,) = [found for found in corpus.entities if found.links.get("iso3166") == "US"]
    assert [found.name for found in usa.occurrences] == ["Stati Uniti", "Usa"]


def test_a_headline_meets_the_quote_of_the_body(corpus: virgolette.Corpus) -> None:
    (group,) = [group for group in corpus.quotes if len(group.occurrences) > 1]
    assert group.text == "Il ponte riaprirà a marzo, lo prometto a tutti i cittadini"
    body, headline = group.occurrences
    assert (body.wording, headline.wording) == ("exact", "truncated")
    assert headline.document.text == HEADLINE
    assert headline.quote.text == "Il ponte riaprirà a marzo"
    assert body.speaker == "Carlo Neri"


def test_a_corpus_says_what_it_holds(corpus: virgolette.Corpus) -> None:
    assert len(corpus) == len(corpus.documents) == 4
    assert repr(corpus).startswith("Corpus(documents=4, entities=")
    assert repr(corpus.quotes[0]).startswith("QuoteGroup(text=")
    assert 'wording="exact"' in repr(corpus.quotes[0].occurrences[0])
    assert repr(entity(corpus, "Ugo Bruni")) == (
        'CorpusEntity(name="Ugo Bruni", type="person", occurrences=1)'
    )


def test_nothing_makes_an_empty_corpus_and_no_document_an_error() -> None:
    empty = virgolette.Corpus([])
    assert (empty.entities, empty.quotes, len(empty)) == ((), (), 0)
    with pytest.raises(TypeError, match="a corpus is made of Document, not str"):
        virgolette.Corpus([BODY])  # type: ignore[list-item]
