import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import ReadError
from casekit.readers import clean as module
from casekit.readers.clean import clean, notices


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x85"])
def test_every_kind_of_line_break_becomes_one(sign):
    assert clean(f"a{sign}b") == "a\nb"


def test_what_cannot_be_seen_goes_and_what_can_stays():
    assert (
        clean("\ufeffso\u00adcial\u200b\u0000 2\u00a0000\u202fkr. ß ﬁ „x“")
        == "social 2\u00a0000\u202fkr. ß ﬁ „x“"
    )


def test_bidi_marks_stay_and_are_told():
    assert clean("a\u202eb") == "a\u202eb"
    assert [finding.kind for finding in notices("a\u202eb", file="a.txt")] == ["bidi_marks"]


def test_letters_are_composed():
    assert clean("e\u0301 a\u030a") == "é å"
    assert clean("e\u200b\u0301") == "é"


@given(st.text())
def test_clean_text_is_nfc_without_breaks_but_one_and_cleaning_again_changes_nothing(text):
    done = clean(text)
    assert done == unicodedata.normalize("NFC", done) == clean(done)
    assert not set(done) & set("\r\v\f\x85\u2028\u2029\u00ad\u200b\ufeff\x00")
    done.encode("utf-8")


def test_lone_surrogates_and_control_characters_are_counted():
    found = {
        finding.kind: finding.data["n"] for finding in notices("a\x01\x02\ud800 so\u00adcial", file="a.txt")
    }
    assert found == {"control_characters": 3, "invisible_characters": 1}


def test_text_saved_in_the_wrong_encoding_is_told():
    text = "Ældre på gaden – færre".encode().decode("cp1252", "replace")
    assert "garbled_characters" in {finding.kind for finding in notices(text, file="a.txt")}
    assert not notices("São Paulo, Ærø – “gut”, 100 €, naïve, Ålborg", file="a.txt")


def test_a_text_longer_than_any_interview_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_CHARACTERS", 3)
    with pytest.raises(ReadError) as caught:
        notices("four", file="a.txt")
    assert caught.value.problem == "text_too_long"
