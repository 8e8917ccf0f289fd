from dataclasses import replace

import pandas as pd
import pytest

from casekit.codebook.effects import affected, indicator_effect
from casekit.model.codebook import Change, Code
from casekit.model.words import Words

YAML = """
id: small
version: 1.0.0
codes:
  - id: home
    codes:
      - {id: rent, definition: {da: Hvad det koster}, indicators: {da: [husleje*, leje]}}
      - {id: debt, indicators: {da: [gæld]}}
"""
TURNS = [
    ("I", "Er huslejen dyr?"),
    ("A", "Huslejen er høj, og huslejerne stiger."),
    ("B", "Min gæld vokser."),
]


@pytest.fixture
def old(book_of):
    return book_of(YAML)


@pytest.fixture
def study(study_of, old):
    codings = [("debt", "gæld", "ah"), ("rent", "Huslejen er høj", "ah"), ("rent", "huslejerne", "rule"), ("home", "vokser", "ah")]  # fmt: skip
    return study_of(old, TURNS, codings)


def test_a_split_leaves_the_codings_of_persons_with_the_codes_to_choose_from(study, old):
    home, rent, debt = old
    parts = [replace(rent, id=name) for name in ("level", "deposit")]
    changes = (Change("2", replaced=(("rent", ("level", "deposit")),)),)
    new = replace(old, version="2", codes=(home, *parts, debt), changes=changes)
    found = affected(study, old, new)
    assert found.drop(columns=["coding"]).to_dict("records") == [
        {"reference": "0" * 10, "document": "A", "turn": 1, "code": "rent", "change": "split", "text": "Huslejen er høj", "polarity": "barrier", "coder": "ah", "options": "level, deposit"}
    ]  # fmt: skip
    assert found["coding"].to_list() == [f"{2:032x}"]


def test_what_cannot_matter_touches_nothing_and_what_is_gone_has_no_options(study, old):
    home, rent, debt = old
    relabelled = replace(old, codes=(home, replace(rent, label=Words.of({"da": "Leje"})), debt))
    assert affected(study, old, relabelled).empty
    assert affected(study, old, old).columns.to_list() == affected(study, old, relabelled).columns.to_list()
    found = affected(study, old, replace(old, codes=(home, rent)))
    assert found[["text", "change", "options"]].to_numpy().tolist() == [["gæld", "removed", ""]]


def test_a_code_touched_twice_has_a_row_for_each_reason_in_the_order_of_the_text(study, old):
    home, rent, _debt = old
    rent = replace(rent, definition=Words.of({"da": "Andet"}), kind="outcome")
    found = affected(study, old, replace(old, codes=(home, rent)))
    assert found["change"].to_list() == ["redefined", "rules", "removed"]
    assert found["options"].to_list() == ["rent", "rent", ""]


def test_codings_made_with_another_codebook_are_not_touched(study, old):
    other = replace(old, id="other")
    assert affected(study, other, replace(other, codes=())).empty


def test_search_terms_gained_and_lost_are_counted_in_what_respondents_say(study, old):
    home, rent, _debt = old
    rent = replace(rent, id="cost", indicators=(("da", ("husleje*", "høj", "(")), ("de", ("miete",))))
    changes = (Change("2", replaced=(("rent", ("cost",)),)),)
    new = replace(old, version="2", codes=(home, rent, Code("new", indicators=(("da", ("vokser",)),))), changes=changes)  # fmt: skip
    found = indicator_effect(study, old, new)
    assert [
        tuple(row) for row in found.astype(object).where(found.notna(), None).itertuples(index=False)
    ] == [
        ("cost", "da", "høj", "gained", 1),
        ("cost", "da", "(", "gained", None),
        ("cost", "de", "miete", "gained", 0),
        ("cost", "da", "leje", "lost", 0),
        ("new", "da", "vokser", "gained", 1),
        ("debt", "da", "gæld", "lost", 1),
    ]
    whole = indicator_effect(study, replace(old, codes=()), old)
    assert whole.set_index("indicator")["hits"].to_dict() == {"husleje*": 2, "leje": 0, "gæld": 1}
    assert indicator_effect(study, old, old).empty
    assert isinstance(whole["hits"].dtype, pd.Int64Dtype)
