"""The co-occurrence matrix."""

import pandas as pd
import pytest

from casekit.charts import cooccurrence_alt, draw_cooccurrence
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _pairs(codes: int, name: str = "Kode") -> pd.DataFrame:
    names = [f"{name} {place}" for place in range(codes)]
    rows = [
        (one, other, (place + at) % 4, 2 + (place + at) % 5)
        for place, one in enumerate(names)
        for at, other in enumerate(names)
        if one != other
    ]
    return pd.DataFrame(rows, columns=["row", "column", "documents", "of_documents"])


@pytest.mark.parametrize(
    ("codes", "language"),
    [(2, "da"), (6, "de"), (30, "da"), (30, "de"), (30, "nl"), (30, "en")],
)  # each size, and the largest in every language
def test_each_pair_stands_there_once(tidy, long, codes: int, language: str) -> None:
    texts = tidy(draw_cooccurrence(_pairs(codes, long[language]), language=language))
    assert sum("/" in text and len(text) < 6 for text in texts) == codes * (codes - 1) // 2


def test_every_code_is_named_and_numbered(tidy) -> None:
    texts = tidy(draw_cooccurrence(_pairs(4), note="Og mere."))
    assert {"1. Kode 0", "4. Kode 3", "1", "4"} <= set(texts)
    assert any(text.endswith("Og mere.") for text in texts)


def test_where_the_order_counts_both_ways_are_shown(tidy) -> None:
    frame = _pairs(3)
    frame.loc[0, "documents"] += 1
    assert sum("/" in text for text in tidy(draw_cooccurrence(frame))) == 6


def test_few_documents_have_broken_edges() -> None:
    axes = draw_cooccurrence(_pairs(3).assign(of_documents=2)).axes[0]
    assert [patch for patch in axes.patches if patch.get_linestyle() not in ("-", "solid")]


def test_it_tells_the_strongest_pair_in_words() -> None:
    frame = pd.DataFrame(
        {"row": ["a", "b"], "column": ["b", "a"], "documents": [3, 3], "of_documents": [4, 4]}
    )
    told = cooccurrence_alt(frame)
    assert told.count("b – a") == 1
    assert "in 3 documents" in told
    assert draw_cooccurrence(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_cooccurrence(_pairs(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_cooccurrence(pd.DataFrame({"row": []}))
