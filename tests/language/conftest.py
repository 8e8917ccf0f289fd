"""A study of one document, without a project."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pandas as pd
import pytest

Place = tuple[str, int, int]


def _study(
    text: str,
    turns: Sequence[tuple[str, str, int, int]] = (),
    *,
    language: str = "da",
    codings: Sequence[Place] = (),
    suggestions: Sequence[tuple[str, int, int, str]] = (),
) -> SimpleNamespace:
    """*turns* are label, role, start, end; *codings* code, start, end; *suggestions* also their status."""
    said = [("A", n, *turn, None) for n, turn in enumerate(turns, 1)]
    coded = [("A", f"{n:032d}", *coding) for n, coding in enumerate(codings)]
    proposed = [("A", f"{n:032d}", *one) for n, one in enumerate(suggestions)]
    place = ["code", "start", "end"]
    return SimpleNamespace(
        documents=pd.DataFrame([("A", "by", language)], columns=["document", "case", "language"]),
        turns=pd.DataFrame(said, columns=["document", "turn", "speaker", "role", "start", "end", "person"]),
        codings=pd.DataFrame(coded, columns=["document", "coding", *place]),
        suggestions=pd.DataFrame(proposed, columns=["document", "suggestion", *place, "status"]),
        texts={"A": text},
        known=lambda document: document,
    )


@pytest.fixture(scope="session")
def one_document() -> Callable[..., SimpleNamespace]:
    return _study
