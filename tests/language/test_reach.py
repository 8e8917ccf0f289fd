"""The window and the sentence against an implementation that walks from word to word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.clauses import Clauses
from casekit.language.cues import Window
from casekit.language.index import Indexer, Source
from casekit.language.places import Places
from casekit.language.reach import NONE, Reach, nearer

WORD = st.sampled_from(["cue", "cue", "target", "but", "because", "x", "y"])
JOIN = st.sampled_from([" ", " ", " ", " ", ", ", ". ", "\n", " – ", " „"])
TEXT = st.lists(st.tuples(WORD, JOIN), min_size=1, max_size=25).map(
    lambda said: "".join(word + sign for word, sign in said)
)
WINDOW = st.builds(Window, st.integers(1, 6), st.integers(1, 6))


def laid_out(text):
    index = Indexer().index([Source("A", text)])
    clauses = Clauses.of(index, {"A": text}, np.arange(len(index.homes)))
    said = [index.written[one] for one in index.types]
    reach = Reach.of(clauses, places(said, "but"), places(said, "because"))
    return said, reach


def places(said, word):
    at = np.array([number for number, one in enumerate(said) if one == word], np.int64)
    return Places(at, at)


def breaks(said, numbers, starts, text):
    """Whether punctuation, or the end of a line, stands before each word."""
    told = [True]
    for at in range(1, len(said)):
        gap = text[starts[at - 1] + len(said[at - 1]) : starts[at]]
        told.append(any(sign in ",.–\n" for sign in gap))
    return told


def walk(said, ends, target, steps, step, stops):
    """The first cue on the way from the target, and how far it is."""
    at = target
    for far in range(1, steps + 1):
        crossing = at if step < 0 else at + 1
        at += step
        if not 0 <= at < len(said) or ends[crossing] or said[at] in stops:
            return None
        if said[at] == "cue":
            return far, at
    return None


@given(TEXT, WINDOW)
def test_a_window_finds_what_one_finds_who_walks_from_word_to_word(text, window):
    said, reach = laid_out(text)
    index = Indexer().index([Source("A", text)])
    ends = breaks(said, None, index.starts.tolist(), text)
    cues, targets = places(said, "cue"), places(said, "target")
    expected = []
    for target in targets.first.tolist():
        before = walk(said, ends, target, window.before, -1, {"but", "because"})
        after = walk(said, ends, target, window.after, 1, {"but"})
        near = min((one for one in (before, after) if one), default=None)
        expected.append(NONE if near is None else cues.first.tolist().index(near[1]))
    assert reach.window(cues, targets, window).tolist() == expected


@given(TEXT)
def test_a_sentence_has_no_but_between_a_cue_and_its_target(text):
    said, reach = laid_out(text)
    cues, targets = places(said, "cue"), places(said, "target")
    sentence = reach.clauses.sentence.tolist()
    expected = []
    for target in targets.first.tolist():
        near = [
            (abs(cue - target), number)
            for number, cue in enumerate(cues.first.tolist())
            if sentence[cue] == sentence[target] and "but" not in said[min(cue, target) : max(cue, target)]
        ]
        expected.append(min(near)[1] if near else NONE)
    assert reach.sentence(cues, targets).tolist() == expected


@pytest.mark.parametrize(("taken", "number"), [((True, True), 0), ((False, True), 1), ((True, False), 0), ((False, False), NONE)])  # fmt: skip
def test_of_two_as_near_the_earlier_is_taken(taken, number):
    cues = Places(np.array([1, 5]), np.array([1, 5]))
    target = Places(np.array([3]), np.array([3]))
    one, other = (np.array([0]), np.array([taken[0]])), (np.array([1]), np.array([taken[1]]))
    assert nearer(cues, target, one, other).tolist() == [number]
