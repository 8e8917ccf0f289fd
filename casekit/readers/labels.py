"""Speaker labels: what at the beginning of a line may be one, and which of them are.

A label is believed when it recurs, is a known word, or is defined in the head of the transcript; what looks like a
label and is not believed is left in the text and reported.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from casekit.model.document import Role
from casekit.readers.label_words import (
    DISCOURSE,
    FALSE_FRIENDS,
    GENDERED,
    PARTICLES,
    known_role,
    stem,
)
from casekit.readers.word_lists import words

__all__ = [
    "Candidate",
    "all_named",
    "believed",
    "candidate",
    "initials_of",
    "looks_like_name",
    "same_label",
    "striking",
    "together",
]

_LONGEST = 70
_OPEN = "[{#@*_<"
_ATTRIBUTE = re.compile(r"\{:[^{}\n]{0,80}\}")
_CLOCK = re.compile(r"[ \t]*(?:[Kk]l\.|Uhr)[ \t]?\d{1,2}[.:]\d{2}(?=[^\W\d_a-zæøå])")
_CLOCK_BEGINS = ("K", "k", "U")
_HINT = re.compile(r"[:：\t\[{]")
# as nearly all labels stand: no brackets, one blank behind the colon
_EVERYDAY = re.compile(r"(?![Kk]l\.|Uhr)([^\W\d_][^:：\t\[{]{0,60}+): (?=\S)")
_NUMBERED = re.compile(r"[ \t]*(?:[•·*–-]|\d{1,5}[.)]?)[ \t]+(?=\S)")
_SEPARATOR = re.compile(r":(?!in(?:nen)?(?:[ _]?\d{1,2})?[ ]?:)|[：\t]")  # Interviewer:in: is one label
_CODE = re.compile(r"\??(?:[^\W\d_]{1,4}|[^\W\d_a-z]{1,6}[ _-]?)\d{0,3}|SPEAKER[_ ]\d{1,3}|\?[a-z]?")
_ROUND = re.compile(r"\(([^()]*)\)")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,50}[)\]]")
_TITLE = r"(?!(?:mevr|prof|univ|dipl|cand|intv|resp|befr)\.)"
_FORBIDDEN = re.compile(
    rf"[!;…„“”»«\"=|\\,%]|[?](?!\w{{0,2}}$)|\.\.|{_TITLE}[^\W\d_]{{4,}}\.|\d{{4,}}", re.IGNORECASE
)
_SIGNED = re.compile(r"\s*[&+/]\s*")
_JOINED = re.compile(r"\s*[&+/]\s*|\s+(?:og|und|en|and)\s+")
_TIQ = re.compile(r"[a-z][mfw]", re.IGNORECASE)
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
_MOSTLY = 0.8
_FEW = 4  # candidates; an excerpt this short has no second turn of anybody


class Candidate(NamedTuple):
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
    if everyday := _EVERYDAY.match(line):
        label = _label_in(everyday[1])
        return Candidate(label, everyday.end()) if label else None
    clock = _CLOCK.match(line) if line.lstrip(" \t")[:1] in _CLOCK_BEGINS else None
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
    label = _label_in(head[: sign.start()])
    if label is None or _continues(line, end):
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


@lru_cache(maxsize=1024)
def _label_in(words: str) -> str | None:
    """The label that *words*, which stand in front of a colon, may be."""
    label = _bare(words)
    return label if _plausible(label) else None


def _bare(label: str) -> str:
    """A label without the signs of emphasis around it, its blanks made one."""
    label = label.strip(" \t\u00a0")
    if label.startswith("(") and label.endswith(")") and known_role(label[1:-1]) is not None:
        return label[1:-1]
    label = label.lstrip(_OPEN).rstrip("*_")
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
    attribute = _ATTRIBUTE.match(line, at) if line.startswith("{", at) else None
    at = attribute.end() if attribute else at
    while at < len(line) and line[at] in " \t\u00a0":
        at += 1
    return at


def _plausible(label: str) -> bool:
    core = _BRACKETED.sub("", GENDERED.sub("", label)).strip()
    if not core or len(label) > _LONGEST or core.count(" ") > 5 or stem(label) in FALSE_FRIENDS:
        return False
    parts = _SIGNED.split(core)
    return len(parts) < 4 and all(map(_may_name, parts))


def _may_name(core: str) -> bool:
    """Whether these words, brackets gone, may call somebody: no stock phrase, no sentence."""
    if not core or not (core[0].isalpha() or core[0] == "?") or _FORBIDDEN.search(core):
        return False
    words = [word.strip(".") for word in core.lower().split()]
    if words[0] in FALSE_FRIENDS or (words[0] in PARTICLES and words[-1] in FALSE_FRIENDS):
        return False
    discourse = words[0] in DISCOURSE and (len(words) == 1 or words[0] not in PARTICLES)
    return not discourse or known_role(core) is not None


@lru_cache(maxsize=1024)
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


def initials_of(name: str) -> frozenset[str]:
    """The initials a name may be shortened to, in small letters, with and without its particles.

    >>> sorted(initials_of("Marieke van der Velden"))
    ['mv', 'mvdv']
    """
    words = [word for word in re.split(r"[\s-]+", _ROUND.sub("", name)) if word[:1].isalpha()]
    weighty = [word for word in words if word.lower() not in PARTICLES]
    return frozenset("".join(word[0] for word in some).lower() for some in (words, weighty) if len(some) > 1)


def together(label: str) -> tuple[str, ...]:
    """The labels of those who speak at once, if *label* joins several.

    >>> together("I & IP"), together("Mette og Bo"), together("Interviewer/in")
    (('I', 'IP'), ('Mette', 'Bo'), ())
    """
    parts = tuple(_JOINED.split(GENDERED.sub("", label)))
    return parts if len(parts) > 1 and len(set(parts)) == len(parts) else ()


@lru_cache(maxsize=1024)
def same_label(label: str) -> str:
    """What two ways of typing one label have in common.

    >>> same_label("Interviewer") == same_label("interviewer")
    True
    """
    return label.casefold()


def striking(label: str) -> bool:
    """Whether a label looks so much like a speaker's that it has to be told if it is not believed."""
    if known_role(label) is not None:
        return True
    return looks_like_name(label) and label.count(" ") < 3 and "/" not in label


