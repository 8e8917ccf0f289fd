"""Who asks and who answers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from casekit.model.document import Role, Speaker
from casekit.model.finding import Finding
from casekit.readers.blocks import NOBODY
from casekit.readers.label_words import headed_role, known_role, role_in, stem
from casekit.readers.labels import initials_of, looks_like_name, together

__all__ = ["REASONS", "Said", "speakers_of"]

# why a speaker is thought to ask or to answer; each has its sentence in wording ("reason.…")
REASONS = (
    "table",  # the caller, the table of interviews or the table of speakers tells
    "header",  # the head of the transcript tells
    "known_label",  # the label is a word or a code of the field
    "answers",  # somebody else asks
    "asks_most",  # asks most questions and says less
    "only_speaker",
    "unlabelled",  # the transcript names nobody
    "unclear",
)

_ANSWERS_TO = {"q": "a", "f": "a", "v": "a", "s": "sv"}
_PAIRS = frozenset(frozenset(pair) for pair in _ANSWERS_TO.items())
_BESIDE_I = frozenset({"int", "intv", "interviewer", "interviewerin"})
_UNTOLD = {"unclear", "known_label"}
_MUCH = 0.3  # an interviewer asks in at least three turns of ten
_CLEARLY = 1.5  # and half as often again as anybody else


class Said(NamedTuple):
    """One turn as roles are judged: who, how many words, whether it asks."""

    label: str
    words: int
    asks: bool


def speakers_of(
    said: Sequence[Said],
    *,
    file: str,
    head: Sequence[tuple[str, str]] = (),
    interviewers: Sequence[str] = (),
    spellings: Mapping[str, Sequence[str]] | None = None,
    told: Mapping[str, Role] | None = None,
) -> tuple[tuple[Speaker, ...], tuple[Finding, ...]]:
    """The speakers of a transcript in the order of their first turn, each with a role and the reason for it.

    *head* holds what the head says of labels and interviewers, *interviewers* initials or names that the caller
    knows, *spellings* the other labels of a speaker, *told* the roles that a table tells, which win. The reasons are
    :data:`REASONS`.
    """
    labels = list(dict.fromkeys(one.label for one in said))
    told = told or {}
    if labels == [NOBODY] and not told:
        return (Speaker(NOBODY, "respondent", "unlabelled"),), ()
    names = {label: (label, *(spellings or {}).get(label, ())) for label in labels}
    all_labels = _All(frozenset(map(str.casefold, labels)), frozenset(map(_letters, labels)))
    roles = {
        label: (told[label], "table")
        if label in told
        else _stated(names[label], all_labels, head, interviewers)
        for label in labels
    }
    if len(roles) > 1 and set(roles.values()) == {("respondent", "header")}:  # one of those present asks
        roles = {label: _stated(names[label], all_labels, (), interviewers) for label in labels}
    roles = _with_others(roles, names, head)
    roles = _of_several(_completed(roles, said), roles)
    speakers = tuple(Speaker(label, *roles[label]) for label in labels)
    return speakers, _notices(speakers, file)


def _stated(
    names: Sequence[str], labels: "_All", head: Sequence[tuple[str, str]], interviewers: Sequence[str]
) -> tuple[Role, str]:
    """What is known of a speaker before listening: from the caller, the head, or the label itself."""
    if any(_is(name, wanted) for name in names for wanted in interviewers):
        return "interviewer", "table"
    if (stated := _from_head(names, head)) is not None:
        return stated, "header"
    role = _by_label(names, labels)
    return (role, "known_label") if role != "unknown" else ("unknown", "unclear")


def _is(name: str, wanted: str) -> bool:
    """Whether a label means the person *wanted*: the same, or the initials of the other."""
    one, other = name.casefold().strip(), wanted.casefold().strip()
    if not one or not other:
        return False
    if one == other or one in initials_of(wanted) or other in initials_of(name):
        return True
    words = other.split()  # Mette, of Mette Kruse
    return len(words) > 1 and len(one) > 1 and one in words and looks_like_name(wanted)


def _from_head(names: Sequence[str], head: Sequence[tuple[str, str]]) -> Role | None:
    """What the head tells of a speaker; who is said to ask somewhere does."""
    told: list[Role | None] = []
    for key, value in head:
        if key in names:  # I = Interviewerin, B = Sozialarbeiterin
            told.append(role_in(value) or (headed_role(key) if len(stem(key)) > 2 else None))
        elif (role := headed_role(key)) is not None:
            told += [role for part in _people(value) if any(_is(name, part) for name in names)]
    return next((role for role in ("interviewer", "respondent") if role in told), None)


def _with_others(
    roles: Mapping[str, tuple[Role, str]], names: Mapping[str, Sequence[str]], head: Sequence[tuple[str, str]]
) -> dict[str, tuple[Role, str]]:
    """The roles; where the head explains who asks, the others that it explains answer: ``A = Anna, interviewer``, ``B = Bo``."""
    if ("interviewer", "header") not in roles.values():
        return dict(roles)
    explained = {key for key, _ in head}
    return {
        label: ("respondent", "header")
        if role[0] != "interviewer" and role[1] in _UNTOLD and not explained.isdisjoint(names[label])
        else role
        for label, role in roles.items()
    }


def _people(value: str) -> list[str]:
    """``Mette Kruse (MK) og JS`` as people."""
    for sign in "(),;:=/&+":
        value = value.replace(sign, "\n")
    for word in (" og ", " und ", " en ", " and "):
        value = value.replace(word, "\n")
    return [part.strip() for part in value.split("\n") if part.strip()]


class _All(NamedTuple):
    """All labels of a transcript, in small letters, as they are and without their numbers."""

    labels: frozenset[str]
    letters: frozenset[str]


def _by_label(names: Sequence[str], everybody: _All) -> Role:
    """F asks where A answers, and beside INT, I is the informant."""
    labels = everybody.labels
    if everybody.letters in _PAIRS:  # Q1, A1, Q2, A2
        names, labels = [_letters(name) for name in names], everybody.letters
    for key in map(str.casefold, names):
        if key in _ANSWERS_TO and _ANSWERS_TO[key] in labels:
            return "interviewer"
        if any(answer == key and ask in labels for ask, answer in _ANSWERS_TO.items()):
            return "respondent"
    if "i" in map(str.casefold, names) and labels & _BESIDE_I:
        return "respondent"
    return next((role for role in map(known_role, names) if role and role != "unknown"), "unknown")


def _of_several(
    done: Mapping[str, tuple[Role, str]], stated: Mapping[str, tuple[Role, str]]
) -> dict[str, tuple[Role, str]]:
    """The roles, with those of speakers who speak at once: what they have in common; ``I & IP`` is unclear."""
    small = {label.casefold(): role for label, (role, _) in done.items()}
    roles = dict(done)
    for label in done:
        parts = {small[part.casefold()] for part in together(label) if part.casefold() in small}
        if parts and stated[label][1] in {"unclear", "known_label"}:
            roles[label] = (parts.pop(), "known_label") if len(parts) == 1 else ("unknown", "unclear")
    return roles


def _letters(label: str) -> str:
    return label.rstrip("0123456789 .").casefold()


def _completed(roles: Mapping[str, tuple[Role, str]], said: Sequence[Said]) -> dict[str, tuple[Role, str]]:
    """The roles, with those that labels do not tell read off the talk."""
    unclear = dict.fromkeys(
        label for label, (_, reason) in roles.items() if reason == "unclear" and label != NOBODY
    )
    done = dict(roles)
    asking = None
    if len(roles) == 1 and unclear:
        return dict.fromkeys(unclear, ("respondent", "only_speaker"))
    if not any(role == "interviewer" for role, _ in roles.values()):
        asking = _who_asks(unclear, said)
        if asking is None:
            return done
        done[asking] = ("interviewer", "asks_most")
    return {
        label: ("respondent", "answers") if label in unclear and label != asking else role
        for label, role in done.items()
    }


def _who_asks(unclear: Collection[str], said: Sequence[Said]) -> str | None:
    """Who of these asks so much more than all others, and says so much less, that it must be the interviewer."""
    shares = _shares(said)
    if not unclear or len(shares) < 2:
        return None
    best = max(unclear, key=lambda label: shares[label][0])
    others = [share for label, share in shares.items() if label != best]
    asks, length = shares[best]
    clear = asks >= _MUCH and all(asks >= _CLEARLY * other for other, _ in others)
    return best if clear and length <= max(words for _, words in others) else None


def _shares(said: Sequence[Said]) -> dict[str, tuple[float, float]]:
    """For each speaker the share of turns that ask, and the mean number of words."""
    turns = Counter(one.label for one in said)
    asking = Counter(one.label for one in said if one.asks)
    words: Counter[str] = Counter()
    for one in said:
        words[one.label] += one.words
    return {label: (asking[label] / n, words[label] / n) for label, n in turns.items()}


def _notices(speakers: Sequence[Speaker], file: str) -> tuple[Finding, ...]:
    guessed = [speaker.label for speaker in speakers if speaker.reason == "asks_most"]
    unclear = [speaker.label for speaker in speakers if speaker.role == "unknown"]
    findings = [Finding.of("roles_guessed", "note", file, label=label) for label in guessed]
    if unclear:
        findings.append(
            Finding.of("roles_unknown", "warning", file, n=len(unclear), labels=", ".join(unclear[:8]))
        )
    return tuple(findings)
