"""The JSON files of speech-to-text programs: Whisper, Amberscript, AssemblyAI, Rev, Otter and their like."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.decoding import decode
from casekit.readers.label_words import known_role
from casekit.readers.said import (
    Utterance,
    joined,
    looped,
    names_in_doubt,
    one_line,
    said_notices,
    with_map,
    with_names,
)
from casekit.readers.speech_items import MILLISECONDS, SAMPLES, SECONDS, Time, unit_of
from casekit.readers.speech_shapes import Found, find_talk

__all__ = ["FORMAT", "load_json"]

MAX_BYTES = 50_000_000
_LONGEST = 10_000 * 3_600_000  # ms; no recording has ten thousand hours
_START = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_KEYS = re.compile(
    rb'"(?:segments|utterances|monologues|transcripts?|chunks|transcription|recognizedPhrases|phrases|results?|words|'
    rb"speaker|start|begin|timestamp)"
    rb'"'
)
_UNITS = {SECONDS: "s", MILLISECONDS: "ms", SAMPLES: "1/16 ms"}
_INFO = ("info", "metadata", "header", "meta")
_LANGUAGE = ("language", "language_code", "languageCode", "lang")
_ID = ("spkid", "id", "speaker_id", "speakerId", "label")
_NAME = ("name", "speaker_name", "speakerName", "displayName", "label")
_FACT = re.compile(r"[^\W\d_][\w .()/-]{0,39}")
_TECHNICAL = re.compile(
    r"(?i)(?:^|_)(?:id|uuid|key|token|sha\d*|hash|url|uri|path)$|(?<=[a-z])(?:Id|Key|Url|Uri|Path)$"
)
_ADDRESS = re.compile(r"\w+://|[/\\]\w|[A-Za-z]:\\|[0-9a-fA-F-]{32,}$")
_FACTS = 40

Fields = Mapping[str, Any]


def _holds(data: bytes) -> bool:
    start = data[:1_000].lstrip(_START)[:1]
    if start not in {b"{", b"["} or len(data) > MAX_BYTES:
        return False
    wide = data[1:2] == b"\0" or data[:1] == b"\0"
    plain = data.replace(b"\0", b"") if wide else data
    return plain.rstrip()[-1:] in {b"}", b"]"} and _KEYS.search(plain) is not None


def _parse(data: bytes, request: Request) -> Source:
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=request.file, limit=MAX_BYTES // 1_000_000)
    text, guessed = decode(data, file=request.file, encoding=request.encoding)
    value, doubled = load_json(text, file=request.file)
    found = find_talk(value)
    if found is None:
        raise ReadError("json_no_transcript", file=request.file)
    characters = notices("\n".join(item.text for item in found.items), file=request.file)
    unit = found.unit or unit_of(found.items)
    spoken, odd = _said(found, unit)
    named = with_names(spoken)
    said = with_map(named, request)
    findings = (
        *guessed,
        *characters,
        *_notices(found, said, request),
        *(names_in_doubt(spoken, named, file=request.file) if said is named else ()),
        *_timing(found, unit, odd, doubled, request),
    )
    return Source(tuple(joined(said)), tuple(_metadata(value, found)), findings)


def load_json(text: str, *, file: str) -> tuple[object, int]:
    """What the JSON in *text* holds, and how many keys stand in one object twice (the last one counts).

    Raises:
        ReadError: ``bad_json`` with line and column, or ``json_too_deep``.
    """
    doubled = 0

    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal doubled
        made = dict(pairs)
        doubled += len(pairs) - len(made)
        return made

    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=fields, parse_int=_whole), doubled
    except json.JSONDecodeError as error:
        raise ReadError("bad_json", file=file, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise ReadError("json_too_deep", file=file) from None


def _whole(digits: str) -> float:
    """A number of a thousand digits is a trap, not a time."""
    return int(digits) if len(digits) < 20 else float(digits)


def _said(found: Found, unit: float) -> tuple[Sequence[Utterance], int]:
    """The items as utterances, and how many have times that cannot be."""
    names = _names(found.above)
    said, odd = [], 0
    for at, item in enumerate(found.items, 1):
        start, end = _ms(item.start, unit), _ms(item.end, unit)
        backwards = start is not None and end is not None and end < start
        odd += backwards or (start is None and item.start is not None)
        speaker = _label(item.speaker, names, found.program)
        words = one_line(clean(item.text))
        said.append(Utterance(speaker, words, start, None if backwards else end, item.number or str(at)))
    return said, odd


def _ms(time: Time | None, unit: float) -> int | None:
    if time is None:
        return None
    number = time[0] * (time[1] or unit)
    return round(number) if 0 <= number <= _LONGEST else None


def _label(speaker: str | None, names: Mapping[str, str], program: str) -> str | None:
    """The name if there is one; a bare number or AssemblyAI's letter becomes ``Speaker 1``, ``Speaker A``."""
    if speaker is None:
        return None
    name = names.get(speaker, speaker)
    if name.isdecimal() or (program == "AssemblyAI" and len(name) == 1):
        return f"Speaker {name}"
    return one_line(clean(name)).strip(":") or None


