import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.exchange.qdc_marks import from_ref, guid_of, minted, origin_text, ref, told_origin
from casekit.model.codebook import Codebook

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(NAMES)
def test_an_id_is_one_word_and_back(name):
    word = ref(name)
    assert from_ref(word) == name
    assert not set(word) & set(" ,→()[]\n–")


@given(NAMES, NAMES)
def test_the_origin_tells_codebook_version_and_language(name, version):
    book = Codebook(name, version)
    assert told_origin(origin_text(book, "nl")) == (name, version, "nl")


@pytest.mark.parametrize("text", ["", "NVivo", "casekit 1.0", "casekit 1 (a b, sv)"])
def test_other_origins_tell_nothing(text):
    assert told_origin(text) is None


@pytest.mark.parametrize(
    "text", ["{0f0d5a61-9b1c-4f3a-8a6e-0d4a7f0c1e2b}", " 0F0D5A61-9B1C-4F3A-8A6E-0D4A7F0C1E2B"]
)
def test_a_guid_is_in_capitals_without_braces(text):
    assert guid_of(text) == "0F0D5A61-9B1C-4F3A-8A6E-0D4A7F0C1E2B"


@pytest.mark.parametrize("text", ["", "7", "0F0D5A61-9B1C-4F3A-8A6E", "0F0D5A619B1C4F3A8A6E0D4A7F0C1E2B"])
def test_what_is_no_guid_is_nothing(text):
    assert guid_of(text) == ""


def test_our_own_guids_are_guids_and_stay():
    own = minted("book", "code", "rent")
    assert guid_of(own) == own == minted("book", "code", "rent")
    assert len({own, minted("book", "group", "rent"), minted("other", "code", "rent")}) == 3
