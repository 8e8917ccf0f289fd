"""The blocks that a document is made of; writers turn them into Word, notebooks show them, tests read them as they are."""

from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Block",
    "BulletList",
    "Callout",
    "Card",
    "Field",
    "Figure",
    "Grid",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Placeholder",
    "Quote",
    "Report",
    "Title",
]

_BOX = "border-left:4px solid #2166ac;padding:.3em .8em;margin:.5em 0"
_CELL = "text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title, with a line under it."""

    text: str
    subtitle: str = ""

    def _repr_html_(self) -> str:
        return f"<h1>{escape(self.text)}</h1><p>{escape(self.subtitle)}</p>"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: Literal[1, 2, 3] = 1

    def _repr_html_(self) -> str:
        return f"<h{self.level + 1}>{escape(self.text)}</h{self.level + 1}>"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; *language* where it differs from the document's."""

    text: str
    language: str | None = None

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.text)}</p>"


@dataclass(frozen=True, slots=True)
class BulletList:
    """A real list; *levels* say how deep each item stands, 0 where nothing is said."""

    items: tuple[str, ...]
    levels: tuple[int, ...] = ()

    def _repr_html_(self) -> str:
        items = zip_longest(self.items, self.levels, fillvalue=0)
        return f"<ul>{''.join(_item(str(item), int(level)) for item, level in items)}</ul>"


@dataclass(frozen=True, slots=True)
class Callout:
    """A paragraph that must be seen: a status, a warning."""

    text: str

    def _repr_html_(self) -> str:
        return f'<p style="{_BOX}">{escape(self.text)}</p>'


@dataclass(frozen=True, slots=True)
class Placeholder:
    """An empty place that a person fills; says what belongs there."""

    text: str

    def _repr_html_(self) -> str:
        return f'<p style="border:1px dashed;padding:.3em .8em"><i>{escape(self.text)}</i></p>'


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, who says so, and the reference that leads back to the passage."""

    text: str
    language: str
    who: str
    reference: str

    def _repr_html_(self) -> str:
        told = " · ".join(part for part in (self.who, self.reference) if part)
        text = f"{escape(self.text)}<br><small>{escape(told)}</small>"
        return f'<blockquote lang="{escape(self.language)}">{text}</blockquote>'


@dataclass(frozen=True, slots=True)
class Field:
    """A place where people write, known by its *tag* when the document comes back.

    *text* stands there already; where there is none, *prompt* says what belongs there. *title* is what the place is called.
    """

    tag: str
    title: str
    text: str = ""
    prompt: str = ""

    def _repr_html_(self) -> str:
        shown = escape(self.text).replace("\n", "<br>") if self.text else f"<i>{escape(self.prompt)}</i>"
        return f'<p style="border:1px dashed;padding:.3em .8em">{shown}</p>'


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row. A cell may hold a :class:`Quote` or a :class:`Field`; "" becomes a dash.

    *widths* are shares of the page's width, one per column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple["str | Quote | Field", ...], ...]
    caption: str
    widths: tuple[float, ...] = ()

    def _repr_html_(self) -> str:
        head = "".join(f'<th style="{_CELL}">{escape(column)}</th>' for column in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        caption = f"<caption>{escape(self.caption)}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of ``casekit.charts`` by name, with its frame and options; a writer draws it.

    *alt* says in words what the chart shows.
    """

    chart: Literal["heatmap", "directions"]
    frame: "pd.DataFrame"
    caption: str
    alt: str
    options: tuple[tuple[str, object], ...] = ()

    def _repr_html_(self) -> str:
        return f'<p style="{_BOX}"><b>{escape(self.caption)}</b><br>{escape(self.alt)}</p>'


@dataclass(frozen=True, slots=True)
class Card:
    """What there is to know of one thing, kept on one page where that can be: lines of text by what they are about.

    A line may be a :class:`Paragraph` or a :class:`Quote`; *head* stands above them in small letters, and *colour*
    (#rrggbb) beside them.
    """

    rows: tuple[tuple[str, tuple[Paragraph | Quote, ...]], ...]
    head: str = ""
    colour: str = ""

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<dt><b>{escape(term)}</b></dt><dd>{''.join(line._repr_html_() for line in lines)}</dd>"
            for term, lines in self.rows
        )
        return f"<p><small>{escape(self.head)}</small></p><dl>{rows}</dl>"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    def _repr_html_(self) -> str:
        return "<hr>"


Block = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | Callout
    | Placeholder
    | Quote
    | Field
    | Grid
    | Card
    | Figure
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its blocks, its language, and whether it may leave the house.

    ``kind`` is feedback, overview, passages, codebook, framework, sheet or steps; ``case`` the case it is about. ``internal`` marks a working paper:
    ``mark`` then stands on every page. ``properties`` say from which state it was made; writers keep them in the file.
    ``made_with`` are the options it was made with, beside case and language. ``landscape``: the pages are wider than high.
    """

    kind: Literal["feedback", "overview", "passages", "codebook", "framework", "sheet", "steps"]
    title: str
    language: str
    blocks: tuple[Block, ...]
    case: str | None = None
    internal: bool = False
    mark: str = ""
    properties: tuple[tuple[str, str], ...] = field(default=())
    made_with: tuple[tuple[str, str | bool | tuple[str, ...] | None], ...] = ()
    landscape: bool = False

    def _repr_html_(self) -> str:
        mark = f'<p style="color:#b3261e"><b>{escape(self.mark)}</b></p>' if self.internal else ""
        shown = "".join(block._repr_html_() for block in self.blocks)
        return f'<div style="max-width:60em">{mark}{shown}</div>'


def _item(item: str, level: int) -> str:
    deep = f' style="margin-left:{1.5 * level}em"' if level else ""
    return f"<li{deep}>{escape(item)}</li>"


def _cell(cell: str | Quote | Field) -> str:
    shown = cell._repr_html_() if isinstance(cell, Quote | Field) else escape(cell).replace("\n", "<br>")
    return f'<td style="{_CELL}">{shown}</td>'
