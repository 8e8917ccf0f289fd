from time import perf_counter

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casekit.codebook.reading import codebook_of, read_codebook
from casekit.codebook.writing import WIDTH, yaml_of
from casekit.files.shipped import shipped
from casekit.model.codebook import Code, Codebook
from casekit.model.words import Words

pytestmark = pytest.mark.slow

SHIPPED = sorted(shipped("codebooks").glob("*.yaml"))


def read(text):
    return read_codebook(text.encode(), file="x.yaml")


def titled(text):
    return Codebook("x", title=Words.of({"da": text}))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_codebook_is_written_and_read_again(path):
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    begun = perf_counter()
    text = yaml_of(book)
    assert perf_counter() - begun < 0.5
    again, findings = read(text)
    assert again == book
    assert list(findings) == []
    assert max(map(len, text.splitlines())) <= WIDTH
    assert yaml.safe_load(text)["id"] == book.id


def test_a_file_looks_as_people_would_write_it():
    code = Code(
        "rent",
        Words.of({"da": "Husleje", "en": "Rent: level"}),
        "home",
        include=(Words.of({"da": "depositum"}),),
        indicators=(("da", ("husleje*", "no", "=leje", "a, b")),),
        colour="#1b6ca8",
    )
    book = Codebook(
        "small",
        "1.0",
        Words.of({"da": "Lille"}),
        (Code("home"), code),
        languages=("da", "en"),
        description=Words.of({"en": "Two lines:\n\nof text"}),
    )
    assert (
        yaml_of(book)
        == """\
# yaml-language-server: $schema=codebook.schema.json
casekit: codebook/1
id: small
version: '1.0'
languages: [da, en]
title:
  da: Lille
description:
  en: |-
    Two lines:

    of text
codes:
  - id: home
    codes:
      - id: rent
        label:
          da: Husleje
          en: 'Rent: level'
        include:
          - da: depositum
        indicators:
          da: [husleje*, 'no', =leje, 'a, b']
        colour: '#1b6ca8'
"""
    )


def test_long_texts_are_broken_at_blanks_and_only_there():
    text = "Rådhuset " * 40 + "x" * 150 + " slut: her  med to blanke og 'gåseøjne'"
    written = yaml_of(titled(text))
    long = [line for line in written.splitlines() if len(line) > WIDTH]
    assert [line.strip() for line in long] == ["x" * 150]
    assert read(written)[0].title.get("da") == text


@pytest.mark.parametrize(
    "text",
    ["no", "1:30", "*x", "&b", "~", "null", "2026-11-22", " a", "a ", "a: b", "a #b", "- a", "<<", "=", "😀", "a\nb", "\n", "a\n", "a\n b", "\u2028", "\x85", "\ufeff", "\x00", "\x7f", "'", "\\", "a\tb", "...", "---", "[a]", "?", "!x", "%x", "a:"],
)  # fmt: skip
def test_a_text_that_could_be_misread_comes_back(text):
    book = titled(text)
    assert read(yaml_of(book))[0] == book
    assert yaml.safe_load(yaml_of(book))["title"]["da"] == text


def test_an_emoji_and_a_danish_text_stand_as_they_are():
    assert "da: 😀 blåbær „so“\n" in yaml_of(titled("😀 blåbær „so“"))


text = st.text(max_size=30) | st.text(alphabet="a :#'\"\n\t\\-,[]{}é\u2028😀", max_size=140)
ids = st.text(min_size=1, max_size=5).filter(lambda word: word.strip())
spoken = st.dictionaries(st.sampled_from(["da", "de", "nl", "en"]), text, max_size=3)
code = st.fixed_dictionaries(
    {"id": ids},
    optional={
        "label": spoken,
        "include": st.lists(spoken, max_size=2),
        "indicators": st.dictionaries(st.sampled_from(["da", "en"]), st.lists(text, max_size=3)),
        "questions": st.lists(text, max_size=3),
        "links": st.dictionaries(text, st.lists(text, max_size=2), max_size=2),
        "polarity": st.dictionaries(st.sampled_from(["barrier", "mixed"]), spoken),
    },
)
plain = st.fixed_dictionaries(
    {"casekit": st.just("codebook/1"), "id": ids, "codes": st.lists(code, max_size=3, unique_by=lambda one: one["id"])},
    optional={"version": text, "title": spoken, "authors": st.lists(text, max_size=3), "sources": st.dictionaries(text, text, max_size=2), "coding_rules": st.lists(spoken, max_size=2)},
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@example({"casekit": "codebook/1", "id": "x", "codes": [], "sources": {"k" * 2000: "v" * 200, "": " "}})
@given(plain)
def test_any_codebook_is_written_and_read_again(content):
    book, _ = codebook_of(content, str)
    written = yaml_of(book)
    assert read(written)[0] == book
    assert yaml.safe_load(written)["id"] == book.id
