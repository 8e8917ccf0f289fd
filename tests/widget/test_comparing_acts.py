import json

import pytest

from casekit.project import Project
from casekit.widget.coding_face import CodingFace
from casekit.widget.comparing_acts import blind_to, comparable, comparison
from casekit.widget.face import answer

pytestmark = pytest.mark.slow


@pytest.fixture
def face(team):
    return CodingFace(team, "LIN-01")


def ask(face, type, **more):
    reply = answer(face, {"id": "1", "type": type, **more})
    json.dumps(reply)
    return reply


def agreed(face):
    study = Project.open(face.project.folder).study()
    mine = study.codings[study.codings["coder"] == "consensus"]
    return sorted(
        (row.code, study.text(row.document, row.start, row.end), row.polarity)
        for row in mine.itertuples(index=False)
    )


def test_who_can_be_compared_is_who_coded_the_document_or_finished_it(team):
    assert comparable(team.study(), "LIN-01", "barrierer") == ("ah", "mb")
    assert comparable(team.study(), "LIN-02", "barrierer") == ("ah",)
    Project.open(team.folder, coder="mk").finish("LIN-02")
    assert comparable(team.study(), "LIN-02", "barrierer") == ("ah", "mk")


def test_without_being_asked_a_person_is_compared_with_another(face):
    told = ask(face, "compared")
    assert (told["coders"], told["chosen"]) == (("ah", "mb"), ["ah", "mb"])
    other = CodingFace(Project.open(face.project.folder, coder="mb"), "LIN-01")
    assert ask(other, "compared")["chosen"] == ["mb", "ah"]


def test_differences_come_in_the_order_of_the_text_with_what_each_gave(face):
    rows = ask(face, "compared")["rows"]
    assert [(row["turn"], row["kind"], [code for code, _ in row["codes"]]) for row in rows] == [
        (2, "andet tema", ["waiting", "support"]),
        (4, "kun retningen", ["support"]),
    ]
    assert rows[0]["given"] == ["Ventetid (hæmmende)", "Støtte"]
    text = face.project.study().texts["LIN-01"]
    assert text[rows[0]["start"] : rows[0]["end"]] == "Så venter de længe på bolig."
    assert [row["agreed"] for row in rows] == ["", ""]


def test_the_coders_stand_in_the_order_in_which_they_were_chosen(face):
    told = ask(face, "compared", coders=["mb", "ah"])
    assert told["chosen"] == ["mb", "ah"]
    assert told["rows"][0]["given"] == ["Støtte", "Ventetid (hæmmende)"]
    assert told["marks"] == list(reversed(ask(face, "compared", coders=["ah", "mb"])["marks"]))


def test_the_words_that_each_coded_are_told(face):
    text = face.project.study().texts["LIN-01"]
    ours, theirs = ask(face, "compared")["marks"]
    assert [text[start:end] for start, end in theirs] == [
        "Huslejen er for høj 🏠.",
        "Så venter de længe på bolig.",
        "Den kommer om aftenen.",
    ]
    assert sorted(ours) == sorted(theirs)


def test_agreement_is_told_with_its_n(face):
    told = ask(face, "compared")
    assert told["units"] == 2
    assert told["percent"].endswith("%")
    assert told["percent"] != "100 %"
    assert -1 <= float(told["alpha"].replace(",", ".").replace("−", "-")) < 1
    assert len(told["notes"]) >= 1


def test_where_all_agree_on_nothing_there_is_no_figure_and_no_error(team):
    for name in ("ah", "mb"):
        Project.open(team.folder, coder=name).finish("HAV-01")
    face = CodingFace(team, "HAV-01")
    told = ask(face, "compared")
    assert (told["rows"], told["marks"]) == ([], [[], []])
    assert told["alpha"] == "–"


def test_of_one_coder_alone_nothing_is_compared(team):
    told = ask(CodingFace(team, "LIN-02"), "compared")
    assert told["chosen"] == ["ah"]
    assert "rows" not in told


@pytest.mark.parametrize("coders", ["ah", [1, 2], {"ah": 1}])
def test_names_that_are_none_are_refused(face, coders):
    assert ask(face, "compared", coders=coders)["error"]


def test_names_that_nobody_has_are_left_out(face):
    assert ask(face, "compared", coders=["ah", "nobody"])["chosen"] == ["ah"]


