"""Main messages from a table: case, theme, message. An empty case is a message across cases."""

from pathlib import Path

from casekit.errors import TableError
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["read_messages"]

COLUMNS = ("case", "theme", "message")


def read_messages(path: str | Path) -> list[Row]:
    """The rows of a table of messages.

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises; a row without a message.
    """
    rows = read_rows(path, required=("message",), known=COLUMNS)
    for row in rows:
        if not row["message"]:
            raise TableError("cell_empty", file=row.file, line=row.line, column="message")
    return rows
