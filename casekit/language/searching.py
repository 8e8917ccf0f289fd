"""What indicators find in an index: the whole codebook, or one pattern, in a moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from casekit.language.elements import Compounds, LemmaSource
from casekit.language.forms import Forms
from casekit.language.index import Index
from casekit.language.indicators import Indicator, parted
from casekit.language.overlaps import beaten, resolve
from casekit.language.places import Longs, Places, indicator_places, touching, word_places

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Found", "search"]

Codes = Mapping[str, Iterable[Indicator]]


class Found(NamedTuple):
    """What a search brings.

    ``hits`` has a row per hit, in the order of the texts: ``document``, ``segment`` (from 0 in its document), ``start`` and
    ``end`` (code points), ``code``, ``indicator``, ``also`` (a tuple of the code's other indicators that the hit overlapped
    and beat), ``evidence`` (a tuple of start and end for each further part of an indicator with ``&``). ``removed`` has
    ``code``, ``indicator`` and how many of its ``hits`` a ``not`` took.
    """

    hits: "pd.DataFrame"
    removed: "pd.DataFrame"


def search(
    index: Index,
    indicators: Codes,
    *,
    nots: Codes | None = None,
    lemmas: LemmaSource | None = None,
    compounds: Compounds | None = None,
) -> Found:
    """The hits of each code's *indicators*; of overlapping hits of one code the longest stays, then the leftmost.

    A hit that shares a word with a match of one of the code's indicators that bar, or of its *nots*, is taken out, and counted. Without *lemmas* a word is its
    form only, without *compounds* a compound only its stem. What an element means is kept in the index as long as the same
    objects are given.

    >>> from casekit.language.index import Indexer, Source
    >>> from casekit.language.indicators import parse_indicator
    >>> index = Indexer().index([Source("A", "Der er mangel på boliger. Boligerne er dyre.")])
    >>> found = search(index, {"housing": [parse_indicator("bolig*"), parse_indicator("mangel på *")]})
    >>> found.hits[["document", "start", "end", "indicator", "also"]].values.tolist()
    [['A', 7, 24, 'mangel på *', ('bolig*',)], ['A', 26, 35, 'bolig*', ()]]
    """
    told = {code: parted(listed) for code, listed in indicators.items()}
    asked = _Asked.of({code: finding for code, (finding, _) in told.items()})
    barring = {code: [*bars, *(nots or {}).get(code, ())] for code, (_, bars) in told.items()}
    forms = index.forms(lemmas, compounds)
    raw = _raw(index, forms, asked)
    removed = np.zeros(len(raw.first), bool)
    for code, listed in barring.items():
        if listed:
            mine = np.flatnonzero(asked.homes[raw.listed] == asked.codes.index(code))
            removed[mine[_barred(index, forms, listed, raw, mine)]] = True
    return Found(_hits(index, asked, raw.without(removed)), _removals(asked, raw.listed[removed]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The indicators of all codes, one after the other; each pattern of a code once."""

    codes: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    homes: Longs

    @classmethod
    def of(cls, codes: Codes) -> "_Asked":
        once = [list({one.pattern: one for one in listed}.values()) for listed in codes.values()]
        homes = np.repeat(np.arange(len(once)), [len(listed) for listed in once])
        return cls(tuple(codes), tuple(one for listed in once for one in listed), homes)


class _Raw(NamedTuple):
    """Places of indicators, before anything is taken out; ``parts`` are those of further parts, by row."""

    first: Longs
    last: Longs
    listed: Longs
    parts: dict[int, tuple[tuple[int, int], ...]]

    def without(self, removed: "np.typing.NDArray[np.bool_]") -> "_Raw":
        if not removed.any():
            return self
        stay = np.flatnonzero(~removed)
        moved = {int(row): at for at, row in enumerate(stay)} if self.parts else {}
        parts = {moved[row]: part for row, part in self.parts.items() if row in moved}
        return _Raw(self.first[stay], self.last[stay], self.listed[stay], parts)


