"""Removing for good: nothing of it is left anywhere, everything else is untouched, and copies agree whatever the order."""

import json
import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casekit.errors import LookupFailedError, PersonNeededError
from casekit.model.facts import FACTS, Coding, Key, Memo, key_of, sha
from casekit.project import Project
from casekit.store import Store
from casekit.store.backups import back_up
from casekit.store.held import Held
from casekit.store.opening import create_engine_for, reading
from casekit.store.residue import ENCODINGS
from casekit.store.schema import METADATA

pytestmark = pytest.mark.slow

GROUP = (
    "Deltagere: Vibekanna, Jens\n\nI: Hvad er svært?\n\nVibekanna: Huslejen er zanzibarisk høj. Så venter de.\n\n"
    "Jens: Ja, og støtten kommer om aftenen 🏠.\n\nI: Og?\n\nVibekanna: Kvistlejligheden er flamingorosa.\n\nJens: Huslejen er også fin.\n"
)
ALONE = "I: Hvordan går det?\n\nB: Ventetiden er xylofonagtig. Huslejen kan betales.\n\nI: Tak.\n"
OTHER = "I: Hvordan går det?\n\nB: Alt er roligt. Huslejen er lav.\n\nI: Tak.\n"
TABLE = (
    "file,case,person,role,sector,date,language,interviewer,speaker\n"
    "GRUPPE-7.txt,lindesø,Vibekanna,support_worker,municipal,2024-01-24,da,I,Vibekanna\n"
    "GRUPPE-7.txt,lindesø,Jens,support_worker,municipal,2024-01-24,da,I,Jens\n"
    "QUADRO-1.txt,havnstrup,Torkild,ngo_leader,ngo_civil_society,24.01.2024,da,I,\n"
    "HAV-02.txt,havnstrup,P3,ngo_leader,ngo_civil_society,24.01.2024,da,I,\n"
)
HERS = ("zanzibarisk", "Kvistlejligheden", "flamingorosa", "Vibekanna:")
HIS = ("xylofonagtig", "QUADRO-1", "quadronotat", "quadrogrund")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Path:
    """A group, two interviews, suggestions."""
    folder = tmp_path_factory.mktemp("made")
    sources = folder / "files"
    sources.mkdir()
    for name, text in (("GRUPPE-7", GROUP), ("QUADRO-1", ALONE), ("HAV-02", OTHER)):
        (sources / f"{name}.txt").write_text(text, "utf-8")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    project = Project.create(folder / "study", language="da", coder="ah")
    project.add(sources, table=folder / "table.csv")
    shutil.copytree(templates / "project" / "codebooks", folder / "study" / "codebooks")
    project.suggest("barrierer")
    return folder


def copy(made: Path, folder: Path, name: str, coder: str) -> Project:
    shutil.copytree(made / "study", folder / name)
    return Project.open(folder / name, coder=coder)


def code(project: Project, document: str, words: str, name: str = "") -> Key:
    study = project.study()
    row = study.documents.set_index("document").loc[document]
    start = study.texts[document].index(words)
    key = key_of("test", str(project.coder), document, words, name)
    project.record(
        Coding(key, Key(row["revision"]), start, start + len(words), "rent", key_of("codebook", "barrierer"), "barrier", key_of("coder", str(project.coder)), sha(words))
    )  # fmt: skip
    return key


def note(project: Project, document: str, text: str, why: str = "") -> None:
    row = project.study().documents.set_index("document").loc[document]
    project.record(Memo(project._draw(), Key(row["key"]), text, key_of("coder", str(project.coder))), why=why)


def content(file: Path) -> dict[str, Any]:
    """All that a file holds, whatever the numbers of events and keys in it."""
    with reading(create_engine_for(file), file) as connection:
        held = Held.of(connection)
        facts = {
            kind.table: sorted(
                json.dumps({**row, "event": held.event(row)}, sort_keys=True) for row in held.rows(kind)
            )
            for kind in FACTS
        }
        events = sorted((row["id"], row["why"], row["sha"]) for row in held.events.values())
        return {**facts, "events": events, "ends": sorted(held.ended()), "keys": sorted(held.names.values())}


