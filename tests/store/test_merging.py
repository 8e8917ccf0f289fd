"""Two files become one: the union of their events, whatever the order."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.errors import StoreError
from casekit.model.facts import Coding
from casekit.store import Store
from casekit.store.merging import Came

pytestmark = pytest.mark.slow


LAW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
acts = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "withdraw", "undo", "redo"]),
        st.integers(0, 2),
        st.sampled_from(["rent", "wait"]),
    ),
    max_size=6,
)


@pytest.mark.slow
@LAW
@given(acts, acts, acts)
def test_merging_in_any_order_and_any_number_of_times_gives_the_same(perform, said, base, ours, theirs):
    with TemporaryDirectory() as folder:
        common = Store(Path(folder) / "common", new=True)
        perform(common, base, "ah")
        copies = []
        for by, history in (("ah", ours), ("bk", theirs), ("cl", [])):
            (Path(folder) / by).write_bytes(common.path.read_bytes())
            copies.append(Store(Path(folder) / by))
            perform(copies[-1], history, by)
        results = []
        a, b, c = copies
        for number, order in enumerate([(a, b, c), (c, b, a), (b, c, a)]):
            whole = Store(Path(folder) / str(number), new=True)
            for source in (*order, order[0], whole):
                whole.merge(source.path)
            results.append(said(whole))
        assert all(result == results[0] for result in results)
        assert set(results[0]["events"]) == {name for copy in copies for name in copy.events()["id"]}
        assert results[0]["state"] == results[1]["state"]
        grouped = Store(Path(folder) / "grouped", new=True)  # (a + b) + c as against a + (b + c)
        copies[1].merge(copies[2].path)
        grouped.merge(copies[1].path)
        grouped.merge(copies[0].path)
        assert said(grouped) == results[0]


@pytest.fixture
def pair(copies, coding, kept):
    """Two copies of one file with one coding."""
    first, second = copies(["ours", "theirs"])
    kept(first, [coding("a")])
    second.merge(first.path)
    return first, second


def test_merging_tells_how_many_events_came(pair, coding, kept):
    ours, theirs = pair
    kept(theirs, [coding("b")])
    kept(theirs, [coding("c")])
    assert ours.merge(theirs.path) == Came(2, {"codings": 2})
    assert ours.merge(theirs.path) == ours.merge(ours.path) == Came()


def test_merging_changes_nothing_in_the_other_file(pair, coding, kept):
    ours, theirs = pair
    kept(ours, [coding("b")])
    before = theirs.path.read_bytes()
    ours.merge(theirs.path)
    assert theirs.path.read_bytes() == before


def test_what_one_withdrew_stays_withdrawn_after_merging(pair, coding, event, codes):
    ours, theirs = pair
    ours.append(event(), [], ours.live_ids(Coding, [coding("a").key]))
    ours.merge(theirs.path)
    theirs.merge(ours.path)
    assert codes(ours) == codes(theirs) == []


def test_what_both_said_is_shown_once_and_withdrawn_as_one(copies, coding, event, kept, codes):
    ours, theirs = copies(["ours", "theirs"])
    kept(ours, [coding("a")])
    kept(theirs, [coding("a")])
    ours.merge(theirs.path)
    assert codes(ours) == ["rent"]
    same = ours.live_ids(Coding, [coding("a").key])
    assert len(same) == 2
    ours.append(event(), [], same)
    assert codes(ours) == []


def test_what_both_said_is_replaced_as_one(copies, coding, kept, codes):
    ours, theirs = copies(["ours", "theirs"])
    kept(ours, [coding("a")])
    kept(theirs, [coding("a")])
    ours.merge(theirs.path)
    kept(ours, [coding("a", code="wait")])
    assert codes(ours) == ["wait"]


def test_when_two_said_different_things_both_are_kept_and_the_later_stands_last_in_both_files(
    pair, coding, kept, codes
):
    ours, theirs = pair
    kept(theirs, [coding("a", code="wait")], "bk")
    kept(ours, [coding("a", code="loans")])
    kept(ours, [coding("b", code="other")])
    ours.merge(theirs.path)
    theirs.merge(ours.path)
    assert codes(ours) == codes(theirs) == ["wait", "loans", "other"]


def test_an_undo_that_was_made_elsewhere_counts_here(pair, event, codes):
    ours, theirs = pair
    theirs.append(event(verb="undo", undoes=theirs.events()["id"][0]), [])
    assert ours.merge(theirs.path).events == 1
    assert codes(ours) == []


def test_when_the_other_file_is_damaged_the_complaint_names_it_and_nothing_is_taken(pair, coding, event):
    ours, theirs = pair
    theirs.append(event(), [coding(str(n)) for n in range(400)])
    data = theirs.path.read_bytes()
    theirs.path.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    with pytest.raises(StoreError) as caught:
        ours.merge(theirs.path)
    assert caught.value.problem == "damaged"
    assert caught.value.data["file"] == str(theirs.path)
    assert ours.head() == 1
