"""What answers the research questions."""

import pandas as pd

from casekit.analysis.comparing import comparable, counts_of
from casekit.analysis.contrast import leaning
from casekit.analysis.counting import respondents, spoken
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language

__all__ = ["QUESTION_COLUMNS", "by_question"]

QUESTION_COLUMNS = (
    "number", "label", "interviews", "of", "people", "of_people", "passages", "barrier", "facilitator", "mixed", "neutral",
    "leaning", "codes",
)  # fmt: skip
_NUMBERS = ["interviews", "people", "passages", "barrier", "facilitator", "mixed", "neutral"]


def by_question(study: Study, *, codebook: str | None = None) -> pd.DataFrame:
    """Research question × case: what the codes that help to answer it were given for.

    A code answers its own questions and those of the codes above it. A passage that several of its codes were given for is counted for
    each, as in :func:`~casekit.compare` by code; interviews and people once.

    Columns: ``question``, ``case``, and ``QUESTION_COLUMNS``: ``number`` and wording (``label``) of the question; what
    :func:`~casekit.compare` counts; which way the interviews lean; ``codes``, those mentioned with the number of interviews, most first.

    Raises:
        LookupFailedError: an unknown codebook.
    """
    book = study.codebook(codebook)
    speech = comparable(spoken(study, book, by="code"), None)
    asked = _questions(book)
    speech = speech.merge(asked, on="code")
    who = comparable(respondents(study), None)
    bases = who.groupby("case").agg(of=("document", "nunique"), of_people=("person", "nunique"))
    bases = (
        bases.reindex([case for case in study.cases["case"] if case in bases.index])
        .rename_axis("case")
        .reset_index()
    )
    questions = pd.DataFrame(
        [(one.id, one.number, one.text.shown(language())) for one in book.questions],
        columns=["question", "number", "label"],
    ).astype("str")
    unit = ["question", "case"]
    table = questions.merge(bases, how="cross").merge(counts_of(study, speech, unit), on=unit, how="left")
    table[_NUMBERS] = table[_NUMBERS].fillna(0).astype("int64")
    table["leaning"] = pd.Series(
        [leaning(row) for _, row in table.iterrows()], index=table.index, dtype="str"
    )
    codes = _codes(book, speech)
    table["codes"] = pd.Series(
        [codes.get((row.question, row.case), "") for row in records(table)], index=table.index, dtype="str"
    )
    return table[[*unit, *QUESTION_COLUMNS]].astype({"case": "str"})


def _questions(book: Codebook) -> pd.DataFrame:
    """Each code with the questions that it, or a code above it, helps to answer."""
    rows = [
        (code.id, question)
        for code in book
        for question in dict.fromkeys(one for name in book.path(code.id) for one in book[name].questions)
    ]
    return pd.DataFrame(rows, columns=["code", "question"], dtype="str")


def _codes(book: Codebook, speech: pd.DataFrame) -> dict[tuple[str, str], str]:
    counts = speech.groupby(["question", "case", "code"])["document"].nunique().reset_index(name="n")
    counts = counts.sort_values("n", ascending=False, kind="stable")
    told: dict[tuple[str, str], list[str]] = {}
    for row in records(counts):
        told.setdefault((row.question, row.case), []).append(
            f"{book[row.code].label.shown(language())} ({row.n})"
        )
    return {pair: ", ".join(codes) for pair, codes in told.items()}
