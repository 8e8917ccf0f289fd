"""Which lines open a turn, and which are said by nobody."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from casekit.readers.head import Head
from casekit.readers.label_words import NOTE_WORDS, known_role
from casekit.readers.labels import Candidate, believed, candidate, looks_like_name, same_label
from casekit.readers.lines import Line
from casekit.readers.marks import take_marks

__all__ = ["with_asides", "with_bare_names", "with_bold_asking", "with_labels", "with_name_lines"]

_NAME_THEN_TIME = re.compile(
    r"[ \t]*\[?(?P<name>[^\s\[\]][^\n\[\]]{0,58}?)\]?[ \t]{1,9}(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[ \t]*"
)
_STAGE_LINE = re.compile(r"\s*\([^()]{1,60}\)\s*")
_INTERVIEW = 3  # turns
_RULE_LINE = re.compile(r"\s*(?:[-*_=~–—]\s?){3,}\s*")


def with_name_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that hold a name and a time, or a name alone, known as labels.

    ``Mette Kruse   0:03`` (Teams, Otter), ``00:00:03 Speaker 1`` (Word), ``[Mette Kruse] 10:00:03`` (Zoom): at least
    two in the document, so that one "Rådhuset 12:30" is left alone. A name without a time needs a colon elsewhere.
    """
    found = {at: line for at, line in enumerate(map(_name_line, lines)) if line is not None}
    if len(found) < 2:
        return list(lines)
    return [found.get(at, line) for at, line in enumerate(lines)]


def _name_line(line: Line) -> Line | None:
    if line.aside or line.sure or line.blank or len(line.text) > 80:
        return None
    if line.timed and line.start_ms is not None:
        return _labelled(line, line.text.strip(), line.start_ms)
    match = _NAME_THEN_TIME.fullmatch(line.text)
    if match is None:
        return None
    return _labelled(line, match["name"], take_marks(f"[{match['time']}]").start_ms)


def _labelled(line: Line, name: str, start_ms: int | None) -> Line | None:
    label = candidate(f"{name}:")
    if label is None or not (
        known_role(name) is not None or (looks_like_name(name) and name[-1] not in ".?!")
    ):
        return None
    at = Candidate(label.label, len(name), alone=True)
    return replace(line, text=name, label=at, sure=True, start_ms=start_ms)


def with_labels(lines: Sequence[Line], head: Head) -> list[Line]:
    """The lines, with those sure that begin with a label that is believed."""
    below = [line.label for line in lines[head.lines :] if line.label and not line.sure]
    labels = believed(below, [label for label, _ in head.defined])
    below_head = range(head.lines, len(lines))
    sure = {at for at in below_head if (label := lines[at].label) and same_label(label.label) in labels}
    if sure and not any(line.sure for line in lines) and _astray(lines, head.lines, sure):
        sure = set()  # one or two "Leder: …" in the middle of a memo make no interview
    return [replace(line, sure=True) if at in sure else line for at, line in enumerate(lines)]


def _astray(lines: Sequence[Line], begin: int, sure: Collection[int]) -> bool:
    """Whether so few lines have labels, so far down, that they were no speakers."""
    above = sum(not line.blank and not line.aside for line in lines[begin : min(sure)])
    return len(sure) < _INTERVIEW and above > 2 * len(sure)


def with_bare_names(lines: Sequence[Line], begin: int) -> list[Line]:
    """The lines; where no label was found, names alone on their lines are labels, if at least two of them recur."""
    names = {at: name for at in range(begin, len(lines)) if (name := _bare_name(lines, at))}
    counts = Counter(map(same_label, names.values()))
    speakers = {name for name, n in counts.items() if n > 1}
    if len(speakers) < 2:
        return list(lines)
    named = {at: name for at, name in names.items() if same_label(name) in speakers}
    return [_as_label(line, named[at]) if at in named else line for at, line in enumerate(lines)]


def _bare_name(lines: Sequence[Line], at: int) -> str:
    """The name that is all that line *at* says, with words below it."""
    text = lines[at].text.strip()
    begins = at == 0 or lines[at].opens or lines[at - 1].blank
    if not begins or lines[at].aside or len(text) > 40 or not text[:1].isupper() or text[-1] in ".?!":
        return ""
    if text.count(" ") > 3 or all(line.blank for line in lines[at + 1 : at + 3]):
        return ""
    person = candidate(f"{text}:") is not None and (known_role(text) is not None or looks_like_name(text))
    return text if person else ""


def _as_label(line: Line, name: str) -> Line:
    return replace(line, label=Candidate(name, len(line.text), alone=True), sure=True, aside=False)


def with_asides(lines: Sequence[Line]) -> list[Line]:
    """The lines, with stage lines before a speaker's name and notes below the last turn set aside."""
    last = max((at for at, line in enumerate(lines) if line.sure), default=len(lines))
    notes = next((at for at in range(last + 1, len(lines)) if _begins_notes(lines, at)), len(lines))
    stages = {
        before for at, line in enumerate(lines) if (before := _stage_before(lines, at, line)) is not None
    }
    return [
        replace(line, aside=True) if at >= notes or at in stages else line for at, line in enumerate(lines)
    ]


def _begins_notes(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if not text.strip() or not (lines[at].opens or lines[at - 1].blank):
        return False
    return NOTE_WORDS.match(text) is not None or _RULE_LINE.fullmatch(text) is not None


def _stage_before(lines: Sequence[Line], at: int, line: Line) -> int | None:
    """Where ``(Ordfører)`` stands on a line of its own above the name of who is to speak."""
    if at < 2 or not line.sure or line.label is None or not line.label.alone:
        return None
    above = at - 2 if lines[at - 1].blank else at - 1
    stage = above > 0 and lines[above - 1].blank and _STAGE_LINE.fullmatch(lines[above].text)
    return above if stage and not lines[above].sure else None


def with_bold_asking(lines: Sequence[Line], begin: int) -> list[Line]:
    """Where nobody is named but the questions stand in bold, bold paragraphs are I and the others R."""
    spoken = [line for line in lines[begin:] if not line.blank and not line.aside]
    bold = [line for line in spoken if line.bold]
    asking = sum("?" in line.text for line in bold)
    if len(bold) < 2 or len(bold) > 0.7 * len(spoken) or 2 * asking < len(bold):
        return list(lines)
    return [
        _as_asked(line) if at >= begin and line.opens and not line.blank else line
        for at, line in enumerate(lines)
    ]


def _as_asked(line: Line) -> Line:
    if line.aside:
        return line
    at = len(line.text) - len(line.text.lstrip())
    return replace(line, label=Candidate("I" if line.bold else "R", at), sure=True)
