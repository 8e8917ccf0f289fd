"""A project is a file; ``Project`` is the only object that changes what is stored in it."""

from casekit.project.project import Project

__all__ = ["Project"]
