"""spaCy: names on `doc.ents`, who said what on `doc._.quotes`.

>>> import spacy
>>> nlp = spacy.blank("it")
>>> nlp.add_pipe("virgolette")
>>> doc = nlp("«Riapriamo a marzo», ha detto la sindaca Anna Neri.")
>>> [(ent.text, ent.label_) for ent in doc.ents]
>>> [(quote.speaker, quote.cue, quote.content) for quote in doc._.quotes]

The component stands on the text alone: it needs no model, and goes well beside one that parses.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span

from virgolette._cues import Cues
from virgolette._gazetteers import Gazetteers
from virgolette._many import default_extractor
from virgolette._virgolette import Document, Extractor, Quote

__all__ = ["LABELS", "SpacyQuote", "VirgoletteComponent", "create"]

LABELS: Mapping[str, str] = {
    "person": "PERSON",
    "organization": "ORG",
    "gpe": "GPE",
    "location": "LOC",
    "facility": "FAC",
    "event": "EVENT",
    "product": "PRODUCT",
    "work": "WORK_OF_ART",
    "demonym": "NORP",
}
"""The label of each type of mention, as spaCy's larger models have them."""

_KEY = "virgolette"

# The quotes of a document are asked for one after another.
_restored: Callable[[str, str], Document] = functools.lru_cache(maxsize=64)(Document.from_json)


@dataclass(frozen=True)
class SpacyQuote:
    """A quote with its parts as spans of the spaCy document.

    A span covers the tokens that its characters touch; `quote` has everything, exact to the
    character.
    """

    quote: Quote
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None

    @property
    def text(self) -> str:
        """What is said, in one piece."""
        return self.quote.text

    @property
    def speaker(self) -> str | None:
        """Who says it, by the fullest name; None where nobody is named."""
        speaker = self.quote.speaker
        if speaker is None:
            return None
        return speaker.entity.name if speaker.entity else speaker.name


class VirgoletteComponent:
    """The component of a pipeline; `nlp.add_pipe("virgolette")` makes one."""

    def __init__(self, extractor: Extractor, labels: Mapping[str, str], overwrite: bool) -> None:
        unknown = set(labels) - set(LABELS)
        if unknown:
            known = ", ".join(LABELS)
            raise ValueError(f"labels: there is no type {min(unknown)!r}; there are {known}")
        self._extractor = extractor
        self._labels = {**LABELS, **labels}
        self._overwrite = overwrite
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        document = self._extractor.extract(doc.text, date=doc.user_data.get("date"))
        # Plain JSON survives `to_bytes`, `DocBin` and the processes of `nlp.pipe`.
        doc.user_data[_KEY] = document.to_json()
        names = list(self._names(doc, document))
        mine, others = (names, doc.ents) if self._overwrite else (doc.ents, names)
        free = _outside(others, mine)
        doc.set_ents(sorted([*mine, *free], key=lambda span: span.start))
        quotes = [
            Span(doc, part.start, part.end, label=quote.quote.kind)
            for quote in _quotes(doc)
            for part in quote.content
        ]
        doc.spans["quotes"] = quotes
        return doc

    def _names(self, doc: Doc, document: Document) -> Iterable[Span]:
        spans = []
        for mention in document.mentions:
            label = self._labels[mention.type]
            span = doc.char_span(
                mention.start, mention.end, label=label, alignment_mode="expand"
            )
            if mention.form == "name" and label and span is not None:
                if mention.entity is not None:
                    span.id_ = mention.entity.name
                spans.append(span)
        return spacy.util.filter_spans(spans)


@Language.factory(
    "virgolette",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "gazetteers": None,
        "cues": None,
        "reference_date": None,
        "labels": {},
        "overwrite": True,
    },
)
def create(
    nlp: Language,
    name: str,
    gazetteers: Gazetteers | None,
    cues: Cues | None,
    reference_date: str | None,
    labels: dict[str, str],
    overwrite: bool,
) -> VirgoletteComponent:
    """The component, from the config of a pipeline.

    `gazetteers`, `cues` and `reference_date` are those of `virgolette.Extractor`; `labels` renames
    types (an empty label leaves the type out); with `overwrite=False` entities that are there
    already win. An article's own day goes into `doc.user_data["date"]`.
    """
    plain = gazetteers is None and cues is None and reference_date is None
    extractor = (
        default_extractor()
        if plain
        else Extractor(gazetteers=gazetteers, cues=cues, reference_date=reference_date)
    )
    return VirgoletteComponent(extractor, labels, overwrite)


def _outside(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The spans that share no token with those taken."""
    tokens = {index for span in taken for index in range(span.start, span.end)}
    return [span for span in spans if tokens.isdisjoint(range(span.start, span.end))]


def _extend() -> None:
    if not Doc.has_extension("quotes"):
        Doc.set_extension("quotes", getter=_quotes)
    if not Doc.has_extension("virgolette"):
        Doc.set_extension("virgolette", getter=_document)


def _document(doc: Doc) -> Document | None:
    record = doc.user_data.get(_KEY)
    return None if record is None else _restored(doc.text, record)


def _quotes(doc: Doc) -> tuple[SpacyQuote, ...]:
    document = _document(doc)
    if document is None:
        return ()
    return tuple(_with_spans(doc, quote) for quote in document.quotes)


def _with_spans(doc: Doc, quote: Quote) -> SpacyQuote:
    def span(part: Any) -> Span | None:
        if part is None:
            return None
        found: Span | None = doc.char_span(part.start, part.end, alignment_mode="expand")
        return found

    content = tuple(filter(None, map(span, quote.content)))
    return SpacyQuote(quote, content, span(quote.source), span(quote.cue))
