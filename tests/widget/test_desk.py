"""The widget carries messages; nothing that people said gets into what a notebook stores."""

import json
import threading
from typing import Any

import pytest
from anywidget import AnyWidget

from casekit import Project
from casekit.widget.coding_face import CodingFace
from casekit.widget.desk import Desk
from casekit.wording import LANGUAGES, speak

pytestmark = pytest.mark.slow

CANARY = "Huslejen er for høj"


class Listened(Desk):
    """A desk whose replies are kept."""

    def __init__(self, face: Any) -> None:
        self.told: list[dict[str, Any]] = []
        super().__init__(face)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.told.append(content)

    def hear(self, **message: Any) -> dict[str, Any]:
        self._handle_custom_msg(message, [])
        return self.told[-1]


@pytest.fixture
def desk(coded: Project) -> Listened:
    return Listened(CodingFace(coded, "LIN-01"))


def test_messages_are_answered(desk: Listened) -> None:
    assert CANARY in json.dumps(desk.hear(id=1, type="hello"), ensure_ascii=False)
    assert desk.hear(id=2, type="code", start=3, end=7, codes=["rent"])["made"]
    assert desk.hear(id=3, type="no")["error"]
    assert [one["id"] for one in desk.told] == [1, 2, 3]


def test_the_state_of_the_widget_is_a_script_and_a_style_sheet(desk: Listened) -> None:
    state, before = desk.get_state(), set(AnyWidget.class_trait_names())
    desk.hear(id=1, type="hello")
    desk.hear(id=2, type="memo", start=3, end=7, text="en hemmelighed")
    assert desk.get_state() == state
    stored = json.dumps([state, desk.get_view_spec(), repr(desk)], ensure_ascii=False, default=str)
    for word in (CANARY, "hemmelighed", "Hvad er svært", "LIN-01", "lindesø"):
        assert word not in stored
    assert {name for name, value in state.items() if isinstance(value, str) and len(value) > 100} == {"_esm", "_css"}  # fmt: skip
    assert set(desk.trait_names()) - before == {"_esm", "_css", "_anywidget_id"}


def test_the_words_are_those_of_the_language_spoken_when_it_was_made(coded: Project) -> None:
    desks = {}
    for language in LANGUAGES:
        speak(language)
        desks[language] = Listened(CodingFace(coded, "LIN-01"))
    speak("en")
    for language, desk in desks.items():
        thread = threading.Thread(target=desk.hear, kwargs={"id": 1, "type": "hello"})
        thread.start()
        thread.join()
        assert desk.told[0]["words"]["language"] == language
        errors = {desk.hear(id=2, type="no")["error"]}
        thread = threading.Thread(target=lambda desk=desk: desk.hear(id=3, type="no"))
        thread.start()
        thread.join()
        assert errors == {desk.told[-1]["error"]}


def test_two_threads_at_once_are_answered_one_after_the_other(desk: Listened) -> None:
    desk.hear(id=0, type="hello")

    def ask(first: int) -> None:
        for at in range(first, first + 5):
            desk.hear(id=at, type="code", start=at, end=at + 2, codes=["rent"])

    threads = [threading.Thread(target=ask, args=(first,)) for first in (21, 26)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in desk.told if "error" in one] == []
    assert {one["id"] for one in desk.told} == {0, *range(21, 31)}
    kept = {row["id"] for one in desk.told for row in one["fresh"].get("codings", {}).get("put", [])}
    stored = Project.open(desk.face.project.folder).study().codings  # type: ignore[attr-defined]
    assert kept == set(stored.loc[stored["document"] == "LIN-01", "coding"])


def test_what_it_is_called_tells_nothing(desk: Listened) -> None:
    assert repr(desk) == "Desk('code')"
