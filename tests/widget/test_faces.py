"""What people open: each function is a desk with its face, which every reader of the page knows by the same name."""

import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.widget import faces
from casekit.widget.desk import Desk
from casekit.widget.face import answer

pytestmark = pytest.mark.slow

FACES = {getattr(faces, name): name for name in faces.__all__}


@pytest.mark.parametrize("opened", FACES, ids=FACES.values())
def test_each_opens_a_desk_that_says_hello(coded: Project, opened: Callable[..., Desk]) -> None:
    desk = opened(coded)
    told = answer(desk.face, {"id": 1, "type": "hello"})
    assert "error" not in told
    assert (told["face"], told["me"]) == (FACES[opened], "ah")
    assert answer(desk.face, {"id": 2, "type": "look"})["fresh"] == {}


def test_the_page_can_draw_every_face_that_can_be_opened() -> None:
    script = files("casekit.widget").joinpath("static", "faces.js").read_text("utf-8")
    drawn = re.findall(r"^  (\w+): \{ Data", script, re.MULTILINE)
    assert sorted(drawn) == sorted(FACES.values())


def test_without_a_document_the_one_with_most_left_to_do_is_opened(coded: Project) -> None:
    assert faces.code(coded).face.document == "HAV-01"  # type: ignore[attr-defined]
    assert faces.code(coded, "LIN-02").face.document == "LIN-02"  # type: ignore[attr-defined]
    with pytest.raises(LookupFailedError):
        faces.code(coded, "LIN-09")


def test_whose_codings_are_shown_can_be_chosen(coded: Project) -> None:
    shown = [faces.code(coded, everyone=on).face.everyone for on in (False, True)]  # type: ignore[attr-defined]
    assert shown == [False, True]


def test_a_project_without_anything_says_what_is_missing(empty_folder: Project) -> None:
    with pytest.raises(LookupFailedError) as caught:
        faces.code(empty_folder)
    assert str(caught.value).count("\n") == 1


@pytest.fixture
def empty_folder(tmp_path: Any) -> Project:
    return Project.create(tmp_path / "p", language="da", coder="ah")
