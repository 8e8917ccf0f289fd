"""Which lines open a turn, and which are said by nobody."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from casekit.readers.head import Head
from casekit.readers.label_words import NOTE_WORDS, known_role
from casekit.readers.labels import Candidate, all_named, believed, candidate, looks_like_name, same_label
from casekit.readers.lines import Line
from casekit.readers.marks import milliseconds

__all__ = ["with_asides", "with_bare_names", "with_bold_asking", "with_labels", "with_name_lines"]

_NAME_THEN_TIME = re.compile(
    r"[ \t]*\[?(?P<name>[^\s\[\]][^\n\[\]]{0,58}?)\]?[ \t\u00a0]{1,9}(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[ \t]*"
)
_GUEST = re.compile(
    r"(?P<name>[^\s:][^\n:]{1,58}?)[ \t\u00a0]{2,9}(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[ \t]*"
)
_COLONS = (":", "：", ": ", ":\u00a0")
_TAIL = re.compile(r"(?<=[.?!…)\]»“”\"] )(?P<label>[^\s:.?!…]{1,24}(?: \d{1,2})?)[:：]\s*\Z")
_WRITTEN = (
    r"(?:transcription|transcribing|transskription(?:en)?|transskribering(?:en)?|transkription|transcriptie)"
)
_SERVICE = re.compile(
    rf"(?P<name>[^\n:?!]{{1,60}}) (?:(?:started|stopped|(?:har )?startede?t?|(?:har )?stoppede?t?) {_WRITTEN}"
    rf"|hat die {_WRITTEN} (?:gestartet|beendet|angehalten)"
    rf"|heeft (?:de )?{_WRITTEN} (?:gestart|gestopt|beëindigd))\.?"
    r"|\(?(?:This transcript was )?(?:transcribed|transskriberet|transkribiert|getranscribeerd|(?:exported|generated))"
    r" (?:by|with|on|using|af|med|von|mit|door|met) [^\n]{1,120}",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(r"\s*(?:\d{1,2}:)?\d{1,2}:\d{2}\s*")
_STAGE_LINE = re.compile(r"\s*\([^()]{1,60}\)\s*")
_INTERVIEW = 3  # turns
_MOSTLY = 0.8
_RULE_LINE = re.compile(r"\s*(?:[-*_=~–—]\s?){3,}\s*")


def with_name_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that hold a name and a time, or a name alone, known as labels.

    ``Mette Kruse   0:03`` (Teams, Otter), ``00:00:03 Speaker 1`` (Word), ``[Mette Kruse] 10:00:03`` (Zoom): at least
    two in the document, so that one "Rådhuset 12:30" is left alone. A name without a time needs a colon elsewhere.
    """
    found = {
        at: named
        for at, line in enumerate(lines)
        if not line.sure and line.text and (named := _name_line(line)) is not None
    }
    found |= _names_with_marks(lines)
    if sum(line.text != lines[at].text for at, line in found.items()) > 1:
        found |= _guests(lines, found)
    speakers = {_key(found[at]) for at in found if _words_below(lines, found, at)}
    found = {at: line for at, line in found.items() if _key(line) in speakers}
    if len(found) < 2:
        return list(lines)
    return [found.get(at, line) for at, line in enumerate(lines)]


def _key(line: Line) -> str:
    return same_label(line.label.label) if line.label else ""


def _words_below(lines: Sequence[Line], found: Mapping[int, Line], at: int) -> bool:
    """Whether the words below a name are its own: ``[00:05] Genau`` above ``[00:07] Ja, klar.`` is no name."""
    below = next((place for place in range(at + 1, min(at + 4, len(lines))) if not lines[place].blank), None)
    return below is not None and below not in found and not lines[below].timed


def _name_line(line: Line) -> Line | None:
    text = line.text
    if len(text) > 80 or line.aside:
        return None
    if not line.timed and not text.rstrip(" \t")[-1:].isdigit():
        return None
    if line.timed:
        return _labelled(line, text.strip(), line.start_ms)
    match = _NAME_THEN_TIME.fullmatch(text)
    if match is None:
        return None
    name = match["name"]
    if name.endswith(":") and known_role(name[:-1]) is not None:
        name = name[:-1]  # Spreker 1: 00:00:05
    return _labelled(line, name, milliseconds(match["time"]))


