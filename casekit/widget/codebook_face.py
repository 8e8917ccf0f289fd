"""The codebook editor: codes, their rules and search terms in a form; what was changed becomes a new version."""

from collections.abc import Mapping
from typing import Any, ClassVar

from casekit.codebook.checking import check
from casekit.codebook.differing import diff, shown
from casekit.codebook.editing import Edit, followers
from casekit.codebook.live_terms import terms_effect
from casekit.codebook.versions import next_version
from casekit.errors import CodebookError, LookupFailedError
from casekit.language.corpora import corpora
from casekit.model.codebook import POLARITIES, Code, Codebook
from casekit.model.content import plain_code
from casekit.model.drafts import DRAFTS
from casekit.model.finding import Finding, Findings
from casekit.model.study import Study
from casekit.model.words import Words
from casekit.project import Project
from casekit.project.adopting import adoption
from casekit.widget.face import Act, Message, Reply, flag_of, numbers_of, text_of
from casekit.widget.whole import WholeFace
from casekit.wording import LANGUAGES, language, say

__all__ = ["CodebookFace", "code_form", "edit_page"]


class CodebookFace(WholeFace):
    """A codebook of the project in a form. What is changed is kept here until it is saved as a new version, or dropped.

    Raises:
        LookupFailedError: no such codebook.
        CodebookError: it is that of the codes made while coding, which have no versions.
    """

    name = "codebook"

    def __init__(self, project: Project, codebook: str | None = None) -> None:
        super().__init__(project)
        study = project.study()
        self.codebook = study.codebook(codebook).id
        if self.codebook == DRAFTS:
            raise CodebookError("drafts_not_edited", codebook=DRAFTS)
        self._steps = [Edit.of(study.codebooks[self.codebook])]
        self._noticed = Findings()
        self._ready: set[str] = set()
        self._checked: tuple[str, Findings] = ("", Findings())

    @property
    def edit(self) -> Edit:
        """What is edited now, on top of what the project has now."""
        now = self.project.study().codebooks.get(self.codebook)
        if now is None:
            raise LookupFailedError("codebook_no_longer", codebook=self.codebook)
        last = self._steps[-1]
        if now.digest == last.base.digest:
            return last
        names = (say("desk.cb_mine"), f"{now.id} {now.version}")
        fresh, found = last.rebased(now, names=names)
        self._steps = [fresh]
        told = [Finding.of("edited_on_top", "note", now.id, version=now.version)] if fresh.changed else []
        self._noticed = Findings([*told, *found])
        return fresh

    def page(self) -> Reply:
        """The tree, what was changed, and what that means."""
        edit = self.edit
        page = edit_page(self.project.study(), edit)
        return page | {"steps": len(self._steps) - 1, "noticed": [_told(one) for one in self._noticed]}

    def _code(self, message: Message) -> Reply:
        """A code with all that a form shows."""
        return {"code": code_form(self.project.study(), self.edit, text_of(message, "code"))}

    def _said(self, message: Message) -> Reply:
        """Another content of a field."""
        code = text_of(message, "code")
        self._step(self.edit.said(code, text_of(message, "field"), message.get("value")))
        return self._code(message)

    def _add(self, message: Message) -> Reply:
        """A new code below another, or as a theme."""
        edit, code = self.edit.added(_label(message), message.get("parent") or None)
        self._step(edit)
        return {"made": code}

    def _split(self, message: Message) -> Reply:
        """A part of a code as a code of its own."""
        edit, code = self.edit.split(text_of(message, "code"), _label(message))
        self._step(edit)
        return {"made": code}

    def _move(self, message: Message) -> Reply:
        """A code to another place: under a parent, or one step up or down among its siblings."""
        code, edit = text_of(message, "code"), self.edit
        if "parent" in message:
            self._step(edit.moved(code, message["parent"] or None))
            return self._code(message)
        (by,) = numbers_of(message, "by")
        found = edit.book[code]
        beside = followers(edit.book, found.parent)
        at = min(max(beside.index(found) + by, 0), len(beside) - 1)
        self._step(edit.moved(code, found.parent, at))
        return self._code(message)

    def _remove(self, message: Message) -> Reply:
        """Take a code out; its codings go into another, or wait."""
        self._step(self.edit.removed(text_of(message, "code"), message.get("into") or None))
        return {}

    def _back(self, message: Message) -> Reply:
        """Take back the last step of the edit."""
        if len(self._steps) == 1:
            raise CodebookError("codebook_unedited", codebook=self.codebook)
        self._steps.pop()
        self._told = -1
        return {}

    def _drop(self, message: Message) -> Reply:
        """Drop the whole edit."""
        self._steps = [Edit.of(self.edit.base)]
        self._noticed, self._told = Findings(), -1
        return {}

    def _save(self, message: Message) -> Reply:
        """Save the edit as a new version."""
        version, note = text_of(message, "version"), text_of(message, "note")
        came = self.project.revise(
            self.edit, version=version.strip(), note={_language(message): note.strip()}
        )
        self._steps, self._noticed = [Edit.of(self.project.study().codebooks[self.codebook])], Findings()
        return {"version": came.version, "waiting": came.waiting, "told": str(came)}

    def _suggest(self, message: Message) -> Reply:
        """Let the project's codebook suggest anew."""
        done = self.project.suggest(self.codebook)
        return {"new": done.new, "gone": done.gone, "total": done.total}

    def _terms(self, message: Message) -> Reply:
        """What search terms find that are being written; nothing is changed."""
        terms = message.get("terms")
        if not isinstance(terms, list) or not all(isinstance(one, str) for one in terms):
            raise LookupFailedError("message_lacks", field="terms")
        code, spoken, edit = text_of(message, "code"), _language(message), self.edit
        if flag_of(message, "warm"):
            self._warm(spoken)
        before = edit.base.by_id[code].indicators_in(spoken) if code in edit.base.by_id else ()
        effect = terms_effect(self.project.study(), edit.book, code, spoken, before, terms)
        listed = {
            name: [one._asdict() for one in getattr(effect, name)]
            for name in ("terms", "gained_lines", "lost_lines")
        }
        return {"effect": effect._asdict() | listed}

    def _warm(self, spoken: str) -> None:
        """Have the dictionary ready before somebody types: it takes a second to read what compounds are made of."""
        study = self.project.study()
        corpus = corpora(study).get(spoken)
        if corpus is None or spoken in self._ready:
            return
        self._ready.add(spoken)
        stem = max(corpus.index.written, key=len, default="")[:4]
        if stem.isalpha():
            terms_effect(study, self.edit.book, "", spoken, (), (f"+{stem}+",))

    def _findings(self, message: Message) -> Reply:
        """What is to be mended in a code, and how much in others."""
        book = self.edit.book
        if self._checked[0] != book.digest:
            self._checked = (book.digest, check(book, shelf=self.project.study().codebooks))
        code = text_of(message, "code")
        mine = [one for one in self._checked[1] if _about(one, code)]
        return {"findings": [_told(one) for one in mine], "elsewhere": len(self._checked[1]) - len(mine)}

    def _see(self, message: Message) -> Reply:
        """What is asked to be shown; nothing changes."""
        what = text_of(message, "what")
        shown = {"code": self._code, "terms": self._terms, "findings": self._findings}
        if what not in shown:
            raise LookupFailedError("not_one_of", value=what, allowed=", ".join(shown))
        return shown[what](message)

    def _step(self, edit: Edit) -> None:
        if edit != self._steps[-1]:
            self._steps.append(edit)
            self._told = -1

    own_acts: ClassVar[Mapping[str, Act]] = {
        "see": _see,
        "said": _said,
        "add": _add,
        "split": _split,
        "move": _move,
        "remove": _remove,
        "back": _back,
        "drop": _drop,
        "save": _save,
        "suggest": _suggest,
    }


