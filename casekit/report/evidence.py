"""What a document shows of the material: which passages are quoted, and who is said to say so."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from casekit.model.frames import records
from casekit.model.study import Study
from casekit.privacy import names_a_case, risky
from casekit.report.blocks import Quote
from casekit.wording import join, say_in

__all__ = ["choose", "codes_heard", "naming", "quote", "shorten", "sides"]

_SHORT, _LONG = 60, 340
_CUT = 420


def choose(passages: pd.DataFrame, used: list[pd.Series]) -> "pd.Series | None":
    """The passage to quote: without numbers or addresses, of readable length, from a code that many mention.

    None where there is no passage. The same words are not quoted twice: what overlaps a passage in *used* is left out,
    and the chosen one is put there.
    """
    safe = passages[~risky(passages)]
    fresh = safe[
        pd.Series([not _quoted(passage, used) for passage in records(safe)], index=safe.index, dtype=bool)
    ]
    if fresh.empty:
        return None
    length = fresh["text"].str.len()
    ranked = fresh.assign(
        fits=~length.between(_SHORT, _LONG),
        cut=fresh["text"].str[:1].str.islower(),
        heard=-fresh.groupby("code")["document"].transform("nunique"),
        far=(length - 180).abs(),
    )
    best: pd.Series = ranked.sort_values(["fits", "cut", "heard", "far", "reference"], kind="stable").iloc[0]
    used.append(best)
    return best


def _quoted(passage: Any, used: list[pd.Series]) -> bool:
    return any(
        passage.document == before["document"]
        and passage.start < before["end"]
        and before["start"] < passage.end
        for before in used
    )


def shorten(text: str) -> str:
    """A quote of bearable length, cut at the end of a sentence or a word; what is left out is marked.

    >>> shorten("og så kom de.")
    '… og så kom de.'
    """
    plain = re.sub(r"\s+", " ", text).strip()
    plain = f"… {plain}" if plain[:1].islower() else plain
    if len(plain) <= _CUT:
        return plain
    head = plain[:_CUT]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    return (head[: stop + 1] if stop > _CUT // 2 else head.rsplit(" ", 1)[0]) + " […]"


def naming(study: Study, texts: pd.DataFrame, *, own: Collection[str] = ()) -> "pd.Series[bool]":
    """Which passages or messages (by their ``text``) name a case of *study* that is not one of *own*."""
    others = replace(study, cases=study.cases[~study.cases["case"].isin(list(own))])
    named = [names_a_case(others, text) for text in texts["text"]]
    return pd.Series(named, index=texts.index, dtype=bool)


def quote(passage: pd.Series, who: str, *, reference: str | None = None) -> Quote:
    """A passage as a quote."""
    shown = reference or str(passage["reference"])
    return Quote(shorten(passage["text"]), str(passage["language"]), who, shown)


def sides(study: Study, passages: pd.DataFrame, language: str) -> str:
    """Who says so: the municipality, its partners, or both; never a role, which with the case would be a name."""
    sectors = {sector for cell in passages["sector"] for sector in cell.split(", ") if sector}
    found = sorted({study.roles.side(sector) for sector in sectors})
    return join([say_in(language, f"side.{side}") for side in found], language) if found else ""


def codes_heard(study: Study, passages: pd.DataFrame, of: int, language: str, *, most: int = 4) -> list[str]:
    """Which codes of a theme were heard, commonest first: "Caseload (3 of 4)", …, "and 2 more"."""
    book = study.codebook()
    counts = {str(code): int(n) for code, n in passages.groupby("code")["document"].nunique().items()}
    order = sorted(counts.items(), key=lambda item: (-item[1], list(book.by_id).index(item[0])))
    heard = [
        f"{book[code].label.get(language)} ({say_in(language, 'x_of_n', x=n, n=of)})" for code, n in order
    ]
    rest = [say_in(language, "document.and_more", count=len(heard) - most)] if len(heard) > most else []
    return [*heard[:most], *rest]
