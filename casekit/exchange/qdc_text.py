"""A code's rules as one text that people can read and casekit can take apart again.

Programs that know nothing but a name and a description show the whole rule: the definition, then what belongs to the
code, what does not, examples, directions and search terms, each list under its heading, and in the last line the id::

    Boligen koster mere, end borgeren har.

    Hører ikke med:
    - støtte fra jobcenteret → jobcentre_benefits

    Eksempler:
    - [hæmmende] Der er ikke noget til under 5.000.

    [id: affordability]
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

from casekit.exchange.qdc_marks import from_ref, ref
from casekit.model.codebook import KINDS, POLARITIES, Code, Example, Exclusion, Kind
from casekit.model.words import LANGUAGES, Words
from casekit.wording import say_in

__all__ = ["Told", "heard", "id_line", "read_rule", "rule_text", "speaker", "spoken_in", "told_language"]

SECTIONS = ("kind", "include", "exclude", "examples", "counterexamples", "polarity", "indicators")
_SUFFIX = re.compile(r" \[(da|de|nl|en)\]\Z")
_ID = re.compile(r"\[id: (\S+)\]")
_REF = r"[\w.%~-]+|–"
_DIRECTION = re.compile(r"\[([^\]\n]+)\] ")
_SEE = re.compile(rf" → ({_REF})\Z")
_ALSO = re.compile(rf" \(\+ ((?:{_REF})(?:, (?:{_REF}))*)\)\Z")
_NONE = "–"


class Told(NamedTuple):
    """A text taken apart: the id of its code, its definition, and the entries under each heading."""

    id: str
    definition: str
    lists: Mapping[str, tuple[str, ...]]


class _Entry(NamedTuple):
    """An entry of a list: a text, the direction it shows, other codes it belongs to, the code it belongs to instead."""

    text: str
    direction: str = ""
    also: tuple[str, ...] = ()
    see: str | None = None


def rule_text(code: Code, language: str) -> str:
    """The rules of a code in *language*; a text that it lacks stands in another, which is named behind it."""
    blocks = [[_escaped(line) for line in spoken_in(code.definition, language).split("\n")]]
    for section in SECTIONS:
        items = list(_items(code, section, language))
        if items:
            blocks.append(
                [_heading(section, language), *("- " + item.replace("\n", "\n  ") for item in items)]
            )
    blocks.append([id_line(code.id)])
    return "\n\n".join("\n".join(block) for block in blocks if block != [""])


def read_rule(code: Code, told: Told, language: str) -> Code:
    """The *code* with what a text tells of it, which is in *language* where it names no other."""
    say = speaker(language)
    kind = next((_kinds()[word] for word in told.lists.get("kind", ()) if word in _kinds()), "factor")
    terms = told.lists.get("indicators", ())
    return replace(
        code,
        definition=say(told.definition),
        kind=cast("Kind", kind),
        include=tuple(say(item) for item in told.lists.get("include", ())),
        exclude=tuple(Exclusion(say(one.text), one.see) for one in _entries(told, "exclude")),
        examples=tuple(_example(one, say) for one in _entries(told, "examples")),
        counterexamples=tuple(_example(one, say) for one in _entries(told, "counterexamples")),
        polarity=tuple(_directions(told.lists.get("polarity", ()), say)),
        indicators=((language, terms),) if terms else (),
    )


def heard(text: str) -> Told | None:
    """A text taken apart; None where it has no line with an id, so that casekit did not write it."""
    if text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    at = next((place for place in reversed(range(len(lines))) if _ID.fullmatch(lines[place].strip())), None)
    if at is None:
        return None
    match = _ID.fullmatch(lines[at].strip())
    before, lists = _sections(lines[:at])
    added = [line for line in lines[at + 1 :] if line.strip()]  # somebody wrote on below
    definition = "\n".join(_bare(line) for line in (*before, *added))
    return Told(from_ref(match[1]) if match else "", definition, lists)


def told_language(text: str) -> str | None:
    """The language of the first heading in a text."""
    return next(
        (_headings()[line][1] for line in map(str.strip, text.split("\n")) if line in _headings()), None
    )


def id_line(name: str) -> str:
    """The line that tells an id."""
    return f"[id: {ref(name)}]"


def spoken_in(words: Words, language: str) -> str:
    """A text in *language*, or in another, which then stands behind it in brackets.

    >>> spoken_in(Words.of({"en": "Rent"}), "da"), spoken_in(Words.of({"da": "Leje"}), "da")
    ('Rent [en]', 'Leje')
    """
    found, text = words.language(language), words.get(language)
    return text + (f" [{found}]" if text and (found != language or _SUFFIX.search(text)) else "")


def speaker(language: str) -> Callable[[str], Words]:
    """What turns a text of :func:`spoken_in` into words again."""

    def said(text: str) -> Words:
        match = _SUFFIX.search(text)
        if match:
            return Words.of({match[1]: text[: match.start()]})
        return Words.of({language: text} if text else {})

    return said


def _items(code: Code, section: str, language: str) -> Iterator[str]:
    match section:
        case "kind":
            yield from (say_in(language, f"qdc.kind.{code.kind}") for _ in range(code.kind != "factor"))
        case "include":
            yield from (spoken_in(words, language) for words in code.include)
        case "exclude":
            yield from (_line(_Entry(spoken_in(one.text, language), see=one.see)) for one in code.exclude)
        case "polarity":
            for direction, words in code.polarity:
                yield f"{say_in(language, f'polarity.{direction}')}: {spoken_in(words, language)}"
        case "indicators":
            yield from code.indicators_in(language)
        case _:
            for one in cast("Sequence[Example]", getattr(code, section)):
                known = one.direction in POLARITIES
                direction = say_in(language, f"polarity.{one.direction}") if known else ""
                yield _line(_Entry(spoken_in(one.text, language), direction, one.also, one.see))


def _line(entry: _Entry) -> str:
    """An entry as a line; where its text looks as if it told more, what is not told is told to be nothing."""
    plain = _joined(
        entry, entry.direction, ", ".join(map(ref, entry.also)), ref(entry.see) if entry.see else ""
    )
    if _parted(plain) == entry:
        return plain
    also = ", ".join(map(ref, entry.also)) or _NONE
    return _joined(entry, entry.direction or _NONE, also, ref(entry.see) if entry.see else _NONE)


def _joined(entry: _Entry, direction: str, also: str, see: str) -> str:
    head = f"[{direction}] " if direction else ""
    return head + entry.text + (f" (+ {also})" if also else "") + (f" → {see}" if see else "")


def _parted(line: str) -> _Entry:
    """An entry from its line; the direction stays the word that stands there."""
    direction = also = ""
    see = None
    if (match := _SEE.search(line)) is not None:
        see, line = match[1], line[: match.start()]
    if (match := _ALSO.search(line)) is not None:
        also, line = match[1], line[: match.start()]
    head = _DIRECTION.match(line)
    if head and (head[1] == _NONE or head[1] in _polarities()):
        direction, line = head[1], line[head.end() :]
    others = tuple(from_ref(word) for word in also.split(", ") if word not in ("", _NONE))
    return _Entry(
        line,
        "" if direction == _NONE else direction,
        others,
        from_ref(see) if see not in (None, _NONE) else None,
    )


def _entries(told: Told, section: str) -> Iterator[_Entry]:
    return map(_parted, told.lists.get(section, ()))


def _example(entry: _Entry, say: Callable[[str], Words]) -> Example:
    return Example(say(entry.text), _polarities().get(entry.direction, ""), entry.also, entry.see)


def _directions(items: Sequence[str], say: Callable[[str], Words]) -> Iterator[tuple[str, Words]]:
    for item in items:
        word, colon, text = item.partition(": ")
        if colon and word in _polarities():
            yield _polarities()[word], say(text)


def _sections(lines: Sequence[str]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The lines before the first heading, and the entries under each."""
    starts = [place for place, line in enumerate(lines) if line.rstrip() in _headings()]
    before = list(lines[: starts[0]] if starts else lines)
    if before and not before[-1].strip():
        before.pop()
    lists: dict[str, tuple[str, ...]] = {}
    for start, end in pairwise([*starts, len(lines)]):
        section, _ = _headings()[lines[start].rstrip()]
        lists[section] = lists.get(section, ()) + tuple(_listed(lines[start + 1 : end]))
    return before, lists


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The entries of a list; what stands below one without a dash belongs to it."""
    items: list[list[str]] = []
    for line in lines:
        if line.startswith("- ") or line == "-":
            items.append([line[2:]])
        elif items:
            items[-1].append(line.removeprefix("  ") if line else "\n")
        elif line.strip():
            items.append([line])
    for item in items:
        while item[-1] == "\n":
            item.pop()
        yield "\n".join("" if line == "\n" else line for line in item)


def _escaped(line: str) -> str:
    """A line of a definition that could be taken for something else has a backslash before it."""
    seems = line.startswith("\\") or line.rstrip() in _headings() or _ID.fullmatch(line.strip())
    return f"\\{line}" if seems else line


def _bare(line: str) -> str:
    return line[1:] if line.startswith("\\") and _escaped(line[1:]) != line[1:] else line


def _heading(section: str, language: str) -> str:
    return say_in(language, f"qdc.heading.{section}") + ":"


@cache
def _headings() -> dict[str, tuple[str, str]]:
    return {_heading(section, one): (section, one) for one in LANGUAGES for section in SECTIONS}


@cache
def _polarities() -> dict[str, str]:
    return {say_in(one, f"polarity.{name}"): name for one in LANGUAGES for name in POLARITIES}


@cache
def _kinds() -> dict[str, str]:
    return {say_in(one, f"qdc.kind.{name}"): name for one in LANGUAGES for name in KINDS}
