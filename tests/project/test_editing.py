"""What has to be stored when a turn is edited: a text where words change, else only turns."""

import pytest

from casekit.errors import LookupFailedError
from casekit.model.facts import Layout, Revision, SpeakerFact
from casekit.project.editing import edited, given, joined, page_of, split


@pytest.fixture
def page(project):
    return page_of(project.study(), project._store.live(), "LIN-01")


def kinds(change):
    return {type(fact) for fact in change.facts}


def test_only_other_words_make_another_text(page):
    assert kinds(edited(page, 1, "Hvad?")) == {Revision, Layout}
    assert kinds(joined(page, 1, 2)) == {Revision, Layout}
    assert kinds(split(page, 2, "Så", None)) == {Layout}
    assert kinds(given(page, [2], "I")) == {Layout}
    assert kinds(given(page, [2], "Nabo")) == {Layout, SpeakerFact}


def test_words_are_stored_as_casekit_keeps_text(page):
    [text] = [
        fact for fact in edited(page, 1, " Hva\u00add er\r\nsvært? ").facts if isinstance(fact, Revision)
    ]
    assert text.text.startswith("I: Hvad er\nsvært?\n\nB:")


def test_a_document_that_is_not_there_is_no_page(project):
    with pytest.raises(LookupFailedError):
        page_of(project.study(), project._store.live(), "FJO-01")


def test_times_stay_with_the_halves(page):
    assert [turn.start_ms for turn in page.turns] == [None] * 4
    assert page.at(1).speaker == "I"
    assert page.text == page.study.texts["LIN-01"]
