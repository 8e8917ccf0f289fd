"""A message means the words that its page shows: of another text nothing is taken."""

from typing import Any

import pytest

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.widget.coding_face import CodingFace
from casekit.widget.face import answer
from casekit.widget.meant import span_meant

LIN = "LIN-01"


def revision(project: Project, document: str = LIN) -> str:
    return str(project.study().documents.set_index("document").loc[document, "revision"])


def test_a_message_names_words_or_none(coded: Project) -> None:
    study = coded.study()
    assert span_meant(study, LIN, {"type": "change"}) is None
    assert span_meant(study, LIN, {"start": 3, "end": 7}) == (3, 7)
    assert span_meant(study, LIN, {"start": 3, "end": 7, "revision": revision(coded)}) == (3, 7)


@pytest.mark.parametrize(
    "wrong", [{"end": "7"}, {"end": None}, {"end": 7, "revision": 5}, {"end": 7, "revision": "x"}]
)
def test_what_is_no_stretch_of_this_text_is_refused(coded: Project, wrong: dict[str, Any]) -> None:
    with pytest.raises(LookupFailedError):
        span_meant(coded.study(), LIN, {"start": 3, **wrong})


ASKED: tuple[dict[str, Any], ...] = (
    {"type": "code", "codes": ["rent"]},
    {"type": "memo", "text": "om ordene"},
    {"type": "draft", "label": "Helt ny"},
)


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: str(one["type"]))
def test_a_page_that_is_behind_changes_nothing_and_is_told_the_text(
    coded: Project, asked: dict[str, Any]
) -> None:
    face = CodingFace(coded, LIN)
    page = answer(face, {"type": "hello"})["fresh"]["document"]["revision"]
    assert page == revision(coded)
    Project.open(coded.folder, coder="mk").edit_turn(LIN, 1, "Hvad er så svært?")
    n = coded.study().n
    reply = answer(face, {**asked, "start": 30, "end": 40, "revision": page})
    assert "LIN-01" in reply["error"]
    assert coded.study().n == n
    assert reply["fresh"]["document"]["revision"] == revision(coded)
    assert not answer(face, {**asked, "start": 30, "end": 40, "revision": revision(coded)}).get("error")


def test_what_was_sent_before_another_document_was_shown_is_not_done_to_that_one(coded: Project) -> None:
    face = CodingFace(coded, LIN)
    answer(face, {"type": "hello"})
    answer(face, {"type": "open", "document": "LIN-02"})
    sent = {"start": 30, "end": 40, "revision": revision(coded)}
    mine = coded.study().codings["coding"].iloc[0]
    n = coded.study().n
    for asked in ({"type": "code", "codes": ["rent"]}, {"type": "change", "coding": mine}):
        assert answer(face, {**asked, **sent})["error"]
    assert coded.study().n == n
