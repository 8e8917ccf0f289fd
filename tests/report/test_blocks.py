from dataclasses import FrozenInstanceError
from typing import get_args

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
