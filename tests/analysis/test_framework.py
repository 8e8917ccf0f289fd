"""The framework matrix: cells, empty ones included, nested rows, evidence and staleness."""

from dataclasses import replace

import pandas as pd
import pytest

from casekit.analysis.framework import FRAMEWORK_COLUMNS, Framework, framework, newest
from casekit.analysis.grounds import Cell, Grounds
from casekit.analysis.passages import passages
from casekit.errors import LookupFailedError
from casekit.model.facts import Summary, Topic, key_of
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    """Codings in both cases."""
    small.coding("SOE-01", "shortage", "Der er for få boliger", polarity="barrier", coder="ah")
    small.coding("SOE-01", "rent", "Huslejen er for høj", polarity="barrier", coder="ah")
    small.coding("SOE-02", "shortage", "Vi har boliger nok", polarity="facilitator", coder="ah")
    return small


def written(
    maker, *, text="Få boliger.", document="SOE-01", coder="ah", basis=None, code="housing", links="[]"
):
    cell = Cell("soelev", document, "small", code)
    told = Grounds(maker.study()).basis(cell) if basis is None else basis
    about = key_of("document", document) if document else None
    maker.facts.append(
        Summary(key_of("summary", cell.id, coder), key_of("case", "soelev"), code, key_of("codebook", "small"), text, key_of("coder", coder), told, about, None, links)
    )  # fmt: skip
    return maker


def cell(table, document, item="housing", case="soelev"):
    found = table[(table["case"] == case) & (table["document"] == document) & (table["item"] == item)]
    return found.iloc[0]


def test_interviews_stand_below_their_case_and_empty_cells_say_how_many_passages_wait(coded):
    table = framework(coded.study())
    assert tuple(table.columns) == FRAMEWORK_COLUMNS
    rows = table[["case", "document"]].drop_duplicates().to_numpy().tolist()
    assert rows == [
        ["soelev", ""],
        ["soelev", "SOE-01"],
        ["soelev", "SOE-02"],
        ["bakke", ""],
        ["bakke", "BAK-01"],
    ]
    assert (
        cell(table, "")["passages"],
        cell(table, "SOE-01")["passages"],
        cell(table, "BAK-01", case="bakke")["passages"],
    ) == (3, 2, 0)
    assert set(table["text"]) == {""}


def test_every_number_is_that_of_the_passages(coded):
    study = coded.study()
    table = framework(study, by="code")
    for row in table[table["document"] == ""].itertuples():
        assert row.passages == len(passages(study, case=row.case, code=row.item))


def test_a_summary_has_author_and_evidence_and_is_stale_once_its_passages_change(coded):
    written(coded)
    now = cell(framework(coded.study()), "SOE-01")
    assert (now["text"], now["author"], now["stale"], now["evidence"].count("SOE-01, turn")) == (
        "Få boliger.",
        "ah",
        False,
        2,
    )
    coded.coding("SOE-01", "rent", "ACT virker her", coder="ah")
    assert cell(framework(coded.study()), "SOE-01")["stale"]


def test_it_is_stale_too_when_a_passage_that_it_names_is_gone(coded):
    written(coded, links='["0123456789abcdef0123456789abcdef"]')
    now = cell(framework(coded.study()), "SOE-01")
    assert (now["stale"], now["evidence"]) == (True, "")


def test_the_row_of_a_case_shows_what_is_written_about_its_interviews(coded):
    written(coded)
    assert cell(framework(coded.study()), "")["interviews"] == "SOE-01: Få boliger."


def test_what_others_wrote_stands_beside_the_newest(coded):
    study = written(written(coded), coder="mb", text="Andet.").study()
    study = replace(study, summaries=study.summaries.assign(event=[1, 2]))
    now = cell(framework(study), "SOE-01")
    assert (now["text"], now["also"]) == ("Andet.", "ah: Få boliger.")
    assert [row.coder for row in newest(study)[now["cell"]]] == ["mb", "ah"]


def test_a_summary_whose_code_is_gone_keeps_a_column(coded):
    table = framework(written(coded, code="lost").study(), by="code")
    assert cell(table, "SOE-01", "lost")["text"] == "Få boliger."


def test_topics_of_the_guide_are_columns(coded):
    coded.facts.append(Topic(key_of("topic", "Bolig?"), "Bolig?", 1, "{}", "[]", '["housing"]'))
    table = framework(coded.study(), by="topic")
    assert (cell(table, "", "Bolig?")["passages"], cell(table, "SOE-02", "Bolig?")["passages"]) == (3, 1)


def test_views_by_row_and_by_column(coded):
    speak("en")
    table = framework(written(coded).study())
    assert list(table.of_case("soelev").columns) == ["Sølev", "SOE-01", "SOE-02"]
    column = table.of_item("housing")
    assert list(column.index.get_level_values(1)) == [
        "Sølev",
        "SOE-01",
        "SOE-02",
        "Bakkeby Kommune",
        "BAK-01",
    ]
    assert column.iloc[1, 0] == "Få boliger."
    assert column.iloc[2, 0] == "1 passage waits"
    assert "Få boliger." in table._repr_html_()


def test_chosen_cases_and_nothing_at_all(coded, build):
    assert set(framework(coded.study(), cases=["bakke"])["case"]) == {"bakke"}
    empty = build()
    empty.book()
    table = framework(empty.study())
    assert isinstance(table, Framework)
    assert len(table) == 0
    assert isinstance(table._repr_html_(), str)
    assert isinstance(pd.DataFrame(table), pd.DataFrame)


@pytest.mark.parametrize("asked", [{"by": "role"}, {"cases": ["nowhere"]}, {"codebook": "none"}])
def test_what_there_is_not_is_refused(coded, asked):
    with pytest.raises(LookupFailedError):
        framework(coded.study(), **asked)
