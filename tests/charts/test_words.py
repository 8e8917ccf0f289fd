"""Charts in words."""

import pandas as pd
import pytest

from casekit.charts.table import read_table
from casekit.charts.words import directions_words, heatmap_words

ROWS = [
    ("Lindesø", "Bolig", 4, 5, 3, 0, 1, 0),
    ("Lindesø", "Støtte", 1, 5, 0, 1, 0, 0),
    ("Havnstrup", "Bolig", 2, 3, 1, 1, 0, 0),
    ("Havnstrup", "Støtte", 0, 3, 0, 0, 0, 0),
]
NAMES = ["case", "item", "interviews", "of", "barrier", "facilitator", "mixed", "neutral"]


def _table(rows=ROWS):
    return read_table(pd.DataFrame(rows, columns=NAMES), directed=True)


def test_the_heat_map_tells_kind_axes_sizes_and_extremes() -> None:
    assert heatmap_words(_table(), language="en") == (
        "Heat map of 2 cases and 2 subjects. The darker a cell, the larger the share of the case’s interviews in which "
        "the subject comes up. 3 to 5 interviews per case. Most often: Bolig (Lindesø) – in 4 of 5 interviews. "
        "In 1 of 4 cells the subject does not come up. The numbers are in the table that goes with the figure."
    )


def test_directions_tell_what_holds_back_and_what_helps_most() -> None:
    words = directions_words(_table(), language="en")
    assert "Most often a barrier: Bolig, in 4 of 8 interviews." in words.replace(" – ", ", ")
    assert (
        "Most often a facilitator: Støtte; Bolig" in words
        or "Most often a facilitator: Bolig; Støtte" in words
    )


def test_a_single_case_is_named() -> None:
    words = heatmap_words(_table(ROWS[:2]), language="da")
    assert words.startswith("Varmekort for Lindesø med 2 emner.")
    assert "Oftest nævnt: Bolig – i 4 af 5" in words


def test_of_many_equals_three_are_named_and_the_others_counted() -> None:
    rows = [("By", f"Emne {number}", 1, 2, 1, 0, 0, 0) for number in range(6)]
    assert "Emne 0; Emne 1; Emne 2; 3 more" in heatmap_words(_table(rows), language="en")


@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_nothing_is_said_of_directions_that_nobody_gave(language: str) -> None:
    rows = [("By", "Emne", 1, 1, 0, 0, 0, 1)]
    words = directions_words(_table(rows), language=language)
    assert "{" not in words
    assert "Emne" not in words


@pytest.mark.parametrize("tell", [heatmap_words, directions_words])
@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_an_empty_chart_has_words_too(tell, language: str) -> None:
    assert tell(_table([]), language=language)
