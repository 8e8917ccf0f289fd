"""Commands about ratings and displays."""

from pathlib import Path

import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")


def ratings_of(place: Path):
    return Project.open(place / "project").study().ratings


@pytest.mark.parametrize(
    ("said", "value", "mixed"), [("-2", -2, 0), ("+1", 1, 0), ("mixed", 0, 1), ("missing", None, 0)]
)
def test_a_rating_is_given_also_below_zero(
    place: Path, run, said: str, value: int | None, mixed: int
) -> None:
    done = run("rate", "albaek", "housing", said, "--reason", "Læst.", *HERE)
    assert (done.exit_code, say("out.rated", n=1) in done.stdout) == (0, True)
    told = ratings_of(place)
    assert told["value"].astype(object).where(told["value"].notna(), None).tolist() == [value]
    assert told["mixed"].tolist() == [mixed]


def test_what_is_to_be_looked_at_is_told(place: Path, run, coding: str) -> None:
    told = run("rate", "albaek", "housing", "-2", "--passage", coding, *HERE).stderr
    assert say("finding.rating_without_reason") in " ".join(told.split())
    assert ratings_of(place)["links"].iloc[0] != "[]"


def test_ratings_are_shown_with_what_codings_propose(place: Path, run) -> None:
    assert "−1" in run("ratings", "--proposed", *HERE).stdout
    assert "−1" not in run("ratings", *HERE).stdout
    run("rate", "albaek", "housing", "1", "--reason", "Læst.", "--agreed", *HERE)
    out = run("ratings", "--case", "albaek", *HERE).stdout
    assert [
        word for word in (say("rating.status.agreed"), "+1", say("rating.rule.one_way")) if word not in out
    ] == []


def test_a_table_comes_in_and_goes_out(place: Path, run, write) -> None:
    write("r.csv", "case,code,value,reason,coder", "albaek,housing,-1,Læst.,ah", "albaek,housing,1,Læst.,jv")
    assert say("out.rated", n=2) in run("ratings", "--table", "r.csv", *HERE).stdout
    assert run("ratings", "-o", "out.csv", *HERE).exit_code == 0
    assert "differ" in (place / "out.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "words",
    [
        ("case-ordered", "--outcome", "housing"), ("contrast", "--outcome", "housing"), ("distinguishing", "--outcome", "housing"),
        ("time", "--since", "2024-01-11"), ("profile", "--case", "albaek"), ("typical", "--proposed"), ("groups", "--split", "role"),
    ],
)  # fmt: skip
def test_every_display_can_be_seen_and_written(place: Path, run, words: tuple[str, ...]) -> None:
    run("rate", "albaek", "housing", "-1", "--reason", "Læst.", *HERE)
    run("rate", "bredsund", "housing", "1", "--reason", "Læst.", *HERE)
    shown = run("display", *words, *HERE)
    assert (
        shown.exit_code,
        "Albæk" in shown.stdout or words[0] == "distinguishing" or words[0] == "profile",
    ) == (0, True)
    assert run("display", *words, "-o", "out.xlsx", *HERE).exit_code == 0
    assert (place / "out.xlsx").stat().st_size > 0


@pytest.mark.parametrize("name", ["questions", "prerequisites"])
def test_a_codebook_without_questions_or_groups_has_nothing_to_show(place: Path, run, name: str) -> None:
    assert say("out.display_empty") in run("display", name, *HERE).stdout


def test_new_codes_by_interview(place: Path, run) -> None:
    out = run("saturation", *HERE).stdout
    assert "ALB-01" in out
    assert "BRE-01" in out


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("rate", "albaek", "housing", "7", *HERE), "not_one_of", 1),
        (("rate", "albaek", "housing", "much", *HERE), "mixed", 2),
        (("rate", "nowhere", "housing", "1", *HERE), "nowhere", 1),
        (("rate", "albaek", "housing", "1", "--agreed", *HERE), "agreed_without_reason", 1),
        (("display", "poster", *HERE), "case-ordered", 2),
        (("display", "contrast", *HERE), "--outcome", 2),
        (("display", "profile", *HERE), "--case", 2),
        (("display", "contrast", "--outcome", "weather", *HERE), "weather", 1),
        (("display", "time", "--since", "i går", *HERE), "i går", 1),
        (("ratings", "--rater", "nobody", *HERE), "nobody", 1),
        (("ratings", "--table", "none.csv", *HERE), "none.csv", 1),
        (("saturation", "--order", "luck", *HERE), "date", 2),
    ],
)
def test_what_cannot_be_is_refused(refused, words: tuple[str, ...], says: str, code: int) -> None:
    refused(*words, says=says, code=code)
