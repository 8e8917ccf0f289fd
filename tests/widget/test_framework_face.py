import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit import Project
from casekit.analysis.grounds import Cell
from casekit.errors import LookupFailedError
from casekit.widget.face import answer
from casekit.widget.framework_face import FrameworkFace, framework_page, passages_under

pytestmark = pytest.mark.slow

HERE = {"case": "lindesø", "document": "", "item": "housing"}


@pytest.fixture
def face(coded: Project) -> FrameworkFace:
    found = FrameworkFace(coded)
    answer(found, {"type": "hello"})
    return found


def cell(page, row="lindesø", item="housing"):
    rows = {one["document"] or one["case"]: one["id"] for one in page["rows"]}
    columns = {one["item"]: one["id"] for one in page["columns"]}
    return page["cells"].get(rows[row] + columns[item])


def write(face, text, *, passages=(), seen="", **place):
    told = {"type": "write", "text": text, "passages": list(passages), "seen": seen}
    return answer(face, {**told, **HERE, **place})


def test_the_page_has_cases_with_their_interviews_and_themes(face) -> None:
    told = answer(face, {"type": "hello", "id": 7})
    assert (told["id"], told["face"], told["me"]) == (7, "framework", "ah")
    assert [one["label"] for one in told["page"]["rows"]] == [
        "lindesø",
        "LIN-01",
        "LIN-02",
        "havnstrup",
        "HAV-01",
    ]
    assert [(one["label"], one["about"]) for one in told["page"]["columns"]] == [
        ("Bolig", "Om der er boliger."),
        ("Støtte", ""),
    ]
    assert cell(told["page"]) == {"n": 3, "own": None, "others": [], "below": []}
    assert cell(told["page"], "HAV-01", "support") is None
    assert json.loads(json.dumps(told["page"])) == told["page"]


def test_what_people_said_is_not_in_the_page_but_beside_an_open_cell(face) -> None:
    assert "Huslejen" not in json.dumps(answer(face, {"type": "hello"}), ensure_ascii=False)
    told = answer(face, {"type": "see", **HERE})
    assert [(one["text"], one["code"], one["polarity"], one["document"]) for one in told["passages"]] == [
        ("Huslejen er for høj 🏠.", "Husleje", "hæmmende", "LIN-01"),
        ("Så venter de længe på bolig.", "Ventetid", "hæmmende", "LIN-01"),
        ("Huslejen kan ingen betale, og <b>ventetiden</b> er lang.", "Husleje", "hæmmende", "LIN-02"),
    ]
    assert told["passages"][0]["question"] == "Hvad er svært?"
    assert told["fresh"] == {}
    narrow = answer(face, {"type": "see", **HERE, "document": "LIN-02"})
    assert [one["document"] for one in narrow["passages"]] == ["LIN-02"]


def test_a_summary_is_on_disk_when_it_is_told_as_saved(face, coded) -> None:
    coding = answer(face, {"type": "see", **HERE})["passages"][2]["coding"]
    told = write(face, "  Huslejen er for høj. ", passages=[coding])
    row = Project.open(coded.folder).study().summaries.iloc[0]
    assert (row.text, row.coder, json.loads(row.links)) == ("Huslejen er for høj.", "ah", [coding])
    own = cell(told["fresh"]["page"])["own"]
    assert (own["text"], own["stale"], own["links"]) == ("Huslejen er for høj.", False, [coding])
    seen = answer(face, {"type": "see", **HERE})["passages"]
    assert [one["links"] for one in seen] == [[coding], [], []]
    assert seen[0]["document"] == "LIN-02"


def test_others_stand_beside_ones_own(face, another) -> None:
    another.summarize("Der mangler boliger.", case="lindesø", code="housing")
    page = answer(face, {"type": "look"})["fresh"]["page"]
    assert [one["coder"] for one in cell(page)["others"]] == ["mk"]
    page = write(face, "Dyrt.")["fresh"]["page"]
    assert (cell(page)["own"]["text"], [one["text"] for one in cell(page)["others"]]) == (
        "Dyrt.",
        ["Der mangler boliger."],
    )
    assert answer(face, {"type": "look"})["fresh"] == {}


def test_the_case_tells_what_is_written_about_its_interviews(face) -> None:
    page = write(face, "Dyrt.", document="LIN-01")["fresh"]["page"]
    assert cell(page)["below"] == ["LIN-01: Dyrt."]
    assert cell(page, "LIN-01")["own"]["text"] == "Dyrt."


def test_a_summary_whose_passages_changed_is_stale_until_it_is_said_to_hold(face, another) -> None:
    first, second = (one["coding"] for one in answer(face, {"type": "see", **HERE})["passages"][:2])
    write(face, "Dyrt.", passages=[first, second])
    another.withdraw([first])
    page = answer(face, {"type": "look"})["fresh"]["page"]
    assert cell(page)["own"]["stale"]
    assert answer(face, {"type": "see", **HERE})["gone"] == 1
    page = answer(face, {"type": "holds", **HERE})["fresh"]["page"]
    assert (cell(page)["own"]["stale"], cell(page)["own"]["links"]) == (False, [second])


