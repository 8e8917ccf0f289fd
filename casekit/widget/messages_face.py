"""The main messages to write: about each case and across them, with the passages under each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from casekit.analysis.basis import stale
from casekit.analysis.passages import passages
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.messaging import MESSAGE_STATUSES
from casekit.project.recording import message_of
from casekit.widget.beside import beside
from casekit.widget.face import Act, Message, Reply, text_of
from casekit.widget.whole import WholeFace
from casekit.wording import language, say

__all__ = ["MessagesFace", "messages_page"]


def messages_page(study: Study, *, me: str | None = None) -> Reply:
    """``messages`` (across cases first, then as the project has the cases), with the ``cases``, ``themes`` and ``statuses`` to choose from.

    A message tells its ``case`` ("" across cases), ``theme``, ``status``, author, and whether the passages under it are ``stale``.
    """
    old = set(stale(study))
    order = {case: place for place, case in enumerate(study.cases["case"], start=1)}
    rows = [_message(row, row.message in old, me) for row in records(study.messages)]
    return {
        "messages": sorted(rows, key=lambda row: order.get(row["case"], 0)),
        "cases": [{"case": row.case, "label": row.label} for row in records(study.cases)],
        "themes": _themes(study),
        "statuses": [{"status": one, "label": say(f"desk.messages_is_{one}")} for one in MESSAGE_STATUSES],
    }


def _message(row: Any, changed: bool, me: str | None) -> Reply:
    return {
        "message": row.message,
        "reference": row.message[:10],
        "case": row.case if isinstance(row.case, str) else "",
        "theme": row.theme,
        "text": row.text,
        "coder": row.coder,
        "mine": row.coder == me,
        "status": row.status,
        "stale": changed,
    }


def _themes(study: Study) -> list[Reply]:
    """The themes of the codebook that messages go by; none in a study without codebooks."""
    if not study.codebooks:
        return []
    return [{"theme": code.id, "label": code.label.shown(language())} for code in study.codebook().themes]


def _see(face: Any, message: Message) -> Reply:
    """The passages under a message about ``case`` ("" : all) and ``theme`` ("" : all)."""
    study = face.project.study()
    if not study.codebooks:
        return {"passages": [], "more": 0, "gone": 0}
    case, theme = text_of(message, "case", "") or None, text_of(message, "theme", "") or None
    book = study.codebook().id
    return beside(study, passages(study, case=case, code=theme).assign(codebook=book))


def _add(face: Any, message: Message) -> Reply:
    case = text_of(message, "case", "") or None
    key = face.project.message(text_of(message, "text"), case=case, theme=text_of(message, "theme", ""))
    return {"message": key}


def _change(face: Any, message: Message) -> Reply:
    """Other words, theme or status: those that the message names."""
    told = {name: text_of(message, name) for name in ("text", "theme", "status") if name in message}
    return {"message": face.project.change_message(text_of(message, "message"), **told)}


def _holds(face: Any, message: Message) -> Reply:
    return {"message": face.project.change_message(text_of(message, "message"))}


def _withdraw(face: Any, message: Message) -> Reply:
    wanted = text_of(message, "message")
    if message_of(face.project.study(), wanted) is None:
        raise LookupFailedError("unknown_message", reference=wanted)
    return {"withdrawn": face.project.withdraw([wanted])}


class MessagesFace(WholeFace):
    """The main messages of a project. Asked: ``see`` (the passages under one), ``add``, ``change``, ``holds``, ``withdraw``."""

    name = "messages"
    own_acts: ClassVar[Mapping[str, Act]] = {
        "see": _see,
        "add": _add,
        "change": _change,
        "holds": _holds,
        "withdraw": _withdraw,
    }

    def page(self) -> Reply:
        """All messages."""
        return messages_page(self.project.study(), me=self.project.coder)
