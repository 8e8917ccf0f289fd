"""Two codebooks made into one: two versions of the same, with or without the one that both come from, or two different ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from casekit.codebook.ids import fit_id
from casekit.codebook.reading import codebook_of
from casekit.codebook.references import with_new_ids
from casekit.codebook.three_way import Path, ThreeWay
from casekit.codebook.versions import latest, next_version, version_order
from casekit.errors import CodebookError
from casekit.model.codebook import Change, Code, Codebook, Group, Question, plain_codebook
from casekit.model.content import plain_code
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words

__all__ = ["merge"]

_Named = Code | Question | Group
_OURS = (
    "title",
    "description",
    "unit_of_analysis",
    "licence",
    "rating",
    "extends",
    "based_on",
)


def merge(
    ours: Codebook,
    theirs: Codebook,
    base: Codebook | None = None,
    *,
    id: str | None = None,
    names: tuple[str, str] | None = None,
) -> tuple[Codebook, Findings]:
    """Both codebooks in one, and where they do not agree; it is called *id*, else as *ours*.

    With a *base* that both come from, what only one side changed is taken over, field by field and language by language;
    without one, what one side lacks is taken from the other. Lists are united, entry by entry. Where both say different
    things, ours stays and a finding tells both, calling the sides by their *names* (else by id and version). A code that one
    side deleted goes, unless the other changed it. Moves that would put a code below itself are not made. The version is the
    latest of both.

    Two different books keep both their codes. Where both use an id for codes without a label in common, theirs gets the id
    ``<their book>.<id>``, and whatever names it follows; the same holds for questions and groups. Version and changes are ours.

    Raises:
        CodebookError: a *base* that one of them does not come from (by ``id`` or ``based_on``); an *id* with blanks or capitals.
    """
    whole = ours.id if id is None else fit_id(id)
    called = names or _called(ours, theirs)
    for book, name in zip((ours, theirs), called, strict=True):
        if base is not None and not _comes_from(book, base):
            raise CodebookError("merge_base_foreign", name=name, codebook=base.id)
    if ours == theirs:
        return replace(ours, id=whole), Findings()
    findings: list[Finding] = []
    if base is None and ours.id != theirs.id:
        theirs, findings = _side_by_side(ours, theirs)
    merging = _Merging(ours, theirs, findings, called)
    way = ThreeWay(merging.differs, merging.kept, based=base is not None)
    later = [change.version for book in (ours, theirs) for change in book.changes]
    version = latest([ours.version, theirs.version, *later])
    common = None if base is None else _flat(base, whole, version)
    plain = way.merged(common, _flat(ours, whole, version), _flat(theirs, whole, version))
    plain["codes"] = merging.placed(plain.get("codes", []))
    if all(_in_order(book.changes) for book in (ours, theirs)):
        plain["changes"] = sorted(
            plain.get("changes", []), key=lambda change: version_order(change["version"])
        )
    book, _ = codebook_of(plain, lambda path: "")
    findings += merging.same_version(book, base)
    return book, Findings(findings)


def _called(ours: Codebook, theirs: Codebook) -> tuple[str, str]:
    one, other = (f"{book.id} {book.version}" for book in (ours, theirs))
    return (one, other) if one != other else (f"{one} (1)", f"{other} (2)")


def _comes_from(book: Codebook, base: Codebook) -> bool:
    return base.id in (book.id, book.based_on and book.based_on.codebook)


def _in_order(changes: Sequence[Change]) -> bool:
    order = [version_order(change.version) for change in changes]
    return order == sorted(order)


def _flat(book: Codebook, id: str, version: str) -> dict[str, Any]:
    """Its plain content, each code beside the others and saying what it is and below which code it stands."""
    codes = [plain_code(code) | {"kind": code.kind, "parent": code.parent or ""} for code in book]
    return plain_codebook(book) | {"id": id, "version": version, "codes": codes}


class _Merging:
    """What is told about a merge, and its codes."""

    def __init__(
        self, ours: Codebook, theirs: Codebook, findings: list[Finding], names: tuple[str, str]
    ) -> None:
        self.ours, self.theirs, self.findings, self.names = ours, theirs, findings, names

    def _where(self, path: Path) -> tuple[str, str]:
        """The code (or, of the book itself, the book), and the field in it."""
        if path[0] == "codes":
            return f"{self.ours.id}: {path[1]}", ".".join(path[2:])
        return self.ours.id, ".".join(path)

    def differs(self, path: Path, ours: str, theirs: str) -> None:
        where, field = self._where(path)
        first, second = self.names
        told = {"field": field, "ours": ours, "theirs": theirs, "first": first, "second": second}
        self.findings.append(Finding.of("merge_differs", "warning", where, **told))

    def kept(self, path: Path, by_ours: bool) -> None:
        where, field = self._where(path)
        gone, there = self.names if by_ours else self.names[::-1]
        place = " ".join(filter(None, (where, field)))
        self.findings.append(Finding.of("merge_kept", "warning", place, gone=gone, there=there))

    def same_version(self, book: Codebook, base: Codebook | None) -> list[Finding]:
        """That a version of one of them has another content now, where versions were told apart before."""
        began = [base] if base is not None and base.id == self.ours.id else []
        if len({one.version for one in (*began, self.ours, self.theirs)}) < 2:
            return []
        same = [
            name
            for side, name in zip((self.ours, self.theirs), self.names, strict=True)
            if (side.id, side.version) == (book.id, book.version) and side.digest != book.digest
        ]
        near = next_version(book.version)
        return [
            Finding.of("merge_version", "warning", book.id, version=book.version, name=name, near=near)
            for name in same[:1]
        ]

    def placed(self, plain: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The codes, with those that others stand below, and none below itself."""
        codes = {code["id"]: code for code in plain}
        while True:
            lost = next((code for code in codes.values() if code.get("parent", "") not in {"", *codes}), None)
            circle = None if lost else _circle(codes)
            if lost:
                self._restored(codes, lost["parent"])
            elif circle:
                self._opened(codes, circle)
            else:
                return list(codes.values())

    def _restored(self, codes: dict[str, dict[str, Any]], parent: str) -> None:
        book = self.ours if parent in self.ours.by_id else self.theirs
        if parent not in book.by_id:  # it stood nowhere before either
            for code in codes.values():
                code["parent"] = "" if code.get("parent") == parent else code.get("parent", "")
            return
        codes[parent] = plain_code(book[parent])
        self.kept(("codes", parent), book is self.theirs)

    def _opened(self, codes: dict[str, dict[str, Any]], circle: list[str]) -> None:
        """Back to where ours has its codes."""
        for code in circle:
            if code in self.ours.by_id:
                parent = self.ours[code].parent or ""
                if codes[code]["parent"] != parent:
                    codes[code] = codes[code] | {"parent": parent}
                    where = f"{self.ours.id}: {code}"
                    self.findings.append(
                        Finding.of("moved_in_a_circle", "warning", where, parent=parent or "–")
                    )


