"""A document as a spaCy ``Doc``, for those who work on with spaCy.

spaCy is never used for matching: casekit's offsets stay the truth, and a coding that cuts a word is widened to it.
"""

from typing import TYPE_CHECKING

from casekit.language.tokens import words
from casekit.model.frames import records
from casekit.model.study import Study

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["spacy_doc"]


def spacy_doc(study: Study, document: str) -> "Doc":
    """The spaCy ``Doc`` of a document, with its codings as the span group ``codings``.

    A span's label is the code, its id the first ten digits of the coding's id.

    Raises:
        LookupFailedError: no such document.
    """
    import spacy
    from spacy.tokens import Doc

    language = study.documents.set_index("document").loc[study.known(document), "language"]
    text = study.texts[document]
    pieces, spaces = _pieces(text)
    doc = Doc(spacy.blank(str(language)).vocab, words=pieces, spaces=spaces)
    mine = study.codings[study.codings["document"] == document]
    spans = [
        doc.char_span(row.start, row.end, label=row.code, span_id=row.coding[:10], alignment_mode="expand")
        for row in records(mine)
    ]
    doc.spans["codings"] = [span for span in spans if span is not None]
    return doc


def _pieces(text: str) -> tuple[list[str], list[bool]]:
    """Words and what stands between them; together they are the text again."""
    pieces: list[str] = []
    spaces: list[bool] = []
    position = 0
    for word in words(text):
        _between(text[position : word.start], pieces, spaces)
        pieces.append(word.text)
        spaces.append(False)
        position = word.end
    _between(text[position:], pieces, spaces)
    return pieces, spaces


def _between(gap: str, pieces: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and pieces:
        spaces[-1], gap = True, gap[1:]
    if gap:
        pieces.append(gap)
        spaces.append(False)
