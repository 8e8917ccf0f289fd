import json
from dataclasses import replace

import pytest

from casekit import Project
from casekit.codebook.editing import Edit
from casekit.errors import CodebookError
from casekit.widget.codebook_face import CodebookFace
from casekit.widget.face import answer

pytestmark = pytest.mark.slow

TALK = "I: Hvad er svært?\n\nB: Huslejen er for høj. Så venter de på bolig.\n\nC: Ja, huslejen.\n"
CODINGS = 'file,quote,code,polarity,coder\nL.txt,"Huslejen er for høj.",rent,barrier,ah\nL.txt,"Ja, huslejen.",rent,barrier,mb\n'
BOOK = """casekit: codebook/1
id: small
version: 1.0.0
languages: [da, en]
title: {da: Lille, en: Small}
codes:
  - id: housing
    label: {da: Bolig, en: Housing}
    colour: '#112233'
    codes:
      - {id: rent, label: {da: Husleje, en: Rent}, indicators: {da: [husleje*]}}
      - {id: waiting, label: {da: Ventetid, en: Waiting}}
  - {id: support, label: {da: Støtte, en: Support}}
"""


@pytest.fixture
def project(tmp_path):
    for name, text in (("L.txt", TALK), ("codings.csv", CODINGS), ("small.yaml", BOOK)):
        (tmp_path / name).write_text(text, "utf-8")
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    made.adopt(tmp_path / "small.yaml")
    made.add(tmp_path / "L.txt", case="by")
    made.import_codings(tmp_path / "codings.csv", codebook="small")
    return made


@pytest.fixture
def face(project):
    made = CodebookFace(project)
    answer(made, {"type": "hello"})
    return made


def ask(face, type, **more):
    reply = answer(face, {"type": type, **more})
    assert json.loads(json.dumps(reply)) == reply
    assert "error" not in reply, reply
    return reply


def page(face):
    return ask(face, "hello")["page"]


def stored(project):
    return Project.open(project.folder).study().codebooks["small"]


def test_the_page_is_the_tree_with_what_was_coded(face):
    told = page(face)
    assert [(one["code"], one["level"], one["parent"], one["codings"]) for one in told["codes"]] == [
        ("housing", 1, None, 0), ("rent", 2, "housing", 2), ("waiting", 2, "housing", 0), ("support", 1, None, 0),
    ]  # fmt: skip
    assert (told["version"], told["next"], told["changes"], told["steps"]) == ("1.0.0", "1.1.0", [], 0)
    assert (told["languages"], told["spoken"], told["ways"]["barrier"]) == (["da", "en"], ["da"], "hæmmende")


def test_a_form_has_all_of_a_code_and_where_it_may_stand(face):
    form = ask(face, "see", what="code", code="rent")["code"]
    assert (form["label"], form["indicators"]) == ({"da": "Husleje", "en": "Rent"}, {"da": ["husleje*"]})
    assert (form["at"], form["beside"], form["below"], form["codings"]) == (0, 2, [], 2)
    assert form["parents"] == ["housing", "waiting", "support"]
    assert ask(face, "see", what="code", code="housing")["code"]["parents"] == ["support"]


def test_what_is_changed_is_kept_apart_until_it_is_saved(face, project):
    before = stored(project)
    reply = ask(face, "said", code="rent", field="label", value={"da": "Leje", "en": "Rent"})
    assert reply["code"]["label"]["da"] == "Leje"
    assert reply["fresh"]["page"]["changes"] == ["»Leje« (rent), betegnelse (da): Husleje → Leje"]
    assert [one["code"] for one in reply["fresh"]["page"]["codes"] if one["changed"]] == ["rent"]
    assert stored(project) == before
    saved = ask(face, "save", version="1.1.0", note="Kortere navn", language="da")
    assert (saved["version"], saved["waiting"]) == ("1.1.0", 0)
    now = stored(project)
    assert (now.version, now["rent"].label.get("da")) == ("1.1.0", "Leje")
    assert (now.changes[-1].version, now.changes[-1].what.get("da")) == ("1.1.0", "Kortere navn")
    assert saved["fresh"]["page"]["changes"] == []
    ask(face, "undo")
    assert stored(project) == before
    assert page(face)["version"] == "1.0.0"
    ask(face, "redo")
    assert stored(project) == now


