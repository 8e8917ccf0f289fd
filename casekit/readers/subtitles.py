"""Subtitles as transcripts: WebVTT and SubRip, from Teams, Zoom, Whisper or by hand."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers.blocks import Block, Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.cues import Cue, Subtitles, has_timings, parse_cues
from casekit.readers.decoding import decode
from casekit.readers.head import HeadLine, is_metadata, read_head
from casekit.readers.said import (
    Utterance,
    joined,
    looped,
    names_in_doubt,
    said_notices,
    with_map,
    with_names,
)

__all__ = ["FORMAT"]

_SHARE = 0.3  # rolling captions repeat the line above in nearly every cue


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
    said, doubts = _said(found.cues[head:], request)
    blocks = [Block(words) for cue in found.cues[:head] for _, words in cue.lines]
    findings = (*noticed, *_notices(found, said, repeated, request), *doubts)
    return Source((*blocks, *joined(said)), _metadata(found.notes), findings)


def _without_repeats(found: Subtitles) -> int:
    """Take out of rolling captions the lines that stood in the cue before; gives how many."""
    repeats = [
        bool(cue.lines) and bool(before.lines) and cue.lines[0] == before.lines[-1]
        for before, cue in pairwise(found.cues)
    ]
    growing = sum(repeat and len(cue.lines) > 1 for repeat, cue in zip(repeats, found.cues[1:], strict=True))
    if sum(repeats) < max(3, _SHARE * len(found.cues)) or 3 * growing < sum(repeats):
        return 0  # "Ja." three times is said three times, or misheard; it did not roll on
    rolled = zip(found.cues[1:], repeats, strict=True)
    found.cues[1:] = [cue._replace(lines=cue.lines[1:]) if repeat else cue for cue, repeat in rolled]
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


def _said(cues: Sequence[Cue], request: Request) -> tuple[Sequence[Utterance], Sequence[Finding]]:
    """Who says what, and names in doubt; what the map says of who speaks counts more than the names in the file."""
    if request.speakers and request.speakers.by in {"cue", "time"}:
        return with_map(list(_placed(cues)), request), ()
    spoken = list(_spoken(cues))
    said = with_names(spoken)
    return said, tuple(names_in_doubt(spoken, said, file=request.file))


def _spoken(cues: Sequence[Cue]) -> Iterator[Utterance]:
    """Every line of every cue with its voice; one without a voice goes on with the last."""
    speaker = None
    for cue in cues:
        for voice, words in cue.lines:
            speaker = voice or speaker
            yield Utterance(speaker, words, cue.start_ms, cue.end_ms, cue.number)


def _placed(cues: Sequence[Cue]) -> Iterator[Utterance]:
    """Every line without a speaker, for the map to name; a cue without words may stand in the map too."""
    for cue in cues:
        for _, words in cue.lines or [(None, "")]:
            yield Utterance(None, words, cue.start_ms, cue.end_ms, cue.number)


def _notices(
    found: Subtitles, said: Sequence[Utterance], repeated: int, request: Request
) -> Iterator[Finding]:
    file = request.file
    if found.unclear:
        yield Finding.of("cue_times_unreadable", "warning", file, n=len(found.unclear), line=found.unclear[0])
    if found.lax:
        yield Finding.of("cue_times_lax", "note", file, n=len(found.lax), line=found.lax[0])
    if found.outside:
        yield Finding.of("text_outside_cues", "warning", file, n=len(found.outside), line=found.outside[0])
    counted = (("cues_empty", found.empty), ("cues_repeated", repeated), ("notes_in_file", found.comments))
    yield from (Finding.of(kind, "note", file, n=n) for kind, n in counted if n)
    if loops := looped(said):
        yield Finding.of("speech_loops", "warning", file, n=loops)
    yield from said_notices(said, request)


FORMAT = Format("subtitles", (".vtt", ".srt"), _holds, _parse, text=True, takes_speakers=True)
