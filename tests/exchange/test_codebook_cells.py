import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.exchange.codebook_cells import (
    arrowed,
    lined,
    lines_of,
    listed,
    lists_of,
    named_lists,
    names_of,
    pairs_of,
    termed,
    terms_of,
)
from casekit.readers.workbooks import tidy

one = st.text(alphabet="a →–\\;,:n\n", max_size=5).map(tidy)
some = st.lists(one.filter(bool), max_size=4)


@given(some)
def test_lists_come_back_whatever_signs_they_hold(items):
    assert names_of(listed(items)) == items
    assert terms_of(termed(items)) == items


@given(st.lists(one, max_size=4))
def test_lines_keep_their_place_also_where_some_are_empty(entries):
    assert lines_of(lined(entries)) == (entries if any(entries) else [])


@given(st.lists(st.tuples(one, one), max_size=4))
def test_redirects_come_back_with_their_texts(entries):
    assert pairs_of(arrowed(entries)) == (entries if any(any(entry) for entry in entries) else [])


@given(st.dictionaries(one.filter(bool), some, max_size=3), st.sampled_from(":→"))
def test_named_lists_come_back(lists, sign):
    assert dict(lists_of(named_lists(lists.items(), sign=sign), sign=sign)) == lists


@pytest.mark.parametrize(
    ("cell", "read"),
    [("a, b;c\nd", ["a", "b", "c", "d"]), (" , ;", []), ("a\\, b", ["a, b"]), ("C:\\x", ["C:\\x"])],
)
def test_people_part_ids_as_they_like(cell, read):
    assert names_of(cell) == read


def test_what_people_write_by_hand():
    assert pairs_of("husleje → rent\n\n støtte\n") == [("husleje", "rent"), ("støtte", "")]
    assert pairs_of("fra A → B i kommunen → move") == [("fra A → B i kommunen", "move")]
    assert list(lists_of("cfir_2022: inner.culture, process.doing\nhf:p1")) == [
        ("cfir_2022", ["inner.culture", "process.doing"]),
        ("hf", ["p1"]),
    ]
    assert terms_of("hver fjerde, i køen; anvis*") == ["hver fjerde, i køen", "anvis*"]


def test_what_people_read_is_plain():
    assert arrowed([("forhandlede aftaler", "deals"), ("", "")]) == "forhandlede aftaler → deals\n–"
    assert lined(["50+ borgere; også børn", ""]) == "50+ borgere; også børn\n–"
    assert named_lists([("old", ["new", "other:code"])], sign="→") == "old → new, other:code"
