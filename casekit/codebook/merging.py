"""Two codebooks made into one: two versions of the same, with or without the one that both come from, or two different ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from casekit.codebook.reading import codebook_of
from casekit.codebook.references import with_new_ids
from casekit.codebook.three_way import Path, ThreeWay
from casekit.model.codebook import Code, Codebook, Group, Question, plain_codebook
from casekit.model.content import plain_code
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words

__all__ = ["merge"]

_Named = Code | Question | Group
_OURS = (
    "version",
    "title",
    "description",
    "unit_of_analysis",
    "licence",
    "rating",
    "changes",
    "extends",
    "based_on",
)


def merge(
    ours: Codebook, theirs: Codebook, base: Codebook | None = None, *, id: str | None = None
) -> tuple[Codebook, Findings]:
    """Both codebooks in one, and where they do not agree; it is called *id*, else as *ours*.

    With a *base* that both come from, what only one side changed is taken over, field by field and language by language;
    without one, what one side lacks is taken from the other. Lists are united, entry by entry. Where both say different
    things, ours stays and a finding tells both. A code that one side deleted goes, unless the other changed it. Moves that
    would put a code below itself are not made.

    Two different books keep both their codes. Where both use an id for codes without a label in common, theirs gets the id
    ``<their book>.<id>``, and whatever names it follows; the same holds for questions and groups.
    """
    if ours == theirs:
        return (ours if id is None else replace(ours, id=id)), Findings()
    findings: list[Finding] = []
    if ours.id != theirs.id:
        theirs, findings = _side_by_side(ours, theirs)
    merging = _Merging(ours, theirs, findings)
    way = ThreeWay(merging.differs, merging.kept, based=base is not None)
    plain = way.merged(None if base is None else _flat(base), _flat(ours), _flat(theirs))
    plain["codes"] = merging.placed(plain.get("codes", []))
    book, _ = codebook_of(plain | {"id": id or ours.id}, lambda path: "")
    return book, Findings(findings)


def _flat(book: Codebook) -> dict[str, Any]:
    """Its plain content, each code beside the others and saying what it is and below which code it stands."""
    codes = [plain_code(code) | {"kind": code.kind, "parent": code.parent or ""} for code in book]
    return plain_codebook(book) | {"codes": codes}


class _Merging:
    """What is told about a merge, and its codes."""

    def __init__(self, ours: Codebook, theirs: Codebook, findings: list[Finding]) -> None:
        self.ours, self.theirs, self.findings = ours, theirs, findings

    def _where(self, path: Path) -> tuple[str, str]:
        """The code (or, of the book itself, the book), and the field in it."""
        if path[0] == "codes":
            return f"{self.ours.id}: {path[1]}", ".".join(path[2:])
        return self.ours.id, ".".join(path)

    def differs(self, path: Path, ours: str, theirs: str) -> None:
        where, field = self._where(path)
        self.findings.append(
            Finding.of("merge_differs", "warning", where, field=field, ours=ours, theirs=theirs)
        )

    def kept(self, path: Path, by_ours: bool) -> None:
        where, field = self._where(path)
        kind = "merge_kept" if by_ours else "merge_kept_ours"
        self.findings.append(Finding.of(kind, "warning", " ".join(filter(None, (where, field)))))

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
    """Another book as if it were a part of ours: ours says what the whole is, and no id means two things."""
    codes, questions, groups = (
        dict(_clashes(getattr(ours, name), getattr(theirs, name), theirs.id))
        for name in ("codes", "questions", "groups")
    )
    book = with_new_ids(theirs, codes)
    own = {name: getattr(ours, name) for name in _OURS if getattr(ours, name)}
    moved = replace(
        book,
        **own | {"id": ours.id},
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
