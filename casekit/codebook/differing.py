"""Two versions of a codebook, compared in terms of what they mean."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from casekit.codebook.statements import BOOK_FIELDS, CODE_FIELDS, difference
from casekit.codebook.successors import followed, successors, with_groups_followed
from casekit.model.codebook import Code, Codebook
from casekit.model.frames import records
from casekit.wording import join, say
from casekit.wording import language as speaking

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHANGES", "diff", "sentence", "shown"]

_CALLED = {
    "label": "relabelled",
    "definition": "redefined",
    "kind": "rules",
    "include": "rules",
    "exclude": "rules",
    "polarity": "rules",
    "examples": "examples",
    "counterexamples": "examples",
    "indicators": "indicators",
}
CHANGES = (
    "added",
    "removed",
    "renamed",
    "relabelled",
    "moved",
    "split",
    "merged",
    "redefined",
    "rules",
    "examples",
    "indicators",
    "details",
    "book",
)
_RECODED = {"redefined", "rules"}


class _Row(NamedTuple):
    change: str
    code: str = ""
    label: str = ""
    was: str = ""
    field: str = ""
    language: str = ""
    before: str = ""
    after: str = ""
    recode: bool = False
    sure: bool = True


def diff(old: Codebook, new: Codebook, *, language: str = "en") -> "pd.DataFrame":
    """What *new* says otherwise than *old*: one row per change, the book's own first, then its codes', then those gone.

    Columns: ``change``, one of :data:`CHANGES`; ``code``, its id in *new* (in *old* where it is gone) and its ``label`` in
    *language*; ``was``, its id in *old*; ``field``; ``language``, those whose text changed; ``before`` and ``after``: the
    text, the parent, or of a list what went and what came; ``recode``, whether passages already coded may need another look;
    ``sure``, False where nobody said that a code has a new id and it is only the one most alike. Of a code that was split,
    ``after`` names the codes in its place. A row of the field ``replaced`` holds what else became of former codes. In which
    order codes and entries stand makes no difference.

    >>> from casekit.model.words import Words
    >>> old, new = (Codebook("b", codes=(Code("rent", Words.of({"en": text})),)) for text in ("Rent", "Rents"))
    >>> diff(old, new)[["change", "code", "before", "after"]].iloc[0].to_list()
    ['relabelled', 'rent', 'Rent', 'Rents']
    """
    import pandas as pd

    pair = _Pair(old, new, language)
    frame = pd.DataFrame(pair.rows(), columns=list(_Row._fields))
    return frame.astype(dict.fromkeys(_Row._fields, "str") | {"recode": "bool", "sure": "bool"})


class _Pair:
    """Two versions and what became of the codes of the first."""

    def __init__(self, old: Codebook, new: Codebook, language: str) -> None:
        self.old, self.new, self.language = old, new, language
        self.after = successors(old, new)
        self.into = Counter(code for codes in self.after.of.values() if len(codes) == 1 for code in codes)
        self.before: dict[str, list[str]] = {}
        for code, codes in self.after.of.items():
            for one in codes:
                self.before.setdefault(one, []).append(code)

    def rows(self) -> list[_Row]:
        rows = list(self._book())
        split_told: set[str] = set()
        for code in self.new:
            for was in self.before.get(code.id, ()):
                if len(self.after.all(was)) == 1:
                    rows += self._one(self.old[was], code)
                elif was not in split_told:
                    split_told.add(was)
                    rows += self._split(self.old[was])
            if code.id not in self.before:
                rows.append(_Row("added", code.id, self._label(code), after=code.parent or ""))
        gone = (code for code in self.old if not self.after.of[code.id])
        return rows + [self._removed(code) for code in gone]

    def _book(self) -> Iterator[_Row]:
        before = with_groups_followed(self.old, self.after)
        for field in BOOK_FIELDS:
            found = difference(before, self.new, field)
            if found:
                languages = ", ".join(found.languages)
                yield _Row("book", "", "", "", field, languages, found.before, found.after)
        went, came = self._replaced(self.old, self.new), self._replaced(self.new, self.old)
        if went or came:
            yield _Row("book", field="replaced", before="; ".join(went), after="; ".join(came))

    def _replaced(self, book: Codebook, other: Codebook) -> list[str]:
        """What *book* alone says of former codes, where no code's own row tells it."""
        known = {(change.version, *entry) for change in other.changes for entry in change.replaced}
        versions = {self.old.version, *(change.version for change in self.old.changes)}
        told = set(self.old.by_id) if book is self.new else set()
        lines = []
        for change in book.changes:
            for was, now in change.replaced:
                if was in told and change.version not in versions:
                    told |= {*now}
                elif (change.version, was, now) not in known:
                    lines.append(f"{change.version} {was}: {', '.join(now) or '–'}")
        return lines

    def _one(self, old: Code, new: Code) -> Iterator[_Row]:
        """A code that has one code in its place: that may be itself, have a new id, or have taken it in."""
        label, sure = self._label(new), old.id not in self.after.likely
        taken_in = old.id != new.id and (new.id in self.old.by_id or self.into[new.id] > 1)
        if taken_in:
            yield _Row("merged", new.id, label, old.id, before=old.id, after=new.id, recode=True)
            return
        if old.id != new.id:
            yield _Row("renamed", new.id, label, old.id, "id", "", old.id, new.id, not sure, sure)
        yield from self._moved(old, new)
        yield from self._fields(old, new)

    def _moved(self, old: Code, new: Code) -> Iterator[_Row]:
        if new.parent not in self._now(old.parent):
            across = self.new.theme_of(new.id) not in self._now(self.old.theme_of(old.id))
            yield _Row("moved", new.id, self._label(new), old.id, "parent", "", old.parent or "", new.parent or "", across)  # fmt: skip

    def _now(self, code: str | None) -> tuple[str | None, ...]:
        return (None,) if code is None else self.after.of.get(code, (code,))

    def _fields(self, old: Code, new: Code) -> Iterator[_Row]:
        before = followed(old, self.after)
        for field in CODE_FIELDS:
            found = difference(before, new, field)
            if found:
                change = _CALLED.get(field, "details")
                recode = change in _RECODED and found.matters
                languages = ", ".join(found.languages)
                yield _Row(change, new.id, self._label(new), old.id, field, languages, found.before, found.after, recode)  # fmt: skip

    def _split(self, old: Code) -> Iterator[_Row]:
        """What a part says is another thing than what the whole said; a part with the old id tells its own changes."""
        after = ", ".join(self.after.all(old.id))
        yield _Row("split", old.id, self._label(old), old.id, "", "", old.id, after, True)
        if old.id in self.after.of[old.id]:
            yield from self._moved(old, self.new[old.id])
            yield from self._fields(old, self.new[old.id])

    def _removed(self, old: Code) -> _Row:
        outside = ", ".join(self.after.outside.get(old.id, ()))
        return _Row("removed", old.id, self._label(old), old.id, before=old.id, after=outside, recode=True)

    def _label(self, code: Code) -> str:
        return code.label.get(self.language) or code.id


