"""Subtitles as transcripts: WebVTT and SubRip, from Teams, Zoom, Whisper or by hand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casekit.errors import ReadError, TableError
from casekit.model.finding import Finding
from casekit.readers.blocks import BLANK, NOBODY, Block, Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.cues import Cue, Subtitles, has_timings, parse_cues
from casekit.readers.decoding import decode
from casekit.readers.head import HeadLine, is_metadata, read_head
from casekit.readers.labels import believed, candidate, same_label

__all__ = ["FORMAT"]

_SENTENCE_END = re.compile(r"[.?!…][\"'”“’»)]{0,2}$")
_PAUSE = 3_000  # ms of silence that end a paragraph where nobody is named
_PARAGRAPH = 600  # characters; Whisper may forget full stops for minutes
_SHARE = 0.3  # rolling captions repeat the line above in nearly every cue


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str | None
    words: str
    start_ms: int | None
    end_ms: int | None


def _holds(data: bytes) -> bool:
    start = data[:20_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"WEBVTT") or (
        start[:1].isdigit() and has_timings(start.decode("ascii", "ignore"))
    )


def _parse(data: bytes, request: Request) -> Source:
    text, guessed = decode(data, file=request.file, encoding=request.encoding)
    noticed = (*guessed, *notices(text, file=request.file))
    found = parse_cues(clean(text))
    if not found.cues:
        raise ReadError("bad_subtitles", file=request.file)
    repeated = _without_repeats(found)
    head = _head_cues(found.cues)
    said = list(_spoken(found.cues[head:], request))
    blocks = [Block(words) for cue in found.cues[:head] for _, words in cue.lines]
    findings = (*noticed, *_notices(found, said, repeated, request))
    return Source((*blocks, *_joined(said)), _metadata(found.notes), findings)


def _without_repeats(found: Subtitles) -> int:
    """Take out of rolling captions the lines that stood in the cue before; gives how many."""
    repeats = [
        bool(cue.lines) and bool(before.lines) and cue.lines[0] == before.lines[-1]
        for before, cue in pairwise(found.cues)
    ]
    if sum(repeats) < max(3, _SHARE * len(found.cues)):
        return 0
    rolled = zip(found.cues[1:], repeats, strict=True)
    found.cues[1:] = [replace(cue, lines=cue.lines[1:]) if repeat else cue for cue, repeat in rolled]
    return sum(repeats)


def _head_cues(cues: Sequence[Cue]) -> int:
    """How many cues at the top hold the head: ``Kommune: …`` in the first cue of a SubRip file."""
    heads = 0
    while heads < len(cues) and any(
        voice is None and is_metadata(words) for voice, words in cues[heads].lines
    ):
        heads += 1
    return heads


def _metadata(notes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The ``key: value`` lines of the notes; other notes under the key NOTE."""
    pairs = read_head([HeadLine(note) for note in notes]).metadata
    taken = {f"{key}{value}".replace(" ", "") for key, value in pairs}
    others = [note for note in notes if note.replace(":", "", 1).replace(" ", "") not in taken]
    return (*pairs, *(("NOTE", note) for note in others))


def _spoken(cues: Sequence[Cue], request: Request) -> Iterator[_Said]:
    """Every line of every cue with its speaker: from the map, the voices, or names in front of the words."""
    if request.speakers:
        yield from _mapped(cues, request)
        return
    voiced = any(voice for cue in cues for voice, _ in cue.lines)
    named = frozenset() if voiced else _names(cues)
    speaker = None
    for cue in cues:
        for voice, words in cue.lines:
            label = candidate(words) if named else None
            if label and same_label(label.label) in named:
                speaker, words = label.label, words[label.words_at :]
            elif voice:
                speaker = voice
            if words:
                yield _Said(speaker, words, cue.start_ms, cue.end_ms)


def _names(cues: Iterable[Cue]) -> frozenset[str]:
    """The names in front of words that are believed: ``Judith de Bruin: Ja.``"""
    return believed(label for cue in cues for _, words in cue.lines if (label := candidate(words)))


def _mapped(cues: Sequence[Cue], request: Request) -> Iterator[_Said]:
    changes = _changes(cues, request)
    speaker: str | None = None
    for at, cue in enumerate(cues):
        speaker = changes.get(at, speaker)
        for _, words in cue.lines:
            yield _Said(speaker, words, cue.start_ms, cue.end_ms)


def _changes(cues: Sequence[Cue], request: Request) -> Mapping[int, str]:
    """Where the speaker changes, as places in *cues*; a cue is called by the number the file gives it.

    Raises:
        TableError: the map names a cue that the file does not have.
    """
    places = {cue.number: at for at, cue in enumerate(cues)}
    for line, (number, _) in enumerate(request.speakers, 2):
        if number not in places:
            raise TableError("bad_speaker_map", file=request.speakers_file or request.file, line=line)
    return {places[number]: speaker for number, speaker in request.speakers}


def _joined(said: Sequence[_Said]) -> Iterator[Block]:
    """One block per turn, its cues put together with one blank between them, blank lines between the turns."""
    words: list[str] = []
    for at, one in enumerate(said):
        words.append(one.words)
        if at + 1 < len(said) and _goes_on(one, said[at + 1], words):
            continue
        first = said[at + 1 - len(words)]
        if at + 1 > len(words):
            yield BLANK
        yield Block(" ".join(words), one.speaker or NOBODY, first.start_ms, one.end_ms)
        words = []


def _goes_on(one: _Said, following: _Said, words: Sequence[str]) -> bool:
    if one.speaker != following.speaker:
        return False
    if one.speaker is not None:
        return True
    pause = (following.start_ms or 0) - (one.end_ms or 0)
    return not _SENTENCE_END.search(one.words) and pause < _PAUSE and sum(map(len, words)) < _PARAGRAPH


def _notices(found: Subtitles, said: Sequence[_Said], repeated: int, request: Request) -> Iterator[Finding]:
    file = request.file
    if found.unclear:
        yield Finding.of("cue_times_unreadable", "warning", file, n=len(found.unclear), line=found.unclear[0])
    if found.lax:
        yield Finding.of("cue_times_lax", "note", file, n=len(found.lax), line=found.lax[0])
    if found.outside:
        yield Finding.of("text_outside_cues", "warning", file, n=len(found.outside), line=found.outside[0])
    counted = (("cues_empty", found.empty), ("cues_repeated", repeated), ("notes_in_file", found.comments))
    yield from (Finding.of(kind, "note", file, n=n) for kind, n in counted if n)
    nameless = sum(one.speaker is None for one in said)
    if 0 < nameless < len(said):
        yield Finding.of("cues_nameless", "warning", file, n=nameless)
    if request.speakers:
        changes = len(request.speakers)
        yield Finding.of("speaker_map_used", "note", file, map=request.speakers_file, n=changes)


FORMAT = Format("subtitles", (".vtt", ".srt"), _holds, _parse, text=True, takes_speakers=True)
