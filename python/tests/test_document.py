"""What comes out: views that slice back, compare, copy and pickle, and say what they are."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import weakref
from collections.abc import Iterator

import pytest
import virgolette
from samples import ROOT, STORY
from virgolette import words

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def views(document: virgolette.Document) -> Iterator[virgolette.View]:
    """Every view of a document, however deep."""
    yield from document.sections
    yield from document.sentences
    for entity in document.entities:
        yield entity
        yield from entity.roles
        yield from entity.mentions
        yield from entity.quotes
        yield from (role.mention for role in entity.roles)
    yield from document.mentions
    for quote in document.quotes:
        yield quote
        yield from quote.content
        parts = (quote.source, quote.cue, quote.speaker, quote.evidence, quote.addressee)
        yield from (part for part in parts if part is not None)
        links = (quote.time, quote.place, quote.within, quote.reported_by)
        yield from (part for part in links if part is not None)
        if quote.speaker and quote.speaker.entity:
            yield quote.speaker.entity
    for claim in document.claims:
        yield from (claim, claim.cue, claim.sentence)
        if claim.quote:
            yield claim.quote
    yield from document.times
    yield from document.quantities
    yield from document.diagnostics


def test_every_span_slices_back(article: virgolette.Document) -> None:
    spans = [view for view in views(article) if isinstance(view, virgolette.Span)]
    assert len(spans) > 20
    for span in spans:
        assert article.text[span.start : span.end] == span.text == str(span)
        assert len(span) == span.end - span.start


def test_who_said_what(document: virgolette.Document) -> None:
    quote = document.quotes[0]
    assert quote.kind == "direct"
    assert [part.text for part in quote.content] == ["Riapriamo a marzo", "e stavolta è vero"]
    assert quote.text == str(quote) == "Riapriamo a marzo e stavolta è vero"
    assert quote.cue is not None and quote.source is not None and quote.speaker is not None
    assert (quote.cue.text, quote.cue.lemma, quote.cue.class_) == ("ha detto", "dire", "say")
    assert "Anna Neri" in quote.source.text
    assert "Anna Neri" in quote.speaker.name
    assert (quote.id, quote.certainty, quote.negated) == (0, "verbatim", False)
    assert 0.0 <= quote.confidence <= 1.0
    assert quote.document is document


def test_views_equal_themselves_and_nothing_else(article: virgolette.Document) -> None:
    again = virgolette.extract(article.text, id=article.id)
    assert again == article and hash(again) == hash(article)
    for one, other in zip(views(article), views(again)):
        assert one == other and hash(one) == hash(other)
    renamed = virgolette.extract(article.text, id="another")
    assert renamed != article
    assert renamed.quotes[0] != article.quotes[0]
    assert article.quotes[0] != article.quotes[1]
    assert article.quotes[0] != "a string"
    assert len(set(article.quotes)) == len(article.quotes)


def test_everything_copies_and_pickles(article: virgolette.Document) -> None:
    for protocol in PROTOCOLS:
        assert pickle.loads(pickle.dumps(article, protocol)) == article
    for view in views(article):
        assert copy.copy(view) is view
        assert copy.deepcopy(view) is view
        assert pickle.loads(pickle.dumps(view)) == view
    assert copy.copy(article) is article and copy.deepcopy([article])[0] is article
    together = pickle.loads(pickle.dumps(list(article.quotes)))
    assert all(quote.document is together[0].document for quote in together)


def test_a_document_can_be_watched_and_is_let_go() -> None:
    document = virgolette.extract(STORY)
    watch = weakref.ref(document)
    quote = document.quotes[0]
    assert weakref.ref(quote)() is quote
    del document
    assert watch() is quote.document
    del quote
    gc.collect()
    assert watch() is None


def test_nothing_can_be_changed(document: virgolette.Document) -> None:
    with pytest.raises(AttributeError):
        document.text = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        document.quotes[0].kind = "direct"  # type: ignore[misc]


def test_a_repr_says_what_it_is(document: virgolette.Document) -> None:
    assert repr(document).startswith(f'<Document "ponte": {len(STORY)} characters, ')
    assert repr(document.quotes[0]).startswith("<Quote direct ")
    assert repr(document.quotes[0].cue).startswith("<Cue say dire ")
    assert repr(document.sections[0]) == '<Section headline 0:23 "Il ponte riapre a marzo">'
    for view in views(document):
        assert repr(view).startswith(f"<{type(view).__name__} ")
        assert "\n" not in repr(view)


def test_json_in_every_unit_of_offsets(article: virgolette.Document) -> None:
    text = article.text
    in_bytes, in_utf16 = text.encode(), text.encode("utf-16-le")
    for section in article.to_dict()["sections"]:
        assert text[section["start"] : section["end"]] == section["text"]
    for section in article.to_dict(offsets="bytes")["sections"]:
        assert in_bytes[section["start"] : section["end"]].decode() == section["text"]
    for section in article.to_dict(offsets="utf16")["sections"]:
        part = in_utf16[2 * section["start"] : 2 * section["end"]]
        assert part.decode("utf-16-le") == section["text"]
    assert json.loads(article.to_json()) == article.to_dict()
    assert "\n" not in article.to_json()
    with pytest.raises(virgolette.SettingError, match="'codepoints', 'bytes' or 'utf16'"):
        article.to_json(offsets="characters")  # type: ignore[arg-type]


def test_the_dict_says_what_the_views_say(article: virgolette.Document) -> None:
    record = article.to_dict()
    assert record["schema"] == "virgolette/1" and record["id"] == article.id
    assert len(record["quotes"]) == len(article.quotes)
    for quote, found in zip(article.quotes, record["quotes"]):
        assert [quote.id, quote.kind, quote.certainty] == [
            found["id"],
            found["kind"],
            found["certainty"],
        ]
        parts = [{"start": p.start, "end": p.end, "text": p.text} for p in quote.content]
        assert parts == found["content"]
        assert quote.confidence == found["confidence"]
        speaker = found["speaker"]
        assert (quote.speaker and quote.speaker.name) == (speaker and speaker["name"])
    for mention, found in zip(article.mentions, record["mentions"]):
        assert [mention.text, mention.type, mention.form] == [
            found["text"],
            found["type"],
            found["form"],
        ]


def test_the_dict_keeps_the_schema(article: virgolette.Document) -> None:
    import jsonschema

    schema = json.loads((ROOT / "schema/virgolette-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(article.to_dict(), schema)


@pytest.mark.parametrize("offsets", ["codepoints", "bytes", "utf16"])
def test_a_document_comes_back_from_its_json(
    article: virgolette.Document, offsets: words.OffsetUnit
) -> None:
    record = article.to_json(offsets=offsets)
    assert virgolette.Document.from_json(article.text, record, offsets=offsets) == article


def test_json_of_another_text_is_refused(document: virgolette.Document) -> None:
    with pytest.raises(virgolette.DocumentError, match="give the text") as caught:
        virgolette.Document.from_json(STORY.replace("Neri", "Bini"), document.to_json())
    assert isinstance(caught.value, ValueError)


def test_the_text_view_is_what_the_command_line_prints(document: virgolette.Document) -> None:
    assert "«Riapriamo a marzo»" in str(document)
    assert str(document) == document.to_text()
    assert "\x1b[" in document.to_text(colour=True)
    assert max(map(len, document.to_text(width=60).splitlines())) <= 60
