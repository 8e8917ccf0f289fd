import os

import pytest

from casekit.errors import CodebookError, NotAProjectError
from casekit.project.places import FILE, find_codebook, find_project, load_codebook, roles


def test_a_project_is_named_by_its_folder_or_its_file(project):
    assert (
        find_project(project.folder)
        == find_project(project.file)
        == find_project(str(project.file))
        == project.file
    )


def test_without_a_name_it_is_the_nearest_one_above(project, monkeypatch):
    monkeypatch.delitem(os.environ, "CASEKIT_PROJECT", raising=False)
    deep = project.folder / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_project() == project.file


def test_where_there_is_none_it_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.delitem(os.environ, "CASEKIT_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAProjectError) as caught:
        find_project()
    assert caught.value.data["folder"] == str(tmp_path)


def test_the_environment_names_one_unless_the_caller_does(project, tmp_path, monkeypatch):
    monkeypatch.setitem(os.environ, "CASEKIT_PROJECT", str(tmp_path))
    assert find_project() == tmp_path / FILE
    assert find_project(project.folder) == project.file


def test_a_codebook_is_a_path_the_folder_s_own_the_project_s_or_a_shipped_one(suggested, tmp_path):
    study, folder = suggested.study(), suggested.folder
    own = folder / "codebooks" / "barrierer.yaml"
    assert find_codebook(own, study, folder)[0].id == "barrierer"
    assert find_codebook("barrierer", study, folder)[0].version == "1.0.0"
    own.unlink()
    assert find_codebook("barrierer", study, folder)[0] is study.codebooks["barrierer"]
    assert find_codebook("kreis_network", study, folder)[0].id == "kreis_network"


def test_an_unknown_codebook_names_those_that_there_are(suggested):
    with pytest.raises(CodebookError) as caught:
        find_codebook("findes_ikke", suggested.study(), suggested.folder)
    assert "barrierer" in str(caught.value.data["known"])
    assert "kreis_network" in str(caught.value.data["known"])


def test_a_codebook_is_loaded_by_file_or_shipped_name(project):
    assert load_codebook(project.folder / "codebooks" / "barrierer.yaml").id == "barrierer"
    assert load_codebook("kreis_network").id == "kreis_network"
    with pytest.raises(CodebookError):
        load_codebook("findes_ikke")


def test_the_project_s_own_lexicon_of_roles_comes_first(project):
    shipped = roles(project.folder)
    assert shipped.roles
    place = project.folder / "codebooks" / "lexicons" / "actor_roles.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"x: [")
    with pytest.raises(CodebookError):
        roles(project.folder)
