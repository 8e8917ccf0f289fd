from casekit.exchange.codebook_codes import codes_of
from casekit.exchange.codebook_details import add_cells, add_sheet
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_rows import rows_of, table_of


def table(kind, *rows):
    return table_of(Sheet(kind, "b.xlsx", tuple(enumerate(rows, 1))), kind)


def cells(head, *row):
    """What a row of ``codes`` gives beside label and definition."""
    draft, code = Draft("b.xlsx", "da"), {}
    add_cells(next(rows_of(table("codes", ["id", *head], ["a", *row]))), code, ("codes", 0), Names(), draft)
    return code, draft.findings


def sheet(kind, *rows):
    draft = Draft("b.xlsx", "da")
    codes, names = codes_of(table("codes", ["id", "label"], ["home", "Bolig"], ["rent", "Husleje"]), draft)
    add_sheet(table(kind, *rows), kind, codes, names, draft)
    return codes, draft


def test_lines_of_all_languages_belong_together():
    code, findings = cells(["include (da)", "include (en)"], "ventetid\n–\npris", "waiting\nqueue")
    assert code["include"] == [{"da": "ventetid", "en": "waiting"}, {"en": "queue"}, {"da": "pris"}]
    assert [one.kind for one in findings] == ["codebook_lines_differ"]


def test_redirects_may_stand_in_any_language_and_should_agree():
    code, findings = cells(["exclude (da)", "exclude (en)"], "pris → rent\nkø", "price\nqueue → wait")
    assert [entry["see"] for entry in code["exclude"]] == ["rent", "wait"]
    assert findings == []
    code, findings = cells(["exclude (da)", "exclude (en)"], "pris → rent", "price → cost")
    assert code["exclude"][0]["see"] == "rent"
    assert [(one.kind, one.data["codes"]) for one in findings] == [
        ("codebook_redirects_differ", "rent, cost")
    ]


def test_examples_have_their_direction_and_other_codes_beside_them():
    code, _ = cells(["examples", "examples direction", "examples also"], "a\nb", "Barrier\n–", "–\nx, y")
    assert code["examples"] == [{"da": "a", "direction": "barrier"}, {"da": "b", "also": ["x", "y"]}]


def test_directions_and_search_terms():
    code, _ = cells(
        ["barrier (da)", "search terms", "indicators (nl)"], "for få", "=bolig\nhver fjerde", "huur; woning*"
    )
    assert code == {
        "polarity": {"barrier": {"da": "for få"}},
        "indicators": {"da": ["=bolig", "hver fjerde"], "nl": ["huur", "woning*"]},
    }


def test_a_row_without_a_code_goes_on_with_the_one_above():
    codes, draft = sheet("include", ["code", "da"], ["home", "a"], ["", "b"], ["rent", "c"])
    assert [[entry["da"] for entry in code["include"]] for code in codes] == [["a", "b"], ["c"]]
    assert draft.where(("codes", 0, "include", 1)) == "b.xlsx, include!B3"


def test_codes_may_be_named_by_their_labels():
    codes, _ = sheet("exclude", ["code", "da", "see"], ["bolig", "pris", "rent"])
    assert codes[0]["exclude"] == [{"da": "pris", "see": "rent"}]


def test_rows_for_a_code_that_is_not_there_are_told_once():
    codes, draft = sheet("examples", ["code", "da"], ["", "x"], ["hoem", "y"], ["hoem", "z"], ["rent", "ok"])
    draft.tell_lost(["home", "rent"])
    assert [(one.kind, one.severity, one.where) for one in draft.findings] == [
        ("codebook_row_without_code", "error", "b.xlsx, examples!B2"),
        ("codebook_rows_lost_near", "error", "b.xlsx, examples!A3"),
    ]
    assert (draft.findings[1].data["n"], draft.findings[1].data["near"]) == (2, "home")
    assert [code.get("examples") for code in codes] == [None, [{"da": "ok"}]]


def test_a_row_that_only_names_its_code_says_nothing_and_those_below_without_one_are_told_with_their_cells():
    codes, draft = sheet("exclude", ["code", "da", "see"], ["home", "", ""], ["", "pris", ""], ["", "kø", ""])
    assert codes[0]["exclude"] == [{"da": "pris"}, {"da": "kø"}]
    assert [(one.kind, one.where, dict(one.data)) for one in draft.findings] == [
        ("codebook_code_blank", "b.xlsx, exclude!A3", {"code": "home", "n": 2, "cells": "A3, A4"})
    ]


def test_merged_cells_name_their_code_for_all_rows():
    draft = Draft("b.xlsx", "da")
    codes, names = codes_of(table("codes", ["id"], ["home"]), draft)
    rows = (["code", "da"], ["home", "a"], ["", "b"])
    merged = Sheet("include", "b.xlsx", tuple(enumerate(rows, 1)), {(3, 0): "home"})
    add_sheet(table_of(merged, "include"), "include", codes, names, draft)
    assert (codes[0]["include"], draft.findings) == ([{"da": "a"}, {"da": "b"}], [])


def test_a_sheet_that_has_lost_its_codes_is_told_once():
    _, draft = sheet("include", ["da", "en"], ["a", "b"], ["c", "d"])
    assert [(one.kind, one.severity, one.where, one.data["n"]) for one in draft.findings] == [
        ("codebook_column_missing", "error", "b.xlsx, include!A1", 2)
    ]
    _, draft = sheet("include", ["kode", "da", "en"], ["home", "a", "b"], ["rent", "c", "d"])
    assert [(one.kind, one.severity, one.where, one.data["near"]) for one in draft.findings] == [
        ("codebook_heading_near", "error", "b.xlsx, include!A1", "code")
    ]


def test_several_search_terms_may_stand_on_one_line():
    codes, _ = sheet("search terms", ["code", "da"], ["home", "bolig*, lejlighed; =hjem\nhver fjerde"])
    assert codes[0]["indicators"]["da"] == ["bolig*", "lejlighed", "=hjem", "hver fjerde"]


def test_a_text_has_its_own_cell_in_each_language():
    _, draft = sheet("include", ["code", "da", "en"], ["home", "a", ""])
    assert draft.where(("codes", 0, "include", 0, "en")) == "b.xlsx, include!C2"


def test_a_text_without_a_direction_is_told_and_not_read():
    head = ["code", "direction", "da"]
    codes, draft = sheet("polarity", head, ["home", "", "a"], ["home", "barrier", "b"], ["home", "", "c"])
    assert codes[0]["polarity"] == {"barrier": {"da": "b"}}
    assert [(one.kind, one.where, one.data["cells"]) for one in draft.findings] == [
        ("codebook_direction_blank", "b.xlsx, polarity!B2", "B2, B4")
    ]
    _, draft = sheet("polarity", ["code", "da"], ["home", "a"], ["home", "b"])
    assert [(one.kind, one.where, one.data["n"]) for one in draft.findings] == [
        ("codebook_direction_missing", "b.xlsx, polarity!A1", 2)
    ]


def test_texts_about_one_direction_are_put_together():
    codes, _ = sheet(
        "polarity", ["code", "direction", "da"], ["home", "Barrier", "a"], ["home", "barrier", "b"]
    )
    assert codes[0]["polarity"] == {"barrier": {"da": "a\nb"}}


def test_search_terms_of_a_code_may_stand_on_several_rows():
    codes, _ = sheet(
        "search terms", ["code", "da", "nl"], ["home", "bolig*", ""], ["home", "hjem*", "woning*"]
    )
    assert codes[0]["indicators"] == {"da": ["bolig*", "hjem*"], "nl": ["woning*"]}
