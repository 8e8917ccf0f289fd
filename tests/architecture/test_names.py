"""Public names: sorted, there, and about twenty-five."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

import casekit

pytestmark = pytest.mark.slow


def _listed(file: Path) -> list[str]:
    """What a module's ``__all__`` holds."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def test_the_public_names_are_sorted_and_few() -> None:
    assert casekit.__all__ == sorted(set(casekit.__all__))
    assert 20 <= len(casekit.__all__) <= 50


def test_every_public_name_can_be_imported_and_no_other() -> None:
    assert [name for name in casekit.__all__ if getattr(casekit, name, None) is None] == []
    assert set(casekit.__all__) <= set(dir(casekit))
    assert not hasattr(casekit, "nowhere")


def test_every_public_name_is_the_one_of_its_home() -> None:
    homes = casekit._HOMES
    assert homes.keys() <= set(casekit.__all__)
    for name, home in homes.items():
        assert getattr(casekit, name) is getattr(import_module(f"casekit.{home}"), name)


def test_the_names_that_type_checkers_see_are_those_that_are_loaded() -> None:
    tree = ast.parse(Path(str(casekit.__file__)).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module.removeprefix("casekit.")
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "casekit"
        for alias in node.names
    }
    assert seen == casekit._HOMES


def test_every_public_name_says_what_it_is() -> None:
    assert [name for name in casekit.__all__ if not (getattr(casekit, name).__doc__ or "").strip()] == []


def test_what_a_module_lists_is_in_it(modules: dict[str, Path]) -> None:
    lost = [
        f"{name}.{word}"
        for name, file in modules.items()
        if not name.endswith("__main__")
        for word in _listed(file)
        if not hasattr(import_module(name.removesuffix(".__init__")), word)
    ]
    assert lost == []


def test_every_module_lists_its_names_in_order(modules: dict[str, Path]) -> None:
    silent, unsorted = [], []
    for name, file in modules.items():
        listed = _listed(file)
        if not listed and not name.endswith(("__init__", "__main__")):
            silent.append(name)
        constants = [word for word in listed if word.isupper()]
        classes = [word for word in listed if not word.isupper() and word[:1].isupper()]
        rest = [word for word in listed if word not in constants and word not in classes]
        if listed != [*sorted(constants), *sorted(classes), *sorted(rest)]:
            unsorted.append(name)
    assert (silent, unsorted) == ([], [])
