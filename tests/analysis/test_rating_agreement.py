import pytest

from casekit.analysis.coefficient import coefficient
from casekit.analysis.rating_agreement import rating_agreement
from casekit.errors import LookupFailedError
from casekit.model.facts import Rating, key_of

BOOK = """
casekit: codebook/1
id: small
version: 1.0.0
title: {en: Small}
rating:
  scale: ['-2', '-1', '0', '1', '2']
codes:
  - id: housing
    label: {en: Housing}
    codes:
      - {id: rent, label: {en: Rent}}
      - {id: shortage, label: {en: Shortage}}
  - id: support
    label: {en: Support}
    codes:
      - {id: act, label: {en: ACT}}
"""
RATED = [("rent", -2, -2), ("shortage", -2, -1), ("act", 0, 0), ("act", 1, 2), ("rent", 2, 2), ("shortage", None, 1), ("rent", -1, 1)]  # fmt: skip


def rate(
    maker, rated: list[tuple[str, int | None, int | None]], *, coders: tuple[str, ...] = ("ah", "mb")
) -> None:
    for number, (code, *values) in enumerate(rated):
        maker.case(f"c{number}", f"C{number}")
        for coder, value in zip(coders, values, strict=True):
            key = key_of("rating", str(number), coder)
            fact = Rating(key, key_of("case", f"c{number}"), code, key_of("codebook", "small"), value, 0, "", key_of("coder", coder))  # fmt: skip
            maker.facts.append(fact)


@pytest.fixture
def rated(build):
    made = build()
    made.book(BOOK)
    for name, kind in (("ah", "person"), ("mb", "person"), ("agreed", "consensus")):
        made.coder(name, kind)
    rate(made, RATED)
    return made


def test_ratings_agree_by_the_order_of_the_scale(rated) -> None:
    found = rating_agreement(rated.study())
    last = found.frame.iloc[-1]
    pairs = [values for _, *values in RATED]
    steps = [-2, -1, 0, 1, 2]
    assert last["alpha"] == pytest.approx(coefficient(pairs, scale="ordinal", categories=steps).value)
    assert last["ac2"] == pytest.approx(coefficient(pairs, "ac1", scale="interval", categories=steps).value)
    assert (last["units"], last["percent"]) == (6, 0.5)
    assert last["alpha_low"] <= last["alpha"] <= last["alpha_high"]
    assert list(found.frame["theme"]) == ["housing", "support", ""]
    assert found.scale == (-2, -1, 0, 1, 2)
    assert [one.kind for one in found.findings] == ["agreement_few_cases"]
    assert "-2, -1, 0, 1, 2" in repr(found)
    assert "<table>" in found._repr_html_()


def test_the_agreed_set_is_left_out(rated) -> None:
    before = rating_agreement(rated.study()).frame
    key = key_of("rating", "agreed")
    rated.facts.append(Rating(key, key_of("case", "c0"), "rent", key_of("codebook", "small"), 2, 0, "", key_of("coder", "agreed")))  # fmt: skip
    assert rating_agreement(rated.study()).frame.equals(before)


def test_a_codebook_without_a_scale_is_named(maker) -> None:
    with pytest.raises(LookupFailedError, match=r"rating\.scale"):
        rating_agreement(maker.study(), codebook="small")


def test_without_ratings_it_says_so(build) -> None:
    made = build()
    made.book(BOOK)
    found = rating_agreement(made.study(), codebook="small")
    assert found.frame.iloc[-1]["undefined"] != ""
    assert [one.kind for one in found.findings] == ["agreement_one_coder"]
    assert "nan" not in repr(found)


def test_a_rating_that_is_not_on_the_scale_is_refused(rated) -> None:
    rate(rated, [("rent", 3, 3)])
    with pytest.raises(LookupFailedError) as caught:
        rating_agreement(rated.study())
    assert caught.value.problem == "not_one_of"
