"""What the page asks for while a transcript is corrected: other words, turns split and joined, another speaker."""

from collections.abc import Mapping
from typing import Any

from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.correcting import Corrected
from casekit.widget.face import Act, Message, Reply, flag_of, numbers_of, text_of

__all__ = ["CORRECTING", "told_of", "turn_meant", "turns_of"]


def told_of(done: Corrected) -> Reply:
    """What a correction did, as the page shows it: a sentence, passages whose words changed or are gone, findings in words."""
    return {
        "told": str(done),
        "passages": [[row.what, row.before, row.after] for row in records(done.passages)],
        "findings": list(dict.fromkeys(str(finding) for finding in done.findings)),
    }


def turn_meant(study: Study, document: str, turn: int, words: str) -> int:
    """The number of a turn that still says what the page shows.

    Raises:
        LookupFailedError: it does not: somebody corrected the transcript meanwhile, and turns have other numbers perhaps.
    """
    mine = study.turns[(study.turns["document"] == document) & (study.turns["turn"] == turn)]
    said = [study.text(document, row.start, row.end) for row in records(mine)]
    if said != [words]:
        raise LookupFailedError("turn_changed", turn=turn)
    return turn


def turns_of(study: Study, document: str, turn: int) -> tuple[int, ...]:
    """The numbers of all turns that have the same speaker as this one."""
    mine = study.turns[study.turns["document"] == document]
    speaker = mine.loc[mine["turn"] == turn, "speaker"].iloc[0]
    return tuple(int(number) for number in mine.loc[mine["speaker"] == speaker, "turn"])


def _meant(face: Any, message: Message) -> int:
    (turn,) = numbers_of(message, "turn")
    return turn_meant(face.project.study(), face.document, turn, text_of(message, "words"))


def _edit(face: Any, message: Message) -> Reply:
    return told_of(face.project.edit_turn(face.document, _meant(face, message), text_of(message, "text")))


def _split(face: Any, message: Message) -> Reply:
    turn, (at,) = _meant(face, message), numbers_of(message, "at")
    speaker = text_of(message, "speaker") if "speaker" in message else None
    return told_of(face.project.split_turn(face.document, turn, at, speaker=speaker))


def _join(face: Any, message: Message) -> Reply:
    turn = _meant(face, message)
    return told_of(face.project.join_turns(face.document, turn, turn + 1))


def _speaker(face: Any, message: Message) -> Reply:
    """Another speaker for a turn, or with ``all`` for every turn of the one who has it."""
    turn = _meant(face, message)
    turns = turns_of(face.project.study(), face.document, turn) if flag_of(message, "all") else (turn,)
    return told_of(face.project.change_speaker(face.document, turns, text_of(message, "speaker")))


CORRECTING: Mapping[str, Act] = {
    "edit_turn": _edit,
    "split_turn": _split,
    "join_turns": _join,
    "change_speaker": _speaker,
}
