import itertools
import os
from dataclasses import replace

import pytest

from casekit.codebook import read_codebook
from casekit.errors import CodebookError, NotAProjectError
from casekit.model.codebook import Base, Code, Codebook
from casekit.model.study import Study
from casekit.project.places import (
    FILE,
    MAIN,
    cue_lists,
    find_codebook,
    find_project,
    load_codebook,
    open_codebook,
    roles,
    shelf_for,
    shipped_codebooks,
)
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow


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


# Codebooks that extend others


@pytest.fixture
def write(tmp_path):
    """Write a codebook of some codes that extends another; where it is."""

    def written(name, extends, *codes, folder=tmp_path, more=""):
        folder.mkdir(parents=True, exist_ok=True)
        above = f"extends: {{codebook: {extends}{more}}}\n" if extends else ""
        listed = "".join(f"  - {{id: {code}}}\n" for code in codes)
        path = folder / f"{name}.yaml"
        path.write_text(f"casekit: codebook/1\nid: {name}\n{above}" + (f"codes:\n{listed}" if codes else ""))
        return path

    return written


def ids(book):
    return [code.id for code in book]


@pytest.mark.parametrize("extends", ["base", "base.yaml", "../deep/base.yaml"])
def test_a_codebook_extends_one_beside_its_file(write, tmp_path, extends):
    deep = tmp_path / "deep"
    write("base", "", "rent", folder=deep)
    book = load_codebook(write("mine", extends, "keys", folder=deep))
    assert (book.id, ids(book), book.extends) == ("mine", ["rent", "keys"], None)


def test_one_beside_the_file_comes_before_the_project_s_and_that_before_a_shipped_one(
    suggested, write, tmp_path
):
    study, folder = suggested.study(), suggested.folder
    mine = write("mine", "kreis_network", "keys", folder=tmp_path / "deep")
    shipped = len(load_codebook("kreis_network"))
    assert len(find_codebook(mine, study, folder)[0]) == shipped + 1
    own = Codebook("kreis_network", codes=(Code("a"),))
    with_own = replace(study, codebooks={**study.codebooks, "kreis_network": own})
    assert ids(find_codebook(mine, with_own, folder)[0]) == ["a", "keys"]
    write("kreis_network", "", "b", folder=folder / "codebooks")
    assert ids(find_codebook(mine, with_own, folder)[0]) == ["b", "keys"]
    write("kreis_network", "", "c", folder=tmp_path / "deep")
    assert ids(find_codebook(mine, with_own, folder)[0]) == ["c", "keys"]


def test_extending_goes_through_several_codebooks_and_gathers_what_is_odd(write):
    write("base", "", "rent")
    write("middle", "base", "keys", more=", without: [nowhere]")
    book, findings = open_codebook(write("mine", "middle", "debts"))
    assert ids(book) == ["rent", "keys", "debts"]
    assert [finding.kind for finding in findings] == ["extends_without_unknown"]


def test_a_project_s_own_codebook_that_extends_another_is_made_whole(suggested):
    own = Codebook("mine", codes=(Code("keys"),), extends=Base("barrierer", "1.0.0"))
    study = suggested.study()
    with_own = replace(study, codebooks={**study.codebooks, "mine": own})
    (suggested.folder / "codebooks" / "barrierer.yaml").unlink()
    book, _ = find_codebook("mine", with_own, suggested.folder)
    assert ids(book) == [*study.codebooks["barrierer"].by_id, "keys"]


@pytest.mark.parametrize(
    "circle", [("mine",), ("one", "mine"), ("one", "two", "mine"), ("one", "two", "one")]
)
def test_codebooks_that_extend_each_other_in_a_circle_are_refused_in_every_language(write, circle):
    path = write("mine", circle[0], "a")
    for name, above in itertools.pairwise(circle):
        write(name, above, "b")
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert caught.value.problem == "codebook_extends_itself_at"
    assert caught.value.data["where"].endswith(".yaml:3:11")
    try:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in explain(caught.value)
    finally:
        speak("en")


@pytest.mark.parametrize("base", ["nowhere", "a" * 300, '"\\0"'])
def test_a_base_that_is_not_there_is_an_unknown_codebook(write, base):
    with pytest.raises(CodebookError) as caught:
        load_codebook(write("mine", base, "a"))
    assert (caught.value.problem, caught.value.data["where"]) == ("base_not_found", "mine.yaml:3:11")


def test_a_base_that_is_not_there_brings_one_of_nearly_its_name(write):
    write("grundlag", "", "a")
    with pytest.raises(CodebookError, match="Did you mean: grundlag") as caught:
        load_codebook(write("mine", "grundlga", "a"))
    assert "kreis_network" in caught.value.data["known"]


def test_what_is_odd_about_extending_has_its_place_in_the_file(write):
    write("base", "", "rent")
    _, findings = open_codebook(write("mine", "base", "keys", more=", version: 9, without: [nowhere]"))
    assert [(one.kind, one.where) for one in findings] == [
        ("extends_another", "mine.yaml:3:27 · extends: version"),
        ("extends_without_unknown", "mine.yaml:3:49 · extends: without 1"),
    ]


