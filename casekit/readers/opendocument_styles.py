"""The styles of an OpenDocument text: which of them make text bold, hide it, or are headings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["OFFICE", "STYLE", "TABLE", "TEXT", "Key", "Styles", "style_name"]

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

Key = tuple[
    str, str
]  # a style's family and name: the same name means two things for paragraphs and for words

_BOLD_FROM = 600  # a weight may be a number


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles say of bold and hidden text, taken over from the styles they are based on, and the headings."""

    bold: Mapping[Key, bool] = field(default_factory=dict)
    hidden: Mapping[Key, bool] = field(default_factory=dict)
    heading: Mapping[Key, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: "Iterable[etree._Element]") -> "Styles":
        """The styles in *sheets*; where two have one name, the first holds."""
        styles: dict[Key, etree._Element] = {}
        for sheet in sheets:
            for style in sheet.iterfind(f"{STYLE}style"):
                styles.setdefault((style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")), style)
        parents = {key: (key[0], style.get(f"{STYLE}parent-style-name", "")) for key, style in styles.items()}
        told = (
            {key: one(style) for key, style in styles.items()}
            for one in (_own_bold, _own_hidden, _own_heading)
        )
        return cls(*(_inherited(own, parents) for own in told))

    def is_bold(self, style: Key, *, around: bool = False) -> bool:
        """Whether text in *style* is bold, *around* being what holds where the style does not say."""
        return self.bold.get(style, around)

    def is_hidden(self, style: Key, *, around: bool = False) -> bool:
        """Whether text in *style* is hidden, *around* being what holds where the style does not say."""
        return self.hidden.get(style, around)

    def is_heading(self, style: Key) -> bool:
        """Whether paragraphs in *style* are headings."""
        return self.heading.get(style, False)


def style_name(element: "etree._Element", family: str) -> Key:
    """The style that *element* is written in."""
    return family, element.get(f"{TEXT}style-name", "")


def _own_bold(style: "etree._Element") -> bool | None:
    weight = _property(style, f"{_FO}font-weight")
    if weight.isdecimal() and len(weight) < 5:
        return int(weight) >= _BOLD_FROM
    return weight == "bold" if weight else None


def _own_hidden(style: "etree._Element") -> bool | None:
    display = _property(style, f"{TEXT}display")
    return display == "none" if display else None


def _own_heading(style: "etree._Element") -> bool | None:
    name = style.get(f"{STYLE}name", "").lower()
    return True if name.startswith("heading") or name in {"title", "subtitle"} else None


def _property(style: "etree._Element", name: str) -> str:
    told = (properties.get(name, "") for properties in style.iterfind(f"{STYLE}text-properties"))
    return next((value for value in told if value), "")


def _inherited(own: Mapping[Key, bool | None], parents: Mapping[Key, Key]) -> dict[Key, bool]:
    """What each style says itself, else what the nearest style above it says."""
    found: dict[Key, bool | None] = {}
    for key in own:
        path = list(_unsaid(key, own, parents, found))
        last = parents[path[-1]] if path else key
        value = found.get(last, own.get(last))
        found.update((one, value) for one in (*path, key))
    return {key: value for key, value in found.items() if value is not None}


def _unsaid(
    key: Key, own: Mapping[Key, bool | None], parents: Mapping[Key, Key], found: Mapping[Key, bool | None]
) -> Iterator[Key]:
    """The styles from *key* upwards that say nothing themselves and are not looked up yet."""
    seen: set[Key] = set()
    while key in own and own[key] is None and key not in found and key not in seen:
        seen.add(key)
        yield key
        key = parents[key]
