from dataclasses import replace

import pytest

from casekit.codebook.waiting import COLUMNS, to_review
from casekit.model.codebook import Change

BEFORE = "id: b\nversion: '1'\ncodes: [{id: housing, codes: [{id: rent}, {id: keys}, {id: debts}]}]\n"
TURNS = [("I", "Hvad fylder?"), ("B", "Huslejen er for høj. Nøglerne er væk. Gælden vokser.")]
CODED = [("rent", "Huslejen er for høj.", "ah"), ("keys", "Nøglerne er væk.", "ah"), ("debts", "Gælden vokser.", "mb")]  # fmt: skip


@pytest.fixture
def waiting(book_of, study_of):
    """The study of three codings as it is when the codebook has these changes; those named wait."""

    def made(replaced, *waits, book=None, others=()):
        before = book or book_of(BEFORE)
        after = replace(before, version="2", changes=(Change("1"), Change("2", replaced=replaced)))
        study = study_of(after, TURNS, CODED, *others)
        codings = study.codings.assign(version="1", waits=study.codings["made_as"].isin(waits))
        return replace(study, codings=codings)

    return made


def test_where_nothing_waits_there_are_no_rows_but_their_columns(waiting):
    table = to_review(waiting(()))
    assert table.empty
    assert tuple(table.columns) == COLUMNS


def test_a_coding_that_waits_says_where_it_is_and_what_may_be_chosen(waiting):
    study = waiting((("rent", ("rent", "debts")), ("keys", ())), "rent", "keys")
    rows = to_review(study).to_dict("records")
    assert [(row["made_as"], row["options"], row["text"]) for row in rows] == [
        ("keys", "", "Nøglerne er væk."),
        ("rent", "rent, debts", "Huslejen er for høj."),
    ]
    rent = rows[1]
    assert rent["coding"].startswith(rent["reference"])
    assert len(rent["reference"]) == 10
    assert [rent[name] for name in ("codebook", "version", "document", "coder", "polarity")] == ["b", "1", "A", "ah", "barrier"]  # fmt: skip


def test_a_coding_made_in_another_codebook_has_the_options_that_follow_from_there(waiting, book_of):
    old = book_of("id: old\nversion: '2'\ncodes: [{id: x}]\nchanges: [{version: '2', replaced: {flat: ['b:rent']}}]\n")  # fmt: skip
    study = waiting((("rent", ("keys", "debts")),), "rent", others=(old,))
    study.codings.loc[study.codings["waits"], "made_as"] = "old:flat"
    assert to_review(study)["options"].to_list() == ["keys, debts"]