def shown(table: "pd.DataFrame") -> list[str]:
    """Each row of :func:`diff` as a sentence in the language spoken now."""
    return [sentence(row) for row in records(table)]


def sentence(row: Any) -> str:
    """One row of :func:`diff` (a Series or a named tuple) as a sentence in the language spoken now."""
    cells: Mapping[str, Any] = row._asdict() if hasattr(row, "_asdict") else row
    words = {name: str(cells[name]) for name in ("code", "label", "was")}
    top, change = say("diff.top"), str(cells["change"])
    before, after = (_listed(str(cells[name])) for name in ("before", "after"))
    match change:
        case "renamed":
            return say("diff.renamed" if cells["sure"] else "diff.perhaps_renamed", **words)
        case "moved":
            return say("diff.moved", code=words["code"], label=words["label"], before=before or top, after=after or top)  # fmt: skip
        case "split":
            return say("diff.split", code=words["code"], label=words["label"], into=after)
        case "merged":
            return say("diff.merged", **words)
        case "added" | "removed":
            return say(f"diff.{change}", code=words["code"], label=words["label"])
    return _about(cells, words)


def _listed(ids: str) -> str:
    return join(ids.split(", "), speaking()) if ids else ""


def _about(cells: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """A change of a field: whose, which, in which languages, and the texts where there is only one language."""
    field = say(f"diff.field.{cells['field']}")
    languages = f" ({cells['language']})" if cells["language"] else ""
    head = say("diff.book" if cells["change"] == "book" else "diff.code", field=field, languages=languages, **_of(cells, words))  # fmt: skip
    if ", " in str(cells["language"]):
        return head
    return f"{head}: {cells['before'] or '–'} → {cells['after'] or '–'}"


def _of(cells: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, str]:
    return {} if cells["change"] == "book" else {"code": words["code"], "label": words["label"]}
