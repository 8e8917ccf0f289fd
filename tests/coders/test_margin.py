"""Comments in the margin that name a code."""

import json

import pytest

from casekit.codebook import read_codebook
from casekit.coders.margin import SIGN, codes_named, suggest_from_margin, tags_unknown
from casekit.model.document import Document, Reading, Remark, Speaker, Turn
from casekit.model.facts import Memo, key_of
from casekit.model.span import Span
from casekit.project import Project

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file

BOOK = """casekit: codebook/1
id: small
version: '1'
codes:
  - id: rent
    label: {da: Husleje, de: Miete}
  - id: long_wait
    label: {da: "Ventetid, lang", de: Wartezeit}
  - id: support
    label: {da: Støtte og hjælp}
  - id: one
    label: {da: Fælles}
  - id: two
    label: {da: Fælles}
"""
WORDS = "Huslejen er for høj. Så venter de."


def book(yaml=BOOK):
    return read_codebook(yaml.encode(), file="small.yaml")[0]


def read(*remarks):
    text = f"B: {WORDS}\n"
    return Reading(
        Document("A", text, (Turn(Span(3, 3 + len(WORDS)), "B"),), (Speaker("B", "respondent"),), "f", "A.docx", language="da", remarks=remarks)
    )  # fmt: skip


@pytest.fixture
def project(tmp_path):
    """An interview with one code in its margin, by Mette."""
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    made.add(
        read(
            Remark("Mette", "rent", "2024-01-01T10:00:00Z", Span(3, 23)),
            Remark("Bo", "Hvem?", "", Span(3, 5)),
        )
    )
    return made


def written(tmp_path, yaml=BOOK):
    path = tmp_path / "small.yaml"
    path.write_text(yaml, "utf-8")
    return path


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("rent", ["rent"]),
        ("Husleje", ["rent"]),
        ("  MIETE  ", ["rent"]),
        ("Kode: husleje", ["rent"]),
        ("tema= Wartezeit", ["long_wait"]),
        ("long wait", ["long_wait"]),
        ("long-wait", ["long_wait"]),
        ("Ventetid, lang", ["long_wait"]),
        ("støtte og hjælp", ["support"]),
        ("rent: det siger de alle", ["rent"]),
        ("rent – det siger de alle", ["rent"]),
        ("rent\nDet siger de alle", ["rent"]),
        ("rent, Wartezeit", ["rent", "long_wait"]),
        ("rent og wartezeit", ["rent", "long_wait"]),
        ("rent / huslej; rent", []),
        ("rent / long_wait; rent", ["rent", "long_wait"]),
        ("Se #rent og #long_wait her", ["rent", "long_wait"]),
        ("#rent", ["rent"]),
        ("#ukendt", []),
        ("rent, tror jeg", []),
        ("Er det her husleje?", []),
        ("Fælles", []),
        ("rent (barriere)", ["rent"]),
        ("kode husleje", ["rent"]),
        ("rent -", ["rent"]),
        ("one", ["one"]),
        ("", []),
        ("::", []),
        ("–", []),
        ("x" * 10_000, []),
    ],
)
def test_a_comment_names_codes_or_it_does_not(comment, codes):
    assert codes_named(comment, book()) == codes


def test_a_code_in_the_margin_is_a_suggestion_by_who_wrote_it(project):
    [made] = suggest_from_margin(project.study(), book(), "A")
    study = project.study()
    assert (made.code, study.text("A", made.start, made.end)) == ("rent", "Huslejen er for høj.")
    assert made.coder == key_of("coder", "Mette")
    assert json.loads(made.evidence) == [[3, 23, SIGN]]
    assert (made.revision, made.polarity) == (study.documents["revision"].iloc[0], "")


def test_suggestions_are_stored_once_and_the_comments_stay_memos(project, tmp_path):
    path = written(tmp_path)
    assert (project.suggest(path).new, project.suggest(path).new) == (1, 0)
    n = project.study().n
    assert project.suggest(path).gone == 0
    study = project.study()
    assert study.n == n
    assert study.suggestions[["coder", "code", "status"]].to_numpy().tolist() == [["Mette", "rent", "open"]]
    assert sorted(study.memos["text"]) == ["Hvem?", "rent"]


