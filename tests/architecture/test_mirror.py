"""The tests mirror the package: casekit/store/force.py is tested in tests/store/test_force.py."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


EXCEPTIONS = {
    "casekit.__init__": "tests/architecture/test_names.py and test_light_import.py",
    "casekit.__main__": "one line; tests/cli/test_app.py starts it",
}


def _has_logic(file: Path) -> bool:
    """Whether a module defines functions or classes; an ``__init__`` that only re-exports does not."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in nodes)


def _test_of(name: str, root: Path) -> Path:
    *rooms, module = name.split(".")[1:]
    return root.joinpath("tests", *rooms, f"test_{module.strip('_')}.py")


def test_every_module_has_its_test_file(root: Path, modules: dict[str, Path]) -> None:
    untested = [
        name
        for name, file in modules.items()
        if name not in EXCEPTIONS
        and (_has_logic(file) or not name.endswith("__init__"))
        and not _test_of(name, root).is_file()
    ]
    assert untested == []


def test_every_exception_is_still_one(root: Path, modules: dict[str, Path]) -> None:
    assert EXCEPTIONS.keys() <= modules.keys()
    assert [name for name in EXCEPTIONS if _test_of(name, root).is_file()] == []


def test_no_test_imports_another_test(root: Path) -> None:
    for file in (root / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            source = getattr(node, "module", None) if isinstance(node, ast.ImportFrom) else None
            assert not (source or "").startswith(("tests", "conftest", "test_")), file


def test_the_tests_are_no_packages(root: Path) -> None:
    assert list((root / "tests").rglob("__init__.py")) == []
