"""What a person does with suggestions and codings: decide on them, take them back."""

from collections.abc import Collection, Iterable

import pandas as pd

from casekit.analysis.queue import Queue
from casekit.model.facts import Coding, Decision, Key, Message, key_of
from casekit.model.span import Span
from casekit.project.acts import Acts
from casekit.project.recording import (
    Choice,
    coding_key,
    coding_of,
    decision_facts,
    message_of,
    suggestions_of,
)
from casekit.project.settling import decisions_for

__all__ = ["ReviewActs"]


class ReviewActs(Acts):
    """Acts about suggestions and codings."""

    def decide(
        self,
        references: Iterable[str] | pd.DataFrame | Queue,
        verdict: str,
        *,
        code: str | None = None,
        polarity: str | None = None,
        span: Span | tuple[int, int] | str | None = None,
        why: str = "",
    ) -> int:
        """Accept, change or reject suggestions as one act; how many. *verdict*: accepted, changed or rejected.

        *references* are references, a queue of :func:`casekit.review`, or rows of its frame. An accepted suggestion becomes the
        person's coding: with *code* (of its codebook; ``codebook:code`` of another) instead of the proposed one, *polarity* instead
        of the proposed direction ("" for none), or *span* instead of its words (code points of the document, or the words
        themselves, which must stand just once in the turn). Where that is something else than was proposed the decision is kept as
        changed. Who rejects what they had accepted takes that coding back. What others decided on the same suggestion stays beside it
        (see :meth:`conflicts`); the latest decision tells its status.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: a reference to nothing, or to a coding; an unknown verdict or polarity; a change of nothing, or
                with a rejection; a span for several suggestions, or words that do not stand just once.
            UnknownCodeError: the codebook has no such code; SpanError: a span beyond the text.
        """
        coder = key_of("coder", self.person())
        choice = Choice(verdict, code, polarity, Span(*span) if isinstance(span, tuple) else span, why)
        study = self.study()
        rows = suggestions_of(study, references)
        facts = decision_facts(study, rows, coder, choice)
        mine = [coding_key(row.suggestion, coder) for row in rows if verdict == "rejected"]
        kept = {fact.verdict for fact in facts if isinstance(fact, Decision)}
        verb = kept.pop() if len(kept) == 1 else verdict
        others = self._decided_by_others([row.suggestion for row in rows], coder)
        self._keep(facts, verb, why, ended=self._store.live_ids(Coding, mine), spared=others)
        return len(rows)

    def _decided_by_others(self, suggestions: Collection[str], coder: Key) -> set[str]:
        """The ids of what others decided on suggestions, which stays beside this person's own decision."""
        made = self._store.live_of(Decision)
        theirs = made[made["suggestion"].isin(suggestions) & (made["coder"] != coder)]
        return set(self._store.live_ids(Decision, theirs["key"], saying=set(theirs["sha"])))

    def withdraw(self, references: Iterable[str], *, why: str = "") -> int:
        """Take codings and messages back by their references; how many. The suggestion that a coding came from is open again,
        unless somebody else has decided on it too.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: a reference to nothing, or to a suggestion.
        """
        self.person()
        study = self.study()
        keys = {message_of(study, reference) or coding_of(study, reference) for reference in references}
        ended = [fact for kind in (Coding, Message) for fact in self._store.live_ids(kind, keys)]
        if keys:
            self._write("withdraw", [], [*ended, *decisions_for(self._store, keys)], why=why)
        return len(keys)
