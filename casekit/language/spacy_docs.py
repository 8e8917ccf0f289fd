"""Documents as spaCy ``Doc``s, for those who work on with spaCy.

spaCy is never used for matching: casekit's offsets stay the truth, and a coding that cuts a word is widened to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from casekit.language.spacy_text import TokenPlaces, blank, doc_of
from casekit.language.stretches import stretches
from casekit.language.tokens import sentences
from casekit.language.trained import Pipeline, Trained, open_pipelines, reader_of
from casekit.model.frames import records
from casekit.model.study import Study

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc, Span

__all__ = ["docs"]


def docs(
    study: Study,
    document: str | None = None,
    *,
    suggestions: bool = False,
    pipeline: "Pipeline | Mapping[str, Pipeline] | None" = None,
) -> "list[Doc]":
    """The documents of a study, or one of them, as spaCy ``Doc``s of casekit's words; ``doc.text`` is the text, unchanged.

    ``doc.spans`` has the groups ``turns`` (label: role; id: number), ``speakers`` (label: as in the transcript; id: the
    person, by the project's name) and ``codings`` (label: code; id: the first ten digits of the coding's id); with
    *suggestions* also ``suggestions``, those that nobody has decided on. What cuts a word is widened to it.
    ``doc.user_data`` has ``document``, ``case``, ``language`` and, for displaCy, ``title``. Sentences are casekit's.

    A trained *pipeline* (its name, its folder or itself; for several languages a mapping of language to that) is run on the
    documents in its language, and adds its lemmas, entities and whatever else it finds; its sentences, too, within turns.

    Raises:
        LookupFailedError: no such document.
        CasekitError: the pipeline is not installed, or cannot be read.
    """
    if document is not None:
        study.known(document)
    groups = _Groups(study, suggestions=suggestions)
    pipelines = open_pipelines(pipeline)
    return [
        _doc(study, row, groups, reader_of(pipelines, row.language))
        for row in records(study.documents)
        if document in (None, row.document)
    ]


def _doc(study: Study, row: Any, groups: "_Groups", trained: Trained | None) -> "Doc":
    text = study.texts[row.document]
    pieces = [stretch.span for stretch in stretches(text, groups.turns(row.document))]
    theirs = trained is not None and trained.assigns("token.is_sent_start")
    begin = pieces if theirs else [sentence for piece in pieces for sentence in sentences(text, piece)]
    nlp = trained.nlp if trained else blank(row.language)
    doc = doc_of(nlp.vocab, text, [span.start for span in begin], open_inside=theirs)
    doc.user_data |= {
        "title": row.document,
        "document": row.document,
        "case": _told(row.case),
        "language": row.language,
    }
    for name, marks in groups.of(row.document):
        doc.spans[name] = list(_spans(doc, marks))
    return nlp(doc) if trained else doc


class _Mark(NamedTuple):
    start: int
    end: int
    label: str
    id: str


class _Groups:
    """What is marked in each document, by the names of its span groups."""

    def __init__(self, study: Study, *, suggestions: bool) -> None:
        self._turns = _by_document(study.turns)
        self._codings = _by_document(study.codings)
        self._suggestions = _by_document(study.suggestions[study.suggestions["status"] == "open"])
        self._with_suggestions = suggestions

    def turns(self, document: str) -> "list[Any]":
        """The turns of a document that have words."""
        return [turn for turn in self._turns.get(document, ()) if turn.start < turn.end]

    def of(self, document: str) -> Iterator[tuple[str, list[_Mark]]]:
        """Each group of a document."""
        turns = self.turns(document)
        yield "turns", [_Mark(turn.start, turn.end, _told(turn.role), str(turn.turn)) for turn in turns]
        yield (
            "speakers",
            [_Mark(turn.start, turn.end, _told(turn.speaker), _told(turn.person)) for turn in turns],
        )
        codings = self._codings.get(document, ())
        yield "codings", [_Mark(row.start, row.end, row.code, row.coding[:10]) for row in codings]
        if self._with_suggestions:
            made = self._suggestions.get(document, ())
            yield "suggestions", [_Mark(row.start, row.end, row.code, row.suggestion[:10]) for row in made]


def _by_document(frame: "pd.DataFrame") -> dict[str, list[Any]]:
    parts = frame.groupby("document", sort=False)
    return {
        str(name): list(records(part.sort_values(["start", "end"], kind="stable"))) for name, part in parts
    }


def _spans(doc: "Doc", marks: Iterable[_Mark]) -> "Iterator[Span]":
    from spacy.tokens import Span

    places = TokenPlaces(doc)
    for mark in marks:
        tokens = places.of(mark.start, mark.end)
        if tokens is not None:
            yield Span(doc, *tokens, label=mark.label, span_id=mark.id)


def _told(value: object) -> str:
    return value if isinstance(value, str) else ""
