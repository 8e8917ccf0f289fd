"""What people rate: a value for a theme or code in a case, with a reason and the passages it rests on; apart, then agreed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from casekit.analysis.rated import rating_findings
from casekit.analysis.rating import scale_of
from casekit.analysis.rating_basis import bases
from casekit.errors import LookupFailedError, TableError
from casekit.exchange.interviews import case_key
from casekit.exchange.ratings import RatingRow, read_ratings
from casekit.model.codebook import Codebook
from casekit.model.facts import Coder, Fact, Key, Rating, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.agreeing import consensus_coder
from casekit.project.recording import coding_of
from casekit.wording import say

__all__ = ["Rated", "RatingActs", "rating_key"]

References = str | Iterable[str] | pd.DataFrame


@dataclass(frozen=True, slots=True)
class Rated:
    """How many ratings said something new, and what is to be looked at in them."""

    n: int
    findings: Findings

    def __str__(self) -> str:
        told = say("out.rated", n=self.n)
        return f"{told}\n{self.findings!r}" if self.findings else told

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{say('out.rated', n=self.n)}</p>{self.findings._repr_html_() if self.findings else ''}"


class RatingActs(Acts):
    """Acts about ratings."""

    def rate(
        self,
        case: str,
        code: str,
        value: int | None,
        *,
        mixed: bool = False,
        reason: str,
        passages: References = (),
        codebook: str | None = None,
    ) -> Rated:
        """Say what a theme or code weighs in a case: -2 (hinders much) to 2 (helps much), or None: nothing was said of it.

        *mixed* goes with 0: both directions are strong. *passages* are references, or rows of :func:`casekit.passages`. Everybody has a rating of
        their own; rating again replaces one's own. Where strength 2 does not rest on passages of two respondents, and where there is no
        reason, a finding says so.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such case; a value that the codebook's scale does not have; mixed with another value than 0; a reference
                to no coding. UnknownCodeError: no such code.
        """
        key = key_of("coder", self.person())
        given = _Given(case, code, value, mixed, reason, codings_meant(self.study(), passages))
        return self._rate([given], [key], codebook, "rate", reason)

    def agree_rating(
        self,
        case: str,
        code: str,
        value: int | None,
        *,
        mixed: bool = False,
        reason: str,
        passages: References = (),
        codebook: str | None = None,
    ) -> Rated:
        """Set what the raters have agreed on after rating apart: it then holds, as a rating of the agreed set; their own ones stay.

        Where fewer than two rated apart before, a finding says so. Options and errors as in :meth:`rate`; without a reason nothing is agreed.
        """
        self.person()
        if not reason.strip():
            raise LookupFailedError("agreed_without_reason")
        study = self.study()
        consensus = consensus_coder(study)
        given = _Given(case, code, value, mixed, reason, codings_meant(study, passages))
        done = self._rate([given], [consensus.key], codebook, "agree_rating", reason, [consensus])
        own = study.ratings[(study.ratings["case"] == case) & (study.ratings["code"] == code)]
        raters = set(own["coder"]) - {consensus.name}
        alone = [Finding.of("rating_agreed_alone", "warning", f"{case} · {code}", n=len(raters))]
        return Rated(done.n, Findings([*done.findings, *(alone if len(raters) < 2 else [])]))

    def import_ratings(self, path: str | Path, *, codebook: str | None = None) -> Rated:
        """Take in the ratings of a table (case, code, value, mixed, reason, passages, coder), as one act.

        ``value`` is a number, empty (missing) or "mixed"; ``passages`` are references, set apart by semicolons; ``coder`` is by default
        the person who acts, and ``agreed`` the agreed set.

        Raises:
            PersonNeededError: nobody is named as coder. TableError: the table cannot be used.
            LookupFailedError, UnknownCodeError: as in :meth:`rate`.
        """
        person = self.person()
        study = self.study()
        rows = read_ratings(path)
        book = study.codebook(codebook)
        consensus = consensus_coder(study)
        names = [consensus.name if row.coder == "agreed" else row.coder or person for row in rows]
        given = [_from_row(study, book, row) for row in rows]
        kinds = {
            name: consensus if name == consensus.name else Coder(key_of("coder", name), name)
            for name in names
        }
        new = [coder for coder in kinds.values() if coder.key not in set(study.coders["key"])]
        keys = [kinds[name].key for name in names]
        return self._rate(given, keys, codebook, "rate", Path(path).name, new)

    def _rate(
        self,
        given: "list[_Given]",
        coders: list[Key],
        codebook: str | None,
        verb: str,
        why: str,
        extra: Iterable[Fact] = (),
    ) -> Rated:
        study = self.study()
        book = study.codebook(codebook)
        for one in given:
            one.check(study, book)
        under = bases(study, book, [(one.case, one.code) for one in given])
        facts = [
            one.fact(book, coder, under[one.case, one.code]) for one, coder in zip(given, coders, strict=True)
        ]
        new, _ = self._store.new_among(facts)
        self._keep([*extra, *facts], verb, why)
        found = self.study()
        names = dict(zip(found.coders["key"], found.coders["coder"], strict=True))
        mine = {f"{one.case} · {one.code} · {names[coder]}" for one, coder in zip(given, coders, strict=True)}
        mine |= {f"{one.case} · {one.code}" for one in given}
        told = rating_findings(found, codebook=book.id)
        return Rated(len(new), Findings(finding for finding in told if finding.where in mine))


@dataclass(frozen=True, slots=True)
class _Given:
    """What somebody says of one case and code."""

    case: str
    code: str
    value: int | None
    mixed: bool
    reason: str
    links: tuple[str, ...]

    def check(self, study: Study, book: Codebook) -> None:
        """Whether it can be said."""
        study.label(self.case)
        book[self.code]
        scale = scale_of(book)
        if self.value is not None and self.value not in scale:
            raise LookupFailedError("not_one_of", value=self.value, allowed=", ".join(map(str, scale)))
        if self.mixed and self.value != 0:
            raise LookupFailedError("mixed_not_zero", value="–" if self.value is None else self.value)

    def fact(self, book: Codebook, coder: Key, basis: str) -> Rating:
        """As it is stored."""
        return Rating(
            key=rating_key(self.case, self.code, book.id, coder),
            case=Key(case_key(self.case) or ""),
            code=self.code,
            codebook=key_of("codebook", book.id),
            value=None if self.value is None else int(self.value),
            mixed=int(self.mixed),
            reason=self.reason.strip(),
            coder=coder,
            basis=basis,
            links=json.dumps(sorted(set(self.links))),
        )


def rating_key(case: str, code: str, codebook: str, coder: Key) -> Key:
    """What a person's rating of a code in a case is known by."""
    return key_of("rating", case, codebook, code, coder)


def codings_meant(study: Study, passages: References) -> tuple[str, ...]:
    """The codings that references, or the rows of a table of passages, point to.

    Raises:
        LookupFailedError: one points to nothing, or to a suggestion; a frame without references.
    """
    if isinstance(passages, pd.DataFrame):
        name = next((name for name in ("coding", "reference") if name in passages), None)
        if name is None:
            raise LookupFailedError("frame_without_references", columns=", ".join(map(str, passages)))
        passages = list(passages[name])
    wanted = [passages] if isinstance(passages, str) else list(passages)
    known = set(study.codings["coding"])
    return tuple(dict.fromkeys(one if one in known else coding_of(study, one) for one in wanted))


def _from_row(study: Study, book: Codebook, row: RatingRow) -> _Given:
    try:
        given = _Given(
            row.case, row.code, row.value, row.mixed, row.reason, codings_meant(study, row.passages)
        )
        given.check(study, book)
    except LookupFailedError as error:
        raise TableError("rating_row", file=row.file, line=row.line, why=str(error).split("\n")[0]) from None
    return given
