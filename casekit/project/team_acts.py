"""What people do together: unite their copies, settle what they see differently, and code apart from each other."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from casekit.errors import LookupFailedError, RestsOnError
from casekit.model.facts import (
    Assignment,
    Coding,
    Decision,
    DocumentFact,
    Key,
    Layout,
    Revision,
    SpeakerFact,
    Suggestion,
    key_of,
)
from casekit.model.finding import Findings
from casekit.project.assigning import (
    Assigned,
    assigned_coders,
    assignment_of,
    document_keys,
    facts_of,
    noticed,
    still_at_it,
)
from casekit.project.certifying import removed_by_merge
from casekit.project.conflicting import Conflict, Side, conflict_frame, conflicts_in, found, side_of
from casekit.project.merged import Merged, coding_counts
from casekit.project.places import find_project
from casekit.project.text_acts import TextActs

__all__ = ["TeamActs"]

_LISTED = (
    "conflict",
    "name_twice",
    "two_texts",
    "coding_without_text",
)  # findings that are told as conflicts


class TeamActs(TextActs):
    """Acts of people who share a study."""

    # Two copies

    def merge(self, other: str | Path) -> Merged:
        """Unite with another copy of the project; what came, and what needs a person. Any order, any number of times: the same.

        Nothing is dropped or doubled, and nothing that was taken back comes back. Where two copies say different things both are
        kept (see :meth:`conflicts`); codings made on a text that the other side corrected are carried over to it.

        Raises:
            NotAProjectError: it is none; NewerFileError: a newer casekit wrote it.
            StoreError: it is the file of another project, or damaged.
        """
        file = find_project(other)
        before = self.study()
        self._prepare(self._clock())
        came = self._store.merge(file)
        self._study = None
        carried = self.reanchor()
        after = self.study()
        told = Findings(
            [
                *removed_by_merge(came.purged),
                *(one for one in after.findings if one not in before.findings and one.kind not in _LISTED),
            ]
        )
        return Merged(
            came.events,
            came.facts,
            coding_counts(before, after),
            self.conflicts(),
            carried,
            told,
            came.purged,
        )

    def conflicts(self) -> pd.DataFrame:
        """What only a person can settle: one row per version, those of one thing together, the one that counts last.

        Columns: reference, what (a kind of fact, or decisions, names, texts, strays), where, version, says, by, at, counts. ``strays`` are codings on a
        text that is not the current one; of them there is one version.
        """
        return conflict_frame(self._conflicts())

    def _conflicts(self) -> list[Conflict]:
        return conflicts_in(self._shown(), self._store.events(), self.study())

    def resolve(self, reference: str, keep: str, *, why: str = "") -> int:
        """Choose one version of what is in conflict, and end the others; how many were ended. Undo brings them back.

        *reference* is one of :meth:`conflicts`; *keep* the reference of the version, or the name of who made it. With a decision goes the coding
        that it led to.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such conflict or version.
            RestsOnError: somebody worked on the document that would go.
        """
        self.person()
        conflict = found(self._conflicts(), reference)
        kept = side_of(conflict, keep)
        if kept.kind is Revision:
            self.choose_text(conflict.where, kept.key)
            return len(conflict.sides) - 1
        gone = [side for side in conflict.sides if side is not kept and side.sha != kept.sha]
        ended = [fact for side in gone for fact in self._parts_of(side, kept)]
        told = f"{conflict.reference} → {kept.version}"
        self._write("resolve", [], dict.fromkeys(ended), why=f"{told}: {why}" if why else told)
        return len(gone)

    def _parts_of(self, side: Side, kept: Side) -> list[str]:
        """The ids of the facts that go with a version."""
        ended = self._store.live_ids(side.kind, [side.key], saying={side.sha})
        live = self._store.live()
        if side.kind is Decision:
            made, stay = (
                live[Decision].loc[live[Decision]["sha"] == one.sha, "coding"].dropna()
                for one in (side, kept)
            )
            ended += self._store.live_ids(Coding, set(made) - set(stay))
        elif side.kind is DocumentFact:
            ended += self._document_parts(side)
        return ended

    def _document_parts(self, side: Side) -> list[str]:
        """The text of a document that goes, its labels, and what was suggested there.

        Raises:
            RestsOnError: somebody has coded it or decided on it.
        """
        live = self._store.live()
        texts = set(live[Revision].loc[live[Revision]["document"] == side.key, "key"])
        codings = int(live[Coding]["revision"].isin(texts).sum()) if len(live[Coding]) else 0
        if codings:
            raise RestsOnError("document_coded", document=side.says, n=codings)
        ended = self._ids(Revision, "document", {side.key}) + self._ids(SpeakerFact, "document", {side.key})
        return ended + self._ids(Layout, "revision", texts) + self._ids(Suggestion, "revision", texts)

    def _ids(
        self, kind: type[Layout | Revision | SpeakerFact | Suggestion], field: str, held: set[str]
    ) -> list[str]:
        frame = self._store.live_of(kind)
        return self._store.live_ids(kind, frame.loc[frame[field].isin(held), "key"]) if len(frame) else []

    # Coding apart

    def assign(self, documents: str | Iterable[str], coders: str | Iterable[str]) -> Assigned:
        """Let people code documents apart from each other, each of them without seeing what the others do.

        While a document is assigned to several, :meth:`study` shows each of them their own work on it only, until all have
        :meth:`finish`\\ ed it; who is not among them sees everything. The file holds it all: this keeps nobody who looks into it from seeing it.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document; nobody, or a machine.
        """
        self.person()
        study = self.study()
        keys, people = document_keys(study, documents), assigned_coders(study, coders)
        there = set(self._store.live_of(Assignment)["key"])
        facts = [one for one in facts_of(keys.values(), people) if one.key not in there]
        known = set(study.coders["key"])
        facts = [one for one in facts if one.key not in known]
        if facts:
            self._keep(facts, "assign", _told(keys, (one.name for one in people)))
        after = self.study()
        mine = after.assignments["document"].isin(keys)
        return Assigned(
            after.assignments[mine].reset_index(drop=True), noticed(study, after, list(keys), people)
        )

    def unassign(self, documents: str | Iterable[str], coders: str | Iterable[str]) -> int:
        """Take assignments back, as of somebody who left; how many. What they coded stays.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document; nobody.
        """
        self.person()
        study = self.study()
        keys, people = document_keys(study, documents), assigned_coders(study, coders)
        wanted = [assignment_of(document, coder.key).key for document in keys.values() for coder in people]
        ended = self._store.live_ids(Assignment, wanted)
        if ended:
            self._write("unassign", [], ended, why=_told(keys, (one.name for one in people)))
        return len(ended)

    def finish(self, document: str) -> tuple[str, ...]:
        """Say that this person is done with a document, assigned or not; who else is still at it.

        So agreement knows what was looked through, also where nothing was coded.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document.
        """
        coder = key_of("coder", self.person())
        [key] = document_keys(self.study(), document).values()
        self._keep([assignment_of(key, coder, finished=True)], "finish", document)
        return still_at_it(self.study(), document)

    def reopen(self, document: str) -> None:
        """Say that this person is not done with a document after all.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document, or they had not finished it.
        """
        coder = key_of("coder", self.person())
        [key] = document_keys(self.study(), document).values()
        mine = assignment_of(key, coder)
        rows = self._store.live_of(Assignment)
        done = rows[(rows["key"] == mine.key) & (rows["finished"] == 1)] if len(rows) else rows
        if done.empty:
            raise LookupFailedError("not_finished", document=document)
        if self._was_assigned(mine.key, int(done["event"].iloc[-1])):
            self._keep([mine], "reopen", document)
        else:
            self._write("reopen", [], self._store.live_ids(Assignment, [mine.key]), why=document)

    def _was_assigned(self, key: Key, finished: int) -> bool:
        """Whether somebody was assigned, or finished on their own account: then reopening leaves no assignment."""
        before = self._store.live_of(Assignment, among=range(1, finished))
        return key in set(before["key"])


def _told(documents: Iterable[str], coders: Iterable[str]) -> str:
    return f"{', '.join(documents)}: {', '.join(coders)}"
