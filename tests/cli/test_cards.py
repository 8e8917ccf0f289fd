from pathlib import Path

import pytest

from casekit.analysis.review import review
from casekit.cli.cards import print_around, print_card
from casekit.model.frames import records
from casekit.project import Project
from casekit.wording import speak


@pytest.fixture
def row(place: Path):
    queue = review(Project.open("project").study(), code="rent")
    return next(iter(records(queue.frame)))


def test_a_card_says_where_which_code_and_what_was_said(row, capsys) -> None:
    print_card(row, head="1/2  ")
    first, where, text, notes, others, *_ = capsys.readouterr().out.splitlines()
    assert first == f"1/2  {row.suggestion[:10]} · Rent (rent)"
    assert where.strip() == "BRE-01, turn 2, IP, bredsund"
    assert text.strip() == "‹Huslejen› kan de fleste betale."
    assert notes.strip() == "Direction: facilitator · Confidence: 50% · Search term: husleje*"
    assert others.strip() == "What others said here: ah: Rent"


def test_a_card_tells_direction_and_flags(row, capsys) -> None:
    speak("da")
    print_card(row._replace(polarity="barrier", flags="negated", cues="ikke", others="", turn=0, speaker=""))
    shown = capsys.readouterr().out
    assert "Retning: hæmmende" in shown
    assert "Bemærk: benægtet (ikke)" in shown
    assert "  BRE-01, bredsund" in shown


def test_words_that_look_like_markup_stay_as_they_are(row, capsys) -> None:
    print_card(row._replace(text="[bold]x[/bold] :smile:", evidence="[]"))
    assert "[bold]x[/bold] :smile:" in capsys.readouterr().out


def test_around_a_passage_are_the_question_and_the_whole_turn(row, capsys, place: Path) -> None:
    print_around(Project.open("project").study(), row.suggestion)
    shown = capsys.readouterr().out
    assert shown.index("Hvad siger du til huslejen?") < shown.index("Boligerne er små, men gode.")
