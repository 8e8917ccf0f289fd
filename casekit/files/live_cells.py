"""Cells of a csv file that a spreadsheet would run as a formula, and the sign that keeps it from doing so.

A spreadsheet takes a text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula (OWASP "CSV Injection").
"""

__all__ = ["guarded", "unguarded"]

_LIVE = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # full-width forms count in Excel too
_MARK = "'"


def guarded(text: str) -> str:
    """*text* with ``'`` before it where a spreadsheet would run it, or where it begins with ``'`` itself.

    >>> guarded("=1+1"), guarded("- ja"), guarded("'t Hof"), guarded("ja")
    ("'=1+1", "'- ja", "''t Hof", 'ja')
    """
    return _MARK + text if text.startswith((*_LIVE, _MARK)) else text


def unguarded(text: str) -> str:
    """A text of a guarded file, as it was.

    >>> unguarded("'=anvise"), unguarded("'t Hof")
    ('=anvise', "'t Hof")
    """
    return text[1:] if text.startswith(_MARK) and text[1:].startswith((*_LIVE, _MARK)) else text