def readable(folder: Path, *texts: str) -> list[tuple[str, str]]:
    """Which of these can be read in any file of a folder, also in part."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        for text in texts:
            pieces = {text, *(text[at : at + 7] for at in range(max(1, len(text) - 6)))}
            if any(piece.encode(encoding) in data for piece in pieces for encoding in ENCODINGS):
                found.append((file.name, text))
    return found


def sound(project: Project) -> bool:
    return not project._store.verify()


# A document


def test_of_a_document_nothing_can_be_read_anywhere(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    code(project, "QUADRO-1", "Ventetiden er xylofonagtig.")
    note(project, "QUADRO-1", "et quadronotat", why="quadrogrund for QUADRO-1")
    back_up(project.file)
    assert {text for _, text in readable(project.folder, *HIS)} == set(HIS)
    told = project.purge(document="QUADRO-1")
    assert readable(project.folder, *HIS) == []
    assert told.clean
    assert told.looked_for > 50
    assert list(told.places["fate"]) == ["purged", "purged"]
    assert sound(project)
    assert set(project.study().texts) == {"GRUPPE-7", "HAV-02"}
    assert not any(name in str(told) for name in HIS)


def test_everything_else_is_untouched(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    code(project, "HAV-02", "Alt er roligt.")
    before = project.study()
    project.purge(document="QUADRO-1")
    after = project.study()
    for name in ("documents", "codings", "suggestions", "turns", "speakers"):
        old, new = getattr(before, name), getattr(after, name)
        mine = old[old["document"] != "QUADRO-1"].reset_index(drop=True)
        assert new.to_dict("records").__repr__() == mine.to_dict("records").__repr__(), name
    assert after.people.shape == before.people.shape


def test_the_event_says_that_something_was_removed_and_not_what(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(document="QUADRO-1")
    last = project._store.events().iloc[-1]
    assert (last["verb"], last["why"], last["by"]) == ("purge", "", "ah")


def test_what_would_be_removed_is_told_and_nothing_changes(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    before = content(project.file)
    told = project.purge(document="QUADRO-1", foresee=True)
    assert not told.done
    assert dict(told.removed.to_numpy())["documents"] == 1
    assert content(project.file) == before
    assert project.purge(document="QUADRO-1").removed.equals(told.removed)


def test_earlier_states_are_shown_without_it(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    n = project.study().n
    project.purge(person="Vibekanna")
    project.purge(document="QUADRO-1")
    earlier = project.study(at=n)
    assert set(earlier.texts) == {"GRUPPE-7", "HAV-02"}
    assert "zanzibarisk" not in earlier.texts["GRUPPE-7"]


def test_it_cannot_be_undone(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(document="QUADRO-1")
    with pytest.raises(LookupFailedError) as caught:
        project.undo(project.study().n)
    assert caught.value.problem == "not_undoable"
    assert "QUADRO-1" not in project.study().texts


def test_quotes_elsewhere_are_told_and_stay(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.message("De siger: Ventetiden er xylofonagtig. Huslejen kan betales.", case="havnstrup")
    told = project.purge(document="QUADRO-1")
    assert list(told.mentions["what"]) == ["messages"]
    assert list(told.mentions["why"]) == ["quote"]
    assert len(project.study().messages) == 1
    assert told.clean


@pytest.mark.parametrize("named", [{}, {"document": "QUADRO-1", "person": "Jens"}])
def test_one_of_the_two_is_named(made: Path, tmp_path: Path, named: dict[str, str]) -> None:
    with pytest.raises(LookupFailedError) as caught:
        copy(made, tmp_path, "a", "ah").purge(**named)
    assert caught.value.problem == "purge_one"


@pytest.mark.parametrize(
    ("kind", "problem"), [("document", "unknown_document"), ("person", "unknown_person")]
)
def test_what_is_not_there_is_not_removed(made: Path, tmp_path: Path, kind: str, problem: str) -> None:
    with pytest.raises(LookupFailedError) as caught:
        copy(made, tmp_path, "a", "ah").purge(**{kind: "nobody"})
    assert caught.value.problem == problem


def test_a_named_person_is_needed(made: Path, tmp_path: Path) -> None:
    copy(made, tmp_path, "a", "ah")
    with pytest.raises(PersonNeededError):
        Project.open(tmp_path / "a").purge(document="QUADRO-1")


# A person


def test_in_a_group_the_words_of_a_person_go_and_the_codings_of_others_stay(
    made: Path, tmp_path: Path
) -> None:
    project = copy(made, tmp_path, "a", "ah")
    his = code(project, "GRUPPE-7", "støtten kommer om aftenen 🏠")
    hers = code(project, "GRUPPE-7", "Kvistlejligheden er flamingorosa.")
    both = code(project, "GRUPPE-7", "om aftenen 🏠.\n\nI: Og?\n\nVibekanna: Kvist")
    back_up(project.file)
    told = project.purge(person="Vibekanna")
    study = project.study()
    assert study.texts["GRUPPE-7"].count("[fjernet]") == 3
    kept = study.codings.set_index("coding")
    assert his in kept.index
    assert not {hers, both} & set(kept.index)
    row = kept.loc[his]
    assert study.text("GRUPPE-7", row["start"], row["end"]) == "støtten kommer om aftenen 🏠"
    assert set(study.speakers[study.speakers["document"] == "GRUPPE-7"]["speaker"]) == {"I", "Jens"}
    assert "Vibekanna" not in set(study.people["person"])
    assert told.clean
    assert sound(project)
    assert readable(project.folder, *HERS[:3]) == []
    assert readable(project.folder, "Vibekanna:") == []


def test_suggestions_keep_their_evidence_in_place(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(person="Vibekanna")
    study = project.study()
    mine = study.suggestions[study.suggestions["document"] == "GRUPPE-7"]
    assert len(mine)
    for row in mine.itertuples():
        for start, end, _ in json.loads(row.evidence):
            assert study.text("GRUPPE-7", start, end).lower().startswith("husleje")
    again = project.suggest("barrierer")
    assert (again.new, again.gone) == (0, 0)


def test_documents_in_which_nobody_else_answers_go_whole(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(person="Torkild")
    assert "QUADRO-1" not in project.study().texts
    assert readable(project.folder, "xylofonagtig", "QUADRO-1") == []
    assert sound(project)


def test_two_people_may_go_one_after_the_other(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(person="Vibekanna")
    project.purge(person="Jens")
    assert "GRUPPE-7" not in project.study().texts
    assert sound(project)


def test_earlier_texts_lose_the_words_too(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    corrected = tmp_path / "GRUPPE-7.txt"
    corrected.write_text(
        GROUP.replace("også fin", "nu fin").replace("Så venter de.", "Så venter de længe."), "utf-8"
    )
    his = code(project, "GRUPPE-7", "støtten kommer")
    project.correct(corrected)
    project.purge(person="Vibekanna")
    study = project.study()
    row = study.codings.set_index("coding").loc[his]
    assert study.text("GRUPPE-7", row["start"], row["end"]) == "støtten kommer"
    assert readable(project.folder, *HERS[:3]) == []
    assert sound(project)


# Coming back


def test_what_was_removed_does_not_come_back_with_its_folder(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(document="QUADRO-1")
    project.purge(person="Vibekanna")
    added = project.add(made / "files", table=made / "table.csv")
    status = dict(zip(added.documents["document"], added.documents["status"], strict=True))
    assert status == {"GRUPPE-7": "removed", "QUADRO-1": "removed", "HAV-02": "unchanged"}
    assert set(project.study().texts) == {"GRUPPE-7", "HAV-02"}
    assert readable(project.folder, "xylofonagtig", "zanzibarisk") == []


def test_nor_as_another_file_with_the_same_text(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(document="QUADRO-1")
    other = tmp_path / "NEW.txt"
    other.write_bytes(ALONE.replace("\n", "\r\n").encode("utf-16"))
    assert list(project.add(other).documents["status"]) == ["removed"]


def test_a_person_may_say_otherwise_and_merging_leaves_it_then(made: Path, tmp_path: Path) -> None:
    project, other = copy(made, tmp_path, "a", "ah"), copy(made, tmp_path, "b", "bk")
    project.purge(document="QUADRO-1")
    project.add(made / "files" / "QUADRO-1.txt", table=made / "table.csv", again=True)
    project.merge(other.folder)
    other.merge(project.folder)
    assert "xylofonagtig" in project.study().texts["QUADRO-1"]
    assert other.study().texts == project.study().texts
    project.purge(document="QUADRO-1")
    other.merge(project.folder)
    assert readable(tmp_path, "xylofonagtig") == []


def test_a_correction_does_not_bring_words_back(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(person="Vibekanna")
    with pytest.raises(LookupFailedError) as caught:
        project.correct(made / "files" / "GRUPPE-7.txt")
    assert caught.value.problem == "removed_words_return"


# Copies


def test_a_copy_that_is_united_loses_the_same_with_its_backups(made: Path, tmp_path: Path) -> None:
    ours, theirs = copy(made, tmp_path, "a", "ah"), copy(made, tmp_path, "b", "bk")
    note(theirs, "QUADRO-1", "et quadronotat", why="quadrogrund for QUADRO-1")
    his = code(theirs, "GRUPPE-7", "støtten kommer")
    back_up(theirs.file)
    ours.purge(document="QUADRO-1")
    ours.purge(person="Vibekanna")
    merged = theirs.merge(ours.folder)
    assert [finding.kind for finding in merged.findings if finding.kind == "removed_by_merge"]
    ours.merge(theirs.folder)
    assert readable(tmp_path, *HIS, *HERS[:3]) == []
    assert content(ours.file) == content(theirs.file)
    assert sound(ours)
    assert sound(theirs)
    for project in (ours, theirs):
        study = project.study()
        row = study.codings.set_index("coding").loc[his]
        assert study.text("GRUPPE-7", row["start"], row["end"]) == "støtten kommer"


def test_a_text_that_another_corrected_meanwhile_loses_the_words(made: Path, tmp_path: Path) -> None:
    ours, theirs = copy(made, tmp_path, "a", "ah"), copy(made, tmp_path, "b", "bk")
    corrected = tmp_path / "GRUPPE-7.txt"
    corrected.write_text(GROUP.replace("Så venter de.", "Så venter de længe."), "utf-8")
    theirs.correct(corrected)
    corrected.unlink()
    ours.purge(person="Vibekanna")
    ours._store.merge(theirs.file)
    theirs._store.merge(ours.file)
    assert content(ours.file) == content(theirs.file)
    assert readable(tmp_path, *HERS[:3]) == []
    assert sound(ours)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["code", "code", "note", "withdraw", "decide", "undo", "correct", "document", "person"]
        ),
        st.integers(0, 5),
    ),
    max_size=4,
)
SPANS = (
    ("GRUPPE-7", "støtten kommer"),
    ("GRUPPE-7", "Huslejen"),
    ("QUADRO-1", "Ventetiden er"),
    ("HAV-02", "Alt er roligt."),
    ("GRUPPE-7", "venter"),
    ("HAV-02", "Huslejen er lav."),
)


def act(project: Project, what: str, number: int) -> None:
    """One act of a history; what cannot be done any more is left."""
    document, words = SPANS[number]
    study = project.study()
    here = document in study.texts and words in study.texts[document]
    if what == "code" and here:
        code(project, document, words)
    elif what == "note" and document in study.texts:
        note(project, document, f"note {number} quadronotat", why=f"about {document}")
    elif what == "withdraw" and len(study.codings):
        mine = list(study.codings["coding"])
        project.withdraw([mine[number % len(mine)]])
    elif what == "decide" and len(study.suggestions):
        mine = sorted(study.suggestions["suggestion"])
        project.decide([mine[number % len(mine)]], ("accepted", "rejected")[number % 2])
    elif what == "document" and document in study.texts and document != "HAV-02":
        project.purge(document=document)
    elif what == "person" and (person := ("Vibekanna", "Jens", "Torkild")[number % 3]) in set(
        study.people["person"]
    ):
        project.purge(person=person)
    else:
        _others(project, what, number)


def _others(project: Project, what: str, number: int) -> None:
    from casekit.errors import CasekitError

    if what == "undo":
        try:
            project.undo()
        except CasekitError:
            return
    elif what == "correct" and "GRUPPE-7" in project.study().texts:
        text = (
            project.study()
            .texts["GRUPPE-7"]
            .replace("Hvad er", f"Hvad {number} er")
            .replace("kommer", "er der")
        )
        file = project.folder / "GRUPPE-7.txt"
        file.write_text(text, "utf-8")
        try:
            project.correct(file)
        except CasekitError:
            return
        finally:
            file.unlink()


@settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(ACTS, ACTS, ACTS)
@example(
    [("code", 4), ("undo", 3), ("person", 2), ("person", 3)],
    [("document", 1), ("undo", 4)],
    [("correct", 2), ("correct", 2), ("person", 5), ("code", 1)],
)
def test_copies_agree_whatever_was_done_and_however_they_are_united(
    made: Path, tmp_path_factory: pytest.TempPathFactory, ours: Any, theirs: Any, third: Any
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    copies = []
    for coder, acts in zip("abc", (ours, theirs, third), strict=True):
        copies.append(copy(made, folder, coder, coder))
        for what, number in acts:
            act(copies[-1], what, number)
    results = []
    for place, order in enumerate(permutations(copies)):
        whole = folder / f"whole{place}" / "study.casekit"
        whole.parent.mkdir()
        shutil.copyfile(order[0].file, whole)
        store = Store(whole)
        for other in order[1:]:
            store.merge(other.file)
        assert not store.verify()
        results.append(content(whole))
    for result in results:
        assert {name: rows for name, rows in result.items() if rows != results[0][name]} == {}
    agree = Project.open(folder / "whole0", coder="ah")
    texts = agree.study().texts
    gone = [
        text
        for name, text in (("QUADRO-1", "xylofonagtig"), ("GRUPPE-7", "zanzibarisk"))
        if text not in texts.get(name, "")
    ]
    for place in range(6):
        assert readable(folder / f"whole{place}", *gone) == []
    assert "HAV-02" in texts


def test_nothing_stays_that_nothing_uses(made: Path, tmp_path: Path) -> None:
    project = copy(made, tmp_path, "a", "ah")
    project.purge(document="QUADRO-1")
    with reading(create_engine_for(project.file), project.file) as connection:
        held = Held.of(connection)
        used = {
            row[name]
            for kind in FACTS
            for row in held.rows(kind)
            for name in row
            if isinstance(row[name], str)
        }
        assert set(held.names.values()) <= used
        lemmas = METADATA.tables["lemmas"]
        assert connection.execute(select(lemmas)).first() is None


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None] | None:
    """Words are looked up in dictionaries by nobody here."""
    monkeypatch.setenv("CASEKIT_NO_CACHE", "1")
    return None
