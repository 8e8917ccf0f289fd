"""The notebook with which work in JupyterLab starts."""

import json
import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.analysis.progress import most_to_do
from casekit.wording import say_in

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["start_file", "start_notebook"]

_NAME = "start"
_UNFIT = re.compile(r"[^\w-]+")  # for the name of a file
_OPEN = """import casekit as ck

ck.speak({language})
project = ck.Project.open("."{coder})"""
_PROGRESS = "ck.progress(project.study())"
_CODE = "ck.code(project, {document})"
_COMPARE = 'ck.heatmap(project.study(), by="theme")'


def start_file(folder: Path, coder: str | None) -> Path:
    """Where the notebook of *coder* is, or would be.

    It is ``start.ipynb``, unless that is another's: under no circumstances does a person code in another's name.
    """
    names = (folder / f"{name}.ipynb" for name in _names(coder))
    return next(
        file for file in names if coder is None or not file.exists() or _named(coder) in _sources(file)
    )


def _names(coder: str | None) -> Iterator[str]:
    own = f"{_NAME}-{re.sub(_UNFIT, '-', coder or '')}"
    return chain([_NAME, own], (f"{own}-{number}" for number in count(2)))


def start_notebook(study: "Study", coder: str | None) -> bytes:
    """A notebook, in the language of the study: open the project, see how far each document is, code one, compare.

    What its cells show holds no word of a transcript: the desk for coding keeps the text to itself.

    Raises:
        LookupFailedError: there is no document to code.
    """
    language = study.language
    cells = [
        _text(language, "open"),
        _cell(_OPEN, language=language, coder=coder),
        _text(language, "progress"),
        _cell(_PROGRESS),
        _text(language, "code"),
        _cell(_CODE, document=most_to_do(study, coder=coder)),
        _text(language, "compare"),
        _cell(_COMPARE),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    numbered = [{"id": f"start-{number}", **cell} for number, cell in enumerate(cells)]
    notebook = {"cells": numbered, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _text(language: str, name: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": say_in(language, f"start.{name}")}


def _cell(template: str, /, *, coder: str | None = None, **words: str) -> dict[str, Any]:
    """A cell of code with *words* as its strings."""
    quoted = {name: json.dumps(word, ensure_ascii=False) for name, word in words.items()}
    source = template.format(**quoted, coder=f", {_named(coder)}" if coder else "")
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def _named(coder: str) -> str:
    return f"coder={json.dumps(coder, ensure_ascii=False)}"


def _sources(file: Path) -> str:
    """What is written in the cells of a notebook; nothing where it is none."""
    try:
        cells = json.loads(file.read_text("utf-8"))["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells)
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
