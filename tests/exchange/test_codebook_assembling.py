import pytest

from casekit.errors import CodebookError
from casekit.exchange.codebook_assembling import codebook_in
from casekit.exchange.codebook_input import Sheet


def book(language=None, **sheets):
    made = [
        Sheet(name.replace("_", " "), "b.xlsx", tuple(enumerate(rows, 1))) for name, rows in sheets.items()
    ]
    return codebook_in(made, file="b.xlsx", language=language)


def kinds(findings):
    return {finding.kind for finding in findings}


CODES = [["id", "label (da)"], ["home", "Bolig"], ["rent", "Husleje"]]


def test_sheets_stand_in_any_order_and_may_be_missing():
    exclude = [["see", "code", "da"], ["rent", "home", "husleje"]]
    found, findings = book(Exclude=exclude, CODES=CODES)
    assert [entry.see for entry in found["home"].exclude] == ["rent"]
    assert (found.id, found.version, found.languages, list(findings)) == ("b", "0", ("da",), [])


@pytest.mark.parametrize("name", ["Ark1", "Codebook", "kodebog"])
def test_a_single_sheet_is_enough_whatever_it_is_called(name):
    found, findings = book(
        **{name: [["code", "label", "definition"], ["h", "Bolig", "Det, der er om boligen, og ikke andet."]]}
    )
    assert found["h"].definition.get("da").startswith("Det")
    assert kinds(findings) == {"codebook_language_taken"}


def test_other_sheets_are_told_of_unless_they_are_empty():
    _, findings = book(codes=CODES, exampels=[["x"]], Ark2=[], notes=[["", ""]])
    assert [(one.kind, one.data["name"], one.data["near"]) for one in findings] == [
        ("codebook_unknown_sheet", "exampels", "examples")
    ]


@pytest.mark.parametrize(
    "sheets", [{}, {"Ark1": []}, {"Ark1": [["a", "b"]]}, {"codes": [["x"]]}, {"groups": CODES}]
)
def test_without_codes_there_is_no_codebook(sheets):
    with pytest.raises(CodebookError) as caught:
        book(**sheets)
    assert caught.value.problem == "codebook_without_codes"


def test_without_the_sheet_of_codes_that_of_fields_is_not_taken_for_it():
    about = [["field", "value"], ["id", "small"], ["title (da)", "Titel"], ["description (da)", "x"]]
    for others in ({}, {"include": [["code", "da"], ["rent", "pris"]], "notes": [["title"], ["Label"]]}):
        with pytest.raises(CodebookError) as caught:
            book(codebook=about, **others)
        assert caught.value.problem == "codebook_codes_missing"
    renamed, _ = book(codebook=about, include=[["code", "da"], ["rent", "pris"]], Kodes=CODES)
    assert (renamed.id, len(renamed)) == ("small", 2)


def test_an_id_in_other_capitals_is_what_was_meant():
    _, findings = book(codes=CODES, include=[["code", "da"], ["RENT", "pris"]])
    assert [(one.kind, one.data["near"]) for one in findings] == [("codebook_rows_lost_near", "rent")]


@pytest.mark.parametrize(
    ("codebook", "language", "languages"),
    [([], None, ("da",)), ([["languages", "nl, Danish"]], None, ("nl", "da")), ([["languages", ""]], None, ()), ([["title (de)", "T"]], None, ("da", "de"))],
)  # fmt: skip
def test_languages_are_those_told_else_those_of_the_columns(codebook, language, languages):
    assert book(language, codes=CODES, codebook=codebook)[0].languages == languages


def test_texts_are_in_the_language_that_they_seem_to_be_in_else_in_the_one_told_else_english():
    short = [["label"], ["Huur"]]
    assert [book(told, codes=short)[0].languages for told in ("nl", None)] == [("nl",), ("en",)]
    long = [
        ["label", "definition"],
        ["Huur", "Wat er wordt gezegd over de huur en het geld voor een woning."],
    ]
    assert book("da", codes=long)[0].languages == ("nl",)


def test_a_circle_and_a_double_id_have_their_place():
    for rows, problem, where in (
        ([["id", "parent"], ["a", "b"], ["b", "a"]], "codes_in_a_circle", "b.xlsx, codes!A2"),
        ([["id", "parent"], ["a", ""], ["a", ""]], "code_twice", "b.xlsx, codes!A3"),
    ):
        with pytest.raises(CodebookError) as caught:
            book(codes=rows)
        assert (caught.value.problem, caught.value.data["where"]) == (problem, where)


def test_what_is_not_allowed_is_told_at_its_cell():
    _, findings = book(codes=[["id", "label (da)", "kind"], ["a", "A", "Outcome"], ["b", "B", "faktor"]])
    assert [(one.kind, one.where) for one in findings] == [("codebook_not_allowed", "b.xlsx, codes!C3")]
