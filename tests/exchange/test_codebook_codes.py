from casekit.exchange.codebook_codes import codes_of
from casekit.exchange.codebook_draft import Draft
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_rows import table_of


def read(*rows, main="da"):
    draft = Draft("b.xlsx", main)
    codes, names = codes_of(table_of(Sheet("codes", "b.xlsx", tuple(enumerate(rows, 1))), "codes"), draft)
    return codes, names, draft.findings


def test_ids_are_made_of_labels_and_never_twice():
    codes, names, findings = read(
        ["label", "id"], ["Støtte & bolig", ""], ["støtte: bolig", ""], ["X", "stoette_bolig_2"], ["…", ""]
    )
    assert [code["id"] for code in codes] == ["stoette_bolig", "stoette_bolig_3", "stoette_bolig_2", "code"]
    assert (names.made, list(names.blank.values())) == (3, ["codes!B2", "codes!B3", "codes!B5"])
    assert findings == []


def test_ids_are_made_of_the_english_label_where_there_is_one():
    codes, *_ = read(["label (da)", "label (en)"], ["Bolig", "Home"])
    assert codes[0]["id"] == "home"


def test_a_column_code_without_labels_is_the_label():
    codes, *_ = read(["Code", "Definition"], ["Lange ventetider", "Om at vente."])
    assert codes == [
        {"id": "lange_ventetider", "label": {"da": "Lange ventetider"}, "definition": {"da": "Om at vente."}}
    ]


def test_a_parent_may_be_named_by_its_label_where_ids_were_made():
    codes, *_ = read(["label", "parent"], ["Bolig", ""], ["Husleje", "bolig"])
    assert codes[1]["parent"] == "bolig"
    codes, *_ = read(["id", "label", "parent"], ["home", "Bolig", ""], ["rent", "Husleje", "Bolig"])
    assert codes[1]["parent"] == "Bolig", "check says that this points nowhere"


def test_themes_are_made_unless_they_have_a_row():
    codes, *_ = read(
        ["theme", "label"],
        ["Bolig", "Husleje"],
        ["Bolig", "Ventetid"],
        ["Støtte", "Støtte"],
        ["Støtte", "Aften"],
    )
    assert [(code["id"], code.get("parent")) for code in codes] == [
        ("bolig", None), ("husleje", "bolig"), ("ventetid", "bolig"), ("stoette", None), ("aften", "stoette"),
    ]  # fmt: skip


def test_a_parent_counts_before_a_theme():
    codes, *_ = read(["id", "theme", "parent"], ["a", "", ""], ["b", "T", "a"])
    assert [code.get("parent") for code in codes if code["id"] == "b"] == ["a"]


def test_a_row_without_a_code_is_told_and_skipped():
    codes, _, findings = read(["id", "label", "definition"], ["", "", "lost"], ["a", "", ""])
    assert [code["id"] for code in codes] == ["a"]
    assert [(one.kind, one.where) for one in findings] == [("codebook_row_without_code", "b.xlsx, codes!C2")]


def test_what_stands_in_the_row():
    codes, *_ = read(
        ["id", "kind", "color", "origin", "questions", "sources", "links"],
        ["a", "Outcome", "#123456", "Inductive", "q1; q2", "vive, nrw", "cfir_2022: a.b, c"],
    )
    assert codes == [
        {"id": "a", "kind": "outcome", "colour": "#123456", "origin": "inductive", "questions": ["q1", "q2"],
         "sources": ["vive", "nrw"], "links": {"cfir_2022": ["a.b", "c"]}}
    ]  # fmt: skip
