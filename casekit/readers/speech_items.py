"""One object of a speech-to-text file: who speaks, which words, from when to when, however the program calls it."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Any

from casekit.readers.said import clock_ms, one_line

__all__ = [
    "MILLISECONDS",
    "SAMPLES",
    "SECONDS",
    "Item",
    "Time",
    "has_words",
    "item_of",
    "items_of_words",
    "number_of",
    "text_of",
    "time_of",
    "unit_of",
]

Fields = Mapping[str, Any]
Time = tuple[float, float | None]  # a number, and how many milliseconds its unit has, if the file tells

SECONDS, MILLISECONDS, SAMPLES = 1000.0, 1.0, 1 / 16  # of sound at 16 kHz
_LARGEST = 1e13  # in the smallest unit some thousand hours; what is larger, or no number, is no time
_RATE = 2.5  # words per second in talk
_UNLIKELY = 3.0  # on the log scale of rates: fractions belong to seconds

_TEXT = (
    "text",
    "transcript",
    "punctuated_word",
    "display",
    "sentence",
    "utterance",
    "content",
    "value",
    "word",
)
_PARTS = ("words", "elements", "tokens", "sentences")
_BEST = ("nBest", "alternatives")
_SPEAKER = (
    *("speaker", "speaker_id", "speakerId", "speaker_label", "speakerLabel", "speaker_name", "speakerName"),
    *("speakerTag", "spkid", "spk", "name", "participant"),
)
_START = {
    **dict.fromkeys(
        ("start", "begin", "ts", "from", "start_time", "startTime", "start_timestamp", "begin_time"), None
    ),
    **dict.fromkeys(("start_offset", "startOffset", "offset", "startTs", "time"), None),
    **dict.fromkeys(("start_ms", "startMs", "begin_ms", "offsetMilliseconds"), MILLISECONDS),
    "offsetInTicks": 0.0001,
}
_END = {
    **dict.fromkeys(("end", "stop", "to", "end_ts", "end_time", "endTime", "end_timestamp"), None),
    **dict.fromkeys(("end_offset", "endOffset", "endTs"), None),
    **dict.fromkeys(("end_ms", "endMs"), MILLISECONDS),
}
_LENGTH = {"duration": None, "durationMilliseconds": MILLISECONDS, "durationInTicks": 0.0001}
_BOTH = {"timestamp": None, "offsets": MILLISECONDS, "timestamps": None}
_ISO = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_SIGNS = re.compile(r"[.,!?;:…)\]»”]+")
_SENTENCE_END = re.compile(r"[.?!…][\"'”“’»)]{0,2}\s*$")
_SENTENCE = 60  # words; where nobody writes full stops


@dataclass(frozen=True, slots=True)
class Item:
    """Words with their times as the file gives them; *glued* words have no blank in front; *number* is its id."""

    speaker: str | None
    text: str
    start: Time | None = None
    end: Time | None = None
    glued: bool = False
    number: str = ""


def item_of(fields: Fields) -> Iterator[Item]:
    """What *fields* say, as one item, or as several where the speaker changes from word to word."""
    text, speaker = text_of(fields), _speaker(fields)
    start, end = _times(fields)
    told = text and start and (speaker or not _voiced(fields))
    parts = [] if told else _parts(fields)
    if parts:
        start, end = start or parts[0].start, end or parts[-1].end
    if speaker is None and len({part.speaker for part in parts} - {None}) > 0:
        pieces = list(items_of_words(parts))
        if "".join(text.split()) in {"", "".join("".join(piece.text for piece in pieces).split())}:
            yield from pieces
            return
        speakers = [part.speaker for part in parts if part.speaker]
        speaker = max(dict.fromkeys(speakers), key=speakers.count)
    number = fields.get("id")
    yield Item(
        speaker,
        text or _put_together(parts),
        start,
        end,
        number=str(number) if isinstance(number, int) and 0 <= number < 1_000_000 else "",
    )


def text_of(fields: Fields) -> str:
    """The words of *fields*, if they stand there in one piece."""
    for key in _TEXT:
        if isinstance(text := fields.get(key), str) and text:
            return text
    if isinstance(words := fields.get("words"), str):
        return words
    best = _best(fields)
    return text_of(best) if best is not None else ""


def _best(fields: Fields) -> Fields | None:
    """Of several guesses the first, which is the best in all programs."""
    for key in _BEST:
        guesses = fields.get(key)
        if isinstance(guesses, list) and guesses and isinstance(guesses[0], dict):
            return {name: value for name, value in guesses[0].items() if name not in _BEST}
    return None


def has_words(fields: Fields) -> bool:
    """Whether there is anything to read in *fields*."""
    return bool(text_of(fields).strip()) or any(part.text.strip() for part in _parts(fields))


def _voiced(fields: Fields) -> bool:
    """Whether the words name their speakers."""
    words = fields.get("words")
    return isinstance(words, list) and any(isinstance(word, dict) and _speaker(word) for word in words)


def _parts(fields: Fields) -> list[Item]:
    for key in _PARTS:
        parts = fields.get(key)
        if isinstance(parts, list) and any(isinstance(part, dict) for part in parts):
            return [_word(part) for part in parts if isinstance(part, dict)]
    return []


def _word(fields: Fields) -> Item:
    start, end = _times(fields)
    kind = fields.get("type")
    text = text_of(fields)
    glued = kind in ("punct", "punctuation") or _SIGNS.fullmatch(text) is not None
    return Item(_speaker(fields) or _speaker(_best(fields) or {}), text, start, end, glued)


def items_of_words(words: Iterable[Item | Fields]) -> Iterator[Item]:
    """Sentences of single words: a new one begins where the speaker changes or a sentence ends."""
    sentence: list[Item] = []
    speaker: str | None = None
    ended = False
    for one in words:
        word = one if isinstance(one, Item) else _word(one)
        changes = word.speaker is not None and word.speaker != speaker
        if sentence and not word.glued and word.text.strip() and (changes or ended):
            yield _sentence(sentence, speaker)
            sentence = []
        if changes and not (word.glued and sentence):
            speaker = word.speaker
        sentence.append(word)
        if word.text.strip():
            ended = _SENTENCE_END.search(word.text) is not None or len(sentence) >= _SENTENCE
    if sentence:
        yield _sentence(sentence, speaker)


def _sentence(words: Sequence[Item], speaker: str | None) -> Item:
    start = next((word.start for word in words if word.start), None)
    end = next((word.end for word in reversed(words) if word.end), None)
    return Item(speaker, _put_together(words), start, end)


def _put_together(words: Sequence[Item]) -> str:
    """The words as one text; some programs give the blanks between them, some do not."""
    blanks = sum(word.text[:1].isspace() or word.text[-1:].isspace() for word in words)
    if 3 * blanks > len(words):
        return one_line("".join(word.text for word in words))
    return one_line("".join(word.text if word.glued else f" {word.text}" for word in words))


def _speaker(fields: Fields) -> str | None:
    for key in _SPEAKER:
        value = fields.get(key)
        if isinstance(value, dict):
            value = next((value[name] for name in ("name", "label", "id") if value.get(name)), None)
        if isinstance(value, str) and value.strip():
            return one_line(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000:
            return str(value)
    return None


def _times(fields: Fields) -> tuple[Time | None, Time | None]:
    for key, unit in _BOTH.items():
        both = fields.get(key)
        if isinstance(both, dict) and "from" in both:
            return number_of(both["from"], unit), number_of(both.get("to"), unit)
        if isinstance(both, list) and len(both) == 2:
            return number_of(both[0], unit), number_of(both[1], unit)
        if isinstance(both, str):
            return number_of(both, unit), _one_time(fields, _END)
    start, end = _one_time(fields, _START), _one_time(fields, _END)
    length = _one_time(fields, _LENGTH) if end is None and start is not None else None
    if start is not None and length is not None and length[1] == start[1]:
        end = start[0] + length[0], start[1]
    return start, end


def time_of(fields: Fields) -> Time | None:
    """When the words of *fields* begin."""
    return _times(fields)[0]


def _one_time(fields: Fields, keys: Mapping[str, float | None]) -> Time | None:
    for key, unit in keys.items():
        if key in fields and (time := number_of(fields[key], unit)) is not None:
            return time
    return None


def number_of(value: object, unit: float | None = None) -> Time | None:
    """A time as JSON holds it: a number, ``"00:00:01,200"``, ``"1.4s"``, ``"PT1.4S"``, ``{"seconds": 1}``.

    >>> number_of(1.5), number_of("00:00:01,200"), number_of("1.4s"), number_of("PT1M2S")
    ((1.5, None), (1200.0, 1.0), (1.4, 1000.0), (62.0, 1000.0))
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _finite(value, unit)
    if isinstance(value, str):
        return _spelled(value.strip(), unit)
    if isinstance(value, dict) and "seconds" in value:
        whole = number_of(value["seconds"]) or (0.0, None)
        rest = number_of(value.get("nanos", value.get("nanoseconds"))) or (0.0, None)
        return _finite(whole[0] + rest[0] / 1e9, SECONDS)
    return None


