"""What a person does with texts: correct them, change turns, confirm who speaks."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.document import Reading
from casekit.model.facts import Coding, Key, Layout, Revision, SpeakerFact
from casekit.model.finding import Finding, Findings
from casekit.model.span import Span
from casekit.project.acts import Acts
from casekit.project.anchoring import (
    KINDS,
    Reanchored,
    carrying_event,
    choosing,
    chosen_among,
    overtaken,
    reanchoring,
    revisions_of,
    texts_frame,
)
from casekit.project.carrying import Live
from casekit.project.confirming import confirmed, told_by_table, told_of
from casekit.project.correcting import Corrected, Correction, correction, read_anew, words_meant
from casekit.project.editing import Page, edited, given, joined, page_of, split
from casekit.project.returning import refuse_return
from casekit.project.settling import decisions_for, settled, to_settle

__all__ = ["TextActs"]


class TextActs(Acts):
    """Acts about the texts of documents and who speaks in them."""

    def correct(
        self,
        source: str | Path | Reading,
        document: str | None = None,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        encoding: str | None = None,
    ) -> Corrected:
        """Let a corrected transcript take the place of a document's text; what was coded is carried over.

        *document* is by default the one called like the file; *columns* and *encoding* are as when it was added. Codings,
        decisions and memos move with their words. Codings whose words changed, or are gone, are told and wait
        (:func:`casekit.analysis.carried.carried`) until a person settles them (:meth:`settle`). Confirmed roles stay. Undo brings
        the old text back.

        Raises:
            PersonNeededError: nobody is named as coder.
            ReadError: the file cannot be read.
            LookupFailedError: no such document, nothing differs, or it was corrected apart and no text is chosen yet.
        """
        self.person()
        told = {"columns": columns, "encoding": encoding}
        reading = source if isinstance(source, Reading) else read_anew(source, document, **told)
        name = document or reading.document.name
        refuse_return(self._store.marked(), self.study(), name, reading.document)
        live = self._live_of(name)
        change = correction(self.study(), live, name, reading)
        done = self._exchange(change, "correct", name)
        if self._was_edited(live, change.texts_gone):
            mark = Finding.of("turns_as_in_file", "warning", name)
            return replace(done, findings=Findings([*done.findings, mark]))
        return done

    def confirm(
        self,
        document: str | None = None,
        roles: Mapping[str, str] | None = None,
        *,
        names: Mapping[str, str] | None = None,
        table: str | Path | None = None,
    ) -> int:
        """Confirm who asks and who answers in *document*, or in all of them; how many labels now say something new.

        *roles* set labels right (interviewer, respondent, unknown), *names* call them something else: two labels under one
        name are one speaker. *table* is what :func:`casekit.labels` gave, corrected by a person. The text stays as it is.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document, label or role.
            TableError: the table cannot be used.
        """
        self.person()
        if table and (document or roles or names):
            raise LookupFailedError("table_or_labels")
        study = self.study()
        told = told_by_table(table) if table else told_of(study, document, roles, names)
        facts, gone = confirmed(study, told)
        new, _ = self._store.new_among(facts)
        self._keep(facts, "confirm", document or "", ended=self._store.live_ids(SpeakerFact, gone))
        return sum(isinstance(fact, SpeakerFact) for fact in new)

    def edit_turn(self, document: str, turn: int, text: str) -> Corrected:
        """Give a turn (by its number) other words. Whatever is outside them is carried over exactly.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or turn; no words, or the same.
        """
        return self._edit(document, lambda page: edited(page, turn, text), f"{turn}")

    def split_turn(self, document: str, turn: int, at: int | str, *, speaker: str | None = None) -> Corrected:
        """Make two turns of one: the second begins *at* an offset of the text, or with these words, and may be another *speaker*'s.

        The text stays as it is: nothing is printed in front of the second.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or turn; words that do not stand just once in it, or leave one of the two empty.
        """
        return self._edit(
            document, lambda page: split(page, turn, at, speaker), f"{turn} → {turn}, {turn + 1}"
        )

    def join_turns(self, document: str, turn: int, following: int) -> Corrected:
        """Make one turn of two that follow each other, by the first one's speaker.

        The label that is printed between them goes out of the text; codings outside it are carried over exactly.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or turns; other words than a label stand between them.
        """
        return self._edit(
            document, lambda page: joined(page, turn, following), f"{turn}, {following} → {turn}"
        )

    def change_speaker(self, document: str, turns: int | Iterable[int], speaker: str) -> Corrected:
        """Give turns to another speaker; a label that is new has no role until somebody confirms one.

        The text stays as it is, with the label that the transcript prints.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document or turn; no label, or nothing that changes.
        """
        numbers = [turns] if isinstance(turns, int) else sorted(set(turns))
        told = f"{', '.join(map(str, numbers))} → {speaker}"
        return self._edit(document, lambda page: given(page, numbers, speaker), told)

    # What a correction left, and corrections made apart

    def settle(
        self,
        references: Iterable[str] | pd.DataFrame,
        *,
        span: Span | tuple[int, int] | str | None = None,
        keep: bool = True,
    ) -> int:
        """Say of codings that a correction changed or left behind what holds; how many.

        They are right as they are; or cover *span* now (code points of the document, or the words themselves, which must stand
        just once in the turn or the document); or, without *keep*, are taken back. *references* are references, or rows of
        :func:`casekit.analysis.carried.carried`.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: a reference to nothing that waits; a span for several, or words that do not stand just once; a
                coding without words that is to stay as it is.
            SpanError: a span beyond the text.
        """
        self.person()
        study = self.study()
        rows = to_settle(study, references)
        keys = [Key(row.coding) for row in rows]
        if not keep:
            ended = [*self._store.live_ids(Coding, keys), *decisions_for(self._store, keys)]
            self._keep([], "withdraw", ended=ended)
            return len(rows)
        place = Span(*span) if isinstance(span, tuple) else span
        self._keep(settled(study, self._store.live(), rows, place), "settle")
        return len(rows)

    def reanchor(self) -> Reanchored:
        """Bring what was made on an older text to the current one, as when somebody coded in one copy what was corrected in another.

        The same words are carried over; changed ones too, and wait; where they are gone the coding waits on the old text. What
        was taken back or changed in one copy while it was carried over in the other is so in both. It needs nobody: two people who
        unite their copies and do this get the same.
        """
        live = self._store.live()
        history = self._store.events()
        older = self._store.past(Revision, revisions_of(live))
        plan = reanchoring(live, older, self._overtaken(history))
        facts, ended = self._store.new_among(plan.facts)[0], self._all_equal(live, plan.ended)
        if facts or ended:
            facts.sort(key=lambda fact: (fact.table, fact.key))
            self._study = None
            self._store.append(carrying_event(history, live, facts, ended, self._draw), facts, ended)
        return plan.told

    def texts(self, document: str) -> pd.DataFrame:
        """The texts that a document has: one, or those of corrections made apart until a person chooses (:meth:`choose_text`).

        Columns: revision, n, at, by, current, words, removed and added (words against the current text).

        Raises:
            LookupFailedError: no such document.
        """
        study = self.study()
        study.known(document)
        return texts_frame(study, self._store.live(), self._store.events(), document)

    def choose_text(self, document: str, revision: str) -> Reanchored:
        """Of the texts of a document that was corrected apart keep the one with this id (its first ten digits do).

        Codings, decided suggestions and memos on the others are carried over to it.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such document; it has no such text, or only one.
        """
        self.person()
        study, live = self.study(), self._store.live()
        known = self.texts(document)
        chosen = chosen_among(document, known, revision)
        home = Key(str(study.documents.set_index("document").loc[document, "key"]))
        plan = choosing(live, home, chosen, self._overtaken(self._store.events()), words_meant(study))
        facts = self._store.new_among(plan.facts)[0]
        self._write("choose", facts, self._all_equal(live, plan.ended), why=f"{document} {chosen[:10]}")
        return plan.told

    def _edit(self, document: str, change: Callable[[Page], Correction], told: str) -> Corrected:
        self.person()
        study = self.study()
        page = page_of(study, self._live_of(study.known(document)), document)
        return self._exchange(change(page), "edit", f"{document}: {told}")

    def _live_of(self, document: str) -> Live:
        """The live facts, of which *document* has one text.

        Raises:
            LookupFailedError: it was corrected apart.
        """
        live = self._store.live()
        study = self.study()
        home = study.documents.loc[study.documents["document"] == document, "key"]
        if live[Revision]["document"].isin(home).sum() > 1:
            raise LookupFailedError("choose_first", document=document)
        return live

    def _exchange(self, change: Correction, verb: str, why: str) -> Corrected:
        """Write a correction. A coding takes the place of what it was, not of what somebody says of it on another text."""
        live = self._store.live()
        codings = [fact for fact in change.facts if isinstance(fact, Coding)]
        others = [fact for fact in change.facts if not isinstance(fact, Coding)]
        new, ended = self._store.new_among(others)
        ended += self._store.live_ids(Revision, change.texts_gone)
        ended += self._store.live_ids(SpeakerFact, change.labels_gone)
        moved = self._store.new_among(codings)[0]
        ended += self._all_equal(live, change.rows)
        if new or moved or ended:
            self._write(verb, [*new, *moved], dict.fromkeys(ended), why=why)
        return change.told

    def _was_edited(self, live: Live, texts: Collection[Key]) -> bool:
        """Whether a person changed the turns of these texts in casekit."""
        layouts = live[Layout][live[Layout]["revision"].isin(texts)]
        history = self._store.events()
        return bool((history.loc[history["n"].isin(layouts["event"]), "verb"] == "edit").any())

    def _all_equal(self, live: Live, ids: Iterable[str]) -> list[str]:
        """The ids of these facts and of all that say the same, sorted."""
        wanted = set(ids)
        found = set(wanted)
        for kind in KINDS:
            mine = live[kind][live[kind]["id"].isin(wanted)]
            found |= set(self._store.live_ids(kind, mine["key"], saying=set(mine["sha"])))
        return sorted(found)

    def _overtaken(self, history: pd.DataFrame) -> set[str]:
        """The ids of codings that were carried over while somebody decided on them in another copy."""
        keys = self._store.ended_twice(Coding)
        if not keys:
            return set()
        force = history[history["in_force"]]
        verbs = dict(zip(force["n"], force["verb"], strict=True))
        return overtaken(self._store.past(Coding, keys), verbs, set(self._store.live_ids(Coding, keys)))
