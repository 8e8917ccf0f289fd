"""What a new version of a codebook means for a study: which passages need another look, and what its search terms find."""

from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from casekit.codebook.differing import diff
from casekit.codebook.successors import successors
from casekit.errors import PatternError
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import Word, words
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = ["affected", "indicator_effect"]

_COLUMNS = {
    "coding": "str",
    "reference": "str",
    "document": "str",
    "turn": "int64",
    "code": "str",
    "change": "str",
    "text": "str",
    "polarity": "str",
    "coder": "str",
    "options": "str",
}
_TERMS = {"code": "str", "language": "str", "indicator": "str", "change": "str", "hits": "Int64"}


def affected(study: Study, old: Codebook, new: Codebook) -> pd.DataFrame:
    """The codings that persons made with *old* and that may need another look with *new*: a row for each reason.

    Columns: ``coding`` and its ``reference`` (ten digits), ``document``, ``turn``, ``code`` in *old*, ``change`` as in
    :func:`~casekit.codebook.differing.diff`, ``text``, ``polarity``, ``coder``, and ``options``: the codes of *new* that it
    may have now; "" where there is none.
    """
    changes = diff(old, new)
    reasons = changes.loc[changes["recode"] & (changes["was"] != ""), ["was", "change"]].drop_duplicates()
    after = successors(old, new)
    machines = study.coders.loc[study.coders["kind"] == "machine", "coder"]
    mine = (study.codings["codebook"] == old.id) & ~study.codings["coder"].isin(machines)
    codings = study.codings[mine]
    codings = codings.assign(
        code=codings["made_as"].where(codings["made_as"].isin(old.by_id), codings["code"])
    )
    touched = codings.merge(reasons, left_on="code", right_on="was", how="inner")
    found = touched.assign(
        reference=touched["coding"].str[:10],
        text=[study.text(row.document, row.start, row.end) for row in records(touched)],
        options=[", ".join(after.all(code)) for code in touched["code"]],
    )
    ordered = found.sort_values(["document", "start", "end", "coding"], kind="stable", ignore_index=True)
    return ordered[list(_COLUMNS)].astype(_COLUMNS)


def indicator_effect(study: Study, old: Codebook, new: Codebook) -> pd.DataFrame:
    """The search terms that *new* gains or has lost, and how often each alone is found in what respondents say.

    Columns: ``code`` (its id in *new*, in *old* where it is gone), ``language``, ``indicator``, ``change`` (gained or lost),
    ``hits``; missing where the term is not understood.
    """
    rows = list(_terms(old, new))
    said = {language: _said(study, language) for language in {row[1] for row in rows}}
    counted = [(*row, _hits(said[row[1]], row[2])) for row in rows]
    return pd.DataFrame(counted, columns=list(_TERMS)).astype(_TERMS)


def _terms(old: Codebook, new: Codebook) -> Iterator[tuple[str, str, str, str]]:
    after = successors(old, new)
    before: dict[str, list[str]] = {}
    for code, codes in after.of.items():
        for one in codes or (code,):
            before.setdefault(one, []).append(code)
    for code in dict.fromkeys([*new.by_id, *before]):
        had = {term for was in before.get(code, ()) for term in _of(old, was)}
        has = set(_of(new, code))
        changed = [(*term, "gained") for term in _of(new, code) if term not in had]
        changed += [
            (*term, "lost") for was in before.get(code, ()) for term in _of(old, was) if term not in has
        ]
        yield from ((code, *change) for change in dict.fromkeys(changed))


def _of(book: Codebook, code: str) -> list[tuple[str, str]]:
    found = book.by_id.get(code)
    return [(language, term) for language, terms in found.indicators for term in terms] if found else []


def _said(study: Study, language: str) -> list[list[Word]]:
    """The words of each turn of a respondent in this language."""
    names = study.documents.loc[study.documents["language"] == language, "document"]
    turns = study.turns[study.turns["document"].isin(names) & (study.turns["role"] != "interviewer")]
    return [list(words(study.texts[row.document], Span(row.start, row.end))) for row in records(turns)]


def _hits(turns: Iterable[list[Word]], term: str) -> int | None:
    try:
        indicator = _parsed(term)
    except PatternError:
        return None
    return sum(len(find(turn, [indicator])) for turn in turns)


_parsed = cache(parse_indicator)
