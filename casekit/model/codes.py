"""Codes and what else stands in a codebook.

The fields are called as in a codebook's file; what each means stands beside it, and the JSON Schema says the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from textwrap import fill
from typing import Any, Literal

from casekit.model.words import Words
from casekit.wording import language, say_in

__all__ = [
    "FORMAT",
    "KINDS",
    "ORIGINS",
    "POLARITIES",
    "Base",
    "Change",
    "Code",
    "Example",
    "Exclusion",
    "Group",
    "Kind",
    "Question",
    "RatingRules",
    "code_html",
    "code_lines",
    "code_text",
    "headed_once",
    "in_tree_order",
    "told",
]

FORMAT = "codebook/1"
POLARITIES = ("barrier", "facilitator", "mixed", "neutral")
KINDS = ("factor", "outcome", "step")
ORIGINS = ("deductive", "inductive")
Kind = Literal["factor", "outcome", "step"]


def told(doc: str, default: object = "") -> Any:
    """A field with what it means, which editors show."""
    made = {"default_factory": Words} if default is Words else {"default": default}
    return field(metadata={"doc": doc}, **made)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What does not belong to a code, and the code it belongs to instead."""

    text: Words
    see: str | None = told("Id of the code that it belongs to instead.", None)


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody might say that belongs to a code, or (as a counter-example) does not.

    ``direction`` is the polarity it shows; ``also`` are other codes that it belongs to as well; ``see`` is the code that a
    counter-example belongs to.
    """

    text: Words
    direction: str = told("The direction it shows: barrier, facilitator, mixed or neutral.")
    also: tuple[str, ...] = told("Ids of other codes that it belongs to as well.", ())
    see: str | None = told("Of a counter-example: id of the code that it belongs to.", None)


@dataclass(frozen=True, slots=True)
class Question:
    """A research question."""

    id: str = told("Stable id.")
    text: Words = told("The question.", Words)
    number: str = told("Its number in the project description.")


@dataclass(frozen=True, slots=True)
class Group:
    """Themes that are read together, such as one of the four prerequisites."""

    id: str = told("Stable id.")
    label: Words = told("What people call it.", Words)
    themes: tuple[str, ...] = told("Ids of its themes.", ())


@dataclass(frozen=True, slots=True)
class RatingRules:
    """How a code is rated in a case."""

    scale: tuple[str, ...] = told("The values, lowest first.", ())
    rules: tuple[Words, ...] = told("When to give which.", ())

    def __bool__(self) -> bool:
        return bool(self.scale or self.rules)


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed. ``replaced`` says for a code of the version before which codes took its place.

    One other code: renamed, or merged into it. Several: split. None: no longer used. A code of another codebook is
    written ``codebook:code``.
    """

    version: str = told("The version that brought it.")
    date: str = told("ISO date.")
    what: Words = told("What was changed, and why.", Words)
    replaced: tuple[tuple[str, tuple[str, ...]], ...] = told(
        "Old code id: the ids that took its place (one: renamed or merged; several: split; none: no longer used).",
        (),
    )


@dataclass(frozen=True, slots=True)
class Base:
    """Another codebook at a version."""

    codebook: str = told("Id of the codebook (or its file).")
    version: str = told("Its version.")
    without: tuple[str, ...] = told("Ids of codes that are left out.", ())


