"""Colours as other programs write them."""

import re

__all__ = ["hex_colour"]

_HEX = re.compile(r"#?([0-9a-f]+)")
_PARTS = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+%?\s*)?\)")


def hex_colour(text: str) -> str:
    """A colour as ``#rrggbb``; "" for what is none.

    Of eight digits, two are how opaque it is: the last if they are ``ff``, else the first.

    >>> [hex_colour(text) for text in ("#1B6CA8", "#abc", "rgba(27, 108, 168, 0.5)", "#ff1b6ca8", "#1b6ca8ff", "red")]
    ['#1b6ca8', '#aabbcc', '#1b6ca8', '#1b6ca8', '#1b6ca8', '']
    """
    told = text.strip().lower()
    if match := _PARTS.fullmatch(told):
        parts = [int(part) for part in match.groups()]
        return "#" + bytes(parts).hex() if max(parts) < 256 else ""
    match = _HEX.fullmatch(told)
    digits = match[1] if match else ""
    if len(digits) == 8:
        return "#" + (digits[:6] if digits.endswith("ff") and not digits.startswith("ff") else digits[2:])
    if len(digits) == 3:
        return "#" + "".join(digit * 2 for digit in digits)
    return f"#{digits}" if len(digits) == 6 else ""
