"""How far each document is, and which one has most left to do."""

import pandas as pd
import pytest

from casekit.analysis.progress import most_to_do, progress
from casekit.errors import LookupFailedError
from casekit.project import Project


@pytest.fixture
def project(tmp_path):
    for name, said in (
        ("A-01.txt", "IP: Huslejen er høj.\n\nIP: Huslejen stiger."),
        ("B-01.txt", "IP: Huslejen er høj."),
        ("C-01.txt", "IP: Ja."),
    ):
        (tmp_path / name).write_text(said, "utf-8")
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    for name in ("A-01.txt", "B-01.txt", "C-01.txt"):
        made.add(tmp_path / name, case="havnstrup")
    (tmp_path / "b.yaml").write_text(
        "casekit: codebook/1\nid: b\ncodes: [{id: rent, label: {da: Husleje}, indicators: {da: [husleje*]}}]\n",
        "utf-8",
    )
    made.suggest(tmp_path / "b.yaml")
    return made


def test_the_most_open_suggestions_stand_first_then_the_fewest_codings(project):
    table = progress(project.study())
    assert table["document"].tolist() == ["A-01", "B-01", "C-01"]
    assert table["suggestions"].tolist() == [2, 1, 0]
    project.decide(list(project.study().suggestions["suggestion"]), "rejected")
    project.code("A-01", (4, 12), "rent")
    table = progress(project.study())
    assert table[["document", "codings"]].values.tolist() == [["B-01", 0], ["C-01", 0], ["A-01", 1]]
    assert most_to_do(project.study()) == "B-01"


def test_codings_are_counted_for_one_person_if_asked(project):
    project.code("A-01", (4, 12), "rent")
    counts = progress(project.study(), coder="mb").set_index("document")["codings"]
    assert counts["A-01"] == 0
    assert progress(project.study(), coder="ah").set_index("document").loc["A-01", "codings"] == 1


def test_without_documents_the_table_is_empty_and_nothing_is_left_to_do(tmp_path):
    study = Project.create(tmp_path / "p").study()
    table = progress(study)
    assert list(table.columns) == ["document", "case", "language", "turns", "codings", "suggestions"]
    assert table.empty
    assert pd.api.types.is_integer_dtype(table["codings"])
    with pytest.raises(LookupFailedError):
        most_to_do(study)
