import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.index import Indexer, Source
from casekit.language.tokens import words
from casekit.model.span import Span

TEXT = st.text("abCø*:in-–’' .,\n\t\u00a0\u0301\u2011\u00ad🏠", max_size=60)


def rows(index):
    """Document, segment in it, word, start and end."""
    homes = index.homes[index.segments]
    written = [index.written[number] for number in index.types]
    ends = index.ends(range(len(index)))
    return list(
        zip(homes.tolist(), index.numbers[index.segments].tolist(), written, index.starts.tolist(), ends.tolist(), strict=True)
    )  # fmt: skip


def slowly(sources):
    for number, source in enumerate(sources):
        for segment, span in enumerate(source.segments):
            for word in words(source.text, span):
                yield number, segment, word.text, word.start, word.end


def cut(text, places):
    edges = sorted({min(place, len(text)) for place in places})
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]


@given(st.lists(st.tuples(TEXT, st.lists(st.integers(0, 60), max_size=6)), max_size=4))
def test_the_index_has_the_words_of_the_segments_and_their_places(drawn):
    sources = [Source(str(number), text, cut(text, places)) for number, (text, places) in enumerate(drawn)]
    index = Indexer().index(sources)
    assert rows(index) == list(slowly(sources))
    where = index.order.tolist()
    assert sorted(where) == list(range(len(index)))
    assert where == sorted(where, key=lambda at: (index.types[at], at))


@given(TEXT)
def test_without_segments_lines_part_what_is_said(text):
    index = Indexer().index([Source("D", text)])
    lines, at = [], 0
    for line in text.split("\n"):
        lines += [Span(at, at + len(line))] if line else []
        at += len(line) + 1
    assert rows(index) == list(slowly([Source("D", text, lines)]))


def test_only_a_text_that_has_changed_is_read_again():
    indexer = Indexer()
    one, other, new = Source("A", "få boliger"), Source("B", "dyre boliger"), Source("B", "dyre huse")
    first = indexer.index([one, other])
    kept = dict(indexer._pieces)
    second = indexer.index([one, new])
    assert [mark in kept for mark in indexer._pieces] == [True, False]
    assert rows(second) == rows(Indexer().index([one, new]))
    assert rows(first) == rows(Indexer().index([one, other]))


def test_other_turns_of_the_same_text_are_another_text():
    indexer = Indexer()
    whole, half = Source("A", "få boliger", [Span(0, 10)]), Source("A", "få boliger", [Span(0, 2)])
    assert (len(indexer.index([whole])), len(indexer.index([half])), len(indexer.index([whole]))) == (2, 1, 2)


def test_words_take_little_room():
    index = Indexer().index([Source("D", "der er for få boliger i byen " * 5000)])
    assert index.nbytes / len(index) < 30


@pytest.mark.parametrize("piece", ["a", "a-", "a*in", "a:innen", " ", "a b ", "👩‍👧 ", "e\u0301", "a\u00ad", "שלום ", "a/-innen/", "\t", "Mieter*", "1."])  # fmt: skip
def test_a_long_text_in_one_line_is_indexed_in_linear_time(piece):
    text = piece * (300_000 // len(piece))
    begun = time.process_time()
    index = Indexer().index([Source("D", text)])
    assert time.process_time() - begun < 2
    assert index.starts[-1] < len(text) if len(index) else not any(map(str.isalnum, text))


def test_a_text_may_be_composed_or_not():
    text = unicodedata.normalize("NFD", "Bäume, på Straße")
    assert [row[2] for row in rows(Indexer().index([Source("D", text)]))] == text.replace(",", "").split()
