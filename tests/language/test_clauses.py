import numpy as np
import pytest

from casekit.language.clauses import Clauses
from casekit.language.index import Indexer, Source
from casekit.model.span import Span


def of(text, segments=None):
    index = Indexer().index([Source("A", text, segments)])
    told = Clauses.of(index, {"A": text}, np.arange(len(index.homes)))
    return [index.written[one] for one in index.types], told


@pytest.mark.parametrize(
    ("text", "count"),
    [("a b c", 1), ("a, b c", 2), ("a – b", 2), ("a - b", 2), ("a (b) c", 3), ("a „b“ c", 1), ("a-b c", 1), ("a: b; c", 3), ("a… b! c?", 3),
     ("a\nb", 2), ("Klient:in b", 1), ("🏠, b c", 1), ("a 🏠, b", 2)],
)  # fmt: skip
def test_punctuation_ends_a_clause_and_what_stands_inside_words_does_not(text, count):
    _, told = of(text)
    assert len(set(told.clause.tolist())) == count


def test_a_sentence_ends_where_the_sentences_of_the_text_end():
    _, told = of("Det var kl. 3. Vi ringede. Så kom de!")
    assert told.sentence.tolist() == [0] * 6 + [1] * 3


def test_no_sentence_goes_over_two_segments():
    text = "a b c d"
    words, told = of(text, [Span(0, 3), Span(4, 7)])
    assert words == ["a", "b", "c", "d"]
    assert told.sentence.tolist() == [0, 0, 1, 1]
    assert told.clause.tolist() == [0, 0, 1, 1]


def test_only_the_segments_that_are_asked_for_are_read():
    text = "aa. bb.\ncc. dd."
    index = Indexer().index([Source("A", text)])
    told = Clauses.of(index, {"A": text}, np.array([1, 1]))
    assert told.sentence.tolist() == [0, 0, 1, 2]
