from dataclasses import fields

import pytest

from casekit.model.columns import COLUMNS
from casekit.model.study import Study


def test_every_frame_of_a_study_is_documented_and_nothing_else():
    frames = {item.name for item in fields(Study) if "DataFrame" in str(item.type)}
    assert frames == set(COLUMNS)


@pytest.mark.parametrize("frame", COLUMNS)
def test_every_column_says_what_it_holds(frame):
    assert all(text.strip() == text and len(text) > 1 for text in COLUMNS[frame].values())
