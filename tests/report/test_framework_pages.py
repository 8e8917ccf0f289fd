"""The matrix as pages."""

import pytest

from casekit.report.blocks import Field, Grid, Heading
from casekit.report.framework_pages import framework_pages


@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_a_table_per_theme_with_a_place_in_every_cell(study, language):
    report = framework_pages(study, language=language)
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    assert (
        len(grids)
        == len(study.codebook().themes)
        == sum(isinstance(block, Heading) for block in report.blocks)
    )
    fields = [cell for grid in grids for row in grid.rows for cell in row if isinstance(cell, Field)]
    assert len({field.tag for field in fields}) == len(fields) == sum(len(grid.rows) for grid in grids)
    assert report.landscape


def test_by_code_three_stand_beside_each_other(study):
    grids = [block for block in framework_pages(study, by="code").blocks if isinstance(block, Grid)]
    assert max(len(grid.columns) for grid in grids) <= 4
