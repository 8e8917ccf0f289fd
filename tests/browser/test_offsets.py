"""The browser counts as Python does: the widget's own module, loaded as it is, against code points."""

import random
from importlib.resources import files
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

SIGNS = ["a", "ø", " ", "\n", "🏠", "👩‍👧", "🇩🇰", "e\u0301", "\u200d", "\ufe0f", "𝔘", "\u202e", "\uffff", "\U00010000", "\U0010ffff", "한"]  # fmt: skip
FIXED = [
    "",
    "a",
    "🏠",
    "🏠a",
    "a🏠",
    "🏠🏠",
    "👩‍👧‍👦",
    "e\u0301🏠e\u0301",
    "\U0010ffff" * 3,
    "uden",
    "æøå 🏠 æøå",
]
MODULE = files("casekit.widget").joinpath("static", "offsets.js").read_text("utf-8")
IN_THE_BROWSER = """async ([module, texts]) => {
  const it = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
  return texts.map((text) => ({
    astral: it.hasAstral(text), length: it.lengthOf(text), units: text.length,
    points: Array.from({ length: text.length + 3 }, (_, unit) => it.pointsBefore(text, unit)),
    at: Array.from({ length: it.lengthOf(text) + 3 }, (_, point) => it.unitAt(text, point)),
  }));
}"""


def vectors() -> list[str]:
    """Texts made once, the same in every run."""
    made: list[str] = []

    @seed(20)
    @settings(max_examples=200, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.lists(st.sampled_from(SIGNS) | st.text(max_size=2), max_size=12).map("".join))
    def make(text: str) -> None:
        made.append(text)

    make()
    long = "".join(random.Random(20).choices(SIGNS, k=3000))
    return [*FIXED, *dict.fromkeys(made), long]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def expected(text: str) -> dict[str, Any]:
    """What Python says of each code point and each UTF-16 unit; one inside a pair counts as before it, one beyond the end as the end."""
    starts = [units(text[:point]) for point in range(len(text) + 1)]
    return {
        "astral": units(text) != len(text),
        "length": len(text),
        "units": units(text),
        "points": [max(point for point, start in enumerate(starts) if start <= unit) for unit in range(units(text) + 3)],
        "at": [starts[min(point, len(text))] for point in range(len(text) + 3)],
    }  # fmt: skip


def test_the_browser_counts_as_python_does(chromium: Any) -> None:
    texts = vectors()
    assert len(texts) > 150
    assert any(ord(text[-1]) > 0xFFFF for text in texts if text)
    page = chromium.new_page()
    told = page.evaluate(IN_THE_BROWSER, [MODULE, texts])
    page.close()
    for text, found in zip(texts, told, strict=True):
        assert found == expected(text), ascii(text[:80])
