"""Short utterances with times, such as cues and segments: who says each, and how they make paragraphs."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import eq
from typing import NamedTuple

from casekit.errors import TableError
from casekit.model.finding import Finding
from casekit.readers.blocks import BLANK, NOBODY, Block, Request
from casekit.readers.labels import Candidate, all_named, believed, candidate, same_label, striking

__all__ = [
    "Utterance",
    "clock_ms",
    "joined",
    "looped",
    "names_in_doubt",
    "one_line",
    "said_notices",
    "with_map",
    "with_names",
]

_SENTENCE_END = re.compile(r"[.?!…][\"'”“’»)]{0,2}$")
_PAUSE = 3_000  # ms of silence that end a paragraph where nobody is named
_PARAGRAPH = 600  # characters; Whisper may forget full stops for minutes
_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,3}):)?(\d{1,9})(?:[.,-](\d{1,9}))?")
_SHOWN = 40  # characters of a wrong place
_AROUND = " \t#[]()"
_LOOP = 3  # times in a row: Whisper says things again and again where it hears nothing
_SHOWN = 20  # names in doubt that are listed
_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")


class Utterance(NamedTuple):
    """What is said in one breath: *speaker* is None where nobody is named, *number* what the file calls it.

    One without words makes no text; it is there so that a map can name it.
    """

    speaker: str | None
    words: str
    start_ms: int | None = None
    end_ms: int | None = None
    number: str = ""


def one_line(text: str) -> str:
    """*text* with every run of blanks and line breaks made one blank; no-break spaces stay.

    >>> one_line(" Hej\\n  du ")
    'Hej du'
    """
    if "  " in text or "\n" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def clock_ms(time: str) -> int | None:
    """The milliseconds of a time as people and programs write it, None where it is no time.

    >>> clock_ms("00:01:02"), clock_ms("62.5"), clock_ms("01:02,500"), clock_ms("soon")
    (62000, 62500, 62500, None)
    """
    match = _CLOCK.fullmatch(time.strip(_AROUND))
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0")[:3])


def with_names(said: Sequence[Utterance]) -> Sequence[Utterance]:
    """The utterances with the names in front of the words as speakers, where the format names nobody.

    A name is believed as in other texts: when it recurs or is known, or where (nearly) all words have a name in front of
    them. Words without one go on with who spoke last.
    """
    if any(one.speaker for one in said):
        return said
    labels = [candidate(one.words) for one in said]
    named = believed(
        filter(None, labels), all_named([label for one, label in zip(said, labels, strict=True) if one.words])
    )
    return list(_named(said, labels, named)) if named else said


def names_in_doubt(before: Sequence[Utterance], said: Iterable[Utterance], *, file: str) -> Iterator[Finding]:
    """Names in front of words that were not believed; *before* are the utterances before :func:`with_names`."""
    if any(one.speaker for one in before):
        return
    labels = [label for one in said if one.speaker and (label := candidate(one.words))]
    doubts = Counter(label.label for label in labels if label.colon and striking(label.label))
    for name, n in doubts.most_common(_SHOWN):
        yield Finding.of("name_uncertain", "warning", file, label=name, n=n)


def _named(
    said: Iterable[Utterance], labels: Iterable[Candidate | None], named: Collection[str]
) -> Iterator[Utterance]:
    speaker: str | None = None
    for one, label in zip(said, labels, strict=True):
        words = one.words
        if label and same_label(label.label) in named:
            speaker, words = label.label, words[label.words_at :]
        yield Utterance(speaker, words, one.start_ms, one.end_ms, one.number)


def with_map(said: Sequence[Utterance], request: Request) -> Sequence[Utterance]:
    """The utterances with the speakers of the request's map, if that goes by cue or by time.

    Raises:
        TableError: ``speaker_map_place`` where the map names a cue that the file does not have, or no time.
    """
    if not request.speakers or request.speakers.by not in {"cue", "time"}:
        return said
    return list(_by_cue(said, request) if request.speakers.by == "cue" else _by_time(said, request))


def _wrong_place(request: Request, line: int, place: str) -> TableError:
    file = request.speakers.file or request.file
    return TableError("speaker_map_place", file=file, line=line, what=place[:_SHOWN], by=request.speakers.by)


def _by_cue(said: Sequence[Utterance], request: Request) -> Iterator[Utterance]:
    """A number that the file gives twice means the first place."""
    known = {one.number for one in said}
    for line, (number, _, _) in enumerate(request.speakers.rows, 2):
        if number not in known:
            raise _wrong_place(request, line, number)
    changes = {number: speaker for number, speaker, _ in request.speakers.rows}
    speaker: str | None = None
    for one in said:
        speaker = changes.pop(one.number, speaker)
        yield one._replace(speaker=speaker)


def _by_time(said: Sequence[Utterance], request: Request) -> Iterator[Utterance]:
    """Who speaks when an utterance begins; one without a time goes with the one above it."""
    changes: list[tuple[int, str]] = []
    for line, (time, speaker, _) in enumerate(request.speakers.rows, 2):
        start = clock_ms(time)
        if start is None:
            raise _wrong_place(request, line, time)
        changes.append((start, speaker))
    changes.sort(key=lambda change: change[0])
    starts = [start for start, _ in changes]
    now: str | None = None
    for one in said:
        if one.start_ms is not None:
            at = bisect_right(starts, one.start_ms)
            now = changes[at - 1][1] if at else None
        yield one._replace(speaker=now)


def joined(said: Iterable[Utterance]) -> Iterator[Block]:
    """One block per turn, its utterances put together with one blank between them, blank lines between the turns.

    Where nobody is named, a paragraph ends with a sentence, at a long silence, or when it gets long.
    """
    paragraph: list[Utterance] = []
    length = 0
    for one in said:
        if not one.words:
            continue
        if paragraph and not _goes_on(paragraph[-1], one, length):
            yield _block(paragraph)
            yield BLANK
            paragraph, length = [], 0
        paragraph.append(one)
        length += len(one.words)
    if paragraph:
        yield _block(paragraph)


def _block(paragraph: Sequence[Utterance]) -> Block:
    words = " ".join([one.words for one in paragraph])
    begins, ends = paragraph[0], paragraph[-1]
    return Block(words, begins.speaker or NOBODY, begins.start_ms, ends.end_ms)


def _goes_on(one: Utterance, following: Utterance, length: int) -> bool:
    if one.speaker != following.speaker:
        return False
    if one.speaker is not None:
        return True
    timed = one.end_ms is not None and following.start_ms is not None
    pause = (following.start_ms or 0) - (one.end_ms or 0) if timed else 0
    return not _SENTENCE_END.search(one.words) and pause < _PAUSE and length < _PARAGRAPH


def said_notices(said: Iterable[Utterance], request: Request) -> Iterator[Finding]:
    """Utterances of nobody beside those with a name, and the map that was used."""
    spoken = [one for one in said if one.words]
    nameless = sum(one.speaker is None for one in spoken)
    if 0 < nameless < len(spoken):
        yield Finding.of("cues_nameless", "warning", request.file, n=nameless)
    if request.speakers and request.speakers.by in {"cue", "time"}:
        changes = len(request.speakers.rows)
        yield Finding.of("speaker_map_used", "note", request.file, map=request.speakers.file, n=changes)


def looped(said: Iterable[Utterance]) -> int:
    """How many utterances say the same as those beside them, three or more in a row."""
    small = [one.words.casefold() for one in said]
    if not any(map(eq, small, small[1:])):  # nearly always
        return 0
    runs = (len(list(run)) for words, run in groupby(small) if words)
    return sum(n for n in runs if n >= _LOOP)
