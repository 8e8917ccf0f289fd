"""What a new version of a codebook means for a study: which passages need another look, and what its search terms find."""

from collections.abc import Iterator

import pandas as pd

from casekit.codebook.differing import diff
from casekit.codebook.hits import hits_in
from casekit.codebook.search_terms import read_terms
from casekit.codebook.successors import successors
from casekit.model.codebook import Codebook
from casekit.model.frames import records
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
    ``hits``: as in :func:`~casekit.codebook.hits.term_hits`; missing where the term is not understood.
    """
    rows = list(_terms(old, new))
    gained = _hits(
        study, new, {(code, language) for code, _, language, _, change in rows if change == "gained"}
    )
    lost = _hits(study, old, {(was, language) for _, was, language, _, change in rows if change == "lost"})
    counted = [
        (code, language, term, change, (gained if change == "gained" else lost)[was, language, term])
        for code, was, language, term, change in rows
    ]
    return pd.DataFrame(counted, columns=list(_TERMS)).astype(_TERMS)


def _terms(old: Codebook, new: Codebook) -> Iterator[tuple[str, str, str, str, str]]:
    """The code, the one that has the term in its own codebook, language, term, change."""
    after = successors(old, new)
    before: dict[str, list[str]] = {}
    for code, codes in after.of.items():
        for one in codes or (code,):
            before.setdefault(one, []).append(code)
    for code in dict.fromkeys([*new.by_id, *before]):
        had = {term: was for was in reversed(before.get(code, ())) for term in _of(old, was)}
        has = dict.fromkeys(_of(new, code))
        yield from ((code, code, *term, "gained") for term in has if term not in had)
        lost = dict.fromkeys(
            term for was in before.get(code, ()) for term in _of(old, was) if term not in has
        )
        yield from ((code, had[term], *term, "lost") for term in lost)


def _of(book: Codebook, code: str) -> list[tuple[str, str]]:
    found = book.by_id.get(code)
    return [(language, term) for language, terms in found.indicators for term in terms] if found else []


def _hits(
    study: Study, book: Codebook, asked: set[tuple[str, str]]
) -> dict[tuple[str, str, str], int | None]:
    """The hits of each term of some codes in a language; none in a language without documents."""
    terms = {
        language: [term for term in listed if (term.code, language) in asked]
        for language, listed in read_terms(book)[0].items()
    }
    hits: dict[tuple[str, str, str], int | None] = {
        (code, language, term): None
        for code, language in asked
        for term in book[code].indicators_in(language)
    }
    hits |= {(term.code, language, term.pattern): 0 for language, listed in terms.items() for term in listed}
    for found in hits_in(book, terms, study):
        hits[found.term.code, found.term.language, found.term.pattern] = found.hits
    return hits
