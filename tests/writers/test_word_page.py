"""What surrounds the text."""

import dataclasses
import io
from datetime import datetime

import docx
import pytest

from casekit.report.blocks import Figure, Paragraph, Report
from casekit.writers import write_word
from casekit.writers.word_page import mark_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def report(report: Report) -> Report:
    """The report without its figure: these tests do not look at it, and drawing takes time."""
    return dataclasses.replace(
        report, blocks=tuple(block for block in report.blocks if not isinstance(block, Figure))
    )


def _open(data: bytes):
    return docx.Document(io.BytesIO(data))


def test_the_file_says_title_language_and_when_and_names_nobody(report: Report) -> None:
    core = _open(write_word(report)).core_properties
    assert (core.title, core.language, core.author) == ("Foreløbige fund", "da-DK", "casekit")
    assert (core.last_modified_by, core.comments, core.revision) == ("", "", 1)
    assert core.created == core.modified
    assert core.created.replace(tzinfo=None) == datetime(2024, 3, 5, 9, 15)


def test_without_a_time_it_is_the_year_2000(report: Report) -> None:
    core = _open(write_word(dataclasses.replace(report, properties=()))).core_properties
    assert core.created.year == 2000


def test_properties_of_the_report_stay_in_the_file(report: Report, part) -> None:
    custom = part(write_word(report), "docProps/custom.xml")
    assert [(entry.get("name"), entry[0].text) for entry in custom] == list(report.properties)


def test_title_and_page_numbers_stand_below_every_page(report: Report) -> None:
    footer = _open(write_word(report)).sections[0].footer
    assert [paragraph.text for paragraph in footer.paragraphs] == ["Foreløbige fund\t1 / 1"]
    assert [code.text.strip() for code in footer._element.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_a_long_title_is_cut_below_the_page_and_nowhere_else() -> None:
    title = "Lang titel " * 30
    document = _open(write_word(Report("feedback", title, "da", (Paragraph("x"),))))
    assert len(document.sections[0].footer.paragraphs[0].text) < 95
    assert document.core_properties.title == title[:255]


def test_only_internal_reports_are_marked(report: Report) -> None:
    assert mark_of(report) == ""
    assert mark_of(dataclasses.replace(report, internal=True, mark="Internt")) == "Internt"
    assert not _open(write_word(report)).sections[0].header.paragraphs[0].text


def test_the_mark_is_bold(report: Report) -> None:
    header = _open(write_word(dataclasses.replace(report, internal=True, mark="Internt"))).sections[0].header
    assert header.paragraphs[0].style.font.bold
