"""The lines of a PDF, read in a process of its own: what is broken in a PDF may end the process that reads it.

Run as a script by ``casekit.readers.pdf``; imports nothing of casekit. The PDF comes in by standard input; out goes one
JSON object per line: ``{"lines": [[text, where it begins, where it ends], ...]}`` for each page, places in points above
the foot of the page; then ``{"done": pages, ...}`` with what else was counted, or ``{"problem": name}``.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

__all__ = ["answers", "main"]

MEMORY = 500_000_000  # bytes of address space
SECONDS = 20  # of computing
MAX_PAGES = 5_000
MAX_CHARACTERS = 10_000_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_REMARKS = frozenset({1, 3, 9, 10, 11, 12})  # notes, free text, and what marks text
_FIELD = 20
_BREAK = "\r\n"


def main() -> int:
    """Read a PDF from standard input and write what is in it to standard output."""
    _limit()
    data = sys.stdin.buffer.read()
    for answer in answers(data):
        sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()
    return 0


def answers(data: bytes) -> Iterator[dict[str, Any]]:
    """One answer per page, and a last one that says how it went."""
    try:
        pdfium = import_module("pypdfium2")
        raw = import_module("pypdfium2.raw")
    except ImportError:
        yield {"problem": "pdf_needs_extra"}
        return
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        yield {"problem": "password_protected" if error.err_code == _PASSWORD else "damaged"}
        return
    yield from _pages(document, pdfium, raw)


def _pages(document: Any, pdfium: Any, raw: Any) -> Iterator[dict[str, Any]]:
    counts = {"broken": 0, "pictures": 0, "comments": 0, "fields": 0}
    characters = 0
    for number in range(len(document)):
        lines: list[tuple[str, float, float]] = []
        try:
            page = document[number]
            lines = _lines(page, raw)
            _count(page, lines, raw, counts)
        except (pdfium.PdfiumError, ValueError, ArithmeticError, LookupError):
            counts["broken"] += 1
        characters += sum(len(text) for text, _, _ in lines)
        if number >= MAX_PAGES or characters > MAX_CHARACTERS:
            yield {"problem": "too_many_pages" if number >= MAX_PAGES else "text_too_long"}
            return
        yield {"lines": lines}
    counts["embedded"] = max(raw.FPDFDoc_GetAttachmentCount(document), 0)
    yield {"done": len(document), **counts}


def _lines(page: Any, raw: Any) -> list[tuple[str, float, float]]:
    """The lines of a page in pdfium's order, each with the height of its first and its last sign."""
    text_page = page.get_textpage()
    lines, at = [], 0
    for line in text_page.get_text_range().split(_BREAK):
        length = len(line.encode("utf-16-le", errors="replace")) // 2
        if line.strip():
            begins = at + length - len(line.lstrip().encode("utf-16-le", errors="replace")) // 2
            ends = at + max(len(line.rstrip().encode("utf-16-le", errors="replace")) // 2 - 1, 0)
            lines.append((line, _height(text_page, begins, raw), _height(text_page, ends, raw)))
        at += length + len(_BREAK)
    return lines


def _height(text_page: Any, at: int, raw: Any) -> float:
    """Where the sign stands, in points above the foot of the page."""
    from ctypes import c_double

    x, y = c_double(), c_double()
    index = raw.FPDFText_GetCharIndexFromTextIndex(text_page, at)
    if index >= 0:
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return round(y.value, 1) if abs(y.value) < 1e6 else 0.0


def _count(page: Any, lines: list[tuple[str, float, float]], raw: Any, counts: dict[str, int]) -> None:
    """Pictures in place of text, remarks in the margin, and what was filled into forms."""
    counts["pictures"] += not lines and raw.FPDFPage_CountObjects(page) > 0
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_PAGES)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        counts["comments"] += (
            kind in _REMARKS and raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0) > 2
        )
        counts["fields"] += kind == _FIELD and raw.FPDFAnnot_GetStringValue(note, b"V", None, 0) > 2
        raw.FPDFPage_CloseAnnot(note)


def _limit() -> None:
    """Where the system can, let it end this process before it eats the machine."""
    if sys.platform == "win32":
        return
    import resource

    wanted = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0))
    for kind, most in wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
