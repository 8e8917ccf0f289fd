import io
import zipfile

import pytest

from casekit.errors import ReadError, UnknownFormatError
from casekit.readers.sniff import refuse_foreign, refuse_suffix

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(name: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(name, "x")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "problem", "suffix"),
    [
        (b"%PDF-1.4", "format_unknown", ".pdf"),
        (b"{\\rtf1", "format_unknown", ".rtf"),
        (b"<!DOCTYPE html><p>", "format_unknown", ".html"),
        (b"\xef\xbb\xbf <HTML>", "format_unknown", ".html"),
        (b"<?xml version='1.0'?><a/>", "format_unknown", ".xml"),
        (b"\x89PNG\r\n", "format_unknown", ".png"),
        (packed("xl/workbook.xml"), "format_unknown", ".xlsx"),
        (packed("content.xml"), "format_unknown", ".odt"),
        (packed("project.qde"), "format_unknown", ".qdpx"),
        (packed("photo.jpg"), "format_unknown", ".zip"),
        (OLE + b"something", "format_unknown", ".ole"),
    ],
)
def test_foreign_files_are_known_by_their_bytes(data, problem, suffix):
    with pytest.raises(UnknownFormatError) as caught:
        refuse_foreign(data, file="a.txt")
    assert (caught.value.problem, caught.value.data["suffix"]) == (problem, suffix)


def test_old_word_files_and_locked_ones_are_told_apart():
    for inside, problem in (("WordDocument", "format_doc"), ("EncryptedPackage", "password_protected")):
        with pytest.raises(ReadError) as caught:
            refuse_foreign(OLE + inside.encode("utf-16-le"), file="a.docx")
        assert caught.value.problem == problem


@pytest.mark.parametrize(
    "data", [b"I: Hej", b"", b"<v Mette>Hej", "\ufeffHej".encode("utf-16-le"), b"\xff\xfe"]
)
def test_text_is_let_through(data):
    refuse_foreign(data, file="a.txt")


@pytest.mark.parametrize(
    ("suffix", "problem"),
    [(".doc", "format_doc"), (".odt", "format_unknown"), (".xyz", "format_unknown"), ("", "format_unknown")],
)
def test_suffixes_that_nobody_covers(suffix, problem):
    with pytest.raises(UnknownFormatError) as caught:
        refuse_suffix(suffix, file="a")
    assert caught.value.problem == problem
