"""Colours of codes: faint on white, or hard to tell apart.

Contrast is WCAG 2.1's (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio); 3:1 is what it asks of marks that carry meaning.
Distances are CIE76: the Euclidean distance in CIELAB under D65, from sRGB by IEC 61966-2-1. How somebody with deuteranopia
sees a colour follows G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of
color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), table for severity 1.0.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from math import dist

from casekit.codebook.texts import place
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding
from casekit.wording import format_number

__all__ = ["check_colours"]

CONTRAST = 3.0
APART = 20.0  # seen by most; 2 is just noticeable side by side, and marks in a chart stand apart
APART_DEUTERANOPIA = 6.0  # much is lost there: only pairs that all but fall together are told

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_Channels = tuple[float, float, float]
_Matrix = tuple[_Channels, _Channels, _Channels]
_TO_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
_DEUTERANOPIA: _Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def check_colours(book: Codebook) -> Iterator[Finding]:
    """Findings on colours that are none, too faint on white, or too near to that of another code with the same parent."""
    good: list[Code] = []
    for code in book:
        where = place(code.id, "colour")
        if code.colour and not _HEX.fullmatch(code.colour):
            yield Finding.of("colour_unreadable", "warning", where, colour=code.colour)
        elif code.colour:
            good.append(code)
            if (found := contrast_to_white(code.colour)) < CONTRAST:
                yield Finding.of(
                    "colour_faint",
                    "warning",
                    where,
                    colour=code.colour,
                    contrast=format_number(found, 1),
                    least=format_number(CONTRAST, 1),
                )
    for one, other in combinations(good, 2):
        if one.parent == other.parent:
            yield from _alike(one, other)


def _alike(one: Code, other: Code) -> Iterator[Finding]:
    where = place(other.id, "colour")
    if difference(one.colour, other.colour) < APART:
        yield Finding.of("colours_alike", "warning", where, colour=other.colour, other=one.id)
    elif difference(one.colour, other.colour, deuteranopia=True) < APART_DEUTERANOPIA:
        yield Finding.of("colours_alike_deuteranopia", "note", where, colour=other.colour, other=one.id)


def contrast_to_white(colour: str) -> float:
    """The contrast of ``#rrggbb`` to white paper, 1 to 21.

    >>> round(contrast_to_white("#000000")), round(contrast_to_white("#1b6ca8"), 1)
    (21, 5.6)
    """
    red, green, blue = _linear(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def difference(one: str, other: str, *, deuteranopia: bool = False) -> float:
    """How far two colours ``#rrggbb`` are apart; 100 between black and white.

    >>> round(difference("#000000", "#ffffff"))
    100
    """
    first, second = (_linear(colour) for colour in (one, other))
    if deuteranopia:
        first, second = (_times(_DEUTERANOPIA, light) for light in (first, second))
    return dist(_lab(first), _lab(second))


def _linear(colour: str) -> _Channels:
    red, green, blue = (_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _lab(light: _Channels) -> _Channels:
    x, y, z = (
        _root(max(value, 0.0) / white) for value, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _times(matrix: _Matrix, light: _Channels) -> _Channels:
    first, second, third = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return first, second, third
