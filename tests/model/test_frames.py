import pandas as pd

from casekit.model.frames import records


def test_rows_come_by_name_and_without_the_index():
    frame = pd.DataFrame({"case": ["a", "b"], "n": [1, 2]}, index=[7, 9])
    assert [(row.case, row.n) for row in records(frame)] == [("a", 1), ("b", 2)]
    assert next(records(frame))._fields == ("case", "n")
    assert list(records(frame.iloc[:0])) == []