def test_what_another_window_wrote_meanwhile_is_not_overwritten(face, coded) -> None:
    write(face, "Først.")
    FrameworkFace(Project.open(coded.folder, coder="ah")).project.summarize(
        "Andet.", case="lindesø", code="housing"
    )
    told = write(face, "Mit.", seen="Først.")
    assert "Andet." in told["error"]
    assert told["hint"]
    assert cell(told["fresh"]["page"])["own"]["text"] == "Andet."
    assert "error" not in write(face, "Mit.", seen="Andet.")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": " "}, "ord"),
        ({"text": 3}, "text"),
        ({"passages": "x"}, "passages"),
        ({"passages": [3]}, "passages"),
        ({"case": "atlantis"}, "atlantis"),
        ({"case": None}, "case"),
        ({"item": "atlantis"}, "atlantis"),
        ({"document": "atlantis"}, "atlantis"),
    ],
)
def test_what_cannot_be_written_is_a_reply_and_changes_nothing(face, coded, more, words) -> None:
    n = coded.study().n
    told = answer(face, {"type": "write", "text": "x", "passages": [], "seen": "", **HERE, **more})
    assert words in f"{told['error']} {told['hint']}"
    assert coded.study().n == n


def test_nobody_can_write_without_a_name(coded) -> None:
    face = FrameworkFace(Project.open(coded.folder))
    assert answer(face, {"type": "hello"})["me"] == ""
    for type_ in ("write", "holds"):
        assert answer(face, {"type": type_, "text": "x", "passages": [], **HERE})["error"]


def test_what_holds_must_have_been_written(face) -> None:
    assert answer(face, {"type": "holds", **HERE})["error"]


def test_undo_and_redo(face) -> None:
    write(face, "Dyrt.")
    assert cell(answer(face, {"type": "undo"})["fresh"]["page"])["own"] is None
    assert cell(answer(face, {"type": "redo"})["fresh"]["page"])["own"]["text"] == "Dyrt."


def test_columns_may_be_codes_or_topics_and_rows_some_cases(coded) -> None:
    codes = FrameworkFace(coded, by="code", cases=["havnstrup"]).page()
    assert [one["item"] for one in codes["columns"]] == ["rent", "waiting"]
    assert [one["label"] for one in codes["rows"]] == ["havnstrup", "HAV-01"]
    assert FrameworkFace(coded, by="topic").page()["columns"] == []
    with pytest.raises(LookupFailedError):
        FrameworkFace(coded, by="x")  # type: ignore[arg-type]
    with pytest.raises(LookupFailedError):
        FrameworkFace(coded, cases=["atlantis"])


def test_a_topic_has_the_passages_of_its_codes(coded, tmp_path) -> None:
    guide = tmp_path / "guide.csv"
    guide.write_text("topic,question,codes\nPenge,Hvad koster det?,rent\n", "utf-8")
    coded.import_guide(guide)
    face = FrameworkFace(coded, by="topic")
    answer(face, {"type": "hello"})
    told = answer(face, {"type": "see", **HERE, "item": "Penge"})
    assert [one["code"] for one in told["passages"]] == ["Husleje", "Husleje"]
    page = write(face, "Dyrt.", item="Penge")["fresh"]["page"]
    assert cell(page, item="Penge")["own"]["text"] == "Dyrt."


def test_a_code_that_went_keeps_its_column_and_says_so(face, coded, tmp_path) -> None:
    write(face, "God hjælp.", item="support")
    book = tmp_path / "new.yaml"
    book.write_text(
        "casekit: codebook/1\nid: barrierer\nversion: 2.0.0\ntitle: {da: B}\ncodes: [{id: housing, label: {da: Bolig}}]\n",
        "utf-8",
    )
    coded.adopt(book)
    page = answer(face, {"type": "look"})["fresh"]["page"]
    assert [(one["item"], one["lost"]) for one in page["columns"]] == [("housing", False), ("support", True)]
    assert cell(page, item="support")["own"]["text"] == "God hjælp."
    assert answer(face, {"type": "see", **HERE, "item": "support"})["error"]


def test_a_cell_without_passages_has_none_beside_it(coded) -> None:
    cell_of = Cell("havnstrup", "", "barrierer", "support")
    assert passages_under(coded.study(), cell_of).empty


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4))
def test_whatever_is_written_the_view_says_what_the_file_says(coded, texts) -> None:
    face = FrameworkFace(coded)
    for text in texts:
        own = cell(face.page())["own"]
        write(face, text, seen=own["text"] if own else "")
    stored = framework_page(Project.open(coded.folder).study(), me="ah")
    assert face.page() == stored
