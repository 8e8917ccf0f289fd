"""Time marks in transcripts: ``[00:00:05]``, ``(01:02)``, ``#00:00:21-4#``; they become times and leave the text."""

import re
from typing import NamedTuple

from casekit.readers.label_words import known_role

__all__ = ["Marked", "milliseconds", "take_marks"]

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_F4 = r"#\s?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[-.,]\d{1,3})?\s?#"
_RANGE = rf"{_CLOCK}(?:\s{{0,3}}(?:-->|[-–—]|til|bis|tot|to)\s{{0,3}}{_CLOCK})?"
_SQUARE = rf"(?:\[\s?{_RANGE}\s?\]|<\s?{_RANGE}\s?>)"
_ROUND = rf"(?:\(\s?{_RANGE}\s?\)|\{{\s?{_RANGE}\s?\}})"
_LONG = r"\d{1,3}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
_BARE = rf"{_LONG}(?:\s{{0,3}}(?:-->|[-–—])\s{{0,3}}{_LONG})?(?![\d:])"

_ROUND_LONG = rf"\({_LONG}\)"  # at the end of a line "(12:30)" is something said

_LEADING = re.compile(rf"[ \t]*(?P<mark>{_F4}|{_SQUARE}|{_ROUND}|{_BARE})[ \t]*")
_TRAILING = re.compile(rf"[ \t]{{0,9}}(?P<mark>{_F4}|{_SQUARE}|{_ROUND_LONG})[ \t]*\Z")
_INNER = re.compile(rf"(?P<mark>{_F4}|{_SQUARE})[ \t]?")
_AFTER_LABEL = re.compile(
    r"(?P<label>[^:\n]{1,60}?)[ \t]{0,3}(?P<colon>:?)[ \t]{0,3}"
    rf"(?P<mark>{_F4}|{_SQUARE}|{_ROUND})[ \t]*(?P<late>:?)"
)
_BARE_AFTER_LABEL = re.compile(
    rf"(?P<label>[^:\n]{{1,30}}?)[ \t]{{1,3}}(?P<mark>{_CLOCK})[ \t]*(?P<colon>:)[ \t]*(?P<late>)"
)
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[-.,](\d{1,3}))?")
_WINDOW = 60  # a mark at the end of a line is never longer
_LABEL_AND_MARK = 80
_SIGNS = re.compile(r"[\[#<]")
# whether there is anything to take off: most lines end here
_CLOCK_HINT = re.compile(r":\d")
_BRACKET_HINT = re.compile(r"[#\[<({]\s?\d{1,3}:\d")
_BARE_HINT = re.compile(rf"[ \t]*{_LONG}|[^:\n]{{1,33}}:\d\d(?::\d\d)?(?:[.,]\d+)?[ \t]*:")


class Marked(NamedTuple):
    """A line without its time marks, the times in front of it and behind it, and how many stood inside it.

    ``leading`` says that it began with a time, or had one beside its label.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    inside: int = 0
    leading: bool = False


def milliseconds(time: str) -> int:
    """The first time in *time*, as milliseconds.

    >>> milliseconds("#00:00:21-4#"), milliseconds("01:02"), milliseconds("1:00:00,250")
    (21400, 62000, 3600250)
    """
    match = _TIME.search(time)
    assert match is not None  # noqa: S101 - callers pass what a pattern of this module found
    return _milliseconds(*match.groups(""))


def _milliseconds(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)


def take_marks(line: str) -> Marked:
    """*line* without its time marks.

    >>> take_marks("[00:00:05] Interviewer: Fijn.")
    Marked(text='Interviewer: Fijn.', start_ms=5000, end_ms=None, inside=0, leading=True)
    >>> take_marks("B: Ja. #00:00:58-2#").text
    'B: Ja.'
    """
    if not _hinted(line):
        return Marked(line)
    text, start, end = _leading(line)
    if text != line and not _hinted(text):
        return Marked(text, start, end, 0, start is not None)
    if _hinted(text[:_LABEL_AND_MARK]):
        text, start = _after_label(text, start)
    text, last = _trailing(text)
    text, inside = _INNER.subn("", text) if _SIGNS.search(text) else (text, 0)
    return Marked(text, start, last if last is not None else end, inside, start is not None)


def _hinted(line: str) -> bool:
    if _CLOCK_HINT.search(line) is None:
        return False
    return _BRACKET_HINT.search(line) is not None or _BARE_HINT.match(line) is not None


def _leading(line: str) -> tuple[str, int | None, int | None]:
    match = _LEADING.match(line)
    if match is None:
        return line, None, None
    mark = match["mark"]
    if mark.startswith("#") and match.end() == len(line):
        return "", None, milliseconds(mark)  # alone on its line, f4's mark ends what was said above
    return line[match.end() :], *_both(mark)


def _both(mark: str) -> tuple[int, int | None]:
    times = [_milliseconds(*time) for time in _TIME.findall(mark)]
    return times[0], times[1] if len(times) > 1 else None


def _after_label(line: str, start: int | None) -> tuple[str, int | None]:
    """``I [00:00:05]: …`` and ``I: [00:00:05] …``; without brackets only after a label that is known."""
    match = _AFTER_LABEL.match(line)
    if match is None or not (match["colon"] or match["late"]):
        match = _BARE_AFTER_LABEL.match(line)
        if match is None or known_role(match["label"]) is None:
            return line, start
    rest = line[match.end() :].lstrip(" \t")
    if not rest and match["mark"].startswith("#"):
        return line, start  # f4's mark ends the line
    return f"{match['label']}: {rest}".rstrip(" "), milliseconds(match["mark"]) if start is None else start


def _trailing(line: str) -> tuple[str, int | None]:
    tail = max(len(line) - _WINDOW, 0)
    match = _TRAILING.search(line, tail)
    if match is None:
        return line, None
    return line[: match.start()], milliseconds(match["mark"])