def _guests(lines: Sequence[Line], found: Mapping[int, Line]) -> dict[int, Line]:
    """Where names stand above the words with a time behind them, whatever stands so: ``+45 12 34 56 78   0:09``."""
    guests = {}
    for at, line in enumerate(lines):
        if at in found or len(line.text) > 80 or line.aside or line.sure or not line.text[-1:].isdigit():
            continue
        match = _GUEST.fullmatch(line.text)
        if match and (line.opens or lines[at - 1].blank):
            label = Candidate(" ".join(match["name"].split()), len(match["name"]), alone=True)
            guests[at] = line._replace(
                text=match["name"],
                label=label,
                sure=True,
                start_ms=milliseconds(match["time"]),
                whole=line.whole or line.text,
            )
    return guests


def _names_with_marks(lines: Sequence[Line]) -> dict[int, Line]:
    """``Speaker 1 [00:00:05]`` above the words, if marks at the end of a line mostly follow names."""
    marked = [at for at, line in enumerate(lines) if line.end_ms is not None and line.start_ms is None]
    marked = [at for at in marked if not lines[at].blank and not lines[at].sure]
    named = {
        at: name._replace(end_ms=None)
        for at in marked
        if len(text := lines[at].text.strip()) < 60 and (name := _labelled(lines[at], text, lines[at].end_ms))
    }
    return named if len(named) >= _MOSTLY * len(marked) else {}


def _labelled(line: Line, name: str, start_ms: int | None) -> Line | None:
    label = candidate(f"{name}:") if ":" not in name else None
    if label is None or not (
        known_role(name) is not None or (looks_like_name(name) and name[-1] not in ".?!")
    ):
        return None
    at = Candidate(label.label, len(name), alone=True)
    return line._replace(text=name, label=at, sure=True, start_ms=start_ms, whole=line.whole or line.text)


def with_labels(lines: Sequence[Line], head: Head) -> list[Line]:
    """The lines, with those sure that begin with a label that is believed."""
    below = [line for line in lines[head.lines :] if line.label and not line.sure]
    defined = [label for label, _ in head.defined] + _timed_labels(lines[head.lines :])
    labels = believed(_in_place(below), defined)
    if not labels:
        return list(lines)
    below_head = range(head.lines, len(lines))
    sure = {at for at in below_head if (label := lines[at].label) and same_label(label.label) in labels}
    if sure and not any(line.sure for line in lines) and _astray(lines, head.lines, sure):
        sure = set()  # one or two "Leder: …" in the middle of a memo make no interview
    found = [line._replace(sure=True) if at in sure else line for at, line in enumerate(lines)]
    return _with_tails(found, labels) if sure else found


def _in_place(lines: Sequence[Line]) -> list[Candidate]:
    """The labels of *lines*. Where all known speakers begin a paragraph, others do not stand in the middle of one."""
    known = [line.opens for line in lines if line.label and known_role(line.label.label) is not None]
    strict = len(known) > _INTERVIEW and all(known)
    return [
        line.label
        for line in lines
        if line.label and (line.opens or not strict or known_role(line.label.label) is not None)
    ]


def _timed_labels(lines: Sequence[Line]) -> list[str]:
    """The labels of lines with a time in front, where (nearly) all of those begin with one."""
    return all_named([line.label for line in lines if line.timed and not line.sure and not line.blank])


def _calls_somebody(label: str) -> bool:
    return known_role(label) is not None or looks_like_name(label)


def _with_tails(lines: list[Line], labels: Collection[str]) -> list[Line]:
    """The lines, with the labels at the end of some that belong to the words below: ``… så gik jeg. IP:``."""
    for at, line in enumerate(lines[:-1]):
        below = lines[at + 1]
        if line.text.endswith(_COLONS) and not (below.blank or below.sure or below.label):
            match = _TAIL.search(line.text, max(0, len(line.text) - 40))
            if match and same_label(match["label"]) in labels:
                lines[at] = line._replace(tail=Candidate(match["label"], match.start()))
    return lines


