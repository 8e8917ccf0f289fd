import pytest

from casekit.analysis.disagreements import agreed_key, disagreements, dispute_key
from casekit.errors import LookupFailedError
from casekit.model.facts import Coding, Memo, key_of

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    """A disagreement of each kind, one of them twice."""
    small.interview("SOE-03", "soelev", [("I", "Og?"), ("IP", "Huslejen igen."), ("IP", "Enige her."), ("IP", "ACT er nyt.")])  # fmt: skip
    for coder, code in (("ah", "rent"), ("mb", "shortage")):
        small.coding("SOE-01", code, "Huslejen er", coder=coder, polarity="barrier")
        small.coding("SOE-03", code, "Huslejen igen", coder=coder)
    small.coding("SOE-01", "act", "ACT virker")
    small.coding("SOE-01", "rent", "ACT virker", coder="mb")
    small.coding("SOE-03", "act", "Enige", polarity="barrier")
    small.coding("SOE-03", "act", "Enige her", polarity="facilitator", coder="mb")
    small.coding("SOE-03", "act", "ACT er", coder="mb")
    return small


def test_what_is_alike_stands_together_what_comes_up_most_first(coded) -> None:
    found = disagreements(coded.study())
    assert list(zip(found["kind"], found["document"], found["alike"], strict=True)) == [
        ("other_code", "SOE-01", 2),
        ("other_code", "SOE-03", 2),
        ("other_theme", "SOE-01", 1),
        ("polarity", "SOE-03", 1),
        ("one_only", "SOE-03", 1),
    ]


def test_a_row_tells_where_it_is_what_was_said_and_what_each_gave(coded) -> None:
    study = coded.study()
    row = disagreements(study).iloc[0]
    assert (row["case"], row["turn"], row["codes"], row["quote"]) == (
        "soelev",
        2,
        "shortage, rent",
        "Huslejen er",
    )
    assert (row["by_ah"], row["by_mb"]) == ("Rent (barrier)", "Housing shortage (barrier)")
    assert study.text("SOE-01", row["start"], row["end"]) == "Huslejen er"
    assert [one[:16] for one in row["references"].split("; ")] == ["SOE-01, turn 2 ·"] * 2
    assert set(row["codings"]) <= set(study.codings["coding"])
    assert disagreements(study).iloc[-1]["by_ah"] == "–"


def test_what_was_agreed_comes_last_with_the_reason(coded) -> None:
    first = disagreements(coded.study()).iloc[0]
    key, agreed = first["disagreement"], key_of("coder", "agreed")
    assert key == dispute_key(first["codings"])
    place = (int(first["start"]), int(first["end"]))
    coded.facts += [
        Coding(agreed_key(key, "rent"), key_of("revision", "SOE-01"), *place, "rent", key_of("codebook", "small"), "", agreed, ""),
        Memo(key, agreed, "Det er prisen.", key_of("coder", "mb"), key_of("revision", "SOE-01"), *place),
    ]  # fmt: skip
    found = disagreements(coded.study())
    assert found.iloc[-1]["disagreement"] == key
    assert tuple(found.iloc[-1][["agreed", "why", "agreed_by"]]) == ("Rent", "Det er prisen.", "mb")
    assert key not in set(disagreements(coded.study(), settled=False)["disagreement"])


@pytest.mark.parametrize("unit", ["turn", "sentence", "passage", "character"])
def test_every_unit_has_a_list(coded, unit: str) -> None:
    found = disagreements(coded.study(), unit=unit)
    assert set(found["kind"]) == {"other_code", "other_theme", "polarity", "one_only"}


def test_without_disagreements_or_coders_the_list_is_empty_and_has_its_columns(small) -> None:
    found = disagreements(small.study(), codebook="small")
    assert len(found) == 0
    assert {"kind", "quote", "disagreement"} <= set(found.columns)
    small.coding("SOE-01", "act", "ACT virker")
    small.coding("SOE-01", "act", "ACT virker", coder="mb")
    assert len(disagreements(small.study())) == 0


def test_a_document_that_there_is_not_is_refused(coded) -> None:
    with pytest.raises(LookupFailedError):
        disagreements(coded.study(), documents=["nowhere"])
