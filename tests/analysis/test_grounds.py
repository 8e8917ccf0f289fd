"""Which cell is meant, and what it rests on."""

import pytest

from casekit.analysis.grounds import (
    Cell,
    Grounds,
    address_case,
    address_of,
    column_id,
    pairs_of_cases,
    row_id,
)
from casekit.errors import LookupFailedError, UnknownCodeError

pytestmark = pytest.mark.slow


NOTHING = {"case": None, "document": None, "code": None, "topic": None}


def test_an_interview_brings_its_case(small):
    found = address_of(small.study(), **{**NOTHING, "document": "SOE-01", "code": "rent"})
    assert found == Cell("soelev", "SOE-01", "small", "rent")
    assert found.id == row_id("soelev", "SOE-01") + column_id("small", "rent")
    assert len(found.id) == 20


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"code": "rent"}, LookupFailedError),
        ({"case": "soelev"}, LookupFailedError),
        ({"case": "soelev", "code": "rent", "topic": "x"}, LookupFailedError),
        ({"case": "nowhere", "code": "rent"}, LookupFailedError),
        ({"document": "SOE-09", "code": "rent"}, LookupFailedError),
        ({"case": "bakke", "document": "SOE-01", "code": "rent"}, LookupFailedError),
        ({"case": "soelev", "topic": "x"}, LookupFailedError),
        ({"case": "soelev", "code": "none"}, UnknownCodeError),
    ],
)
def test_what_is_no_cell_is_refused(small, asked, error):
    with pytest.raises(error):
        address_of(small.study(), **{**NOTHING, **asked})


def test_a_document_of_no_case_has_no_row(small):
    small.interview("X-01", None, [("I", "Hvad?"), ("B", "Intet.")])
    study = small.study()
    assert "X-01" not in [name for _, name in pairs_of_cases(study)]
    with pytest.raises(LookupFailedError):
        address_case(study, "X-01")


def test_the_digest_tells_of_every_change_below_a_theme_only(small):
    small.coding("SOE-01", "rent", "Huslejen er for høj", coder="ah")
    cells = [Cell("soelev", "SOE-01", "small", code) for code in ("housing", "support")]
    before = [Grounds(small.study()).basis(one) for one in cells]
    small.coding("SOE-01", "shortage", "Der er for få boliger", coder="ah")
    after = Grounds(small.study())
    assert after.basis(cells[0]) != before[0]
    assert after.basis(cells[1]) == before[1]
    assert (after.seen(cells[1]), len(after.seen(cells[0]))) == ("", 64)


def test_a_case_has_the_passages_of_its_members(small):
    small.case("kreis", "Kreis")
    small.case("ort", "Ort", parent="kreis")
    small.interview("ORT-01", "ort", [("I", "Und?"), ("B", "Die Miete ist hoch.")])
    small.coding("ORT-01", "rent", "Die Miete ist hoch", coder="ah")
    grounds = Grounds(small.study())
    assert len(grounds.under(Cell("kreis", "", "small", "rent"))) == 1
    counts = grounds.counts({"x": [("small", "rent")]}).set_index(["case", "document"])["n"]
    assert dict(counts) == {("kreis", ""): 1, ("ort", ""): 1, ("ort", "ORT-01"): 1}
