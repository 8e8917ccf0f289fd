"""Where coders disagree in a unit, and how: one alone, another code of the theme, another theme, or another direction only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from casekit.analysis.compared import Compared
from casekit.analysis.counting import one_direction
from casekit.analysis.units import Units
from casekit.model.codebook import Codebook

__all__ = ["KINDS", "Dispute", "disputes", "kinds_counted", "undisputed"]

KINDS = ("other_code", "other_theme", "polarity", "one_only")
Given = tuple[tuple[str, str], ...]  # codes with their directions, in the order of the codes' names
Said = tuple[int, str, str]  # who, which code, in which direction
Found = tuple[tuple[str, tuple[str, ...]], ...]  # kinds of disagreement, each with the codes in question


class Dispute(NamedTuple):
    """One thing to talk about: its kind, the place of its unit, the codes in question, what each coder gave of them (with the
    direction), and the marks, as rows of ``Units.marks``."""

    kind: str
    place: int
    codes: tuple[str, ...]
    given: tuple[Given, ...]
    marks: tuple[int, ...]


class _Place(NamedTuple):
    """A unit with a coding: who is done with its document, what each coder gave, and the marks by code."""

    place: int
    done: tuple[int, ...]
    given: tuple[Given, ...]
    marks: Mapping[str, Sequence[int]]


def disputes(units: Units, chosen: Compared, book: Codebook) -> list[Dispute]:
    """All disagreements, unit by unit."""
    kinds = _Kinds(book)
    return [
        Dispute(kind, here.place, codes, _only(here.given, codes), _marks(here, codes))
        for here in _places(units, chosen)
        for kind, codes in kinds.of(here.given, here.done)
    ]


def kinds_counted(units: Units, chosen: Compared, book: Codebook) -> dict[str, int]:
    """How many disagreements of each kind there are."""
    kinds = _Kinds(book)
    counted = dict.fromkeys(KINDS, 0)
    for (said, done), n in _alike(units, chosen).items():
        for kind, _ in kinds.of(_given(said, len(chosen.coders)), done):
            counted[kind] += n
    return counted


def _alike(units: Units, chosen: Compared) -> "Counter[tuple[tuple[Said, ...], tuple[int, ...]]]":
    """What was said in units, and who is done there: how many units are alike. Few are not, so that each is looked at once."""
    if units.marks.empty:
        return Counter()
    codings = chosen.codings
    told = list(zip(*(codings[name].tolist() for name in ("who", "code", "polarity")), strict=True))
    numbers = {one: number for number, one in enumerate(sorted(set(told)))}
    known = list(numbers)
    said = np.array([numbers[one] for one in told], np.int64)[units.marks["coding"].to_numpy(np.int64)]
    once = np.unique((units.marks["place"].to_numpy(np.int64) << 32) + said)
    places, firsts = np.unique(once >> 32, return_index=True)
    in_unit = np.split(once & 0xFFFFFFFF, firsts[1:])
    done = _done_in(chosen)
    documents = units.places["document"].to_numpy(object)[places]
    found = Counter(zip(map(bytes, in_unit), documents.tolist(), strict=True))
    alike: Counter[tuple[tuple[Said, ...], tuple[int, ...]]] = Counter()
    for (packed, document), n in found.items():
        alike[
            tuple(known[number] for number in np.frombuffer(packed, np.int64).tolist()), done[document]
        ] += n
    return alike


def _given(said: Iterable[Said], coders: int) -> tuple[Given, ...]:
    """What each coder gave: codes with their one direction."""
    given: list[dict[str, str]] = [{} for _ in range(coders)]
    for who, code, way in said:
        mine = given[who]
        mine[code] = way if mine.get(code, way) == way else one_direction((mine[code], way))
    return tuple(tuple(sorted(mine.items())) for mine in given)


def _done_in(chosen: Compared) -> dict[str, tuple[int, ...]]:
    """Who is done with each document."""
    everyone = [tuple(who for who, is_done in enumerate(row) if is_done) for row in chosen.done.tolist()]
    return dict(zip(chosen.documents, everyone, strict=True))


def undisputed(units: Units, chosen: Compared, book: Codebook) -> list[tuple[int, str, tuple[int, ...]]]:
    """What all who are done with a document gave in a unit, in no two directions: place, code, marks."""
    kinds = _Kinds(book)
    found = []
    for here in _places(units, chosen):
        at_odds = {code for _, codes in kinds.of(here.given, here.done) for code in codes}
        found += [
            (here.place, code, _marks(here, (code,))) for code in sorted(here.marks) if code not in at_odds
        ]
    return found


def _places(units: Units, chosen: Compared) -> Iterator[_Place]:
    codings = chosen.codings
    whos, codes, ways = (codings[name].tolist() for name in ("who", "code", "polarity"))
    at: dict[int, list[int]] = defaultdict(list)
    for mark, place in enumerate(units.marks["place"].tolist()):
        at[place].append(mark)
    rows = units.marks["coding"].tolist()
    done_in = _done_in(chosen)
    documents = units.places["document"].tolist()
    for place in sorted(at):
        by_code: dict[str, list[int]] = defaultdict(list)
        for mark in at[place]:
            by_code[codes[rows[mark]]].append(mark)
        said = ((whos[row], codes[row], ways[row]) for row in (rows[mark] for mark in at[place]))
        given = _given(said, len(chosen.coders))
        yield _Place(place, done_in[documents[place]], given, by_code)


def _only(given: tuple[Given, ...], codes: tuple[str, ...]) -> tuple[Given, ...]:
    return tuple(tuple(one for one in mine if one[0] in codes) for mine in given)


def _marks(here: _Place, codes: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted(mark for code in codes for mark in here.marks[code]))


class _Kinds:
    """The kinds of disagreement in a unit; many units are alike."""

    def __init__(self, book: Codebook) -> None:
        self.theme = {code.id: book.theme_of(code.id) for code in book}
        self.order = {code.id: place for place, code in enumerate(book)}
        self.of = cache(self._of)

    def _of(self, given: tuple[Given, ...], done: tuple[int, ...]) -> Found:
        by_coder = [dict(given[who]) for who in done]
        every = sorted({code for mine in by_coder for code in mine}, key=self.order.__getitem__)
        contested = [code for code in every if not all(code in mine for mine in by_coder)]
        turned = [
            ("polarity", (code,))
            for code in every
            if code not in contested and len({mine[code] for mine in by_coder} - {""}) > 1
        ]
        by_theme: dict[str, list[frozenset[str]]] = {
            name: [
                frozenset(code for code in mine if code in contested and self.theme[code] == name)
                for mine in by_coder
            ]
            for name in dict.fromkeys(self.theme[code] for code in contested)
        }
        within = [name for name, sets in by_theme.items() if _crossed(sets)]
        inside = [("other_code", self._codes(contested, {name})) for name in within]
        sides = {name: sets for name, sets in by_theme.items() if name not in within}
        return (*turned, *inside, *self._across(contested, sides))

    def _across(self, contested: list[str], sides: Mapping[str, list[frozenset[str]]]) -> Found:
        """Where one coder gave one theme and another a different one that is one disagreement; else each theme is one."""
        if _crossed([frozenset(at for at, mine in enumerate(sets) if mine) for sets in sides.values()]):
            return (("other_theme", self._codes(contested, set(sides))),)
        return tuple(("one_only", self._codes(contested, {name})) for name in sides)

    def _codes(self, codes: Iterable[str], themes: set[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if self.theme[code] in themes)


def _crossed(sets: Sequence[frozenset[str]] | Sequence[frozenset[int]]) -> bool:
    """Whether of two sets each has something that the other lacks."""
    return any(one - other and other - one for at, one in enumerate(sets) for other in sets[:at])
