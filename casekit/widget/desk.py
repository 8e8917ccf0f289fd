"""The widget: one class that carries messages between a face and JupyterLab. What people said is never part of its state."""

from contextvars import copy_context
from threading import Lock
from typing import Any

import anywidget

from casekit.widget.face import Face, answer
from casekit.widget.joined import script, style

__all__ = ["Desk"]


class Desk(anywidget.AnyWidget):
    """A face in JupyterLab. Only script and style are synchronised, so that no notebook file can hold a transcript."""

    _esm = script()
    _css = style()

    def __init__(self, face: Face) -> None:
        self.face = face
        self._context = (
            copy_context()
        )  # newer kernels answer in a thread of its own, which would speak English
        self._one_at_a_time = Lock()
        super().__init__()
        self.on_msg(self._heard)

    def _heard(self, _: object, content: Any, buffers: object) -> None:
        with self._one_at_a_time:
            self.send(self._context.run(answer, self.face, content))

    def __repr__(self) -> str:
        return f"Desk({self.face.name!r})"
