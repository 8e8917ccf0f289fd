"""Tables of summaries and of steps."""

import pytest

from casekit.errors import TableError
from casekit.exchange.summary_tables import read_steps, read_summaries, references_in


def test_steps_stand_in_the_order_of_rows_unless_numbers_say_otherwise(table):
    path = table("case,process,step,position,stops", "hav,,Møde,,", "hav,,Bolig,7,ja", "lin,,Møde,,nein")
    assert [(row.case, row.position, row.stops) for row in read_steps(path)] == [
        ("hav", 1, False),
        ("hav", 7, True),
        ("lin", 1, False),
    ]


@pytest.mark.parametrize(
    "row", ["hav,,1,x", ",Møde,1,x", "hav,Møde,first,x", "hav,Møde,0,x", "hav,Møde,1,perhaps"]
)
def test_a_step_that_says_too_little_or_nonsense_is_refused(table, row):
    with pytest.raises(TableError):
        read_steps(table("case,step,position,stops", row))


def test_a_step_stands_once_in_a_process(table):
    with pytest.raises(TableError):
        read_steps(table("case,step", "hav,Møde", "hav,møde"))


def test_a_summary_has_words(table):
    assert read_summaries(table("case,code,summary", "hav,rent,Dyr."))[0]["summary"] == "Dyr."
    with pytest.raises(TableError):
        read_summaries(table("case,code,summary", "hav,rent,"))
    assert references_in("a · 1; b · 2\nc") == ("a · 1", "b · 2", "c")