def test_a_codebook_with_errors_is_opened_only_to_be_checked(suggested, tmp_path):
    file = tmp_path / "broken.yaml"
    file.write_text("casekit: codebook/1\nid: x\ntitle: [a]\ncodes: [{id: a, labl: b}]\n")
    study, folder = suggested.study(), suggested.folder
    ways = (
        lambda: load_codebook(file),
        lambda: open_codebook(file),
        lambda: find_codebook(file, study, folder),
    )
    for way in ways:
        with pytest.raises(CodebookError, match="2 errors") as caught:
            way()
        assert caught.value.data["where"] == "broken.yaml:3:1"
    assert open_codebook(file, broken=True)[1].counts["error"] == 2
    assert find_codebook(file, study, folder, broken=True)[1].counts["error"] == 2
    file.write_text("casekit: codebook/1\nid: x\ntitle: a\nown_notes: x\n")
    assert [one.severity for one in open_codebook(file)[1]] == ["warning"]


@pytest.mark.parametrize("base", ["/", ".."])
def test_a_base_that_is_a_folder_is_none(write, base):
    with pytest.raises(CodebookError) as caught:
        load_codebook(write("mine", base, "a"))
    assert caught.value.problem == "base_not_found"


def test_of_a_folder_with_many_files_some_are_named(tmp_path):
    for number in range(30):
        (tmp_path / f"book{number:02}.yaml").write_text("x")
    with pytest.raises(CodebookError, match="30 files") as caught:
        load_codebook(tmp_path)
    assert caught.value.data["inside"].split(", ") == [f"book{n:02}.yaml" for n in range(8)]


def test_a_folder_that_is_not_there_was_not_searched(tmp_path):
    with pytest.raises(CodebookError, match="does not exist") as caught:
        load_codebook(tmp_path / "gone" / "barrierer.yaml")
    assert caught.value.problem == "codebook_folder_missing"


def test_a_folder_names_the_codebooks_in_it(tmp_path):
    for problem, files in (("codebook_is_other_folder", ""), ("codebook_is_folder", "a.yaml, b.xlsx")):
        for name in files.split(", ") if files else ("notes.txt",):
            (tmp_path / name).write_text("x")
        with pytest.raises(CodebookError) as caught:
            load_codebook(tmp_path)
        assert (caught.value.problem, caught.value.data["inside"]) == (problem, files)


@pytest.mark.parametrize(("name", "near"), [("barierer.yaml", "barrierer.yml"), ("zzz.yaml", "")])
def test_a_file_that_is_not_there_is_said_so_with_those_of_nearly_its_name(tmp_path, name, near):
    (tmp_path / "barrierer.yml").write_text("x")
    with pytest.raises(CodebookError) as caught:
        load_codebook(tmp_path / name)
    assert caught.value.problem == "codebook_file_missing"
    assert caught.value.data["near"] == (str(tmp_path / near) if near else "")
    for language in LANGUAGES:
        speak(language)
        told = explain(caught.value)
        assert name in told
        assert ("kreis_network" in told) is not bool(near)
    speak("en")


def test_the_text_of_a_codebook_is_no_name_of_one():
    with pytest.raises(CodebookError):
        load_codebook("casekit: codebook/1\nid: x\n" * 200)


# Those that come with casekit, and those that a codebook has links to


def test_the_shipped_codebooks_are_named_the_main_one_first():
    names = shipped_codebooks()
    assert names[0] == MAIN
    assert list(names[1:]) == sorted(set(names) - {MAIN})
    assert all(load_codebook(name).id == name for name in names)


def test_the_shelf_has_those_that_a_codebook_has_links_to_the_study_s_own_first(suggested):
    book = Codebook("x", codes=(Code("a", links=(("cfir_2022", ("b",)), ("nowhere", ("c",)))),))
    assert set(shelf_for(book)) == {"cfir_2022"}
    study: Study = suggested.study()
    assert set(shelf_for(book, study)) == {"cfir_2022", "barrierer"}
    own = Codebook("cfir_2022")
    assert shelf_for(book, replace(study, codebooks={"cfir_2022": own}))["cfir_2022"] is own
    assert shelf_for(Codebook("x")) == {}


def test_a_file_is_read_again_as_it_is_now(project):
    file = project.folder / "codebooks" / "barrierer.yaml"
    book, findings = open_codebook(file)
    assert (book, list(findings)) == (read_codebook(file.read_bytes(), file=file.name)[0], [])


def test_the_project_s_own_cues_come_first(project):
    shipped, findings = cue_lists(project.folder)
    assert shipped.of("da").negation
    assert not findings
    place = project.folder / "codebooks" / "lexicons" / "polarity_cues.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("casekit: lexicon/1\nhedge: {da: [måske, =må*]}\n", "utf-8")
    own, findings = cue_lists(project.folder)
    assert [cue.pattern for cue in own.of("da").hedge] == ["måske"]
    assert not own.of("da").negation
    assert [finding.kind for finding in findings] == ["cue_skipped"]