def _language(message: Message) -> str:
    spoken = text_of(message, "language")
    if spoken not in LANGUAGES:
        raise LookupFailedError("not_one_of", value=spoken, allowed=", ".join(LANGUAGES))
    return spoken


def _label(message: Message) -> Words:
    label = text_of(message, "label").strip()
    return Words.of({_language(message): label} if label else {})


def _about(finding: Finding, code: str) -> bool:
    return finding.where == code or finding.where.startswith((f"{code}: ", f"{code} ("))


def _told(finding: Finding) -> Reply:
    return {"severity": finding.severity, "where": finding.where, "text": str(finding)}


def edit_page(study: Study, edit: Edit) -> Reply:
    """The codes as a tree, what was changed in sentences, and how many codings would wait for a person."""
    book, version = edit.book, next_version(edit.base.version)
    made = edit.as_version(version, date="", what=Words())
    changes = diff(edit.base, made, language=language()) if edit.changed else diff(edit.base, edit.base)
    touched = set(changes["code"]) | set(changes["was"])
    waiting = study.codings.loc[study.codings["codebook"] == book.id, "waits"].sum()
    counts = study.codings[study.codings["codebook"] == book.id]["code"].value_counts()
    return {
        "id": book.id,
        "version": edit.base.version,
        "next": version,
        "title": book.title.get(language()) or book.id,
        "languages": list(book.languages or LANGUAGES),
        "spoken": [name for name in LANGUAGES if name in set(study.documents["language"])],
        "ways": {name: say(f"polarity.{name}") for name in POLARITIES},
        "codes": [
            _branch(book, code) | {"codings": int(counts.get(code.id, 0)), "changed": code.id in touched}
            for code in book
        ],
        "changes": shown(changes) or ([say("desk.cb_order")] if edit.changed else []),
        "waiting": adoption(study, made, Findings()).waiting - int(waiting) if edit.replaced else 0,
    }


def _branch(book: Codebook, code: Code) -> Reply:
    """A code as it stands in the tree."""
    return {
        "code": code.id,
        "label": code.label.shown(language()) or code.id,
        "parent": code.parent if code.parent in book.by_id else None,
        "level": len(book.path(code.id)),
        "colour": book.colour_of(code.id),
    }


def code_form(study: Study, edit: Edit, code: str) -> Reply:
    """All that a form shows of a code, as it stands in a file, and where it stands.

    Raises:
        UnknownCodeError: no such code.
    """
    found = edit.book[code]
    beside = followers(edit.book, found.parent)
    mine = study.codings[(study.codings["codebook"] == edit.book.id) & (study.codings["code"] == code)]
    plain: dict[str, Any] = plain_code(found)
    return plain | {
        "title": found.label.shown(language()) or code,
        "inherited": edit.book.colour_of(code),
        "at": beside.index(found),
        "beside": len(beside),
        "below": [one.id for one in edit.book.children.get(code, ())],
        "parents": [one.id for one in edit.book if code not in edit.book.path(one.id)],
        "codings": len(mine),
    }
