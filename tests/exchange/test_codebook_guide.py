import io

import openpyxl
import pytest

from casekit.exchange.codebook_guide import book_title, guide_to
from casekit.exchange.codebook_layout import SHEETS, column_of, is_guide
from casekit.exchange.codebook_tables import read_codebook_xlsx, xlsx_of
from casekit.model.codebook import Code, Codebook
from casekit.model.words import LANGUAGES, Words

BOOK = Codebook(
    "b",
    "2",
    Words.of({"da": "Lille", "nl": "Klein"}),
    (Code("home", Words.of({"da": "Bolig", "nl": "Wonen"})),),
    languages=("nl", "da"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_explains_all_others_and_is_not_read_again(language):
    data = xlsx_of(BOOK, language=language)
    first, *others = openpyxl.load_workbook(io.BytesIO(data))
    guide = guide_to(BOOK, language=language)
    assert (first.title, first["A1"].value, is_guide(first.title)) == (guide.name, guide.title, True)
    assert [row[0] for row in guide.rows if row[0]] == [
        *dict.fromkeys(row[0] for row in guide.rows if row[0])
    ]
    assert {row[0] for row in guide.rows if row[0]} == {sheet.title for sheet in others} == set(SHEETS)
    assert (read_codebook_xlsx(data, file="b.xlsx")[0], list(read_codebook_xlsx(data, file="b.xlsx")[1])) == (
        BOOK,
        [],
    )


def test_columns_are_named_as_they_are_on_their_sheet():
    sheet = ""
    for name, column, meaning in guide_to(BOOK).rows:
        sheet = name or sheet
        assert meaning
        assert not column or column_of(column, sheet), column
    assert any(column == "label (nl)" for _, column, _ in guide_to(BOOK).rows)


def test_without_a_language_the_codebooks_first_is_meant():
    assert guide_to(BOOK).name == guide_to(BOOK, language="nl").name
    assert guide_to(Codebook("b")).name == "Guide"
    assert (book_title(BOOK), book_title(BOOK, language="da"), book_title(Codebook("b"))) == (
        "Klein · 2",
        "Lille · 2",
        "b · 0",
    )
