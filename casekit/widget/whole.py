"""A face whose page is small enough to be told anew whenever something changed."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from casekit.project import Project
from casekit.widget.face import Act, Reply
from casekit.widget.steps_back import STEPS_BACK

__all__ = ["WholeFace"]


class WholeFace(ABC):
    """A face with one ``page``, told when the project changed. ``acts`` of a subclass stand beside undo and redo."""

    name: ClassVar[str]
    own_acts: ClassVar[Mapping[str, Act]] = {}

    def __init__(self, project: Project) -> None:
        self.project = project
        self._told = -1

    @property
    def acts(self) -> Mapping[str, Act]:
        """What can be asked."""
        return {**STEPS_BACK, **self.own_acts}

    @abstractmethod
    def page(self) -> Reply:
        """All that a view shows."""

    def hello(self) -> Reply:
        """All that a view needs to begin."""
        self._told = self.project.study().n
        return {"page": self.page(), "me": self.project.coder or ""}

    def fresh(self) -> Reply:
        """The page, where something changed since it was told."""
        n = self.project.study().n
        if n == self._told:
            return {}
        self._told = n
        return {"page": self.page()}
