"""The sheet of an interview."""

import pytest

from casekit.errors import LookupFailedError
from casekit.report.blocks import Field, Grid
from casekit.report.summary_sheet import summary_sheet


def fields(report):
    grid = next(block for block in report.blocks if isinstance(block, Grid))
    return [cell for row in grid.rows for cell in row if isinstance(cell, Field)], [
        one for one in report.blocks if isinstance(one, Field)
    ]


def test_a_known_interview_has_its_head_and_a_place_per_theme(study):
    head, places = fields(summary_sheet(study, study.documents["document"].iloc[0]))
    assert [one.tag for one in head] == ["casekit1-head.document"]
    assert len(places) == len(study.codebook().themes)


def test_the_language_is_called_by_its_name(study):
    name = study.documents.set_index("language").loc["da", "document"].iloc[0]
    grid = next(
        block for block in summary_sheet(study, name, language="nl").blocks if isinstance(block, Grid)
    )
    assert grid.rows[-1] == ("Taal", "Deens")


def test_of_an_unknown_one_the_head_is_to_be_filled_in(study):
    head, places = fields(summary_sheet(study, "NEW-01", case="albaek", language="en"))
    assert [one.text for one in head] == ["NEW-01", "albaek", "", "", "", ""]
    assert {one.prompt for one in places} == {"✎ Write here"}


def test_an_unknown_case_is_refused(study):
    with pytest.raises(LookupFailedError):
        summary_sheet(study, "NEW-01", case="nowhere")
