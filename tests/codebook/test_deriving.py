from dataclasses import replace

import pytest

from casekit.codebook.deriving import blank, derive, extension
from casekit.codebook.extending import extended
from casekit.codebook.reading import read_codebook
from casekit.codebook.writing import yaml_of
from casekit.errors import CodebookError, UnknownCodeError
from casekit.model.codebook import Base

BOOK = """
id: old
version: 3.1.0
languages: [da, en]
title: {da: Gammel, en: Old}
sources: {s: Bog, t: Tale}
coding_rules: [{da: Regel, en: Rule}, {da: Kun dansk}]
questions: [{id: q, text: {da: Hvad?, en: What?}}, {id: r}]
groups: [{id: g, label: {da: G}, themes: [home, help]}, {id: h, themes: [help]}]
changes: [{version: 3.1.0, what: {da: Nyt}}]
codes:
  - id: home
    label: {da: Hjem, en: Home}
    codes:
      - id: rent
        label: {da: Husleje, en: Rent}
        exclude: [{da: støtte, en: support, see: staff}, {da: kun}]
        examples: [{direction: barrier, da: Dyrt}]
        polarity: {barrier: {da: dyrt}, mixed: {en: both}}
        indicators: {da: [leje*], en: [rent*]}
        questions: [q]
        sources: [s]
      - {id: debt, label: {da: Gæld}, sources: [t]}
  - {id: help, codes: [{id: staff}]}
"""


@pytest.fixture
def old(book_of):
    return book_of(BOOK)


def test_a_blank_codebook_has_a_name_and_no_codes():
    book = blank("ours", languages=["nl", "nl", "de"], title="Van ons")
    assert (book.id, book.version, book.languages, len(book)) == ("ours", "0.1.0", ("nl", "de"), 0)
    assert dict(book.title.texts) == {"nl": "Van ons"}
    assert read_codebook(yaml_of(book).encode(), file="x")[0] == book


@pytest.mark.parametrize("id", ["", " "])
def test_a_codebook_without_id_is_refused(old, id):
    with pytest.raises(CodebookError):
        blank(id, languages=["da"])
    with pytest.raises(CodebookError):
        derive(old, id)


def test_an_extension_is_empty_and_becomes_the_whole_of_its_base(old):
    book = extension(old, "ours", title="Vores")
    assert (book.extends, book.languages, len(book)) == (Base("old", "3.1.0"), old.languages, 0)
    whole, findings = extended(book, old)
    assert (whole.codes, whole.title.get("da"), list(findings)) == (old.codes, "Vores", [])


def test_a_copy_is_all_but_its_name_and_its_history(old):
    book, findings = derive(old, "ours")
    assert book == replace(old, id="ours", version="0.1.0", changes=(), based_on=Base("old", "3.1.0"))
    assert list(findings) == []


def test_some_codes_come_with_those_above_them_and_what_they_name(old):
    book, findings = derive(old, "ours", codes=["rent"], version="1")
    assert [code.id for code in book] == ["home", "rent"]
    assert [one.id for one in book.questions] == ["q"]
    assert (book.sources, book.version) == ((("s", "Bog"),), "1")
    assert [(one.id, one.themes) for one in book.groups] == [("g", ("home",))]
    assert [entry.see for entry in book["rent"].exclude] == [None, None]
    assert {(finding.kind, finding.where) for finding in findings} == {
        ("reference_dropped", "ours: rent"),
        ("group_emptied", "ours: h"),
    }


def test_some_languages_leave_what_is_said_in_no_other(old):
    book, findings = derive(old, "ours", languages=["en", "nl"])
    rent = book["rent"]
    assert (book.languages, dict(book.title.texts)) == (("en", "nl"), {"en": "Old"})
    assert [rule.get("en") for rule in book.coding_rules] == ["Rule"]
    assert ([entry.see for entry in rent.exclude], rent.examples) == (["staff"], ())
    assert [name for name, _ in rent.polarity] == ["mixed"]
    assert (rent.indicators, book["debt"].label.texts) == ((("en", ("rent*",)),), ())
    assert [(finding.kind, *finding.data.values()) for finding in findings] == [("language_not_there", "nl"), ("entries_in_other_languages", 4)]  # fmt: skip


def test_all_its_languages_are_the_whole_book(old):
    assert derive(old, "ours", languages=["da", "en"]) == derive(old, "ours")


def test_a_code_that_is_not_there_is_refused_with_those_near(old):
    with pytest.raises(UnknownCodeError) as caught:
        derive(old, "ours", codes=["rents"])
    assert caught.value.data["near"] == "rent"
