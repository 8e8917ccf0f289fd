"""Codebooks ↔ REFI-QDA (``.qdc``), which NVivo, MAXQDA, ATLAS.ti and others read and write."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from casekit.errors import CodebookError
from casekit.exchange.losses import losses
from casekit.exchange.qdc_marks import LINK, NAMESPACE, SCHEMA, guid_of, minted, origin_text
from casekit.exchange.qdc_reading import read_qdc
from casekit.exchange.qdc_text import id_line, rule_text, spoken_in
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words
from casekit.wording import spoken

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["qdc_of", "read_qdc"]

_HELD = ("groups",)
_HELD_OF_CODES = (
    "label",
    "definition",
    "kind",
    "include",
    "exclude",
    "examples",
    "counterexamples",
    "polarity",
    "indicators",
    "links",
    "colour",
)
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qdc_of(book: Codebook, *, language: str) -> tuple[bytes, Findings]:
    """The codebook as a ``.qdc`` file in *language*, valid against the standard's schema, and what it cannot hold.

    A code's description holds its definition and all its rules as text; colours are written for every code, also where
    they are its theme's; groups are sets. The same codebook gives the same bytes.

    Raises:
        CodebookError: ``qdc_empty`` for a codebook without codes, which the format does not allow.
        CasekitError: an unknown language.
    """
    from lxml import etree

    language = spoken(language)
    if not len(book):
        raise CodebookError("qdc_empty", codebook=book.id)
    root = etree.Element(
        f"{{{NAMESPACE}}}CodeBook", nsmap=cast("dict[str, str]", {None: NAMESPACE, "xsi": _XSI})
    )
    root.set("origin", _clean(origin_text(book, language)))
    root.set(f"{{{_XSI}}}schemaLocation", SCHEMA)
    guids = _guids(book)
    _write_codes(_below(root, "Codes"), book, guids, language)
    if book.groups:
        _write_sets(_below(root, "Sets"), book, guids, language)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data, Findings(_lost(book, guids, language))


def _guids(book: Codebook) -> dict[str, str]:
    """Each code's GUID: the one that another program gave it, else our own; none twice."""
    guids: dict[str, str] = {}
    used: set[str] = set()
    for code in book:
        given = next((guid for told in code.links_to(LINK) if (guid := guid_of(told))), "")
        fresh = given and given not in used
        guids[code.id] = given if fresh else minted(book.id, "code", code.id)
        used.add(guids[code.id])
    return guids


def _write_codes(root: "etree._Element", book: Codebook, guids: dict[str, str], language: str) -> None:
    places: dict[str, etree._Element] = {}
    for code in book:
        above = root if code.parent is None else places.get(code.parent, root)
        place = places[code.id] = _below(above, "Code", guids[code.id], _name(code.label, code.id, language))
        place.set("isCodable", "true")
        if colour := _colour(book, code):
            place.set("color", colour)
        _below(place, "Description").text = _clean(rule_text(code, language))


def _write_sets(root: "etree._Element", book: Codebook, guids: dict[str, str], language: str) -> None:
    for group in book.groups:
        name = _name(group.label, group.id, language)
        place = _below(root, "Set", minted(book.id, "group", group.id), name)
        _below(place, "Description").text = _clean(id_line(group.id))
        for theme in group.themes:
            if theme in guids:
                _below(place, "MemberCode", guids[theme])


def _name(label: Words, name: str, language: str) -> str:
    """The label; the id where there is none, and then no label looks like it."""
    text = spoken_in(label, language)
    return f"{text} [{language}]" if text == name else text or name


def _below(above: "etree._Element", name: str, guid: str = "", label: str = "") -> "etree._Element":
    from lxml import etree

    made = etree.SubElement(above, f"{{{NAMESPACE}}}{name}")
    if guid:
        made.set("guid", guid)
    if label:
        made.set("name", _clean(label))
    return made


def _colour(book: Codebook, code: Code) -> str:
    """The code's colour or its theme's, with six digits; "" where there is none that the format knows."""
    colour = book.colour_of(code.id)
    if not _COLOUR.fullmatch(colour):
        return ""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return f"#{digits.upper()}"


def _clean(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return _ILLEGAL.sub("\ufffd", text)


def _lost(book: Codebook, guids: dict[str, str], language: str) -> Iterator[Finding]:
    yield from losses(book, language=language, target="REFI-QDA", held=_HELD, held_of_codes=_HELD_OF_CODES)
    links = sum(len(codes) for code in book for name, codes in code.links if name != LINK)
    links += sum(_lost_guids(code, guids[code.id]) for code in book)
    if links:
        yield Finding.of(
            "exchange_no_place", "note", f"{book.id}: codes", target="REFI-QDA", field="links", n=links
        )
    for code in book:
        if code.colour and not _COLOUR.fullmatch(code.colour):
            yield Finding.of("exchange_colour", "warning", code.id, colour=code.colour)
        if not code.label:
            yield Finding.of("exchange_unnamed", "note", code.id, code=code.id)
        if _ILLEGAL.search(spoken_in(code.label, language) + rule_text(code, language)):
            yield Finding.of("exchange_control_characters", "warning", code.id)
    for group in book.groups:
        for theme in group.themes:
            if theme not in guids:
                yield Finding.of("exchange_group_member", "warning", f"{book.id}: {group.id}", code=theme)


def _lost_guids(code: Code, written: str) -> int:
    return sum(guid_of(told) != written for told in code.links_to(LINK))
