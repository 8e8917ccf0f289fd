"""What a person does with suggestions and codings: decide on them, take them back."""

from collections.abc import Collection, Iterable

import pandas as pd

from casekit.analysis.queue import Queue
from casekit.model.facts import Coding, Decision, Message, key_of
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
        changed. Who rejects what they had accepted takes that coding back.

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
        self._keep(facts, verb, why, ended=self._store.live_ids(Coding, mine))
        return len(rows)

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
            self._write("withdraw", [], [*ended, *self._decisions_for(keys)], why=why)
        return len(keys)

    def _decisions_for(self, codings: Collection[str]) -> list[str]:
        """The ids of the decisions that made these codings; what others decided on the same suggestions is none of them."""
        made = self._store.live()[Decision]
        made = made[made["coding"].isin(codings)]
        return self._store.live_ids(Decision, made["key"], saying=set(made["sha"]))
