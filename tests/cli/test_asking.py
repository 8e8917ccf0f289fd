from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from casekit.analysis.review import review
from casekit.cli.asking import answer_to, ask
from casekit.project import Project
from casekit.wording import say


@pytest.fixture
def sitting(place: Path):
    """What is shown and what is in the project after somebody has typed these answers."""

    def sat(*typed: str) -> tuple[str, Project]:
        project = Project.open("project", coder="ah")
        queue = review(project.study(), order="document")

        @click.command()
        def here() -> None:
            click.echo(f"decided {ask(project, queue)}")

        done = CliRunner().invoke(here, input="".join(f"{line}\n" for line in typed))
        assert done.exception is None, done.output
        return done.output, project

    return sat


def decided(project: Project) -> list[str]:
    """Statuses as the queue has them."""
    study = project.study()
    return list(study.suggestions.sort_values(["document", "start"])["status"])


def test_each_answer_is_an_act_of_its_own(sitting) -> None:
    shown, project = sitting("a", "r", "om noget andet", "s")
    assert decided(project)[:2] == ["accepted", "rejected"]
    assert "open" in decided(project)
    assert list(project.log()["verb"].iloc[-2:]) == ["accepted", "rejected"]
    assert "om noget andet" in set(project.study().decisions["why"])
    assert "decided 2" in shown


def test_the_last_decision_is_undone_and_asked_again_but_nothing_before_this_sitting(sitting) -> None:
    n = Project.open("project").study().n
    shown, project = sitting("u", "a", "s", "u", "r", "", "q")
    assert say("ask.nothing_to_undo") in shown
    assert decided(project)[0] == "rejected"
    assert list(project.log()["verb"].iloc[n:]) == ["accepted", "undo", "rejected"]
    assert "decided 1" in shown


def test_another_code_is_given_by_id_or_label(sitting) -> None:
    _, project = sitting("c", "husleje", "c", "rent")
    codings = project.study().codings
    assert list(codings.loc[codings["suggestion"].notna() & (codings["suggestion"] != ""), "code"]) == [
        "rent",
        "rent",
    ]
    assert set(decided(project)[:1]) == {"changed"}


def test_a_code_that_there_is_not_is_said_and_asked_for_again(sitting) -> None:
    shown, project = sitting("c", "nowhere", "c", "", "q")
    assert "nowhere" in shown
    assert set(decided(project)) == {"open"}


@pytest.mark.parametrize(
    ("typed", "polarity"), [("1", "barrier"), ("2", "facilitator"), ("mixed", "mixed"), ("0", "")]
)
def test_a_direction_is_given_by_number_or_name(sitting, typed: str, polarity: str) -> None:
    _, project = sitting("d", typed, "q")
    codings = project.study().codings
    mine = codings[codings["suggestion"].fillna("") != ""]
    assert list(mine["polarity"]) == [polarity]


def test_a_direction_that_there_is_not_or_none_decides_nothing(sitting) -> None:
    shown, project = sitting("d", "9", "d", "", "q")
    assert "barrier" in shown
    assert set(decided(project)) == {"open"}


def test_other_letters_are_explained_and_more_is_shown(sitting) -> None:
    shown, project = sitting("x", "", "m", "q")
    assert shown.count(say("ask.help")) == 2
    assert "Hvordan går det med boliger?" in shown
    assert set(decided(project)) == {"open"}


@pytest.mark.parametrize("typed", [(), ("q",), ("r",), ("c",), ("d",)])
def test_the_end_of_the_input_ends_it_and_decides_nothing(sitting, typed: tuple[str, ...]) -> None:
    shown, project = sitting(*typed)
    assert "decided 0" in shown
    assert set(decided(project)) == {"open"}


def test_an_answer_is_what_was_typed_without_blanks() -> None:
    @click.command()
    def here() -> None:
        click.echo(repr(answer_to("Why")))

    assert "'so'" in CliRunner().invoke(here, input="  so \n").output
    assert "None" in CliRunner().invoke(here, input="").output