def all_named(labels: Sequence[Candidate | None]) -> list[str]:
    """The labels of utterances, where (nearly) all begin with one: each of them speaks, though once."""
    named = [
        one.label
        for one in labels
        if one and (known_role(one.label) is not None or (one.colon and looks_like_name(one.label)))
    ]
    return named if len(named) > 1 and len(named) >= _MOSTLY * len(labels) else []


def believed(candidates: Iterable[Candidate], defined: Collection[str] = ()) -> frozenset[str]:
    """The labels among *candidates* that stand for speakers, as :func:`same_label` writes them.

    *defined* are those that are known beforehand: the head of the transcript explains them.
    """
    found = list(candidates)
    counts = Counter(same_label(one.label) for one in found)
    cores: Counter[str] = Counter()
    for key, n in counts.items():
        cores[_core(key)] += n
    first = {same_label(one.label): one for one in reversed(found)}
    sure = {same_label(label) for label in defined} & counts.keys()
    sure |= {key for key, one in first.items() if cores[_core(key)] > 1 and _recurring(one, counts[key])}
    sure |= _shortened(first)
    others = _Others.of([first[key].label for key in sure], first.values(), few=len(found) < _FEW)
    once = [key for key, n in counts.items() if n == 1 and key not in sure]
    sure |= {key for key in once if _single(first[key], others)}
    return frozenset(sure) | {key for key in counts if _all_of(key, sure)}


