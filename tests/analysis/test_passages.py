from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.passages import PASSAGE_COLUMNS, clock, find_reference, passages, place, reference
from casekit.errors import LookupFailedError, UnknownCodeError
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _in_english():
    speak("en")
    yield
    speak("en")


def test_a_passage_tells_what_was_said_by_whom_where_and_what_was_asked(small):
    key = small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    table = passages(small.study())
    assert tuple(table.columns) == PASSAGE_COLUMNS
    row = table.iloc[0]
    assert row["text"] == "Der er for få boliger."
    assert row["question"] == "Hvordan går det med boliger?"
    assert row["reference"] == f"SOE-01, turn 2 · {key[:10]}"
    assert (row["person"], row["role"], row["sector"], row["speaker"]) == (
        "P1",
        "team_leader",
        "municipal",
        "Leder",
    )
    assert (row["theme"], row["code"], row["polarity"], row["coders"]) == (
        "housing",
        "shortage",
        "barrier",
        "ah",
    )
    assert (row["time"], row["language"], row["case"], row["turn"]) == (1000, "da", "soelev", 2)


def test_a_passage_of_several_people_names_them_all_once(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", "Ja, for få boliger.")
    row = passages(small.study()).iloc[0]
    assert (row["speaker"], row["person"], row["sector"]) == ("Leder, Støtte", "P1, P2", "municipal")
    assert row["text"] == "Der er for få boliger. Huslejen er for høj. […] Ja, for få boliger.", (
        "labels are not said"
    )


def test_the_text_of_every_passage_is_the_slice_of_its_document(small):
    for code, words in (("shortage", "få boliger. Hus"), ("rent", "Huslejen er"), ("methods", "når")):
        small.coding("SOE-01", code, words)
    study = small.study()
    table = passages(study)
    assert len(table) == 3
    assert list(table["text"]) == [
        study.texts[row.document][row.start : row.end] for row in table.itertuples()
    ]


def test_the_question_is_the_last_before_the_turn_and_empty_without_one(small):
    small.coding("SOE-01", "act", "ACT virker her.")
    small.interview("SOE-03", "soelev", [("IP", "Uden spørgsmål.")])
    small.coding("SOE-03", "act", "Uden spørgsmål.")
    assert list(passages(small.study())["question"]) == ["Og metoden?", ""]


def test_a_theme_brings_its_codes_and_their_sub_codes(small):
    small.coding("SOE-01", "act", "ACT virker her.")
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    study = small.study()
    assert list(passages(study, code="support")["code"]) == ["act"]
    assert list(passages(study, code="methods")["code"]) == ["act"]
    assert passages(study, code="shortage").empty


def test_a_case_brings_the_passages_of_all_that_belong_to_it(small):
    small.case("nord", "Nord", parent="bakke")
    small.case("yderst", "Yderst", parent="nord")
    small.interview("YDE-01", "yderst", [("IP", "Boligerne ligger langt væk.")])
    small.coding("YDE-01", "shortage", "Boligerne ligger langt væk.")
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    assert list(passages(small.study(), case="bakke")["document"]) == ["YDE-01"]


def test_nobody_is_named_by_a_passage_of_somebody_without_role(small):
    small.coding("SOE-01", "act", "ACT virker her.")
    row = passages(small.study()).iloc[0]
    assert (row["person"], row["role"], row["sector"]) == ("SOE-01 Gæst", "", "")


def test_an_unknown_code_case_or_coder_is_refused(small):
    study = small.study()
    with pytest.raises(UnknownCodeError) as caught:
        passages(study, code="shortag")
    assert "shortage" in str(caught.value.data["near"])
    with pytest.raises(LookupFailedError, match="no case"):
        passages(study, case="nowhere")
    with pytest.raises(LookupFailedError, match="codes as"):
        passages(study, coders=["xx"])


def test_without_codings_there_are_no_passages_but_their_columns(small):
    table = passages(small.study())
    assert table.empty
    assert tuple(table.columns) == PASSAGE_COLUMNS


def test_a_reference_leads_back_to_its_coding(small):
    key = small.coding("SOE-01", "rent", "Huslejen er for høj.")
    study = small.study()
    for wanted in (reference("SOE-01", 2, key), key[:10], key[:6], key.upper()):
        assert find_reference(study, wanted)["coding"] == key


def test_a_reference_may_lead_to_a_suggestion(small):
    key = small.suggestion("SOE-01", "rent", "Huslejen er for høj.")
    assert find_reference(small.study(), key[:10])["suggestion"] == key


@pytest.mark.parametrize("wanted", ["", "  ", "ffffffffff", "SOE-01, turn 2"])
def test_a_reference_to_nothing_is_refused(small, wanted):
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    with pytest.raises(LookupFailedError) as caught:
        find_reference(small.study(), wanted)
    assert caught.value.problem == "unknown_reference"


def test_a_reference_to_two_things_is_refused(small):
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    study = small.study()
    twin = study.codings.assign(coding=study.codings["coding"].str[:12] + "0" * 20)
    study = replace(study, codings=pd.concat([study.codings, twin]))
    with pytest.raises(LookupFailedError) as caught:
        find_reference(study, twin["coding"].iloc[0][:10])
    assert (caught.value.problem, caught.value.data["n"]) == ("reference_twice", 2)


def test_the_place_of_a_coding_is_told_in_words(small):
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="barrier")
    study = small.study()
    speak("da")
    found = place(study, study.codings.iloc[0])
    assert found["code"] == "Husleje (rent)"
    assert found["speaker"] == "Leder (svarer)"
    assert (found["file"], found["turn"], found["time"]) == ("SOE-01.txt", "2", "0:00:01")
    assert (found["polarity"], found["coder"]) == ("hæmmende", "ah")
    assert found["text"] == "Huslejen er for høj."
    assert "status" not in found


