"""What coders agree on after talking about their disagreements: the agreed set, as a coder of its own, with reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from casekit.analysis.compared import Compared, compared
from casekit.analysis.counting import one_direction
from casekit.analysis.disagreements import agreed_key, dispute_key, units_to_discuss
from casekit.analysis.disputes import Dispute, disputes, undisputed
from casekit.analysis.passages import signs_of
from casekit.analysis.units import Units
from casekit.errors import LookupFailedError
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.facts import Coder, Coding, Key, Memo, key_of, sha
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.wording import say

__all__ = ["Agreed", "AgreeingActs", "consensus_coder"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an agreement did: how many disagreements it settled, how many codings the agreed set of these documents has now, and how
    many disagreements are still open there, which count for nothing until they are settled."""

    settled: int
    codings: int
    left: int

    def __str__(self) -> str:
        return say("out.agreed_set", settled=self.settled, codings=self.codings, left=self.left)


class AgreeingActs(Acts):
    """Acts about what coders agree on."""

    def agree(
        self,
        references: str | Iterable[str] | pd.DataFrame,
        *,
        code: str | Sequence[str] | None,
        why: str,
        polarity: str | None = None,
        coders: Sequence[str] | None = None,
        unit: str = "turn",
        tolerance: int = 0,
        codebook: str | None = None,
    ) -> Agreed:
        """Settle disagreements as one act: what they come to, and why.

        *references* are those of codings in :func:`casekit.disagreements`, or rows of it. *code* is the code (or codes) that the passage
        gets, None that it gets none of those in question; *polarity* its direction, by default that of those who gave it. The agreed
        set is a coder of its own; what nobody disputed in these documents is taken into it too, since where there is an agreed set it
        alone counts. Nobody's own codings change. Agreeing again replaces what was agreed before. *coders*, *unit*,
        *tolerance* and *codebook* as in the list of disagreements.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no reason; a reference to nothing that is disputed; an unknown direction.
            UnknownCodeError: the codebook has no such code.
        """
        person = key_of("coder", self.person())
        if not why.strip():
            raise LookupFailedError("agreed_without_reason")
        if (polarity or "") not in ("", *POLARITIES):
            raise LookupFailedError("not_one_of", value=polarity, allowed=", ".join(POLARITIES))
        study = self.study()
        book = study.codebook(codebook)
        codes = [book[one].id for one in ([code] if isinstance(code, str) else code or ())]
        talk = _Talk(study, book, compared(study, book, coders=coders), unit, tolerance)
        meant = talk.meant(references)
        new = [coding for one in meant for coding in talk.settled(one, codes, polarity)]
        where = {talk.document(one) for one in meant}
        kept = {coding.key: coding for coding in (*talk.undisputed(where), *new)}
        reasons = [talk.reason(one, why.strip(), person) for one in meant]
        gone = [key for one in meant for key in talk.replaced(one) if key not in kept]
        ended = self._store.live_ids(Coding, gone)
        self._keep([talk.consensus, *kept.values(), *reasons], "agree", why.strip(), ended=ended)
        return Agreed(len(meant), *_state(self.study(), where, talk))


def _state(study: Study, where: set[str], talk: "_Talk") -> tuple[int, int]:
    """How many codings the agreed set has in these documents, and how many disagreements are open there."""
    mine = study.codings[study.codings["coder"] == talk.consensus.name]
    told = set(study.memos["memo"])
    left = sum(talk.document(one) in where and talk.key(one) not in told for one in talk.found)
    return int(mine["document"].isin(where).sum()), left


