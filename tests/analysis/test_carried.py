"""The queue of codings that a correction changed or left."""

from dataclasses import replace

import pandas as pd
import pytest

from casekit.analysis.carried import CARRIED_COLUMNS, carried
from casekit.analysis.passages import find_reference
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.columns import COLUMNS
from casekit.model.facts import FACTS
from casekit.model.roles import Roles
from casekit.model.study import Study, make_study
from casekit.store.schema import values_of

TEXT = "B: Huslejen er alt for høj.\n"
CHANGED, GONE = "aaaaaaaaaa00", "bbbbbbbbbb00"


@pytest.fixture
def empty() -> Study:
    facts = {
        kind: pd.DataFrame(columns=["key", "id", "event", *values_of(kind)], dtype=object) for kind in FACTS
    }
    return make_study(facts, parse=lambda _: Codebook("b", "1"), roles=Roles())


@pytest.fixture
def study(empty: Study) -> Study:
    place = {"document": "LIN-01", "turn": 1, "code": "rent", "codebook": "b", "coder": "ah"}
    rows = [
        {"coding": GONE, **place, "fate": "gone", "before": "Så venter de."},
        {"coding": CHANGED, **place, "fate": "changed", "before": "Huslejen er for høj."},
    ]
    coded = [
        {**dict.fromkeys(COLUMNS["codings"], ""), "coding": CHANGED, **place, "start": 3, "end": 27, "carried": "changed"}
    ]  # fmt: skip
    return replace(
        empty, carried=pd.DataFrame(rows), codings=pd.DataFrame(coded), texts={"LIN-01": TEXT, "HAV-01": ""}
    )


def test_nothing_waits_where_nothing_was_corrected(empty: Study) -> None:
    assert (tuple(carried(empty).columns), len(carried(empty))) == (CARRIED_COLUMNS, 0)


def test_each_row_tells_the_words_before_and_now(study: Study) -> None:
    assert carried(study).to_numpy().tolist() == [
        ["LIN-01, turn 1 · aaaaaaaaaa", "ah", "rent", "LIN-01", 1, "Huslejen er for høj.", "Huslejen er alt for høj.", "changed"],
        ["LIN-01, turn 1 · bbbbbbbbbb", "ah", "rent", "LIN-01", 1, "Så venter de.", "", "gone"],
    ]  # fmt: skip
    assert carried(study, "HAV-01").empty
    with pytest.raises(LookupFailedError):
        carried(study, "FJO-01")


def test_a_reference_to_words_that_are_gone_tells_them(study: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        find_reference(study, f"LIN-01, turn 1 · {GONE[:10]}")
    assert (caught.value.problem, caught.value.data["words"]) == ("reference_gone", "Så venter de.")
