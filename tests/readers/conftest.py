import io
import zipfile
from collections.abc import Callable

import pytest

from casekit.model.document import Document, Reading
from casekit.readers import read_bytes

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def make_docx(body: str, **parts: str) -> bytes:
    """A .docx of XML strings; *parts* are further parts, called by their name with ``__`` for ``/``."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return memory.getvalue()


def make_paragraph(text: str, *, run: str = "", properties: str = "") -> str:
    return f"<w:p>{properties}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def make_table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{make_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def paragraph() -> Callable[..., str]:
    return make_paragraph


@pytest.fixture
def table() -> Callable[..., str]:
    return make_table


@pytest.fixture
def spoken() -> Callable[..., list[tuple[str, str]]]:
    """What a document says: speaker and words of each turn, from text, bytes or a document."""

    def said(
        source: str | bytes | Document | Reading, name: str = "a.txt", **options: object
    ) -> list[tuple[str, str]]:
        if isinstance(source, str):
            source = source.encode()
        if isinstance(source, bytes):
            source = read_bytes(source, name, **options)
        document = source.document if isinstance(source, Reading) else source
        return [(turn.speaker, document.words_of(turn)) for turn in document.turns]

    return said


@pytest.fixture
def kinds() -> Callable[[Reading], list[str]]:
    return lambda reading: sorted(finding.kind for finding in reading.findings)
