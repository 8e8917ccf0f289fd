"""From a study to the frames of charts."""

import pytest

from casekit import charts
from casekit.analysis.rated import ratings
from casekit.charts.chart_frames import label_of, pair_frame, part_of, passage_frame, rating_frame, turn_frame
from casekit.errors import LookupFailedError, UnknownCodeError
from casekit.model.study import Study
from casekit.project import Project

pytestmark = pytest.mark.slow

BOOK = """casekit: codebook/1
id: small
codes:
  - id: housing
    label: {da: Boliger, en: Housing}
    codes: [{id: rent, label: {da: Husleje, en: Rent}}, {id: wait, label: {da: Ventetid, en: Waiting}}]
"""
ROWS = """file,quote,code,polarity,coder
Albæk.txt,Huslejen er høj,rent,barrier,ah
Albæk.txt,er høj og ventetiden lang,wait,barrier,ah
Bredsund.txt,Det går hurtigt,wait,facilitator,ah
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("frames")
    project = Project.create(folder / "p", language="da", coder="ah")
    said = {"Albæk": "Huslejen er høj og ventetiden lang.", "Bredsund": "Det går hurtigt."}
    for case, text in said.items():
        (folder / f"{case}.txt").write_text(f"I: Hvad?\n\nIP: {text}\n\nI: Og?\n\nIP: Ikke mere.\n", "utf-8")
        project.add(folder / f"{case}.txt", case=case)
    (folder / "small.yaml").write_text(BOOK, "utf-8")
    (folder / "rows.csv").write_text(ROWS, "utf-8")
    project.suggest(folder / "small.yaml")
    project.import_codings(folder / "rows.csv", codebook="small")
    return project.study()


def test_pairs_have_labels_in_the_language_asked_for(study: Study) -> None:
    frame, note = pair_frame(study, "code", "overlap", 2, None, None, "en")
    assert set(frame["row"]) == {"Rent", "Waiting"}
    assert frame["documents"].tolist() == [1, 1]
    assert note == ""


def test_chosen_codes_must_be_known(study: Study) -> None:
    assert pair_frame(study, "code", "overlap", 2, ["rent"], None, "en")[0].empty
    with pytest.raises(UnknownCodeError):
        pair_frame(study, "code", "overlap", 2, ["nowhere"], None, "en")


def test_passages_of_a_document_in_the_order_of_the_codebook(study: Study) -> None:
    frame = passage_frame(study, "Albæk", "code", None, "da")
    assert frame["item"].tolist() == ["Husleje", "Ventetid"]
    assert frame["turn"].tolist() == [2, 2]


def test_turns_follow_each_other(study: Study) -> None:
    frame, unit = turn_frame(study, "Albæk", None, None)
    assert unit == "words"
    assert frame["begin"].tolist()[1:] == frame["end"].tolist()[:-1]
    assert frame["coded"].tolist() == [0, 2, 0, 0]
    with pytest.raises(LookupFailedError):
        turn_frame(study, "Albæk", "minutes", None)


def test_ratings_get_labels_and_what_is_known(study: Study) -> None:
    frame = rating_frame(study, ratings(study), "theme", None, "en")
    assert set(frame["item"]) == {"Housing"}
    assert frame["value"].isna().all()
    assert not frame["open"].any()


def test_a_part_of_a_table(study: Study) -> None:
    table = ratings(study, by="code")
    assert set(part_of(study, table, "code", "Albæk", ["wait"], None)["code"]) == {"wait"}
    assert len(part_of(study, table, "code", None, None, None)) == len(table)
    with pytest.raises(LookupFailedError):
        part_of(study, table, "code", "Nowhere", None, None)


def test_a_code_that_is_gone_keeps_its_id(study: Study) -> None:
    assert label_of(study.codebook(), "gone", "da") == "gone"


def test_every_kind_draws_from_a_study(study: Study) -> None:
    figures = [
        charts.dotplot(study, case="Albæk", codes=["rent"]),
        charts.cooccurrence(study, language="en"),
        charts.network(study),
        charts.portrait(study, "Albæk"),
        charts.turn_strip(study, "Albæk"),
        charts.rating_matrix(study, words=True),
        charts.saturation(study),
        charts.agreement(study, resamples=0),
    ]
    assert all(figure.alt and figure.frame is not None for figure in figures)
    assert "Rent" in figures[1].alt


def test_an_unknown_document_is_refused(study: Study) -> None:
    with pytest.raises(LookupFailedError):
        charts.portrait(study, "Nowhere")
