"""A document is coded by messages, as the page sends them; what the page keeps is what a page opened anew would show."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.widget.coding_face import CodingFace
from casekit.widget.face import answer

pytestmark = pytest.mark.slow

BARRIERS = """casekit: codebook/1
id: barrierer
version: {version}
title: {{da: Barrierer, en: Barriers}}
codes:
  - id: housing
    label: {{da: Bolig, en: Housing}}
    definition: {{da: Om der er boliger., en: Whether there are homes.}}
    codes:
      - {{id: rent, label: {{da: {rent}, en: Rent}}, include: [{{da: Når lejen er for høj.}}], indicators: {{da: [husleje*]}}}}
      - {{id: waiting, label: {{da: Ventetid, en: Waiting}}, indicators: {{da: [vente*]}}}}
  - {{id: support, label: {{da: Støtte, en: Support}}}}
"""
LIN, HAV = "LIN-01", "HAV-01"
SAID = {
    LIN: "I: Hvad er 🏠 svært?\n\nB: Huslejen er for høj 👩‍👧. Så venter de længe på bolig.\n\nI: Og støtten?\n\nB: Den kommer om aftenen 🏠.\n",
    HAV: "I: Hvordan går det?\n\nD: Ventetiden er lang.\n\nI: Tak.\n",
}


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggested")
    (folder / "barrierer.yaml").write_text(BARRIERS.format(version="1.0.0", rent="Husleje"), "utf-8")
    project = Project.create(folder / "p", language="da", coder="ah")
    for name, text in SAID.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        project.add(folder / f"{name}.txt", case={"LIN": "lindesø", "HAV": "havnstrup"}[name[:3]])
    project.adopt(folder / "barrierer.yaml")
    project.suggest("barrierer")
    project.close()
    return folder / "p"


@pytest.fixture
def project(ready: Path, tmp_path: Path) -> Project:
    """Two interviews with suggestions, on which nobody has decided; opened by ``ah``."""
    return Project.open(shutil.copytree(ready, tmp_path / "p"), coder="ah")


class Page:
    """What coding.js keeps of what it is told."""

    def __init__(self, face: CodingFace) -> None:
        self.face = face
        self.parts: dict[str, Any] = {}
        self.hello = self.ask("hello")

    def ask(self, type_: str, **more: Any) -> dict[str, Any]:
        """The reply, as it comes out of the wire; what is new in it is taken in."""
        reply = json.loads(json.dumps(answer(self.face, {"id": "1", "type": type_, **more})))
        self.absorb(reply["fresh"])
        return reply

    def absorb(self, fresh: dict[str, Any]) -> None:
        maps = ("codings", "suggestions", "memos")
        if fresh.get("whole"):
            self.parts = {name: {} for name in maps}
        for name in maps:
            for gone in fresh.get(name, {}).get("gone", []):
                self.parts[name].pop(gone, None)
            self.parts[name] |= {row["id"]: row for row in fresh.get(name, {}).get("put", [])}
        self.parts |= {name: value for name, value in fresh.items() if name not in (*maps, "whole")}

    def shown(self) -> dict[str, Any]:
        """All of it but how often codes were used before, which only decides what the number keys mean when a page is opened."""
        codes = [{**code, "used": 0} for code in self.parts["codes"]]
        return {**self.parts, "codes": codes}

    def rows(self, name: str) -> list[dict[str, Any]]:
        return list(self.parts[name].values())

    def words(self, row: dict[str, Any]) -> str:
        return self.face.project.study().text(self.face.document, row["start"], row["end"])

    def code(self, words: str, *codes: str, **more: Any) -> dict[str, Any]:
        start = SAID[LIN].index(words)
        return self.ask("code", start=start, end=start + len(words), codes=list(codes), **more)

    def one(self, words: str = "Huslejen", code: str = "rent") -> str:
        """A coding that was just made."""
        return str(self.code(words, code)["made"][0])


@pytest.fixture
def page(project: Project) -> Page:
    return Page(CodingFace(project, LIN))


@pytest.fixture
def another(project: Project) -> Project:
    return Project.open(project.folder, coder="mk")


def opened_anew(face: CodingFace) -> dict[str, Any]:
    project = Project.open(face.project.folder, coder=face.project.coder)
    return Page(CodingFace(project, face.document, codebook=face.book, everyone=face.everyone)).shown()


# The whole page


def test_the_page_begins_with_everything(page: Page) -> None:
    assert (page.hello["face"], page.hello["me"], page.hello["words"]["language"]) == ("code", "ah", "da")
    assert page.parts["document"]["name"] == LIN
    assert [turn[3] for turn in page.parts["turns"]] == ["I", "B", "I", "B"]
    assert all(SAID[LIN][turn[1] : turn[2]] == turn[7] for turn in page.parts["turns"])
    assert [code["id"] for code in page.parts["codes"]] == ["housing", "rent", "waiting", "support"]
    assert {page.words(row) for row in page.rows("suggestions")} >= {"Huslejen er for høj 👩‍👧."}
    assert (page.parts["codings"], page.parts["memos"], page.parts["everyone"]) == ({}, {}, False)


def test_there_is_no_face_of_what_there_is_not(project: Project) -> None:
    with pytest.raises(LookupFailedError):
        CodingFace(project, "LIN-09")
    with pytest.raises(LookupFailedError):
        CodingFace(project, LIN, codebook="andet")


def test_nothing_new_is_told_where_nothing_is(page: Page) -> None:
    assert page.ask("look")["fresh"] == {}


# Coding


@pytest.mark.parametrize(
    "words", ["Huslejen", "🏠", "👩‍👧", "høj 👩‍👧. Så", "svært?\n\nB: Huslejen", "aftenen 🏠."]
)
def test_words_get_codes_and_what_is_stored_are_those_words(page: Page, words: str) -> None:
    reply = page.code(words, "rent", "housing", polarity="barrier")
    codings = Project.open(page.face.project.folder).study().codings
    assert sorted(reply["made"]) == sorted(codings["coding"])
    assert [page.words(row) for row in page.rows("codings")] == [words, words]
    assert {(row["code"], row["polarity"], row["coder"], row["book"]) for row in page.rows("codings")} == {
        ("rent", "barrier", "ah", "barrierer"),
        ("housing", "barrier", "ah", "barrierer"),
    }


def test_one_message_tells_only_what_is_new(page: Page) -> None:
    page.one()
    fresh = page.code("venter de", "waiting")["fresh"]
    assert set(fresh) == {"codings"}
    assert [row["code"] for row in fresh["codings"]["put"]] == ["waiting"]


def test_codings_overlap_and_the_same_twice_is_one(page: Page) -> None:
    page.code("Huslejen er", "rent")
    page.code("er for høj", "rent")
    again = page.code(" er for høj ", "rent")
    assert (again["made"], again["fresh"]) == ([], {})
    assert sorted(page.words(row) for row in page.rows("codings")) == ["Huslejen er", "er for høj"]
    half = page.code("er for høj", "rent", "support")
    assert [row["code"] for row in half["fresh"]["codings"]["put"]] == ["support"]


def test_a_coding_changes_its_code_direction_and_words(page: Page) -> None:
    coding = page.one()
    page.ask("change", coding=coding, code="barrierer:waiting", polarity="facilitator")
    at = SAID[LIN].index("venter")
    page.ask("change", coding=coding, start=at, end=at + 6)
    (row,) = page.rows("codings")
    assert (row["id"], row["code"], row["polarity"], page.words(row)) == (
        coding,
        "waiting",
        "facilitator",
        "venter",
    )


def test_what_another_coded_can_neither_be_changed_nor_withdrawn(page: Page, another: Project) -> None:
    other = Page(CodingFace(another, LIN))
    coding = page.one()
    other.ask("everyone", on=True)
    assert [row["coder"] for row in other.rows("codings")] == ["ah"]
    for reply in (
        other.ask("change", coding=coding, polarity="barrier"),
        other.ask("withdraw", coding=coding),
    ):
        assert "ah" in reply["error"]
        assert reply["hint"]
    assert page.ask("look")["fresh"] == {}
    assert len(other.rows("codings")) == 1


def test_withdrawing_and_stepping_back_and_forth(page: Page) -> None:
    coding = page.one()
    assert page.ask("withdraw", coding=coding)["fresh"]["codings"] == {"put": [], "gone": [coding]}
    assert page.ask("undo")["took"]
    assert list(page.parts["codings"]) == [coding]
    assert page.ask("redo")["brought"]
    assert page.parts["codings"] == {}
    page.ask("undo")
    page.ask("undo")
    assert page.parts["codings"] == {}
    assert page.shown() == opened_anew(page.face)


def test_all_can_be_taken_back_and_comes_again_the_document_too(page: Page) -> None:
    page.one()
    before = page.shown()
    told = [page.ask("undo") for _ in range(9)]
    assert told[-1]["error"]
    assert LIN in page.ask("look")["error"]
    for _ in told:
        page.ask("redo")
    assert page.shown() == opened_anew(page.face) == before


def test_memos_are_written_about_codings_and_about_words_and_taken_away(page: Page) -> None:
    coding, words = page.one(), {"start": 3, "end": 7}
    page.ask("memo", coding=coding, text=" spørg ")
    page.ask("memo", text="om ordene", **words)
    assert {(row["about"] == coding, row["text"]) for row in page.rows("memos")} == {
        (True, "spørg"),
        (False, "om ordene"),
    }
    page.ask("memo", coding=coding, text="spurgt")
    page.ask("memo", text="", **words)
    assert [row["text"] for row in page.rows("memos")] == ["spurgt"]
    page.ask("undo")
    assert len(page.rows("memos")) == 2
    page.ask("withdraw", coding=coding)
    assert page.shown() == opened_anew(page.face)


def test_a_code_is_made_in_the_words_of_a_person(page: Page) -> None:
    reply = page.ask("draft", label="venter længe", start=3, end=7)
    assert [(row["book"], row["code"]) for row in page.rows("codings")] == [("drafts", reply["code"])]
    assert page.parts["codes"][-1]["label"] == "venter længe"
    assert page.ask("draft", label="venter længe")["error"]
    assert page.ask("draft", label="…")["error"]
    n = page.face.project.study().n
    assert page.ask("draft", label="uden ord", start="3", end=7)["error"]
    assert page.face.project.study().n == n


# Looking around


def test_another_document_is_opened(page: Page) -> None:
    coding = page.one()
    fresh = page.ask("open", document=HAV)["fresh"]
    assert fresh["whole"]
    assert (page.parts["document"]["name"], page.parts["codings"]) == (HAV, {})
    assert page.ask("open", document="LIN-09")["error"]
    assert page.face.document == HAV
    assert [row[0] for row in page.ask("documents")["documents"]] == [HAV, LIN]
    page.ask("open", document=LIN)
    assert list(page.parts["codings"]) == [coding]


def test_ones_own_codings_or_everyones(page: Page, another: Project) -> None:
    mine = page.one()
    (theirs,) = Page(CodingFace(another, LIN)).code("høj", "rent")["made"]
    page.ask("look")
    assert set(page.parts["codings"]) == {mine}
    page.ask("everyone", on=True)
    assert set(page.parts["codings"]) == {mine, theirs}
    assert page.parts["everyone"] is True
    assert page.ask("everyone", on="ja")["fresh"]["codings"]["gone"] == [theirs]


def test_one_says_that_one_is_done_and_that_one_is_not_after_all(page: Page, another: Project) -> None:
    page.face.project.assign(LIN, ["ah", "mk"])
    page.ask("look")
    assert page.parts["finished"] is False
    assert page.ask("finish")["at_it"] == ["mk"]
    assert page.parts["finished"] is True
    another.finish(LIN)
    assert Page(CodingFace(another, LIN)).parts["finished"] is True
    page.ask("reopen")
    assert page.parts["finished"] is False
    assert "error" in page.ask("reopen")


def test_words_are_found_by_the_language_of_search_terms(page: Page) -> None:
    hits = page.ask("find", query="husleje*")["hits"]
    assert [SAID[LIN][start:end] for start, end in hits] == ["Huslejen"]
    assert [SAID[LIN][start:end] for start, end in page.ask("find", query="støtten")["hits"]] == ["støtten"]
    assert page.ask("find", query="(")["error"]
    assert page.ask("find", query="havn*")["hits"] == []


def test_the_rule_is_told_in_the_language_of_the_document(page: Page) -> None:
    reply = page.ask("rule", book="barrierer", code="rent")
    assert reply["language"] == "da"
    assert "Når lejen er for høj." in [text for _, texts in reply["lines"] for text in texts]
    assert page.ask("rule", book="barrierer", code="x")["error"]


def test_why_something_wasready(page: Page) -> None:
    (rent,) = (row for row in page.rows("suggestions") if row["code"] == "rent")
    assert "husleje*" in page.ask("why", suggestion=rent["id"])["indicators"]
    assert page.ask("why", suggestion="nej")["error"]
    page.ask("decide", suggestion=rent["id"], verdict="accepted")
    assert rent["id"] not in page.parts["suggestions"]
    assert [row["code"] for row in page.rows("codings")] == ["rent"]
    assert page.shown() == opened_anew(page.face)


# What cannot be


@pytest.mark.parametrize(
    "message",
    [
        {"type": "code"},
        {"type": "code", "start": 3, "end": 7},
        {"type": "code", "start": 3, "end": 7, "codes": []},
        {"type": "code", "start": 3, "end": 7, "codes": "rent"},
        {"type": "code", "start": 3, "end": 7, "codes": ["rent", 4]},
        {"type": "code", "start": 3, "end": 7, "codes": ["huslejer"]},
        {"type": "code", "start": 3, "end": 7, "codes": ["rent"], "polarity": "good"},
        {"type": "code", "start": 3, "end": 7, "codes": ["rent"], "polarity": 1},
        {"type": "code", "start": 3.0, "end": 7, "codes": ["rent"]},
        {"type": "code", "start": True, "end": 7, "codes": ["rent"]},
        {"type": "code", "start": 7, "end": 3, "codes": ["rent"]},
        {"type": "code", "start": -4, "end": -1, "codes": ["rent"]},
        {"type": "code", "start": 0, "end": 10**30, "codes": ["rent"]},
        {"type": "code", "start": 1000, "end": 1004, "codes": ["rent"]},
        {"type": "change", "coding": "0123456789"},
        {"type": "change", "coding": None},
        {"type": "withdraw", "coding": ["x"]},
        {"type": "withdraw", "coding": ""},
        {"type": "memo", "text": "x"},
        {"type": "memo", "start": 3, "end": 7},
        {"type": "memo", "text": "x", "coding": "0123456789"},
        {"type": "memo", "text": "\ud83c", "start": 3, "end": 7},
        {"type": "draft", "label": 3},
        {"type": "open", "document": None},
        {"type": "find"},
        {"type": "rule", "book": "barrierer"},
        {"type": "why"},
        {"type": "decide", "suggestion": "x", "verdict": "accepted"},
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(page: Page, message: dict[str, Any]) -> None:
    before, n = page.shown(), page.face.project.study().n
    reply = answer(page.face, {"id": 9, **message})
    assert (reply["id"], reply["type"]) == (9, message["type"])
    assert reply["error"]
    assert reply["fresh"] == {}
    assert (page.shown(), page.face.project.study().n) == (before, n)


def test_a_code_that_is_one_of_several_and_wrong_stops_all_of_them(page: Page) -> None:
    assert "huslejer" in page.code("Huslejen", "rent", "huslejer")["error"]
    assert page.face.project.study().codings.empty


def test_nobody_codes_without_a_name(project: Project) -> None:
    page = Page(CodingFace(Project.open(project.folder), LIN))
    assert (page.hello["me"], page.parts["everyone"]) == ("", True)
    for reply in (
        page.code("Huslejen", "rent"),
        page.ask("memo", text="x", start=3, end=7),
        page.ask("undo"),
    ):
        assert reply["error"]
        assert reply["hint"]
    assert page.ask("find", query="husleje*")["hits"]


# What others do meanwhile


def test_what_another_program_changed_appears(page: Page, project: Project) -> None:
    coding = page.one()
    elsewhere = Project.open(project.folder, coder="ah")
    elsewhere.change(coding, polarity="mixed")
    elsewhere.code(LIN, (3, 7), "support")
    elsewhere.note("set", coding=coding)
    assert set(page.ask("look")["fresh"]) == {"codings", "memos"}
    assert page.parts["codings"][coding]["polarity"] == "mixed"
    elsewhere.withdraw([coding])
    page.ask("look")
    assert [row["code"] for row in page.rows("codings")] == ["support"]
    assert page.shown() == opened_anew(page.face)


def test_two_views_of_one_document_agree(project: Project, another: Project) -> None:
    one, other = Page(CodingFace(project, LIN, everyone=True)), Page(CodingFace(another, LIN, everyone=True))
    one.code("Huslejen", "rent")
    other.code("Huslejen", "rent")
    one.ask("memo", text="x", start=3, end=7)
    one.ask("look"), other.ask("look")
    assert len(one.parts["codings"]) == 2
    assert one.shown() == other.shown()


def test_a_codebook_that_changed_meanwhile_is_told(page: Page, another: Project, tmp_path: Path) -> None:
    page.one()
    book = tmp_path / "barrierer.yaml"
    book.write_text(BARRIERS.format(version="1.1.0", rent="Leje"), "utf-8")
    another.adopt(book)
    assert [code["label"] for code in page.ask("look")["fresh"]["codes"]][1] == "Leje"
    assert page.shown() == opened_anew(page.face)
    book.write_text(BARRIERS.format(version="2.0.0", rent="Leje").replace("id: rent", "id: lease"), "utf-8")
    another.adopt(book)
    page.ask("look")
    assert [row["waits"] for row in page.rows("codings")] == [True]
    assert page.code("venter", "rent")["error"]
    assert page.shown() == opened_anew(page.face)


def test_the_studys_own_words_are_told(page: Page, another: Project) -> None:
    another.use_words({"da": {"husleje": "leje"}})
    assert [code["label"] for code in page.ask("look")["fresh"]["codes"]][1] == "Leje"


def test_a_corrected_transcript_is_told_anew_and_stale_words_are_refused(
    page: Page, another: Project
) -> None:
    coding = page.one("længe på bolig")
    another.edit_turn(LIN, 2, "Lejen er høj. Så venter de længe på bolig.")
    stale = len(SAID[LIN]) - 3
    reply = page.ask("code", start=stale, end=stale + 2, codes=["rent"])
    assert reply["error"]
    assert reply["fresh"]["turns"][1][7] == "Lejen er høj. Så venter de længe på bolig."
    assert page.words(page.parts["codings"][coding]) == "længe på bolig"
    assert page.shown() == opened_anew(page.face)


def test_a_document_that_was_removed_is_said_and_another_can_be_opened(page: Page, another: Project) -> None:
    page.one()
    another.purge(document=LIN)
    assert LIN in page.ask("look")["error"]
    assert page.code("Huslejen", "rent")["error"]
    assert [row[0] for row in page.ask("documents")["documents"]] == [HAV]
    assert page.ask("open", document=HAV)["fresh"]["whole"]
    assert page.shown() == opened_anew(page.face)


def test_who_codes_apart_sees_their_own_until_all_are_done(page: Page, another: Project) -> None:
    (theirs,) = Page(CodingFace(another, LIN)).code("høj", "rent")["made"]
    another.assign(LIN, ["ah", "mk"])
    page.ask("everyone", on=True)
    mine = page.one()
    assert set(page.parts["codings"]) == {mine}
    assert page.ask("change", coding=theirs, polarity="barrier")["error"]
    page.face.project.finish(LIN)
    another.finish(LIN)
    page.ask("look")
    assert set(page.parts["codings"]) == {mine, theirs}
    assert page.shown() == opened_anew(page.face)


# Whatever is asked


at = st.integers(0, 90)
which = st.integers(0, 5)
MESSAGES = st.one_of(
    st.tuples(
        st.just("code"), at, st.integers(1, 30), st.lists(st.sampled_from(["rent", "waiting", "support"]))
    ),
    st.tuples(st.just("change"), which, at, st.integers(1, 30)),
    st.tuples(st.just("polarity"), which, st.sampled_from(["barrier", "mixed", ""])),
    st.tuples(st.just("withdraw"), which),
    st.tuples(st.just("memo"), which, st.text(max_size=4)),
    st.tuples(st.just("note"), at, st.text(max_size=4)),
    st.tuples(st.just("decide"), which, st.sampled_from(["accepted", "rejected"])),
    st.tuples(st.just("draft"), st.sampled_from(["egen", "anden"]), at),
    st.tuples(st.just("edit"), st.sampled_from([2, 4]), st.sampled_from(["Ja 🏠.", "Huslejen er høj, så de venter."])),
    st.tuples(st.just("everyone"), st.booleans()),
    st.tuples(st.just("open"), st.sampled_from([LIN, HAV])),
    st.tuples(st.sampled_from(["undo", "redo", "look"])),
)  # fmt: skip


def message_of(page: Page, asked: tuple[Any, ...]) -> dict[str, Any]:
    """The message about what this page shows."""
    name, *told = asked
    own = [*page.parts["codings"], "0123456789"]
    if name == "code":
        return {"type": "code", "start": told[0], "end": told[0] + told[1], "codes": told[2]}
    if name == "change":
        return {
            "type": "change",
            "coding": own[told[0] % len(own)],
            "start": told[1],
            "end": told[1] + told[2],
        }
    if name in ("polarity", "withdraw", "memo"):
        more = {"polarity": {"polarity": told[-1]}, "memo": {"text": told[-1]}}.get(name, {})
        return {
            "type": {"polarity": "change"}.get(name, name),
            "coding": own[told[0] % len(own)],
            **more,
        }
    if name == "note":
        return {"type": "memo", "start": told[0], "end": told[0] + 5, "text": told[1]}
    if name == "decide":
        open_ = [*page.parts["suggestions"], "x"]
        return {"type": "decide", "suggestion": open_[told[0] % len(open_)], "verdict": told[1]}
    if name == "draft":
        return {"type": "draft", "label": told[0], "start": told[1], "end": told[1] + 4}
    if name == "edit":
        words = next((turn[7] for turn in page.parts["turns"] if turn[0] == told[0]), "")
        return {"type": "edit_turn", "turn": told[0], "words": words, "text": told[1]}
    return {"type": name, **({"everyone": {"on": told[0]}, "open": {"document": told[0]}}[name] if told else {})}  # fmt: skip


@settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(asked=st.lists(st.tuples(st.sampled_from([0, 0, 1]), MESSAGES), max_size=10))
def test_after_any_messages_a_page_is_what_a_page_opened_anew_shows(
    ready: Path, tmp_path_factory: pytest.TempPathFactory, asked: list[Any]
) -> None:
    folder = shutil.copytree(ready, tmp_path_factory.mktemp("p") / "p")
    pages = [Page(CodingFace(Project.open(folder, coder=name), LIN)) for name in ("bo", "mk")]
    for who, one in asked:
        message = message_of(pages[who], one)
        pages[who].ask(message.pop("type"), **message)
    for page in pages:
        page.ask("look")
        assert page.shown() == opened_anew(page.face)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=4,
)
FIELDS = ["start", "end", "codes", "coding", "text", "label", "document", "query", "on", "polarity", "code", "book", "turn", "words",
          "at", "speaker", "suggestion", "verdict", "term", "where", "n", "difference", "why", "coders"]  # fmt: skip
KINDS = sorted({*CodingFace.acts.fget(None), "hello", "look"} - {"undo", "redo"})  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    message=JSON
    | st.builds(
        lambda kind, rest: {"type": kind, **rest},
        st.sampled_from(KINDS) | st.text(max_size=5),
        st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
    )
)
def test_anystartled_gets_a_reply_and_is_not_written(startled: Page, message: Any) -> None:
    n = startled.face.project.study().n
    reply = answer(startled.face, message)
    asked = message if isinstance(message, dict) else {}
    assert (reply["id"], reply["type"]) == (asked.get("id"), asked.get("type"))
    assert ("error" in reply) or ("fresh" in reply)
    json.dumps(reply)
    written = startled.face.project.study().n - n
    assert written == 0 or ("error" not in reply and message["type"] in ("draft", "memo", "code"))


@pytest.fixture(scope="module")
def startled(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    folder = shutil.copytree(ready, tmp_path_factory.mktemp("nonsense") / "p")
    return Page(CodingFace(Project.open(folder, coder="ah"), LIN))
