"""Undo and redo, as every face has them."""

from collections.abc import Mapping
from typing import Any

from casekit.project.taking_back import verb_word
from casekit.widget.face import Act, Message, Reply

__all__ = ["STEPS_BACK"]


def _undo(face: Any, message: Message) -> Reply:
    """Take back this person's last act; which that was."""
    return {"took": verb_word(str(face.project.undo()["verb"].iloc[0]))}


def _redo(face: Any, message: Message) -> Reply:
    """Bring back what this person took back last; which act that was."""
    return {"brought": verb_word(str(face.project.redo()["verb"].iloc[0]))}


STEPS_BACK: Mapping[str, Act] = {"undo": _undo, "redo": _redo}
