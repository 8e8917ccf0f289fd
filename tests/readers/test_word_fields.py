"""Content controls of Word files."""

import io
from zipfile import ZipFile

import pytest

from casekit.errors import ReadError
from casekit.readers.word_fields import WordField, word_fields

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(body, name="word/document.xml"):
    target = io.BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr(name, f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return target.getvalue()


def control(inside, about='<w:tag w:val="a"/>'):
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def test_lines_and_changes_are_read_as_they_stand_when_accepted():
    inside = "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>three</w:t></w:r></w:ins></w:p>"
    assert word_fields(packed(control(inside)), file="f") == (WordField("a", "one\ntwo\nthree", False),)


def test_a_prompt_is_told_and_what_has_no_tag_is_left():
    prompt = control("<w:r><w:t>here</w:t></w:r>", '<w:tag w:val="b"/><w:showingPlcHdr/>')
    assert word_fields(packed(f"<w:p>{prompt}{control('', '')}</w:p>", "word/document2.xml"), file="f") == (
        WordField("b", "here", True),
    )


def test_another_zip_is_refused():
    with pytest.raises(ReadError):
        word_fields(packed("", "other.xml"), file="f")
