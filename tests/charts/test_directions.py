"""Barriers and facilitators, the public functions."""

import pandas as pd
import pytest

from casekit.charts import directions, directions_alt, draw
from casekit.errors import TableError


def test_the_figure_carries_its_alternative_text(frames) -> None:
    frame = frames()
    assert directions(frame, language="de").alt == directions_alt(frame, language="de")


def test_title_legend_and_note_speak_the_language_asked_for(frames) -> None:
    texts = [
        text.get_text() for text in directions(frames(), language="nl", title="Wat helpt?").axes[0].texts
    ]
    assert texts[0] == "Wat helpt?"
    assert "belemmert (links)" in texts
    assert texts[-1].startswith("Elk teken is één interview.")


def test_equal_frames_give_equal_bytes(frames) -> None:
    assert draw(directions(frames()), dpi=80) == draw(directions(frames()), dpi=80)


def test_an_empty_frame_can_be_drawn_and_says_so() -> None:
    names = ("case", "item", "interviews", "of", "barrier", "facilitator", "mixed", "neutral")
    figure = directions(pd.DataFrame({name: [] for name in names}))
    assert draw(figure)
    assert figure.axes[0].texts[-1].get_text() == "There is nothing to show yet."


def test_a_frame_without_directions_is_refused(frames) -> None:
    with pytest.raises(TableError) as error:
        directions(frames().drop(columns=["mixed", "neutral"]))
    assert error.value.data["missing"] == "mixed, neutral"
