from dataclasses import replace
from html import escape

import pytest

from casekit.codebook import read_codebook
from casekit.model.codebook import Change, Code
from casekit.model.finding import Finding, Findings
from casekit.project.adopting import adoption, orphans
from casekit.wording import LANGUAGES, say_in, speak

pytestmark = pytest.mark.slow  # each makes a project's file


@pytest.fixture
def study(suggested, coding):
    """``rent`` is coded, of version 1.0.0."""
    suggested.record(replace(coding(suggested.study()), version="1.0.0"))
    return suggested.study()


@pytest.fixture
def known(study):
    return study.codebooks["barrierer"]


def newer(book, version="2.0.0", *codes, replaced=()):
    changes = (Change("1.0.0"), Change(version, replaced=replaced))
    return replace(book, version=version, codes=codes or book.codes, changes=changes)


def test_a_codebook_that_is_new_changes_nothing(study):
    book, findings = read_codebook(b"casekit: codebook/1\nid: ny\nversion: 0.1\ntitel: x\n", file="ny.yaml")
    came = adoption(study, book, findings)
    assert (came.codebook, came.version, came.before, len(came.changes), came.waiting) == ("ny", "0.1", None, 0, 0)  # fmt: skip
    assert [finding.kind for finding in came.findings] == ["codebook_unknown_field"]


def test_a_new_version_says_what_differs_and_how_many_codings_would_wait(study, known):
    codes = (known["housing"], Code("deposit", parent="housing"), known["waiting"])
    came = adoption(study, newer(known, "2.0.0", *codes, replaced=(("rent", ("deposit", "waiting")),)), Findings())  # fmt: skip
    assert (came.before, came.waiting) == ("1.0.0", 1)
    assert set(came.changes["change"]) >= {"split"}
    assert study.codebooks["barrierer"] is known, "nothing happened yet"


def test_what_waits_already_is_counted_too(study, known):
    gone = newer(known, "2.0.0", known["housing"], replaced=(("rent", ()),))
    assert adoption(study, gone, Findings()).waiting == 1
    assert adoption(study, newer(known), Findings()).waiting == 0


def test_another_content_under_the_same_version_is_a_finding_behind_those_of_the_file(study, known):
    odd = Finding.of("codebook_unknown_field", "warning", "x", name="a", near="b")
    kinds = [one.kind for one in adoption(study, replace(known, licence="x"), Findings([odd])).findings]
    assert kinds == ["codebook_unknown_field", "codebook_same_version"]
    assert list(adoption(study, known, Findings()).findings) == []


@pytest.mark.parametrize(
    ("version", "odd"), [("0.9", True), ("0.10", True), ("1.0.1", False), ("1.10", False)]
)
def test_an_older_version_over_a_newer_one_is_a_finding(study, known, version, odd):
    came = adoption(study, newer(known, version), Findings())
    told = [(one.kind, dict(one.data)) for one in came.findings]
    assert told == ([("codebook_older_version", {"version": version, "known": "1.0.0"})] if odd else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_in_is_told_in_a_sentence_of_every_language(study, known, language):
    speak(language)
    fresh, again = adoption(study, replace(known, id="ny"), Findings()), adoption(study, newer(known), Findings())  # fmt: skip
    assert str(fresh) == say_in(language, "out.adopted_new", codebook="ny", version="1.0.0")
    assert str(again) == say_in(
        language, "out.adopted", codebook="barrierer", version="2.0.0", before="1.0.0", n=len(again.changes)
    )
    assert str(replace(again, waiting=2)) == f"{again}\n{say_in(language, 'out.adopted_waiting', n=2)}"


def test_in_a_notebook_it_is_that_sentence_with_what_is_odd(study, known):
    came = adoption(study, replace(known, id="<b>", licence="x"), Findings())
    assert came._repr_html_() == f"<p>{escape(str(came))}</p>"
    odd = adoption(study, replace(known, licence="x"), Findings())
    assert "<table" in odd._repr_html_()


def test_orphans_are_codings_that_have_a_code_and_would_have_none(study):
    waits = study.codings.assign(waits=True)
    assert orphans(study, replace(study, codings=waits), after=0) == list(study.codings["coding"])
    assert orphans(study, replace(study, codings=waits), after=study.n) == [], "it was there before"
    assert orphans(replace(study, codings=waits), replace(study, codings=waits), after=0) == []
    assert orphans(study, study, after=0) == orphans(replace(study, codings=waits), study, after=0) == []
