"""The face in which a document is coded, reviewed, corrected and compared. Python is the truth: what a page shows was read from it."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from casekit.analysis.concordance import search
from casekit.errors import LookupFailedError
from casekit.model.study import Study
from casekit.project import Project
from casekit.project.recording import coding_of
from casekit.widget import document_rows as rows
from casekit.widget.comparing_acts import COMPARING
from casekit.widget.correcting_acts import CORRECTING
from casekit.widget.face import Act, Message, Reply, flag_of, text_of
from casekit.widget.meant import span_meant
from casekit.widget.reviewing_acts import REVIEWING
from casekit.widget.steps_back import STEPS_BACK

__all__ = ["CodingFace"]

Told = dict[str, Any]


class CodingFace:
    """A document open in the widget; what a page was told is remembered, so that only what is new need be told.

    *everyone*: whether other people's codings are shown beside one's own.

    Raises:
        LookupFailedError: no such document, or no codebook in the project.
    """

    name = "code"

    def __init__(
        self, project: Project, document: str, *, codebook: str | None = None, everyone: bool = False
    ) -> None:
        self.project = project
        self.everyone = everyone or project.coder is None
        study = project.study()
        self.book = study.codebook(codebook).id
        self.document = study.known(document)
        self._told: Told = {}
        self._made_of: dict[str, tuple[Any, ...]] = {}

    @property
    def acts(self) -> Mapping[str, Act]:
        """What can be asked."""
        return _ACTS

    @property
    def shown(self) -> str | None:
        """Whose codings are shown; None: everyone's."""
        return None if self.everyone else self.project.coder

    def hello(self) -> Reply:
        """The whole page."""
        self._told, self._made_of = {}, {}
        return {"me": self.project.coder or "", "fresh": self.fresh()}

    def turn_to(self, document: str) -> None:
        """Open another document.

        Raises:
            LookupFailedError: there is none of that name.
        """
        self.document = self.project.study().known(document)
        self._told, self._made_of = {}, {}

    def fresh(self) -> Reply:
        """What is new since the page was told: whole parts where they are small, else rows that came or changed, and ids that went."""
        study = self.project.study()
        if self.document not in study.texts:
            raise LookupFailedError("unknown_document", document=self.document, known=", ".join(study.texts))
        new: Reply = {} if self._told else {"whole": True}
        for name, (sources, build) in self._parts(study).items():
            made_of = (*sources, self.document, self.shown)
            if self._is_as_it_was(name, made_of):
                continue
            self._made_of[name] = made_of
            now, before = build(), self._told.get(name)
            self._told[name] = now
            if isinstance(now, dict) and name in _MAPS:
                if (change := _changes(before or {}, now)) or before is None:
                    new[name] = change
            elif now != before:
                new[name] = now
        return new

    def _is_as_it_was(self, name: str, made_of: tuple[Any, ...]) -> bool:
        """Frames are never changed: the same ones say the same."""
        before = self._made_of.get(name)
        return before is not None and all(
            one is other if isinstance(one, pd.DataFrame | dict) else one == other
            for one, other in zip(before, made_of, strict=True)
        )

    def _parts(self, study: Study) -> dict[str, tuple[tuple[Any, ...], Callable[[], Any]]]:
        """Each part of the page: of what it is made, and how."""
        name, coder = self.document, self.shown
        books = dict(study.codebooks)
        marks = (study.codings, study.documents)
        return {
            "document": ((study.documents, study.cases), lambda: rows.about(study, name)),
            "turns": ((study.turns, study.documents), lambda: rows.turns(study, name)),
            "codes": ((tuple(one.digest for one in books.values()), study.own_words, self._used(study)), lambda: rows.codes(study, self.book, name)),
            "codings": (marks, lambda: rows.codings(study, name, coder)),
            "suggestions": ((study.suggestions, study.documents), lambda: rows.suggestions(study, name, self.book)),
            "memos": ((study.memos, study.documents), lambda: rows.memos(study, name, coder)),
            "coders": ((study.coders,), lambda: list(study.coders.loc[study.coders["kind"] != "machine", "coder"])),
            "everyone": ((self.everyone,), lambda: self.everyone),
            "finished": ((study.assignments,), lambda: rows.is_finished(study, name, self.project.coder)),
        }  # fmt: skip

    def _used(self, study: Study) -> tuple[str, ...]:
        """The codebooks that the document's codings are of: whose codes the page must know."""
        return tuple(
            sorted(study.codings.loc[study.codings["document"] == self.document, "codebook"].unique())
        )


