"""A process as pages."""

from dataclasses import replace

import pandas as pd

from casekit.report.blocks import Grid, Paragraph
from casekit.report.process_pages import process_pages


def test_steps_stand_against_cases_four_to_a_table(study):
    cases = list(study.cases["case"])[:5]
    rows = [
        (f"{place:032x}", case, "Vej", 1, "Møde", "leder", "1 uge", 1, "", "ah", "[]")
        for place, case in enumerate(cases)
    ]
    told = replace(
        study, steps=pd.DataFrame(rows, columns=study.steps.columns).astype(study.steps.dtypes.to_dict())
    )
    report = process_pages(told, language="en")
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    assert [len(grid.columns) for grid in grids] == [5, 2]
    assert report.title == "Vej"


def test_without_steps_it_says_so(study):
    assert any(isinstance(block, Paragraph) for block in process_pages(study).blocks)
