from importlib.resources import files

import pytest

from casekit import passages
from casekit.errors import LookupFailedError
from casekit.widget.beside import MOST, beside, day, names_of, still_there, unchanged
from casekit.wording import keys, speak


@pytest.fixture
def rows(coded):
    return passages(coded.study(), case="lindesø", code="housing").assign(codebook="barrierer")


def test_a_passage_tells_where_it_is_and_who_says_it(coded, rows) -> None:
    first = beside(coded.study(), rows)["passages"][0]
    assert first["reference"].startswith("LIN-01, turn 2 · ")
    assert (first["speaker"], first["language"], first["time"], first["elsewhere"]) == (
        "LIN-01 B",
        "da",
        "",
        False,
    )


def test_linked_passages_stand_first_and_those_about_something_else_are_told(coded, rows) -> None:
    study = coded.study()
    other = study.codings.loc[study.codings["code"] == "support", "coding"].iloc[0]
    told = beside(study, rows, [rows["coding"].iloc[2], other, "f" * 32])
    assert [one["elsewhere"] for one in told["passages"]] == [True, False, False, False]
    assert told["passages"][0]["text"] == "Den kommer om aftenen."
    assert told["passages"][1]["coding"] == rows["coding"].iloc[2]
    assert told["gone"] == 1


def test_a_link_to_a_coding_inside_a_passage_ticks_the_passage(coded, another) -> None:
    another.record(*[])
    study = coded.study()
    told = passages(study, code="rent").assign(codebook="barrierer", start=0, end=10_000)
    links = list(
        study.codings.loc[
            (study.codings["code"] == "rent") & (study.codings["document"] == "LIN-02"), "coding"
        ]
    )
    assert [one["links"] for one in beside(study, told, links)["passages"]] == [links, []]


def test_of_many_passages_some_are_shown_and_the_others_counted(coded, rows) -> None:
    many = rows.loc[rows.index.repeat(MOST)].reset_index(drop=True)
    told = beside(coded.study(), many)
    assert (len(told["passages"]), told["more"]) == (MOST, 2 * MOST)


def test_what_is_gone_is_left_out_and_nothing_is_there_twice(coded) -> None:
    study = coded.study()
    one = study.codings["coding"].iloc[0]
    assert still_there(study, [one, "x", one]) == [one]


def test_names_are_a_list_of_texts() -> None:
    assert names_of({"a": ["x"]}, "a") == ["x"]
    for wrong in ({}, {"a": "x"}, {"a": [1]}, {"a": None}):
        with pytest.raises(LookupFailedError):
            names_of(wrong, "a")


def test_what_was_seen_must_be_what_is_there() -> None:
    unchanged("a", "a")
    with pytest.raises(LookupFailedError) as caught:
        unchanged("", "a")
    assert caught.value.data == {"text": "–"}


def test_days_are_written_as_people_do() -> None:
    assert day("2026-01-24T10:00:00") == "24. jan. 2026"
    speak("en")
    assert day("2026-01-24T10:00:00") == "24 Jan 2026"


def test_every_sentence_of_these_faces_is_said_somewhere() -> None:
    static = files("casekit.widget") / "static"
    said = "".join(
        (static / f"{name}.js").read_text("utf-8") for name in ("beside", "cells", "ratings", "messages")
    )
    mine = {
        key.removesuffix(".one").partition(".")[2]
        for key in keys()
        if key.startswith(("desk.cells_", "desk.ratings_", "desk.messages_"))
    }
    made = ("ratings_value_", "messages_is_")
    assert {key for key in mine if f'"{key}"' not in said and not key.startswith(made)} == set()
