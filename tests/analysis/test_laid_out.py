"""Frames of sentences."""

import pandas as pd

from casekit.analysis.laid_out import LaidOut, html_of_texts


def test_texts_are_shown_whole_and_harmless():
    frame = LaidOut({"a": ["<b>" + "x" * 200]}, index=pd.Index(["r"], name="row"))
    shown = frame._repr_html_()
    assert "&lt;b&gt;" + "x" * 200 in shown
    assert ">row</th>" in shown
    assert type(frame.iloc[:1]) is pd.DataFrame
    assert html_of_texts(pd.DataFrame({"a": [None]})).count("<td") == 1