def _names(above: Sequence[Fields]) -> Mapping[str, str]:
    """The names of speakers by their id; a name that two have is none."""
    pairs = [
        pair for fields in above for pair in _pairs(fields.get("speakers") or fields.get("participants"))
    ]
    named = {key: name for key, name in pairs if known_role(name) is None or not _spelled_id(key)}
    names = list(named.values())
    return {key: name for key, name in named.items() if names.count(name) == 1}


def _spelled_id(key: str) -> bool:
    """``SPEAKER_00`` is a label; ``0`` is none."""
    return not key.isdecimal()


def _pairs(speakers: object) -> Iterator[tuple[str, str]]:
    """``{"S1": "Mette"}``, ``{"S1": {"name": "Mette"}}`` and ``[{"id": 1, "name": "Mette"}]`` alike."""
    if isinstance(speakers, dict):
        entries = [
            (key, value if isinstance(value, dict) else {"name": value}) for key, value in speakers.items()
        ]
    elif isinstance(speakers, list):
        entries = [(_first(one, _ID), one) for one in speakers if isinstance(one, dict)]
    else:
        return
    for key, fields in entries:
        name = _first(fields, _NAME)
        if key and name:
            yield key, name


def _first(fields: Fields, keys: Sequence[str]) -> str:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _metadata(value: object, found: Found) -> Iterator[tuple[str, str]]:
    """What the file says of the interview; not the ids and addresses that programs write for themselves."""
    if not isinstance(value, dict):
        return
    inner = (value.get("result"), value.get("results"))
    places = [value, *(place for place in inner if isinstance(place, dict))]
    language = next((tongue for place in places if (tongue := _first(place, _LANGUAGE))), "")
    facts = [pair for key in _INFO for pair in _facts(value.get(key))][:_FACTS]
    yield from facts
    if language:
        yield "language", clean(language)[:_FACTS]


def _facts(info: object) -> Iterator[tuple[str, str]]:
    if not isinstance(info, dict):
        return
    for key, value in info.items():
        if key == "speakers":
            yield from ((clean(label), clean(meaning)) for label, meaning in _pairs(value))
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            fact = one_line(clean(str(value)))
            if fact and _FACT.fullmatch(key) and not _TECHNICAL.search(key) and not _ADDRESS.match(fact):
                yield clean(key), fact


def _notices(found: Found, said: Sequence[Utterance], request: Request) -> Iterator[Finding]:
    file = request.file
    counted = (
        ("segments_unread", found.unread),
        ("speech_lists_left", found.beside),
        ("speech_loops", looped(said)),
    )
    yield from (Finding.of(kind, "warning", file, n=n) for kind, n in counted if n)
    if found.empty:
        yield Finding.of("segments_empty", "note", file, n=found.empty)
    yield from said_notices(said, request)


def _timing(found: Found, unit: float, odd: int, doubled: int, request: Request) -> Iterator[Finding]:
    file = request.file
    timed = sum(item.start is not None for item in found.items)
    shown = _UNITS.get(unit, "s") if timed else "–"
    if found.sure:
        yield Finding.of("speech_shape", "note", file, shape=found.program, unit=shown)
    else:
        yield Finding.of("speech_shape_guessed", "warning", file, unit=shown)
    missing = len(found.items) - timed if timed else 0
    if odd + missing:
        yield Finding.of("speech_times_unusable", "warning", file, n=odd + missing)
    if doubled:
        yield Finding.of("json_keys_doubled", "warning", file, n=doubled)


FORMAT = Format("speech", (".json",), _holds, _parse, text=True, takes_speakers=True)
