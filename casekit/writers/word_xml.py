"""What python-docx cannot do, as XML: all of it here and nowhere else.

Element names and their order are those of ECMA-376 part 1 (WordprocessingML). Functions change what they are given.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Length
from lxml import etree

__all__ = [
    "add_control",
    "add_field",
    "caption_table",
    "clear_body",
    "describe_picture",
    "drop_part",
    "edge",
    "keep_row_whole",
    "mark_header_row",
    "modern",
    "plain_spacing",
    "rule_table",
    "set_custom_properties",
    "set_font",
    "set_languages",
    "set_widths",
    "shade",
    "shade_cell",
    "tag_language",
]

_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
                  "w:outlineLvl", "w:rPr", "w:sectPr")  # fmt: skip
_AFTER_CELL_SHADE = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SPACES: Any = {None: _CUSTOM, "vt": _VALUES}
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FMTID = (
    "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one that user-defined properties carry (MS-OLEPS 2.25)
)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


# fonts and languages


def set_font(style: Any, font: str) -> None:
    """Let *style* use *font*; theme fonts would win over it, so their attributes go."""
    _fonts(style.element.get_or_add_rPr(), font)


def _fonts(properties: Any, font: str) -> None:
    fonts = (
        properties.get_or_add_rFonts()
        if hasattr(properties, "get_or_add_rFonts")
        else _first(properties, "w:rFonts")
    )
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _first(parent: Any, tag: str) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = _element(tag)
        parent.insert(0, found)
    return found


def set_languages(document: Any, locale: str, *, font: str | None = None) -> None:
    """Say in the defaults, the styles and the settings that the document is in *locale*."""
    styles = document.styles.element
    defaults = _first(_first(_first(styles, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
    if font is not None:
        _fonts(defaults, font)
    if defaults.find(qn("w:lang")) is None:
        defaults.append(_element("w:lang"))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)


def plain_spacing(style: Any) -> None:
    """Let the letters of *style* stand as the font has them, neither spaced out nor in capitals."""
    for tag in ("w:spacing", "w:kern", "w:caps", "w:smallCaps"):
        for element in style.element.get_or_add_rPr().findall(qn(tag)):
            element.getparent().remove(element)


def tag_language(run: Any, locale: str) -> None:
    """Say that *run* is in *locale*, for spelling and for voices that read aloud."""
    properties = run._r.get_or_add_rPr()
    properties.append(_element("w:lang", val=locale))


# paragraphs


def edge(format_element: Any, sides: Iterable[str], *, colour: str, eighths: int, space: int) -> None:
    """A border on *sides* of a paragraph or paragraph style; width in eighths of a point, *space* in points."""
    properties = format_element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders = _element("w:pBdr")
    for side in (side for side in ("top", "left", "bottom", "right") if side in set(sides)):
        borders.append(_element(f"w:{side}", val="single", sz=str(eighths), space=str(space), color=colour))
    if len(borders):
        properties.insert_element_before(borders, *_AFTER_BORDERS)


def shade(format_element: Any, colour: str) -> None:
    """A background behind a paragraph or paragraph style."""
    properties = format_element.get_or_add_pPr()
    shading = _element("w:shd", val="clear", color="auto", fill=colour)
    properties.insert_element_before(shading, *_AFTER_BORDERS[1:])


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field such as PAGE, with the text that stands there until Word counts anew."""
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        if kind is None:
            code = _element("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind == "text":
            run.text = shown
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))


def add_control(paragraph: Any, *, tag: str, title: str, number: int, empty: bool) -> Any:
    """A content control; its content, to which runs are added. *empty*: what stands there is a prompt.

    Not one of plain text: LibreOffice 7.4 puts the line breaks of those before their words.
    """
    control, about, content = _element("w:sdt"), _element("w:sdtPr"), _element("w:sdtContent")
    about.append(_element("w:alias", val=title))
    about.append(_element("w:tag", val=tag))
    about.append(_element("w:id", val=str(number)))
    if empty:
        about.append(_element("w:showingPlcHdr"))
    control.extend((about, content))
    paragraph._p.append(control)
    return content


