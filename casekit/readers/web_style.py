"""How an element of a web page looks: whether it is shown, is a paragraph, is bold, keeps its blanks."""

import re
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import NamedTuple

__all__ = ["EMBEDDED", "FIELDS", "Place", "hiding_classes", "inside"]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ASIDES = frozenset(["nav", "footer", "aside", "header", "caption", "figcaption", "legend"])
_SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "audio",
        "video",
        "canvas",
        "rp",
        "datalist",
        "annotation",
    ]
)
EMBEDDED = frozenset(["iframe", "object", "embed", "frame"])
FIELDS = frozenset(["button", "select", "input", "meter", "progress"])
_BOLD = frozenset(["b", "strong"])
_PRE = frozenset(["pre", "textarea", "listing", "xmp", "plaintext"])

_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_SHOWN_AS_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_AS_TYPED = re.compile(r"(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(bold|normal|\d{3})", re.IGNORECASE)
_HEAVY = frozenset({"600", "700", "800", "900"})
_SHEET = re.compile(r"<style[^>]{0,500}>(.*?)</style", re.IGNORECASE | re.DOTALL)
_AT_RULE = re.compile(
    r"@[^{};]{0,500}(?:;|\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\})*[^{}]{0,5000}\})"
)  # for paper, for narrow screens
_ONE_CLASS = re.compile(r"\s*\w*\.([\w-]+)\s*")
_STYLE = 2_000  # characters of a style that are looked at


class Place(NamedTuple):
    """Where in the page we are: in which element, and how text looks there; ``unseen`` says why it is not shown."""

    tag: str = ""
    unseen: str = ""
    typed: bool = False
    bold: bool = False
    heading: bool = False
    aside: bool = False
    block: bool = False


def hiding_classes(page: str) -> frozenset[str]:
    """The classes that the page's own style sheets hide on a screen.

    >>> sorted(hiding_classes("<style>.a, p.b { color: red; display: none } .c { color: red }</style>"))
    ['a', 'b']
    """
    end = page.lower().rfind("</style") + len("</style")
    sheets = (_AT_RULE.sub("", _without_remarks(sheet)) for sheet in _SHEET.findall(page[:end]))
    rules = (rule.rpartition("{") for sheet in sheets for rule in sheet.split("}"))
    hidden = (names for names, _, style in rules if _HIDING.search(style))
    return frozenset(
        match[1] for names in hidden for match in map(_ONE_CLASS.fullmatch, names.split(",")) if match
    )


def _without_remarks(sheet: str) -> str:
    first, *rest = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def inside(above: Place, tag: str, attrib: Mapping[str, str], hiding: Set[str] = frozenset()) -> Place:
    """What an element makes of the place it stands in; *hiding* are the classes that hide."""
    if not attrib:
        return _inside(above, tag, "", tag == "dialog")
    hidden = "hidden" in attrib or (tag == "dialog" and "open" not in attrib)
    hidden = hidden or ("class" in attrib and not hiding.isdisjoint(attrib["class"].split()))
    return _inside(above, tag, attrib.get("style", "")[:_STYLE], hidden)


@lru_cache(maxsize=1_000)  # a page says the same of thousands of paragraphs
def _inside(above: Place, tag: str, style: str, hidden: bool) -> Place:
    weight = _WEIGHT.search(style)
    bold = above.bold or tag in _BOLD
    return Place(
        tag,
        above.unseen if above.unseen and tag != "title" else _unseen(above, tag, style, hidden),
        above.typed or tag in _PRE or (bool(style) and _AS_TYPED.search(style) is not None),
        bold if weight is None else weight[1].lower() == "bold" or weight[1] in _HEAVY,
        above.heading or tag in _HEADINGS,
        above.aside or tag in _ASIDES,
        tag in _BLOCKS or (bool(style) and _SHOWN_AS_BLOCK.search(style) is not None),
    )


def _unseen(above: Place, tag: str, style: str, hidden: bool) -> str:
    """Why an element is not shown, or nothing."""
    if tag == "title":
        return "title" if above.tag in {"head", "html", ""} else above.unseen or "silent"
    if tag in _SILENT or tag in EMBEDDED or tag in FIELDS:
        return "silent"
    if tag == "del":
        return "deleted"
    return "hidden" if hidden or (style and _HIDING.search(style)) else ""
