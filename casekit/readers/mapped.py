"""A talk with the speakers that a table tells: by turn, by time or by label. The text never changes."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from casekit.errors import TableError
from casekit.model.document import Role, Turn
from casekit.model.finding import Finding
from casekit.readers.blocks import NOBODY, SpeakerMap
from casekit.readers.labels import same_label
from casekit.readers.said import clock_ms
from casekit.readers.turns import Talk

__all__ = ["Mapped", "mapped"]

_SHOWN = 8  # labels in a list


@dataclass(frozen=True, slots=True)
class Mapped:
    """A talk after the table was asked: the talk, the roles that are told, by label, and what is worth telling."""

    talk: Talk
    roles: Mapping[str, Role] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def mapped(talk: Talk, told: SpeakerMap, *, file: str, cues: bool = False) -> Mapped:
    """The *talk* with the speakers of the map *told*.

    A map by turn or by time names those whom nobody names, from there on; one by label gives everybody with that label
    the name. *cues* says that the format has applied maps by cue and by time itself.

    A label that the transcript does not have is told, and the rest of the map is used.

    Raises:
        TableError: ``speaker_map_place``: the transcript has no such turn, or no times at all; ``speaker_map_twice``: two
            names for one speaker.
    """
    if not told:
        return Mapped(talk)
    roles = _roles(talk, told)
    if told.by == "cue" or (cues and told.by == "time"):
        unused = Finding.of("speaker_map_unused", "warning", file, map=told.file)
        findings = () if cues else (unused,)
        return Mapped(talk, roles, findings)
    absent = _absent(talk, told, file) if told.by == "label" else ()
    names = _names(talk, told, file) if told.by == "label" else {}
    turns = tuple(_renamed(talk.turns, names) if told.by == "label" else _changed(talk, told, file))
    if turns == talk.turns and not roles:
        idle = Finding.of("speaker_map_idle", "warning", file, map=told.file)
        return Mapped(talk, roles, absent or (idle,))
    used = Finding.of(
        "speaker_map_used", "note", file, map=told.file, n=len(told.rows) - sum(_lacks(talk, told))
    )
    return Mapped(_told_anew(talk, turns, names), roles, (used, *absent))


def _lacks(talk: Talk, told: SpeakerMap) -> list[bool]:
    """For each row whether it is of a label that the transcript does not have."""
    kept = _kept(talk)
    return [told.by == "label" and same_label(place) not in kept for place, _, _ in told.rows]


def _absent(talk: Talk, told: SpeakerMap, file: str) -> tuple[Finding, ...]:
    labels = [place[:40] for (place, _, _), lacks in zip(told.rows, _lacks(talk, told), strict=True) if lacks]
    if not labels:
        return ()
    shown = ", ".join((*labels[:_SHOWN], *(["…"] if len(labels) > _SHOWN else [])))
    data = {"map": told.file, "n": len(labels), "labels": shown}
    return (Finding.of("speaker_map_label_absent", "warning", file, **data),)


def _roles(talk: Talk, told: SpeakerMap) -> dict[str, Role]:
    """The roles that are told, by the label that their speaker has in the end."""
    kept = _kept(talk)
    return {
        speaker or kept.get(same_label(place), place): cast("Role", role)
        for (place, speaker, role), lacks in zip(told.rows, _lacks(talk, told), strict=True)
        if role and not lacks
    }


def _kept(talk: Talk) -> dict[str, str]:
    """The label of the turns for each way of typing it."""
    others = {same_label(other): label for label, some in talk.spellings.items() for other in some}
    return others | {same_label(turn.speaker): turn.speaker for turn in talk.turns}


def _names(talk: Talk, told: SpeakerMap, file: str) -> dict[str, str]:
    """The new name of each label; two names for what was taken for one speaker do not go."""
    kept = _kept(talk)
    names: dict[str, str] = {}
    for row, (place, speaker, _) in enumerate(told.rows):
        label = kept.get(same_label(place))
        if label is not None and names.setdefault(label, speaker or label) != (speaker or label):
            raise TableError("speaker_map_twice", file=told.file or file, line=row + 2, what=place[:40])
    return names


def _renamed(turns: tuple[Turn, ...], names: Mapping[str, str]) -> list[Turn]:
    return [replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in turns]


def _changed(talk: Talk, told: SpeakerMap, file: str) -> list[Turn]:
    """The turns of nobody with whom the last change at or before them names."""
    changes = sorted(
        (_number(place, row, told, talk, file), speaker) for row, (place, speaker, _) in enumerate(told.rows)
    )
    starts = [start for start, _ in changes]
    turns, now = [], 0
    for number, turn in enumerate(talk.turns, 1):
        here = number if told.by == "turn" else turn.start_ms
        now = bisect_right(starts, here) if here is not None else now  # no time: it goes with the one above
        turns.append(replace(turn, speaker=changes[now - 1][1]) if now and turn.speaker == NOBODY else turn)
    return turns


def _number(place: str, row: int, told: SpeakerMap, talk: Talk, file: str) -> int:
    """A place as a number of turns or milliseconds."""
    if told.by == "turn":
        number = int(place) if place.isascii() and place.isdigit() else 0
        there = 0 < number <= len(talk.turns)
    else:
        number = clock_ms(place) or 0
        there = clock_ms(place) is not None and any(turn.start_ms is not None for turn in talk.turns)
    if not there:
        raise TableError(
            "speaker_map_place", file=told.file or file, line=row + 2, what=place[:40], by=told.by
        )
    return number


def _told_anew(talk: Talk, turns: tuple[Turn, ...], names: Mapping[str, str]) -> Talk:
    """The talk with these turns; an old label goes on to say what it says, and the warning of no speakers is done with."""
    spellings = dict(talk.spellings)
    for label, name in names.items():
        if name != label:
            spellings[name] = (*spellings.get(name, ()), label, *talk.spellings.get(label, ()))
    named = any(turn.speaker != NOBODY for turn in turns)
    findings = tuple(one for one in talk.findings if not (named and one.kind == "no_speakers"))
    return replace(talk, turns=turns, spellings=spellings, findings=findings)
