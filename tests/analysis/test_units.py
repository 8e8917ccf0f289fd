"""Units against what one gets by looking at every character."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.analysis.compared import compared
from casekit.analysis.units import cells_of, respondent_turns, tallied, units_of
from casekit.errors import LookupFailedError
from casekit.model.facts import Coding, key_of
from casekit.model.study import Study

pytestmark = pytest.mark.slow


TURNS = [("I", "Hvad fylder mest hos jer?"), ("A", "Boliger. Der er for få."), ("I", "Ja?"), ("B", "Og huslejen er høj.")]  # fmt: skip


@pytest.fixture
def talk(maker):
    """One interview of two respondents' turns."""
    maker.case("a", "A")
    maker.interview("X", "a", TURNS)
    return maker


@pytest.fixture
def simple(talk) -> Study:
    """The same with a coding."""
    code(talk, 30, 33, "ah")
    return talk.study()


def code(maker, start: int, end: int, coder: str, name: str = "rent", document: str = "X") -> None:
    key = key_of("test", document, str(start), str(end), coder, name)
    maker.facts.append(Coding(key, key_of("revision", document), start, end, name, key_of("codebook", "small"), "", key_of("coder", coder), ""))  # fmt: skip


def counted(maker, unit: str, tolerance: int = 0) -> tuple[list[list[float]], list[list[float]], int]:
    return counts_of(maker.study(), unit, tolerance)


def counts_of(
    study: Study, unit: str, tolerance: int = 0
) -> tuple[list[list[float]], list[list[float]], int]:
    """The table of two coders for the one code that there is, how often each gave it, and the number of units."""
    chosen = compared(study, study.codebook("small"))
    units = units_of(study, chosen, unit, tolerance)
    cells = cells_of(units, chosen, np.zeros(len(chosen.codings), dtype=np.int64))
    counts, by_coder = tallied(cells, chosen, 1)
    return counts.table[0, 0].tolist(), by_coder.tolist(), int(cells.sizes.sum())


def test_interviewers_turns_are_no_units(talk) -> None:
    turns = respondent_turns(talk.study(), ("X",))
    assert list(turns["turn"]) == [2, 4]


def test_turns_count_also_where_nobody_coded(talk) -> None:
    start, _ = talk.span("X", "Boliger")
    code(talk, start, start + 3, "ah")
    code(talk, start + 5, start + 9, "mb")
    assert counted(talk, "turn") == ([[1, 0], [0, 1]], [[1, 1]], 2)


def test_sentences(talk) -> None:
    start, end = talk.span("X", "Boliger. Der er for få.")
    code(talk, start, end, "ah")
    code(talk, start, start + 3, "mb")
    assert counted(talk, "sentence") == ([[1, 0], [1, 1]], [[2, 1]], 3)


def test_what_reaches_a_little_into_a_sentence_does_not_count_with_a_tolerance(talk) -> None:
    start, end = talk.span("X", "Boliger. Der")
    code(talk, start, end, "ah")
    code(talk, start, end - 4, "mb")
    assert counted(talk, "sentence")[1] == [[2, 1]]
    assert counted(talk, "sentence", 3)[1] == [[1, 1]]
    assert counted(talk, "sentence", 2)[1] == [[2, 1]]


def test_one_coder_coding_twice_is_not_agreement(talk) -> None:
    start, end = talk.span("X", "Boliger. Der er")
    code(talk, start, end, "ah")
    code(talk, start + 2, end, "ah")
    code(talk, *talk.span("X", "huslejen"), "mb")
    for unit in ("turn", "sentence", "passage", "character"):
        table, _, _ = counted(talk, unit)
        assert table[1][1] == 0
    assert counted(talk, "turn")[0] == [[0, 1], [1, 0]]


def test_passages_are_cut_at_every_edge_and_near_edges_are_one(talk) -> None:
    start, end = talk.span("X", "Der er for")
    code(talk, start, end, "ah")
    code(talk, start + 1, end - 1, "mb")
    assert counted(talk, "passage")[0] == [[3, 0], [2, 1]]
    assert counted(talk, "passage", 1)[0] == [[3, 0], [0, 1]]


def test_a_coding_shorter_than_the_tolerance_is_not_lost(talk) -> None:
    start, _ = talk.span("X", "Der er for")
    code(talk, start, start + 2, "ah")
    code(talk, start, start + 2, "mb")
    table, by_coder, _ = counted(talk, "passage", 10)
    assert (table[1][1], by_coder) == (1, [[1, 1]])


@pytest.mark.parametrize(
    ("unit", "tolerance", "problem"),
    [("word", 0, "not_one_of"), ("character", 2, "no_such_tolerance"), ("turn", -1, "no_such_tolerance")],
)
def test_units_that_there_are_not(talk, unit: str, tolerance: int, problem: str) -> None:
    code(talk, 30, 33, "ah")
    code(talk, 30, 33, "mb")
    with pytest.raises(LookupFailedError) as caught:
        counted(talk, unit, tolerance)
    assert caught.value.problem == problem


def overlaid(study: Study, ah: list, mb: list) -> Study:
    """The study with other codings: of the first one, at these places."""
    length = len(study.texts["X"])
    places = [("ah", *one) for one in dict.fromkeys(ah)] + [("mb", *one) for one in dict.fromkeys(mb)]
    rows = study.codings.iloc[[0] * len(places)].reset_index(drop=True)
    return replace(
        study,
        codings=rows.assign(
            coding=[str(number) for number in range(len(places))],
            coder=pd.Series([who for who, _, _ in places], dtype="str"),
            start=[min(start, length - 1) for _, start, _ in places],
            end=[min(start + size, length) for _, start, size in places],
        ),
    )


spans = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), min_size=1, max_size=4)


@given(ah=spans, mb=spans)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sweep_over_stretches_is_a_look_at_every_character(simple: Study, ah: list, mb: list) -> None:
    study = overlaid(simple, ah, mb)
    turns = respondent_turns(study, ("X",))
    said = {place for _, _, start, end in turns.itertuples(index=False) for place in range(start, end)}
    codings = study.codings
    one, other = (
        {place for start, end in zip(mine["start"], mine["end"], strict=True) for place in range(start, end)}
        & said
        for mine in (codings[codings["coder"] == who] for who in ("ah", "mb"))
    )
    expected = [[len(said - one - other), len(other - one)], [len(one - other), len(one & other)]]
    assert counts_of(study, "character") == (expected, [[len(one), len(other)]], len(said))
    passages = counts_of(study, "passage")[0]
    assert (passages[1][1] > 0) == bool(one & other)
    assert (passages[1][0] + passages[0][1] > 0) == bool(one ^ other)
