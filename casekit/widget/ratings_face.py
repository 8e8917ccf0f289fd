"""Ratings to give: what the rules propose, one's own value with its reason and passages, and then what others say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import pandas as pd

from casekit.analysis.comparing import By
from casekit.analysis.grounds import column_id, row_id
from casekit.analysis.passages import passages
from casekit.analysis.rated import rated_cases, rated_items, rating_findings, written_value
from casekit.analysis.rating import SCALE, propose_ratings, scale_of
from casekit.analysis.rating_basis import stale_ratings
from casekit.errors import LookupFailedError
from casekit.model.codebook import Code, Codebook
from casekit.model.frames import records, whole
from casekit.model.study import Study
from casekit.project import Project
from casekit.widget.beside import beside, links_of, names_of, still_there, unchanged
from casekit.widget.face import Act, Message, Reply, flag_of, text_of
from casekit.widget.whole import WholeFace
from casekit.wording import language, say

__all__ = ["RatingsFace", "ratings_page"]

Places = dict[tuple[str, str], Any]
"""Something for each case and code."""


def ratings_page(
    study: Study,
    *,
    by: By = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
    me: str | None = None,
) -> Reply:
    """``scale``, ``rules`` (what the codebook says about rating), ``columns`` (themes or codes), ``rows`` (cases), and ``cells``.

    A cell has ``proposed`` (None where nothing can be), ``own``, ``agreed``, ``others``, how many ``rated`` apart, and ``findings``. Until one
    has rated oneself, ``others`` is empty and no finding tells what they said; the agreed value is there for everybody.

    Raises:
        LookupFailedError: an unknown codebook or case.
    """
    book = study.codebook(codebook)
    items = rated_items(book, by)
    wanted = rated_cases(study, book) if cases is None else list(dict.fromkeys(cases))
    told = _Told(study, book, by, me)
    return {
        "by": by,
        "scale": list(scale_of(book)),
        "usual": scale_of(book) == SCALE,
        "rules": [rule.shown(language()) for rule in book.rating.rules],
        "columns": [_column(book, code) for code in items.values()],
        "rows": [
            {"id": row_id(case), "case": case, "document": "", "label": study.label(case)} for case in wanted
        ],
        "cells": {
            row_id(case) + column_id(book.id, item): told.cell(case, item)
            for case in wanted
            for item in items
        },
    }


def _column(book: Codebook, code: Code) -> Reply:
    about = code.definition.shown(language())
    return {
        "id": column_id(book.id, code.id),
        "item": code.id,
        "label": code.label.shown(language()),
        "about": about,
    }


class _Told:
    """What is told of each case and code to one person."""

    def __init__(self, study: Study, book: Codebook, by: By, me: str | None) -> None:
        self._me = me
        self._rows = _rows(study, book)
        self._stale = stale_ratings(study, book)
        self._proposed = _proposals(study, book, by)
        self._found: dict[str, list[str]] = {}
        for finding in rating_findings(study, codebook=book.id):
            self._found.setdefault(finding.where, []).append(str(finding))

    def cell(self, case: str, item: str) -> Reply:
        """What is told of one."""
        rows = self._rows.get((case, item), [])
        agreed = next((row for row in rows if row.agreed), None)
        apart = [row for row in rows if not row.agreed]
        own = next((row for row in apart if row.coder == self._me), None)
        others = [row for row in apart if row is not own] if own is not None else []
        return {
            "proposed": self._proposed.get((case, item)),
            "own": self._one(own),
            "agreed": self._one(agreed),
            "others": [self._one(row) for row in others],
            "rated": len(apart),
            "findings": self._findings(f"{case} · {item}", own, agreed),
        }

    def _one(self, row: Any) -> Reply | None:
        if row is None:
            return None
        return {
            "coder": row.coder,
            "value": whole(row.value),
            "mixed": bool(row.mixed),
            "shown": written_value(row.value, mixed=bool(row.mixed)),
            "reason": row.reason,
            "stale": row.rating in self._stale,
            "links": links_of(row),
            "seen": _summed_up(row),
        }

    def _findings(self, place: str, own: Any, agreed: Any) -> list[str]:
        wheres = [f"{place} · {row.coder}" for row in (own, agreed) if row is not None]
        return [
            told
            for where in [*wheres, *([place] if own is not None else [])]
            for told in self._found.get(where, ())
        ]


def _rows(study: Study, book: Codebook) -> Places:
    """The ratings of each case and code, the agreed one marked."""
    mine = study.ratings[study.ratings["codebook"] == book.id]
    mine = mine.drop_duplicates(["case", "code", "coder"], keep="last")
    kinds = dict(zip(study.coders["coder"], study.coders["kind"], strict=True))
    found: Places = {}
    for row in records(mine.assign(agreed=mine["coder"].map(kinds).eq("consensus"))):
        found.setdefault((row.case, row.code), []).append(row)
    return found


def _proposals(study: Study, book: Codebook, by: By) -> Places:
    """What the rules propose, in words; nothing for a scale that is not theirs."""
    if scale_of(book) != SCALE:
        return {}
    table: pd.DataFrame = propose_ratings(study, by=by, codebook=book.id)
    return {(row.case, str(getattr(row, by))): _proposal(row) for row in records(table)}


def _proposal(row: Any) -> Reply:
    counts = {name: int(getattr(row, name)) for name in ("barrier", "facilitator", "both", "neutral", "people", "of_people", "not_asked")}  # fmt: skip
    return {
        "value": whole(row.value),
        "mixed": bool(row.mixed),
        "shown": written_value(row.value, mixed=bool(row.mixed)),
        "rule": say(f"rating.rule.{row.rule}"),
        "counts": counts,
    }


def _own(face: Any, message: Message) -> Any:
    """One's own rating of the case and code that a message is about, or None."""
    me = face.project.person()
    return next((row for row in _here(face, message) if row.coder == me), None)


