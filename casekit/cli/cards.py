"""A suggestion as people look at it in the terminal: where, which code, what was said, and what speaks for and against."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casekit.wording import say

if TYPE_CHECKING:
    from rich.text import Text

    from casekit.model.study import Study

__all__ = ["print_around", "print_card"]


def print_card(row: Any, *, head: str = "") -> None:
    """A row of a queue's frame, as wide as the terminal; the words found stand between ‹ and ›."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    code = row.code if row.label == row.code else f"{row.label} ({row.code})"
    console.print(Text(f"{head}{row.suggestion[:10]} · {code}", style="bold"))
    for line in (Text(_place(row)), _marked(row), *map(Text, _notes(row))):
        console.print(Padding(line, (0, 0, 0, 2)))
    console.print()


def _place(row: Any) -> str:
    turn = f"{say('column.turn').lower()} {row.turn}" if row.turn else ""
    return ", ".join(filter(None, (row.document, turn, row.speaker, row.case)))


def _marked(row: Any) -> "Text":
    from rich.text import Text

    from casekit.analysis.queue import pieces

    text = Text()
    for words, found in pieces(row):
        text.append(f"‹{words}›" if found else words, style="bold" if found else "")
    return text


def _notes(row: Any) -> Iterator[str]:
    """What is proposed and how sure it is, in one line; what flags it; what others said."""
    from casekit.analysis.queue import flag_words, share

    told = {
        "polarity": say(f"polarity.{row.polarity}") if row.polarity else "",
        "confidence": share(row.confidence),
        "indicator": row.indicators,
    }
    yield " · ".join(f"{say(f'column.{name}')}: {value}" for name, value in told.items() if value)
    if row.flags:
        yield say("review.note", note=flag_words(row))
    if row.others:
        yield say("review.others", others=row.others)


def print_around(study: "Study", suggestion: str) -> None:
    """The question before, and all that is said in the turn."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from casekit.analysis.passages import find_reference, place

    row = find_reference(study, suggestion)
    turns = study.turns[(study.turns["document"] == row["document"]) & (study.turns["turn"] == row["turn"])]
    told = [place(study, row).get("question", "")]
    told += [
        study.text(str(row["document"]), start, end)
        for start, end in zip(turns["start"], turns["end"], strict=True)
    ]
    console = Console(highlight=False)
    for text in filter(None, told):
        console.print(Padding(Text(text), (0, 0, 1, 4)))
