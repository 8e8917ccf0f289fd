"""A face that tells its whole page whenever something changed, and only then."""

from typing import Any

import pytest

from casekit import Project
from casekit.widget.face import answer
from casekit.widget.whole import WholeFace

pytestmark = pytest.mark.slow


def _note(face: "Memos", message: dict[str, Any]) -> dict[str, Any]:
    face.project.note(message["text"], document="LIN-01", span=(3, 7))
    return {"written": True}


class Memos(WholeFace):
    """The memos of a project."""

    name = "memos"
    own_acts = {"note": _note}  # noqa: RUF012  # as the faces of casekit have it

    def page(self) -> dict[str, Any]:
        return {"memos": self.project.study().memos["text"].tolist()}


@pytest.fixture
def face(coded: Project) -> Memos:
    found = Memos(coded)
    answer(found, {"type": "hello"})
    return found


def test_hello_tells_the_page_and_who_one_is(coded: Project) -> None:
    told = answer(Memos(coded), {"id": 1, "type": "hello"})
    assert (told["page"], told["me"], told["face"]) == ({"memos": []}, "ah", "memos")
    assert answer(Memos(Project.open(coded.folder)), {"type": "hello"})["me"] == ""


def test_the_page_is_told_when_something_changed_and_only_then(face: Memos) -> None:
    assert answer(face, {"type": "look"})["fresh"] == {}
    told = answer(face, {"type": "note", "text": "spørg"})
    assert (told["written"], told["fresh"]) == (True, {"page": {"memos": ["spørg"]}})
    assert answer(face, {"type": "look"})["fresh"] == {}


def test_what_another_program_wrote_is_told(face: Memos, another: Project) -> None:
    another.note("dit", document="LIN-01", span=(3, 7))
    assert answer(face, {"type": "look"})["fresh"] == {"page": {"memos": ["dit"]}}


def test_its_own_acts_stand_beside_undo_and_redo(face: Memos) -> None:
    assert set(face.acts) == {"note", "undo", "redo"}
    answer(face, {"type": "note", "text": "x"})
    assert answer(face, {"type": "undo"})["fresh"]["page"] == {"memos": []}
    assert answer(face, {"type": "redo"})["fresh"]["page"] == {"memos": ["x"]}


def test_an_act_that_fails_tells_what_is_new_all_the_same(face: Memos, another: Project) -> None:
    another.note("dit", document="LIN-01", span=(3, 7))
    told = answer(face, {"type": "note"})
    assert told["error"]
    assert told["fresh"] == {"page": {"memos": ["dit"]}}


def test_there_is_no_face_without_a_page(coded: Project) -> None:
    with pytest.raises(TypeError):
        WholeFace(coded)  # type: ignore[abstract]
