from dataclasses import replace

import pytest

from casekit.analysis.passages import veiled
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


def told(project, reference, *columns):
    return [tuple(row) for row in project.log(reference=reference)[list(columns)].itertuples(index=False)]


def test_a_passage_has_its_history_with_the_words_before_and_after(project, coding):
    one = coding(project.study())
    project.record(one)
    project.record(replace(one, end=30, code="waiting"))
    project.undo()
    project.withdraw([one.key])
    project.undo()
    long, short = project.study().text("LIN-01", 22, 43), project.study().text("LIN-01", 22, 30)
    assert told(project, one.key[:10], "act", "code", "before", "after") == [
        ("made", "rent", "", long),
        ("changed", "rent → waiting", long, short),
        ("changed", "waiting → rent", short, long),
        ("withdrawn", "rent", long, ""),
        ("brought_back", "rent", "", long),
    ]


def test_an_undo_of_the_making_takes_it_back(project, coding):
    one = coding(project.study())
    project.record(one)
    project.undo()
    assert told(project, one.key, "verb", "act") == [("record", "made"), ("undo", "taken_back")]


def test_a_coding_comes_with_its_suggestion_and_what_was_decided(suggested):
    suggestion = suggested.study().suggestions["suggestion"].iloc[0]
    suggested.decide([suggestion], "accepted")
    coding = suggested.study().codings["coding"].iloc[0]
    whole = [("suggestions", "made"), ("codings", "made"), ("decisions", "made")]
    assert told(suggested, coding, "what", "act") == whole
    assert told(suggested, suggestion, "what", "act") == whole


def test_a_message_has_a_history_and_so_has_a_veiled_reference(suggested, coding):
    message = suggested.message("Et budskab", case="lindesø")
    suggested.withdraw([message])
    assert told(suggested, message, "act", "after") == [("made", "Et budskab"), ("withdrawn", "")]
    one = coding(suggested.study())
    suggested.record(one)
    assert told(suggested, veiled(suggested.study(), one.key), "act") == [("made",)]


@pytest.mark.parametrize("reference", ["0000000000", "abc", ""])
def test_a_reference_to_nothing_is_told(suggested, reference):
    with pytest.raises(LookupFailedError) as caught:
        suggested.log(reference=reference)
    assert caught.value.problem == "unknown_reference"
