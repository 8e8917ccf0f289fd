import pytest

from casekit.errors import TableError
from casekit.exchange.messages import read_messages


def test_a_message_keeps_its_words_and_an_empty_case_means_all(table):
    rows = read_messages(
        table("case,theme,message", 'lindesø,rent,"Dyrt, siger flere.\nMeget."', ",,På tværs")
    )
    assert [(row["case"], row["theme"], row["message"]) for row in rows] == [
        ("lindesø", "rent", "Dyrt, siger flere.\nMeget."),
        ("", "", "På tværs"),
    ]


def test_the_column_of_messages_is_enough(table):
    assert read_messages(table("Message", "På tværs"))[0]["case"] == ""


def test_a_row_without_a_message_is_named(table):
    with pytest.raises(TableError) as caught:
        read_messages(table("case,message", "a,x", "b,"))
    assert (caught.value.problem, caught.value.data["line"]) == ("cell_empty", 3)


def test_a_table_without_the_column_says_which_ones_there_are(table):
    with pytest.raises(TableError) as caught:
        read_messages(table("case,text", "a,b"))
    assert caught.value.data["missing"] == "message"
    assert caught.value.data["known"] == "case, theme, message"
