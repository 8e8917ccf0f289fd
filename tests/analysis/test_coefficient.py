"""Published values, degenerate data, and values as people bring them."""

import json
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.agreement_measures import MEASURES
from casekit.analysis.coefficient import coefficient
from casekit.errors import LookupFailedError
from casekit.wording import LANGUAGES, speak

pytestmark = pytest.mark.slow


GOLD = json.loads((Path(__file__).parent / "agreement_gold.json").read_text("utf-8"))
CASES = [(one, value) for one in GOLD for value in one["values"]]


def rows_of(one: dict[str, Any]) -> list[list[Any]]:
    if "rows" in one:
        return one["rows"]
    if "table" in one:
        names = one["categories"]
        cells = zip(product(names, names), (n for row in one["table"] for n in row), strict=True)
        return [list(pair) for pair, n in cells for _ in range(n)]
    read = int if one["numbers"] else str
    return [[None if sign == "-" else read(sign) for sign in unit] for unit in one["units"].split()]


def test_the_gold_values_are_all_there() -> None:
    assert (len(GOLD), len(CASES)) == (27, 87)


@pytest.mark.parametrize(("one", "told"), CASES, ids=[f"{one['name']}-{told['measure']}-{told.get('scale', '')}" for one, told in CASES])  # fmt: skip
def test_published_values_are_met(one: dict[str, Any], told: dict[str, Any]) -> None:
    found = coefficient(rows_of(one), told["measure"], scale=told.get("scale", "nominal"), distances=told.get("distances"), categories=one.get("categories"))  # fmt: skip
    if told["value"] is None:
        assert (found.value, bool(found.why)) == (None, True)
        return
    assert found.value == pytest.approx(told["value"], abs=told["tolerance"])
    assert found.value == pytest.approx(told["exact"], abs=1e-9)


LMH = [tuple({"l": "low", "m": "medium", "h": "high"}[sign] for sign in pair) for pair in ["ll", "lm", "mm", "mh", "hh", "ll", "hm", "ml", "hh", "lm"]]  # fmt: skip


def test_labels_stand_in_their_order_and_not_in_that_of_the_alphabet() -> None:
    order = ["low", "medium", "high"]
    frame = pd.DataFrame(LMH, dtype=pd.CategoricalDtype(order, ordered=True))
    for values, categories in ((LMH, order), (frame, None)):
        ac2 = coefficient(values, "ac1", scale="interval", categories=categories).value
        kappa = coefficient(values, "cohen", scale="interval", categories=categories).value
        assert (round(ac2 or 0, 3), round(kappa or 0, 3)) == (0.627, 0.615)


@pytest.mark.parametrize("values", [LMH, pd.DataFrame(LMH, dtype="category")])
def test_a_scale_that_needs_an_order_names_the_field_that_has_it(values: Any) -> None:
    with pytest.raises(LookupFailedError, match=r"rating\.scale"):
        coefficient(values, scale="ordinal")


def test_unused_categories_count_for_some_measures() -> None:
    units = [list(unit) for unit in ("YYY", "YYN", "NNY", "NNN")]
    told = {
        name: [coefficient(units, name, categories=kinds).value for kinds in ("YN", "YNABC")]
        for name in ("bp", "ac1", "alpha")
    }
    assert [round(value, 3) for value in told["bp"]] == [0.333, 0.583]
    assert [round(value, 3) for value in told["ac1"]] == [0.333, 0.619]
    assert told["alpha"][0] == told["alpha"][1]


def test_weights_of_cohens_table() -> None:
    (cohen,) = (one for one in GOLD if one["name"] == "cohen1960_p45")
    assert coefficient(rows_of(cohen), "ac1", scale="interval").value == pytest.approx(0.6386, abs=5e-5)


