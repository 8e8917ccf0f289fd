"""agreement, disagreements, agree."""

from pathlib import Path

import pandas as pd
import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project")


@pytest.fixture
def coded(place: Path, run) -> Path:
    """Two coders, who differ in one place."""
    rows = 'file,quote,code,polarity,coder\nALB-01.txt,"Der er aldrig en bolig, når vi skal bruge den.",dwellings,barrier,ah\nBRE-01.txt,Huslejen kan de fleste betale.,rent,,ah\nALB-01.txt,"Der er aldrig en bolig",rent,,mb\nBRE-01.txt,Huslejen kan de fleste betale.,rent,,mb\n'
    Path("two.csv").write_text(rows, "utf-8")
    done = run("import-codings", "two.csv", "--codebook", "small.yaml", *HERE, "--as", "ah")
    assert done.exit_code == 0, done.output
    return place


def test_agreement_is_shown_with_what_was_compared(coded: Path, run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = run("agreement", "--measure", "alpha", "--measure", "cohen", "--by", "theme", *HERE)
    assert shown.exit_code == 0, shown.output
    for word in (
        say("agreement.unit.turn"),
        say("agreement.measure.cohen"),
        say("agreement.kind.other_code"),
    ):
        assert word in shown.stdout
    assert say("finding.agreement_nobody_finished", n=2) in " ".join(shown.stderr.split())


def test_ratings_without_a_scale_are_a_sentence(coded: Path, run) -> None:
    assert "rating.scale" in run("agreement", "--ratings", *HERE).stderr


def test_disagreements_are_listed_settled_and_then_gone(coded: Path, run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = run("disagreements", *HERE).stdout
    assert "Der er aldrig en bolig" in shown
    assert say("agreement.left", count=1, open=1) in shown
    reference = (
        Project.open("project")
        .study()
        .codings.query("coder == 'mb' and document == 'ALB-01'")["coding"]
        .iloc[0][:10]
    )
    done = run("agree", reference, "--code", "dwellings", "--why", "Det er boliger.", *HERE, "--as", "ah")
    assert done.stdout.strip() == say("out.agreed_set", settled=1, codings=1, left=0)
    assert say("agreement.left", count=1, open=0) in run("disagreements", *HERE).stdout
    assert "Det er boliger." in run("disagreements", "--settled", *HERE).stdout


def test_the_list_is_written_as_a_table(coded: Path, run) -> None:
    done = run("disagreements", "-o", "list.csv", *HERE, "--as", "ah")
    assert done.exit_code == 0, done.output
    (written,) = Path().glob("list*.csv")
    assert "kind" in written.read_text("utf-8-sig").splitlines()[0]
    assert len(pd.read_csv(written, sep=None, engine="python")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("agreement", "--unit", "word"),
        ("agreement", "--measure", "kappa"),
        ("agreement", "--by", "case"),
        ("disagreements", "--unit", "word"),
        ("agree", "7f3c09a1b2", "--why", "x"),
        ("agree", "7f3c09a1b2", "--why", "x", "--none", "--code", "rent"),
        ("agree", "7f3c09a1b2", "--why", "x", "--none", "--polarity", "up"),
        ("agree", "7f3c09a1b2", "--none"),
    ],
)
def test_what_there_is_not_is_refused(coded: Path, run, words: tuple[str, ...]) -> None:
    assert run(*words, *HERE).exit_code == 2


def test_what_is_not_disputed_is_a_sentence(coded: Path, run) -> None:
    done = run("agree", "7f3c09a1b2", "--none", "--why", "x", *HERE, "--as", "ah")
    assert (
        done.exit_code,
        say("error.nothing_disputed", reference="7f3c09a1b2") in " ".join(done.stderr.split()),
    ) == (1, True)
