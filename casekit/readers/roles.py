"""Who asks and who answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casekit.model.document import Role, Speaker
from casekit.model.finding import Finding
from casekit.readers.aliases import initials_of
from casekit.readers.blocks import NOBODY
from casekit.readers.label_words import known_role

__all__ = ["Said", "speakers_of"]

_ANSWERS_TO = {"q": "a", "f": "a", "v": "a", "s": "sv"}
_BESIDE_I = frozenset({"int", "intv", "interviewer", "interviewerin"})
_MUCH = 0.3  # an interviewer asks in at least three turns of ten
_CLEARLY = 1.5  # and half as often again as anybody else


@dataclass(frozen=True, slots=True)
class Said:
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
) -> tuple[tuple[Speaker, ...], tuple[Finding, ...]]:
    """The speakers of a transcript in the order of their first turn, each with a role and the reason for it.

    *head* holds what the head says of labels and interviewers, *interviewers* initials or names that the caller
    knows, *spellings* the other labels of a speaker. Reasons: table, header, known_label, answers, asks_most,
    only_speaker, unlabelled, unclear.
    """
    labels = list(dict.fromkeys(one.label for one in said))
    if labels == [NOBODY]:
        return (Speaker(NOBODY, "respondent", "unlabelled"),), ()
    names = {label: (label, *(spellings or {}).get(label, ())) for label in labels}
    small = frozenset(map(str.casefold, labels))
    roles = {label: _stated(names[label], small, head, interviewers) for label in labels}
    roles = _completed(roles, said)
    speakers = tuple(Speaker(label, *roles[label]) for label in labels)
    return speakers, _notices(speakers, file)


def _stated(
    names: Sequence[str], labels: frozenset[str], head: Sequence[tuple[str, str]], interviewers: Sequence[str]
) -> tuple[Role, str]:
    """What is known of a speaker before listening: from the caller, the head, or the label itself."""
    if any(_is(name, wanted) for name in names for wanted in interviewers):
        return "interviewer", "table"
    for key, value in head:
        if (role := _from_head(key, value, names)) is not None:
            return role, "header"
    role = _by_label(names, labels)
    return (role, "known_label") if role != "unknown" else ("unknown", "unclear")


def _is(name: str, wanted: str) -> bool:
    """Whether a label means the person *wanted*: the same, or the initials of the other."""
    one, other = name.casefold().strip(), wanted.casefold().strip()
    return bool(other) and (one == other or one in initials_of(wanted) or other in initials_of(name))


def _from_head(key: str, value: str, names: Sequence[str]) -> Role | None:
    role = known_role(key)
    if key in names:  # I = Interviewerin, B = Sozialarbeiterin; Frivillig: Kaffeholdet
        return "interviewer" if role == "interviewer" or _asks(value) else "respondent"
    if role in {"interviewer", "respondent"} and any(
        _is(name, part) for name in names for part in _people(value)
    ):
        return role
    return None


def _asks(meaning: str) -> bool:
    words = [word.strip(" ,.()") for word in meaning.split()[:4]]
    return any(len(word) > 2 and known_role(word) == "interviewer" for word in words)


def _people(value: str) -> list[str]:
    """``Mette Kruse (MK) og JS`` as people."""
    for sign in "(),;/&+":
        value = value.replace(sign, "\n")
    for word in (" og ", " und ", " en ", " and "):
        value = value.replace(word, "\n")
    return [part.strip() for part in value.split("\n") if part.strip()]


def _by_label(names: Sequence[str], labels: frozenset[str]) -> Role:
    """*labels* are all of the transcript: F asks where A answers, and beside INT, I is the informant."""
    for key in map(str.casefold, names):
        if key in _ANSWERS_TO and _ANSWERS_TO[key] in labels:
            return "interviewer"
        if any(answer == key and ask in labels for ask, answer in _ANSWERS_TO.items()):
            return "respondent"
    if "i" in map(str.casefold, names) and labels & _BESIDE_I:
        return "respondent"
    return next((role for role in map(known_role, names) if role and role != "unknown"), "unknown")


def _completed(roles: Mapping[str, tuple[Role, str]], said: Sequence[Said]) -> dict[str, tuple[Role, str]]:
    """The roles, with those that labels do not tell read off the talk."""
    unclear = [label for label, (role, _) in roles.items() if role == "unknown" and label != NOBODY]
    done = dict(roles)
    asking = None
    if len(roles) == 1 and unclear:
        return {unclear[0]: ("respondent", "only_speaker")}
    if not any(role == "interviewer" for role, _ in roles.values()):
        asking = _who_asks(unclear, said)
        if asking is None:
            return done
        done[asking] = ("interviewer", "asks_most")
    return {
        label: ("respondent", "answers") if label in unclear and label != asking else role
        for label, role in done.items()
    }


def _who_asks(unclear: Sequence[str], said: Sequence[Said]) -> str | None:
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
