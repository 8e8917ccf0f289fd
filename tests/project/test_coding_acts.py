"""Coding by hand: words get codes, codings change, memos are written; and the study that goes along is the one on disk."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.errors import LookupFailedError, PersonNeededError, SpanError, UnknownCodeError
from casekit.model.span import Span
from casekit.project import Project

LIN = "LIN-01"


@pytest.fixture
def adopted(project: Project) -> Project:
    project.adopt("barrierer")
    return project


def said(project: Project, row: object) -> str:
    return project.study().text(row.document, row.start, row.end)  # type: ignore[attr-defined]


def test_words_get_several_codes_in_one_act(adopted: Project) -> None:
    before = adopted.study().n
    references = adopted.code(LIN, (22, 43), ["rent", "housing"], polarity="barrier")
    codings = adopted.study().codings
    assert adopted.study().n == before + 1
    assert sorted(codings["code"]) == ["housing", "rent"]
    assert {said(adopted, row) for row in codings.itertuples()} == {"Huslejen er for høj."}
    assert len(references) == 2
    assert all(reference.startswith("LIN-01, ") for reference in references)


def test_blanks_at_the_ends_are_left_out_and_emoji_count_once(adopted: Project) -> None:
    text = adopted.study().texts[LIN]
    start = text.index("🏠")
    adopted.code(LIN, Span(start - 1, start + 1), "rent")
    row = next(adopted.study().codings.itertuples())
    assert (row.start, row.end) == (start, start + 1)
    assert said(adopted, row) == "🏠"


def test_the_same_again_changes_nothing(adopted: Project) -> None:
    adopted.code(LIN, (22, 43), "rent")
    n = adopted.study().n
    assert adopted.code(LIN, (21, 43), "rent") == ()
    assert adopted.study().n == n


def test_another_person_may_give_the_same_words_the_same_code(
    adopted: Project, reopened: Callable[..., Project]
) -> None:
    adopted.code(LIN, (22, 43), "rent")
    other = reopened(adopted.folder, "mb")
    assert len(other.code(LIN, (22, 43), "rent")) == 1
    assert sorted(other.study().codings["coder"]) == ["ah", "mb"]
    assert sorted(adopted.study().codings["coder"]) == ["ah", "mb"]


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-1, 4), (0, 10_000), (17, 19)])
def test_words_that_there_are_not_are_refused(adopted: Project, span: tuple[int, int]) -> None:
    n = adopted.study().n
    with pytest.raises(SpanError):
        adopted.code(LIN, span, "rent")
    assert adopted.study().n == n


def test_what_cannot_be_given_is_refused(adopted: Project, reopened: Callable[..., Project]) -> None:
    with pytest.raises(UnknownCodeError):
        adopted.code(LIN, (22, 43), "rents")
    with pytest.raises(LookupFailedError):
        adopted.code(LIN, (22, 43), "rent", polarity="bad")
    with pytest.raises(LookupFailedError):
        adopted.code("LIN-09", (22, 43), "rent")
    with pytest.raises(PersonNeededError):
        reopened(adopted.folder, None).code(LIN, (22, 43), "rent")
    assert adopted.study().codings.empty


def test_a_coding_gets_another_code_direction_and_span_and_keeps_its_reference(adopted: Project) -> None:
    (reference,) = adopted.code(LIN, (22, 43), "rent")
    adopted.change(reference, code="waiting", polarity="barrier", span=(46, 70))
    (row,) = adopted.study().codings.itertuples()
    assert (row.code, row.polarity, row.start) == ("waiting", "barrier", 46)
    assert row.coding[:10] in reference
    adopted.change(reference, polarity="")
    assert adopted.study().codings["polarity"].tolist() == [""]
    adopted.undo(last=2)
    assert adopted.study().codings["code"].tolist() == ["rent"]


def test_what_another_coded_is_not_changed(adopted: Project, reopened: Callable[..., Project]) -> None:
    (reference,) = adopted.code(LIN, (22, 43), "rent")
    with pytest.raises(LookupFailedError, match="ah"):
        reopened(adopted.folder, "mb").change(reference, polarity="barrier")


def test_a_memo_is_written_replaced_and_taken_away(adopted: Project) -> None:
    (reference,) = adopted.code(LIN, (22, 43), "rent")
    adopted.note("spørg igen", coding=reference)
    adopted.note("spurgt", coding=reference)
    assert adopted.study().memos["text"].tolist() == ["spurgt"]
    adopted.note("om ordene", document=LIN, span=(22, 30))
    assert sorted(adopted.study().memos["text"]) == ["om ordene", "spurgt"]
    adopted.note(" ", coding=reference)
    adopted.note("", document=LIN, span=(50, 60))
    assert adopted.study().memos["text"].tolist() == ["om ordene"]
    with pytest.raises(LookupFailedError):
        adopted.note("om intet")


def test_two_people_have_a_memo_each(adopted: Project, reopened: Callable[..., Project]) -> None:
    (reference,) = adopted.code(LIN, (22, 43), "rent")
    adopted.note("mit", coding=reference)
    reopened(adopted.folder, "mb").note("dit", coding=reference)
    assert sorted(adopted.study().memos["text"]) == ["dit", "mit"]


ACTS: dict[str, Callable[[Project, int], object]] = {
    "code": lambda project, at: project.code(LIN, (at, at + 9), ["rent", "waiting"][at % 2]),
    "polarity": lambda project, at: project.change(_one(project, at), polarity=["barrier", ""][at % 2]),
    "move": lambda project, at: project.change(_one(project, at), span=(at, at + 12)),
    "memo": lambda project, at: project.note(f"memo {at}", coding=_one(project, at)),
    "unmemo": lambda project, at: project.note("", coding=_one(project, at)),
    "words": lambda project, at: project.note(f"ord {at}", document=LIN, span=(at, at + 5)),
    "withdraw": lambda project, at: project.withdraw([_one(project, at)]),
    "undo": lambda project, at: project.undo(),
    "redo": lambda project, at: project.redo(),
}


def _one(project: Project, at: int) -> str:
    codings = project.study().codings
    return str(codings["coding"].iloc[at % len(codings)]) if len(codings) else "0123456789"


@pytest.mark.slow
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60)), max_size=14))
def test_the_study_in_hand_is_the_study_on_disk(
    tmp_path_factory: pytest.TempPathFactory,
    templates: Path,
    reopened: Callable[..., Project],
    values: Callable[..., dict[str, Any]],
    acts: list[tuple[str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("p") / "p"
    shutil.copytree(templates / "project", folder)
    project = reopened(folder)
    project.adopt("barrierer")
    project.code(LIN, (22, 43), "rent")
    for name, at in acts:
        try:
            ACTS[name](project, at)
        except (LookupFailedError, SpanError):
            continue
    here, there = values(project.study()), values(reopened(folder).study())
    here.pop("recall"), there.pop("recall")
    assert here == there


def turn_of(project: Project, words: str) -> tuple[int, str]:
    """The turn with these words, and what is said in it."""
    study = project.study()
    for row in study.turns[study.turns["document"] == LIN].itertuples():
        if words in study.text(LIN, row.start, row.end):
            return int(row.turn), study.text(LIN, row.start, row.end)
    raise AssertionError(words)


def exchange(project: Project, old: str, new: str) -> None:
    turn, said = turn_of(project, old)
    project.edit_turn(LIN, turn, said.replace(old, new))


def test_a_memo_about_words_is_the_same_one_after_a_correction(adopted: Project) -> None:
    adopted.note("om ordene", document=LIN, span=(22, 30))
    exchange(adopted, "Så venter", "Så bare venter")
    adopted.note("andre ord", document=LIN, span=(22, 30))
    assert adopted.study().memos["text"].tolist() == ["andre ord"]
    adopted.note("", document=LIN, span=(22, 30))
    assert adopted.study().memos.empty


SPLIT = """      - id: extra
        label: {da: Ekstra}
