"""Cues of WebVTT and SubRip files: one grammar, lax where people and programs are lax."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from casekit.readers.clean import clean
from casekit.readers.said import one_line

__all__ = ["Cue", "Subtitles", "has_timings", "parse_cues"]

_STAMP = r"(?:(\d{1,6}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{0,9}))?"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-{{1,3}}>[ \t]*{_STAMP}(?![\d])[ \t]*(.*)")
_SETTINGS = re.compile(r"(?:(?:vertical|line|position|size|align|region|[XY][12]):\S*[ \t]*)*", re.IGNORECASE)
_ARROW = re.compile(r"[ \t]*[\d:.,]{3,20}[ \t]*-{1,3}>|-->")
_STRICT_STAMP = r"(?:(\d{2,6}):)?(\d{2}):(\d{2})[.,](\d{3})"
_STRICT = re.compile(rf"[ \t]*{_STRICT_STAMP}[ \t]+-->[ \t]+{_STRICT_STAMP}(?:[ \t]+(.*))?")
_NUMBER = re.compile(r"[ \t]*\d{1,7}[ \t]*")
_SKIPPED = re.compile(r"(?:STYLE|REGION)[ \t]*")
_NOTE = re.compile(r"NOTE(?:[ \t](.*))?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?[ \t]+([^<>\n]{1,120})>|</v>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[bius]|c|lang|ruby|rt|font|\d[\d:.]{4,16})(?:[.\s][^<>]{0,120})?>", re.IGNORECASE)
_ONE_VOICE = re.compile(
    r"<[vV][ \t]+([^<>&{\n]{1,120})>([^<]*+)(?:</[vV]>)?"
)  # nearly all lines with a voice
_BRACES = re.compile(r"\{\\[^{}\n]{1,40}\}")  # SubStation's {\an8} in SubRip files


class Cue(NamedTuple):
    """A cue: its name in the file, its times in milliseconds, and its lines, each with the voice that speaks it."""

    number: str
    start_ms: int | None
    end_ms: int | None
    lines: list[tuple[str | None, str]]
    line: int


@dataclass(slots=True)
class Subtitles:
    """What a file holds: its cues, notes and head, and the lines with flaws."""

    cues: list[Cue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lax: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    empty: int = 0
    outside: list[int] = field(default_factory=list)
    comments: int = 0


def has_timings(text: str) -> bool:
    """Whether *text* has at least one line of times with an arrow.

    >>> has_timings("1\\n00:00:01,000 --> 00:00:02,000\\nHej")
    True
    """
    timings = (_TIMING.match(line) for line in text[:20_000].split("\n"))
    return any(timing and _SETTINGS.fullmatch(timing[9].strip()) for timing in timings)


def parse_cues(text: str) -> Subtitles:
    """The cues of *text*, in order; a cue ends at a blank line or where the times of the next one stand.

    Nothing is dropped: text outside cues and cues with unreadable times are kept apart and counted.
    """
    found = Subtitles()
    lines = text.split("\n")
    at = _head(lines, found)
    while at < len(lines):
        at = _block(lines, at, found) if lines[at].strip() else at + 1
    return found


def _head(lines: Sequence[str], found: Subtitles) -> int:
    """``WEBVTT`` and what belongs to it."""
    at = next((at for at, line in enumerate(lines) if line.strip()), 0)
    first = lines[at].strip("\ufeff \t")
    if not first.startswith("WEBVTT"):
        return 0
    if title := first[6:].strip(" \t-–:"):
        found.notes.append(title)
    at += 1
    while at < len(lines) and lines[at].strip() and not _ARROW.search(lines[at]):
        found.notes.append(lines[at].strip())
        at += 1
    return at


def _block(lines: Sequence[str], at: int, found: Subtitles) -> int:
    """Read what begins at line *at*; gives the line after it."""
    line = lines[at]
    special = line[0] in "NSR"
    if special and (note := _NOTE.fullmatch(line)):
        return _note(lines, at, note[1] or "", found)
    if (
        special
        and _SKIPPED.fullmatch(line)
        and (not found.cues or "".join(lines[at + 1 : at + 2]).startswith("::"))
    ):
        return _end_of_paragraph(lines, at)
    if "-->" in line or ("->" in line and _ARROW.search(line)):
        return _cue(lines, at, "", found)
    if at + 1 < len(lines) and "->" in lines[at + 1] and _ARROW.match(lines[at + 1]):
        return _cue(lines, at + 1, line.strip(), found)
    if _lost_its_times(lines, at, found):
        return _cue(lines, at, line.strip(), found)
    return _stray(lines, at, found)


def _lost_its_times(lines: Sequence[str], at: int, found: Subtitles) -> bool:
    """Whether the number of the next cue stands here, with words where its times should be."""
    if not _NUMBER.fullmatch(lines[at]) or int(lines[at]) != len(found.cues) + 1:
        return False
    return bool("".join(lines[at + 1 : at + 2]).strip())


def _note(lines: Sequence[str], at: int, first: str, found: Subtitles) -> int:
    """A note above the cues belongs to the head; Teams writes hundreds further down, about its own confidence."""
    end = _end_of_paragraph(lines, at)
    if found.cues:
        found.comments += 1
    else:
        found.notes += [line.strip() for line in (first, *lines[at + 1 : end]) if line.strip()]
    return end


def _end_of_paragraph(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _stray(lines: Sequence[str], at: int, found: Subtitles) -> int:
    """Text behind a blank line belongs to the cue above, which was broken by it; above all cues it is a heading."""
    if _NUMBER.fullmatch(lines[at]) and not found.cues:
        return at + 1
    found.outside.append(at + 1)
    if found.cues:
        above = found.cues[-1].lines
        above += _voices([lines[at]], above[-1][0] if above else None)
    else:
        found.notes.append(lines[at].strip())
    return at + 1


def _cue(lines: Sequence[str], at: int, number: str, found: Subtitles) -> int:
    end = _end_of_cue(lines, at + 1)
    start_ms, end_ms, beside = _times(lines[at], at, found)
    spoken = [beside, *lines[at + 1 : end]] if beside else lines[at + 1 : end]
    voices = _voice(spoken[0]) if len(spoken) == 1 else list(_voices(spoken))
    found.empty += not voices
    found.cues.append(Cue(number or str(len(found.cues) + 1), start_ms, end_ms, voices, at + 1))
    return end


def _end_of_cue(lines: Sequence[str], at: int) -> int:
    """The line behind a cue's words: a blank one, or where the next cue begins although no blank line came before it."""
    for end in range(at, len(lines)):
        line, following = lines[end], lines[end + 1] if end + 1 < len(lines) else ""
        if not line or line.isspace() or ("->" in line and _TIMING.match(line)):
            return end
        if "->" in following and _NUMBER.fullmatch(line) and _TIMING.match(following):
            return end
    return len(lines)


