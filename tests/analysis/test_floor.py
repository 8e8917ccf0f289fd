import gc

import numpy as np

from casekit.analysis import floor
from casekit.analysis.floor import floor_of, pairs_of


def test_a_study_has_one_floor_and_lets_it_go(small):
    study = small.study()
    assert floor_of(study) is floor_of(study)
    number = id(study)
    del study
    gc.collect()
    assert number not in floor._floors


def test_interviewers_speak_for_nobody(small):
    found = floor_of(small.study())
    assert (found.who < 0).sum() == 4
    assert list(found.respondents.iloc[found.who[found.who >= 0]]["speaker"]) == [
        "IP",
        "Leder",
        "Støtte",
        "Gæst",
        "IP",
    ]


def test_what_respondents_say_is_counted_in_words(small):
    found = floor_of(small.study())
    assert dict(zip(found.respondents["speaker"][:3], found.heard, strict=False)) == {
        "Leder": 9,
        "Støtte": 10,
        "Gæst": 3,
    }


def test_pairs_of_nothing_are_none():
    rows, places = pairs_of(np.array([4]), np.array([2]))
    assert len(rows) == len(places) == 0
