import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.three_way import ThreeWay

pytestmark = pytest.mark.slow


def merged(base, ours, theirs, *, based=True):
    """What both come to, what differs, and what was kept."""
    differs, kept = [], []
    way = ThreeWay(lambda *told: differs.append(told), lambda *told: kept.append(told), based)
    return way.merged(base, ours, theirs), differs, kept


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "whole"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", None, "a", None),
        (None, None, "b", "b"),
        ({"x": "a"}, {"x": "a", "y": "b"}, {"x": "c"}, {"x": "c", "y": "b"}),
        (["a", "b"], ["b", "c"], ["a", "d", "b"], ["d", "b", "c"]),
        (["a"], ["b"], ["a", "c"], ["b", "c"]),
        ([], ["a"], ["b"], ["a", "b"]),
        ([{"id": "1", "da": "x"}], [{"id": "1", "da": "y"}], [{"id": "1", "da": "x", "en": "z"}], [{"id": "1", "da": "y", "en": "z"}]),
        ([{"da": "x", "en": "e"}], [{"da": "x", "en": "f"}], [{"da": "y", "en": "e"}], [{"da": "y", "en": "f"}]),
    ],
)  # fmt: skip
def test_what_one_side_changed_is_taken_over(base, ours, theirs, whole):
    assert merged(base, ours, theirs) == (whole, [], [])


def test_what_both_changed_or_one_deleted_is_told():
    assert merged({"x": "a"}, {"x": "b"}, {"x": "c"}) == ({"x": "b"}, [(("x",), "b", "c")], [])
    assert merged({"x": "a"}, {"y": "1"}, {"x": "c"}) == ({"y": "1", "x": "c"}, [], [(("x",), True)])
    assert merged([{"id": "1", "da": "x"}], [{"id": "1", "da": "y"}], []) == ([{"id": "1", "da": "y"}], [], [(("1",), False)])  # fmt: skip


def test_without_a_base_nothing_is_deleted():
    assert merged(None, {"x": "a"}, {"y": "b"}, based=False) == ({"x": "a", "y": "b"}, [], [])
    assert merged(None, ["a", "b"], ["b", "c"], based=False) == (["a", "b", "c"], [], [])


texts = st.lists(st.sampled_from("abcde"), max_size=5)


@given(texts, texts, texts)
def test_lists_follow_the_rules_of_sets_and_repeat_nothing(base, ours, theirs):
    whole = merged(base, ours, theirs)[0] or []
    kept = {one for one in base if one in ours and one in theirs}
    new = {one for one in (*ours, *theirs) if one not in base}
    assert kept | new <= set(whole) <= {*ours, *theirs}
    assert {*whole} == {*(merged(base, theirs, ours)[0] or [])}
    assert (merged(base, base, theirs)[0] or []) == theirs
    assert (merged(base, ours, base)[0] or []) == ours