# tables and pictures


def mark_header_row(row: Any) -> None:
    """Say that *row* heads its table; it is repeated on every page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def keep_row_whole(row: Any) -> None:
    """Let no page break fall inside *row*."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def shade_cell(cell: Any, colour: str) -> None:
    """A background behind *cell*."""
    shading = _element("w:shd", val="clear", color="auto", fill=colour)
    cell._tc.get_or_add_tcPr().insert_element_before(shading, *_AFTER_CELL_SHADE)


def set_widths(table: Any, widths: Iterable[int]) -> None:
    """Give columns their widths in EMU: in the grid, where LibreOffice looks, and in each cell, where Word does."""
    lengths = [Length(width) for width in widths]
    table.autofit = False
    total = table._tbl.tblPr.find(qn("w:tblW"))
    if total is not None:
        total.set(qn("w:type"), "dxa")
        total.set(qn("w:w"), str(sum(length.twips for length in lengths)))
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    for row in table._tbl.tr_lst:
        for cell, length in zip(row.tc_lst, lengths, strict=True):
            cell.width = length


def rule_table(style: Any, *, colour: str) -> None:
    """Thin rules above, below and between the rows of a table style, and room inside its cells."""
    for old in style.element.findall(qn("w:tblPr")):
        style.element.remove(old)
    properties = _element("w:tblPr")
    borders, room = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=colour))
    for side, twips in (("top", "28"), ("left", "85"), ("bottom", "28"), ("right", "85")):
        room.append(_element(f"w:{side}", w=twips, type="dxa"))
    properties.extend((borders, room))
    style.element.append(properties)


def caption_table(table: Any, caption: str, description: str) -> None:
    """Alternative text of a table; the schema wants both last."""
    properties = table._tbl.tblPr
    properties.append(_element("w:tblCaption", val=caption))
    properties.append(_element("w:tblDescription", val=description))


def describe_picture(shape: Any, alt: str, name: str) -> None:
    """Alternative text of an inline picture, and no room around it (LibreOffice takes 3 mm where nothing is said)."""
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    shape._inline.docPr.set("descr", alt)
    shape._inline.docPr.set("name", name)


# the document as a whole


def clear_body(document: Any) -> None:
    """Take out what a template's pages say; keep page size, headers and footers, also those of earlier sections."""
    body = document.element.body
    last = body.get_or_add_sectPr()
    earlier = [section for section in body.iter(qn("w:sectPr")) if section is not last]
    have = {(part.tag, part.get(qn("w:type"))) for part in last}
    for section in reversed(earlier):
        for part in section.findall(qn("w:headerReference")) + section.findall(qn("w:footerReference")):
            if (part.tag, part.get(qn("w:type"))) not in have:
                have.add((part.tag, part.get(qn("w:type"))))
                last.insert(0, part)
    for child in [child for child in body if child is not last]:
        body.remove(child)


def modern(document: Any) -> None:
    """Keep Word from opening the document in compatibility mode, which it does below version 15."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def drop_part(owner: Any, kind: str) -> None:
    """Leave out the parts that *owner* names by a relationship of this kind."""
    for key in [key for key, relation in owner.rels.items() if relation.reltype.endswith(f"/{kind}")]:
        del owner.rels[key]


def set_custom_properties(document: Any, properties: Mapping[str, str]) -> None:
    """Keep *properties* in the file; a template's own stay beside them."""
    package = document.part.package
    old = next(
        (rel for rel in package.rels.values() if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES), None
    )
    root = (
        parse_xml(old.target_part.blob) if old else etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=_SPACES)
    )
    for stale in [entry for entry in root if entry.get("name") in properties]:
        root.remove(stale)
    first = max([1, *(int(entry.get("pid", "1")) for entry in root)]) + 1
    for pid, (name, value) in enumerate(properties.items(), start=first):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FMTID, pid=str(pid), name=name)
        etree.SubElement(entry, f"{{{_VALUES}}}lpwstr").text = value
    drop_part(package, "custom-properties")
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