def _here(face: Any, message: Message) -> Sequence[Any]:
    """The ratings of the case and code that a message is about."""
    found: Sequence[Any] = _rows(face.project.study(), face.book()).get(_place(message), ())
    return found


def _place(message: Message) -> tuple[str, str]:
    return text_of(message, "case"), text_of(message, "item")


def _see(face: Any, message: Message) -> Reply:
    study, book, (case, item) = face.project.study(), face.book(), _place(message)
    own = next((row for row in _here(face, message) if row.coder == face.project.coder), None)
    found = passages(study, code=item, case=case, codebook=book.id).assign(codebook=book.id)
    return beside(study, found, links_of(own) if own else ())


def _rate(face: Any, message: Message) -> Reply:
    """Store one's rating, if it is still the one that was ``seen``."""
    own = _own(face, message)
    unchanged(_summed_up(own), text_of(message, "seen", ""))
    if not text_of(message, "reason").strip():
        raise LookupFailedError("rated_without_reason")
    _give(face, face.project.rate, message, names_of(message, "passages"))
    return {}


def _summed_up(row: Any) -> str:
    """A rating in a line; the page gives it back, so that a change meanwhile is seen."""
    return "" if row is None else f"{written_value(row.value, mixed=bool(row.mixed))} {row.reason}"


def _agree(face: Any, message: Message) -> Reply:
    """Store what was agreed on, if that is still what was ``seen``; who has not rated apart before cannot say what it is.

    Raises:
        LookupFailedError: one has not rated; somebody else agreed on something meanwhile.
    """
    if _own(face, message) is None:
        raise LookupFailedError("agreed_before_rating")
    agreed = next((row for row in _here(face, message) if row.agreed), None)
    unchanged(_summed_up(agreed), text_of(message, "seen", ""))
    _give(face, face.project.agree_rating, message, names_of(message, "passages"))
    return {}


def _holds(face: Any, message: Message) -> Reply:
    """One's rating holds, with the passages as they are now."""
    own = _own(face, message)
    if own is None:
        raise LookupFailedError("nothing_rated")
    told = {**message, "value": whole(own.value), "mixed": bool(own.mixed), "reason": own.reason}
    _give(face, face.project.rate, told, links_of(own))
    return {}


def _give(face: Any, act: Any, message: Message, links: Iterable[str]) -> None:
    case, item = _place(message)
    act(
        case,
        item,
        _value(message),
        mixed=flag_of(message, "mixed"),
        reason=text_of(message, "reason"),
        passages=still_there(face.project.study(), links),
        codebook=face.book().id,
    )


def _value(message: Message) -> int | None:
    """The value of a message; None is one that was chosen, too: nothing was said."""
    value = message.get("value", "")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise LookupFailedError("message_lacks", field="value")
    return value


class RatingsFace(WholeFace):
    """Cases and themes (or codes) to rate. Asked: ``see``, ``rate``, ``agree`` (what was agreed), ``holds``.

    A message names its cell by ``case`` and ``item``; ``value`` is a number or None.

    Raises:
        LookupFailedError: an unknown codebook or case.
    """

    name = "ratings"
    own_acts: ClassVar[Mapping[str, Act]] = {"see": _see, "rate": _rate, "agree": _agree, "holds": _holds}

    def __init__(
        self,
        project: Project,
        by: By = "theme",
        codebook: str | None = None,
        cases: Sequence[str] | None = None,
    ) -> None:
        super().__init__(project)
        self.by, self.codebook, self.cases = by, codebook, cases
        self.page()

    def book(self) -> Codebook:
        """The codebook by which is rated."""
        return self.project.study().codebook(self.codebook)

    def page(self) -> Reply:
        """All cells, without the words of the passages."""
        return ratings_page(
            self.project.study(), by=self.by, codebook=self.codebook, cases=self.cases, me=self.project.coder
        )
