"""What every block needs from the document that is being written."""

import pytest

from casekit.report.blocks import Quote
from casekit.writers import word_style
from casekit.writers.word_sheet import Sheet, fill, quoted, source_of


def _sheet(language: str = "da") -> Sheet:
    return Sheet(word_style.opened(None, language=language), language, 1000, 1000)


@pytest.mark.parametrize(
    ("language", "shown"), [("da", "”Ja”"), ("de", "„Ja“"), ("nl", "‘Ja’"), ("en", "“Ja”"), ("sv", "“Ja”")]
)
def test_each_language_has_its_quotation_marks(language: str, shown: str) -> None:
    assert quoted("Ja", language) == shown


def test_braces_in_a_quote_are_just_braces() -> None:
    assert quoted("{0} og {}", "da") == "”{0} og {}”"


@pytest.mark.parametrize(
    ("who", "where", "shown"), [("A", "B", "A · B"), ("A", "", "A"), ("", "B", "B"), ("", "", "")]
)
def test_a_source_is_what_is_known(who: str, where: str, shown: str) -> None:
    assert source_of(Quote("Ja", "da", who, where)) == shown


@pytest.mark.parametrize(
    ("language", "label"), [("da", "Tabel"), ("de", "Tabelle"), ("nl", "Tabel"), ("en", "Table")]
)
def test_captions_count_by_kind_in_the_reports_language(language: str, label: str) -> None:
    sheet = _sheet(language)
    sheet.caption("figure", "x")
    assert [sheet.caption("table", text).text for text in ("Et", "")] == [f"{label} 1: Et", f"{label} 2"]


def test_below_a_table_there_is_room_once() -> None:
    sheet = _sheet()
    sheet.below_table = True
    first, second = sheet.paragraph("a", "Normal"), sheet.paragraph("b", "Normal")
    assert first.paragraph_format.space_before.pt == 10
    assert second.paragraph_format.space_before is None


def test_a_heading_below_a_table_keeps_its_own_room() -> None:
    sheet = _sheet()
    sheet.below_table = True
    assert sheet.paragraph("a", "Heading 1").paragraph_format.space_before is None


def test_nothing_is_added_for_no_text() -> None:
    paragraph = _sheet().paragraph("", "Normal")
    fill(paragraph, "")
    assert not paragraph.runs
