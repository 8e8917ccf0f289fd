"""The network of codes."""

import pandas as pd
import pytest
from matplotlib.patches import Circle

from casekit.charts import draw_network, network_alt
from casekit.charts.circle import MOST
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _pairs(codes: int, name: str = "Kode") -> pd.DataFrame:
    names = [f"{name} {place}" for place in range(codes)]
    rows = [
        (names[one], names[other], (one * other) % 4, 5, 1 + one)
        for one in range(codes)
        for other in range(codes)
        if one != other
    ]
    return pd.DataFrame(rows, columns=["row", "column", "documents", "of_documents", "of"])


@pytest.mark.parametrize("codes", [1, 2, 6, 15])
@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_every_code_has_a_dot_and_its_name(tidy, long, codes: int, language: str) -> None:
    figure = draw_network(_pairs(codes, long[language]), language=language, title="Titel")
    tidy(figure)
    dots = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]
    assert len(dots) == (codes if codes > 1 else 0)


def test_more_codes_than_anybody_can_read_are_refused() -> None:
    with pytest.raises(TableError) as caught:
        draw_network(_pairs(MOST + 1))
    assert caught.value.data == {"codes": MOST + 1, "most": MOST}


def test_the_thicker_the_line_the_more_documents_and_one_is_broken() -> None:
    frame = pd.DataFrame(
        {"row": list("aab"), "column": list("bcc"), "documents": [1, 4, 2], "of_documents": [5, 5, 5]}
    )
    lines = {line.get_zorder(): line for line in draw_network(frame).axes[0].lines}
    edges = [line for line in draw_network(frame).axes[0].lines if line.get_zorder() == 2]
    assert lines
    assert len({line.get_linewidth() for line in edges}) == 3
    assert sum(line.is_dashed() for line in edges) == 1


def test_it_tells_lines_and_the_strongest_in_words() -> None:
    frame = _pairs(4)
    told = network_alt(frame)
    assert "4 codes" in told
    assert draw_network(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_network(_pairs(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_network(pd.DataFrame({"row": []}))