changes:
  - {version: 2.0.0, date: 2024-01-01, what: {da: delt}, replaced: {rent: [rent, extra]}}
"""


def same_on_disk(project: Project, reopened: Callable[..., Project], values: Callable[..., Any]) -> None:
    here, there = values(project.study()), values(reopened(project.folder).study())
    here.pop("recall"), there.pop("recall")
    assert here == there


def test_what_waits_for_a_person_is_told_until_they_act(
    adopted: Project,
    reopened: Callable[..., Project],
    values: Callable[..., Any],
    codebook: Callable[..., Path],
) -> None:
    (waiting,) = adopted.code(LIN, (22, 43), "rent")
    (changed,) = adopted.code(LIN, (46, 70), "waiting")
    path = codebook(adopted.folder, version="2.0.0")
    path.write_text(path.read_text("utf-8") + SPLIT, "utf-8")
    adopted.adopt("barrierer")
    exchange(adopted, "venter de", "venter vi")
    assert [one.kind for one in adopted.study().findings] == ["codings_to_settle", "codings_wait"]
    adopted.change(waiting, code="extra")
    same_on_disk(adopted, reopened, values)
    adopted.change(changed, span=(46, 60))
    same_on_disk(adopted, reopened, values)
    assert not adopted.study().findings
    assert adopted.study().carried.empty


def test_a_conflict_is_told_until_somebody_writes_anew(
    adopted: Project, reopened: Callable[..., Project], values: Callable[..., Any], tmp_path: Path
) -> None:
    adopted.note("før", document=LIN, span=(22, 30))
    shutil.copytree(adopted.folder, tmp_path / "other")
    other = reopened(tmp_path / "other")
    for project, text in ((other, "den ene"), (adopted, "den anden")):
        project.note(text, document=LIN, span=(22, 30))
    adopted.merge(other.folder)
    assert [one.kind for one in adopted.study().findings] == ["conflict"]
    adopted.note("begge", document=LIN, span=(22, 30))
    same_on_disk(adopted, reopened, values)
    assert not adopted.study().findings
    assert adopted.study().memos["text"].tolist() == ["begge"]


@pytest.mark.parametrize(
    ("settle", "left"),
    [
        (lambda project, key: project.change(key, polarity="mixed"), [("waiting", "mixed")]),
        (lambda project, key: project.change(key, code="rent"), [("rent", "")]),
        (lambda project, key: project.withdraw([key]), []),
    ],
)
def test_a_coding_that_was_changed_apart_is_settled_by_changing_or_withdrawing_it(
    adopted: Project, reopened: Callable[..., Project], values: Callable[..., Any], tmp_path: Path, settle: Callable[..., Any], left: list[tuple[str, str]]
) -> None:  # fmt: skip
    adopted.code(LIN, (22, 30), "rent")
    key = adopted.study().codings["coding"].iloc[-1]
    shutil.copytree(adopted.folder, tmp_path / "other")
    other = reopened(tmp_path / "other")
    other.change(key, polarity="barrier")
    adopted.change(key, code="waiting")
    adopted.merge(other.folder)
    assert [one.kind for one in adopted.study().findings] == ["conflict"]
    settle(adopted, key)
    same_on_disk(adopted, reopened, values)
    assert not adopted.study().findings
    mine = adopted.study().codings[adopted.study().codings["coding"] == key]
    assert list(zip(mine["code"], mine["polarity"], strict=True)) == left


@pytest.mark.slow
def test_a_cell_and_a_widget_may_act_at_once(adopted: Project, reopened: Callable[..., Project]) -> None:
    adopted.code(LIN, (22, 43), "rent")
    went_wrong: list[BaseException] = []

    def act(doing: Callable[[int], object], times: int) -> None:
        try:
            for number in range(times):
                doing(number)
        except Exception as error:
            went_wrong.append(error)

    threads = [
        threading.Thread(target=act, args=one)
        for one in (
            (lambda n: adopted.code(LIN, (22 + n, 43), "waiting"), 15),
            (lambda n: adopted.note(f"memo {n}", document=LIN, span=(22, 30 + n)), 15),
            (lambda n: len(adopted.study().codings), 400),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not went_wrong
    pd.testing.assert_frame_equal(adopted.study().codings, reopened(adopted.folder).study().codings)
    said = adopted.study().texts[LIN]
    assert len(adopted.study().codings) == 1 + len({said[22 + n : 43].lstrip() for n in range(15)})
    assert len(adopted.study().memos) == len({said[22 : 30 + n].rstrip() for n in range(15)})
