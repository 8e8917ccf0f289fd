import pytest

from casekit.exchange.codebook_about import BOOK_SHEETS
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_rows import table_of


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
