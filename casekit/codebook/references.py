"""What names a code by its id: parents, redirects, examples, groups, changes. All of it follows when ids change or codes go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from casekit.model.codebook import Code, Codebook, Example, Exclusion
from casekit.model.finding import Finding

__all__ = ["with_new_ids", "without_strays"]

_Follow = Callable[[str], str | None]


def with_new_ids(book: Codebook, ids: Mapping[str, str]) -> Codebook:
    """The codebook with these codes under other ids, wherever they are named."""

    def follow(code: str) -> str:
        return ids.get(code, code)

    codes = (replace(_code(code, follow), id=follow(code.id)) for code in book)
    changes = (
        replace(
            change, replaced=tuple((follow(old), tuple(map(follow, new))) for old, new in change.replaced)
        )
        for change in book.changes
    )
    groups = (replace(group, themes=tuple(map(follow, group.themes))) for group in book.groups)
    return replace(book, codes=tuple(codes), changes=tuple(changes), groups=tuple(groups))


def without_strays(book: Codebook, gone: frozenset[str]) -> tuple[Codebook, list[Finding]]:
    """The codebook without references to the codes that are *gone*, and a finding for each; groups without themes go too."""

    def follow(code: str) -> str | None:
        return None if code in gone else code

    codes = tuple(_code(code, follow) for code in book)
    groups = [replace(group, themes=_all(group.themes, follow)) for group in book.groups]
    emptied = {
        group.id
        for group, before in zip(groups, book.groups, strict=True)
        if before.themes and not group.themes
    }
    kept = tuple(group for group in groups if group.id not in emptied)
    findings = [
        Finding.of("reference_dropped", "note", f"{book.id}: {code.id}", code=named)
        for code in book
        for named in dict.fromkeys(_named(code))
        if named in gone
    ]
    findings += [Finding.of("group_emptied", "note", f"{book.id}: {group}") for group in sorted(emptied)]
    return replace(book, codes=codes, groups=kept), findings


def _code(code: Code, follow: _Follow) -> Code:
    return replace(
        code,
        parent=_one(code.parent, follow),
        exclude=tuple(Exclusion(entry.text, _one(entry.see, follow)) for entry in code.exclude),
        examples=tuple(_example(example, follow) for example in code.examples),
        counterexamples=tuple(_example(example, follow) for example in code.counterexamples),
    )


def _example(example: Example, follow: _Follow) -> Example:
    return replace(example, also=_all(example.also, follow), see=_one(example.see, follow))


def _one(code: str | None, follow: _Follow) -> str | None:
    return None if code is None else follow(code)


def _all(codes: tuple[str, ...], follow: _Follow) -> tuple[str, ...]:
    return tuple(found for code in codes if (found := follow(code)) is not None)


def _named(code: Code) -> Iterator[str]:
    """The codes that its rules and examples name."""
    yield from (entry.see for entry in code.exclude if entry.see)
    for example in (*code.examples, *code.counterexamples):
        yield from (*example.also, *filter(None, [example.see]))
