"""Cells of the framework matrix as places in a form: their tags, and what stands in them."""

from casekit.model.facts import sha
from casekit.report.blocks import Field
from casekit.wording import say_in

__all__ = ["CELL", "HEAD", "PROMPT", "SHEET_HEAD", "cell_field", "mark", "prompt"]

CELL, HEAD = "casekit1.", "casekit1-head."
PROMPT = "✎"
"""Begins what stands in a place where nobody has written yet."""
SHEET_HEAD = ("document", "case", "date", "role", "sector", "language")
_SIGNS = 8


def cell_field(cell: str, title: str, text: str, basis: str, *, passages: int, language: str) -> Field:
    """The place for a summary. Its tag says which cell it is, and what it said and rested on when the form was made."""
    tag = f"{CELL}{cell}.{mark(text)}.{mark(basis)}"
    return Field(tag, title, text, prompt(passages, language))


def mark(text: str) -> str:
    """Eight signs that tell whether a text, or a digest of passages, is still the same; of nothing none."""
    return sha(text)[:_SIGNS] if text else ""


def prompt(passages: int, language: str) -> str:
    """What stands in an empty cell: how many passages wait there."""
    return f"{PROMPT} {say_in(language, 'framework.waiting', n=passages) if passages else say_in(language, 'framework.write')}"
