"""What becomes of codings when a text of 60,000 to 70,000 characters is corrected, measured against what was really edited.

    python benchmarks/corrections.py [texts]

Each text is put together from the turns of the sample study, with many short turns that stand there often. Its 200 codings are
sentences, phrases, single words and longer passages. Seven kinds of edits are made; since every edit is known, so is where each
coded passage has to be afterwards. The corrected file goes through ``Project.correct``.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from casekit.files.shipped import shipped
from casekit.model.facts import Coding, Key, key_of, sha
from casekit.project import Project
from casekit.readers import read_all

__all__ = ["KINDS", "Measured", "Replacement", "make_text", "measure", "truth"]

LABELS = ("I", "IP")
_SHORT = ("Ja.", "Mm.", "Nej.", "Okay.", "Ja, ja.", "Hvad tænker du om det?")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
_WORD = re.compile(r"\w+")


class Replacement(NamedTuple):
    """An edit: other words in place of those from *start* to before *end*."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Of the codings of one text after one kind of edit: how many are placed exactly (or told as gone where everything is), how
    many wait for a person, how many of the others are wrong; and the seconds of processor time.
    """

    kind: str
    characters: int
    codings: int
    exact: int
    review: int
    wrong: int
    seconds: float


def make_text(seed: int, *, characters: int = 65_000) -> str:
    """An interview of about so many characters."""
    chance = random.Random(seed)
    said = list(_said())
    chance.shuffle(said)
    lines, length = [], 0
    for number, words in enumerate(said * 3):
        if length > characters:
            break
        turn = chance.choice(_SHORT) if number % 4 == 3 else words
        lines.append(f"{LABELS[number % 2]}: {turn}")
        length += len(lines[-1]) + 2
    return "\n\n".join(lines) + "\n"


@cache
def _said() -> tuple[str, ...]:
    """Every turn of the sample study, on one line."""
    readings = read_all(shipped("data_samples"))
    return tuple(
        " ".join(reading.document.words_of(turn).split())
        for reading in readings
        for turn in reading.document.turns
    )


def _places(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def _typos(text: str, chance: random.Random) -> Iterator[Replacement]:
    """A hundred words with two letters in the wrong order, put right."""
    for start, end in chance.sample(_places(r"[^\W\d_]{5,}", text), 100):
        at = chance.randrange(start, end - 1)
        yield Replacement(start, end, text[start:at] + text[at + 1] + text[at] + text[at + 2 : end])


def _names(text: str, chance: random.Random) -> Iterator[Replacement]:
    """The six words that are most often written with a capital inside a sentence."""
    counts = Counter(
        text[start:end] for start, end in _places(r"(?<=[a-zæøåäöü,] )[A-ZÆØÅÄÖÜ][a-zæøåäöü]{3,}", text)
    )
    names = [name for name, _ in counts.most_common(6)]
    for name in names:
        for start, end in _places(rf"\b{name}\b", text):
            yield Replacement(start, end, f"[Person {names.index(name) + 1}]")


def _marks(text: str, chance: random.Random) -> Iterator[Replacement]:
    """Time marks inside turns, taken out; they were put there by :func:`_with_marks`."""
    for start, end in _places(r" \(\d\d:\d\d:\d\d\)", text):
        yield Replacement(start, end, "")


def _labels(text: str, chance: random.Random) -> Iterator[Replacement]:
    for start, end in _places(r"(?m)^IP?(?=:)", text):
        yield Replacement(start, end, "Interviewer" if end - start == 1 else "Deltager 1")


def _paragraphs(text: str, chance: random.Random) -> Iterator[Replacement]:
    for start, end in chance.sample(_places(r"(?m)^IP?: .*\n\n", text), 5):
        yield Replacement(start, end, "")


def _retranscribed(text: str, chance: random.Random) -> Iterator[Replacement]:
    """One word in ten heard as another, left out, or with one more behind it."""
    words = [span for span in _places(r"\w+", text) if text[span[1] : span[1] + 1] != ":"]
    pool = sorted({text[start:end] for start, end in words})
    for start, end in chance.sample(words, len(words) // 10):
        other = chance.choice(pool)
        told = chance.random()
        if 0.7 < told < 0.85:
            yield Replacement(end, end, f" {other}")
        else:
            yield Replacement(start, end, "" if told > 0.7 else other)


def _breaks(text: str, chance: random.Random) -> Iterator[Replacement]:
    """None of the words: the file then has CR LF."""
    yield from ()


KINDS: Mapping[str, Callable[[str, random.Random], Iterator[Replacement]]] = {
    "100 typing mistakes": _typos,
    "6 names pseudonymised": _names,
    "420 time marks taken out": _marks,
    "speakers relabelled": _labels,
    "5 paragraphs deleted": _paragraphs,
    "10 % transcribed anew": _retranscribed,
    "LF to CRLF": _breaks,
}


def _with_marks(text: str, chance: random.Random) -> str:
    places = sorted(chance.sample([end for _, end in _places(r"\w(?= \w)", text)], 420), reverse=True)
    for number, place in enumerate(places):
        clock = f"{(420 - number) // 60:02}:{(420 - number) % 60:02}:{chance.randrange(60):02}"
        text = f"{text[:place]} ({clock}){text[place:]}"
    return text


def truth(edits: Sequence[Replacement], start: int, end: int) -> tuple[int, int] | None:
    """Where a passage is after the edits; None where all of it was deleted. What stands in place of a word is that word; what is
    put in at an end of the passage is no part of it."""
    now_start, now_end = start, end
    for edit in edits:
        grown = len(edit.words) - (edit.end - edit.start)
        if edit.start >= end:
            break
        if edit.end <= start:
            now_start += grown
        elif edit.start < start:
            now_start += edit.start - start
        if edit.end <= end:
            now_end += grown
        elif edit.start < end:
            now_end += edit.start + len(edit.words) - end
    return (now_start, now_end) if now_start < now_end else None


def applied(text: str, edits: Sequence[Replacement]) -> str:
    """The edited text."""
    parts, here = [], 0
    for edit in edits:
        parts += [text[here : edit.start], edit.words]
        here = edit.end
    return "".join([*parts, text[here:]])


def _passages(text: str, chance: random.Random, n: int) -> list[tuple[int, int]]:
    """Sentences, phrases, single words, and passages of several sentences, each once."""
    sentences = [_bare(text, *span) for span in _places(_SENTENCE.pattern, text)]
    words = _places(r"\w+", text)
    found: dict[tuple[int, int], None] = {}
    while len(found) < n:
        told, first = chance.random(), chance.randrange(len(words) - 30)
        if told < 0.5:
            found[chance.choice(sentences)] = None
        elif told < 0.9:
            found[words[first][0], words[first + chance.randint(2, 12)][1]] = None
        elif told < 0.95:
            found[words[first]] = None
        else:
            at = chance.randrange(len(sentences) - 4)
            found[sentences[at][0], sentences[at + chance.randint(1, 3)][1]] = None
    return list(found)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a label and blanks in front."""
    label = re.match(r"\s*(?:IP?:\s*)?", text[start:end])
    return start + (label.end() if label else 0), end


