from pathlib import Path

import pandas as pd
import pytest

from casekit.errors import CasekitError, WriteError
from casekit.project.exporting import bytes_of, make_folder, target_of
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


def test_the_suffix_decides_what_a_table_becomes():
    assert b"rent" in bytes_of(FRAME, Path("a.csv"), template=None, made={})
    assert bytes_of(FRAME, Path("a.xlsx"), template=None, made={"state": "abc"}).startswith(b"PK")


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
