import re
from types import SimpleNamespace

import pytest

from casekit.analysis.queue import Queue, flag_words, found_places, pieces, share
from casekit.analysis.review import review
from casekit.wording import speak

TEXT = "Der er for få boliger. Huslejen er for høj."


@pytest.fixture(autouse=True)
def _english():
    speak("en")
    yield
    speak("en")


def row(evidence, text="få <b>boliger", start=10, flags="", cues=""):
    return SimpleNamespace(
        evidence=evidence, text=text, start=start, end=start + len(text), flags=flags, cues=cues
    )


def test_a_passage_is_cut_where_words_were_found():
    found = row('[[16, 23, "bolig*"], [10, 12, "få"], [20, 23, "*ger"], [5, 9, "elsewhere"]]')
    assert found_places(found) == [(6, 13), (0, 2), (10, 13)]
    assert list(pieces(found)) == [("få", True), (" <b>", False), ("boli", True), ("ger", True)]
    assert "".join(words for words, _ in pieces(found)) == found.text


@pytest.mark.parametrize("evidence", ["", "[]"])
def test_a_passage_without_evidence_is_one_piece(evidence):
    assert list(pieces(row(evidence))) == [("få <b>boliger", False)]


def test_flags_are_told_as_people_say_them_with_their_words():
    assert flag_words(row("", flags="negated, hedged", cues="ikke, måske")) == "negated, hedged (ikke, måske)"
    assert flag_words(row("", flags="reported")) == "reported speech"
    assert flag_words(row("")) == ""


def test_shares_are_written_as_in_the_language():
    assert share(2 / 3) == "67%"
    speak("da")
    assert share(0.5) == "50 %"


def test_a_queue_shows_itself_marked_and_escaped(small, suggesting):
    small.interview("X", "soelev", [("B", "Boligen <er> dyr & lille.")])
    study = suggesting(
        small.study(),
        {"document": "X", "code": "rent", "text": "Boligen <er> dyr & lille.", "found": "<er>", "flags": "negated", "polarity": "barrier"},
    )  # fmt: skip
    html = review(study)._repr_html_()
    assert re.sub(r" style='[^']*'", "", html).count("Boligen <mark>&lt;er&gt;</mark> dyr &amp; lille.") == 1
    assert "<er>" not in html
    assert "1 of 1 open suggestions" in html
    assert "barrier" in html
    assert "negated (Bo)" in html
    assert "40%" in html


def test_a_queue_prints_itself_and_says_when_there_is_nothing(small, suggesting):
    study = suggesting(
        small.study(),
        {"document": "SOE-01", "code": "rent", "text": "Huslejen er for høj.", "found": "Huslejen"},
    )
    assert repr(review(study)).splitlines() == [
        "1 of 1 open suggestions",
        "0000000000  rent: Huslejen er for høj.",
    ]
    empty = review(study, language="nl")
    assert isinstance(empty, Queue)
    assert (repr(empty), empty._repr_html_()) == ("No open suggestions.", "<p>No open suggestions.</p>")