class _Others(NamedTuple):
    """What a label that stands only once is measured by: those that are believed, and all (``letters``).

    ``rivals`` are the believed without their numbers, by role; ``capitals`` says that names are written in capitals (ANNA,
    BO) and no label otherwise; ``few`` that there is so little talk that nobody need speak twice.
    """

    rivals: Mapping[Role | None, frozenset[str]]
    stems: frozenset[str]
    letters: frozenset[str]
    capitals: bool
    few: bool

    @classmethod
    def of(cls, sure: Sequence[str], found: Iterable[Candidate], *, few: bool) -> "_Others":
        """What the labels *sure* and *found* say."""
        roles = {known_role(label) for label in sure}
        rivals = {
            role: frozenset(_letters(label) for label in sure if known_role(label) == role) for role in roles
        }
        capitals = all(map(str.isupper, sure)) and any(len(name) > 2 for name in rivals.get(None, ()))
        letters = frozenset(_letters(one.label) for one in found)
        return cls(rivals, frozenset(map(stem, sure)), letters, capitals, few)


def _shortened(first: Mapping[str, Candidate]) -> frozenset[str]:
    """Full names and their initials vouch for each other: ``Mette Krogh`` once, ``MK`` once."""
    names = {key: initials_of(one.label) for key, one in first.items() if looks_like_name(one.label)}
    both = {key: initials & first.keys() for key, initials in names.items()}
    return frozenset(label for key, initials in both.items() if initials for label in (key, *initials))


def _all_of(key: str, sure: Collection[str]) -> bool:
    """Whether *key* joins speakers that are known: ``I & IP``."""
    parts = together(key)
    return bool(parts) and all(part in sure for part in parts)


def _recurring(one: Candidate, n: int) -> bool:
    """Whether a label that comes back, *n* times just so, is one: names and codes are, stock phrases are not."""
    if _SIGNED.search(_BRACKETED.sub("", GENDERED.sub("", one.label))):
        return False  # it depends on who is joined
    if known_role(one.label) is not None or looks_like_name(one.label) or _CODE.fullmatch(one.label):
        return True
    return _titled(one.label) or (n > 2 and one.label[0].isupper() and " " not in one.label)


def _core(label: str) -> str:
    """``MK (interviewer)`` once and ``MK`` once is MK twice."""
    return _BRACKETED.sub("", label).strip() or label


def _letters(label: str) -> str:
    return same_label(label).rstrip("0123456789 .")


def _single(one: Candidate, others: _Others) -> bool:
    """Whether a label that stands only once is one."""
    if one.label.startswith("?") or (one.alone and _titled(one.label) and looks_like_name(one.label)):
        return True  # ``?m:`` of the TiQ rules; ``Petra Müller (FDP):`` on a line of its own
    role = known_role(one.label)
    if role is None and others.capitals and one.label.isupper() and looks_like_name(one.label):
        return True
    plain = stem(one.label) in _ROLE_WORDS_IN_SPEECH and stem(one.label) not in others.stems
    if role is None or plain or not one.colon:
        return _partnered(_letters(one.label), others.letters)
    return others.few or not _CODE.fullmatch(one.label) or _fits(_letters(one.label), others.rivals.get(role))


def _fits(code: str, rivals: frozenset[str] | None) -> bool:
    """Whether a code is of one kind with its rivals: where IP answers, a lone "B:" begins a list."""
    if not rivals or code in rivals or any(rival.startswith(code) for rival in rivals):
        return True
    return _TIQ.fullmatch(code) is not None and any(map(_TIQ.fullmatch, rivals))


def _partnered(key: str, letters: frozenset[str]) -> bool:
    """Q has its A, Frage 1 its Antwort: a question and its answer, once each."""
    return any({ask, answer} <= letters for ask, answer in _PARTNERS.items() if key in {ask, answer})


def _titled(label: str) -> bool:
    """Ends in brackets that hold a name, a party or initials: ``Anden næstformand (Jeppe Søe)``."""
    match = re.search(r"\(([^()]{1,50})\)$", label)
    return match is not None and match[1][0].isupper()
