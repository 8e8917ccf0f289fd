"""A matrix of cases and themes to look into: how many interviews say it, which way it points, and the passages behind each number."""

from dataclasses import dataclass

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.comparing import comparable, counts_of, direction_of
from casekit.analysis.counting import spoken
from casekit.analysis.crosstabs import cell_text
from casekit.analysis.guide import below
from casekit.analysis.matrices import matrix
from casekit.analysis.passages import described
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["Sieve", "explored", "passages_of"]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is looked at: passages of people with this role, in this language, that point this way; "" is all."""

    role: str = ""
    language: str = ""
    direction: str = ""

    def checked(self) -> "Sieve":
        """The sieve, if there is such a direction.

        Raises:
            LookupFailedError: there is not.
        """
        if self.direction:
            allow(self.direction, POLARITIES)
        return self

    def of(self, speech: pd.DataFrame) -> pd.DataFrame:
        """What is left of speech."""
        kept = comparable(speech, self.language or None)
        if self.role:
            kept = kept[kept["role_held"] == self.role]
        return kept[kept["polarity"] == self.direction] if self.direction else kept


def explored(study: Study, book: Codebook, sieve: Sieve) -> pd.DataFrame:
    """Case × code and case × theme: a row for each pair that somebody could have said something about.

    Columns: ``case``, ``code`` (or theme); ``n`` interviews that mention it, as the sieve asks, ``of`` so many in which
    people with that role and language were heard; ``passages``; ``direction``, which way these interviews point; ``told``: the
    count as :func:`~casekit.crosstab` writes it, "not asked" where nobody was.
    """
    parts = [_part(study, book, sieve, by) for by in ("theme", "code")]
    return pd.concat(parts, ignore_index=True)


def _part(study: Study, book: Codebook, sieve: Sieve, by: str) -> pd.DataFrame:
    parted = "role" if sieve.role else None
    table = matrix(study, "case", by, by=parted, codebook=book.id, language=sieve.language or None)
    if sieve.role:
        table = table[table["role"] == sieve.role]
    speech = sieve.of(spoken(study, book, by=by))
    counts = counts_of(study, speech, ["case", by]).set_index(["case", by])
    cells = table[["case", by, "of", "n", "not_asked"]].rename(columns={by: "code", "n": "mentioned"})
    found = counts.reindex(pd.MultiIndex.from_frame(cells[["case", "code"]])).reset_index(drop=True).fillna(0)
    cells = cells.reset_index(drop=True).assign(
        n=found["interviews"].astype("int64"),
        passages=found["passages"].astype("int64"),
        direction=[direction_of(*row) for row in records(found[list(_VOICES)].astype("int64"))],
    )
    told = [cell_text(row.n, row.of, 0 if row.mentioned else row.not_asked) for row in records(cells)]
    return cells.assign(told=told)[["case", "code", "n", "of", "passages", "direction", "told"]]


_VOICES = ("barrier", "facilitator", "mixed", "neutral")


def passages_of(study: Study, book: Codebook, case: str, code: str, sieve: Sieve) -> pd.DataFrame:
    """The passages behind a cell, as :func:`~casekit.passages` has them: those of the case itself, not of cases below it.

    *code* is a theme, with its codes, or a code alone, as it was counted.

    Raises:
        UnknownCodeError: the codebook has no such code; LookupFailedError: no such case.
    """
    study.label(case)
    wanted = below(book, code) if book[code].parent not in book.by_id else {code}
    speech = sieve.of(spoken(study, book, by="code"))
    mine = speech[(speech["case"] == case) & speech["code"].isin(wanted)]
    return described(study, book, mine)