class _Talk:
    """The disagreements of a study, and what settles them."""

    def __init__(self, study: Study, book: Codebook, chosen: Compared, unit: str, tolerance: int) -> None:
        self.study, self.book, self.chosen = study, book, chosen
        self.units: Units = units_to_discuss(study, chosen, unit, tolerance)
        self.found = disputes(self.units, chosen, book)
        self.consensus = consensus_coder(study)
        self.marks = list(records(self.units.marks))
        self.codings = list(records(chosen.codings))
        self.revisions = dict(zip(study.documents["document"], study.documents["revision"], strict=True))

    def meant(self, references: str | Iterable[str] | pd.DataFrame) -> list[Dispute]:
        """The disagreements that references or rows point to.

        Raises:
            LookupFailedError: one points to nothing that is disputed.
        """
        if isinstance(references, pd.DataFrame):
            if "disagreement" not in references:
                raise LookupFailedError("frame_without_references", columns=", ".join(map(str, references)))
            references = list(references["disagreement"])
        chosen: dict[int, Dispute] = {}
        for reference in [references] if isinstance(references, str) else references:
            signs = signs_of(reference)
            here = [at for at, one in enumerate(self.found) if signs and self._about(one, signs)]
            if not here:
                raise LookupFailedError("nothing_disputed", reference=reference)
            chosen |= {at: self.found[at] for at in here}
        return list(chosen.values())

    def _about(self, one: Dispute, signs: str) -> bool:
        return any(name.startswith(signs) for name in (self.key(one), *self._ids(one.marks)))

    def _ids(self, marks: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(self.codings[self.marks[mark].coding].coding for mark in marks))

    def key(self, one: Dispute) -> Key:
        """What the disagreement is known by."""
        return dispute_key(self._ids(one.marks))

    def document(self, one: Dispute) -> str:
        """Where it is."""
        return str(self.codings[self.marks[one.marks[0]].coding].document)

    def settled(self, one: Dispute, codes: Sequence[str], polarity: str | None) -> Iterator[Coding]:
        """The codings that settle it: each code where somebody gave it, else from the first to the last word in question."""
        hull = [(self._edge(one, "start", min), self._edge(one, "end", max))]
        for code in codes:
            given = [mark for mark in one.marks if self.codings[self.marks[mark].coding].code == code]
            if given:
                yield from self._made(self.key(one), code, given, _merged(self._spans(given)), polarity)
            else:
                yield from self._made(self.key(one), code, one.marks, hull, polarity or "")

    def undisputed(self, documents: set[str]) -> Iterator[Coding]:
        """What all gave in these documents."""
        for place, code, marks in undisputed(self.units, self.chosen, self.book):
            if self.units.places["document"].iloc[place] in documents:
                yield from self._made(
                    dispute_key(self._ids(marks)), code, marks, _merged(self._spans(marks)), None
                )

    def reason(self, one: Dispute, why: str, person: Key) -> Memo:
        """Why it was settled so, as a note of the agreed set about these words."""
        start, end = self._edge(one, "start", min), self._edge(one, "end", max)
        revision = Key(str(self.revisions[self.document(one)]))
        return Memo(self.key(one), self.consensus.key, why, person, revision, start, end)

    def replaced(self, one: Dispute) -> list[Key]:
        """Codings of the agreed set that say something about it until now."""
        start, end = self._edge(one, "start", min), self._edge(one, "end", max)
        mine = self.study.codings
        mine = mine[(mine["coder"] == self.consensus.name) & (mine["document"] == self.document(one))]
        here = mine[(mine["start"] < end) & (mine["end"] > start) & mine["code"].isin(one.codes)]
        before = {agreed_key(self.key(one), code.id) for code in self.book}
        return [Key(key) for key in (*here["coding"], *mine.loc[mine["coding"].isin(before), "coding"])]

    def _edge(self, one: Dispute, name: str, choose: Any) -> int:
        return int(choose(getattr(self.marks[mark], name) for mark in one.marks))

    def _spans(self, marks: Iterable[int]) -> list[tuple[int, int]]:
        return [(int(self.marks[mark].start), int(self.marks[mark].end)) for mark in marks]

    def _made(
        self, about: Key, code: str, marks: Iterable[int], spans: list[tuple[int, int]], polarity: str | None
    ) -> Iterator[Coding]:
        rows = [self.codings[self.marks[mark].coding] for mark in marks]
        way = one_direction(row.polarity for row in rows) if polarity is None else polarity
        document = rows[0].document
        key = agreed_key(about, code)
        for number, (start, end) in enumerate(spans):
            yield Coding(
                key=key_of(key, str(number)) if number else key,
                revision=Key(str(self.revisions[document])),
                start=start,
                end=end,
                code=code,
                codebook=key_of("codebook", self.book.id),
                polarity=way,
                coder=self.consensus.key,
                quote_sha=sha(self.study.text(document, start, end)),
                version=self.book.version,
            )


def consensus_coder(study: Study) -> Coder:
    """The coder that stands for the agreed set: the one that there is, else a new one whose name nobody has."""
    kinds = dict(zip(study.coders["coder"], study.coders["kind"], strict=True))
    there = [name for name, kind in kinds.items() if kind == "consensus"]
    name = there[0] if there else next(name for name in _names() if name not in kinds)
    return Coder(key_of("coder", name), name, "consensus")


def _names() -> Iterator[str]:
    yield "consensus"
    number = 2
    while True:
        yield f"consensus {number}"
        number += 1


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches as one.

    >>> _merged([(0, 4), (3, 6), (8, 9)])
    [(0, 6), (8, 9)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
