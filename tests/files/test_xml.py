import socket

import pytest

from casekit.errors import ReadError
from casekit.files import xml
from casekit.files.xml import parse_xml


def problem(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        parse_xml(data, file="a.docx", part="document")
    assert caught.value.data["file"] == "a.docx"
    return caught.value.problem


def test_the_root_element_comes_back_without_comments_and_instructions():
    root = parse_xml("<?xml version='1.0'?><a><!-- hush --><?x y?><b>æ</b></a>".encode(), file="a.docx")
    assert root.tag == "a"
    assert [(child.tag, child.text) for child in root] == [("b", "æ")]


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"<a>", b"<a></b>", b"<a>&nosuch;</a>", b"<?xml version='1.0' encoding='no-such'?><a/>"],
)
def test_broken_xml_is_a_read_error(data):
    assert problem(data) == "bad_xml"


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_document_type_is_refused_in_whatever_encoding(code):
    assert problem("<!DOCTYPE a><a/>".encode(code)) == "xml_doctype"


def test_entities_are_never_expanded_nor_files_opened(tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    monkeypatch.setattr(socket, "socket", None)
    assert problem(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>'.encode()) == "xml_doctype"


def test_great_depth_is_refused():
    assert problem(b"<a>" * 5_000 + b"</a>" * 5_000) == "bad_xml"


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    assert problem(b"<a>123456789</a>") == "too_large"
