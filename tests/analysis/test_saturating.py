"""New codes by interview."""

import pytest

from casekit.analysis.saturating import saturation
from casekit.errors import LookupFailedError


def test_new_codes_by_interview(small):
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.coding("SOE-02", "rent", "Vi har boliger nok.")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.")
    table = saturation(small.study())
    assert table[["document", "codes", "new", "cumulative"]].to_numpy().tolist() == [
        ["SOE-01", 1, 1, 1],
        ["SOE-02", 2, 1, 2],
    ]
    assert table["new_codes"].tolist() == ["rent", "shortage"]
    assert table["run_new"].isna().all()
    with pytest.raises(LookupFailedError):
        saturation(small.study(), order="luck")


def test_the_base_and_the_run_after_it(maker):
    for at in range(1, 8):
        maker.interview(f"D-{at}", None, [("I", "Hvad?"), ("IP", "Ord.")])
    maker.case("only", "Only")
    for at, code in enumerate(("rent", "shortage", "rent", "rent", "methods", "rent", "rent"), 1):
        maker.coding(f"D-{at}", code, "Ord.")
    table = saturation(maker.study(), order="name")
    assert table["cumulative"].tolist() == [1, 2, 2, 2, 3, 3, 3]
    assert set(table["base"]) == {2}
    assert table["run_new"].tolist()[5:] == [1, 0]
    assert table["run_new"].isna().sum() == 5
