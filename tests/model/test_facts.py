from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.facts import (
    FACTS,
    Coding,
    Fact,
    Memo,
    Message,
    Suggestion,
    key_of,
    later_defaults,
    references,
    sha,
)

parts = st.lists(st.text(alphabet="abø /", max_size=4), max_size=4)


@given(parts, parts)
def test_equal_names_have_equal_keys_and_others_have_not(one, other):
    assert (key_of(*one) == key_of(*other)) == ("\x1f".join(one) == "\x1f".join(other))


def test_a_key_is_32_digits_and_stays_the_same_between_versions():
    assert key_of("case", "fjordlev") == key_of("case", "fjordlev")
    assert len(key_of("case", "Lindesø")) == 32
    assert key_of("a", "bc") != key_of("ab", "c")


def test_text_and_its_bytes_have_one_digest():
    assert sha("blå") == sha("blå".encode())
    assert len(sha("")) == 64


@pytest.mark.parametrize("kind", FACTS)
def test_every_kind_of_fact_begins_with_its_key_and_has_a_table(kind):
    assert fields(kind)[0].name == "key"
    assert kind.table == kind.table.lower()
    assert kind.__doc__


def test_every_kind_of_fact_is_listed_once():
    assert set(FACTS) == set(get_args(Fact))
    assert len({kind.table for kind in FACTS}) == len(FACTS)


def test_references_are_the_keys_of_other_facts():
    assert references(Coding) == ("revision", "codebook", "coder", "suggestion")
    assert references(Suggestion) == ("revision", "codebook", "coder")
    assert references(Message) == ("case", "coder")


def test_what_a_newer_schema_added_has_defaults_and_stands_last():
    assert later_defaults(Memo) == {"revision": None, "start": None, "end": None, "written": ""}
    assert later_defaults(Coding) == {"version": "", "carried": ""}
    for kind in FACTS:
        names = [item.name for item in fields(kind)]
        later = list(later_defaults(kind))
        assert names[len(names) - len(later) :] == later