def measure(kind: str, seed: int, folder: Path, *, codings: int = 200, characters: int = 65_000) -> Measured:
    """One text with one kind of edits, through a project in *folder*."""
    chance = random.Random(f"{kind} {seed}")
    before = make_text(seed, characters=characters)
    if KINDS[kind] is _marks:
        before = _with_marks(before, chance)
    edits = sorted(KINDS[kind](before, chance))
    after = applied(before, edits)
    path = folder / "TXT-01.txt"
    path.write_text(before, "utf-8")
    project = Project.create(folder / "project", language="da", coder="ah")
    project.add(path, case="nord")
    study = project.study()
    if study.texts["TXT-01"] != before:
        raise ValueError("the text is not stored as it was made")
    made = {one.key: one for one in _codings(study.documents["revision"].iloc[0], before, chance, codings)}
    project.record(*made.values())
    project.study()
    path.write_bytes(after.replace("\n", "\r\n" if KINDS[kind] is _breaks else "\n").encode())
    begun = time.process_time()
    project.correct(path)
    seconds = time.process_time() - begun
    if project.study().texts["TXT-01"] != after:
        raise ValueError("the corrected text is not stored as it was made")
    return _judged(kind, project, made, edits, after, seconds)


def _codings(revision: str, text: str, chance: random.Random, n: int) -> Iterator[Coding]:
    book, coder = key_of("codebook", "b"), key_of("coder", "ah")
    for start, end in _passages(text, chance, n):
        key = key_of("coding", str(start), str(end))
        yield Coding(key, Key(revision), start, end, "rent", book, "", coder, sha(text[start:end]))


def _judged(
    kind: str,
    project: Project,
    made: Mapping[Key, Coding],
    edits: Sequence[Replacement],
    after: str,
    seconds: float,
) -> Measured:
    study = project.study()
    now = {row["coding"]: (int(row["start"]), int(row["end"])) for _, row in study.codings.iterrows()}
    waits = set(study.carried["coding"])
    wanted = {key: truth(edits, one.start, one.end) for key, one in made.items()}
    right = {key for key in made if _stripped(after, now.get(key)) == _stripped(after, wanted[key])}
    return Measured(
        kind, len(after), len(made), len(right), len(waits), len(made.keys() - right - waits), seconds
    )


def _stripped(text: str, place: tuple[int, int] | None) -> tuple[int, int] | None:
    """Without blanks at its ends."""
    if place is None or not text[slice(*place)].strip():
        return None
    words = text[slice(*place)]
    start = place[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def main(texts: int) -> None:
    """The table of all kinds."""
    print("| edit | texts | codings | placed exactly | to review | silently wrong | seconds, worst |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind in KINDS:
        rows = []
        for seed in range(texts):
            with tempfile.TemporaryDirectory() as folder:
                rows.append(measure(kind, seed, Path(folder)))
        n = sum(row.codings for row in rows)
        shares = (
            f"{100 * sum(getattr(row, name) for row in rows) / n:.1f} %" for name in ("exact", "review")
        )
        wrong = sum(row.wrong for row in rows)
        print(
            f"| {kind} | {texts} | {n} | {' | '.join(shares)} | {wrong} | {max(row.seconds for row in rows):.2f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
