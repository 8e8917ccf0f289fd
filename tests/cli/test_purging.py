"""casekit purge: shows, asks, removes."""

from pathlib import Path

import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")


def test_it_shows_what_goes_removes_it_and_certifies(place: Path, run) -> None:
    result = run("purge", "--document", "ALB-01", "--yes", *HERE)
    assert result.exit_code == 0
    assert say("purge.foreseen", kind=say("purge.document")) in result.stdout
    assert say("verb.purge") in run("log", "--project", "project").stdout
    assert set(Project.open("project").study().texts) == {"BRE-01"}
    assert "når vi skal bruge den".encode() not in (place / "project" / "study.casekit").read_bytes()


def test_without_an_answer_nothing_is_removed(place: Path, run) -> None:
    assert run("purge", "--document", "ALB-01", *HERE).exit_code == 1
    assert set(Project.open("project").study().texts) == {"ALB-01", "BRE-01"}


def test_a_person_goes_and_stays_away_until_somebody_says_otherwise(place: Path, run) -> None:
    assert run("purge", "--person", "P-1", "--yes", *HERE).exit_code == 0
    add = ("add", "transcripts", "--table", "interviews.csv", *HERE)
    assert say("status.removed") in run(*add).stdout
    assert set(Project.open("project").study().texts) == {"BRE-01"}
    run(*add, "--again")
    assert set(Project.open("project").study().texts) == {"ALB-01", "BRE-01"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--document", "XXX", "--as", "ah"), "unknown_document|XXX"),
        (("--person", "XXX", "--as", "ah"), "unknown_person|XXX|P-1"),
        (("--as", "ah"), "purge_one|--document"),
        (("--person", "P-1", "--document", "ALB-01", "--as", "ah"), "purge_one"),
        (("--document", "ALB-01"), "person_needed"),
    ],
)
def test_what_cannot_be_removed_is_said(refused, words: tuple[str, ...], says: str) -> None:
    refused("purge", *words, "--project", "project", "--yes", says=says)
