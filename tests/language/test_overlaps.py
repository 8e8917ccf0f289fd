import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.overlaps import beaten, resolve

HIT = st.tuples(st.integers(0, 12), st.integers(0, 4), st.integers(0, 3))
HITS = st.lists(HIT, max_size=14, unique=True)
SIGNS = np.array([3, 1, 8, 2, 2, 5, 1, 9, 4, 4, 1, 7, 3, 2, 6, 1, 2])  # in each word, with the blank


def slowly(hits):
    kept, lost = [], {}
    for first, last, name in sorted(
        hits, key=lambda hit: (-SIGNS[hit[0] : hit[1] + 1].sum(), hit[0], hit[2])
    ):
        over = [hit for hit in kept if hit[0] <= last and first <= hit[1]]
        for hit in over:
            lost.setdefault(hit, set()).add(name)
        if not over:
            kept.append((first, last, name))
    return {hit: tuple(f"p{name}" for name in sorted(lost.get(hit, set()) - {hit[2]})) for hit in kept}


@given(HITS)
def test_the_longest_stay_then_the_leftmost_then_the_first_listed(drawn):
    hits = [(first, first + more, name) for first, more, name in drawn]
    columns = np.array(hits, np.int64).reshape(-1, 3).T
    first, last, listed = (np.ascontiguousarray(column) for column in columns)
    lengths = np.array([SIGNS[begin : end + 1].sum() for begin, end, _ in hits], np.int64)
    kept = resolve(first, last, lengths, listed)
    told = beaten(kept, listed, [f"p{number}" for number in range(4)])
    assert {hits[row]: names for row, names in zip(kept.rows.tolist(), told, strict=True)} == slowly(hits)