_MAPS = ("codings", "suggestions", "memos")


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Reply:
    put = [row for key, row in now.items() if before.get(key) != row]
    gone = [key for key in before if key not in now]
    return {"put": put, "gone": gone} if put or gone else {}


def _code(face: CodingFace, message: Message) -> Reply:
    span = _words(face, message)
    codes = message.get("codes")
    if not (isinstance(codes, list) and codes and all(isinstance(one, str) for one in codes)):
        raise LookupFailedError("message_lacks", field="codes")
    made = face.project.code(
        face.document, span, codes, polarity=text_of(message, "polarity", ""), codebook=face.book
    )
    study = face.project.study()
    return {"made": [coding_of(study, reference) for reference in made]}


def _span(face: CodingFace, message: Message) -> tuple[int, int] | None:
    return span_meant(face.project.study(), face.document, message)


def _words(face: CodingFace, message: Message) -> tuple[int, int]:
    """The words that a message must name."""
    span = _span(face, message)
    if span is None:
        raise LookupFailedError("message_lacks", field="start")
    return span


def _change(face: CodingFace, message: Message) -> Reply:
    face.project.change(
        text_of(message, "coding"),
        code=text_of(message, "code") if "code" in message else None,
        polarity=text_of(message, "polarity") if "polarity" in message else None,
        span=_span(face, message),
    )
    return {}


def _withdraw(face: CodingFace, message: Message) -> Reply:
    """One's own coding: what another person gave is theirs to take back."""
    asked, person = text_of(message, "coding"), face.project.person()
    study = face.project.study()
    key = coding_of(study, asked)
    by = str(study.codings.loc[study.codings["coding"] == key, "coder"].iloc[0])
    if by != person:
        raise LookupFailedError("coding_of_another", reference=asked, by=by)
    face.project.withdraw([key], why=text_of(message, "why", ""))
    return {}


def _memo(face: CodingFace, message: Message) -> Reply:
    text = text_of(message, "text")
    if "coding" in message:
        face.project.note(text, coding=text_of(message, "coding"))
    else:
        face.project.note(text, document=face.document, span=_words(face, message))
    return {}


def _draft(face: CodingFace, message: Message) -> Reply:
    """A code of one's own, and the words in hand get it at once."""
    span = _span(face, message)
    code = face.project.draft(text_of(message, "label"))
    if span is not None:
        face.project.code(face.document, span, f"drafts:{code}")
    return {"code": code}


def _open(face: CodingFace, message: Message) -> Reply:
    face.turn_to(text_of(message, "document"))
    return {}


def _documents(face: CodingFace, message: Message) -> Reply:
    """What can be opened; told also where the document that is open was removed."""
    return {"documents": rows.documents(face.project.study(), face.project.coder), "fresh": {}}


def _finish(face: CodingFace, message: Message) -> Reply:
    return {"at_it": list(face.project.finish(face.document))}


def _reopen(face: CodingFace, message: Message) -> Reply:
    face.project.reopen(face.document)
    return {}


def _everyone(face: CodingFace, message: Message) -> Reply:
    face.everyone = flag_of(message, "on")
    return {}


def _find(face: CodingFace, message: Message) -> Reply:
    found = search(face.project.study(), text_of(message, "query"), document=face.document, everyone=True)
    return {
        "hits": [
            [int(start), int(end)]
            for start, end in zip(found.frame["start"], found.frame["end"], strict=True)
        ]
    }


def _rule(face: CodingFace, message: Message) -> Reply:
    study = face.project.study()
    spoken = rows.about(study, face.document)["language"]
    return rows.rule(study, text_of(message, "book"), text_of(message, "code"), spoken)


_ACTS: Mapping[str, Act] = {
    **STEPS_BACK,
    "code": _code,
    "change": _change,
    "withdraw": _withdraw,
    "memo": _memo,
    "draft": _draft,
    "open": _open,
    "documents": _documents,
    "everyone": _everyone,
    "finish": _finish,
    "reopen": _reopen,
    "find": _find,
    "rule": _rule,
    **REVIEWING,
    **CORRECTING,
    **COMPARING,
}
