"""The styles of a Word document, and how the elements of its XML are asked: by name, whatever their namespace."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Styles", "child_of", "is_on", "local_name", "name_of", "switch_of", "value_of"]

_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles that make text bold, hide it, or are headings, and of the one that needs no naming."""

    bold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    heading: frozenset[str] = frozenset()
    default: str = ""

    @classmethod
    def of(cls, root: "etree._Element") -> "Styles":
        """The styles of a ``styles.xml``, with what they take over from the styles they are based on."""
        own: dict[str, dict[str, bool]] = {}
        parents: dict[str, str] = {}
        default = ""
        for style in root.iterchildren("{*}style"):
            key = value_of(style, "styleId")
            told = {name_of(child): child for child in style.iterchildren("{*}name", "{*}basedOn", "{*}rPr")}
            parents[key] = value_of(told.get("basedOn"), "val")
            own[key] = _marks(told.get("rPr"), value_of(told.get("name"), "val").lower())
            default = default or (key if _is_default(style) else "")
        settled = _settled(own, parents)
        bold, hidden, heading = (
            frozenset(key for key, marks in settled.items() if marks.get(mark))
            for mark in ("b", "vanish", "heading")
        )
        return cls(bold, hidden, heading, default)


def _is_default(style: "etree._Element") -> bool:
    return value_of(style, "type") == "paragraph" and value_of(style, "default").lower() in {
        "1",
        "true",
        "on",
    }


def _marks(properties: "etree._Element | None", title: str) -> dict[str, bool]:
    """What a style says itself; titles of headings are English in every language of Word."""
    marks = (
        {}
        if properties is None
        else {name_of(one): is_on(one) for one in properties.iterchildren("{*}b", "{*}vanish")}
    )
    return marks | (
        {"heading": True} if title.startswith("heading") or title in {"title", "subtitle"} else {}
    )


def _settled(own: Mapping[str, dict[str, bool]], parents: Mapping[str, str]) -> dict[str, dict[str, bool]]:
    """What each style says, the nearest in the line of those it is based on first."""
    settled: dict[str, dict[str, bool]] = {}
    for key in own:
        line: dict[str, None] = {}
        while key in own and key not in settled and key not in line:
            line[key] = None
            key = parents[key]
        marks = settled.get(key, {})
        for style in reversed(line):
            marks = settled[style] = marks | own[style]
    return settled


@lru_cache(maxsize=1_000)
def local_name(tag: object) -> str:
    """A tag's or attribute's name without its namespace; nothing for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def name_of(element: "etree._Element") -> str:
    """An element's name without its namespace."""
    return local_name(element.tag)


def child_of(element: "etree._Element | None", name: str) -> "etree._Element | None":
    """The first child of that name."""
    if element is None:
        return None
    for child in element:
        if local_name(child.tag) == name:
            return child
    return None


def value_of(element: "etree._Element | None", name: str) -> str:
    """The attribute of that name, or nothing."""
    if element is None:
        return ""
    for key, value in element.items():
        if local_name(key) == name:
            return str(value)
    return ""


def is_on(element: "etree._Element") -> bool:
    """Whether a property switches on: it does unless it says otherwise."""
    return value_of(element, "val").lower() not in _OFF


def switch_of(properties: "etree._Element | None", name: str) -> bool | None:
    """Whether a property is on or off, or nothing is said of it."""
    found = child_of(properties, name)
    return None if found is None else is_on(found)
