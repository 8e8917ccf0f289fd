"""What stays in a project and still tells of what was removed: quotes of it, and names."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from casekit.model.facts import (
    Asked,
    CaseFact,
    CodebookFact,
    Decision,
    DocumentFact,
    Draft,
    Export,
    Fact,
    Memo,
    Message,
    Query,
    Rating,
    Revision,
    Setting,
    Step,
    Summary,
    Topic,
)
from casekit.store.held import Held, Row, words_in

__all__ = ["Mention", "mentions"]

_RUN = 6  # words in a row that are a quote
_LONG = 20  # in another transcript: the questions of a guide are asked of everybody
_KINDS: tuple[type[Fact], ...] = (
    Setting,
    CaseFact,
    DocumentFact,
    CodebookFact,
    Draft,
    Message,
    Summary,
    Memo,
    Rating,
    Step,
    Topic,
    Asked,
    Query,
    Decision,
    Export,
    Revision,
)
_WORD = re.compile(r"\w+")

_Runs = frozenset[tuple[str, ...]]


class Mention(NamedTuple):
    """A fact that stays: its kind (a table), what it is called or the first signs of its key, whether it quotes or names."""

    kind: str
    where: str
    what: str


def mentions(held: Held, strings: Collection[str], names: Collection[str]) -> Iterator[Mention]:
    """Every fact, dead or alive, that has a long run of the removed words or one of the removed names."""
    runs = {size: _runs(strings, size) for size in (_RUN, _LONG)}
    wanted = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 2)
    pattern = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)", re.IGNORECASE) if wanted else None
    seen: set[Mention] = set()
    for kind in _KINDS:
        for row in held.rows(kind):
            text = "\n".join(words_in(kind, row))
            quoted = (
                _runs([text], _LONG if kind is Revision else _RUN) & runs[_LONG if kind is Revision else _RUN]
            )
            what = "quote" if quoted else "name" if pattern and pattern.search(text) else ""
            one = Mention(kind.table, _where(held, kind, row), what)
            if what and one not in seen:
                seen.add(one)
                yield one


def _runs(texts: Collection[str], size: int) -> _Runs:
    listed = [[word.casefold() for word in _WORD.findall(text)] for text in texts]
    return frozenset(tuple(words[at : at + size]) for words in listed for at in range(len(words) - size + 1))


def _where(held: Held, kind: type[Fact], row: Row) -> str:
    if kind is Revision:
        names = {one["key"]: one["name"] for one in held.rows(DocumentFact)}
        return str(names.get(row["document"], row["key"][:10]))
    return str(row.get("name") or row.get("file") or row["key"][:10])
