"""Rating as acts: one event each, undoable, by a named person."""

import pytest

from casekit.analysis.passages import passages
from casekit.analysis.rated import ratings
from casekit.errors import LookupFailedError, PersonNeededError, TableError, UnknownCodeError

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(suggested, coding):
    """With a coding about rent in LIN-01."""
    suggested.record(coding(suggested.study()))
    return suggested


def cell(project, rater=None):
    return ratings(project.study(), rater).set_index(["case", "theme"]).loc[("lindesø", "housing")]


def test_a_rating_is_one_event_of_a_person_and_can_be_undone(coded):
    before = len(coded.log())
    done = coded.rate(
        "lindesø", "housing", -1, reason="Huslejen er for høj.", passages=passages(coded.study())
    )
    assert (done.n, list(done.findings), len(coded.log())) == (1, [], before + 1)
    assert "1 rating is" in done._repr_html_()
    assert cell(coded)[["value", "reason", "passages", "respondents"]].tolist() == [
        -1,
        "Huslejen er for høj.",
        1,
        1,
    ]
    assert (
        coded.rate(
            "lindesø", "housing", -1, reason="Huslejen er for høj.", passages=passages(coded.study())
        ).n
        == 0
    )
    coded.undo()
    assert cell(coded)["status"] == "not_rated"


def test_rating_again_replaces_ones_own_and_no_one_elses(coded, reopened):
    coded.rate("lindesø", "housing", -1, reason="Et")
    reopened(coded.folder, "jv").rate("lindesø", "housing", 1, reason="To")
    done = coded.rate("lindesø", "housing", -2, reason="Tre")
    assert cell(coded)["values"] == "jv +1, ah −2"
    assert {finding.kind for finding in done.findings} == {"rating_thin", "raters_apart"}


def test_the_agreed_rating_holds_and_the_raters_keep_theirs(coded, reopened):
    coded.rate("lindesø", "housing", -1, reason="Et")
    early = coded.agree_rating("lindesø", "housing", -1, reason="Alene")
    assert [finding.kind for finding in early.findings] == ["rating_agreed_alone"]
    reopened(coded.folder, "jv").rate("lindesø", "housing", 0, mixed=True, reason="To")
    done = coded.agree_rating("lindesø", "housing", 0, mixed=True, reason="Begge veje")
    assert list(done.findings) == []
    assert cell(coded)[["value", "mixed", "status", "raters"]].tolist() == [0, True, "agreed", 2]
    assert (cell(coded, "ah")["value"], cell(coded, "jv")["value"]) == (-1, 0)
    with pytest.raises(LookupFailedError):
        coded.agree_rating("lindesø", "housing", 0, reason=" ")


def test_what_cannot_be_said_is_refused_and_nothing_stored(coded, reopened):
    before = len(coded.log())
    for value, mixed, case in (
        (3, False, "lindesø"),
        (1, True, "lindesø"),
        (None, True, "lindesø"),
        (0, False, "nowhere"),
    ):
        with pytest.raises(LookupFailedError):
            coded.rate(case, "housing", value, mixed=mixed, reason="x")
    with pytest.raises(UnknownCodeError):
        coded.rate("lindesø", "weather", 0, reason="x")
    with pytest.raises(LookupFailedError):
        coded.rate("lindesø", "housing", 0, reason="x", passages="LIN-01, turn 2 · ffffffffff")
    with pytest.raises(PersonNeededError):
        reopened(coded.folder, None).rate("lindesø", "housing", 0, reason="x")
    assert len(coded.log()) == before


def test_a_table_of_ratings_is_one_act(coded, table):
    where = passages(coded.study())["reference"].iloc[0]
    file = table(
        "case;code;value;reason;passages;coder",
        f"lindesø;housing;−1;Dyrt;{where};",
        "lindesø;rent;0*;Begge;;jv",
        "havnstrup;housing;;Ikke sagt;;jv",
        "havnstrup;rent;mixed;;;agreed",
    )
    before = len(coded.log())
    done = coded.import_ratings(file)
    assert (done.n, len(coded.log())) == (4, before + 1)
    assert {finding.kind for finding in done.findings} == {"rating_without_reason"}
    told = coded.study().ratings.set_index(["case", "code"])[["value", "mixed", "coder"]]
    assert told.loc[("lindesø", "rent")].tolist() == [0, 1, "jv"]
    assert told.loc[("havnstrup", "rent"), "coder"] == "consensus"
    assert told["value"].isna().sum() == 1
    assert coded.import_ratings(file).n == 0


@pytest.mark.parametrize("row", ["lindesø,housing,5", "lindesø,housing,much", "nowhere,housing,1"])
def test_a_row_that_is_wrong_stops_the_whole_table(coded, table, row):
    with pytest.raises(TableError, match="2"):
        coded.import_ratings(table("case,code,value", row))
    assert coded.study().ratings.empty
