import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.agreement_tallies import MISSING, document_draws, tally

VALUES = np.array([[0, 0], [0, 1], [1, 1], [MISSING, 1], [MISSING, MISSING]])


def test_counts_of_two_coders() -> None:
    counts = tally(VALUES, categories=2)
    assert counts.table[0].tolist() == [[1, 1], [0, 1]]
    assert counts.coincidences[0].tolist() == [[2, 1], [1, 2]]
    assert counts.agreements[0].tolist() == [[1, 0.5], [0.5, 1]]
    assert counts.shares[0].tolist() == [1.5, 2.5]
    assert counts.marginals[0].tolist() == [[2, 1], [1, 3]]
    assert (counts.rated.tolist(), counts.paired.tolist()) == ([4], [3])


def test_the_pairs_of_a_unit_weigh_as_many_as_its_values() -> None:
    counts = tally(np.array([[0, 0, 1]]), categories=2)
    assert counts.coincidences.sum() == pytest.approx(3)
    assert counts.agreements.sum() == pytest.approx(1)
    assert counts.table.sum() == 0


def test_a_row_may_stand_for_many_units() -> None:
    many = tally(VALUES[[0, 0, 0, 1]], categories=2)
    one = tally(VALUES[:2], categories=2, weight=np.array([3.0, 1.0]))
    assert (many.coincidences == one.coincidences).all()
    assert (many.marginals == one.marginals).all()


@given(seed=st.integers(0, 1000), coders=st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_a_draw_of_documents_is_the_tally_of_their_units(seed: int, coders: int) -> None:
    draw = np.random.default_rng(seed)
    values, group = draw.integers(-1, 3, size=(30, coders)), draw.integers(4, size=30)
    counts = tally(values, categories=3, group=group, groups=(1, 4))
    draws = document_draws(4, 3, seed)
    drawn = counts.drawn(draws)
    for number, times in enumerate(draws.astype(int)):
        again = tally(np.repeat(values, times[group], axis=0), categories=3)
        assert np.allclose(drawn.coincidences[number], again.coincidences)
        assert np.allclose(drawn.shares[number], again.shares)
        assert np.allclose(drawn.paired[number], again.paired)
    assert np.allclose(counts.summed(axis=1).agreements, tally(values, categories=3).agreements)


def test_draws_are_as_many_documents_as_there_are_and_the_same_for_a_seed() -> None:
    draws = document_draws(7, 50, 3)
    assert set(draws.sum(axis=1)) == {7}
    assert (draws == document_draws(7, 50, 3)).all()
    assert (draws != document_draws(7, 50, 4)).any()
    assert document_draws(0, 5, 1).shape == (5, 0)
