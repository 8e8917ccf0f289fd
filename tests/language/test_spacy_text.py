import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casekit.language.spacy_text import TokenPlaces, blank, doc_of
from casekit.language.tokens import words

pytestmark = pytest.mark.slow


SIGNS = "ab Æø\u0301ß§1 \n\t\u00a0-‑'’.,…!?()[]»«„“”*:/·_ 😀👩\u200d👧\ufe0f🏽\u00ad\u200bשלום مرحبا"


def doc_for(text, *args, **more):
    return doc_of(blank("da").vocab, text, *args, **more)


@settings(deadline=None)
@given(st.text(SIGNS, max_size=60))
@example("")
@example("   ")
@example("  a")
@example("a  ")
def test_a_doc_is_its_text_and_has_every_word_as_a_token(text):
    doc = doc_for(text)
    assert doc.text == text
    tokens = {(token.idx, token.idx + len(token)) for token in doc}
    assert {(word.start, word.end) for word in words(text)} <= tokens


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_comes_back(text):
    assert doc_for(text).text == text


@settings(deadline=None)
@given(st.text(SIGNS, max_size=40), st.data())
def test_the_tokens_of_a_stretch_are_those_that_it_touches(text, data):
    doc = doc_for(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touched = [token.i for token in doc if token.idx < end and start < token.idx + len(token) and start < end]
    found = TokenPlaces(doc).of(start, end)
    assert found == ((touched[0], touched[-1] + 1) if touched else None)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Jo, »Wmo‑toegang« …", ["Jo", ",", "»", "Wmo‑toegang", "«", "…"]),
        ("a  b\n\n c", ["a", " ", "b", "\n\n ", "c"]),
        ("Nej ... (griner)?!", ["Nej", "...", "(", "griner", ")", "?", "!"]),
        ("fint 👩\u200d👧!", ["fint", "👩\u200d👧", "!"]),
        ("Bürger*innen und Wohnungs-", ["Bürger*innen", "und", "Wohnungs-"]),
    ],
)
def test_signs_are_tokens_of_their_own_and_a_blank_belongs_to_the_token_before(text, tokens):
    assert [token.text for token in doc_for(text)] == tokens


def test_sentences_begin_where_they_are_said_to():
    text = "Jo. Det er rigtigt. Nej"
    assert [one.text for one in doc_for(text, [0, 4, 20]).sents] == ["Jo.", "Det er rigtigt.", "Nej"]
    assert [one.text for one in doc_for(text, [6]).sents] == ["Jo.", "Det er rigtigt. Nej"]  # inside a word
    assert list(doc_for("", []).sents) == []


def test_a_pipeline_may_find_more_sentences_only_where_that_is_left_open():
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    text = "Jo. Ja. Nej"
    assert [one.text for one in nlp(doc_of(nlp.vocab, text, [0, 8], open_inside=True)).sents] == [
        "Jo.",
        "Ja.",
        "Nej",
    ]
    assert [one.text for one in nlp(doc_of(nlp.vocab, text, [0, 8])).sents] == ["Jo. Ja.", "Nej"]


@pytest.mark.parametrize(("language", "spoken"), [("da", "da"), ("nl", "nl"), ("", "xx"), ("qq", "xx")])
def test_a_language_that_spacy_does_not_know_is_read_as_any(language, spoken):
    assert blank(language).lang == spoken
