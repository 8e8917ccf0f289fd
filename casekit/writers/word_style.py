"""How a document looks: our own plain, accessible look, or that of a house template."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from casekit.errors import TemplateError
from casekit.writers import word_xml as xml

__all__ = [
    "BODY",
    "CALLOUT",
    "CELL",
    "ENTRY",
    "FIELD",
    "FOOT",
    "HEAD_SHADE",
    "MARK",
    "NEEDED",
    "PLACEHOLDER",
    "SOURCE",
    "TERMS",
    "grey",
    "locale_of",
    "opened",
    "subtitle_style",
    "table_style",
    "text_width",
    "turn_pages",
]

# What a house template must define. Names, never ids: Word translates ids ("Overskrift1") but not names.
NEEDED = ("Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption", "List Bullet")
_TABLE = "Table Grid"  # unless the template has a table style of its own as its default

# Added to any document that does not define them itself
CALLOUT, PLACEHOLDER, SOURCE, CELL = (
    "Casekit Callout",
    "Casekit Placeholder",
    "Casekit Source",
    "Casekit Cell",
)
MARK, FOOT = "Casekit Mark", "Casekit Foot"
ENTRY = "Casekit Entry"
FIELD = "Casekit Field"
TERMS = Cm(3.6)  # room for the terms of a card
BODY = "Normal"

_FONT = "Calibri"
# Contrast on white by WCAG 2.1: ink 16.5, blue 11.5, grey 7.0, red 8.2; the least on a shade is grey on HEAD_SHADE, 6.0
_INK, _BLUE, _GREY, _RED = (
    RGBColor.from_string(colour) for colour in ("1F1F1F", "1F3864", "595959", "9B1C1C")
)
_RULE, _BAR = "8C8C8C", "2166AC"  # graphics need 3:1; these have 3.4 and 5.9
HEAD_SHADE, _CALLOUT_SHADE, _EMPTY_SHADE = "E6ECF4", "EEF3F9", "F6F6F6"

_LOCALES = {"da": "da-DK", "de": "de-DE", "nl": "nl-NL", "en": "en-GB"}
_SIZES = {  # style: size in points, colour, bold, space before and after
    "Normal": (11, _INK, False, 0, 6),
    "Title": (24, _BLUE, True, 0, 4),
    "Subtitle": (13, _GREY, False, 0, 14),
    "Heading 1": (16, _BLUE, True, 20, 6),
    "Heading 2": (13, _BLUE, True, 14, 4),
    "Heading 3": (11, _BLUE, True, 10, 3),
    "Quote": (11, _INK, False, 6, 0),
    "Caption": (9.5, _INK, True, 10, 4),
    "List Bullet": (11, _INK, False, 0, 3),
}


def locale_of(language: str) -> str:
    """The language tag that office programs know; what casekit does not speak stays as it is.

    >>> locale_of("da"), locale_of("sv")
    ('da-DK', 'sv')
    """
    return _LOCALES.get(language, language)


def opened(template: Path | None, *, language: str) -> Any:
    """An empty document in our look or that of *template*, in *language*.

    Raises:
        TemplateError: ``template_missing``, ``not_a_template`` or ``styles_missing`` (with all their names).
    """
    document = _plain() if template is None else _house(template)
    _add_styles(document)
    xml.set_languages(document, locale_of(language), font=_FONT if template is None else None)
    return document


def subtitle_style(document: Any) -> str:
    """The style of the line below the title; not every template has one."""
    return "Subtitle" if "Subtitle" in document.styles else BODY


def turn_pages(section: Any) -> None:
    """Make the pages of *section* wider than high, with narrower margins for wide tables."""
    long, short = sorted((section.page_width, section.page_height), reverse=True)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = long, short
    section.left_margin = section.right_margin = min(section.left_margin, Cm(1.8))


def table_style(document: Any) -> str:
    """The table style that *document* uses by default, else "Table Grid"."""
    default = document.styles.default(WD_STYLE_TYPE.TABLE)
    return _TABLE if default is None or default.name == "Normal Table" else str(default.name)


def text_width(section: Any) -> int:
    """How wide the text of *section* is, in EMU."""
    return int(section.page_width - section.left_margin - section.right_margin)


# a house template


def _house(template: Path) -> Any:
    try:
        data = template.read_bytes()
    except OSError as error:
        raise TemplateError("template_missing", file=template.name) from error
    try:
        document = docx.Document(io.BytesIO(_as_document(data)))
    except Exception as error:  # python-docx has no exception of its own for what is no Word file
        raise TemplateError("not_a_template", file=template.name) from error
    missing = [name for name in (*NEEDED, table_style(document)) if name not in document.styles]
    if missing:
        raise TemplateError("styles_missing", file=template.name, names=missing, missing=", ".join(missing))
    xml.clear_body(document)
    return document


def _as_document(data: bytes) -> bytes:
    """A .dotx as a .docx: the two differ in one content type."""
    kind = b"wordprocessingml.template.main+xml"
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            types = name == "[Content_Types].xml"
            package.writestr(
                name, content.replace(kind, b"wordprocessingml.document.main+xml") if types else content
            )
    return target.getvalue()


# our own look


def _plain() -> Any:
    document = docx.Document()
    _page(document.sections[0])
    for name, settings in _SIZES.items():
        _set(document.styles[name], *settings)
    _headings(document.styles)
    _quote(document.styles["Quote"])
    _table(document.styles)
    _tidy(document)
    return document


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.2)


def _set(style: Any, size: float, colour: RGBColor, bold: bool, before: float, after: float) -> None:
    xml.set_font(style, _FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.12 if size <= 11 else 1.0


def _headings(styles: Any) -> None:
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        xml.edge(styles[name].element, (), colour=_RULE, eighths=0, space=0)
        styles[name].paragraph_format.keep_with_next = (
            name != "Subtitle"
        )  # else title and a high figure share a page
        xml.plain_spacing(styles[name])


def _quote(style: Any) -> None:
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.8)
    style.paragraph_format.keep_with_next = True  # the line that says whose words these are


def _table(styles: Any) -> None:
    """Leave the two table styles that are used; the others of python-docx's template are 300 kB."""
    for style in [style for style in styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    xml.rule_table(styles["Table Grid"], colour=_RULE)


def _tidy(document: Any) -> None:
    """Take out what python-docx's template brings along and says nothing."""
    xml.modern(document)
    xml.drop_part(document.part.package, "thumbnail")
    xml.drop_part(document.part.package, "extended-properties")
    xml.drop_part(document.part, "stylesWithEffects")
    xml.drop_part(document.part, "customXml")


def _add_styles(document: Any) -> None:
    """The styles that only casekit has, unless the template defines them; font and language are the template's."""
    for name, look in _OWN.items():
        if name not in document.styles:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
            look(style)


def _callout(style: Any) -> None:
    xml.edge(style.element, ("left",), colour=_BAR, eighths=36, space=8)
    xml.shade(style.element, _CALLOUT_SHADE)
    style.paragraph_format.left_indent = Cm(0.35)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(10)


def _placeholder(style: Any) -> None:
    xml.edge(style.element, ("top", "left", "bottom", "right"), colour=_RULE, eighths=6, space=6)
    xml.shade(style.element, _EMPTY_SHADE)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.25)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(12)
    style.font.color.rgb = _GREY


