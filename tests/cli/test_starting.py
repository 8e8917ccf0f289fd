import ast
import json
from pathlib import Path

import pytest

import casekit as ck
from casekit.analysis.progress import most_to_do
from casekit.cli.starting import start_file, start_notebook
from casekit.errors import LookupFailedError
from casekit.model.study import Study
from casekit.project import Project
from casekit.wording import LANGUAGES


def _sources(data: bytes, kind: str = "code") -> list[str]:
    return [cell["source"] for cell in json.loads(data)["cells"] if cell["cell_type"] == kind]


def test_the_notebook_opens_lists_codes_and_compares(study: Study) -> None:
    opens, lists, codes, compares = _sources(start_notebook(study, "ah"))
    assert opens.endswith('project = ck.Project.open(".", coder="ah")')
    assert 'ck.speak("da")' in opens
    assert lists == "ck.progress(project.study())"
    assert codes == f'ck.code(project, "{most_to_do(study, coder="ah")}")'
    assert "project.study()" in compares


def test_without_a_name_nobody_is_named(study: Study) -> None:
    assert _sources(start_notebook(study, None))[0].endswith('ck.Project.open(".")')


@pytest.mark.parametrize("coder", ['Bo "B" Berg', "a\\b", "{coder}", "Å\n", "'); import os #"])
def test_a_name_of_any_kind_is_a_string_and_nothing_else(study: Study, coder: str) -> None:
    tree = ast.parse(_sources(start_notebook(study, coder))[0])
    (call,) = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.keywords]
    assert ast.literal_eval(call.keywords[0].value) == coder
    assert len(tree.body) == 3


def test_a_document_of_any_name_is_opened(tmp_path: Path) -> None:
    (tmp_path / "{coder} 1.txt").write_text("IP: Ja.\n", "utf-8")
    project = Project.create(tmp_path / "p", language="da", coder="ah")
    project.add(tmp_path / "{coder} 1.txt", case="by")
    assert _sources(start_notebook(project.study(), "ah"))[2] == 'ck.code(project, "{coder} 1")'


def test_the_cells_use_public_names_only_and_define_nothing(study: Study) -> None:
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.comprehension, ast.Try)
    for source in _sources(start_notebook(study, "ah")):
        nodes = list(ast.walk(ast.parse(source)))
        used = {node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "ck"}  # fmt: skip
        assert used <= set(ck.__all__)
        assert not [node for node in nodes if isinstance(node, forbidden)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_the_language_of_the_project(tmp_path: Path, language: str) -> None:
    project = Project.create(tmp_path, language=language)
    (tmp_path / "A-01.txt").write_text("I: Hvad?\n\nIP: Ja.\n", "utf-8")
    project.add(tmp_path / "A-01.txt")
    texts = " ".join(_sources(start_notebook(project.study(), None), "markdown"))
    word = {"da": "Kod interviews", "de": "Interviews codieren", "nl": "Interviews coderen", "en": "Code interviews"}  # fmt: skip
    assert word[language] in texts


def test_a_project_without_documents_has_nothing_to_code(tmp_path: Path) -> None:
    with pytest.raises(LookupFailedError) as caught:
        start_notebook(Project.create(tmp_path).study(), "ah")
    assert caught.value.problem == "no_documents_yet"


def test_the_notebook_of_one_coder_is_not_opened_for_another(study: Study, tmp_path: Path) -> None:
    assert start_file(tmp_path, "ah") == tmp_path / "start.ipynb"
    (tmp_path / "start.ipynb").write_bytes(start_notebook(study, "ah"))
    assert start_file(tmp_path, "ah") == start_file(tmp_path, None) == tmp_path / "start.ipynb"
    assert start_file(tmp_path, "b/../o") == tmp_path / "start-b-o.ipynb"
    (tmp_path / "start-b-o.ipynb").write_bytes(start_notebook(study, "b o"))
    assert start_file(tmp_path, "b o") == tmp_path / "start-b-o.ipynb"
    assert start_file(tmp_path, "b/../o") == tmp_path / "start-b-o-2.ipynb"


@pytest.mark.parametrize("content", ["", "x", "[]", '{"cells": [1]}', '{"cells": null}'])
def test_a_file_that_is_no_notebook_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "start.ipynb").write_text(content, "utf-8")
    assert start_file(tmp_path, "ah") == tmp_path / "start-ah.ipynb"


def test_the_notebook_is_what_jupyter_reads(study: Study) -> None:
    import nbformat

    nbformat.validate(nbformat.reads(start_notebook(study, "ah").decode(), as_version=4))
