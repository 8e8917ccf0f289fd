"""Speaker labels: what at the beginning of a line may be one, and which of them are.

A label is believed when it recurs, is a known word, or is defined in the head of the transcript; what looks like a
label and is not believed is left in the text and reported.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from casekit.model.document import Role
from casekit.readers.label_words import (
    DISCOURSE,
    FALSE_FRIENDS,
    PARTICLES,
    known_role,
    stem,
)
from casekit.readers.word_lists import words

__all__ = ["Candidate", "believed", "candidate", "looks_like_name", "same_label"]

_LONGEST = 70
_OPEN = "[{#@*_<"
_ATTRIBUTE = re.compile(r"\{:[^{}\n]{0,80}\}")
_CLOCK = re.compile(r"[ \t]*(?:[Kk]l\.|Uhr)[ \t]?\d{1,2}[.:]\d{2}(?=[^\W\d_a-zæøå])")
_HINT = re.compile(r"[:：\t\[{]")
_NUMBERED = re.compile(r"[ \t]*(?:[•·*–-]|\d{1,5}[.)]?)[ \t]+(?=\S)")
_SEPARATOR = re.compile("[:：\t]")
_CODE = re.compile(r"\??(?:[^\W\d_]{1,4}|[^\W\d_a-z]{1,6}[ _-]?)\d{0,3}|SPEAKER[_ ]\d{1,3}|\?[a-z]?")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,50}[)\]]")
_FORBIDDEN = re.compile(r"[!;…„“”»«\"=|\\,%/&]|[?](?!\w{0,2}$)|\.\.|[^\W\d_]{4,}\.|\d{4,}")
_ALONE = re.compile(r"\[SPEAKER_\d{1,3}\]|\{[^{}\n]{1,40}\}")
_ROLE_WORDS_IN_SPEECH = words(
    "spørgsmål spm frage vraag question svar antwort antwoord answer gruppe groep alle allen all person persoon "
    "mand kvinde mann frau man vrouw stem stemme stimme"
)
_PARTNERS = {
    "q": "a",
    "f": "a",
    "v": "a",
    "s": "sv",
    "spm": "sv",
    "spørgsmål": "svar",
    "frage": "antwort",
    "vraag": "antwoord",
    "question": "answer",
}
_FEW = 4  # candidates; an excerpt this short has no second turn of anybody


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a label: its words, where speech begins on the line, and whether the line ends after it."""

    label: str
    words_at: int
    alone: bool = False
    colon: bool = True


def candidate(line: str) -> Candidate | None:
    """What at the beginning of *line* may be a speaker's label.

    >>> candidate("**Interviewer:** Hej")
    Candidate(label='Interviewer', words_at=17, alone=False, colon=True)
    >>> candidate("Kl. 12:30 var vi der") is None
    True
    """
    if not _HINT.search(line, 0, 2 * _LONGEST):
        return None
    clock = _CLOCK.match(line)
    found = _candidate(line, clock.end() if clock else 0)
    if found is None and (number := _NUMBERED.match(line)):
        behind = _candidate(line, number.end())
        return behind if behind and known_role(behind.label) else None
    return found


def _candidate(line: str, begin: int) -> Candidate | None:
    head = line[begin : begin + _LONGEST + 20]
    sign = _SEPARATOR.search(head, len(head) - len(head.lstrip(" \t")))
    if sign is None:
        return _without_colon(line, begin)
    end = begin + sign.start()
    label = _bare(line[begin:end])
    if not _plausible(label) or _continues(line, end):
        return None
    at = _skip(line, end + 1)
    return Candidate(label, at, alone=at >= len(line), colon=line[end] != "\t")


def _without_colon(line: str, begin: int) -> Candidate | None:
    """``[SPEAKER_00] text`` and ``{Name} text``."""
    match = _ALONE.match(line, begin)
    if match is None:
        return None
    at = _skip(line, match.end())
    return Candidate(_bare(match.group()), at, alone=at >= len(line), colon=False)


def _bare(label: str) -> str:
    """A label without the signs of emphasis around it, its blanks made one."""
    label = label.strip(" \t\u00a0").lstrip(_OPEN).rstrip("*_")
    if label.endswith(("]", "}", ">")) and not re.search(r"[\[{<]", label):
        label = label[:-1]
    return " ".join(label.split())


def _continues(line: str, end: int) -> bool:
    """``12:30``, ``http://`` and ``C:\\`` are no labels."""
    after = line[end + 1 : end + 3]
    return line[end] == ":" and (after.startswith(("//", "\\", ":")) or after[:1].isdigit())


def _skip(line: str, at: int) -> int:
    """Where words begin after a label: behind closing emphasis, Markdown attributes and blanks."""
    while at < len(line) and line[at] in "*_":
        at += 1
    attribute = _ATTRIBUTE.match(line, at)
    at = attribute.end() if attribute else at
    while at < len(line) and line[at] in " \t\u00a0":
        at += 1
    return at