@dataclass(frozen=True, slots=True)
class Code:
    """One code. A code without parent is a theme.

    ``indicators`` hold, per language, the search terms that suggest the code.
    """

    id: str = told("Stable id: never renamed, never used again for something else.")
    label: Words = told("Short name, neutral about the direction.", Words)
    parent: str | None = told("Id of the code above; not needed where codes stand inside each other.", None)
    definition: Words = told("What the code is about, in a sentence.", Words)
    kind: Kind = told("factor (can hinder or help), outcome, or step (of a process).", "factor")
    include: tuple[Words, ...] = told("What belongs here.", ())
    exclude: tuple[Exclusion, ...] = told("What does not, with the code it belongs to.", ())
    examples: tuple[Example, ...] = told("Anchor examples.", ())
    counterexamples: tuple[Example, ...] = told("What sounds like this code and is not.", ())
    polarity: tuple[tuple[str, Words], ...] = told("What counts as which direction.", ())
    indicators: tuple[tuple[str, tuple[str, ...]], ...] = told("Search terms, per language.", ())
    questions: tuple[str, ...] = told("Ids of the research questions it helps to answer.", ())
    links: tuple[tuple[str, tuple[str, ...]], ...] = told("Codes of other codebooks, the nearest first.", ())
    colour: str = told("#rrggbb; a code without one has its theme's.")
    origin: str = told("deductive (from theory or earlier studies) or inductive (from the material).")
    sources: tuple[str, ...] = told("Where it comes from: keys of the codebook's sources.", ())

    def indicators_in(self, language: str) -> tuple[str, ...]:
        """The search terms for documents in *language*."""
        return dict(self.indicators).get(language, ())

    def __repr__(self) -> str:
        return code_text(self)

    def _repr_html_(self) -> str:
        return code_html(self)

    def links_to(self, codebook: str) -> tuple[str, ...]:
        """The codes of another codebook that it corresponds to, the nearest first."""
        return dict(self.links).get(codebook, ())


def in_tree_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes with each before those below it, siblings in their order. One whose parent is not there stands on top."""
    codes = tuple(codes)
    known = {code.id for code in codes}
    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent if code.parent in known else None, []).append(code)
    ordered: list[Code] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += below.get(code.id, [])[::-1]
    return tuple(ordered)


_WIDE = 100  # letters
_ROW = "text-align:left;vertical-align:top"


def code_lines(code: Code, spoken: str | None = None) -> Iterator[tuple[str, str]]:
    """What a code says, as pairs of heading and text: definition, rules, examples, search terms, in one language.

    A text that another language stands in for says which.
    """
    to = spoken or language()
    if code.definition:
        yield say_in(to, "codebook.definition"), code.definition.shown(to)
    yield from _rules(code, to)
    for name, examples in (("example", code.examples), ("counterexample", code.counterexamples)):
        yield from ((say_in(to, f"codebook.{name}"), _said(example, to)) for example in examples)
    for name, words in code.polarity:
        yield say_in(to, f"polarity.{name}"), words.shown(to)
    lists = ("indicators", code.indicators_in(to)), ("questions", code.questions)
    yield from ((say_in(to, f"codebook.{name}"), ", ".join(listed)) for name, listed in lists if listed)
    yield from ((book, ", ".join(codes)) for book, codes in code.links)


def _rules(code: Code, to: str) -> Iterator[tuple[str, str]]:
    for entry in code.include:
        yield say_in(to, "codebook.include"), entry.shown(to)
    for exclusion in code.exclude:
        see = f" → {exclusion.see}" if exclusion.see else ""
        yield say_in(to, "codebook.exclude"), exclusion.text.shown(to) + see


def _said(example: Example, to: str) -> str:
    notes = [say_in(to, f"polarity.{example.direction}")] if example.direction else []
    notes += [f"→ {example.see}"] if example.see else []
    notes += [f"+ {', '.join(example.also)}"] if example.also else []
    return example.text.shown(to) + (f" ({'; '.join(notes)})" if notes else "")


def code_html(code: Code) -> str:
    """A code with its definition, rules, examples and search terms as a table."""
    rows = "".join(
        f"<tr><th style='{_ROW}'>{escape(head)}</th><td style='{_ROW}'>{escape(text)}</td></tr>"
        for head, text in headed_once(code_lines(code))
    )
    label = escape(code.label.shown(language()) or code.id)
    return f"<p><b>{label}</b> <code>{escape(code.id)}</code></p><table><tbody>{rows}</tbody></table>"


def code_text(code: Code) -> str:
    """A code with its definition, rules, examples and search terms as lines of plain text."""
    told = [_paragraph(text, head) for head, text in code_lines(code)]
    return "\n".join([f"{code.label.shown(language()) or code.id} · {code.id}", *told])


def _paragraph(text: str, head: str) -> str:
    return fill(f"{head}: {text}", _WIDE, initial_indent="  ", subsequent_indent="    ")


def headed_once(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of heading and text, a heading only where another begins."""
    before = ""
    for head, text in lines:
        yield ("" if head == before else head), text
        before = head
