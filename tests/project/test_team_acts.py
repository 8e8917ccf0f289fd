"""Two people, two files: what comes together, what needs a person, and what coders who work apart do not see."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.errors import LookupFailedError, PersonNeededError, RestsOnError
from casekit.model.facts import Coder, Memo, Suggestion, key_of
from casekit.wording import say

pytestmark = pytest.mark.slow


@pytest.fixture
def pair(suggested, reopened, tmp_path):
    """Two copies of one project: ah's and bk's."""
    shutil.copytree(suggested.folder, tmp_path / "kopi")
    return suggested, reopened(tmp_path / "kopi", "bk")


@pytest.fixture
def ids(suggested):
    return list(suggested.study().suggestions["suggestion"])


def united(ours, theirs):
    ours.merge(theirs.folder)
    theirs.merge(ours.folder)
    return ours, theirs


def status(project):
    return project.study().suggestions.set_index("suggestion")["status"]


def apart(ours, *coders: str, document: str = "LIN-01"):
    return ours.assign(document, coders or ("ah", "bk"))


# Merging


def test_a_merge_tells_what_came_and_the_codings_per_coder_before_and_after(pair, ids):
    ours, theirs = pair
    ours.decide(ids[:1], "accepted")
    theirs.decide(ids[1:3], "accepted")
    told = ours.merge(theirs.folder)
    assert (told.events, told.facts) == (1, {"coders": 1, "codings": 2, "decisions": 2})
    assert told.coders.to_dict("list") == {"coder": ["ah", "bk"], "before": [1, 0], "after": [1, 2]}
    assert told.conflicts.empty
    again = ours.merge(theirs.folder)
    assert (again.events, again.facts) == (0, {})
    assert list(again.coders["before"]) == list(again.coders["after"]) == [1, 2]


def test_two_verdicts_are_both_kept_listed_with_who_and_when_and_the_later_counts(pair, ids):
    ours, theirs = pair
    theirs.decide(ids[:1], "accepted")
    ours.decide(ids[:1], "rejected", why="ironi")
    for each in united(ours, theirs):
        told = each.conflicts()
        assert list(told["what"]) == ["decisions"] * 2
        assert list(told["by"]) == ["bk", "ah"]
        assert list(told["counts"]) == [False, True]
        assert told["reference"].nunique() == 1
        assert "ironi" in told["says"].iloc[1]
        assert status(each)[ids[0]] == "rejected"
        assert len(each.study().codings) == 1
    assert ours.conflicts().equals(theirs.conflicts())


def test_the_same_holds_in_one_file(suggested, reopened, ids):
    suggested.decide(ids[:1], "accepted")
    reopened(suggested.folder, "bk").decide(ids[:1], "rejected")
    assert list(suggested.conflicts()["by"]) == ["ah", "bk"]
    assert len(suggested.study().decisions) == 2
    suggested.decide(ids[:1], "rejected")
    assert suggested.conflicts().empty
    assert suggested.study().codings.empty


def test_a_decision_that_is_chosen_ends_the_other_with_its_coding_and_undo_brings_both_back(pair, ids):
    ours, theirs = pair
    ours.decide(ids[:1], "accepted")
    theirs.decide(ids[:1], "rejected")
    ours.merge(theirs.folder)
    reference = ours.conflicts()["reference"].iloc[0]
    assert ours.resolve(reference, "bk", why="drøftet") == 1
    assert ours.conflicts().empty
    assert (len(ours.study().codings), status(ours)[ids[0]]) == (0, "rejected")
    theirs.merge(ours.folder)
    assert theirs.conflicts().empty
    assert theirs.study().codings.empty
    ours.undo()
    assert (len(ours.study().codings), len(ours.conflicts())) == (1, 2)


def test_people_who_decided_alike_have_nothing_to_settle(pair, ids):
    ours, theirs = pair
    for each in pair:
        each.decide(ids[:1], "accepted")
    ours.merge(theirs.folder)
    assert ours.conflicts().empty
    assert not [one for one in ours.study().findings if one.kind == "conflict"]
    assert len(ours.study().codings) == 2


def test_two_contents_of_one_fact_are_listed_and_one_is_chosen(pair, coding):
    ours, theirs = pair
    first = coding(ours.study())
    ours.record(first)
    theirs.merge(ours.folder)
    theirs.record(replace(first, code="waiting"))
    ours.record(replace(first, polarity="facilitator"))
    united(ours, theirs)
    told = ours.conflicts()
    assert list(told["what"]) == ["codings", "codings"]
    assert list(told["where"]) == ["LIN-01", "LIN-01"]
    assert "waiting" in told["says"].iloc[0]
    assert ours.resolve(told["reference"].iloc[0], told["version"].iloc[0]) == 1
    assert list(ours.study().codings["code"]) == ["waiting"]
    theirs.merge(ours.folder)
    assert theirs.conflicts().empty


def test_two_versions_of_a_codebook_are_listed(pair, codebook):
    ours, theirs = pair
    ours.adopt(codebook(ours.folder, version="1.1.0"))
    theirs.adopt(codebook(theirs.folder, version="1.2.0"))
    ours.merge(theirs.folder)
    told = ours.conflicts()
    assert list(told["what"]) == ["codebooks", "codebooks"]
    assert list(told["where"]) == ["barrierer", "barrierer"]
    assert ["1.1.0" in told["says"].iloc[0], "1.2.0" in told["says"].iloc[1]] == [True, True]
    ours.resolve(told["reference"].iloc[0], "ah")
    assert ours.study().codebooks["barrierer"].version == "1.1.0"


def add_text(project, name: str, text: str) -> None:
    folder = project.folder.parent / f"ny {project.coder}"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    project.add(folder / name, case="lindesø")


def test_documents_of_one_name_are_listed_and_one_without_codings_is_put_aside(pair, coding):
    ours, theirs = pair
    add_text(ours, "NY-01.txt", "I: Hvad?\n\nB: Huslejen er for høj.\n")
    add_text(theirs, "NY-01.txt", "I: Hvad?\n\nB: Huslejen er alt for høj.\n")
    ours.merge(theirs.folder)
    told = ours.conflicts()
    assert list(told["what"]) == ["names", "names"]
    assert ours.resolve("NY-01", "bk") == 1
    assert ours.conflicts().empty
    assert "alt for" in ours.study().texts["NY-01"]
    ours.undo()
    assert len(ours.conflicts()) == 2


def test_a_document_that_somebody_coded_is_not_put_aside(pair, coding):
    ours, theirs = pair
    for each in pair:
        add_text(each, "NY-01.txt", f"I: Hvad?\n\nB: Huslejen er for høj, siger {each.coder}.\n")
    study = ours.study()
    row = study.documents.set_index("document").loc["NY-01"]
    ours.record(replace(coding(study), revision=row["revision"], start=14, end=20))
    ours.merge(theirs.folder)
    with pytest.raises(RestsOnError) as caught:
        ours.resolve("NY-01", "bk")
    assert caught.value.problem == "document_coded"
    assert str(caught.value)


def test_of_two_texts_of_a_document_one_is_chosen_with_all_codings(pair, coding):
    ours, theirs = pair
    ours.record(coding(ours.study()))
    theirs.merge(ours.folder)
    ours.edit_turn("LIN-01", 2, "Huslejen er meget for høj. Så venter de på bolig.")
    theirs.edit_turn("LIN-01", 4, "Den kommer sent om aftenen.")
    united(ours, theirs)
    for each in pair:
        told = each.conflicts()
        assert list(told["what"]) == ["texts", "texts"]
        assert len(each.study().codings) == 1
    kept = told.loc[told["by"] == "bk", "version"].iloc[0]
    ours.resolve(told["reference"].iloc[0], kept)
    assert ours.conflicts().empty
    assert "sent om" in ours.study().texts["LIN-01"]
    assert len(ours.study().codings) == 1
    theirs.merge(ours.folder)
    assert theirs.conflicts().empty


def test_a_coding_on_both_texts_stays_when_the_choice_is_merged(pair, coding):
    ours, theirs = pair
    ours.record(coding(ours.study()))
    theirs.merge(ours.folder)
    ours.edit_turn("LIN-01", 2, "Huslejen er meget for høj. Så venter de på bolig.")
    theirs.edit_turn("LIN-01", 4, "Den kommer sent om aftenen.")
    united(ours, theirs)
    told = ours.conflicts()
    ours.resolve(told["reference"].iloc[0], told.loc[told["by"] == "bk", "version"].iloc[0])
    theirs.merge(ours.folder)
    assert len(theirs.study().codings) == 1


def test_codings_made_on_a_text_that_the_other_corrected_are_carried_over_by_the_merge(pair, coding):
    ours, theirs = pair
    theirs.record(coding(theirs.study(), coder="bk"))
    ours.edit_turn("LIN-01", 4, "Den kommer sent om aftenen.")
    told = ours.merge(theirs.folder)
    assert len(ours.study().codings) == 1
    assert told.coders.to_dict("list") == {"coder": ["bk"], "before": [0], "after": [1]}
    assert told.carried.exact == 1
    assert str(told.carried) in str(told)
    assert told.conflicts.empty


@pytest.mark.parametrize(
    ("reference", "keep"), [("findesikke", "ah"), ("", "ah"), (None, "nobody"), (None, "")]
)
def test_what_is_no_conflict_or_no_version_is_refused(pair, ids, reference, keep):
    ours, theirs = pair
    ours.decide(ids[:1], "accepted")
    theirs.decide(ids[:1], "rejected")
    ours.merge(theirs.folder)
    n = ours.study().n
    given = reference if reference is not None else ours.conflicts()["reference"].iloc[0]
    with pytest.raises(LookupFailedError) as caught:
        ours.resolve(given, keep)
    assert len(str(caught.value).splitlines()) == 2
    assert ours.study().n == n


def test_only_a_person_settles_assigns_and_finishes(suggested, reopened):
    nobody = reopened(suggested.folder, None)
    for act in (lambda: nobody.resolve("x", "y"), lambda: nobody.assign("LIN-01", "ah"), lambda: nobody.finish("LIN-01"), lambda: nobody.reopen("LIN-01"), lambda: nobody.unassign("LIN-01", "ah")):  # fmt: skip
        with pytest.raises(PersonNeededError):
            act()


def test_of_suggestions_at_one_place_of_codes_that_became_one_the_decided_one_stays(suggested, codebook):
    study = suggested.study()
    row = study.suggestions.iloc[0]
    twin = Suggestion(key_of("twin"), study.documents.set_index("document").loc[row["document"], "revision"], int(row["start"]), int(row["end"]), "flat", key_of("codebook", "barrierer"), "", key_of("coder", row["coder"]), row["evidence"])  # fmt: skip
    path = suggested.folder / "codebooks" / "barrierer.yaml"
    suggested.record(twin)
    suggested.decide([row["suggestion"]], "accepted")
    merged = path.read_text("utf-8").replace("version: 1.0.0", "version: 2.0.0")
    merged += f"changes:\n  - {{version: 1.0.0}}\n  - {{version: 2.0.0, what: {{en: One.}}, replaced: {{flat: [{row['code']}]}}}}\n"
    path.write_text(merged, "utf-8")
    suggested.suggest("barrierer")
    here = suggested.study().suggestions
    here = here[
        (here["document"] == row["document"])
        & (here["start"] == row["start"])
        & (here["code"] == row["code"])
    ]
    assert list(here["suggestion"]) == [row["suggestion"]]
    assert list(here["status"]) == ["accepted"]


# Coding apart


def test_coders_who_work_apart_see_their_own_work_only_until_all_have_finished(suggested, reopened, coding):
    study = suggested.study()
    third = Coder(key_of("coder", "cl"), "cl")
    suggested.record(third, coding(study), coding(study, code="waiting", coder="cl"))
    lead, bk = reopened(suggested.folder, "lead"), reopened(suggested.folder, "bk")
    told = lead.assign(["LIN-01", "HAV-01"], ["ah", "bk"])
    assert [one.kind for one in told.findings].count("blind_courtesy") == 2
    assert list(suggested.study().codings["coder"]) == ["ah"]
    assert bk.study().codings.empty
    assert len(lead.study().codings) == 2
    assert reopened(suggested.folder, None).study().codings.empty
    bk.record(coding(bk.study(), coder="bk", end=30))
    assert set(bk.study().codings["coder"]) == {"bk"}
    assert suggested.finish("LIN-01") == ("bk",)
    assert list(suggested.study().codings["coder"]) == ["ah"]
    assert bk.finish("LIN-01") == ()
    for each in (suggested, bk, lead, reopened(suggested.folder, None)):
        assert sorted(each.study().codings["coder"]) == ["ah", "bk", "cl"]


def test_what_is_hidden_is_told_and_by_whom_it_is_not(suggested, reopened):
    apart(suggested, "ah", "bk", "cl")
    [told] = [one for one in suggested.study().findings if one.kind == "work_hidden"]
    assert (told.where, told.data["n"]) == ("LIN-01", 2)
    [told] = [one for one in reopened(suggested.folder, None).study().findings if one.kind == "work_hidden"]
    assert told.data["n"] == 3
    assert not [
        one for one in reopened(suggested.folder, "lead").study().findings if one.kind == "work_hidden"
    ]


def test_decisions_do_not_leak_by_the_status_of_suggestions_nor_end_each_other(suggested, reopened, ids):
    bk = reopened(suggested.folder, "bk")
    apart(suggested, document="LIN-01")
    apart(suggested, document="HAV-01")
    suggested.decide(ids, "accepted")
    assert set(status(bk)) == {"open"}
    assert bk.study().decisions.empty
    assert bk.conflicts().empty
    bk.decide(ids[:1], "rejected")
    assert (status(bk)[ids[0]], status(suggested)[ids[0]]) == ("rejected", "accepted")
    assert suggested.conflicts().empty
    for document in ("LIN-01", "HAV-01"):
        suggested.finish(document)
        bk.finish(document)
    assert len(suggested.conflicts()) == 2
    assert suggested.conflicts().equals(bk.conflicts())
    assert len(suggested.study().codings) == len(ids)


def test_memos_of_others_are_hidden_and_remarks_that_came_with_the_file_are_not(empty, reopened, noted):
    empty.add(noted("Se her.", author="Mette"), case="lindesø")
    bk = reopened(empty.folder, "bk")
    study = empty.study()
    revision = study.documents["revision"].iloc[0]
    coder = key_of("coder", "ah")
    empty.record(
        Memo(key_of("m1"), revision, "om teksten", coder, revision, 3, 11),
        Memo(key_of("m2"), study.documents["key"].iloc[0], "om dokumentet", coder),
        Memo(key_of("m3"), key_of("case", "lindesø"), "om kommunen", coder),
    )
    apart(empty, document="KOM")
    assert set(bk.study().memos["text"]) == {"Se her.", "om kommunen", "om teksten"} - {"om teksten"}
    assert len(empty.study().memos) == 4


def test_earlier_states_hide_what_is_blind_now(suggested, reopened, coding):
    n = suggested.record(coding(suggested.study()))
    bk = reopened(suggested.folder, "bk")
    apart(suggested)
    assert bk.study(at=n).codings.empty
    assert len(suggested.study(at=n).codings) == 1


def test_the_log_tells_when_others_worked_on_a_blind_document_and_nothing_more(suggested, reopened, ids):
    bk = reopened(suggested.folder, "bk")
    for document in ("LIN-01", "HAV-01"):
        apart(suggested, document=document)
    suggested.decide(ids[:1], "rejected", why="ironi")
    row = bk.log().iloc[-1]
    assert (row["by"], row["why"], row["codes"], row["documents"]) == ("ah", "", "", "")
    assert suggested.log()["why"].iloc[-1] == "ironi"
    assert bk.log(document="LIN-01")["verb"].iloc[-1] in ("assign", "rejected")
    assert "rejected" not in set(bk.log(case="lindesø")["verb"]) | set(bk.log(case="havnstrup")["verb"])


def test_naming_oneself_later_shows_ones_own(suggested, reopened, coding):
    suggested.record(coding(suggested.study()))
    apart(suggested)
    somebody = reopened(suggested.folder, None)
    assert somebody.study().codings.empty
    somebody.coder = "ah"
    assert len(somebody.study().codings) == 1


def test_a_document_of_one_coder_is_not_blind_and_that_is_told(suggested, reopened, coding):
    suggested.record(coding(suggested.study(), coder="cl"))
    told = suggested.assign("LIN-01", "bk")
    assert [one.kind for one in told.findings] == ["not_blind", "coder_new"]
    assert len(reopened(suggested.folder, "bk").study().codings) == 1


def test_assigning_again_changes_nothing_and_keeps_who_has_finished(suggested):
    suggested.finish("LIN-01")
    told = apart(suggested)
    assert {one.kind for one in told.findings} == {"blind_courtesy", "finished_already", "coder_new"}
    assert told.assignments[["coder", "finished"]].to_dict("list") == {
        "coder": ["ah", "bk"],
        "finished": [1, 0],
    }
    n = suggested.study().n
    apart(suggested)
    assert suggested.study().n == n


def test_finishing_is_known_for_documents_that_nobody_was_assigned_and_reopening_leaves_none(suggested):
    assert suggested.finish("HAV-01") == ()
    assert suggested.study().assignments[["document", "coder", "finished"]].to_numpy().tolist() == [
        ["HAV-01", "ah", 1]
    ]
    suggested.reopen("HAV-01")
    assert suggested.study().assignments.empty
    suggested.assign("HAV-01", "ah")
    suggested.finish("HAV-01")
    suggested.reopen("HAV-01")
    assert list(suggested.study().assignments["finished"]) == [0]
    with pytest.raises(LookupFailedError):
        suggested.reopen("HAV-01")


def test_assigning_finishing_and_taking_back_are_undone_like_other_acts(suggested):
    apart(suggested)
    suggested.finish("LIN-01")
    suggested.undo()
    assert list(suggested.study().assignments["finished"]) == [0, 0]
    suggested.undo()
    assert suggested.study().assignments.empty
    suggested.redo()
    assert suggested.unassign("LIN-01", "bk") == 1
    assert list(suggested.study().assignments["coder"]) == ["ah"]
    suggested.undo()
    assert len(suggested.study().assignments) == 2
    assert suggested.unassign("HAV-01", "bk") == 0


@pytest.mark.parametrize(("documents", "coders"), [("x", "ah"), ([], "ah"), ("LIN-01", []), ("LIN-01", " ")])
def test_nobody_and_nothing_are_not_assigned(suggested, documents, coders):
    with pytest.raises(LookupFailedError) as caught:
        suggested.assign(documents, coders)
    assert len(str(caught.value).splitlines()) == 2


def test_a_machine_is_not_assigned(suggested):
    machine = suggested.study().coders.set_index("kind").loc["machine", "coder"]
    with pytest.raises(LookupFailedError) as caught:
        suggested.assign("LIN-01", ["ah", machine])
    assert caught.value.problem == "not_a_person"


def test_two_copies_stay_blind_after_merging_until_both_have_finished(pair, coding):
    ours, theirs = pair
    apart(ours)
    theirs.merge(ours.folder)
    ours.record(coding(ours.study()))
    theirs.record(coding(theirs.study(), coder="bk"))
    ours.finish("LIN-01")
    theirs.finish("LIN-01")
    told = ours.merge(theirs.folder)
    assert told.coders.to_dict("list") == {"coder": ["ah", "bk"], "before": [1, 0], "after": [1, 1]}
    assert list(theirs.study().codings["coder"]) == ["bk"]
    theirs.merge(ours.folder)
    assert len(theirs.study().codings) == 2
    assert say("out.finished_yes") in str(apart(ours))


# Any history

LAW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KINDS = ["accept", "accept", "reject", "withdraw", "undo", "redo", "adopt", "edit", "record", "record"]
histories = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2)), max_size=6)


def perform(project, history, coding, codebook) -> None:
    """Acts of one person; what cannot be done is left."""
    for act, number in history:
        study = project.study()
        try:
            if act in ("accept", "reject"):
                project.decide(study.suggestions["suggestion"].iloc[number : number + 1], f"{act}ed")
            elif act == "withdraw":
                project.withdraw(study.codings["coding"].iloc[number : number + 1])
            elif act == "adopt":
                project.adopt(codebook(project.folder, version=f"1.{number}.{len(study.codings)}"))
            elif act == "edit":
                project.edit_turn(
                    "LIN-01", 2, f"Huslejen er {'meget ' * number}for høj. Så venter de på bolig."
                )
            elif act == "record":
                project.record(coding(study, end=40 + number, coder=project.coder))
            else:
                getattr(project, act)()
        except (LookupFailedError, RestsOnError):
            continue


def told_by(project) -> dict[str, object]:
    """What a study says, whatever the local numbers of its events."""
    study = project.study()
    frames = {
        name: getattr(study, name).drop(columns="event", errors="ignore")
        for name in (
            "codings",
            "suggestions",
            "decisions",
            "documents",
            "turns",
            "carried",
            "memos",
            "coders",
        )
    }
    versions = {name: (book.version, book.digest) for name, book in study.codebooks.items()}
    findings = sorted(str((one.kind, one.where, dict(one.data))) for one in study.findings)
    tables = {
        name: frame.sort_values(list(frame.columns)).to_json(orient="split", index=False)
        for name, frame in frames.items()
    }
    return {**tables, "texts": dict(study.texts), "books": versions, "findings": findings, "conflicts": project.conflicts().to_json()}  # fmt: skip


@LAW
@given(histories, histories, histories, st.permutations([0, 1, 2]))
def test_three_copies_in_any_order_and_any_number_of_times_are_one_study(
    templates, reopened, coding, codebook, base, ours, theirs, order
):
    with TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(templates / "suggested", place / "base")
        perform(reopened(place / "base", "ah"), base, coding, codebook)
        copies = []
        for name, history in (("ah", ours), ("bk", theirs), ("cl", [])):
            shutil.copytree(place / "base", place / name)
            copies.append(reopened(place / name, name))
            perform(copies[-1], history, coding, codebook)
        events = {one for copy in copies for one in copy._store.events()["id"]}
        made = {one for copy in copies for one in copy._store.events().query("verb != 'carry'")["id"]}
        for target in order:
            for source in reversed(order):
                copies[target].merge(copies[source].folder)
        for _ in range(3):  # what was carried over here has to come there, until nothing is new anywhere
            pairs = [(target, source) for target in order for source in order if target != source]
            if sum(copies[target].merge(copies[source].folder).events for target, source in pairs) == 0:
                break
        first, *others = [told_by(copy) for copy in copies]
        assert all(other == first for other in others)
        for copy in copies:
            history = copy._store.events()
            assert made <= set(history["id"])
            assert events <= set(history["id"])
            assert history["id"].is_unique
            keys = copy.study().codings
            assert not keys.duplicated([name for name in keys.columns if name != "event"]).any()
            assert copy.merge(copies[0].folder).events == 0


def test_nothing_comes_back_by_merging(pair, coding):
    ours, theirs = pair
    ours.record(coding(ours.study()))
    ours.record(coding(ours.study(), end=30))
    theirs.merge(ours.folder)
    ours.undo()
    [left] = ours.study().codings["coding"]
    ours.withdraw([left])
    for _ in range(2):
        united(ours, theirs)
        assert ours.study().codings.empty
        assert theirs.study().codings.empty
    assert isinstance(theirs.conflicts(), pd.DataFrame)
