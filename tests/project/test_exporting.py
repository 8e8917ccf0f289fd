from pathlib import Path

import pandas as pd
import pytest

from casekit.errors import CasekitError, StoreError, WriteError
from casekit.model.facts import sha
from casekit.project.exporting import bytes_of, file_name, make_folder, spare, target_of, written
from casekit.report.blocks import Report

FRAME = pd.DataFrame({"kode": ["rent"], "n": [3]})


@pytest.mark.parametrize(
    ("name", "good"), [("a.csv", True), ("a.XLSX", True), ("a.docx", False), ("a", False)]
)
def test_a_table_becomes_csv_or_xlsx(name, good):
    if good:
        assert target_of(FRAME, Path(name)) == Path(name)
        return
    with pytest.raises(CasekitError) as caught:
        target_of(FRAME, Path(name))
    assert caught.value.data == {"file": name, "wanted": ".csv, .xlsx"}


def test_the_suffix_decides_what_a_table_becomes(suggested):
    study = suggested.study()
    assert b"rent" in bytes_of(FRAME, study, Path("a.csv"), template=None, made={})
    workbook = bytes_of(FRAME, study, Path("a.xlsx"), template=None, made={"state": "abc"})
    assert workbook.startswith(b"PK")


def test_a_working_paper_says_so_in_its_name(report):
    assert target_of(report(internal=True), Path("x/Fund.docx")) == Path("x/Fund_internal.docx")
    assert target_of(report(internal=True), Path("Fund_internal.docx")) == Path("Fund_internal.docx")
    assert target_of(report(internal=False), Path("Fund.docx")) == Path("Fund.docx")


def test_a_folder_is_made_where_one_can_be(tmp_path):
    make_folder(tmp_path / "a" / "æ ø")
    make_folder(tmp_path / "a" / "æ ø")
    (tmp_path / "fil").write_text("")
    with pytest.raises(WriteError) as caught:
        make_folder(tmp_path / "fil" / "b")
    assert caught.value.data["file"] == str(tmp_path / "fil" / "b")


@pytest.fixture
def report():
    def made(*, internal: bool) -> Report:
        return Report("feedback", "Fund", "da", (), case="lindesø", internal=internal)

    return made


def test_what_somebody_worked_on_is_not_written_over(tmp_path):
    target = tmp_path / "fund.docx"
    spare(target, made_before=set())
    target.write_bytes(b"as it was made")
    spare(target, made_before={sha(b"as it was made")})
    target.write_bytes(b"with a remark of mine")
    with pytest.raises(WriteError) as caught:
        spare(target, made_before={sha(b"as it was made")})
    assert caught.value.problem == "not_ours"


@pytest.mark.parametrize("before", [None, b"the one before"])
def test_a_file_that_the_project_cannot_remember_is_taken_back(tmp_path, before):
    target = tmp_path / "fund.docx"
    if before is not None:
        target.write_bytes(before)

    def remember() -> None:
        with written(target, b"new"):
            assert target.read_bytes() == b"new"
            raise StoreError("busy", file="study.casekit")

    with pytest.raises(StoreError):
        remember()
    assert (target.read_bytes() if target.exists() else None) == before


@pytest.mark.parametrize("name", ["Frankfurt/Oder", "../x", 'a:b*c?"<>|', "..."])
def test_a_cases_name_never_leads_out_of_the_folder(name):
    safe = file_name(name)
    assert safe
    assert not set(safe) & set('\\/:*?"<>|')
    assert not safe.startswith(".")