def _raw(index: Index, forms: Forms, asked: _Asked) -> _Raw:
    alone = [number for number, one in enumerate(asked.indicators) if len(one.elements) == 1]
    words, counts = word_places(index, forms, [asked.indicators[number].elements[0] for number in alone])
    firsts, lasts, listed = [words], [words], [np.repeat(np.array(alone, np.int64), counts)]
    parts: dict[int, tuple[tuple[int, int], ...]] = {}
    row = len(words)
    for number, indicator in enumerate(asked.indicators):
        if len(indicator.elements) > 1:
            places, others = indicator_places(index, forms, indicator)
            if others:
                parts.update(zip(range(row, row + len(places.first)), _spans(index, others), strict=True))
            firsts.append(places.first)
            lasts.append(places.last)
            listed.append(np.full(len(places.first), number))
            row += len(places.first)
    return _Raw(np.concatenate(firsts), np.concatenate(lasts), np.concatenate(listed), parts)


def _spans(index: Index, others: Sequence[Places]) -> Iterator[tuple[tuple[int, int], ...]]:
    told = (
        zip(index.starts[other.first].tolist(), index.ends(other.last).tolist(), strict=True)
        for other in others
    )
    return zip(*told, strict=True)


def _barred(
    index: Index, forms: Forms, nots: Sequence[Indicator], raw: _Raw, rows: Longs
) -> "np.typing.NDArray[np.bool_]":
    """Which rows share a word with a place of one of these."""
    mine = Places(raw.first[rows], raw.last[rows])
    return touching(mine, [indicator_places(index, forms, one)[0] for one in nots])


def _hits(index: Index, asked: _Asked, raw: _Raw) -> "pd.DataFrame":
    import pandas as pd

    starts, ends = index.starts[raw.first], index.ends(raw.last)
    apart = asked.homes[raw.listed] * len(index)
    kept = resolve(raw.first + apart, raw.last + apart, (ends - starts).astype(np.int64), raw.listed)
    also = beaten(kept, raw.listed, [one.pattern for one in asked.indicators])
    order = np.argsort(
        raw.first[kept.rows] * max(len(asked.codes), 1) + asked.homes[raw.listed[kept.rows]], kind="stable"
    )
    rows = kept.rows[order]
    segments = index.segments[raw.first[rows]]
    patterns: dict[str, int] = {}
    numbers = np.array(
        [patterns.setdefault(one.pattern, len(patterns)) for one in asked.indicators], np.int64
    )
    return pd.DataFrame(
        {
            "document": pd.Categorical.from_codes(
                index.homes[segments], pd.Index(index.documents, dtype="str")
            ),
            "segment": index.numbers[segments],
            "start": starts[rows],
            "end": ends[rows],
            "code": pd.Categorical.from_codes(
                asked.homes[raw.listed[rows]], pd.Index(asked.codes, dtype="str")
            ),
            "indicator": pd.Categorical.from_codes(
                numbers[raw.listed[rows]], pd.Index(list(patterns), dtype="str")
            ),
            "also": also[order],
            "evidence": _evidence(rows, raw.parts),
        }
    )


def _evidence(
    rows: Longs, parts: Mapping[int, tuple[tuple[int, int], ...]]
) -> "np.typing.NDArray[np.object_]":
    told = np.empty(len(rows), object)
    told.fill(())
    if parts:
        for at, row in enumerate(rows.tolist()):
            if row in parts:
                told[at] = parts[row]
    return told


def _removals(asked: _Asked, listed: Longs) -> "pd.DataFrame":
    import pandas as pd

    counts = np.bincount(listed, minlength=len(asked.indicators))
    some = np.flatnonzero(counts)
    return pd.DataFrame(
        {
            "code": pd.Series([asked.codes[asked.homes[one]] for one in some], dtype="str"),
            "indicator": pd.Series([asked.indicators[one].pattern for one in some], dtype="str"),
            "hits": counts[some],
        }
    )
