"""PDF: its text by pypdfium2, in a process of its own with limits; a last resort, and always told so."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers import pdf_process
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import notices
from casekit.readers.leaving_out import left_out
from casekit.readers.pdf_paragraphs import PageLine, paragraphs, without_heads

__all__ = ["FORMAT"]

SECONDS = 60
MAX_BYTES = 100_000_000
_SIGN = b"%PDF-"
_SIGN_WITHIN = 1_024


@dataclass(slots=True)
class _Told:
    """What the other process told: the lines of each page, and what it counted."""

    pages: list[list[PageLine]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def _holds(data: bytes) -> bool:
    return _SIGN in data[:_SIGN_WITHIN]


def _parse(data: bytes, request: Request) -> Source:
    file = request.file
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=file, limit=MAX_BYTES // 1_000_000)
    told = _told(_run(data, file), file)
    text = "\n".join(line.text for page in told.pages for line in page)
    if not any(map(str.isalpha, text)):
        _refuse_textless(told, file)
    noticed = notices(text.replace("\ufffe", ""), file=file)
    pages, heads = without_heads(told.pages)
    left = {"headers": heads, "comments": told.counts["comments"], "embedded": told.counts["embedded"]}
    left = {what: n for what, n in left.items() if n}
    findings = (*_findings(told, file), *noticed, *left_out(left, file=file))
    return Source(tuple(paragraphs(pages)), (), findings, left=tuple(left.items()))


def _refuse_textless(told: _Told, file: str) -> None:
    if told.counts["broken"] == len(told.pages):
        raise ReadError("pdf_unreadable", file=file, reason="damaged")
    raise ReadError("pdf_without_text", file=file, n=len(told.pages))


def _run(data: bytes, file: str) -> bytes:
    """What the other process writes about *data*.

    Raises:
        ReadError: ``pdf_unreadable``, where it takes too long or comes to a bad end.
    """
    script = Path(pdf_process.__file__)
    try:
        ended = subprocess.run(  # noqa: S603 - our own script, by the Python that runs already
            [sys.executable, "-P", str(script)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise ReadError("pdf_unreadable", file=file, reason=f"> {SECONDS} s") from None
    except (OSError, ValueError) as error:
        raise ReadError("pdf_unreadable", file=file, reason=type(error).__name__) from None
    if ended.returncode != 0:
        raise ReadError("pdf_unreadable", file=file, reason="damaged")
    return ended.stdout


def _told(written: bytes, file: str) -> _Told:
    """The same as values; whatever does not fit is no PDF that can be read."""
    told = _Told()
    try:
        for answer in map(json.loads, written.splitlines()):
            if "problem" in answer:
                _refuse(str(answer["problem"]), file)
            if "lines" in answer:
                told.pages.append(list(_lines(answer)))
            else:
                names = ("done", "broken", "pictures", "comments", "fields", "embedded")
                told.counts = {name: int(answer[name]) for name in names}
    except ReadError:
        raise
    except (ValueError, TypeError, LookupError, RecursionError):
        raise ReadError("pdf_unreadable", file=file, reason="garbled") from None
    if told.counts.get("done") != len(told.pages):
        raise ReadError("pdf_unreadable", file=file, reason="incomplete")
    return told


def _lines(answer: Mapping[str, Any]) -> Iterator[PageLine]:
    for text, begins, ends in answer["lines"]:
        yield PageLine(str(text), float(begins), float(ends))


def _refuse(problem: str, file: str) -> None:
    if problem == "pdf_needs_extra":
        raise ReadError("pdf_needs_extra", file=file)
    if problem == "password_protected":
        raise ReadError("password_protected", file=file)
    if problem == "text_too_long":
        raise ReadError("text_too_long", file=file, limit=pdf_process.MAX_CHARACTERS // 1_000_000)
    reason = f"> {pdf_process.MAX_PAGES} p." if problem == "too_many_pages" else "damaged"
    raise ReadError("pdf_unreadable", file=file, reason=reason)


def _findings(told: _Told, file: str) -> Iterator[Finding]:
    yield Finding.of("pdf_read", "warning", file, n=len(told.pages))
    missing = (
        ("pdf_pages_broken", "broken"),
        ("pdf_pages_without_text", "pictures"),
        ("pdf_fields_left_out", "fields"),
    )
    for kind, what in missing:
        if n := told.counts[what]:
            yield Finding.of(kind, "warning", file, n=n)


FORMAT = Format("pdf", (".pdf",), _holds, _parse)
