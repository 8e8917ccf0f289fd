from pathlib import Path

import pytest

from casekit.project import Project
from casekit.wording import LANGUAGES, keys, say, say_in

HERE = ("--project", "project", "--as", "ah")


def test_the_log_tells_who_did_what(place: Path, run) -> None:
    out = run("log", "--project", "project").stdout
    told = [say(f"verb.{verb}") for verb in ("create", "add", "suggest", "import")]
    assert [word for word in (*told, "ah") if word not in out] == []


def test_every_verb_of_the_log_has_its_word(place: Path, run, suggestion: str, coding: str) -> None:
    run("decide", "accept", suggestion, *HERE)
    run("withdraw", coding, *HERE)
    run("message", "x", *HERE)
    run("undo", *HERE)
    run("redo", *HERE)
    run("passages", "-o", "a.csv", "--project", "project")
    verbs = set(Project.open("project").log()["verb"])
    assert {"accepted", "withdraw", "message", "undo", "redo", "export"} <= verbs
    assert {f"verb.{verb}" for verb in verbs} <= keys()
    assert run("log", "--project", "project").exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_is_said_in_every_language(language: str) -> None:
    assert all(say_in(language, key) for key in keys() if key.startswith("verb."))


def test_undo_and_redo_are_acts_like_others(place: Path, run) -> None:
    run("message", "x", "--case", "albaek", *HERE)
    assert say("verb.message") in run("undo", *HERE).stdout
    assert Project.open("project").study().messages.empty
    assert say("out.undone_mark") in run("log", "--project", "project").stdout
    assert run("redo", *HERE).exit_code == 0
    assert len(Project.open("project").study().messages) == 1


def test_what_later_work_rests_on_is_not_undone(place: Path, run, snapshot) -> None:
    Project.create("mine", language="da", coder="bo")
    run("add", "transcripts", "--table", "interviews.csv", "--project", "mine", "--as", "bo")
    run("suggest", "--codebook", "small.yaml", "--project", "mine", "--as", "xx")
    before = snapshot(place)
    result = run("undo", "--project", "mine", "--as", "bo")
    assert result.exit_code == 1
    assert f"({say('verb.add')})" in result.stderr
    assert snapshot(place) == before


def test_nobody_undoes_without_a_name_and_nobody_anothers_work(refused) -> None:
    for command in ("undo", "redo"):
        refused(command, "--project", "project", says="person_needed|--as")
    refused("undo", "--project", "project", "--as", "stranger", says="nothing_to_undo")


def test_where_there_is_nothing_there_is_nothing_to_undo_or_redo(refused, empty: Path) -> None:
    refused("undo", "--project", empty, "--as", "ah", says="nothing_to_undo")
    refused("redo", "--project", empty, "--as", "ah", says="nothing_to_redo")
