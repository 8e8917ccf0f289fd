"""Which codes of a new version took the place of which codes of an old one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casekit.language.tokens import words
from casekit.model.codebook import Code, Codebook, Exclusion

__all__ = ["LIKE", "Successors", "followed", "successors", "with_groups_followed"]

LIKE = 0.5
"""Two codes whose label, definition and search terms share at least this part of their words may be the same code."""


@dataclass(frozen=True, slots=True)
class Successors:
    """What became of the old book's codes: ``of[old]`` are ids in the new book; ``likely`` are those merely thought to be so.

    ``outside`` holds for an old code the codes of other codebooks that the new book names instead.
    """

    of: Mapping[str, tuple[str, ...]]
    likely: frozenset[str]
    outside: Mapping[str, tuple[str, ...]]

    def all(self, old: str) -> tuple[str, ...]:
        """Every code in the place of *old*, those of other codebooks last."""
        return (*self.of[old], *self.outside.get(old, ()))

    def only(self, old: str) -> str | None:
        """The one code that *old* is now, if it is one."""
        after = self.of.get(old, (old,))
        return after[0] if len(after) == 1 else None


def successors(old: Codebook, new: Codebook) -> Successors:
    """What became of each code of *old*: what the new book's changes say, else its id, else the code that is most alike."""
    declared = _declared(old, new)
    inside = {code: tuple(one for one in after if one in new.by_id) for code, after in declared.items()}
    outside = {code: tuple(one for one in after if ":" in one) for code, after in declared.items()}
    gone = [code for code in old if not inside[code.id] and declared[code.id] == (code.id,)]
    taken = {one for after in inside.values() for one in after}
    likely = _likely(gone, [code for code in new if code.id not in taken])
    inside |= {code: (after,) for code, after in likely.items()}
    return Successors(inside, frozenset(likely), {code: told for code, told in outside.items() if told})


def _declared(old: Codebook, new: Codebook) -> dict[str, tuple[str, ...]]:
    """One version after the other, so that a code that was split and then renamed is followed through both."""
    known = {old.version, *(change.version for change in old.changes)}
    after: dict[str, tuple[str, ...]] = {code.id: (code.id,) for code in old}
    for change in new.changes:
        if change.version not in known:
            told = dict(change.replaced)
            after = {
                code: tuple(dict.fromkeys(new for one in now for new in told.get(one, (one,))))
                for code, now in after.items()
            }
    return after


def _likely(gone: list[Code], fresh: list[Code]) -> dict[str, str]:
    """The pairs that are most alike, each code in one pair only."""
    was, now = ([(code.id, _signs(code)) for code in codes] for codes in (gone, fresh))
    scores = ((_likeness(one, other), old, new) for old, one in was for new, other in now)
    pairs: dict[str, str] = {}
    for score, old, new in sorted(scores, key=lambda pair: -pair[0]):
        if score >= LIKE and old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


_Part = tuple[frozenset[str], frozenset[tuple[str, str]]]


def _signs(code: Code) -> list[_Part]:
    """The words of label and of definition, and the search terms: in which languages they are, and each with its language."""
    texts = [{name: _words(text) for name, text in part.texts} for part in (code.label, code.definition)]
    return [*map(_part, texts), _part(dict(code.indicators))]


def _part(said: Mapping[str, Iterable[str]]) -> _Part:
    return frozenset(said), frozenset((name, sign) for name, signs in said.items() for sign in signs)


def _words(text: str) -> set[str]:
    return {word.key for word in words(text)}


def _likeness(one: list[_Part], other: list[_Part]) -> float:
    """The mean, over what both have, of the part that they share (Dice)."""
    shares = [share for a, b in zip(one, other, strict=True) if (share := _share(a, b)) is not None]
    return sum(shares) / len(shares) if shares else 0.0


def _share(one: _Part, other: _Part) -> float | None:
    """In the languages that both have; None where there is none."""
    (ours, mine), (theirs, yours) = one, other
    if ours != theirs:
        both = ours & theirs
        mine, yours = (frozenset(sign for sign in signs if sign[0] in both) for signs in (mine, yours))
    size = len(mine) + len(yours)
    return 2 * len(mine & yours) / size if size else None


def followed(code: Code, after: Successors) -> Code:
    """An old code with the ids that it names as they are now, so that a new name alone is no change."""
    return replace(
        code,
        exclude=tuple(Exclusion(entry.text, _now(entry.see, after)) for entry in code.exclude),
        examples=tuple(replace(one, also=_all_now(one.also, after)) for one in code.examples),
        counterexamples=tuple(
            replace(one, also=_all_now(one.also, after), see=_now(one.see, after))
            for one in code.counterexamples
        ),
    )


def with_groups_followed(book: Codebook, after: Successors) -> Codebook:
    """An old book whose groups name their themes as they are now."""
    groups = (replace(group, themes=_all_now(group.themes, after)) for group in book.groups)
    return replace(book, groups=tuple(groups))


def _all_now(codes: tuple[str, ...], after: Successors) -> tuple[str, ...]:
    return tuple(after.only(code) or code for code in codes)


def _now(code: str | None, after: Successors) -> str | None:
    return code and (after.only(code) or code)
