"""What left the project: its state, and making it again."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

import casekit
from casekit import charts
from casekit.analysis.comparing import compare
from casekit.analysis.cooccurrence import cooccurrence
from casekit.analysis.framework import framework
from casekit.analysis.guide_coverage import asked
from casekit.analysis.labels import labels
from casekit.analysis.language_hits import language_hits
from casekit.analysis.matrices import matrix
from casekit.analysis.passages import passages
from casekit.analysis.process import process
from casekit.analysis.queries import query
from casekit.analysis.rated import ratings
from casekit.analysis.rating import propose_ratings
from casekit.analysis.saturating import saturation
from casekit.analysis.sides import both_sides
from casekit.errors import LookupFailedError, WriteError
from casekit.model.facts import sha
from casekit.project.remaking import _FRAMES
from casekit.report.feedback import feedback
from casekit.report.framework_pages import framework_pages
from casekit.report.passage_list import passage_list
from casekit.report.process_pages import process_pages
from casekit.report.summary_sheet import summary_sheet

pytestmark = pytest.mark.slow


@pytest.fixture
def decided(suggested, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    suggested.decide(list(suggested.study().suggestions["suggestion"]), "accepted")
    return suggested


def test_an_export_knows_its_state_and_whether_work_has_changed_since(decided):
    state = decided.study().state
    decided.export(compare(decided.study()), "a.csv")
    assert list(decided.exports()["state"]) == [state]
    assert decided.exports()["changed"].tolist() == [False]
    decided.undo()
    assert decided.exports()["changed"].tolist() == [True]
    decided.redo()
    assert decided.exports()["changed"].tolist() == [False]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (compare, "a.xlsx"),
        (lambda study: compare(study, by="code", split="sector"), "a.csv"),
        (lambda study: passages(study, code="housing"), "a.xlsx"),
        (labels, "a.xlsx"),
        (lambda study: passage_list(study, code="rent", by="document", language="de"), "a.docx"),
        (lambda study: feedback(study, case="lindesø", language="nl"), "a_internal.docx"),
    ],
)
def test_what_left_is_made_again_from_its_state_byte_by_byte(decided, tmp_path, make, name):
    made = decided.export(make(decided.study()), tmp_path / name)
    decided.undo()
    again = decided.export_again(name, tmp_path / f"igen_{name}")
    assert (again.same, list(again.findings)) == (True, [])
    assert again.path.read_bytes() == made.read_bytes()
    exports = decided.study().exports
    assert list(exports["state"].duplicated()) == [False, True]
    assert list(exports["digest"]) == [sha(made.read_bytes())] * 2


def test_all_that_casekit_makes_can_be_made_again(decided, tmp_path):
    kinds = {
        lambda study: matrix(study, "role", "code", values="speakers", by="case", coders=["ah"]): "csv",
        lambda study: cooccurrence(study, how="near", turns=1): "xlsx",
        both_sides: "csv",
        asked: "csv",
        language_hits: "csv",
        lambda study: query(study, "housing and not rent"): "xlsx",
        lambda study: framework(study, by="code", cases=["lindesø"]): "xlsx",
        lambda study: process(study, cases=["lindesø"]): "xlsx",
        lambda study: ratings(study, by="theme"): "xlsx",
        lambda study: propose_ratings(study, words=12): "xlsx",
        lambda study: saturation(study, order="name"): "csv",
        lambda study: framework_pages(study, cases=("lindesø",), language="nl"): "docx",
        lambda study: process_pages(study, language="en"): "docx",
        lambda study: summary_sheet(study, "LIN-01", language="de"): "docx",
        lambda study: charts.heatmap(study, by="code", case="lindesø", title="Her"): "png",
        lambda study: charts.network(study, codes=("rent", "waiting")): "png",
        lambda study: charts.turn_strip(study, "LIN-01", unit="words", language="de"): "png",
        lambda study: charts.rating_matrix(study, words=True): "png",
    }
    study = decided.study()
    made = {f"{n}.{suffix}": make for n, (make, suffix) in enumerate(kinds.items())}
    before = {name: decided.export(make(study), tmp_path / name).read_bytes() for name, make in made.items()}
    assert decided.exports()["again"].all()
    decided.undo()
    for name, data in before.items():
        again = decided.export_again(name, tmp_path / f"igen_{name}")
        assert (again.same, again.path.read_bytes()) == (True, data), name


def test_a_chart_changed_by_hand_cannot_be_made_again(decided):
    figure = charts.heatmap(decided.study())
    figure.suptitle("Vores egen")
    decided.export(figure, "a.png")
    assert decided.exports()["again"].tolist() == [False]
    assert decided.exports()["what"].tolist() == ["chart"]


def test_whatever_remembers_how_it_was_made_can_be_made_again():
    made = re.compile(r'made_with\(\s*study,\s*"(\w+)"')
    rooms = Path(casekit.__file__).parent.rglob("*.py")
    assert {name for room in rooms for name in made.findall(room.read_text("utf-8"))} == set(_FRAMES)


def test_a_table_changed_by_hand_cannot_be_made_again_and_says_so(decided, tmp_path):
    decided.export(compare(decided.study())[:1], "a.csv")
    assert decided.exports()["again"].tolist() == [False]
    with pytest.raises(LookupFailedError) as caught:
        decided.export_again("a.csv")
    assert caught.value.problem == "no_recipe"


def test_a_table_of_an_older_study_has_the_state_of_that(decided, tmp_path):
    study = decided.study()
    decided.undo()
    decided.export(compare(study), "a.xlsx")
    assert list(decided.exports()["state"]) == [study.state]
    assert decided.export_again("a.xlsx", "b.xlsx").same


def test_a_state_printed_in_a_document_leads_back_to_it(decided, tmp_path):
    study = decided.study()
    made = decided.export(feedback(study, case="lindesø"), tmp_path / "a.docx")
    decided.message("Senere", case="lindesø")
    with zipfile.ZipFile(made) as package:
        text = package.read("word/document.xml").decode()
    printed = study.state[:8]
    assert printed in text
    assert decided.study(at=printed).n == study.n


def test_what_left_one_copy_is_made_again_in_another_after_merging(decided, reopened, tmp_path):
    shutil.copytree(decided.folder, tmp_path / "kopi")
    other = reopened(tmp_path / "kopi", "bk")
    other.message("Fra den anden", case="havnstrup")
    other.export(feedback(other.study(), case="havnstrup"), tmp_path / "a.docx")
    other.message("Endnu en", case="havnstrup")
    other.export(feedback(other.study(), case="havnstrup"), tmp_path / "b.docx")
    decided.message("Her imens", case="havnstrup")
    decided.merge(other.folder)
    told = decided.exports()
    assert told["changed"].tolist() == [True, True]
    for name in ("a", "b"):
        assert decided.export_again(f"{name}.docx", tmp_path / f"{name}2.docx").same
    third = reopened(tmp_path / "kopi", "cl")
    third.merge(decided.folder)
    assert third.study(at=told["state"].iloc[0]).n < third.study().n
    assert set(told["state"]) <= set(third.log()["state"])


def test_an_export_is_named_by_file_reference_or_number(decided, tmp_path):
    decided.export(compare(decided.study()), "a.csv")
    row = decided.exports().iloc[0]
    for name in ("a.csv", row["reference"], int(row["n"]), str(row["n"])):
        assert decided.export_again(name, tmp_path / "b.csv").same
    with pytest.raises(LookupFailedError) as caught:
        decided.export_again("findes ikke")
    assert caught.value.problem == "no_such_export"


def test_another_file_is_not_written_over(decided, tmp_path):
    decided.export(compare(decided.study()), "a.csv")
    (tmp_path / "mine.csv").write_text("mit eget")
    with pytest.raises(WriteError):
        decided.export_again("a.csv", tmp_path / "mine.csv")