def test_a_split_code_makes_its_codings_wait_and_says_so_before(face, project):
    made = ask(face, "split", code="rent", label="Depositum", language="da")
    assert (made["made"], made["fresh"]["page"]["waiting"]) == ("depositum", 2)
    assert ask(face, "save", version="2", note="Delt", language="da")["waiting"] == 2
    codings = Project.open(project.folder).study().codings
    assert codings["waits"].all()
    assert dict(stored(project).changes[-1].replaced) == {"rent": ("rent", "depositum")}
    assert page(face)["waiting"] == 0


def test_a_code_that_goes_into_another_takes_its_codings_along(face, project):
    assert ask(face, "remove", code="rent", into="waiting")["fresh"]["page"]["waiting"] == 0
    ask(face, "save", version="2", note="Samlet", language="da")
    assert set(Project.open(project.folder).study().codings["code"]) == {"waiting"}


def test_codes_are_added_and_moved(face):
    assert ask(face, "add", parent="", label="Økonomi", language="da")["made"] == "oekonomi"
    assert ask(face, "add", parent="support", label="Nat", language="da")["made"] == "nat"
    assert ask(face, "move", code="waiting", by=-1)["code"]["at"] == 0
    assert ask(face, "move", code="waiting", by=-1)["code"]["at"] == 0
    assert ask(face, "move", code="waiting", parent="support")["code"]["at"] == 1
    order = [one["code"] for one in page(face)["codes"]]
    assert order == ["housing", "rent", "support", "nat", "waiting", "oekonomi"]


def test_another_order_alone_is_a_change_too(face, project):
    assert ask(face, "move", code="rent", by=1)["fresh"]["page"]["changes"] == ["Rækkefølgen af koderne"]
    ask(face, "save", version="1.1.0", note="Orden", language="da")
    assert [code.id for code in stored(project)] == ["housing", "waiting", "rent", "support"]


def test_steps_go_back_one_by_one_and_all_at_once(face):
    ask(face, "said", code="rent", field="colour", value="#aa0000")
    ask(face, "said", code="rent", field="colour", value="#aa0000")  # nothing new
    ask(face, "add", parent="", label="Nyt", language="da")
    assert page(face)["steps"] == 2
    assert ask(face, "back")["fresh"]["page"]["steps"] == 1
    assert ask(face, "drop")["fresh"]["page"]["changes"] == []
    assert answer(face, {"type": "back"})["error"]


def test_what_terms_would_find_is_shown_and_nothing_is_changed(face):
    effect = ask(face, "see", what="terms", code="rent", language="da", terms=["+bolig+", "("])["effect"]
    assert (effect["before"], effect["after"], effect["gained"], effect["lost"]) == (2, 1, 1, 2)
    assert [one["hit"] for one in effect["lost_lines"]] == ["Huslejen", "huslejen"]
    assert [bool(one["problem"]) for one in effect["terms"]] == [False, True]
    assert page(face)["changes"] == []
    new = ask(face, "add", parent="", label="Nyt", language="da")["made"]
    assert (
        ask(face, "see", what="terms", code=new, language="da", terms=["bolig"], warm=True)["effect"][
            "gained"
        ]
        == 1
    )


def test_what_is_to_be_mended_in_a_code_is_told_and_follows_the_edit(face):
    first = ask(face, "see", what="findings", code="rent")
    assert first["findings"] == []
    assert first["elsewhere"] > 0
    rules = [{"da": "gæld", "en": "debts", "see": "nowhere"}]
    ask(face, "said", code="rent", field="exclude", value=rules)
    (after,) = ask(face, "see", what="findings", code="rent")["findings"]
    assert after["where"].startswith("rent: exclude")
    assert "nowhere" in after["text"]


def test_new_suggestions_come_from_the_saved_version(face, project):
    assert ask(face, "suggest")["total"] == 2
    assert len(Project.open(project.folder).study().suggestions) == 2


def other_version(project, **fields):
    """Another program saves a version in which rent says something else."""
    other = Project.open(project.folder, coder="mb")
    edit = Edit.of(other.study().codebooks["small"])
    for name, value in fields.items():
        edit = edit.said("rent", name, value)
    other.revise(edit, version="1.0.1", note="Mit")


