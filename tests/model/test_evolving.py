"""A study that takes in codings and memos says what the study of all facts says (the acts' own tests compare whole histories)."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from casekit.model.codebook import Code, Codebook
from casekit.model.evolving import EVOLVING, evolved, told_elsewhere
from casekit.model.facts import Coder, Coding, Fact, Key, Memo, key_of
from casekit.model.study import Study
from casekit.model.words import Words

MB = Coder(key_of("coder", "mb"), "mb")
EVENT = {"n": 3, "state": "abd", "at": "2024-01-02"}  # as what the facts of conftest are of


@pytest.fixture
def facts(interview: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return (*interview, MB)


def memo(about: Coding, text: str, *, name: str = "m") -> Memo:
    return Memo(key_of(name), about.key, text, about.coder, about.revision, about.start, about.end)


def assert_same(study: Study, whole: Study) -> None:
    for name in ("codings", "memos"):
        pd.testing.assert_frame_equal(getattr(study, name), getattr(whole, name))


def test_codings_and_memos_are_what_it_can_take_in() -> None:
    assert set(EVOLVING) == {Coding, Memo}


def test_what_came_stands_last_with_case_turn_and_coder(facts, make, coding) -> None:
    first, second = coding(24, 33), replace(coding(34, 41, name="d"), coder=MB.key)
    found = evolved(make(*facts, first), [second], [], **EVENT)
    assert_same(found, make(*facts, first, second))
    row = found.codings.iloc[-1]
    assert (row["document"], row["case"], row["turn"], row["coder"]) == ("SOE-01", "soe", 2, "mb")
    assert (found.n, found.state, found.at) == (3, "abd", "2024-01-02")


def test_what_changed_takes_the_place_of_the_one_before_and_stands_last(facts, make, coding) -> None:
    first, second = coding(24, 33), coding(34, 41, name="d")
    changed = replace(first, polarity="facilitator", end=41)
    found = evolved(make(*facts, first, second), [changed], [], **EVENT)
    assert_same(found, make(*facts, second, changed))


def test_what_went_is_gone_and_nothing_else(facts, make, coding) -> None:
    first, second = coding(24, 33), coding(34, 41, name="d")
    study = make(*facts, first, second, memo(second, "x"))
    assert_same(evolved(study, [], [first.key], **EVENT), make(*facts, second, memo(second, "x")))
    assert_same(evolved(study, [], [key_of("m")], **EVENT), make(*facts, first, second))
    assert_same(evolved(study, [], [Key("nobody's")], **EVENT), study)


def test_the_last_one_that_goes_leaves_a_frame_of_the_same_kinds(facts, make, coding) -> None:
    only = coding(24, 33)
    none = evolved(make(*facts, only), [], [only.key], **EVENT)
    assert none.codings.empty
    assert_same(evolved(none, [only], [], **EVENT), make(*facts, only))


def test_memos_are_about_codings_and_about_words(facts, make, coding) -> None:
    one = coding(24, 33)
    words = Memo(key_of("w"), one.revision, "ordene", one.coder, one.revision, 3, 8)
    found = evolved(make(*facts, one), [memo(one, "a"), words], [], **EVENT)
    assert_same(found, make(*facts, one, memo(one, "a"), words))
    assert found.memos["document"].tolist() == ["SOE-01", "SOE-01"]
    again = evolved(found, [memo(one, "b")], [], **EVENT)
    assert_same(again, make(*facts, one, words, memo(one, "b")))


def test_what_did_not_change_is_the_same_frame(facts, make, coding) -> None:
    study = make(*facts, coding(24, 33))
    found = evolved(study, [memo(coding(24, 33), "x")], [], **EVENT)
    assert found.codings is study.codings
    assert found.turns is study.turns
    assert evolved(study, [], [], **EVENT).memos is study.memos
    assert study.memos.empty, "the study before is a value"


def test_a_code_of_today_is_shown_beside_the_one_it_was_given_as(
    facts, make: Callable[..., Study], coding, book: Codebook
) -> None:
    given = replace(coding(24, 33), version="0.9")
    found = evolved(make(*facts, book=book), [given], [], **EVENT)
    assert_same(found, make(*facts, given, book=book))
    assert bool(found.codings["waits"].iloc[0])


def test_what_waits_or_is_in_conflict_is_told_elsewhere_too(
    facts, make: Callable[..., Study], coding, book: Codebook
) -> None:
    one, other = coding(24, 33), replace(coding(34, 41, name="d"), coder=MB.key)
    assert not told_elsewhere(make(*facts, one, other), [one.key, other.key])
    assert told_elsewhere(make(*facts, one, book=book), [one.key])
    twice = make(*facts, one, replace(one, end=32), other)
    assert told_elsewhere(twice, [one.key])
    assert not told_elsewhere(twice, [other.key])
    changed = make(*facts, replace(one, carried="changed"), other)
    assert told_elsewhere(changed, [one.key])
    assert not told_elsewhere(changed, [other.key])


@pytest.fixture
def book() -> Codebook:
    return Codebook("small", "1.0", Words(), (Code("other", Words.of({"en": "Other"})),), licence="")
