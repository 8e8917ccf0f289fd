"""What answers the research questions."""

from dataclasses import replace

import pytest

from casekit.analysis.by_question import by_question
from casekit.model.codes import Question
from casekit.model.words import Words


@pytest.fixture
def asking(small):
    """The small study with two questions: one about all of housing, one that no code answers."""
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="barrier")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.", polarity="facilitator")
    study = small.study()
    book = study.codebooks["small"]
    codes = tuple(replace(code, questions=("homes",)) if code.id == "housing" else code for code in book)
    questions = (
        Question("homes", Words.of({"en": "Which homes?"}), "1"),
        Question("why", Words.of({"en": "Why?"}), "2"),
    )
    return replace(study, codebooks={"small": replace(book, codes=codes, questions=questions)})


def test_a_code_answers_the_questions_of_those_above_it(asking):
    table = by_question(asking).set_index(["question", "case"])
    row = table.loc[("homes", "soelev")]
    assert row[["interviews", "of", "passages", "barrier", "facilitator", "leaning"]].tolist() == [
        2,
        2,
        2,
        1,
        1,
        "mixed",
    ]
    assert row["codes"] == "Rent (1), Housing shortage (1)"
    assert table.loc[("why", "soelev"), "interviews"] == 0
    assert table.loc[("homes", "bakke"), ["interviews", "of"]].tolist() == [0, 1]