def _field(style: Any) -> None:
    xml.edge(style.element, ("top", "left", "bottom", "right"), colour=_RULE, eighths=6, space=6)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.25)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(14)


def _source(style: Any) -> None:
    style.font.size, style.font.color.rgb = Pt(9), _GREY
    style.paragraph_format.left_indent = Cm(0.8)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(1), Pt(10)


def _cell(style: Any) -> None:
    style.font.size = Pt(9.5)
    style.paragraph_format.line_spacing = 1.05
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(2), Pt(2)


def _entry(style: Any) -> None:
    xml.edge(style.element, ("left",), colour=_RULE, eighths=24, space=8)
    style.font.size = Pt(9.5)
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = TERMS + Cm(0.35), -TERMS
    style.paragraph_format.tab_stops.add_tab_stop(TERMS + Cm(0.35))
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(2)
    style.paragraph_format.keep_together = True


def grey(run: Any) -> None:
    """Set *run* back: smaller and grey."""
    run.font.size, run.font.color.rgb = Pt(9), _GREY


def _mark(style: Any) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(10), True, _RED
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(2)


def _foot(style: Any) -> None:
    style.font.size, style.font.color.rgb = Pt(9), _GREY
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(4), Pt(0)


_OWN = {
    CALLOUT: _callout,
    PLACEHOLDER: _placeholder,
    SOURCE: _source,
    CELL: _cell,
    ENTRY: _entry,
    FIELD: _field,
    MARK: _mark,
    FOOT: _foot,
}
