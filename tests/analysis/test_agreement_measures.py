import numpy as np
import pytest

from casekit.analysis.agreement_measures import WHYS, Distances, pooled, scores
from casekit.analysis.agreement_tallies import tally
from casekit.errors import LookupFailedError

NOMINAL = Distances.nominal(2)


def characters(one: int, other: int, both: int, total: int):
    """Counts of characters: those of two coders, of both, of the text."""
    values = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    weight = np.array([both, one - both, other - both, total - one - other + both], dtype=float)
    return tally(values, categories=2, weight=weight)


@pytest.mark.parametrize(
    ("told", "kappa"),
    [((1000, 1000, 800, 10_000), 0.778), ((5000, 5000, 2500, 10_000), 0), ((9000, 9000, 8100, 10_000), 0)],
)
def test_chance_is_a_sum_over_categories_and_what_nobody_coded_counts(
    told: tuple[int, ...], kappa: float
) -> None:
    for measure in ("cohen", "scott", "conger", "fleiss", "alpha"):
        found = scores(characters(*told), measure, NOMINAL)
        assert found.value[0] == pytest.approx(kappa, abs=5e-4)


def test_many_items_are_measured_at_once_each_as_alone() -> None:
    draw = np.random.default_rng(2)
    values, group = draw.integers(-1, 2, size=(200, 3)), np.repeat(np.arange(4), 50)
    together = tally(values, categories=2, group=group, groups=(4,))
    for measure in ("alpha", "ac1", "conger", "fleiss", "bp", "percent"):
        found = scores(together, measure, NOMINAL).value
        alone = [
            scores(tally(values[group == one], categories=2), measure, NOMINAL).value[0] for one in range(4)
        ]
        assert np.allclose(found, alone)


def test_pooling_sums_what_was_observed_and_expected() -> None:
    values = np.array([[1, 1], [0, 0], [1, 0], [0, 0], [1, 1], [1, 1]])
    counts = tally(values, categories=2, group=np.array([0, 0, 0, 0, 1, 1]), groups=(2,))
    found = scores(counts, "alpha", NOMINAL)
    assert [WHYS[why] for why in found.why] == ["", "no_variation"]
    assert float(pooled(found).value) == pytest.approx(found.value[0])
    nothing = scores(tally(values[:0], categories=2, group=np.zeros(0, int), groups=(0,)), "alpha", NOMINAL)
    assert WHYS[int(pooled(nothing).why)] == "no_pairs"


def test_distances() -> None:
    points = np.array([1.0, 2.0, 4.0])
    even = np.array([2.0, 2.0, 2.0])
    assert Distances("interval", points).between(even)[0].tolist() == pytest.approx([0, 1 / 9, 1])
    assert Distances("linear", points).between(even)[0].tolist() == pytest.approx([0, 1 / 3, 1])
    assert Distances("ordinal", points).between(even)[0].tolist() == pytest.approx([0, 1 / 4, 1])
    assert Distances("nominal", points).between(even)[0].tolist() == [0, 1, 1]
    assert Distances("ratio", np.array([0.0, 0.0])).between(even[:2]).tolist() == [[0, 0], [0, 0]]


def test_a_measure_that_there_is_not_is_refused() -> None:
    with pytest.raises(LookupFailedError):
        scores(characters(1, 1, 1, 2), "kappa", NOMINAL)
