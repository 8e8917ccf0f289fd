"""The rows of a page are made of a study and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casekit import Project, Study
from casekit.widget import document_rows as rows
from casekit.wording import speak

pytestmark = pytest.mark.slow

ODD = "A <x>.txt".removesuffix(".txt")


def test_the_turns_are_the_words_between_their_ends(study: Study) -> None:
    told = rows.turns(study, ODD)
    assert [(turn[0], turn[3]) for turn in told] == [(1, "I"), (2, "IP")]
    assert all(study.texts[ODD][turn[1] : turn[2]] == turn[7] for turn in told)
    assert told[1][7].startswith("Boligmangel <script>alert(1)</script> og ventetid.")
    assert [turn[5:7] for turn in told] == [("", None)] * 2


def test_times_are_told_as_people_read_them_and_in_milliseconds(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\n00:01:02.500 --> 00:01:04.000\n<v Bo>Hej 🏠.\n\n01:00:00.000 --> 01:00:02.000\n<v Mo>Ja.\n",
        "utf-8",
    )
    project = Project.create(tmp_path / "p", language="da", coder="ah")
    project.add(tmp_path / "a.vtt", case="by")
    told = rows.turns(project.study(), "a")
    assert [turn[6] for turn in told] == [62_500, 3_600_000]
    assert [turn[5] for turn in told] == ["0:01:02", "1:00:00"]


def test_a_text_without_turns_is_told_by_its_lines(study: Study) -> None:
    texts = {ODD: "Første linje 👩‍👧.\n\n   Anden linje.\n"}
    told = rows.turns(replace(study, turns=study.turns.iloc[:0], texts=texts), ODD)
    assert [(turn[0], turn[7]) for turn in told] == [(0, "Første linje 👩‍👧."), (0, "Anden linje.")]
    assert all(texts[ODD][turn[1] : turn[2]] == turn[7] for turn in told)


def test_codes_are_trees_with_labels_in_the_readers_language(coded: Project) -> None:
    told = rows.codes(coded.study(), "barrierer", "LIN-01")
    assert [(one["id"], one["level"], one["path"], one["used"]) for one in told] == [
        ("housing", 0, "", 1),
        ("rent", 1, "Bolig", 2),
        ("waiting", 1, "Bolig", 1),
        ("support", 0, "", 1),
    ]
    speak("en")
    assert [one["label"] for one in rows.codes(coded.study(), "barrierer", "LIN-01")][:2] == [
        "Housing",
        "Rent",
    ]


def test_codes_of_other_codebooks_are_there_where_they_were_used(study: Study) -> None:
    here = {one["book"] for one in rows.codes(study, "terms", ODD)}
    assert here == {"terms", "housing_first_barriers"}
    assert {one["book"] for one in rows.codes(study, "terms", "B")} == {"terms"}


def test_codings_are_of_one_coder_or_of_all(study: Study) -> None:
    assert {row["coder"] for row in rows.codings(study, ODD, None).values()} == {"ah", "mb"}
    (row,) = rows.codings(study, ODD, "mb").values()
    assert (row["code"], row["polarity"], row["waits"], row["carried"]) == ("waiting_time", "", False, False)
    assert rows.codings(study, "B", None) == {}


def test_suggestions_are_open_ones_with_the_words_found(study: Study) -> None:
    (row,) = rows.suggestions(study, ODD, "terms").values()
    assert [study.text(ODD, start, end) for start, end in row["found"]] == ["ventetid"]
    assert row["terms"] == ["ventetid"]
    assert rows.suggestions(study, ODD, "housing_first_barriers") == {}


def test_a_suggestion_that_was_decided_on_is_none_any_more(study: Study) -> None:
    decided = replace(study, suggestions=study.suggestions.assign(status="rejected"))
    assert rows.suggestions(decided, ODD, "terms") == {}


def test_memos_are_about_words_or_about_codings(coded: Project, another: Project) -> None:
    coding = coded.study().codings["coding"].iloc[0]
    coded.note("om kodningen", coding=coding)
    another.note("om ordene", document="LIN-01", span=(3, 7))
    study = coded.study()
    told = {row["text"]: row for row in rows.memos(study, "LIN-01", None).values()}
    assert told["om kodningen"]["about"] == coding
    assert (told["om ordene"]["start"], told["om ordene"]["end"]) == (3, 7)
    assert [row["coder"] for row in rows.memos(study, "LIN-01", "mk").values()] == ["mk"]


def test_the_rule_of_a_code_has_each_heading_once(study: Study) -> None:
    told = rows.rule(study, "housing_first_barriers", "supply_shortage", "de")
    heads = [head for head, _ in told["lines"]]
    assert len(heads) == len(set(heads)) > 2
    assert told["language"] == "de"
    assert told != rows.rule(study, "housing_first_barriers", "supply_shortage", "nl")


def test_documents_are_listed_with_what_is_left_to_do(coded: Project, study: Study) -> None:
    assert rows.documents(coded.study(), "ah") == [
        ("HAV-01", "havnstrup", 1, 0),
        ("LIN-01", "lindesø", 3, 0),
        ("LIN-02", "lindesø", 1, 0),
    ]
    assert [one[2] for one in rows.documents(coded.study(), "mk")] == [0, 0, 0]
    assert [one[3] for one in rows.documents(study, None)] == [1, 0]


def test_everything_can_be_sent(study: Study) -> None:
    told = [rows.about(study, ODD), rows.turns(study, ODD), rows.codes(study, "terms", ODD), rows.codings(study, ODD, None),
            rows.suggestions(study, ODD, "terms"), rows.memos(study, ODD, None), rows.documents(study, "ah")]  # fmt: skip
    assert json.loads(json.dumps(told, allow_nan=False))