def test_a_codebook_that_lost_the_code_takes_the_suggestion_away_and_not_what_was_decided(project, tmp_path):
    project.suggest(written(tmp_path))
    other = written(
        tmp_path, BOOK.replace("id: rent", "id: price").replace("Husleje", "Pris").replace("'1'", "'2'")
    )
    done = project.suggest(other)
    assert (done.new, done.gone) == (0, 1)
    assert project.study().suggestions.empty
    project.suggest(written(tmp_path))
    project.decide(project.study().suggestions["suggestion"], "accepted")
    assert project.suggest(other).gone == 0
    assert project.study().codings[["code", "coder"]].to_numpy().tolist() == [["rent", "ah"]]


def test_a_rejected_comment_stays_rejected(project, tmp_path):
    path = written(tmp_path)
    project.suggest(path)
    project.decide(project.study().suggestions["suggestion"], "rejected")
    assert project.suggest(path).new == 0
    assert list(project.study().suggestions["status"]) == ["rejected"]


def test_who_names_a_code_twice_for_the_same_words_names_it_once(tmp_path):
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    place = Span(3, 23)
    made.add(
        read(
            Remark("Mette", "rent", "", place),
            Remark("Mette", "Husleje", "", place),
            Remark("Bo", "rent", "", place),
        )
    )
    path = written(tmp_path)
    assert made.suggest(path).new == 2
    n = made.study().n
    assert (made.suggest(path).new, made.study().n) == (0, n)
    assert sorted(made.study().suggestions["coder"]) == ["Bo", "Mette"]


def test_a_remark_about_no_words_and_a_memo_about_something_else_suggest_nothing(project):
    study = project.study()
    project.record(Memo(key_of("m"), key_of("x"), "rent", key_of("coder", "ah")))
    project.add(
        Reading(
            Document(
                "B",
                "B: Ja.\n",
                (Turn(Span(3, 6), "B"),),
                (Speaker("B", "respondent"),),
                "g",
                remarks=(Remark("Mette", "rent"),),
            )
        )
    )
    assert suggest_from_margin(project.study(), book(), "B") == []
    assert (
        len(suggest_from_margin(project.study(), book(), "A"))
        == len(suggest_from_margin(study, book(), "A"))
        == 1
    )


def test_without_the_comment_there_is_no_suggestion(project, tmp_path):
    path = written(tmp_path)
    project.suggest(path)
    for _ in ("suggest", "adopt", "add"):
        project.undo()
    assert project.study().documents.empty
    assert project.study().suggestions.empty


@pytest.mark.parametrize(
    ("comment", "direction"),
    [
        ("RENT: barrier", "barrier"),
        ("Husleje (fremmer)", "facilitator"),
        ("#rent −", "barrier"),
        ("rent +", "facilitator"),
        ("Miete – gemischt", "mixed"),
        ("rent", ""),
        ("rent: det er dyrt", ""),
    ],
)
def test_a_comment_may_tell_the_direction(tmp_path, comment, direction):
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    made.add(read(Remark("Bo", comment, "", Span(3, 23))))
    [suggestion] = suggest_from_margin(made.study(), book(), "A")
    assert (suggestion.code, suggestion.polarity) == ("rent", direction)


def test_a_tag_that_is_no_code_is_told_with_what_is_close_to_it(tmp_path):
    made = Project.create(tmp_path / "p", language="da", coder="ah")
    made.add(read(Remark("Bo", "#suport og #rent", "", Span(3, 23))))
    assert tags_unknown(made.study(), book(), "A") == ["suport"]
    [told] = [one for one in made.suggest(written(tmp_path)).findings if one.kind == "comment_names_no_code"]
    assert (told.where, told.data["tag"], told.data["near"]) == ("A", "suport", "support")
