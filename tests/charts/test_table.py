"""Frames as cases, items and cells."""

import pandas as pd
import pytest

from casekit.charts.table import read_table
from casekit.errors import TableError


def test_cases_and_items_keep_the_order_of_the_frame() -> None:
    frame = pd.DataFrame(
        {"case": ["b", "b", "a"], "item": ["z", "y", "z"], "interviews": [1, 0, 2], "of": [2, 2, 3]}
    )
    table = read_table(frame)
    assert (table.cases, table.items) == (("b", "a"), ("z", "y"))
    assert table.cells[1, 0].text == "2/3"
    assert (1, 1) not in table.cells


def test_two_codes_with_one_label_stay_two() -> None:
    frame = pd.DataFrame({"case": ["a", "a"], "item": ["x", "x"], "interviews": [1, 2], "of": [2, 2]})
    table = read_table(frame)
    assert table.items == ("x", "x")
    assert [cell.interviews for cell in table.cells.values()] == [1, 2]


def test_sizes_are_those_of_the_cases() -> None:
    frame = pd.DataFrame({"case": ["a", "b"], "item": ["x", "x"], "interviews": [1, 2], "of": [2, 12]})
    table = read_table(frame)
    assert (table.size(0), table.smallest, table.largest) == (2, 2, 12)


def test_an_empty_frame_is_an_empty_table() -> None:
    table = read_table(pd.DataFrame({"case": [], "item": [], "interviews": [], "of": []}))
    assert (table.cases, table.items, table.largest) == ((), (), 0)


def test_missing_columns_are_named() -> None:
    with pytest.raises(TableError) as error:
        read_table(pd.DataFrame({"case": [], "item": [], "of": []}), directed=True)
    assert error.value.problem == "chart_columns"
    assert error.value.data["missing"] == "interviews, barrier, mixed, facilitator, neutral"


def test_nothing_counted_is_none() -> None:
    table = read_table(pd.DataFrame({"case": ["a"], "item": ["x"], "interviews": [None], "of": [0]}))
    assert table.cells[0, 0].share == 0


def test_the_frame_stays_as_it_is(frames) -> None:
    frame = frames()
    before = frame.copy()
    read_table(frame, directed=True)
    pd.testing.assert_frame_equal(frame, before)
