"""Undo and redo over random histories, and what rests on an act."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.errors import LookupFailedError, PersonNeededError, RestsOnError
from casekit.model.facts import Memo, key_of

pytestmark = pytest.mark.slow

ACTS = st.lists(
    st.tuples(st.sampled_from("cwmdn"), st.integers(0, 2), st.sampled_from(["ah", "bk"])), max_size=8
)
ENDS = (30, 36, 43)


def act(project, what, number, coding):
    """One act of a person: code, withdraw, write a message, decide, or note something on a coding."""
    study = project.study()
    one = coding(study, end=ENDS[number], coder=project.coder)
    if what == "c":
        project.record(replace(one, key=key_of("shared", str(number % 2))))
    elif what == "w" and len(study.codings) > number:
        project.withdraw([study.codings["coding"].iloc[number]])
    elif what == "m":
        project.message(f"Budskab {number}", case="lindesø")
    elif what == "d":
        project.decide([study.suggestions["suggestion"].iloc[number]], "accepted")
    elif what == "n" and len(study.codings):
        about = study.codings["coding"].iloc[-1]
        project.record(
            Memo(key_of("memo", str(number)), about, f"Note {number}", key_of("coder", project.coder))
        )


def content(values, project, at=None):
    """What a study says, apart from which event it is of."""
    return {**values(project.study(at=at)), "n": 0, "state": "", "at": ""}


@pytest.fixture
def both(suggested, reopened):
    return {"ah": suggested, "bk": reopened(suggested.folder, "bk")}


@pytest.mark.parametrize("n", [None, "number"])
def test_the_last_act_undone_is_the_state_before_and_redone_the_state_after(both, values, coding, n):
    project = both["ah"]
    for what in "cmdnw":
        before = content(values, project)
        act(project, what, 0, coding)
        after, number = content(values, project), project.study().n
        project.undo(number if n else None)
        assert content(values, project) == before == content(values, project, at=number - 1)
        project.redo(number if n else None)
        assert content(values, project) == after


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=ACTS, last=st.integers(1, 4), later=st.booleans())
def test_undo_then_redo_is_as_before_whatever_was_done(
    templates, reopened, values, coding, history, last, later
):
    with TemporaryDirectory() as folder:
        shutil.copytree(templates / "suggested", Path(folder) / "p")
        both = {name: reopened(Path(folder) / "p", name) for name in ("ah", "bk")}
        for what, number, who in history:
            act(both[who], what, number, coding)
        project = both["ah"]
        before, events = content(values, project), len(project.log())
        try:
            undone = project.undo(last=last, with_later=later)
        except (LookupFailedError, RestsOnError):
            assert len(project.log()) == events
            assert content(values, project) == before
            return
        assert list(undone["n"]) == sorted(undone["n"], reverse=True)
        assert not any(finding.kind == "coding_without_text" for finding in project.study().findings)
        redone = project.redo(last=len(undone))
        assert list(redone["n"]) == list(undone["n"])[::-1]
        assert content(values, project) == before


def test_several_acts_are_undone_at_once_or_none(suggested, coding):
    suggested.record(coding(suggested.study()))
    suggested.message("Et budskab", case="lindesø")
    undone = suggested.undo(last=2)
    assert list(undone["verb"]) == ["message", "record"]
    assert list(suggested.log()["verb"].iloc[-2:]) == ["undo", "undo"]
    events = len(suggested.log())
    with pytest.raises(LookupFailedError):
        suggested.undo(last=50)
    assert len(suggested.log()) == events


def test_an_act_in_the_middle_is_undone_by_its_number_and_its_coder_stays(suggested, coding, reopened):
    other = reopened(suggested.folder, "bk")
    other.message("Et", case="lindesø")
    first = other.study().n
    other.record(coding(other.study(), coder="bk"))
    other.undo(first)
    assert list(other.study().codings["coder"]) == ["bk"]
    assert other.study().messages.empty
    other.redo(first)
    assert len(other.study().messages) == 1


def test_what_rests_on_an_act_is_listed_with_whose_it_is(suggested, coding, reopened):
    one = coding(suggested.study())
    number = suggested.record(one)
    other = reopened(suggested.folder, "bk")
    other.record(Memo(key_of("m"), one.key, "Se igen", key_of("coder", "bk")))
    rests = suggested.rests_on(number)
    assert [tuple(row) for row in rests[["n", "by", "what", "reference"]].itertuples(index=False)] == [
        (number + 1, "bk", "memos", key_of("m")[:10])
    ]
    with pytest.raises(RestsOnError) as caught:
        suggested.undo(number)
    assert caught.value.data["rests"].equals(rests)
    assert f"{key_of('m')[:10]} (bk, {number + 1})" in str(caught.value)


def test_of_a_long_list_the_first_ten_are_named(suggested, coding):
    one = coding(suggested.study())
    number = suggested.record(one)
    suggested.record(*(Memo(key_of("m", str(n)), one.key, "Se", key_of("coder", "ah")) for n in range(13)))
    with pytest.raises(RestsOnError) as caught:
        suggested.undo(number)
    assert str(caught.value.data["listed"]).count(";") == 10
    assert len(caught.value.data["rests"]) == 13


def test_ones_own_later_work_goes_along_and_another_s_does_not(suggested, coding, reopened):
    one = coding(suggested.study())
    number = suggested.record(one)
    suggested.record(replace(one, end=30))
    suggested.record(Memo(key_of("m"), one.key, "Se igen", key_of("coder", "ah")))
    assert list(suggested.undo(number, with_later=True)["n"]) == [number + 2, number + 1, number]
    assert suggested.study().codings.empty
    assert suggested.study().memos.empty
    suggested.redo(last=3)
    other = reopened(suggested.folder, "bk")
    other.record(Memo(key_of("b"), one.key, "Se", key_of("coder", "bk")))
    with pytest.raises(RestsOnError) as caught:
        suggested.undo(number, with_later=True)
    assert set(caught.value.data["rests"]["by"]) == {"bk"}


def test_a_later_change_by_another_keeps_the_act_from_being_undone(suggested, coding, reopened):
    one = coding(suggested.study())
    number = suggested.record(one)
    reopened(suggested.folder, "bk").record(replace(one, end=30))
    with pytest.raises(RestsOnError):
        suggested.undo(number)


def test_another_s_act_is_undone_only_by_name_and_the_log_tells_it(suggested, coding, reopened):
    other = reopened(suggested.folder, "bk")
    number = other.record(coding(other.study(), coder="bk"))
    with pytest.raises(LookupFailedError) as caught:
        suggested.undo(number)
    assert caught.value.problem == "act_of_another"
    with pytest.raises(PersonNeededError):
        reopened(suggested.folder, None).undo(of="bk")
    suggested.undo(of="bk", why="aftalt")
    told = suggested.log().iloc[-1]
    assert (told["by"], told["of"], told["of_n"], told["why"]) == ("ah", "bk", number, "aftalt")
    with pytest.raises(LookupFailedError):
        other.redo()
    other.redo(of="ah")
    assert len(other.study().codings) == 1


def test_what_comes_back_needs_its_document(project, coding):
    number = project.record(coding(project.study()))
    added = int(project.log().set_index("verb").loc["add", "n"])
    project.undo()
    project.undo()
    with pytest.raises(LookupFailedError) as caught:
        project.redo(number)
    assert (caught.value.problem, caught.value.data["events"]) == ("needs_first", str(added))
    project.redo(last=2)
    assert len(project.study().codings) == 1


def test_undo_survives_what_was_exported_about_a_case(project, tmp_path):
    from casekit.report.passage_list import passage_list

    project.suggest("barrierer")
    project.export(passage_list(project.study(), case="lindesø", suggestions=True), tmp_path / "u.docx")
    project.undo(with_later=True, last=3)
    assert project.study().documents.empty
    assert len(project.study().exports) == 1


# The log


def test_the_log_tells_what_each_act_did(suggested, coding):
    one = coding(suggested.study())
    number = suggested.record(one)
    suggested.record(replace(one, code="waiting"))
    suggested.undo()
    log = suggested.log().set_index("n")
    assert log.loc[number, ["made", "changed", "documents", "cases", "codes"]].tolist() == [
        "codings: 1", "", "LIN-01", "lindesø", "rent",
    ]  # fmt: skip
    assert log.loc[number + 1, ["made", "changed", "codes"]].tolist() == ["", "codings: 1", "rent, waiting"]
    assert log.loc[number + 2, ["changed", "of_n", "codes"]].tolist() == [
        "codings: 1",
        number + 1,
        "rent, waiting",
    ]


def test_an_undo_did_the_opposite(suggested, coding):
    suggested.record(coding(suggested.study()))
    suggested.undo()
    suggested.redo()
    told = suggested.log()[["made", "ended"]].tail(3)
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        ("codings: 1", ""), ("", "codings: 1"), ("codings: 1", ""),
    ]  # fmt: skip


def test_the_log_is_asked_by_case_code_coder_document_verb_and_time(suggested, coding, reopened):
    other = reopened(suggested.folder, "bk")
    number = other.record(coding(other.study(), coder="bk"))
    other.undo()
    suggested.message("Et budskab", case="havnstrup")
    both = [number, number + 1]
    assert list(suggested.log(coder="bk")["n"]) == both
    assert [n for n in suggested.log(case="lindesø")["n"] if n >= number] == both
    assert [n for n in suggested.log(document="LIN-01", code="housing")["n"] if n >= number] == both
    assert list(suggested.log(verb="message")["n"]) == [number + 2]
    at = suggested.log().set_index("n")["at"]
    assert list(suggested.log(since=at[number], until=at[number + 1])["n"]) == both
    assert suggested.log(code="rent", verb="record")["n"].tolist() == [number]


@pytest.mark.parametrize("name", ["case", "code", "coder", "document", "verb"])
def test_what_the_log_does_not_know_is_told(suggested, name):
    with pytest.raises(LookupFailedError) as caught:
        suggested.log(**{name: "findes ikke"})
    assert caught.value.problem == "not_in_log"
    assert caught.value.data["known"] != "–"
