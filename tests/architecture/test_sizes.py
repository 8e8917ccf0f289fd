"""Functions and modules that one can take in at a glance."""

import ast
from pathlib import Path
from statistics import quantiles

import pytest

pytestmark = pytest.mark.slow


MODULE, FUNCTION = 400, 60
GRAB_BAGS = {"utils", "util", "helpers", "helper", "manager", "service", "common", "misc", "tools"}


def _functions(file: Path) -> dict[str, int]:
    """The functions of a module with their lengths in lines."""
    tree = ast.parse(file.read_text("utf-8"))
    return {
        f"{file.stem}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_module_is_long(modules: dict[str, Path]) -> None:
    lengths = {name: len(file.read_text("utf-8").splitlines()) for name, file in modules.items()}
    assert {name: length for name, length in lengths.items() if length > MODULE} == {}


def test_no_function_is_long_and_most_are_short(modules: dict[str, Path]) -> None:
    lengths = {name: length for file in modules.values() for name, length in _functions(file).items()}
    assert {name: length for name, length in lengths.items() if length > FUNCTION} == {}
    assert quantiles(lengths.values(), n=20)[-1] <= 30


def test_no_module_is_a_grab_bag(modules: dict[str, Path]) -> None:
    assert [name for name in modules if GRAB_BAGS & set(name.split("."))] == []


def test_nothing_runs_code_from_data(modules: dict[str, Path]) -> None:
    for name, file in modules.items():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in ("eval", "exec"), name
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not {"pickle", "marshal", "shelve"} & set(imported), name