def test_what_is_settled_is_an_agreed_set_with_a_reason(face):
    row = ask(face, "compared")["rows"][0]
    reply = ask(
        face, "agree", difference=row["id"], codes=["waiting"], why="De venter jo.", coders=["ah", "mb"]
    )
    assert reply["told"].startswith("Afgjort: 1.")
    assert agreed(face) == [
        ("rent", "Huslejen er for høj 🏠.", "barrier"),
        ("waiting", "Så venter de længe på bolig.", "barrier"),
    ]
    now = ask(face, "compared")["rows"]
    assert [(one["agreed"], one["why"], one["by"]) for one in now] == [
        ("Ventetid (hæmmende)", "De venter jo.", "ah"),
        ("", "", ""),
    ]
    assert now[0]["result"] == {"waiting": "barrier"}


def test_both_none_another_code_and_another_direction_can_be_settled_and_anew(face):
    row = ask(face, "compared")["rows"][0]
    for codes, polarity, result in (
        (["waiting", "support"], None, {"waiting": "barrier", "support": ""}),
        (["rent"], "mixed", {"rent": "mixed"}),
        ([], None, {}),
    ):
        way = {} if polarity is None else {"polarity": polarity}
        reply = ask(
            face, "agree", difference=row["id"], codes=codes, why="Talt om.", coders=["ah", "mb"], **way
        )
        assert "error" not in reply
        now = ask(face, "compared")["rows"][0]
        assert (now["result"], now["why"]) == (result, "Talt om.")
    assert now["agreed"] == "–"


def test_undo_takes_an_agreement_back(face):
    row = ask(face, "compared")["rows"][1]
    ask(face, "agree", difference=row["id"], codes=["support"], polarity="mixed", why="Begge.", coders=["ah", "mb"])  # fmt: skip
    ask(face, "undo")
    assert agreed(face) == []
    assert [one["agreed"] for one in ask(face, "compared")["rows"]] == ["", ""]


@pytest.mark.parametrize(
    "more",
    [
        {"why": " "},
        {"why": None},
        {"codes": "waiting"},
        {"codes": None},
        {"codes": [3]},
        {"codes": ["nothing"]},
        {"difference": "abc"},
        {"difference": None},
        {"polarity": "up"},
        {"coders": ["ah", "nobody"]},
    ],
)
def test_an_agreement_that_cannot_be_is_an_answer_and_changes_nothing(face, more):
    row = ask(face, "compared")["rows"][0]
    n = face.project.study().n
    told = {"difference": row["id"], "codes": ["waiting"], "why": "Fordi.", "coders": ["ah", "mb"], **more}
    assert ask(face, "agree", **told)["error"]
    assert face.project.study().n == n


def test_another_programs_coding_is_another_difference(face):
    assert len(ask(face, "compared")["rows"]) == 2
    other = Project.open(face.project.folder, coder="mb")
    start = other.study().texts["LIN-01"].index("længe")
    other.code("LIN-01", (start, start + 5), "barrierer:rent")
    kinds = [code for row in ask(face, "compared")["rows"] for code, _ in row["codes"]]
    assert kinds.count("rent") == 0, "both gave it in this turn"
    other.withdraw([other.study().codings.query("coder == 'mb' and code == 'support'")["coding"].iloc[0]])
    assert ask(face, "compared")["rows"][0]["given"] == ["Ventetid (hæmmende)", "–"]


def test_what_is_coded_blind_is_hidden_until_all_are_done(team):
    team.assign("LIN-01", ["ah", "mb"])
    face = CodingFace(team, "LIN-01")
    told = ask(face, "compared")
    assert (told["coders"], told["blind"]) == (("ah",), ("ah", "mb"))
    assert "rows" not in told
    for name in ("ah", "mb"):
        Project.open(team.folder, coder=name).finish("LIN-01")
    told = ask(face, "compared")
    assert (told["chosen"], told["blind"], len(told["rows"])) == (["ah", "mb"], (), 2)


def test_nothing_is_blind_where_nobody_is_assigned(team):
    assert blind_to(team.study(), "LIN-01") == ()


def test_a_comparison_says_the_same_to_everybody(team):
    told = comparison(team.study(), "LIN-01", "barrierer", ("ah", "mb"))
    assert told == comparison(
        Project.open(team.folder, coder="mb").study(), "LIN-01", "barrierer", ["ah", "mb"]
    )