def test_an_edit_stays_on_top_of_what_another_program_saved(face, project):
    ask(face, "said", code="support", field="label", value={"da": "Hjælp"})
    other_version(project, definition={"da": "Deres"})
    told = ask(face, "look")["fresh"]["page"]
    assert told["version"] == "1.0.1"
    assert len(told["changes"]) == 1
    assert "1.0.1" in told["noticed"][0]["text"]
    ask(face, "save", version="1.1.0", note="Begge", language="da")
    now = stored(project)
    assert (now["support"].label.get("da"), now["rent"].definition.get("da")) == ("Hjælp", "Deres")
    assert [change.version for change in now.changes] == ["1.0.1", "1.1.0"]


def test_where_both_changed_one_thing_mine_stays_and_theirs_is_told(face, project):
    ask(face, "said", code="rent", field="definition", value={"da": "Min"})
    other_version(project, definition={"da": "Deres"})
    told = ask(face, "look")["fresh"]["page"]
    assert any("Deres" in one["text"] and "Min" in one["text"] for one in told["noticed"])
    assert ask(face, "see", what="code", code="rent")["code"]["definition"] == {"da": "Min"}


def test_without_an_edit_another_version_is_simply_shown(face, project):
    other_version(project, definition={"da": "Deres"})
    told = ask(face, "look")["fresh"]["page"]
    assert (told["version"], told["changes"], told["noticed"]) == ("1.0.1", [], [])


@pytest.mark.parametrize(
    "message",
    [
        {"type": "see"},
        {"type": "see", "what": "code", "code": "none"},
        {"type": "see", "what": "terms", "code": "rent", "language": "da", "terms": "x"},
        {"type": "see", "what": "terms", "code": "rent", "language": "fr", "terms": []},
        {"type": "said", "code": "rent", "field": "id", "value": "x"},
        {"type": "said", "code": "rent", "field": "label"},
        {"type": "said", "code": "rent", "field": "label", "value": 3},
        {"type": "add", "label": "家", "language": "da"},
        {"type": "add", "label": "", "language": "da"},
        {"type": "add", "label": "x", "language": "da", "parent": "none"},
        {"type": "split", "code": "none", "label": "x", "language": "da"},
        {"type": "move", "code": "housing", "parent": "rent"},
        {"type": "move", "code": "rent", "by": "up"},
        {"type": "remove", "code": "housing"},
        {"type": "remove", "code": "rent", "into": "rent"},
        {"type": "save", "version": "1.1.0", "note": "x", "language": "da"},
        {"type": "save", "version": 3, "note": "x", "language": "da"},
        {"type": "nothing"},
    ],
)
def test_what_cannot_be_done_is_a_reply_and_changes_nothing(face, project, message):
    before = page(face)
    reply = answer(face, message)
    if message.get("field") == "label" and "value" not in message:
        assert reply["code"]["id"] == "rent"  # a code may lose its label; the check tells it
        return
    assert reply["error"]
    assert "desk." not in reply["error"]
    assert page(face) == before
    assert stored(project).version == "1.0.0"


@pytest.mark.parametrize(("version", "note"), [("1.0.0", "x"), ("0.9", "x"), ("", "x"), ("2", "  ")])
def test_a_version_must_be_later_and_say_what_it_changed(face, project, version, note):
    ask(face, "said", code="rent", field="colour", value="#aa0000")
    assert answer(face, {"type": "save", "version": version, "note": note, "language": "da"})["error"]
    assert len(page(face)["changes"]) == 1
    assert stored(project).version == "1.0.0"


def test_codes_made_while_coding_have_no_editor(project):
    project.draft("Nyt")
    with pytest.raises(CodebookError) as caught:
        CodebookFace(project, "drafts")
    assert caught.value.problem == "drafts_not_edited"


def test_a_codebook_that_was_undone_is_told(face, project):
    face._steps = [Edit.of(replace(face.edit.base, id="other"))]
    face.codebook = "other"
    assert "other" in answer(face, {"type": "see", "what": "code", "code": "rent"})["error"]
