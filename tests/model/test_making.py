from types import SimpleNamespace

import pandas as pd

from casekit.model.making import made_of, made_with


def test_a_frame_remembers_what_it_was_made_with():
    frame = pd.DataFrame({"a": [1]})
    assert made_of(frame) == {}
    told = made_with(SimpleNamespace(state="abc"), "compare", frame, by="theme", coders=("ah",))
    assert made_of(told) == {"what": "compare", "state": "abc", "options": {"by": "theme", "coders": ["ah"]}}


def test_a_figure_remembers_it_too():
    figure = SimpleNamespace()
    assert made_of(figure) == {}
    told = made_with(SimpleNamespace(state="abc"), "chart heatmap", figure, title="x")
    assert made_of(told) == {"what": "chart heatmap", "state": "abc", "options": {"title": "x"}}
