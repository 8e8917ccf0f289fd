"""Frames of sentences that a notebook shows whole."""

from html import escape
from typing import Any

import pandas as pd

__all__ = ["LaidOut", "html_of_texts"]

_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap;min-width:6em;max-width:24em"


class LaidOut(pd.DataFrame):
    """A frame whose cells are read rather than counted: in a notebook they are shown whole, line by line.

    What is made of it, such as some of its rows, is a plain frame.
    """

    def _repr_html_(self) -> str:
        return html_of_texts(self)


def html_of_texts(frame: pd.DataFrame) -> str:
    """A frame with text in its cells and in its index, as a table of a notebook."""
    named = any(name is not None for name in frame.index.names)
    heads = [str(name) for name in frame.index.names] if named else []
    rows = [
        "".join(_cell("th", one) for one in (_several(index) if named else ()))
        + "".join(_cell("td", one) for one in row)
        for index, row in zip(frame.index, frame.itertuples(index=False), strict=True)
    ]
    head = "".join(_cell("th", one) for one in [*heads, *frame.columns])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _several(index: Any) -> tuple[Any, ...]:
    return index if isinstance(index, tuple) else (index,)


def _cell(tag: str, value: object) -> str:
    return f'<{tag} style="{_CELL}">{escape("" if value is None else str(value))}</{tag}>'
