"""Notebooks are thin: public names only, nothing defined, nothing repeated, nothing stored."""

import ast
import json
from pathlib import Path

import pytest

import casekit

LINES = 12
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp, ast.Try,
)  # fmt: skip

pytestmark = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)


def test_there_are_notebooks(notebook: Path) -> None:
    assert json.loads(notebook.read_text("utf-8"))["nbformat"] == 4


def _cells(notebook: Path) -> list[tuple[str, dict[str, object]]]:
    """The code cells: source and cell; lines that start with % or ! are the notebook's own."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [("".join(cell["source"]), cell) for cell in code]


def _tree(source: str) -> ast.Module:
    return ast.parse("\n".join(line for line in source.splitlines() if not line.startswith(("%", "!"))))


def test_nothing_is_defined_and_nothing_loops(notebook: Path) -> None:
    for source, _ in _cells(notebook):
        assert not [node for node in ast.walk(_tree(source)) if isinstance(node, FORBIDDEN)], source


def test_cells_are_short(notebook: Path) -> None:
    assert [source for source, _ in _cells(notebook) if len(source.splitlines()) > LINES] == []


def test_nothing_is_stored_of_an_earlier_run(notebook: Path) -> None:
    for _, cell in _cells(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    assert "widgets" not in json.loads(notebook.read_text("utf-8"))["metadata"]


def test_only_public_names_are_used(notebook: Path) -> None:
    for source, _ in _cells(notebook):
        for node in ast.walk(_tree(source)):
            if isinstance(node, ast.Import):
                assert [alias.name for alias in node.names if alias.name.startswith("casekit.")] == []
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("casekit")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ck":
                assert node.attr in casekit.__all__


def test_casekit_is_called_ck(notebook: Path) -> None:
    assert any("import casekit as ck" in source for source, _ in _cells(notebook))
