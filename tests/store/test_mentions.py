"""What stays and tells of what went."""

import pytest

from casekit.model.facts import Memo, Revision, key_of, sha
from casekit.store.held import Held
from casekit.store.mentions import mentions
from casekit.store.opening import create_engine_for, reading

SAID = "Huslejen er alt for høj for de unge i byen siger de alle sammen her og så flytter de til en anden kommune"


def memo(text):
    return Memo(key_of("memo", text), key_of("case", "a"), text, key_of("coder", "ah"))


@pytest.fixture
def found(store, kept):
    def told(facts, names=()):
        kept(store, facts)
        with reading(create_engine_for(store.path), store.path) as connection:
            return [(one.kind, one.what) for one in mentions(Held.of(connection), [SAID], names)]

    return told


def test_a_long_run_of_the_words_is_a_quote_in_any_letters(found):
    assert found([memo("Hun: HUSLEJEN er alt, for høj for …"), memo("Huslejen er alt for høj")]) == [
        ("memos", "quote")
    ]


def test_a_name_is_found_as_a_word_of_its_own(found):
    assert found([memo("Spurgte Bodil igen"), memo("Bodils have")], ["Bodil"]) == [("memos", "name")]


def test_another_transcript_quotes_only_with_more_words(found):
    def text(words):
        return Revision(key_of("r", words), key_of("document", "x"), words, sha(words))

    assert found([text(" ".join(SAID.split()[:15])), text(SAID)]) == [("revisions", "quote")]