def _astray(lines: Sequence[Line], begin: int, sure: Collection[int]) -> bool:
    """Whether so few lines have labels, so far down, that they were no speakers."""
    above = sum(not line.blank and not line.aside for line in lines[begin : min(sure)])
    return len(sure) < _INTERVIEW and above > 2 * len(sure)


def with_bare_names(lines: Sequence[Line], begin: int) -> list[Line]:
    """The lines; where no label was found, names alone on their lines are labels, if at least two of them recur."""
    names = {at: name for at in range(begin, len(lines)) if (name := _bare_name(lines, at))}
    counts = Counter(map(same_label, names.values()))
    speakers = {name for name, n in counts.items() if n > 1 or _numbered(name)}
    if len(speakers) < 2 or max(counts.values()) < 2:
        return list(lines)
    named = _above_words(lines, {at: name for at, name in names.items() if same_label(name) in speakers})
    below = {at + 1 for at in named}
    return [
        _as_label(line, named[at]) if at in named else _as_time(line) if at in below else line
        for at, line in enumerate(lines)
    ]


def _above_words(lines: Sequence[Line], names: Mapping[int, str]) -> dict[int, str]:
    """The names without those that are what another one says: ``Hej`` below a name."""
    named: dict[int, str] = {}
    words = -1  # where the words of the name above are
    for at, name in names.items():
        if at != words:
            named[at] = name
            below = range(at + 1, min(at + 4, len(lines)))
            spoken = (
                one for one in below if not lines[one].blank and not _CLOCK_ALONE.fullmatch(lines[one].text)
            )
            words = next(spoken, -1)
    return named


def _as_time(line: Line) -> Line:
    """``0:05`` alone below a name is when it speaks."""
    if not _CLOCK_ALONE.fullmatch(line.text):
        return line
    return line._replace(text="", start_ms=milliseconds(line.text), whole=line.whole or line.text)


def _bare_name(lines: Sequence[Line], at: int) -> str:
    """The name that is all that line *at* says, with words below it."""
    text = lines[at].text.strip()
    begins = at == 0 or lines[at].opens or lines[at - 1].blank
    if not begins or lines[at].aside or len(text) > 40 or not text[:1].isupper() or text[-1] in ".?!":
        return ""
    if text.count(" ") > 3 or all(line.blank for line in lines[at + 1 : at + 3]):
        return ""
    return text if candidate(f"{text}:") is not None and _calls_somebody(text) else ""


def _numbered(name: str) -> bool:
    """``SPEAKER_01`` and ``Taler 2`` are speakers though they speak once."""
    return name[-1:].isdigit() and known_role(name) == "unknown"


def _as_label(line: Line, name: str) -> Line:
    return line._replace(label=Candidate(name, len(line.text), alone=True), sure=True, aside=False)


def with_asides(lines: Sequence[Line]) -> list[Line]:
    """The lines, with stage lines before a speaker's name and notes below the last turn set aside."""
    last = next((at for at in reversed(range(len(lines))) if lines[at].sure), len(lines))
    notes = next((at for at in range(last + 1, len(lines)) if _begins_notes(lines, at)), len(lines))
    alone = [at for at, line in enumerate(lines) if line.label and line.label.alone]
    stages = {before for at in alone if (before := _stage_before(lines, at)) is not None}
    return [
        line._replace(aside=True)
        if at >= notes or at in stages or ("rans" in line.text and _is_service(line))
        else line
        for at, line in enumerate(lines)
    ]


def _is_service(line: Line) -> bool:
    """What a program wrote: ``Mette Kruse started transcription``, ``Transcribed by https://otter.ai``."""
    if line.sure or len(line.text) > 160:
        return False
    match = _SERVICE.fullmatch(line.text.strip())
    if match is None or not match["name"]:
        return match is not None
    return candidate(f"{match['name']}:") is not None and looks_like_name(match["name"])


def _begins_notes(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if not text.strip() or not (lines[at].opens or lines[at - 1].blank):
        return False
    return NOTE_WORDS.match(text) is not None or _RULE_LINE.fullmatch(text) is not None


def _stage_before(lines: Sequence[Line], at: int) -> int | None:
    """Where ``(Ordfører)`` stands on a line of its own above the name of who is to speak."""
    if at < 2 or not lines[at].sure:
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
    return line._replace(label=Candidate("I" if line.bold else "R", at), sure=True)
