from dataclasses import FrozenInstanceError, replace
from typing import get_args

import pandas as pd
import pytest

from casekit.report import blocks


def test_a_block_is_a_value_that_does_not_change() -> None:
    heading = blocks.Heading("Grundlag", 2)
    assert heading == blocks.Heading("Grundlag", 2)
    with pytest.raises(FrozenInstanceError):
        heading.text = "Andet"  # type: ignore[misc]


def test_the_union_holds_every_block_that_the_module_names() -> None:
    named = {getattr(blocks, name) for name in blocks.__all__} - {blocks.Block, blocks.Report}
    assert set(get_args(blocks.Block)) == named


def test_a_report_may_leave_the_house_unless_it_says_otherwise() -> None:
    report = blocks.Report("passages", "Uddrag", "da", ())
    assert (report.internal, report.mark, report.case, report.properties) == (False, "", None, ())


HOSTILE = "<script>alert(\"x\")</script> & 'y'"
FRAME = pd.DataFrame({"case": [HOSTILE]})
ALL = (
    blocks.Title(HOSTILE, HOSTILE),
    blocks.Heading(HOSTILE, 2),
    blocks.Paragraph(HOSTILE, "da"),
    blocks.BulletList((HOSTILE, "b"), (0, 1)),
    blocks.Card(((HOSTILE, (blocks.Paragraph(HOSTILE),)),), HOSTILE, "#123456"),
    blocks.Callout(HOSTILE),
    blocks.Placeholder(HOSTILE),
    blocks.Quote(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    blocks.Field(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    blocks.Grid((HOSTILE,), ((HOSTILE,), (blocks.Quote(HOSTILE, "da", HOSTILE, ""),)), HOSTILE),
    blocks.Figure("heatmap", FRAME, HOSTILE, HOSTILE),
    blocks.PageBreak(),
)


def test_every_block_is_tried_here() -> None:
    assert {type(block) for block in ALL} == set(get_args(blocks.Block))


@pytest.mark.parametrize("block", ALL, ids=lambda block: type(block).__name__)
def test_what_a_notebook_shows_of_a_block_is_escaped(block: blocks.Block) -> None:
    html = block._repr_html_()
    assert "<script" not in html
    assert '"x"' not in html
    assert "<" in html


def test_a_notebook_shows_a_report_with_its_mark_only_if_it_is_internal() -> None:
    report = blocks.Report("overview", "T", "da", ALL, internal=True, mark=f"ARBEJDSPAPIR {HOSTILE}")
    html = report._repr_html_()
    assert "<script" not in html
    assert "ARBEJDSPAPIR" in html
    assert "<blockquote" in html
    assert "ARBEJDSPAPIR" not in replace(report, internal=False)._repr_html_()


def test_a_line_break_in_a_cell_is_one_in_a_notebook() -> None:
    assert "a<br>b" in blocks.Grid(("x",), (("a\nb",),), "c")._repr_html_()
