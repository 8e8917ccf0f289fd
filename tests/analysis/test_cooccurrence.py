from itertools import product
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.analysis.cooccurrence import COOCCURRENCE_COLUMNS, How, cooccurrence
from casekit.analysis.queries import query
from casekit.errors import LookupFailedError

CODES = ("shortage", "rent", "act")
PLACES = [(start, length) for start in range(9) for length in (1, 2, 4)]


def studied(maker, placed):
    """Nine words in nine turns of two documents, every third an interviewer's; codings cover whole words."""
    maker.book()
    maker.coder("ah")
    maker.case("soelev", "Sølev")
    for name in ("A", "B"):
        maker.interview(name, "soelev", [("I" if at % 3 == 2 else "IP", f"ord{at}") for at in range(9)])
    for document, code, (start, length) in placed:
        maker.coding(document, code, f"ord{start}", f"ord{min(start + length - 1, 8)}")
    return maker.study()


def expected(study, how, turns):
    """What a loop over all pairs of passages counts."""
    rows = []
    for code in CODES:
        found = query(study, code)
        for row in found.itertuples():
            mine = study.turns[
                (study.turns["document"] == row.document) & (study.turns["role"] == "respondent")
            ]
            touched = mine[(mine["start"] < row.end) & (mine["end"] > row.start)]["turn"]
            rows.append((row.document, code, row.start, row.end, touched.min(), touched.max()))
    near = {
        "overlap": lambda p, q: q[2] < p[3] and q[3] > p[2],
        "turn": lambda p, q: q[4] <= p[5] and q[5] >= p[4],
        "near": lambda p, q: q[4] <= p[5] + turns and q[5] >= p[4] - turns,
        "before": lambda p, q: q[2] >= p[3] and q[4] <= p[5] + turns,
        "after": lambda p, q: q[3] <= p[2] and q[5] >= p[4] - turns,
    }[how]
    return {(p, q) for p, q in product(rows, rows) if p[0] == q[0] and p[1] != q[1] and near(p, q)}


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(CODES), st.sampled_from(PLACES)), max_size=7), st.sampled_from(get_args(How)), st.integers(0, 3))  # fmt: skip
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_the_counts_are_those_of_a_loop_over_all_pairs(build, placed, how, turns):
    study = studied(build(), placed)
    pairs = expected(study, how, turns)
    for row in cooccurrence(study, how=how, turns=turns).itertuples():
        mine = {pair for pair in pairs if (pair[0][1], pair[1][1]) == (row.code, row.other)}
        assert (row.pairs, row.n, row.documents) == (
            len(mine),
            len({p for p, _ in mine}),
            len({p[0] for p, _ in mine}),
        )
        assert len(query(study, row.query)) == row.n


def test_each_two_codes_that_come_up_have_a_row(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    small.coding("SOE-01", "rent", "få boliger. Huslejen er for høj.")
    small.coding("SOE-02", "rent", "Vi har boliger nok.")
    table = cooccurrence(small.study()).set_index(["code", "other"])
    assert list(table.index) == [("shortage", "rent"), ("rent", "shortage")]
    assert table.loc[
        ("rent", "shortage"), ["n", "of", "pairs", "documents", "of_documents", "cases"]
    ].tolist() == [1, 2, 1, 1, 1, 1]


def test_themes_can_be_counted(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    small.coding("SOE-01", "act", "ACT virker her.")
    table = cooccurrence(small.study(), by="theme", how="near", turns=4)
    assert list(table["theme"]) == ["housing", "support"]
    assert list(table["n"]) == [1, 1]


def test_an_empty_study_has_the_columns(maker):
    assert list(cooccurrence(maker.study()).columns) == ["code", "other", *COOCCURRENCE_COLUMNS]


@pytest.mark.parametrize("options", [{"by": "word"}, {"how": "somewhere"}, {"turns": -1}])
def test_what_cannot_be_counted_is_refused(small, options):
    with pytest.raises(LookupFailedError):
        cooccurrence(small.study(), **options)
