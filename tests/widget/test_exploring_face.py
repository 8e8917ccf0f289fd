import json
from types import SimpleNamespace

import pandas as pd
import pytest

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.widget.exploring_face import ExploringFace, document_of
from casekit.widget.face import answer

pytestmark = pytest.mark.slow

LIN = "I: Hvad er svært?\n\nB: Huslejen 🏠 er for høj. Så venter de.\n\nI: Og nu?\n\nB: <b>Ventetiden</b> er lang.\n"
CODINGS = """file,quote,code,polarity,coder
L.txt,"Huslejen 🏠 er for høj.",rent,barrier,ah
L.txt,"Så venter de.",waiting,barrier,ah
L.txt,"<b>Ventetiden</b> er lang.",waiting,facilitator,mb
"""
BOOK = """casekit: codebook/1
id: small
version: 1.0.0
title: {da: Lille}
codes:
  - id: housing
    label: {da: Bolig}
    colour: '#112233'
    codes: [{id: rent, label: {da: Husleje}}, {id: waiting, label: {da: Ventetid}}]
"""


@pytest.fixture
def project(tmp_path):
    for name, text in (
        ("L.txt", LIN),
        ("M.txt", "I: Ja?\n\nD: Nej.\n\nI: Nå?\n\nD: Nej.\n"),
        ("codings.csv", CODINGS),
        ("small.yaml", BOOK),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    made.adopt(tmp_path / "small.yaml")
    made.add(tmp_path / "L.txt", case="by")
    made.add(tmp_path / "M.txt", case="land")
    made.import_codings(tmp_path / "codings.csv", codebook="small")
    return made


@pytest.fixture
def ask(project):
    face = ExploringFace(project)

    def see(what, **more):
        return answer(face, {"type": "see", "what": what, **more})

    see.face = face
    return see


def test_the_page_has_cases_codes_and_a_cell_for_each_pair(ask):
    hello = answer(ask.face, {"id": "1", "type": "hello"})
    page = hello["page"]
    assert (hello["face"], hello["me"], page["unfolded"]) == ("explore", "ah", False)
    assert [one["case"] for one in page["cases"]] == ["by", "land"]
    assert [(one["code"], one["level"], one["colour"]) for one in page["codes"]] == [
        ("housing", 1, "#112233"), ("rent", 2, "#112233"), ("waiting", 2, "#112233"),
    ]  # fmt: skip
    assert page["cells"]["rent"]["by"] == {"text": "1/1", "n": 1, "passages": 1, "sign": "−", "direction": "hæmmende", "kind": "barrier"}  # fmt: skip
    assert page["cells"]["waiting"]["by"]["sign"] == "±"
    assert page["cells"]["housing"]["land"]["text"] == "0/1"
    assert json.loads(json.dumps(hello)) == hello


def test_a_cell_leads_to_its_passages_with_all_that_places_them(ask):
    reply = ask("passages", case="by", code="rent")
    (passage,) = reply["passages"]
    assert (reply["case"], reply["code"]) == ("by", "Husleje")
    assert (passage["text"], passage["question"], passage["speaker"]) == ("Huslejen 🏠 er for høj.", "Hvad er svært?", "B")  # fmt: skip
    assert passage["reference"].startswith("L, turn 2 · ")
    assert (passage["code"], passage["direction"], passage["coders"]) == ("Husleje", "hæmmende", "ah")
    assert len(ask("passages", case="by", code="housing")["passages"]) == 3
    assert ask("passages", case="land", code="rent")["passages"] == []


def test_a_passage_stands_where_its_document_says(ask):
    passages = ask("passages", case="by", code="housing")["passages"]
    document = ask("document", document="L")
    assert document["language"] == "da"
    assert [(turn["turn"], turn["asks"]) for turn in document["turns"]] == [(1, True), (2, False), (3, True), (4, False)]  # fmt: skip
    for passage in passages:
        found = [
            turn["text"][passage["start"] - turn["start"] : passage["end"] - turn["start"]]
            for turn in document["turns"]
            if turn["start"] <= passage["start"] < turn["start"] + len(turn["text"])
        ]
        assert found == [passage["text"]]


def test_a_part_is_looked_at_and_told_to_all_views(ask):
    answer(ask.face, {"type": "hello"})
    reply = ask("part", direction="facilitator")
    page = reply["fresh"]["page"]
    assert page["filter"] == {"role": "", "language": "", "direction": "facilitator"}
    assert (page["cells"]["rent"]["by"]["text"], page["total"]) == ("0/1", 1)
    assert [one["text"] for one in ask("passages", case="by", code="waiting")["passages"]] == ["<b>Ventetiden</b> er lang."]  # fmt: skip
    again = ask("part", direction="", language="da")["fresh"]["page"]
    assert (again["filter"]["language"], again["total"]) == ("da", 3)
    assert again["cells"]["rent"]["by"]["text"] == "1/1"


def test_what_another_program_codes_appears(ask, project):
    answer(ask.face, {"type": "hello"})
    assert answer(ask.face, {"type": "look"})["fresh"] == {}
    other = Project.open(project.folder, coder="mb")
    other.undo() if other.log().empty else other.draft("Nyt")
    assert "page" in answer(ask.face, {"type": "look"})["fresh"]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "see"},
        {"type": "see", "what": "nothing"},
        {"type": "see", "what": "passages", "case": "by"},
        {"type": "see", "what": "passages", "case": "nowhere", "code": "rent"},
        {"type": "see", "what": "passages", "case": "by", "code": "nothing"},
        {"type": "see", "what": "document", "document": 3},
        {"type": "see", "what": "document", "document": "Z"},
        {"type": "see", "what": "part", "direction": "up"},
        {"type": "see", "what": "part", "role": ["x"]},
        {"type": "write"},
    ],
)
def test_what_cannot_be_shown_is_a_reply_and_changes_nothing(ask, message):
    answer(ask.face, {"type": "hello"})
    before = ask.face.sieve
    reply = answer(ask.face, message)
    assert reply["error"]
    assert reply["hint"]
    assert (ask.face.sieve, reply["fresh"]) == (before, {})


def test_by_code_is_the_same_unfolded(project):
    assert answer(ExploringFace(project, by="code"), {"type": "hello"})["page"]["unfolded"] is True
    for more in ({"by": "word"}, {"codebook": "none"}):
        with pytest.raises(LookupFailedError):
            ExploringFace(project, **more)


def test_a_document_without_turns_is_one():
    plain = SimpleNamespace(
        texts={"N": "Et notat."},
        turns=pd.DataFrame({"document": []}),
        documents=pd.DataFrame({"document": ["N"], "language": ["da"]}),
        known=str,
    )
    assert document_of(plain, "N")["turns"] == [{"turn": 0, "speaker": "", "asks": False, "time": "", "start": 0, "text": "Et notat."}]  # fmt: skip