def _circle(codes: dict[str, dict[str, Any]]) -> list[str]:
    """The codes of one circle, if there is one."""
    for code in codes:
        line = [code]
        while (above := codes[line[-1]].get("parent", "")) and above not in line:
            line.append(above)
        if above:
            return line[line.index(above) :]
    return []


def _side_by_side(ours: Codebook, theirs: Codebook) -> tuple[Codebook, list[Finding]]:
    """Another book as if it were a part of ours: ours says what the whole is, and no id means two things.

    Their versions count something else than ours, so what changed from one to the next is not taken along, and told.
    """
    codes, questions, groups = (
        dict(_clashes(getattr(ours, name), getattr(theirs, name), theirs.id))
        for name in ("codes", "questions", "groups")
    )
    book = with_new_ids(theirs, codes)
    own = {name: getattr(ours, name) for name in _OURS if getattr(ours, name)}
    moved = replace(
        book,
        **own | {"id": ours.id, "version": ours.version, "changes": ours.changes},
        codes=tuple(
            replace(code, questions=tuple(questions.get(one, one) for one in code.questions)) for code in book
        ),
        questions=tuple(replace(one, id=questions.get(one.id, one.id)) for one in book.questions),
        groups=tuple(replace(one, id=groups.get(one.id, one.id)) for one in book.groups),
    )
    findings = [
        Finding.of("merge_new_id", "note", f"{theirs.id}: {old}", id=old, new=new, codebook=theirs.id)
        for ids in (codes, questions, groups)
        for old, new in ids.items()
    ]
    if n := len(theirs.changes):
        findings.append(Finding.of("merge_changes_left", "note", theirs.id, n=n, codebook=theirs.id))
    return moved, findings


def _clashes(ours: Sequence[_Named], theirs: Sequence[_Named], name: str) -> Iterator[tuple[str, str]]:
    """Their ids that ours uses for something else, each with a new one."""
    known = {entry.id: entry for entry in ours}
    taken = {*known, *(entry.id for entry in theirs)}
    for entry in theirs:
        mine = known.get(entry.id)
        if mine is not None and mine != entry and not _share(_name(mine), _name(entry)):
            new = f"{name}.{entry.id}"
            while new in taken:
                new += "_"
            taken.add(new)
            yield entry.id, new


def _name(entry: _Named) -> Words:
    return entry.text if isinstance(entry, Question) else entry.label


def _share(one: Words, other: Words) -> bool:
    return bool({*one.texts} & {*other.texts})
