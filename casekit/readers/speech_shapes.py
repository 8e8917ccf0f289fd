"""Where the talk stands in the JSON of speech-to-text programs, and which program wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casekit.readers.speech_items import (
    MILLISECONDS,
    SAMPLES,
    SECONDS,
    Item,
    has_words,
    item_of,
    items_of_words,
    text_of,
    time_of,
)

__all__ = ["Found", "find_talk"]

Fields = Mapping[str, Any]
_Place = tuple[
    Sequence[Fields], list[Fields], int
]  # a list's objects, those above it, and how many are no objects
_PLAIN = "text"
_LISTS = 100_000  # that are looked at where no program is known
_COMPARED = 20  # lists whose words are looked for in the longest


@dataclass(frozen=True, slots=True)
class _Shape:
    """A program: the way of keys to its list, what the objects in it hold, and the unit of its times if that is sure.

    ``marks`` are keys of which the file or an object must have one; ``words`` says that each object is one word.
    """

    program: str
    path: tuple[str, ...]
    holds: tuple[str, ...]
    unit: float | None = None
    words: bool = False
    marks: tuple[str, ...] = ()


_WHISPER = ("avg_logprob", "no_speech_prob", "seek", "tokens")
_SHAPES = (
    _Shape("Rev", ("monologues",), ("elements",), SECONDS),
    _Shape("Otter", ("speech", "transcripts"), ("transcript",), SAMPLES, marks=("start_offset",)),
    _Shape("Azure", ("recognizedPhrases",), ("nBest",), SECONDS),
    _Shape("Azure", ("phrases",), ("text",), marks=("offsetMilliseconds",)),
    _Shape("AWS Transcribe", ("results", "items"), ("alternatives", "type"), SECONDS, words=True),
    _Shape("Deepgram", ("results", "utterances"), ("transcript",), SECONDS),
    _Shape("Deepgram", ("results", "channels"), ("alternatives",), SECONDS),
    _Shape("Speechmatics", ("results",), ("alternatives", "type"), SECONDS, words=True),
    _Shape("Google", ("results",), ("alternatives",), SECONDS),
    _Shape("AssemblyAI", ("utterances",), ("text",), MILLISECONDS, marks=("audio_duration", "audio_url")),
    _Shape("AssemblyAI", ("utterances",), ("text",)),
    _Shape("whisper.cpp", ("transcription",), ("text",), marks=("offsets", "timestamps")),
    _Shape("Whisper", ("segments",), ("text",), SECONDS, marks=_WHISPER),
    _Shape("WhisperX", ("segments",), ("text", "speaker")),
    _Shape("Whisper", ("segments",), ("text", "start")),
    _Shape("Amberscript", ("segments",), ("words", "speaker")),
    _Shape("chunks", ("chunks",), ("text", "timestamp"), SECONDS),
    _Shape(
        "AssemblyAI", ("words",), ("text",), MILLISECONDS, words=True, marks=("audio_duration", "audio_url")
    ),
    _Shape("ElevenLabs", ("words",), ("text", "type"), SECONDS, words=True),
)


@dataclass(slots=True)
class Found:
    """The talk of a file: its items in order, the program, and what was noticed of the list they stand in.

    ``sure`` is False where only the names of the keys tell that it is talk; ``above`` are the objects that the list
    stands in, which may name the speakers; ``unread`` counts what in the list is no object, ``beside`` other lists
    with other words.
    """

    program: str
    items: list[Item]
    unit: float | None = None
    sure: bool = True
    above: list[Fields] = field(default_factory=list)
    empty: int = 0
    unread: int = 0
    beside: int = 0


def find_talk(value: object) -> Found | None:
    """The talk in what a JSON file holds, None where there is none."""
    if isinstance(value, dict):
        for shape in _SHAPES:
            if found := _in_shape(value, shape):
                return found
    return _by_names(value) or _plain_text(value)


def _in_shape(value: Fields, shape: _Shape) -> Found | None:
    placed = _place(value, shape)
    if placed is None:
        return None
    objects, above, unread = placed
    found = Found(shape.program, [], shape.unit, above=above, unread=unread)
    _fill(found, _prepared(objects, above[-1], shape), words=shape.words)
    return found if found.items else None


def _place(value: Fields, shape: _Shape) -> _Place | None:
    """The objects of the list where *shape* has it, if they are what it says."""
    above: list[Fields] = []
    place: object = value
    for key in shape.path:
        if not isinstance(place, dict):
            return None
        above.append(place)
        place = place.get(key)
    if not isinstance(place, list):
        return None
    objects = [one for one in place if isinstance(one, dict)]
    return (objects, above, len(place) - len(objects)) if _fits(objects, value, shape) else None


def _fits(objects: Sequence[Fields], top: Fields, shape: _Shape) -> bool:
    keys = {key for one in objects for key in one}
    marks = not shape.marks or any(mark in keys or mark in top for mark in shape.marks)
    return marks and keys.issuperset(shape.holds)


def _fill(found: Found, objects: Sequence[Fields], *, words: bool) -> None:
    if words:
        found.items = [item for item in items_of_words(objects) if item.text]
        return
    for one in objects:
        items = [item for item in item_of(one) if item.text.strip()]
        found.empty += not items
        found.items += items


def _prepared(objects: Sequence[Fields], above: Fields, shape: _Shape) -> Sequence[Fields]:
    """Objects with words and speakers in one place, for the programs that part them."""
    if shape.program == "AWS Transcribe":
        return list(_labelled(objects, above.get("speaker_labels")))
    if shape.path == ("results", "channels"):
        return list(_channels(objects))
    if shape.program == "Google":
        return list(_without_doubles(objects))
    return objects


def _labelled(objects: Sequence[Fields], labels: object) -> Iterator[Fields]:
    """AWS: older files name the speaker of a word in a list beside it, by the time when it begins."""
    speakers: dict[object, object] = {}
    segments = labels.get("segments") if isinstance(labels, dict) else None
    for segment in segments if isinstance(segments, list) else []:
        words = segment.get("items") if isinstance(segment, dict) else None
        for word in words if isinstance(words, list) else []:
            if isinstance(word, dict) and isinstance(word.get("start_time"), str):
                speakers[word["start_time"]] = word.get("speaker_label")
    for one in objects:
        start = one.get("start_time")
        known = "speaker_label" in one or not isinstance(start, str) or start not in speakers
        yield one if known else {**one, "speaker_label": speakers[start]}


def _channels(channels: Sequence[Fields]) -> Iterator[Fields]:
    """Deepgram: paragraphs where there are some, else the words; where there are several channels, each is a speaker."""
    for number, channel in enumerate(channels, 1):
        guesses = channel.get("alternatives")
        best = guesses[0] if isinstance(guesses, list) and guesses else None
        if not isinstance(best, dict):
            continue
        inside = best.get("paragraphs")
        paragraphs = inside.get("paragraphs") if isinstance(inside, dict) else None
        pieces = paragraphs if isinstance(paragraphs, list) else [best]
        for piece in pieces:
            if isinstance(piece, dict):
                yield piece if len(channels) == 1 else {**piece, "speaker": f"Channel {number}"}


def _without_doubles(results: Sequence[Fields]) -> Sequence[Fields]:
    """Google: where speakers were told apart, the last result says all words again, this time with who says them."""
    last = results[-1].get("alternatives")
    best = last[0] if isinstance(last, list) and last and isinstance(last[0], dict) else {}
    words = best.get("words")
    if len(results) < 2 or not isinstance(words, list):
        return [_opened(one) for one in results]
    tagged = any(isinstance(word, dict) and word.get("speakerTag") for word in words)
    before = sum(len(text_of(one).split()) for one in results[:-1])
    return [{"words": words}] if tagged and len(words) >= before else [_opened(one) for one in results]


def _opened(result: Fields) -> Fields:
    """The first guess, with its words and their times."""
    guesses = result.get("alternatives")
    return guesses[0] if isinstance(guesses, list) and guesses and isinstance(guesses[0], dict) else result


def _by_names(value: object) -> Found | None:
    """The longest list of objects that have words and a time or a speaker, wherever it stands."""
    best: Found | None = None
    others: list[Found] = []
    for objects, above, unread in _lists(value):
        found = Found("", [], sure=False, above=above, unread=unread)
        _fill(found, objects, words=_single_words(objects))
        if not found.items:
            continue
        others.append(found)
        if best is None or _length(found) > _length(best):
            best = found
    if best is not None:
        best.beside = _others(best, others)
    return best


def _length(found: Found) -> int:
    return sum(len(item.text) for item in found.items)


def _others(best: Found, found: Sequence[Found]) -> int:
    """How many lists hold words that the best one does not."""
    words = "".join("".join(item.text.split()) for item in best.items)
    firsts = ["".join(other.items[0].text.split()) for other in found if other is not best]
    return sum(first not in words for first in firsts[:_COMPARED]) + len(firsts[_COMPARED:])


def _lists(value: object) -> Iterator[_Place]:
    """Every list that may be talk, with the objects above it and the number of things in it that are no objects."""
    waiting: list[tuple[object, list[Fields]]] = [(value, [])]
    seen = 0
    while waiting and seen < _LISTS:
        place, above = waiting.pop()
        if isinstance(place, dict):
            waiting += [
                (child, [*above, place][-4:]) for child in place.values() if isinstance(child, dict | list)
            ]
        elif isinstance(place, list):
            seen += 1
            objects = [one for one in place if isinstance(one, dict)]
            if objects and 2 * sum(map(_is_said, objects)) >= len(objects):
                yield objects, above, len(place) - len(objects)
                continue  # what is inside them, such as single words, is said again
            waiting += [(child, above) for child in place if isinstance(child, dict | list)]


def _is_said(fields: Fields) -> bool:
    return has_words(fields) and (time_of(fields) is not None or "speaker" in fields)


def _single_words(objects: Sequence[Fields]) -> bool:
    texts = [text_of(one).split() for one in objects]
    return len(texts) > 3 and sum(len(words) < 2 for words in texts) > 0.9 * len(texts)


def _plain_text(value: object) -> Found | None:
    """``{"text": "…"}``: all words and nothing else."""
    text = value.get(_PLAIN) if isinstance(value, dict) else None
    if not isinstance(text, str) or not text.strip():
        return None
    return Found(_PLAIN, [Item(None, text)], above=[])
