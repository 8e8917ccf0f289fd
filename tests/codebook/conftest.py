"""A small study of one codebook, made of frames."""

from collections.abc import Callable

import pandas as pd
import pytest

from casekit.codebook.reading import read_codebook
from casekit.model.codebook import Codebook
from casekit.model.columns import COLUMNS
from casekit.model.study import Study

_NUMBERS = {"turn", "start", "end", "event"}


@pytest.fixture
def book_of() -> Callable[[str], Codebook]:
    """A codebook from YAML without its first line."""
    return lambda yaml: read_codebook(f"casekit: codebook/1\n{yaml}".encode(), file="x.yaml")[0]


@pytest.fixture
def study_of() -> Callable[..., Study]:
    """A study of one case and one interview, with these turns, and codings as (code, words, coder)."""

    def make(
        book: Codebook, turns: list[tuple[str, str]], codings: list[tuple[str, str, str]], *others: Codebook
    ) -> Study:
        text = "\n".join(said for _, said in turns)
        places = [(text.index(said), text.index(said) + len(said)) for _, said in turns]
        frames = {name: _frame(name, []) for name in COLUMNS}
        frames |= {
            "cases": _frame("cases", [{"case": "nord", "label": "Nord"}]),
            "documents": _frame("documents", [{"document": "A", "case": "nord", "language": "da"}]),
            "speakers": _frame("speakers", [{"document": "A", "speaker": who, "role": _role(who), "case": "nord"} for who in dict(turns)]),
            "turns": _frame("turns", [
                {"document": "A", "turn": number, "speaker": who, "role": _role(who), "case": "nord", "start": start, "end": end}
                for number, ((who, _), (start, end)) in enumerate(zip(turns, places, strict=True), 1)
            ]),
            "codings": _frame("codings", [
                {"coding": f"{number:032x}", "document": "A", "case": "nord", "turn": 1, "start": text.index(words), "end": text.index(words) + len(words), "code": code, "made_as": code, "waits": False, "codebook": book.id, "polarity": "barrier", "coder": coder, "event": number}
                for number, (code, words, coder) in enumerate(codings, 1)
            ]),
            "coders": _frame("coders", [{"coder": "ah", "kind": "person"}, {"coder": "rule", "kind": "machine"}]),
        }  # fmt: skip
        books = {one.id: one for one in (book, *others)}
        return Study(**frames, texts={"A": text}, codebooks=books, settings={"language": "da"})

    return make


def _role(who: str) -> str:
    return "interviewer" if who == "I" else "respondent"


def _frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS[name]))
    kinds = {column: "int64" if column in _NUMBERS else "str" for column in frame.columns}
    return frame.astype(kinds | ({"waits": "bool"} if "waits" in kinds else {}))
