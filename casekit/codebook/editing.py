"""A codebook while a person edits it: its codes as they are to be, and what became of those that go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casekit.codebook.ids import slug
from casekit.codebook.merging import merge
from casekit.codebook.reading import codebook_of
from casekit.codebook.references import without_strays
from casekit.errors import CodebookError
from casekit.model.codebook import Change, Code, Codebook, in_tree_order
from casekit.model.content import kept, plain_code
from casekit.model.finding import Findings
from casekit.model.words import Words

__all__ = ["FIELDS", "Edit", "followers"]

FIELDS = (
    "label", "definition", "include", "exclude", "examples", "counterexamples", "polarity", "indicators", "colour",
)  # fmt: skip
"""What can be changed of a code, besides where it stands."""

_TEXTS = ("exclude", "examples", "counterexamples")
_BESIDE = {"see", "also", "direction"}


@dataclass(frozen=True)
class Edit:
    """What somebody makes of ``base``: ``book`` is as it is to be, with the version and changes of the base.

    ``replaced`` says for a code of the base which codes take its place, as in :class:`~casekit.model.codebook.Change`.
    """

    base: Codebook
    book: Codebook
    replaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Codebook) -> "Edit":
        """Nothing edited yet."""
        return cls(book, book)

    @property
    def changed(self) -> bool:
        """Whether it says anything else than the base."""
        return self.book.digest != self.base.digest or bool(self.replaced)

    def said(self, code: str, name: str, value: Any) -> "Edit":
        """With another content of a field; *value* as it stands in a file, entries without any text left out.

        Raises:
            UnknownCodeError: no such code.
            CodebookError: no such field, or one that cannot hold this.
        """
        if name not in FIELDS:
            raise CodebookError("edit_of_no_field", field=name, known=", ".join(FIELDS))
        if name in _TEXTS and isinstance(value, list):
            value = [one for one in value if _has_text(one)]
        plain = kept({**plain_code(self.book[code]), name: value})
        made, findings = codebook_of({"id": self.book.id, "codes": [plain]}, lambda path: "")
        if findings:
            raise CodebookError("edit_unfit", code=code, field=name, told=str(findings[0]))
        return self._with(replace(made.codes[0], parent=self.book[code].parent))

    def _with(self, code: Code) -> "Edit":
        codes = tuple(code if one.id == code.id else one for one in self.book)
        return replace(self, book=replace(self.book, codes=codes))

    def added(self, label: Words, parent: str | None = None) -> tuple["Edit", str]:
        """With a new code, the last below *parent*; and its id, made from the label.

        Raises:
            UnknownCodeError: no such parent.
            CodebookError: a label without letters.
        """
        above = None if parent is None else self.book[parent]
        made = Code(self._free(label), label, parent, kind=above.kind if above else "factor")
        return self._placed(made, len(self.book)), made.id

    def split(self, code: str, label: Words) -> tuple["Edit", str]:
        """With a part of a code as a new code right behind it; codings of the whole will wait for a person.

        Raises:
            UnknownCodeError: no such code.
            CodebookError: a label without letters.
        """
        whole = self.book[code]
        made = Code(self._free(label), label, whole.parent, kind=whole.kind)
        into = {old: (*new, made.id) if code in new else new for old, new in self.replaced.items()}
        if code in self.base.by_id:
            into.setdefault(code, (code, made.id))
        at = followers(self.book, whole.parent).index(whole) + 1
        return replace(self, replaced=into)._placed(made, at), made.id

    def moved(self, code: str, parent: str | None, at: int | None = None) -> "Edit":
        """With a code and all below it under *parent* (None: as a theme), the *at*-th there from 0, by default the last.

        Raises:
            UnknownCodeError: no such code.
            CodebookError: it would stand below itself.
        """
        if parent is not None and code in self.book.path(parent):
            raise CodebookError("moved_below_itself", code=code, parent=parent)
        moved = replace(self.book[code], parent=parent)
        return self._placed(moved, len(self.book) if at is None else at)

    def removed(self, code: str, into: str | None = None) -> "Edit":
        """Without a code: its codings follow into another one, or wait for a person. What names it names it no longer.

        Raises:
            UnknownCodeError: no such code.
            CodebookError: there are codes below it, or it would become itself.
        """
        if below := self.book.children.get(self.book[code].id):
            raise CodebookError("removed_with_codes", code=code, below=", ".join(one.id for one in below))
        if into is not None and self.book[into].id == code:
            raise CodebookError("merged_into_itself", code=code)
        after = () if into is None else (into,)
        became = {old: _swapped(new, code, after) for old, new in self.replaced.items()}
        if code in self.base.by_id:
            became.setdefault(code, after)
        rest = replace(self.book, codes=tuple(one for one in self.book if one.id != code))
        book, _ = without_strays(rest, frozenset({code}))
        return replace(self, book=book, replaced=_telling(became, book))

    def rebased(self, now: Codebook, *, names: tuple[str, str]) -> tuple["Edit", Findings]:
        """The same edit of what the base has become meanwhile; where both changed one thing, ours stays and a finding tells both.

        *names* call the edit and the other.
        """
        if not self.changed:
            return Edit.of(now), Findings()
        merged, findings = merge(self.book, now, self.base, names=names)
        book = replace(merged, version=now.version, changes=now.changes)
        became = {
            old: tuple(code for code in new if code in book.by_id)
            for old, new in self.replaced.items()
            if old in now.by_id and (old not in book.by_id or old in new)
        }
        about = [one for one in findings if one.kind != "merge_version"]
        return Edit(now, book, _telling(became, book)), Findings(about)

    def as_version(self, version: str, *, date: str, what: Words) -> Codebook:
        """The codebook as a new version, whose changes say what became of codes."""
        change = Change(version, date, what, tuple(sorted(self.replaced.items())))
        return replace(self.book, version=version, changes=(*self.book.changes, change))

    def _placed(self, code: Code, at: int) -> "Edit":
        """With a code as the *at*-th below its parent, wherever it was."""
        beside = [one for one in followers(self.book, code.parent) if one.id != code.id]
        codes = [one for one in self.book if one.id != code.id]
        after = beside[max(at, 0) :]
        codes.insert(codes.index(after[0]) if after else len(codes), code)
        return replace(self, book=replace(self.book, codes=in_tree_order(codes)))

    def _free(self, label: Words) -> str:
        """An id for a new code, which never was that of another."""
        name = next(filter(None, (slug(text) for _, text in label.texts)), "")
        if not name:
            raise CodebookError("label_without_letters")
        was = {old for change in self.book.changes for old, _ in change.replaced}
        taken = {*self.book.by_id, *self.base.by_id, *was}
        return next(one for one in _numbered(name) if one not in taken)


def followers(book: Codebook, parent: str | None) -> tuple[Code, ...]:
    """The codes right below *parent*, or the themes."""
    return book.themes if parent is None else book.children.get(parent, ())


def _has_text(entry: object) -> bool:
    """Whether a rule or example says anything; what is none is left to be told."""
    return not isinstance(entry, dict) or any(entry[name] for name in entry.keys() - _BESIDE)


def _swapped(codes: tuple[str, ...], gone: str, after: tuple[str, ...]) -> tuple[str, ...]:
    """The codes with others in the place of one that is gone."""
    return tuple(dict.fromkeys(one for code in codes for one in (after if code == gone else (code,))))


def _telling(replaced: Mapping[str, tuple[str, ...]], book: Codebook) -> dict[str, tuple[str, ...]]:
    """Without those that became themselves."""
    return {old: new for old, new in replaced.items() if not (new == (old,) and old in book.by_id)}


def _numbered(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1
