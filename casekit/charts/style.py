"""Colours, hatching, type sizes and measures of all charts, in one place.

Colours: #B35806 and #2166AC are the ends of ColorBrewer's PuOr and RdBu (https://colorbrewer2.org, colour-blind safe),
4.9:1 and 5.9:1 on white; the blues are ColorBrewer's Blues. Contrast is that of WCAG 2.1.
"""

from typing import Any

__all__ = [
    "BAND",
    "BARRIER",
    "BARRIER_LIGHT",
    "FACILITATOR",
    "FAINT",
    "FEW",
    "FONT",
    "GREY",
    "HATCH",
    "HEIGHT",
    "INK",
    "LEAST",
    "RULE",
    "SIZES",
    "SMALL",
    "WIDTH",
    "contrast",
    "ink_on",
    "settings",
    "share_colour",
]

WIDTH = (
    6.3  # inches: the text width of an A4 page with margins of 2.5 cm, so that 8 points are 8 points on paper
)
HEIGHT = 8.2  # inches: the page's text height less heading and caption
FONT = "DejaVu Sans"  # comes with matplotlib: the same letters, and so the same bytes, on every machine
SMALL = 3  # below this number of interviews a case is shown in grey
FEW = 10  # from this number of interviews up bars take the place of marks

INK, GREY, RULE = "#1f1f1f", "#595959", "#8c8c8c"  # 16.5, 7.0 and 3.4 on white
FAINT, BAND = "#d9d9d9", "#f3f3f3"  # these guide the eye and say nothing
BARRIER, BARRIER_LIGHT, FACILITATOR = "#b35806", "#fdf0e3", "#2166ac"
HATCH = "//////"
LEAST = 7.0  # points: no letter is smaller on a page
SIZES = {"title": 11.0, "head": 8.5, "label": 8.5, "cell": 8.0, "note": 7.5}  # points

_BLUES = ("f7fbff", "deebf7", "c6dbef", "9ecae1", "6baed6", "4292c6", "2171b5", "08519c", "08306b")
_INKS = ("#1f1f1f", "#ffffff", "#000000")
_PALE_INKS = ("#595959", "#e8e8e8")
_ENOUGH = 4.5  # WCAG 2.1, 1.4.3


def settings() -> dict[Any, Any]:
    """What charts set in matplotlib while they draw, whatever the user's own settings are."""
    return {
        "font.family": [FONT],
        "text.usetex": False,
        "text.hinting": "none",
        "text.antialiased": True,
        "path.simplify": True,
        "hatch.linewidth": 0.9,
        "savefig.bbox": None,
        "savefig.facecolor": "white",
        "savefig.transparent": False,
        "axes.unicode_minus": True,
    }


def share_colour(share: float) -> str:
    """The blue for a share from 0 (nearly white) to 1 (dark).

    >>> share_colour(0), share_colour(1)
    ('#f7fbff', '#08306b')
    """
    place = min(max(share, 0.0), 1.0) * (len(_BLUES) - 1)
    low = min(int(place), len(_BLUES) - 2)
    pairs = zip(_channels(_BLUES[low]), _channels(_BLUES[low + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (place - low)):02x}" for a, b in pairs)


def ink_on(background: str, *, pale: bool = False) -> str:
    """A text colour with at least 4.5:1 on *background*; *pale*: a grey where one is legible.

    >>> ink_on("#f7fbff"), ink_on("#08306b"), ink_on("#f7fbff", pale=True)
    ('#1f1f1f', '#ffffff', '#595959')
    """
    inks = (*_PALE_INKS, *_INKS) if pale else _INKS
    return next(ink for ink in inks if contrast(ink, background) >= _ENOUGH)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).

    >>> round(contrast("#B35806", "#ffffff"), 1), round(contrast("#2166AC", "#ffffff"), 1)
    (4.9, 5.9)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [_linear(channel / 255) for channel in _channels(colour.lstrip("#"))]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
