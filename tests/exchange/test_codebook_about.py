import pytest

from casekit.exchange.codebook_about import BOOK_SHEETS, about_of, add_about, languages_of
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_rows import table_of


def about(*rows):
    draft, plain = Draft("b.xlsx", "da"), {}
    told = about_of(Sheet("codebook", "b.xlsx", tuple(enumerate(rows, 1))), draft)
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


@pytest.mark.parametrize(
    ("kind", "rows", "field", "value"),
    [
        ("coding rules", [["rule", "en"], ["Kun svar.", "Answers only."]], "coding_rules", [{"da": "Kun svar.", "en": "Answers only."}]),
        ("questions", [["number", "da"], ["2", "Hvad?"], ["", "Hvem?"]], "questions",
         [{"id": "2", "number": "2", "text": {"da": "Hvad?"}}, {"id": "q2", "number": "", "text": {"da": "Hvem?"}}]),
        ("groups", [["label", "themes"], ["Bolig og hjem", "a, b"]], "groups", [{"id": "bolig_og_hjem", "label": {"da": "Bolig og hjem"}, "themes": ["a", "b"]}]),
        ("sources", [["key", "source"], ["vive", "Oplæg"], ["vive", "2022"], ["", "En bog"]], "sources", {"vive": "Oplæg\n2022", "en_bog": "En bog"}),
        ("changes", [["version", "date", "what", "replaced"], ["2", "2024-01-01", "Delt", "a → b, c\nd →"]], "changes",
         [{"version": "2", "date": "2024-01-01", "what": {"da": "Delt"}, "replaced": {"a": ["b", "c"], "d": []}}]),
    ],
)  # fmt: skip
def test_sheets_about_the_whole(kind, rows, field, value):
    plain = {"rating": {}}
    table = table_of(Sheet(kind, "b.xlsx", tuple(enumerate(rows, 1))), kind)
    BOOK_SHEETS[kind](table, plain, Names(), Draft("b.xlsx", "da"))
    assert plain[field] == value


def test_rating_rules_join_the_scale():
    plain = {"rating": {"scale": ["1"]}}
    table = table_of(Sheet("rating rules", "b.xlsx", ((1, ["text"]), (2, ["Klart."]))), "rating rules")
    BOOK_SHEETS["rating rules"](table, plain, Names(), Draft("b.xlsx", "da"))
    assert plain == {"rating": {"scale": ["1"], "rules": [{"da": "Klart."}]}}
