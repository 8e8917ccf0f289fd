"""Documents cut into their turns, and what stands between them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from casekit.language.tokens import sentences
from casekit.model.frames import records
from casekit.model.span import Span

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["Stretch", "stretches", "stretches_of"]

_AT_ONCE = 100_000  # code points that a pipeline reads in one piece


class Stretch(NamedTuple):
    """A turn's number, or 0 for what is no turn, and its place."""

    turn: int
    span: Span


def stretches(text: str, turns: Iterable[Any]) -> Iterator[Stretch]:
    """The whole of *text*, piece by piece: each turn, and what stands before, between and after.

    *turns* are rows of a study's ``turns`` of one document. What is only blank is left out.
    """
    done = 0
    for turn in sorted(turns, key=lambda row: (row.start, row.end)):
        yield from _piece(text, 0, done, turn.start)
        yield from _piece(text, int(turn.turn), max(done, turn.start), turn.end)
        done = max(done, turn.end)
    yield from _piece(text, 0, done, len(text))


def stretches_of(study: "Study", document: str, *, said: bool = False) -> Iterator[Stretch]:
    """Those of a document, with *said* only its turns if it has any; what is too long for a pipeline comes in several pieces."""
    text = study.texts[document]
    turns = list(records(study.turns[study.turns["document"] == document]))
    for stretch in stretches(text, turns):
        if stretch.turn or not (said and turns):
            yield from (Stretch(stretch.turn, span) for span in _cut(text, stretch.span))


def _piece(text: str, turn: int, start: int, end: int) -> Iterator[Stretch]:
    inside = text[start:end]
    words = inside.strip()
    if words:
        begin = start + inside.index(words)
        yield Stretch(turn, Span(begin, begin + len(words)))


def _cut(text: str, whole: Span) -> Iterator[Span]:
    """What is long sentence by sentence, and what has no sentences at any place."""
    for span in [whole] if len(whole) <= _AT_ONCE else sentences(text, whole):
        for start in range(span.start, span.end, _AT_ONCE):
            yield Span(start, min(start + _AT_ONCE, span.end))
