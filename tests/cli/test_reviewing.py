from pathlib import Path

import pytest
from click.testing import CliRunner
from typer.main import get_command

from casekit.cli.app import app
from casekit.project import Project
from casekit.wording import say, speak

HERE = ("--project", "project", "--as", "ah")


@pytest.fixture
def answer(place: Path):
    """The command line with what somebody types."""
    command = get_command(app)
    return lambda typed, *words: CliRunner().invoke(
        command, [*words, *HERE], input=typed, prog_name="casekit"
    )


def statuses() -> list[str]:
    return sorted(Project.open("project").study().suggestions["status"])


def suggestions() -> list[str]:
    return list(Project.open("project").study().suggestions["suggestion"].str[:10])


def test_the_queue_is_shown_with_what_to_type_next(place: Path, run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("review", *HERE).stdout
    count = len(suggestions())
    assert say("review.title", x=count, n=count) in shown
    assert "‹Huslejen› kan de fleste betale." in shown
    assert all(one in shown for one in suggestions())
    assert "casekit decide accept" in shown
    assert max(map(len, shown.split("\n\n")[0].splitlines())) <= 80


def test_the_queue_can_be_limited_ordered_and_narrowed(place: Path, run) -> None:
    assert say("review.title", x=1, n=1) in run("review", "--code", "rent", *HERE).stdout
    count = len(suggestions())
    assert (
        say("review.title", x=1, n=count)
        in run("review", "--limit", "1", "--order", "document", *HERE).stdout
    )
    assert run("review", "--language", "nl", *HERE).stdout == say("review.none") + "\n"


def test_accepting_changing_and_rejecting_in_bulk_asks_first_and_is_one_act(place: Path, answer, run) -> None:
    n = Project.open("project").study().n
    count = len(suggestions())
    said_no = answer("no\n", "decide", "accept", "--case", "bredsund")
    assert (said_no.exit_code, statuses()) == (1, ["open"] * count)
    assert say("out.not_decided") in said_no.stdout
    assert answer("", "decide", "accept", "--case", "bredsund").exit_code == 1
    assert answer("\n", "decide", "accept", "--case", "bredsund").exit_code == 1
    assert Project.open("project").study().n == n
    for yes in ("yes\n", "ja\n", "J\n"):
        done = answer(yes, "decide", "accept", "--case", "bredsund", "--why", "passer")
        assert done.exit_code == 0, done.output
        assert Project.open("project").study().n == n + 1
        assert "accepted" in statuses()
        run("undo", *HERE)
        n += 2
    assert statuses() == ["open"] * count


def test_with_yes_nothing_is_asked(place: Path, run) -> None:
    assert run("decide", "change", "--code", "rent", "--to", "dwellings", "--yes", *HERE).exit_code == 0
    assert statuses().count("changed") == 1
    assert run("decide", "reject", "--language", "da", "--yes", "--why", "andet", *HERE).exit_code == 0
    assert "open" not in statuses()
    assert run("decide", "reject", "--code", "rent", "--yes", *HERE).stdout == say("review.none") + "\n"


def test_one_is_changed_by_code_direction_and_words(place: Path, run) -> None:
    study = Project.open("project").study()
    rent = study.suggestions.set_index("code").loc["rent", "suggestion"][:10]
    done = run(
        "decide", "change", rent, "--to", "dwellings", "--polarity", "mixed", "--words", "de fleste", *HERE
    )
    assert done.exit_code == 0, done.output
    now = Project.open("project").study()
    coding = now.codings[now.codings["suggestion"].fillna("").str.startswith(rent)].iloc[0]
    assert (coding["code"], coding["polarity"]) == ("dwellings", "mixed")
    assert now.text(coding["document"], coding["start"], coding["end"]) == "de fleste"
    run("decide", "accept", rent, "--polarity", "none", *HERE)
    now = Project.open("project").study()
    assert "" in set(now.codings.loc[now.codings["suggestion"].fillna("").str.startswith(rent), "polarity"])


def test_how_often_terms_were_right_is_told_with_what_to_do(place: Path, run) -> None:
    assert run("review", "--indicators", *HERE).stdout == say("precision.none_decided") + "\n"
    first, *others = suggestions()
    run("decide", "accept", first, *HERE)
    run("decide", "reject", *others, "--why", "om noget andet", *HERE)
    shown = run("review", "--indicators", *HERE).stdout
    assert "bolig* (dwellings, da): 1 accepted" in shown
    assert "0% (" in shown
    assert "husleje*" not in run("review", "--indicators", "--code", "dwellings", *HERE).stdout


def test_in_every_language_there_are_words_for_it(place: Path, run, monkeypatch) -> None:
    for language in ("da", "de", "nl"):
        monkeypatch.setenv("CASEKIT_LANGUAGE", language)
        speak(language)
        assert say("review.title", x=1, n=1) in run("review", "--code", "rent", *HERE).stdout


def test_one_by_one_in_the_terminal(place: Path, answer) -> None:
    count = len(suggestions())
    done = answer("a\n" * count, "review", "--ask")
    assert done.exit_code == 0
    assert say("out.reviewed", count=count, left=0) in done.stdout
    assert statuses() == ["accepted"] * count


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("review", "--order", "best"), "confidence"),
        (("review", "--flag", "bad"), "negated"),
        (("review", "--language", "fr"), "da, de, nl, en"),
        (("decide", "accept"), "references_or_choice"),
        (("decide", "accept", "aaaaaa", "--code", "rent"), "references_or_choice"),
        (("decide", "reject", "--code", "rent", "--to", "dwellings"), "polarity_accepts"),
        (("decide", "reject", "aaaaaa", "--words", "x"), "polarity_accepts"),
        (("decide", "accept", "aaaaaa", "--polarity", "bad"), "barrier, facilitator, mixed, neutral, none"),
    ],
)
def test_words_that_do_not_go_together_are_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, *HERE, says=says, code=2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("decide", "change", "--code", "rent", "--yes"), "nothing_to_change"),
        (("decide", "change", "--code", "rent", "--to", "nowhere", "--yes"), "nowhere"),
        (("decide", "change", "--code", "housing", "--words", "de fleste", "--yes"), "span_of_several"),
        (("decide", "change", "--code", "rent", "--words", "findes ikke", "--yes"), "findes ikke"),
        (("decide", "accept", "--code", "rnt", "--yes"), "rnt"),
        (("decide", "accept", "--case", "nowhere", "--yes"), "unknown_case"),
        (("review", "--document", "nowhere"), "unknown_document"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, *HERE, says=says)


def test_a_person_is_needed(refused) -> None:
    refused("review", "--ask", "--project", "project", says="person_needed")
    refused("decide", "accept", "--code", "rent", "--yes", "--project", "project", says="person_needed")
