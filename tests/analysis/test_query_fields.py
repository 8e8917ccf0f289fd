import json
from dataclasses import replace

import pytest

from casekit.analysis.queries import query
from casekit.analysis.query_fields import FIELDS, field_test, nearest
from casekit.analysis.query_text import Field
from casekit.errors import PatternError

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-02", "rent", "Vi har boliger nok.", coder="mb")
    small.coding("BAK-01", "rent", "Ikke boliger, men ensomhed.")
    small.facts = [
        replace(fact, attributes=json.dumps([["Size", "52.000", "", ""]])) if getattr(fact, "label", "") == "Sølev" else fact
        for fact in small.facts
    ]  # fmt: skip
    return small.study()


@pytest.mark.parametrize(
    ("text", "documents"),
    [("case=soelev", "SOE-01 SOE-02"), ("case=Sølev", "SOE-01 SOE-02"), ("case!=soelev", "BAK-01"), ("document=SOE-02,BAK-01", "SOE-02 BAK-01"),
     ("speaker=Leder", "SOE-01"), ("person=P2", "SOE-02"), ("role=ngo_leader", "BAK-01"), ("sector=municipal", "SOE-01 SOE-02"), ("language=da", "SOE-01 SOE-02 BAK-01"),
     ('wave=""', "SOE-01 SOE-02 BAK-01"), ("kind=interview", "SOE-01 SOE-02 BAK-01"), ("date>=2023-11-14", "SOE-01 SOE-02 BAK-01"), ("date<2023-11", ""),
     ("date<=2023-11", "SOE-01 SOE-02 BAK-01"), ("date=2023", "SOE-01 SOE-02 BAK-01"), ('date=""', ""), ("polarity=barrier", "SOE-01"), ("polarity=none", "SOE-02 BAK-01"),
     ("coder=mb", "SOE-02"), ("coder!=mb", "SOE-01 BAK-01"), ("flag=negated", ""), ("size>50000", "SOE-01 SOE-02"), ("size<50000", ""), ('size="52.000"', "SOE-01 SOE-02"),
     ("theme=housing", "SOE-01 SOE-02 BAK-01"), ("code=housing", ""), ("code!=rent", "SOE-01")],
)  # fmt: skip
def test_a_condition_is_met_by_these(coded, text, documents):
    assert sorted(query(coded, text)["document"]) == sorted(documents.split())


@pytest.mark.parametrize(
    ("text", "problem", "part"),
    [("rolle=x", "query_unknown_field", "rolle"), ("case=solev", "query_unknown_value", "solev"), ("document=x", "query_unknown_value", "x"),
     ("date=soon", "query_date", "soon"), ("size>many", "query_number", "many"), ("case>a", "query_no_order", ">"), ("code>rent", "query_no_order", ">"),
     ("theme=rend", "query_unknown_word", "rend")],
)  # fmt: skip
def test_what_a_condition_cannot_be_says_where(coded, text, problem, part):
    with pytest.raises(PatternError) as caught:
        query(coded, text)
    assert (caught.value.problem, caught.value.data["part"]) == (problem, part)
    assert text[int(str(caught.value.data["at"])) :].startswith((part, text))


def test_every_property_can_be_asked_for(coded):
    for name in set(FIELDS) - {"code", "theme"}:
        with pytest.raises(PatternError):
            field_test(coded, Field(name, "=", ("nowhere",), 0), f"{name}=nowhere")


def test_nothing_is_near_what_is_far():
    assert (nearest("caselod", ["caseload", "rent"]), nearest("xyz", ["caseload"])) == ("caseload", "")
