import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.voices import VOICE_COLUMNS, overlapping, voices

pytestmark = pytest.mark.slow


TURNS = [
    ("I", "Hvad er svært?"),
    ("B", "Der er ingen bolig. Huslejen er for høj."),
    ("B2", "Støtten er god."),
]


def told(study):
    rows = voices(study, study.suggestions)
    return {(row.coder, row.same_code, row.agrees, row.codes) for row in rows.itertuples()}


def test_who_coded_the_same_words_is_told_with_all_that_they_gave(maker):
    maker.interview("A", "one", TURNS)
    maker.suggestion("A", "rent", "Huslejen er for høj.")
    maker.coding("A", "shortage", "Der er ingen bolig.", "Huslejen", coder="ah")
    maker.coding("A", "rent", "for høj", coder="ah")
    maker.coding("A", "act", "er for", coder="mb")
    maker.coding("A", "methods", "Støtten er god.", coder="agreed")  # other words
    maker.coding("A", "rent", "Huslejen", coder="indicators")  # no person
    assert told(maker.study()) == {("ah", True, True, "shortage, rent"), ("mb", False, False, "act")}


def test_words_that_only_meet_are_not_the_same(maker):
    maker.interview("A", "one", TURNS)
    maker.suggestion("A", "rent", "Huslejen er")
    maker.coding("A", "rent", " for høj.")
    assert told(maker.study()) == set()


def test_a_direction_is_contradicted_by_another_and_not_by_none(maker):
    maker.interview("A", "one", TURNS)
    maker.suggestion("A", "rent", "Huslejen er for høj.")
    for coder, polarity in (("ah", "barrier"), ("bk", "facilitator"), ("cc", "")):
        maker.coder(coder)
        maker.coding("A", "rent", "Huslejen", polarity=polarity, coder=coder)
    study = maker.study()
    proposed = study.suggestions.assign(polarity="barrier")
    found = voices(study, proposed).set_index("coder")["agrees"]
    assert found.to_dict() == {"ah": True, "bk": False, "cc": True}
    assert voices(study, study.suggestions)["agrees"].all()


def test_nothing_suggested_and_nothing_coded_is_nothing(maker):
    maker.interview("A", "one", TURNS)
    found = voices(maker.study(), maker.study().suggestions)
    assert (list(found.columns), len(found)) == (list(VOICE_COLUMNS), 0)


SPANS = st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 30), st.integers(1, 9)), max_size=12)


def frame(spans):
    rows = [(document, start, start + length) for document, start, length in spans]
    return pd.DataFrame(rows, columns=["document", "start", "end"]).astype({"start": "int64", "end": "int64"})


@given(SPANS, SPANS)
def test_two_overlap_exactly_where_they_share_a_place(first, second):
    marks, others = frame(first), frame(second)
    here, there = overlapping(marks, others, ["A", "B"])
    expected = {
        (i, j)
        for i, one in enumerate(marks.itertuples())
        for j, other in enumerate(others.itertuples())
        if one.document == other.document
        and set(range(one.start, one.end)) & set(range(other.start, other.end))
    }
    pairs = list(zip(np.asarray(here).tolist(), np.asarray(there).tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == expected