def _plausible(label: str) -> bool:
    core = _BRACKETED.sub("", label).strip()
    if not core or len(label) > _LONGEST or core.count(" ") > 5:
        return False
    if not (core[0].isalpha() or core[0] == "?") or _FORBIDDEN.search(core):
        return False
    words = core.lower().split()
    if words[0].strip(".") in FALSE_FRIENDS or core.lower() in FALSE_FRIENDS or stem(label) in FALSE_FRIENDS:
        return False
    discourse = words[0] in DISCOURSE and (len(words) == 1 or words[0] not in PARTICLES)
    return not discourse or known_role(label) is not None


def looks_like_name(label: str) -> bool:
    """Whether every word begins with a capital, but for particles: ``Marieke van der Velden``, ``Nanna W. Gotfredsen``.

    >>> looks_like_name("Birgitte Holmsgaard"), looks_like_name("Han sagde")
    (True, False)
    """
    words = _BRACKETED.sub("", label).split()
    return bool(words) and all(
        word[0].isupper() or word.isdigit() or (word.lower() in PARTICLES and at < len(words) - 1)
        for at, word in enumerate(words)
    )


def same_label(label: str) -> str:
    """What two ways of typing one label have in common.

    >>> same_label("Interviewer") == same_label("interviewer")
    True
    """
    return label.casefold()


def believed(candidates: Iterable[Candidate], defined: Collection[str] = ()) -> frozenset[str]:
    """The labels among *candidates* that stand for speakers, as :func:`same_label` writes them.

    *defined* are those that the head of the transcript explains.
    """
    found = list(candidates)
    counts = Counter(same_label(one.label) for one in found)
    cores = Counter(_core(label) for label in counts.elements())
    first = {same_label(one.label): one for one in reversed(found)}
    sure = {same_label(label) for label in defined} & counts.keys()
    sure |= {key for key, one in first.items() if cores[_core(key)] > 1 and _recurring(one, counts[key])}
    letters = _letters_by_role(first[key].label for key in sure)
    once = [key for key, n in counts.items() if n == 1 and key not in sure]
    return frozenset(sure) | {
        key for key in once if _single(first[key], letters, first, few=len(found) < _FEW)
    }


def _recurring(one: Candidate, n: int) -> bool:
    """Whether a label that comes back, *n* times just so, is one: names and codes are, stock phrases are not."""
    if known_role(one.label) is not None or looks_like_name(one.label) or _CODE.fullmatch(one.label):
        return True
    return _titled(one.label) or (n > 2 and one.label[0].isupper() and " " not in one.label)


def _letters_by_role(labels: Iterable[str]) -> Mapping[Role | None, frozenset[str]]:
    """The labels of each role without their numbers, in small letters."""
    letters: dict[Role | None, set[str]] = {}
    for label in labels:
        letters.setdefault(known_role(label), set()).add(_letters(label))
    return {role: frozenset(some) for role, some in letters.items()}


def _core(label: str) -> str:
    """``MK (interviewer)`` once and ``MK`` once is MK twice."""
    return _BRACKETED.sub("", label).strip() or label


def _letters(label: str) -> str:
    return same_label(label).rstrip("0123456789 ")


def _single(
    one: Candidate,
    letters: Mapping[Role | None, frozenset[str]],
    first: Mapping[str, Candidate],
    *,
    few: bool,
) -> bool:
    """Whether a label that stands only once is one."""
    if one.label.startswith("?") or (one.alone and _titled(one.label) and looks_like_name(one.label)):
        return True  # ``?m:`` of the TiQ rules; ``Petra Müller (FDP):`` on a line of its own
    role = known_role(one.label)
    if role is None or stem(one.label) in _ROLE_WORDS_IN_SPEECH or not one.colon:
        return _partnered(same_label(one.label), first)
    if few or not _CODE.fullmatch(one.label):
        return True
    rivals = letters.get(role, frozenset())  # where IP answers, a lone "B:" begins a list
    code = _letters(one.label)
    return not rivals or code in rivals or any(rival.startswith(code) for rival in rivals)


def _partnered(key: str, first: Mapping[str, Candidate]) -> bool:
    """Q has its A, Frage its Antwort: a question and its answer, once each."""
    return any({ask, answer} <= first.keys() for ask, answer in _PARTNERS.items() if key in {ask, answer})


def _titled(label: str) -> bool:
    """Ends in brackets that hold a name, a party or initials: ``Anden næstformand (Jeppe Søe)``."""
    match = re.search(r"\(([^()]{1,50})\)$", label)
    return match is not None and match[1][0].isupper()
