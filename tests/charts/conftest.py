"""Frames that charts take, made small and the same each time."""

from collections.abc import Callable
from random import Random

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

Check = Callable[[Figure], list[str]]
Frames = Callable[..., pd.DataFrame]
_DIRECTIONS = ("barrier", "facilitator", "mixed", "neutral")


def _frame(cases: int = 2, items: int = 3, *, of: int = 4, label: str = "Emne") -> pd.DataFrame:
    chance = Random(cases * 100 + items)
    rows = []
    for case in range(cases):
        for item in range(items):
            told = chance.randint(0, of)
            where = [chance.choice(_DIRECTIONS) for _ in range(told)]
            counts = {name: where.count(name) for name in _DIRECTIONS}
            rows.append(
                {
                    "case": f"By {case + 1}",
                    "item": f"{label} {item + 1}",
                    "interviews": told,
                    "of": of,
                    **counts,
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture
def frames() -> Frames:
    """Makes a frame of so many cases and items."""
    return _frame


LONG = {
    "da": "Kommunens anvisningsret og samarbejdet med de almene boligorganisationer",
    "de": "Belegungsrechte und kommunale Wohnungsvergabe an Wohnungslosenhilfeeinrichtungen",
    "nl": "Toewijzingsafspraken met woningcorporaties en gemeentelijke uitvoeringsorganisaties",
    "en": "Provider agreements and the allocation rights of the municipality",
}


@pytest.fixture
def long() -> dict[str, str]:
    """A long name of a code in each language."""
    return LONG


@pytest.fixture
def tidy() -> Check:
    """The texts of a chart, after seeing that it is as wide as a page, no text lies on another or off the sheet, none is below 7 points."""

    def check(figure: Figure) -> list[str]:
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [text for text in figure.axes[0].texts if text.get_text()]
        boxes = [text.get_window_extent(renderer) for text in texts]
        shown = min(1.0, 6.3 / figure.get_figwidth())
        assert min(text.get_fontsize() * shown for text in texts) >= 7
        for place, box in enumerate(boxes):
            assert box.x0 > -1, texts[place]
            assert box.y0 > -1, texts[place]
            assert box.x1 < figure.bbox.width + 1, texts[place]
            assert box.y1 < figure.bbox.height + 1, texts[place]
            for other in boxes[:place]:
                wide = min(box.x1, other.x1) - max(box.x0, other.x0)
                high = min(box.y1, other.y1) - max(box.y0, other.y0)
                assert wide <= 1 or high <= 1.5, texts[place]
        return [text.get_text() for text in texts]

    return check


@pytest.fixture
def hatched() -> Callable[[Figure], set[str]]:
    """The hatchings in a chart."""
    return lambda figure: {patch.get_hatch() for patch in figure.axes[0].patches} - {None}