@pytest.mark.parametrize(
    ("values", "why", "observed"),
    [
        ([["a", "a"], ["a", "a"]], "no_variation", 1.0),
        ([["a", None], [None, "b"]], "no_pairs", None),
        ([["a", None], ["b", None]], "single_coder", None),
        ([["a"], ["b"]], "single_coder", None),
        ([], "single_coder", None),
        ([["a", "a"], ["a", "a"], ["b", None]], "no_variation", 1.0),
    ],
)
@pytest.mark.parametrize("measure", [name for name in MEASURES if name != "percent"])
def test_where_nothing_is_defined_it_says_why(
    values: Any, why: str, observed: float | None, measure: str
) -> None:
    found = coefficient(values, measure)
    two = len(values) and len(values[0]) == 2
    why = why if two or measure not in ("cohen", "scott") else "not_two_coders"
    assert (found.value, found.why, found.observed) == (None, why, observed)
    assert " nan" not in str(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_defined_is_told_in_words(language: str) -> None:
    speak(language)
    try:
        told = str(coefficient([["a", "a"]]))
        assert "100" in told
        assert "1.0" not in told
        assert ("0.500" if language == "en" else "0,500") in str(
            coefficient([[0, 0], [1, 1], [0, 1], [0, 0]], "cohen")
        )
    finally:
        speak("en")


def test_an_empty_text_is_a_value_and_nothing_is_none() -> None:
    found = coefficient([["", ""], ["a", "a"], [None, "a"], [float("nan"), pd.NA]])
    assert (found.value, found.units, found.alone, found.categories) == (1.0, 2, 1, ("", "a"))


@pytest.mark.parametrize("values", [[[1, "1"]], [[True, 1]], [["a", 2.0]]])
def test_values_of_several_types_are_an_error(values: Any) -> None:
    with pytest.raises(LookupFailedError) as caught:
        coefficient(values)
    assert caught.value.problem == "values_of_several_types"


@pytest.mark.parametrize("wrong", [{"measure": "kappa"}, {"scale": "cubic"}, {"categories": ["a"]}])
def test_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LookupFailedError) as caught:
        coefficient([["a", "b"], ["b", "b"]], **wrong)
    assert caught.value.problem == "not_one_of"


def test_ratios_need_numbers() -> None:
    with pytest.raises(LookupFailedError):
        coefficient([["a", "b"]], scale="ratio", categories=["a", "b"])


def by_definition(rows: list[list[int | None]]) -> float | None:
    """Krippendorff's α as it is defined: the mean difference inside units over that among all pairable values."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    if len(set(values)) < 2:
        return None
    inside = sum(
        (one != other) / (len(unit) - 1) * 2 for unit in units for one, other in combinations(unit, 2)
    ) / len(values)
    among = [one != other for one, other in combinations(values, 2)]
    return 1 - inside / (sum(among) / len(among))


tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([0, 1, 2, None]), min_size=coders, max_size=coders), min_size=1, max_size=12
    )
)


@given(rows=tables)
@settings(max_examples=60, deadline=None)
def test_alpha_is_what_its_definition_says_with_any_gaps(rows: list[list[int | None]]) -> None:
    expected = by_definition(rows)
    assert coefficient(rows).value == (None if expected is None else pytest.approx(expected))


@given(rows=tables, measure=st.sampled_from(MEASURES))
@settings(max_examples=60, deadline=None)
def test_coders_and_names_of_categories_may_change_places(rows: list[list[int | None]], measure: str) -> None:
    plain = coefficient(rows, measure, categories=[0, 1, 2])
    turned = coefficient([row[::-1] for row in rows], measure, categories=[0, 1, 2])
    renamed = coefficient(
        [[None if value is None else "zxy"[value] for value in row] for row in rows],
        measure,
        categories="xyz",
    )
    for other in (turned, renamed):
        assert other.value == (None if plain.value is None else pytest.approx(plain.value))
        assert other.why == plain.why


@given(values=st.lists(st.integers(0, 3), min_size=2, max_size=20), coders=st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_identical_coding_that_varies_is_one(values: list[int], coders: int) -> None:
    for measure in MEASURES:
        found = coefficient([[value] * coders for value in values], measure, categories=range(4))
        if found.why != "not_two_coders" and measure != "percent":
            assert found.value == (pytest.approx(1) if len(set(values)) > 1 else None)


@pytest.mark.parametrize("measure", ["alpha", "cohen", "scott", "fleiss", "conger"])
def test_chance_is_nought(measure: str) -> None:
    draw = np.random.default_rng(5)
    found = [
        coefficient((draw.random((200, 2)) < 0.3).astype(int).tolist(), measure).value for _ in range(100)
    ]
    assert np.mean([value for value in found if value is not None]) == pytest.approx(0, abs=0.01)
