"""The notebooks run as they stand, one after the other, on the sample study."""

from pathlib import Path

import pytest

from casekit.files.shipped import shipped


@pytest.mark.slow
def test_the_notebooks_go_the_whole_way(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    names = sorted(path.name for path in shipped("notebooks").glob("*.ipynb"))
    assert names == [
        "01_read_and_suggest.ipynb",
        "02_compare.ipynb",
        "03_feedback.ipynb",
        "04_codebook.ipynb",
        "05_search_and_review.ipynb",
        "06_rate_and_display.ipynb",
        "07_code.ipynb",
    ]
    for name in names:
        notebook = nbformat.read(shipped("notebooks") / name, as_version=4)
        where = {"metadata": {"path": str(tmp_path)}}
        NotebookClient(notebook, timeout=120, store_widget_state=False, resources=where).execute()
    written = sorted(path.name for path in (tmp_path / "feedback").iterdir())
    assert len([name for name in written if name != "overview.docx"]) == 6
    assert "lindesoe.docx" in written, "its message was written in the notebook, so it can be sent"
    assert "engbaek_internal.docx" in written, "nobody wrote a message for it"
