import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import ReadError
from casekit.files.notebooks import clean_notebook

SHOWN = {"output_type": "stream", "name": "stdout", "text": "Boligerne mangler"}
WIDGETS = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "state": {"a": {"t": "Boligerne"}, "b": {}}}}  # fmt: skip


def code(source="1", *, outputs=(), run=None, **about):
    return {"cell_type": "code", "metadata": about, "source": source, "outputs": list(outputs), "execution_count": run}  # fmt: skip


def notebook(*cells, **about):
    return json.dumps({"cells": list(cells), "metadata": about, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_what_cells_showed_is_taken_out_and_counted():
    text = {"cell_type": "markdown", "metadata": {}, "source": "Mine ord", "attachments": {"a.png": {}}}
    before = notebook(
        text,
        code(outputs=[SHOWN, SHOWN], run=3, tags=["mine"], execution={"iopub.status.busy": "2026"}),
        code("2", run=4),
        code("3"),
        kernelspec={"name": "python3"},
        widgets=WIDGETS,
    )
    cleaned = clean_notebook(before, file="a.ipynb")
    assert (cleaned.outputs, cleaned.runs, cleaned.widgets, cleaned.changed) == (2, 2, 2, True)
    assert b"Boligerne" not in cleaned.data
    after = json.loads(cleaned.data)
    assert after["cells"][0] == text
    assert after["cells"][1] == code(tags=["mine"])
    assert after["metadata"] == {"kernelspec": {"name": "python3"}}


def test_a_clean_notebook_stays_as_it_is_to_the_byte():
    before = b'{"nbformat":4, "nbformat_minor":5,"metadata":{}, "cells":[]}'
    assert clean_notebook(before, file="a.ipynb").data == before
    assert not clean_notebook(before, file="a.ipynb").changed


@pytest.mark.parametrize("stored", [{}, [], "x", {"v": {}}, {"v": {"state": []}}])
def test_a_state_of_widgets_of_any_shape_goes(stored):
    cleaned = clean_notebook(notebook(widgets=stored), file="a.ipynb")
    assert cleaned.widgets == 1
    assert "widgets" not in json.loads(cleaned.data)["metadata"]


def test_letters_stay_readable_and_half_a_character_stays_what_it_was():
    assert "æøå 🏠".encode() in clean_notebook(notebook(code('"æøå 🏠"', run=1)), file="a").data
    half = clean_notebook(notebook(code("\ud83d", run=1)), file="a").data
    assert json.loads(half)["cells"][0]["source"] == "\ud83d"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"I: Hvad?",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"nbformat": "4", "cells": []}',
        b'{"nbformat": 4}',
        b'{"nbformat": 4, "cells": {}}',
        b'{"nbformat": 4, "cells": ["x"]}',
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": "x"}]}',
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": []}]}',
        b'{"nbformat": 4, "cells": [], "metadata": []}',
    ],
)
def test_what_is_no_notebook_is_refused(data):
    with pytest.raises(ReadError) as caught:
        clean_notebook(data, file="a.ipynb")
    assert (caught.value.problem, caught.value.data["file"]) == ("not_a_notebook", "a.ipynb")


def test_an_old_notebook_is_refused_since_its_cells_are_elsewhere():
    with pytest.raises(ReadError) as caught:
        clean_notebook(b'{"nbformat": 3, "worksheets": [{"cells": []}]}', file="a.ipynb")
    assert caught.value.problem == "old_notebook"


@given(st.lists(st.tuples(st.text(), st.integers(0, 3), st.none() | st.integers(1, 99))))
def test_sources_stay_and_cleaning_twice_changes_nothing(cells):
    before = notebook(*(code(source, outputs=[SHOWN] * n, run=run) for source, n, run in cells))
    once = clean_notebook(before, file="a.ipynb")
    assert [cell["source"] for cell in json.loads(once.data)["cells"]] == [source for source, _, _ in cells]
    assert b"Boligerne" not in once.data
    assert clean_notebook(once.data, file="a.ipynb").data == once.data
    assert not clean_notebook(once.data, file="a.ipynb").changed
