import pytest

from casekit.exchange.codebook_layout import (
    SHEETS,
    SPOKEN,
    Column,
    column_of,
    language_named,
    nearest,
    sheet_of,
    title_of,
)
from casekit.model.words import LANGUAGES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "heading",
    ["label (da)", "Label (DA)", "label_da", "label da", " LABEL-da ", "label [Dansk]", "label: danish"],
)
def test_headings_are_read_however_they_are_written(heading):
    assert column_of(heading, "codes") == Column("label", "da")


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_heading_that_we_write_is_read_as_what_it_is(sheet):
    for field in SHEETS[sheet]:
        for language in LANGUAGES if field in SPOKEN else ("",):
            assert column_of(title_of(Column(field, language)), sheet) == Column(field, language)


@pytest.mark.parametrize(
    ("heading", "sheet", "column"),
    [("code", "codes", Column("id")), ("Code", "include", Column("code")), ("id", "exclude", Column("code")),
     ("da", "include", Column("text", "da")), ("nl", "search terms", Column("search terms", "nl")),
     ("indicators (de)", "codes", Column("search terms", "de")), ("color", "codes", Column("colour")),
     ("barrier (da)", "codes", Column("polarity barrier", "da")), ("theme", "codes", Column("theme")),
     ("da", "codes", None), ("kind (da)", "codes", None), ("label (sv)", "codes", None), ("notes", "codes", None), ("", "codes", None)],
)  # fmt: skip
def test_other_names_and_no_names(heading, sheet, column):
    assert column_of(heading, sheet) == column


def test_sheets_are_found_by_their_names_more_or_less():
    assert [sheet_of(name) for name in ("Codes", "code", "SEARCH_TERMS", "indicators", "Ark1", "Group")] == [
        "codes", "codes", "search terms", "search terms", None, "groups",
    ]  # fmt: skip


def test_languages_have_names():
    assert [language_named(name) for name in ("da", "Nederlands", "DE", "Latin")] == ["da", "nl", "de", None]


def test_the_nearest_name_is_told():
    assert nearest("Definiton (da)", SHEETS["codes"]) == "definition"
    assert nearest("xyzzy", SHEETS["codes"]) == "–"
