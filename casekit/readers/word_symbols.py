"""The letters of symbol fonts: Word keeps them as numbers of a place in the font."""

__all__ = ["letter_of"]

_GREEK = dict(zip("ABCDEFGHIKLMNOPQRSTUWXYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True))
_SYMBOLS = {
    "symbol": {
        **{ord(latin): greek for latin, greek in _GREEK.items()},
        **{ord(latin.lower()): greek.lower() for latin, greek in _GREEK.items()},
        **dict(zip(range(0xA2, 0xB0), "′≤⁄∞ƒ♣♦♥♠↔←↑→↓", strict=True)),
        **dict(zip(range(0xB0, 0xBD), "°±″≥×∝∂•÷≠≡≈…", strict=True)),
        **dict(zip(range(0xD2, 0xE0), "®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
        **dict(zip(range(0x28, 0x40), "()∗+,−./0123456789:;<=>?", strict=True)),
    },
    "wingdings": {
        **dict(zip((0x4A, 0x4B, 0x4C, 0x6C, 0x6E, 0x6F, 0x75, 0x76), "☺😐☹●■□◆❖", strict=True)),
        **dict(zip((0x9F, 0xA7, 0xA8, 0xD8, 0xFB, 0xFC, 0xFD, 0xFE), "•▪◻➢✗✓☒☑", strict=True)),
        **dict(zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xEF, 0xF0, 0xF3), "←→↑↓➔⇦⇨⇔", strict=True)),
    },
    "wingdings 2": dict(zip((0x4F, 0x50, 0x51, 0x52, 0x97, 0xA3), "✗✓☒☑●☐", strict=True)),
}


def letter_of(font: str, code: str) -> str:
    """The letter of a symbol font, or nothing if there is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(font.lower())
    if table is not None:
        return table.get(number & 0xFF, "")
    private = 0xD800 <= number <= 0xF8FF or number > 0xEFFFF
    return "" if private or number < 0x20 else chr(number)
