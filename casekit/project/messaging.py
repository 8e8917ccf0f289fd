"""The main messages that people write: new ones, other words for them, what became of them, and that they still hold."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from casekit.errors import LookupFailedError
from casekit.exchange.messages import read_messages
from casekit.model.facts import Key, Message
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.recording import message_fact, message_of

__all__ = ["MESSAGE_STATUSES", "MessageActs"]

MESSAGE_STATUSES = ("preliminary", "discussed", "confirmed", "changed")
"""What may have become of a message; ``changed`` is what a dialogue meeting changed."""


class MessageActs(Acts):
    """Acts about main messages."""

    def message(self, text: str, *, case: str | None = None, theme: str = "") -> Key:
        """Store a main message that a person wrote, about *case* or, without it, across cases.

        The same words again are the same message: that a person stands by them, with the passages as they are now.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such case; UnknownCodeError: no such theme.
        """
        coder = self.person()
        study = self.study()
        message = message_fact(study, coder, text, case=case, theme=theme)
        self._keep([message], "message")
        return message.key

    def import_messages(self, path: str | Path) -> int:
        """Store the main messages of a table (case, theme, message) as one event; how many said something new.

        A message that is there already is confirmed: that it still holds, with the passages as they are now.
        """
        coder = self.person()
        study = self.study()
        messages = [
            message_fact(study, coder, row["message"], case=row["case"] or None, theme=row["theme"])
            for row in read_messages(path)
        ]
        new, _ = self._store.new_among(messages)
        self._keep(new, "message", Path(path).name)
        return len(new)

    def change_message(
        self, reference: str, *, text: str | None = None, theme: str | None = None, status: str | None = None
    ) -> Key:
        """Other words, another theme or what became of a main message, as one act; its id, a new one where words or theme are others.

        Without any of them: that it still holds, with the passages as they are now. Who gives it other words becomes its author.

        Raises:
            PersonNeededError: nobody is named as coder.
            LookupFailedError: no such message or status, or no words. UnknownCodeError: no such theme.
        """
        person, study = self.person(), self.study()
        old = _message(study, reference)
        if status is not None and status not in MESSAGE_STATUSES:
            raise LookupFailedError("not_one_of", value=status, allowed=", ".join(MESSAGE_STATUSES))
        told = old.text if text is None else text.strip()
        fact = message_fact(
            study,
            person if told != old.text else old.coder,
            told,
            case=old.case if isinstance(old.case, str) else None,
            theme=old.theme if theme is None else theme,
        )
        fact = replace(fact, status=status or old.status)
        gone = [] if fact.key == old.message else self._store.live_ids(Message, [Key(old.message)])
        self._keep([fact], "message", ended=gone)
        return fact.key


def _message(study: Study, reference: str) -> Any:
    """The message with this reference, as a row.

    Raises:
        LookupFailedError: there is none.
    """
    key = message_of(study, reference)
    if key is None:
        raise LookupFailedError("unknown_message", reference=reference)
    return next(row for row in records(study.messages) if row.message == key)