def test_the_place_of_a_suggestion_has_its_status_and_no_direction(small):
    small.suggestion("SOE-01", "rent", "Huslejen er for høj.")
    study = small.study()
    found = place(study, study.suggestions.iloc[0])
    assert found["status"] == "suggestion, not reviewed"
    assert "polarity" not in found


def test_the_place_of_a_code_that_is_gone_is_its_id(small):
    small.coding("SOE-01", "gone", "Huslejen er for høj.")
    study = small.study()
    assert place(study, study.codings.iloc[0])["code"] == "gone (gone)"


def test_a_coding_behind_the_last_turn_has_a_place_too(small):
    small.interview("SLUT", "soelev", [("IP", "Slut."), ("IP", "Helt.")])
    text = small.texts["SLUT"]
    small.texts["SLUT"] = text
    start = len(text) - 1
    small.coding("SLUT", "rent", "Helt.\n")
    study = small.study()
    row = study.codings.iloc[0].copy()
    row["start"], row["end"] = start, len(text)
    assert place(study, row)["document"] == "SLUT"


def test_a_coding_in_a_document_without_turns_has_a_place_without_speaker(small):
    small.interview("TOM", "soelev", [])
    key = small.texts["TOM"] = "Referat uden talere"
    small.facts = [
        type(fact)(fact.key, fact.document, key, "") if getattr(fact, "text", None) == "" and type(fact).table == "revisions" else fact
        for fact in small.facts
    ]  # fmt: skip
    small.coding("TOM", "rent", "uden")
    study = small.study()
    assert study.codings["turn"].iloc[0] == 0
    found = place(study, study.codings.iloc[0])
    assert (found["case"], found["text"]) == ("soelev", "uden")
    assert "speaker" not in found
    assert passages(study).empty


@given(st.integers(0, 100 * 3_600_000))
def test_the_clock_loses_less_than_a_second(milliseconds):
    hours, minutes, seconds = map(int, clock(milliseconds).split(":"))
    assert 0 <= milliseconds - 1000 * (3600 * hours + 60 * minutes + seconds) < 1000
    assert max(minutes, seconds) < 60
