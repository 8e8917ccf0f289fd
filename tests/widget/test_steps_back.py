"""Undo and redo, as the page asks for them."""

from types import SimpleNamespace

import pytest

from casekit import Project
from casekit.errors import LookupFailedError, PersonNeededError
from casekit.widget.steps_back import STEPS_BACK
from casekit.wording import LANGUAGES, say, speak

pytestmark = pytest.mark.slow


def step(project: Project, type_: str) -> dict[str, str]:
    return STEPS_BACK[type_](SimpleNamespace(project=project), {})


def test_what_was_taken_back_is_said_in_the_readers_language(coded: Project) -> None:
    coded.code("LIN-01", (3, 7), "rent")
    for language in LANGUAGES:
        speak(language)
        assert step(coded, "undo") == {"took": say("verb.code")}
        assert step(coded, "redo") == {"brought": say("verb.code")}


def test_only_ones_own_acts_are_taken_back(coded: Project, another: Project) -> None:
    another.code("LIN-01", (3, 7), "rent")
    coded.note("mit", document="LIN-01", span=(3, 7))
    step(coded, "undo")
    study = coded.study()
    assert study.memos.empty
    assert "mk" in set(study.codings["coder"])


def test_where_there_is_nothing_to_take_back_it_is_said(coded: Project, another: Project) -> None:
    with pytest.raises(LookupFailedError):
        step(another, "undo")
    with pytest.raises(LookupFailedError):
        step(coded, "redo")
    with pytest.raises(PersonNeededError):
        step(Project.open(coded.folder), "undo")
