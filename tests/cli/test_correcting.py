"""Turns edited, and codings settled, on the command line."""

import pytest

from casekit.project import Project

HERE = ("--project", "project", "--as", "ah")
pytestmark = pytest.mark.slow  # many commands on a project


def flat(text):
    return " ".join(text.split())


def text_now():
    return Project.open("project").study().texts["ALB-01"]


def test_turns_are_edited_split_joined_and_given_to_another(place, run):
    assert run("edit", "words", "ALB-01", "3", "Og hvad ellers?", *HERE).exit_code == 0
    assert "I: Og hvad ellers?" in text_now()
    assert run("edit", "split", "ALB-01", "4", "Der er ro", "--speaker", "IP 2", *HERE).exit_code == 0
    assert run("edit", "speaker", "ALB-01", "IP", "5", *HERE).exit_code == 0
    assert run("edit", "join", "ALB-01", "4", "5", *HERE).exit_code == 0
    study = Project.open("project").study()
    mine = study.turns[study.turns["document"] == "ALB-01"]
    assert mine["speaker"].tolist() == ["I", "IP", "I", "IP"]
    assert run("edit", "choose", "ALB-01", "--project", "project").exit_code == 0


def test_what_a_correction_changed_is_listed_and_settled(place, run):
    assert run("carried", "--project", "project").exit_code == 0
    done = run("edit", "words", "ALB-01", "2", "Der er næsten aldrig en bolig, når vi skal bruge den.", *HERE)
    assert "næsten" in flat(done.stdout)
    assert "næsten" in flat(run("carried", "ALB-01", "--project", "project").stdout)
    [coding] = Project.open("project").study().carried["coding"]
    assert run("settle", coding[:10], "--words", "aldrig en bolig", *HERE).exit_code == 0
    study = Project.open("project").study()
    assert study.carried.empty
    row = study.codings.set_index("coding").loc[coding]
    assert study.text("ALB-01", row["start"], row["end"]) == "aldrig en bolig"


def test_a_coding_without_words_is_taken_back(place, run, refused):
    run("edit", "words", "ALB-01", "2", "Nej.", *HERE)
    [coding] = Project.open("project").study().carried["coding"]
    refused("settle", coding[:10], *HERE, says=f"words_are_gone|{coding[:10]}")
    assert run("settle", coding[:10], "--withdraw", *HERE).exit_code == 0
    assert Project.open("project").study().carried.empty
    refused("edit", "words", "ALB-01", "99", "Ja", *HERE, says="unknown_turn|ALB-01")
