"""What surrounds the text: header, footer, and what the file says about itself."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length

from casekit.report.blocks import Report
from casekit.wording import say_in
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.characters import writable
from casekit.writers.moment import moment
from casekit.writers.word_sheet import fill

__all__ = ["frame_pages", "mark_of", "set_properties"]

_TITLE = 80  # signs of the title that fit beside the page number


def mark_of(report: Report) -> str:
    """What stands on every page of an internal report; "" for others."""
    return (report.mark or say_in(report.language, "writing.internal")) if report.internal else ""


def frame_pages(document: Any, report: Report) -> None:
    """Put the mark above and title and page numbers below every page, first and even pages included."""
    section = document.sections[0]
    for header in _kinds(document, section, "header"):
        _put_mark(header, mark_of(report))
    for footer in _kinds(document, section, "footer"):
        if not _has_page_number(footer):
            _put_number(footer, writable(report.title), look.text_width(section))


def _kinds(document: Any, section: Any, where: str) -> list[Any]:
    """The headers or footers that Word will show; a template may have others for its first and its even pages."""
    kinds = [getattr(section, where)]
    if section.different_first_page_header_footer:
        kinds.append(getattr(section, f"first_page_{where}"))
    if document.settings.odd_and_even_pages_header_footer:
        kinds.append(getattr(section, f"even_page_{where}"))
    return kinds


def _put_mark(header: Any, mark: str) -> None:
    if not mark:
        return
    header.is_linked_to_previous = False
    first = header.paragraphs[0]
    paragraph = first.insert_paragraph_before() if _holds(first) else first
    paragraph.style = look.MARK
    fill(paragraph, mark)


def _holds(paragraph: Any) -> bool:
    """Whether there is anything in *paragraph*, a picture too."""
    return bool(paragraph._p.xpath("./*[not(self::w:pPr)]"))


def _has_page_number(footer: Any) -> bool:
    return not footer.is_linked_to_previous and "PAGE" in "".join(footer._element.itertext())


def _put_number(footer: Any, title: str, width: int) -> None:
    footer.is_linked_to_previous = False
    last = footer.paragraphs[-1]
    paragraph = footer.add_paragraph() if _holds(last) else last
    paragraph.style = look.FOOT
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(width), WD_TAB_ALIGNMENT.RIGHT)
    fill(paragraph, (title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…") + "\t")
    xml.add_field(paragraph, "PAGE", "1")
    fill(paragraph, " / ")
    xml.add_field(paragraph, "NUMPAGES", "1")


def set_properties(document: Any, report: Report) -> None:
    """Say who, what and in which language; no name of a person, and no time but ``made_at``."""
    properties = {writable(name): writable(value) for name, value in report.properties}
    core = document.core_properties
    core.title, core.author, core.language = (
        writable(report.title)[:255],
        "casekit",
        look.locale_of(report.language),
    )
    core.created = core.modified = moment(properties.get("made_at", ""))
    core.last_modified_by, core.comments, core.revision = "", "", 1
    core.subject = core.keywords = core.category = ""
    if properties:
        xml.set_custom_properties(document, properties)
