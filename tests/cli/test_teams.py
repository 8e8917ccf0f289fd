from pathlib import Path
from shutil import copytree

import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")


@pytest.fixture
def copy(place: Path) -> Path:
    copytree("project", "copy")
    return place / "copy"


@pytest.fixture
def document(study) -> str:
    return str(study.documents["document"].iloc[0])


def test_merging_brings_the_events_of_the_other_copy_once(copy: Path, run) -> None:
    run("message", "x", "--project", "copy", "--as", "bo")
    out = run("merge", "copy", *HERE).stdout
    assert say("out.merged", count=1) in out
    assert say("facts.messages") in out
    assert say("out.merged", count=0) in run("merge", "copy/study.casekit", *HERE).stdout


def test_a_project_merged_with_itself_stays_as_it_is(place: Path, run, snapshot) -> None:
    before = snapshot(place)
    assert say("out.merged", count=0) in run("merge", "project", *HERE).stdout
    assert snapshot(place) == before


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("nowhere", "no_project_file|nowhere"),
        ("small.yaml", "not_a_project"),
        ("transcripts", "no_project_file|transcripts"),
    ],
)
def test_what_is_no_copy_is_not_merged(refused, other: str, says: str) -> None:
    refused("merge", other, *HERE, says=says)


def test_a_newer_copy_is_not_merged(refused, copy: Path) -> None:
    file = copy / "study.casekit"
    data = file.read_bytes()
    file.write_bytes(data[:60] + (99).to_bytes(4, "big") + data[64:])
    refused("merge", "copy", *HERE, says="newer_project")


def test_what_two_decided_differently_is_listed_and_settled(copy: Path, run, suggestion: str) -> None:
    assert say("out.no_conflicts") in run("conflicts", *HERE).stdout
    run("decide", "accept", suggestion, *HERE)
    run("decide", "reject", suggestion, "--project", "copy", "--as", "bo")
    out = run("merge", "copy", *HERE).stdout
    assert say("out.needs_person", n=1) in out
    assert suggestion in out
    assert run("conflicts", *HERE).stdout in out
    assert say("out.resolved", count=1) in run("resolve", suggestion, "--keep", "bo", *HERE).stdout
    assert say("out.no_conflicts") in run("conflicts", *HERE).stdout


def test_what_is_no_conflict_is_not_settled(refused) -> None:
    refused("resolve", "7f3c09a1b2", "--keep", "ah", *HERE, says="no_such_conflict")


def test_coders_are_assigned_finish_and_open_again(place: Path, run, document: str) -> None:
    assert say("out.no_assignments") in run("assignments", *HERE).stdout
    told = run("assign", document, "--coder", "ah", "--coder", "bo", *HERE)
    assert say("out.finished_no") in told.stdout
    assert say("finding.blind_courtesy", n=2)[:20] in " ".join(told.stderr.split())
    assert say("out.still_at_it", coders="bo") in run("finish", document, *HERE).stdout
    assert say("out.finished_yes") in run("assignments", *HERE).stdout
    assert say("out.reopened", document=document) in run("finish", document, "--reopen", *HERE).stdout
    out = run("assign", document, "--coder", "bo", "--remove", *HERE).stdout
    assert say("out.unassigned", count=1) in out
    assert list(Project.open("project").study().assignments["coder"]) == ["ah"]


def test_the_environment_says_whose_work_is_shown(run, document: str, monkeypatch) -> None:
    run("assign", document, "--coder", "ah", "--coder", "bo", *HERE)
    hidden = say("finding.work_hidden", n=2)[2:20]
    assert hidden in " ".join(run("status", "--project", "project").stderr.split())
    monkeypatch.setenv("CASEKIT_CODER", "lead")
    assert hidden not in " ".join(run("status", "--project", "project").stderr.split())


@pytest.mark.parametrize(
    "command", [("assign", "{}", "--coder", "bo"), ("finish", "{}"), ("resolve", "x", "--keep", "ah")]
)
def test_a_person_is_needed(refused, document: str, command) -> None:
    refused(*(part.format(document) for part in command), "--project", "project", says="person_needed|--as")


def test_an_unknown_document_is_refused(refused) -> None:
    refused("assign", "findes-ikke", "--coder", "bo", *HERE, says="unknown_document")
