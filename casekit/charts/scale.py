"""Round numbers along an axis."""

from math import ceil, floor, log10

__all__ = ["ticks"]


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most *most* round numbers from *low* to *high*, at steps of 1, 2 or 5 times a power of ten; whole ones from ten up.

    >>> ticks(0, 7, 5), ticks(1, 240, 6), ticks(0, 0, 4)
    ([0.0, 2.0, 4.0, 6.0], [1, 50.0, 100.0, 150.0, 200.0], [0])
    """
    if high <= low:
        return [low]
    raw = (high - low) / max(most - 1, 1)
    power = 10.0 ** floor(log10(raw))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= raw * (1 - 1e-9))
    step = max(step, 1.0) if low >= 0 and high > 2 else step
    first = ceil(low / step - 1e-9)
    told = [round(step * place, 9) for place in range(first, int(high / step + 1e-9) + 1)]
    return told if (told and told[0] == low) or low == 0 or low < 0 else [low, *told]
