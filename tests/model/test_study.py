from dataclasses import replace

import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.model.columns import COLUMNS
from casekit.model.facts import CaseFact, CodebookFact, Coder, Memo, PersonFact, Revision, key_of

pytestmark = pytest.mark.slow


def test_an_empty_project_is_a_study_of_empty_frames_with_all_their_columns(make):
    study = make()
    for name, columns in COLUMNS.items():
        assert list(getattr(study, name).columns) == list(columns)
        assert getattr(study, name).empty
    assert (study.language, study.n, study.state, study.at) == ("en", 7, "abc", "2024-01-01")


def test_frames_hold_the_names_that_people_use(make, interview):
    study = make(*interview)
    assert study.language == "da"
    assert study.documents.loc[0, ["document", "case", "language"]].tolist() == ["SOE-01", "soe", "da"]
    assert study.people.loc[0, ["person", "case", "sector"]].tolist() == ["P1", "soe", "ngo"]
    assert study.attributes.loc[0].tolist() == ["soe", "population", "31000", "2023", "fiktiv"]
    assert study.speakers["person"].fillna("").tolist() == ["", "P1"]
    assert study.coders.loc[0, ["coder", "kind"]].tolist() == ["ah", "person"]


def test_turns_are_numbered_from_one_and_know_who_speaks(make, interview):
    turns = make(*interview).turns
    assert turns["turn"].tolist() == [1, 2]
    assert turns["role"].tolist() == ["interviewer", "respondent"]
    assert turns["start_ms"].isna().tolist() == [True, False]
    assert str(turns["start_ms"].dtype) == "Int64"


def test_text_is_sliced_by_code_points(make, interview):
    study = make(*interview)
    turn = study.turns.iloc[1]
    assert study.text("SOE-01", turn["start"], turn["end"]) == "Boligerne mangler."


@pytest.mark.parametrize(
    ("start", "end", "turn"),
    [(0, 2, 1), (3, 5, 1), (18, 26, 1), (20, 26, 2), (24, 30, 2), (43, 49, 2)],
)
def test_a_coding_is_placed_in_the_turn_in_which_it_begins_or_before_which(
    make, interview, coding, start, end, turn
):
    found = make(*interview, coding(start, end)).codings.iloc[0]
    assert (found["document"], found["case"], found["turn"], found["event"]) == ("SOE-01", "soe", turn, 3)
    assert (found["coder"], found["codebook"]) == ("ah", "small")


def test_a_coding_of_a_text_that_is_no_longer_current_is_left_out(make, interview, coding):
    assert make(*interview, coding(3, 5, revision=key_of("other"))).codings.empty


def test_the_newest_text_of_a_document_is_its_text(make, interview):
    document = interview[3].key
    corrected = Revision(key_of("revision", "2"), document, "I: Hvad?\n", "y")
    layout = replace(interview[5], key=key_of("layout", "2"), revision=corrected.key, turns="[]")
    study = make(*interview, corrected, layout)
    assert study.texts == {"SOE-01": "I: Hvad?\n"}
    assert study.turns.empty


def test_a_suggestion_is_open_until_somebody_decides(make, interview, suggestion, decision):
    first, second = suggestion(24, 30), suggestion(31, 40)
    study = make(*interview, first, second, decision(first, "rejected"))
    assert study.suggestions["status"].tolist() == ["rejected", "open"]
    assert study.decisions["suggestion"].tolist() == [first.key]


def test_two_facts_about_one_thing_are_a_finding_and_the_newer_is_shown(make, interview):
    other = PersonFact(key_of("person", "P1"), "P1", key_of("case", "soe"), "worker", "municipal")
    case = CaseFact(key_of("case", "soe"), "soe", "Søløv")
    coder = Coder(key_of("coder", "ah"), "ah", "consensus")
    study = make(*interview, other, case, coder)
    assert study.people["role"].tolist() == ["worker"]
    assert study.label("soe") == "Søløv"
    assert study.coders["kind"].tolist() == ["consensus"]
    assert sorted(str(finding.data["what"]) for finding in study.findings) == ["cases", "coders", "people"]
    assert {finding.kind for finding in study.findings} == {"conflict"}


