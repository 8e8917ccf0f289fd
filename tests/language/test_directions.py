"""The nearest cue, against an implementation that looks at every cue."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.clauses import Clauses
from casekit.language.cues import KINDS, Window
from casekit.language.directions import FAR, LONG, Directions
from casekit.language.index import Indexer, Source
from casekit.language.places import Places
from casekit.language.reach import NONE, Reach

KIND = {"bad": "barrier", "good": "facilitator", "sadly": "regret", "luckily": "relief", "not": "negation", "but": "contrast", "though": "concession"}  # fmt: skip
WORD = st.sampled_from([*KIND, "bad", "good", "flat", "flat", "xx", "xx xx xx xx xx xx xx xx xx"])
JOIN = st.sampled_from([" ", " ", " ", ", ", ". ", "\n"])
TEXT = st.lists(st.tuples(WORD, JOIN), min_size=1, max_size=30).map(
    lambda said: "".join(word + sign for word, sign in said)
)


def laid_out(text):
    index = Indexer().index([Source("A", text)])
    clauses = Clauses.of(index, {"A": text}, np.arange(len(index.homes)))
    said = [index.written[one] for one in index.types]
    places = {kind: at(said, None) for kind in KINDS} | {kind: at(said, word) for word, kind in KIND.items()}
    reach = Reach.of(clauses, places["contrast"], places["reason"])
    return index, said, places, reach, Directions.of(places, reach, Window(2, 2))


def at(said, word):
    numbers = np.array([number for number, one in enumerate(said) if one == word], np.int64)
    return Places(numbers, numbers)


@given(TEXT)
def test_the_cue_that_decides_is_the_one_found_by_looking_at_all(text):
    index, said, places, reach, directions = laid_out(text)
    targets = at(said, "flat")
    found = directions.nearest(reach, places["contrast"], targets, index.segments)
    sentence, turn = reach.clauses.sentence.tolist(), index.segments.tolist()
    cues = list(zip(directions.places.first.tolist(), directions.yields.tolist(), strict=True))

    def choices(target, buts):
        def nearest(fits):
            near = [(abs(cue - target), number) for number, (cue, yields) in enumerate(cues) if abs(cue - target) <= LONG and fits(cue, yields)]  # fmt: skip
            return min(near)[1] if near else None

        here = sentence[target]
        return [
            nearest(lambda cue, yields: buts and cue > buts[-1] and sentence[cue] == here and not yields),
            nearest(lambda cue, yields: sentence[cue] == here and not yields),
            nearest(lambda cue, yields: sentence[cue] == here),
            nearest(lambda cue, yields: abs(sentence[cue] - here) <= FAR and turn[cue] == turn[target] and not yields),
        ]  # fmt: skip

    for row, target in enumerate(targets.first.tolist()):
        buts = [word for word, one in enumerate(said) if one == "but" and sentence[word] == sentence[target]]
        told = choices(target, buts)
        assert found.cue[row] == next((one for one in told if one is not None), NONE)
        assert found.turned[row] == (told[0] is not None and buts[-1] > target)


@given(TEXT)
def test_a_negation_turns_one_cue_at_most_and_never_regret_or_relief(text):
    _, said, places, _, directions = laid_out(text)
    turned = directions.negation[directions.negation != NONE]
    assert len(set(turned.tolist())) == len(turned) <= len(places["negation"].first)
    firm = [said[word] in ("sadly", "luckily") for word in directions.places.first]
    assert (directions.signs[firm] == directions.own[firm]).all()
    assert (directions.signs != directions.own).sum() == len(turned)
