import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import SpanError
from casekit.model.span import Span

spans = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_a_span_without_words_is_refused(start, end):
    with pytest.raises(SpanError) as caught:
        Span(start, end)
    assert caught.value.data == {"start": start, "end": end}


def test_a_span_counts_code_points():
    assert Span(0, 2).of("🏠ø|") == "🏠ø"
    assert len(Span(2, 7)) == 5


@given(spans, spans)
def test_two_spans_overlap_when_they_share_a_code_point(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_spans_sort_by_place():
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]
