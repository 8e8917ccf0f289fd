"""What the page on quality says is what is measured."""

import re
from pathlib import Path

import pytest

from casekit import Project, shipped
from casekit.coders.measuring import measure

pytestmark = pytest.mark.slow

HELD_OUT = ["AHR-04", "ENG-03", "FJO-04", "HAV-03", "LIN-04", "WAT-04"]


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """The sample study with all codings."""
    samples = shipped("data_samples")
    project = Project.create(tmp_path_factory.mktemp("coded") / "study", language="da", coder="ah")
    project.add(samples, table=samples / "interviews.csv", cases=samples / "cases.csv")
    project.import_codings(samples / "codings.csv", codebook="housing_first_barriers")
    project.import_codings(samples / "codings_in_full.csv")
    return project.study()


def _told(rows):
    numbers = (
        f"{row.codes} | {row.passages} | {row.suggested} | {row.recall:.2f} | {row.precision:.2f}".replace(
            "0.", "."
        )
        for row in rows.itertuples()
    )
    return list(numbers)


def test_the_figures_of_the_page_are_those_of_the_codebook(coded):
    page = (Path(__file__).parents[2] / "docs" / "quality.md").read_text("utf-8")
    table = [
        re.sub(r"\*", "", " | ".join(line.split(" | ")[2:]).rstrip(" |"))
        for line in page.splitlines()
        if line.startswith("|")
    ][2:]
    tried = [name for name in coded.codings["document"].unique() if name not in HELD_OUT]
    book = coded.codebook()
    measured = [measure(coded, book, documents=names).overall for names in (tried, HELD_OUT)]
    assert table == [*_told(measured[0].iloc[:3]), *_told(measured[1])]


def test_what_was_held_out_is_found_no_worse_than_before(coded):
    overall = measure(coded, coded.codebook(), documents=HELD_OUT).overall.set_index("language").loc["*"]
    assert overall["recall"] >= 0.14
    assert overall["precision"] >= 0.35