def test_the_codebook_is_the_one_named_else_the_one_used_else_the_first(make, interview, coding):
    other = CodebookFact(key_of("codebook", "big"), "big", "1", "d", '{"big":1}')
    study = make(interview[0], other, *interview[1:])
    assert study.codebook().licence == '{"big":1}'
    assert study.codebook("small").licence == "{}"
    used = make(interview[0], other, *interview[1:], coding(24, 30))
    assert used.codebook().licence == "{}"


def test_an_unknown_codebook_or_none_at_all_is_refused(make, interview):
    with pytest.raises(LookupFailedError) as caught:
        make(*interview).codebook("big")
    assert caught.value.data == {"name": "big", "known": "small"}
    with pytest.raises(LookupFailedError) as caught:
        make().codebook()
    assert (caught.value.problem, caught.value.data) == ("no_codebook", {"name": "–", "known": "–"})


def test_an_unknown_case_is_refused_with_those_there_are(make, interview):
    with pytest.raises(LookupFailedError) as caught:
        make(*interview).label("nord")
    assert caught.value.data == {"case": "nord", "known": "soe"}


def test_a_frame_that_lacks_a_column_is_no_study(make, interview):
    study = make(*interview)
    with pytest.raises(LookupFailedError) as caught:
        replace(study, turns=study.turns.drop(columns=["role", "case"]))
    assert caught.value.data == {"frame": "turns", "columns": "case, role"}


def test_a_terminal_shows_what_a_study_holds(make, interview):
    title, *lines = repr(make(*interview)).splitlines()
    assert title == "The project after event no. 7"
    assert ["study.turns", "2"] in [line.split() for line in lines]
    assert len({len(line) for line in lines}) == 1
    assert "study.codings" not in "".join(lines)


def test_a_notebook_shows_what_a_study_holds(make, interview):
    html = make(*interview)._repr_html_()
    assert "study.turns</td><td>2</td>" in html
    assert "study.codings" not in html


def test_numbers_are_numbers_and_text_is_text_also_without_rows(make, interview):
    for study in (make(), make(*interview)):
        assert str(study.codings["start"].dtype) == "int64"
        assert str(study.ratings["value"].dtype) == "Int64"
        assert str(study.attributes["value"].dtype) == str(pd.Series(["a"]).dtype)


def test_a_memo_about_words_knows_its_document_and_its_place(make, interview):
    revision = next(fact for fact in interview if isinstance(fact, Revision)).key
    ah = key_of("coder", "ah")
    memos = make(
        *interview,
        Memo(key_of("1"), key_of("x"), "Frit", ah),
        Memo(key_of("2"), revision, "Se her", ah, revision, 24, 33, "2024-01-01"),
        Memo(key_of("3"), revision, "Om det hele", ah, revision),
    ).memos
    assert memos["document"].fillna("").tolist() == ["", "SOE-01", "SOE-01"]
    assert memos["start"].fillna(-1).tolist() == [-1, 24, -1]
    assert str(memos["start"].dtype) == str(memos["end"].dtype) == "Int64"
    assert memos["coder"].tolist() == ["ah"] * 3
    assert memos["written"].tolist() == ["", "2024-01-01", ""]


def test_a_memo_about_words_of_an_older_text_is_left_out(make, interview):
    old = key_of("revision", "old")
    memos = make(*interview, Memo(key_of("2"), old, "Se her", key_of("coder", "ah"), old, 0, 3)).memos
    assert memos.empty


def test_a_coding_of_a_text_that_is_no_more_does_not_count_and_that_is_told(make, interview, coding):
    lost, here = coding(24, 33, name="lost", revision=key_of("old")), coding(24, 33)
    study = make(*interview, lost, here)
    assert list(study.codings["coding"]) == [here.key]
    assert [(one.kind, one.severity, one.where) for one in study.findings] == [
        ("coding_without_text", "warning", lost.key[:10])
    ]


def test_a_coding_that_is_on_the_text_of_today_too_is_not_told_as_lost(make, interview, coding):
    study = make(*interview, coding(0, 3, revision=key_of("old")), coding(24, 33))
    assert [one.kind for one in study.findings] == ["conflict"]
