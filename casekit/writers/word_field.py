"""Places where people write, as content controls that keep their tag when the document comes back."""

from typing import Any
from zlib import crc32

from casekit.report.blocks import Field
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.characters import writable

__all__ = ["write_field"]

_TITLE, _TAG = 64, 64  # signs that Word keeps of either


def write_field(paragraph: Any, field: Field) -> None:
    """Put *field* into *paragraph*: its text, or its prompt set back; line breaks stay."""
    number = crc32(field.tag.encode()) & 0x7FFFFFFF
    content = xml.add_control(
        paragraph,
        tag=field.tag[:_TAG],
        title=writable(field.title)[:_TITLE],
        number=number,
        empty=not field.text,
    )
    for place, line in enumerate(writable(field.text or field.prompt).split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(line)
        if not field.text:
            look.grey(run)
        content.append(run._r)
