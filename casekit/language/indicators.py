"""The indicator language: what a search term means.

* ``bolig`` – this word and every form that shares a lemma with it, where a dictionary is at hand; case ignored
* ``=Sucht`` – this very form; case counts if the pattern has a capital, else it is ignored
* ``wohn*`` ``*woning`` ``wohn*amt`` – any signs of a word for the star
* ``+bolig+`` ``bolig+`` ``+bolig`` – the word, and compounds that hold it anywhere, first, last
* ``/won(en|ing)/`` – a regular expression (re2) for one whole word
* ``te weinig *`` – words that follow each other; a star alone is exactly one word
* ``bolig ..3 mangl*`` – up to three words between
* ``bolig & husleje`` – both in one turn; found is what the first part says
* ``ACT-team*`` – a run of 2 to 4 capitals counts as written, the rest does not
* ``not: huurauto`` – finds nothing, and takes out what its code's other terms find where it shares a word with them
* a backslash takes the next sign as it is
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from casekit.errors import PatternError
from casekit.language.elements import ANY, Element, Place, compiled
from casekit.language.tokens import form, key

__all__ = [
    "LONGEST_GAP",
    "NOT",
    "SHORTEST_STEM",
    "Element",
    "Indicator",
    "Part",
    "caret",
    "parse_indicator",
    "parted",
]

LONGEST_GAP = 10
NOT = "not:"
SHORTEST_STEM = 4

_ACRONYM = re.compile(r"(?<![^\W\d_])[A-ZÆØÅÄÖÜ]{2,4}(?![^\W\d_])")
_LETTERS = r"[\w§*\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-']{_LETTERS})*")
_DASHES = str.maketrans("–—−", "---")
_GAP = re.compile(r"\.\.(\d+)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STAR = "\ue000"  # for a star that a backslash has made a sign like others; no word has it


@dataclass(frozen=True, slots=True)
class Part:
    """Elements that follow each other, and before each how many words may stand between (before the first: 0)."""

    elements: tuple[Element, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A pattern and its parts, which must stand in one turn; found is what the first says.

    One that ``bars`` (``not: …``) finds nothing of its own: what it fits is taken from what its code's others find.
    """

    pattern: str
    parts: tuple[Part, ...]
    bars: bool = False

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements of all parts."""
        return tuple(element for part in self.parts for element in part.elements)

    @property
    def is_plain(self) -> bool:
        """Whether it is words that directly follow each other."""
        return len(self.parts) == 1 and not any(self.parts[0].gaps)


class _Piece(NamedTuple):
    """What stands between blanks, and where."""

    text: str
    at: int


def parse_indicator(pattern: str) -> Indicator:
    """The indicator that *pattern* describes.

    Raises:
        PatternError: what the language does not know. Its data has ``pattern``, ``part`` (what is wrong) and ``at`` (the place
            in the pattern where that begins, from 0).

    >>> [element.kind for element in parse_indicator("=te +woning+ ..2 tekort*").elements]
    ['form', 'compound', 'glob']
    """
    pieces = [_Piece(found.group(), found.start()) for found in re.finditer(r"\S+", pattern)]
    bars = bool(pieces) and pieces[0].text == NOT
    pieces = pieces[bars:]
    if not pieces:
        raise PatternError("pattern_empty", pattern=pattern, part="", at=0)
    return Indicator(pattern, tuple(_part(run, pattern) for run in _split(pieces, pattern)), bars)


def parted(indicators: Iterable[Indicator]) -> tuple[list[Indicator], list[Indicator]]:
    """Those that find, and those that bar."""
    listed = list(indicators)
    return [one for one in listed if not one.bars], [one for one in listed if one.bars]


def caret(error: PatternError) -> str:
    """The pattern, and on the next line a caret below the place where it goes wrong.

    >>> try:
    ...     parse_indicator("bolig ..0 mangel")
    ... except PatternError as error:
    ...     print(caret(error))
    bolig ..0 mangel
          ^
    """
    return error.caret


def _split(pieces: list[_Piece], pattern: str) -> Iterator[list[_Piece]]:
    """The pieces of each part; ``&`` stands between two."""
    run: list[_Piece] = []
    for number, piece in enumerate(pieces):
        if piece.text != "&":
            run.append(piece)
        elif not run or number == len(pieces) - 1:
            raise _wrong("pattern_edge", pattern, piece)
        else:
            yield run
            run = []
    yield run


def _part(run: list[_Piece], pattern: str) -> Part:
    elements: list[Element] = []
    gaps: list[int] = []
    gap: int | None = None
    for number, piece in enumerate(run):
        if piece.text.startswith(".."):
            if gap is not None or number in (0, len(run) - 1):
                raise _wrong("pattern_edge", pattern, piece)
            gap = _gap(piece, pattern)
        else:
            elements.append(_element(piece, pattern))
            gaps.append(gap or 0)
            gap = None
    if all(element.kind == "any" for element in elements):
        raise _wrong("pattern_empty", pattern, run[0])
    return Part(tuple(elements), tuple(gaps))


def _gap(piece: _Piece, pattern: str) -> int:
    found = _GAP.fullmatch(piece.text)
    if found is None:
        raise _wrong("pattern_unknown_sign", pattern, piece)
    if len(found[1]) > 2 or not 1 <= int(found[1]) <= LONGEST_GAP:
        raise _wrong("pattern_gap", pattern, piece, most=LONGEST_GAP)
    return int(found[1])


def _wrong(problem: str, pattern: str, piece: _Piece, **data: object) -> PatternError:
    return PatternError(problem, pattern=pattern, part=piece.text, at=piece.at, **data)


def _element(piece: _Piece, pattern: str) -> Element:
    if piece.text.startswith("/"):
        return _regex(piece, pattern)
    exact = piece.text.startswith("=")
    body = piece.text.removeprefix("=")
    after = body.endswith("+") and not body.endswith("\\+")
    before = body.startswith("+") and len(body) > 1
    stem = body[before : len(body) - after]
    body = form(_ESCAPED.sub(_taken_as_it_is, stem)).translate(_DASHES).strip("-'")
    if not _WORD.fullmatch(body):
        raise _wrong("pattern_unknown_sign", pattern, piece)
    if exact and "*" in body:
        raise _wrong("pattern_exact_star", pattern, piece)
    if exact and (before or after):
        raise _wrong("pattern_exact_compound", pattern, piece)
    if before or after:
        return _compound(
            piece, body, pattern, "anywhere" if before and after else "first" if after else "last"
        )
    return _word(piece.text, body, exact=exact)


def _taken_as_it_is(found: re.Match[str]) -> str:
    return _STAR if found[1] == "*" else found[1]


def _regex(piece: _Piece, pattern: str) -> Element:
    import re2  # type: ignore[import-untyped]

    source = form(piece.text[1:-1])
    if len(piece.text) < 3 or not piece.text.endswith("/"):
        raise _wrong("pattern_regex_open", pattern, piece)
    try:
        compiled(source)
    except re2.error as error:
        said = error.args[0]
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise _wrong("pattern_regex", pattern, piece, reason=reason) from None
    return Element(piece.text, "regex", ANY, source)


def _compound(piece: _Piece, body: str, pattern: str, place: Place) -> Element:
    if "*" in body:
        raise _wrong("pattern_compound_star", pattern, piece)
    if sum(sign.isalpha() for sign in body) < SHORTEST_STEM:
        raise _wrong("pattern_short_stem", pattern, piece, least=SHORTEST_STEM)
    return Element(piece.text, "compound", (key(body),), body, _runs(body), place=place)


def _word(text: str, body: str, *, exact: bool) -> Element:
    if not body.strip("*"):
        return Element(text, "any", ANY, body)
    if exact:
        return Element(text, "form", (key(body),), body, exact=body != body.lower())
    pieces = tuple(key(body).split("*"))
    return Element(text, "glob" if len(pieces) > 1 else "word", pieces, body, _runs(body))


def _runs(body: str) -> tuple[str, ...]:
    """Each run of 2 to 4 capitals must stand in the word as written."""
    return tuple(_ACRONYM.findall(body))
