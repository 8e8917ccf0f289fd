from pathlib import Path

import pytest

from casekit.analysis.comparing import compare
from casekit.charts.study_charts import chart_frame, directions, heatmap
from casekit.errors import CasekitError, LookupFailedError
from casekit.model.study import Study
from casekit.project import Project

pytestmark = pytest.mark.slow

BOOK = """casekit: codebook/1
id: {id}
codes:
  - id: {id}_housing
    label: {{da: Boliger, en: Housing}}
    codes: [{{id: {id}_rent, label: {{da: Husleje, en: Rent}}}}, {{id: {id}_wait, label: {{da: Ventetid, en: Waiting}}}}]
  - id: {id}_steps
    label: {{da: Forløb, en: Steps}}
    codes: [{{id: {id}_key, kind: step, label: {{da: Nøgle, en: Key}}}}]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two cases, coded with two codebooks."""
    folder = tmp_path_factory.mktemp("charts")
    project = Project.create(folder / "p", language="da", coder="ah")
    for case, text in (("Albæk", "Huslejen er høj."), ("Bredsund", "Nøglen kom hurtigt.")):
        (folder / f"{case}.txt").write_text(f"I: Hvad?\n\nIP: {text}\n", "utf-8")
        project.add(folder / f"{case}.txt", case=case)
    rows = {"one": "Albæk.txt,Huslejen er høj.,one_rent,barrier,ah", "two": "Bredsund.txt,Nøglen,two_key,,bo"}
    for name, row in rows.items():
        (folder / f"{name}.yaml").write_text(BOOK.format(id=name), "utf-8")
        (folder / f"{name}.csv").write_text(f"file,quote,code,polarity,coder\n{row}\n", "utf-8")
        project.suggest(folder / f"{name}.yaml")
        project.import_codings(folder / f"{name}.csv", codebook=name)
    return project


@pytest.fixture(scope="module")
def study(project: Project) -> Study:
    return project.study()


def test_a_frame_has_the_labels_that_people_see(study: Study) -> None:
    frame = chart_frame(study, compare(study), language="en")
    assert list(frame["item"].unique()) == ["Housing", "Steps"]
    assert list(frame["case"].unique()) == ["Albæk", "Bredsund"]


def test_names_replace_the_labels_of_cases(study: Study) -> None:
    frame = chart_frame(study, compare(study), language="da", names={"Albæk": "A", "Bredsund": "B"})
    assert set(frame["case"]) == {"A", "B"}
    assert "Albæk" not in frame.to_csv()


def test_by_code_what_nobody_mentions_is_left_out(study: Study) -> None:
    frame = chart_frame(study, compare(study, by="code"), language="da")
    assert set(frame["item"]) == {"Husleje"}


def test_by_theme_nothing_is_left_out(study: Study) -> None:
    assert set(chart_frame(study, compare(study), language="da")["item"]) == {"Boliger", "Forløb"}


def test_the_labels_are_those_of_the_codebook_of_the_table(study: Study) -> None:
    table = compare(study, by="code", codebook="two")
    assert set(chart_frame(study, table, language="da", codebook="two")["item"]) == {"Nøgle"}


@pytest.mark.parametrize("chart", [heatmap, directions])
def test_a_chart_says_in_words_what_it_shows(study: Study, chart) -> None:
    assert "Boliger" in chart(study).alt
    assert "Housing" in chart(study, language="en").alt


def test_a_heatmap_of_another_codebook_has_its_labels(study: Study) -> None:
    assert "Key" in heatmap(study, by="code", codebook="two", language="en").alt


def test_steps_have_no_direction(study: Study) -> None:
    shown = {text.get_text() for axes in directions(study).axes for text in axes.get_yticklabels()}
    assert "Forløb" not in shown


@pytest.mark.parametrize("chart", [heatmap, directions])
def test_an_unknown_language_codebook_or_order_is_an_error(study: Study, chart) -> None:
    with pytest.raises(CasekitError) as caught:
        chart(study, language="fr")
    assert caught.value.problem == "unknown_language"
    with pytest.raises(LookupFailedError):
        chart(study, codebook="nowhere")
    with pytest.raises(LookupFailedError):
        chart(study, by="colour")


@pytest.mark.parametrize("chart", [heatmap, directions])
def test_a_project_without_codebook_is_an_error(tmp_path: Path, chart) -> None:
    with pytest.raises(LookupFailedError) as caught:
        chart(Project.create(tmp_path).study())
    assert caught.value.problem == "no_codebook"
