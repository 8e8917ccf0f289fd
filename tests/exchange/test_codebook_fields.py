import pytest

from casekit.exchange.codebook_about import add_about, languages_of
from casekit.exchange.codebook_draft import Draft
from casekit.exchange.codebook_fields import about_of
from casekit.exchange.codebook_input import Sheet


def about(*rows, typed=None):
    draft, plain = Draft("b.xlsx", "da"), {}
    told = about_of(Sheet("codebook", "b.xlsx", tuple(enumerate(rows, 1)), typed=typed or {}), draft)
    add_about(plain, told, draft)
    return {name: value for name, value in plain.items() if value}, draft, told


def test_fields_stand_one_below_the_other():
    plain, draft, told = about(
        ["Field", "Value"], ["ID", "small"], ["version", "1.10"], ["Title", "Titel"], ["title (en)", "Title"], ["Languages", "dansk, en"],
        ["authors", "Bo, Ida"], ["authors", "Per"], ["rating scale", "-1; 0"], ["extends", "base"], ["extends without", "a, b"],
    )  # fmt: skip
    assert plain == {
        "id": "small", "version": "1.10", "title": {"da": "Titel", "en": "Title"}, "authors": ["Bo, Ida", "Per"],
        "rating": {"scale": ["-1", "0"]}, "extends": {"codebook": "base", "version": "", "without": ["a", "b"]},
    }  # fmt: skip
    assert languages_of(told) == ["da", "en"]
    assert draft.where(("version",)) == "b.xlsx, codebook!A3"


def test_languages_are_unknown_where_nothing_is_told_and_none_where_the_field_is_empty():
    assert languages_of(about(["id", "x"])[2]) is None
    assert languages_of(about(["languages", ""])[2]) == []


def test_an_unknown_field_is_told_with_the_nearest():
    _, draft, _ = about(["licens", "CC"])
    assert [(one.kind, one.where, one.data["near"]) for one in draft.findings] == [
        ("codebook_unknown_field", "b.xlsx, codebook!A1", "licence")
    ]


def told(*rows, typed=None):
    plain, draft, _ = about(*rows, typed=typed)
    return plain, [(one.kind, one.severity, one.where, dict(one.data)) for one in draft.findings]


@pytest.mark.parametrize("head", [["field", "value"], ["Felt", "x"]])
def test_a_remark_beside_a_value_is_told_and_the_value_stays(head):
    rows = (head, ["id", "small", "", "ask Mette"], ["version", "1.1.0", "soon"])
    plain, found = told(*rows)
    assert (plain["id"], plain["version"]) == ("small", "1.1.0")
    assert found[-1] == (
        "codebook_beside_value",
        "warning",
        "b.xlsx, codebook!D2",
        {"n": 2, "cells": "D2, C3", "text": "ask Mette"},
    )


def test_names_and_values_may_stand_further_to_the_right():
    plain, found = told(["", "id", "small"], ["", "version", "2"])
    assert (plain["id"], plain["version"], found) == ("small", "2", [])
    plain, found = told(["field", "note", "value"], ["id", "", "small"])
    assert (plain["id"], found) == ("small", [])


def test_values_without_the_name_of_their_field_are_one_error_with_the_names_that_are_missing():
    rows = (
        *(["id", "small"], ["languages", "da, en"], ["", "Titel"], ["", "Title"]),
        *(["description (da)", "a"], ["description (en)", "b"]),
    )
    plain, ((kind, severity, where, data),) = told(*rows)
    assert (kind, severity, where) == ("codebook_field_blank_near", "error", "b.xlsx, codebook!A3")
    assert (data["near"], data["cells"], data["n"]) == ("title (da), title (en)", "A3, A4", 2)
    assert "title" not in plain
    assert [one[0] for one in told(["authors", "Bo"], ["", "Ida"])[1]] == ["codebook_field_blank"]


def test_a_version_and_a_title_that_are_no_text_are_told():
    rows = (["field", "value"], ["id", "5"], ["version", "1.1"], ["title", "2024-01-01"])
    _, found = told(*rows, typed={(2, 1): "number", (3, 1): "number", (4, 1): "date"})
    assert [(kind, where, data["cells"]) for kind, _, where, data in found] == [
        ("codebook_version_number", "b.xlsx, codebook!B3", "B3"),
        ("codebook_cell_date", "b.xlsx, codebook!B4", "B4"),
    ]