def _finite(value: float, unit: float | None) -> Time | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return (number, unit) if abs(number) <= _LARGEST else None


def _spelled(value: str, unit: float | None) -> Time | None:
    if ":" in value:
        clock = clock_ms(value)
        return None if clock is None else (float(clock), MILLISECONDS)
    if (iso := _ISO.fullmatch(value)) and value != "PT":
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return hours * 3600 + minutes * 60 + seconds, SECONDS
    if value.endswith("s") and _NUMBER.fullmatch(value[:-1]):
        return float(value[:-1]), SECONDS
    value = value.replace(",", ".")
    return (float(value), unit) if _NUMBER.fullmatch(value) else None


def unit_of(items: Sequence[Item]) -> float:
    """How many milliseconds the unit of times has that the file does not name, from words per second.

    The middle of all items counts, so that a few impossible times do no harm.
    """
    timed = [(item, item.start[0]) for item in items if item.start and item.start[1] is None]
    spans = [(item, item.end[0] - start) for item, start in timed if item.end and item.end[1] is None]
    if not any(span > 0 for _, span in spans):
        spans = [(item, following - start) for (item, start), (_, following) in pairwise(timed)]
    rates = [max(len(item.text.split()), 1) / span for item, span in spans if span > 0]
    if not rates:
        return SECONDS
    rate = median_low(rates)
    fractions = sum(start % 1 != 0 for _, start in timed) * 10 > len(timed)

    def unlikely(unit: float) -> float:
        return abs(math.log(rate / unit * 1000 / _RATE)) + _UNLIKELY * (fractions and unit != SECONDS)

    return min((SECONDS, MILLISECONDS, SAMPLES), key=unlikely)
