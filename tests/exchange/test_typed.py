"""Which of the typed cells say something new."""

import pytest

from casekit.analysis.grounds import Cell
from casekit.exchange.typed import Typed, cells_of, meant
from casekit.report.framework_fields import mark

LONG = "Der er for få billige boliger."


def typed(text, *, cell=None, base="", basis=""):
    return Typed((cell or Cell("lin", "LIN-01", "barrierer", "rent")).id, text, base, basis, "m.xlsx:3")


@pytest.fixture
def booked(study, book):
    from dataclasses import replace

    return replace(study, codebooks={"barrierer": book})


def kinds(found):
    return [finding.kind for finding in found.findings]


def test_a_new_text_is_taken_and_the_same_one_is_not(booked):
    assert [(cell.document, text) for cell, text, _, _ in meant(booked, [typed("Dyr.")]).new] == [
        ("LIN-01", "Dyr.")
    ]
    assert meant(booked, [typed("")]) == ((), (), ())
    assert meant(booked, [typed("Dyr.", base=mark("Dyr."))]) == ((), (), ())


def test_what_the_project_lost_meanwhile_is_disputed(booked):
    found = meant(booked, [typed("Dyr.", base=mark("Før"))])
    assert (kinds(found), found.new) == (["cell_disputed"], ())


def test_a_cell_that_nobody_knows_stands_twice_or_moved_is_told(booked):
    other = Cell("hav", "HAV-01", "barrierer", "rent")
    assert kinds(meant(booked, [typed("x", cell=Cell("hav", "x", "barrierer", "rent"))])) == ["cell_unknown"]
    assert kinds(meant(booked, [typed("x"), typed("y")])) == ["cell_twice"]
    assert kinds(meant(booked, [typed(LONG), typed("", cell=other, base=mark(LONG))])) == ["cell_moved"]


def test_every_cell_of_a_study_has_an_id_of_its_own(booked):
    found = cells_of(booked)
    assert len(found) == 4 * 2
    assert all(cell.id == key for key, cell in found.items())
