"""The document that is being written, and what every block needs from it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from docx.shared import Pt

from casekit.report.blocks import Quote
from casekit.wording import say_in
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.characters import writable

__all__ = ["Sheet", "fill", "quoted", "source_of"]

_MARKS = {"da": "”{}”", "de": "„{}“", "nl": "‘{}’", "en": "“{}”"}
_BELOW_TABLE = Pt(10)


@dataclass(slots=True)
class Sheet:
    """A document in the making: its language, the size of its text area in EMU, and how far it has counted."""

    document: Any
    language: str
    width: int
    height: int
    numbers: Counter[str] = field(default_factory=Counter)
    below_table: bool = False
    page_ended: bool = False

    def paragraph(self, text: str, style: str, *, language: str | None = None) -> Any:
        """Add *text* in *style*; *language* where it is not the document's."""
        paragraph = self.document.add_paragraph(style=style)
        self._set_apart(paragraph)
        fill(paragraph, text, language=language, own=self.language)
        return paragraph

    def _set_apart(self, paragraph: Any) -> None:
        """Space below a table and the start of a page, which are no empty paragraphs: those would be read aloud."""
        own = paragraph.style.paragraph_format.space_before
        if self.below_table and (own is None or own < _BELOW_TABLE):
            paragraph.paragraph_format.space_before = _BELOW_TABLE
        if self.page_ended:
            paragraph.paragraph_format.page_break_before = True
        self.below_table = self.page_ended = False

    def paragraphs(self, text: str, style: str, *, language: str | None = None) -> Iterator[Any]:
        """Add *text*, a paragraph for each part between blank lines; nothing for an empty text."""
        parts = (part.strip() for part in writable(text).split("\n\n"))
        return iter([self.paragraph(part, style, language=language) for part in parts if part])

    def caption(self, kind: Literal["figure", "table"], text: str) -> Any:
        """Add "Table 1: *text*", numbered by a field so that Word counts on when somebody adds one."""
        self.numbers[kind] += 1
        label = say_in(self.language, f"writing.{kind}")
        paragraph = self.paragraph("", "Caption")
        fill(paragraph, f"{label} ")
        xml.add_field(paragraph, f"SEQ {label} \\* ARABIC", str(self.numbers[kind]))
        fill(paragraph, f": {text}" if text else "")
        return paragraph


def fill(paragraph: Any, text: str, *, language: str | None = None, own: str | None = None) -> None:
    """Add *text* to *paragraph*, tagged where its *language* is not the document's *own*."""
    if not text:
        return
    run = paragraph.add_run(writable(text))
    if language is not None and language != own:
        xml.tag_language(run, look.locale_of(language))


def quoted(text: str, language: str) -> str:
    """*text* in the quotation marks of its language.

    >>> quoted("Das dauert.", "de"), quoted("Det tager tid.", "da")
    ('„Das dauert.“', '”Det tager tid.”')
    """
    return _MARKS.get(language, _MARKS["en"]).replace("{}", text)


def source_of(quote: Quote) -> str:
    """Who says it, and where it stands; "" where neither is known."""
    return " · ".join(part for part in (quote.who, quote.reference) if part)
