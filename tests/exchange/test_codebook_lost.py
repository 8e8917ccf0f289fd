import pytest

from casekit.errors import CodebookError
from casekit.exchange.codebook_assembling import codebook_in
from casekit.exchange.codebook_input import Sheet
from casekit.model.finding import Findings

CODES = [
    ["id", "parent", "label (da)"],
    ["home", "", "Bolig"],
    ["rent", "home", "Husleje"],
    ["wait", "home", "Ventetid"],
]
INCLUDE = [["code", "text (da)"], ["rent", "pris"], ["wait", "kø"]]


def read(codes, **others):
    sheets = {"codes": codes} | others
    return codebook_in(
        [Sheet(name, "b.xlsx", tuple(enumerate(rows, 1))) for name, rows in sheets.items()], file="b.xlsx"
    )


def without(rows, at):
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def headed(rows, *head):
    return [list(head), *rows[1:]]


def found(*args, **others):
    return [(one.kind, one.severity, one.where) for one in read(*args, **others)[1]]


def test_whole_tables_lose_nothing():
    assert found(CODES, include=INCLUDE) == []


@pytest.mark.parametrize("others", [{}, {"include": INCLUDE}])
def test_codes_that_have_lost_their_ids_are_not_read(others):
    with pytest.raises(CodebookError) as caught:
        read(headed(CODES, "nummer", "parent", "label (da)"), **others)
    assert (caught.value.problem, caught.value.data["where"]) == ("codebook_ids_renamed", "b.xlsx, codes!A1")
    with pytest.raises(CodebookError) as caught:
        read(without(CODES, 0), **others)
    assert (caught.value.problem, caught.value.data["where"]) == ("codebook_ids_lost", "b.xlsx, codes!A1")
    assert "“id”" in str(caught.value)


def test_codes_without_ids_may_be_named_by_their_labels():
    book, _ = read(
        [["label (da)", "parent"], ["Bolig", ""], ["Husleje", "bolig"]],
        include=[["code", "da"], ["husleje", "pris"]],
    )
    assert (book["husleje"].parent, len(book["husleje"].include)) == ("bolig", 1)


def test_a_lost_tree_is_told_once():
    assert found(without(CODES, 1), include=INCLUDE) == [("codebook_flat", "error", "b.xlsx, codes!A1")]
    assert found(headed(CODES, "id", "overordnet", "label (da)"), include=INCLUDE) == [
        ("codebook_heading_near", "error", "b.xlsx, codes!B1")
    ]


def test_a_plain_list_of_codes_is_a_note_and_an_empty_column_says_that_it_is_meant():
    assert found(without(CODES, 1)) == [("codebook_flat", "note", "b.xlsx, codes!A1")]
    flat = [[row[0], "" if line else row[1], row[2]] for line, row in enumerate(CODES)]
    assert found(flat, include=INCLUDE) == []


def test_codes_without_a_row_are_told_once_each():
    codes = [row for row in CODES if row[0] != "rent"]
    _, findings = read(codes, include=[*INCLUDE, ["rent", "mere"]], exclude=INCLUDE)
    assert [(one.kind, one.severity, one.where, one.data["n"]) for one in findings] == [
        ("codebook_rows_lost", "error", "b.xlsx, include!A2", 3)
    ]


def test_a_sheet_with_another_name_is_known_by_its_heading():
    _, findings = read(CODES, henvisninger=[["code", "text (da)", "see"], ["rent", "a", "home"]])
    assert [(one.kind, one.severity, one.data["near"]) for one in findings] == [
        ("codebook_unknown_sheet", "error", "exclude")
    ]
    assert found(CODES, noter=[["x"]]) == [("codebook_strange_sheet", "warning", "b.xlsx")]


def test_a_lost_language_column_is_told_once_for_each_sheet():
    about = [["field", "value"], ["languages", "da, en"]]
    codes = [[*row, row[2]] for row in CODES]
    codes[0][3] = "label (en)"
    include = [["code", "text (en)"], ["rent", "price"]]
    (one,) = read(codes, codebook=about, include=include)[1]
    assert (one.kind, one.severity, one.where) == ("codebook_language_column", "error", "b.xlsx, include!A1")
    assert one.data["columns"] == "text (da)"


def test_without_told_languages_two_others_must_have_it_and_codes_may_lack_what_nobody_wrote():
    head = [
        "id",
        "label (da)",
        "label (de)",
        "label (en)",
        "definition (de)",
        "definition (en)",
        "include (en)",
    ]
    rows = [[f"c{n}", "a", "b", "c", "d", "e", "f"] for n in range(2)]
    told = [(one.kind, one.data.get("columns")) for one in read([head, *rows])[1]]
    assert told == [("codebook_language_column", "definition (da)")]
    del head[4]
    assert read([head, *([*row[:4], *row[5:]] for row in rows)])[1] == Findings()


def test_a_language_without_any_column_is_told_once_in_all():
    about = [["field", "value"], ["languages", "da, nl"]]
    assert found(CODES, codebook=about, include=INCLUDE) == [
        ("codebook_language_unspoken", "error", "b.xlsx, codebook!A2")
    ]


def test_a_blanked_heading_of_ids_is_an_error_as_without_the_column():
    with pytest.raises(CodebookError) as caught:
        read(headed(CODES, "", "parent", "label (da)"), include=INCLUDE)
    assert (caught.value.problem, caught.value.data["where"]) == ("codebook_ids_lost", "b.xlsx, codes!A1")