def _times(line: str, at: int, found: Subtitles) -> tuple[int | None, int | None, str]:
    """When a cue begins and ends, and what is said on the same line; lax and unclear times are noted."""
    strict = _STRICT.fullmatch(line)
    timing = strict or _TIMING.match(line)
    if timing is None:
        found.unclear.append(at + 1)
        return None, None, ""
    stamps, beside = timing.groups("0"), timing[9]
    start_ms, end_ms = _milliseconds(*stamps[:4]), _milliseconds(*stamps[4:8])
    if strict is None or end_ms < start_ms:
        found.lax.append(at + 1)
    said = beside and not _SETTINGS.fullmatch(beside.strip())
    return start_ms, end_ms, beside if said else ""


def _milliseconds(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(f"{fraction}00"[:3])


def _voice(line: str) -> list[tuple[str | None, str]]:
    """The one line of a cue with who speaks it."""
    voice = None
    if "<" in line:
        if (plain := _ONE_VOICE.fullmatch(line)) is None:
            return list(_voices([line]))
        voice, line = one_line(plain[1]), plain[2]
    words = _plain(line)
    return [(voice, words)] if words else []


def _voices(lines: Sequence[str], voice: str | None = None) -> Iterator[tuple[str | None, str]]:
    """The lines of a cue with who speaks each; a voice lasts until it is closed or another begins."""
    for line in lines:
        at = 0
        for tag in _VOICE.finditer(line) if "<" in line else ():
            if words := _plain(line[at : tag.start()]):
                yield voice, words
            voice = _plain(tag[1]) if tag[1] else None
            at = tag.end()
        if words := _plain(line[at:]):
            yield voice, words


def _plain(text: str) -> str:
    """A cue's words without tags, entities resolved, blanks at the ends gone."""
    if not text:
        return ""
    if "{" in text:
        text = _BRACES.sub("", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = clean(html.unescape(text))
    return one_line(text)
