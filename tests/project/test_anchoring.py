"""What of codings is the same in two copies, and what a person did in one of them."""

import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.project.anchoring import Reanchored, chosen_among, overtaken
from casekit.wording import LANGUAGES, speak

VERBS = {1: "record", 2: "correct", 3: "withdraw", 4: "recode", 5: "correct", 6: "settle"}


def version(name, event, ended_by, *, code="rent", revision="old"):
    fields = dict.fromkeys(
        ("codebook", "polarity", "coder", "quote_sha", "suggestion", "version", "carried"), ""
    )
    place = {"key": "c", "revision": revision, "start": 0, "end": 1}
    return {"id": name, "event": event, "ended_by": ended_by, "code": code, **place, **fields}


def gone(*rows, live):
    return overtaken(pd.DataFrame(rows), VERBS, set(live))


def test_what_was_taken_back_in_one_copy_is_so_where_it_was_only_carried_over():
    first, carried = version("a", 1, (2, 3)), version("b", 2, (), revision="new")
    assert gone(first, carried, live=["b"]) == {"b"}


def test_what_was_changed_in_one_copy_goes_before_what_was_carried_over():
    rows = version("a", 1, (2, 4)), version("b", 2, (), revision="new"), version("x", 4, (), code="waiting")
    assert gone(*rows, live=["b", "x"]) == {"b"}


def test_corrected_alike_and_settled_in_one_copy_is_settled():
    rows = version("a", 1, (2, 5)), version("b", 2, (6,)), version("d", 5, ()), version("s", 6, ())
    assert gone(*rows, live=["d", "s"]) == {"d"}


def test_what_was_only_carried_over_twice_stays():
    rows = version("a", 1, (2, 5)), version("b", 2, (), revision="n"), version("d", 5, (), revision="m")
    assert gone(*rows, live=["b", "d"]) == set()


def test_what_an_act_did_that_was_undone_counts_for_nothing():
    rows = version("a", 1, (2, 99)), version("b", 2, ())
    assert gone(*rows, live=["b"]) == set()


def test_a_text_is_chosen_by_the_beginning_of_its_id():
    texts = pd.DataFrame({"revision": ["abc1", "abd2"]})
    assert chosen_among("A", texts, "ABC") == "abc1"
    for wanted in ("ab", "", "x"):
        with pytest.raises(LookupFailedError):
            chosen_among("A", texts, wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_carried_over_is_told(language):
    speak(language)
    assert all(str(n) in str(Reanchored(11, 12, 13, 14, 15)) for n in range(11, 16))
    speak("en")
