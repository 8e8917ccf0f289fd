"""Every message gets a reply, whatever is asked of whatever face."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import LookupFailedError
from casekit.widget.face import answer, flag_of, numbers_of, text_of, words_for
from casekit.wording import LANGUAGES, keys, speak


class Counter:
    """A face that counts, and can fail."""

    name = "counter"

    def __init__(self) -> None:
        self.count = 0
        self.deaf = False

    @property
    def acts(self) -> Mapping[str, Callable[..., Any]]:
        return {"more": self.more, "known": self.known, "unknown": self.unknown, "read": self.read}

    def hello(self) -> dict[str, Any]:
        return {"count": self.count}

    def fresh(self) -> dict[str, Any]:
        if self.deaf:
            raise LookupFailedError("unknown_document", document="A", known="B")
        return {"count": self.count}

    def more(self, face: "Counter", message: Mapping[str, Any]) -> dict[str, Any]:
        face.count += numbers_of(message, "by")[0]
        return {"was": "added"}

    def known(self, face: "Counter", message: Mapping[str, Any]) -> dict[str, Any]:
        face.count += 1
        raise LookupFailedError("unknown_case", case="x", known="by")

    def unknown(self, face: "Counter", message: Mapping[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError("what somebody said")

    def read(self, face: "Counter", message: Mapping[str, Any]) -> dict[str, Any]:
        return {"told": 1, "fresh": {}}


def test_an_act_tells_what_it_did_and_what_is_new() -> None:
    told = answer(Counter(), {"id": "a-1", "type": "more", "by": 2})
    assert told == {"id": "a-1", "type": "more", "was": "added", "fresh": {"count": 2}}


def test_hello_brings_the_words_in_the_language_spoken() -> None:
    for language in LANGUAGES:
        speak(language)
        told = answer(Counter(), {"id": 1, "type": "hello"})
        assert (told["face"], told["count"], told["words"]["language"]) == ("counter", 0, language)
        assert told["words"] == words_for()
        assert {f"desk.{key}" for key in told["words"]} - keys() == {"desk.language"}


def test_looking_changes_nothing_and_tells_what_is_new() -> None:
    assert answer(Counter(), {"id": 1, "type": "look"}) == {"id": 1, "type": "look", "fresh": {"count": 0}}


def test_what_cannot_be_done_is_a_reply_with_a_hint_and_what_is_new_all_the_same() -> None:
    told = answer(Counter(), {"id": 1, "type": "known"})
    assert "x" in told["error"]
    assert "by" in told["hint"]
    assert "\n" not in told["error"]
    assert told["fresh"] == {"count": 1}


def test_what_nobody_foresaw_is_a_reply_without_a_word_of_what_was_said() -> None:
    told = answer(Counter(), {"id": 1, "type": "unknown"})
    assert "ZeroDivisionError" in told["error"]
    assert "said" not in json.dumps(told)
    assert told["hint"] == ""


def test_a_face_that_cannot_tell_what_is_new_says_why() -> None:
    face = Counter()
    face.deaf = True
    told = answer(face, {"id": 1, "type": "more", "by": 1})
    assert "A" in told["error"]
    assert told["fresh"] == {}
    assert answer(face, {"id": 2, "type": "read"}) == {"id": 2, "type": "read", "told": 1, "fresh": {}}


@pytest.mark.parametrize("type_", ["no", "", None, 3, ["more"], {"a": 1}, "__init__", "x" * 500])
def test_what_there_is_not_is_said_by_its_name_and_in_short(type_: Any) -> None:
    told = answer(Counter(), {"id": 1, "type": type_})
    assert str(type_)[:40] in told["error"]
    assert len(told["error"]) < 200
    assert told["hint"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=5,
)


@given(JSON | st.fixed_dictionaries({"type": st.sampled_from(["more", "known", "look"]), "by": JSON}))
def test_any_message_gets_a_reply_that_has_its_id(message: Any) -> None:
    told = answer(Counter(), message)
    asked = message if isinstance(message, dict) else {}
    assert (told["id"], told["type"]) == (asked.get("id"), asked.get("type"))
    assert set(told) >= {"fresh"}


def test_texts_numbers_and_flags_are_taken_as_they_are_and_nothing_else_is() -> None:
    message = {"text": "", "start": 0, "on": True, "off": 1, "float": 3.0, "flag": True, "none": None}
    assert text_of(message, "text") == ""
    assert text_of(message, "more", "usual") == "usual"
    assert numbers_of(message, "start", "off") == (0, 1)
    assert [flag_of(message, name) for name in ("on", "off", "gone")] == [True, False, False]
    for name in ("start", "none", "gone"):
        with pytest.raises(LookupFailedError, match=name):
            text_of(message, name)
    with pytest.raises(LookupFailedError):
        text_of(message, "none", "usual")
    for name in ("text", "float", "flag", "none", "gone"):
        with pytest.raises(LookupFailedError, match=name):
            numbers_of(message, "start", name)
