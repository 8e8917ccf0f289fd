"""Notebooks without what their cells showed: nothing of a transcript stays in the file."""

import json
from dataclasses import dataclass
from typing import Any

from casekit.errors import ReadError

__all__ = ["Cleaned", "clean_notebook"]

_FORMAT = 4  # older notebooks keep their cells elsewhere


@dataclass(frozen=True)
class Cleaned:
    """A notebook's bytes without outputs, and how much was taken out: outputs, numbers of runs, states of widgets."""

    data: bytes
    outputs: int = 0
    runs: int = 0
    widgets: int = 0

    @property
    def changed(self) -> bool:
        """Whether there was anything to take out."""
        return bool(self.outputs or self.runs or self.widgets)


def clean_notebook(data: bytes, *, file: str) -> Cleaned:
    """A notebook without outputs, numbers and times of runs, and the state of widgets; else as it was.

    What people wrote in cells stays, and so do pictures that they put into texts.

    Raises:
        ReadError: ``not_a_notebook``, or ``old_notebook`` for one of a format before 4.
    """
    notebook = _read(data, file)
    code = [cell for cell in notebook["cells"] if cell.get("cell_type") == "code"]
    outputs = sum(_emptied(cell) for cell in code)
    runs = sum(_never_run(cell) for cell in code)
    widgets = _without_widgets(notebook["metadata"])
    cleaned = Cleaned(data, outputs, runs, widgets)
    return Cleaned(_written(notebook), outputs, runs, widgets) if cleaned.changed else cleaned


def _read(data: bytes, file: str) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReadError("not_a_notebook", file=file) from None
    version = found.get("nbformat") if isinstance(found, dict) else None
    if not isinstance(version, int):
        raise ReadError("not_a_notebook", file=file)
    if version < _FORMAT:
        raise ReadError("old_notebook", file=file, version=version)
    cells, about = found.get("cells"), found.setdefault("metadata", {})
    if not isinstance(about, dict) or not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise ReadError("not_a_notebook", file=file)
    return dict(found)


def _is_cell(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("outputs", []), list)
        and isinstance(cell.get("metadata", {}), dict)
    )


def _emptied(cell: dict[str, Any]) -> int:
    found = len(cell.get("outputs", ()))
    cell["outputs"] = []
    return found


def _never_run(cell: dict[str, Any]) -> bool:
    """Without its number and the times at which it ran."""
    traces = [cell.get("execution_count"), cell.get("metadata", {}).pop("execution", None)]
    cell["execution_count"] = None
    return traces != [None, None]


def _without_widgets(about: dict[str, Any]) -> int:
    """How many widgets had left their state; JupyterLab, nbclient and papermill keep it beside the cells."""
    stored = about.pop("widgets", None)
    if stored is None:
        return 0
    views = stored.values() if isinstance(stored, dict) else ()
    states = [view.get("state") for view in views if isinstance(view, dict)]
    return sum(len(state) for state in states if isinstance(state, dict)) or 1


def _written(notebook: dict[str, Any]) -> bytes:
    """As Jupyter writes it: indented by one."""
    try:
        return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:  # half a character, which UTF-8 cannot hold
        return (json.dumps(notebook, indent=1) + "\n").encode()
