"""A document that was read, as the facts of its text."""

import json

from casekit.model.document import Document, Remark, Turn
from casekit.model.facts import Coder, Layout, Memo, Revision, key_of, sha
from casekit.model.span import Span
from casekit.project.texts import layout, margin_facts, revision, text_facts

DOCUMENT = key_of("document", "1")
TEXT = "I: Nå?\nB: Jamen 🏠.\n"


def read(*remarks, turns=()):
    return Document("A", TEXT, turns, (), "f", remarks=remarks)


def test_a_text_is_known_by_its_document_and_its_words():
    one = revision(DOCUMENT, TEXT)
    assert one == Revision(key_of("revision", DOCUMENT, sha(TEXT)), DOCUMENT, TEXT, sha(TEXT))
    assert len({one.key, revision(DOCUMENT, TEXT + "x").key, revision(key_of("x"), TEXT).key}) == 3


def test_turns_are_packed_with_their_times():
    turns = (Turn(Span(3, 6), "I", 0, 900), Turn(Span(10, 18), "Støtte"))
    text, packed, *rest = text_facts(DOCUMENT, read(turns=turns))
    assert isinstance(packed, Layout)
    assert packed.revision == text.key
    assert json.loads(packed.turns) == [[3, 6, "I", 0, 900], [10, 18, "Støtte", None, None]]
    assert packed == layout(text.key, [(3, 6, "I", 0, 900), (10, 18, "Støtte", None, None)])
    assert rest == []


def test_a_remark_is_a_memo_by_who_wrote_it():
    text = revision(DOCUMENT, TEXT).key
    coder, memo = margin_facts(text, read(Remark(" Mette ", "Hvem?", "2024-01-01T10:00:00Z", Span(10, 15))))
    assert coder == Coder(key_of("coder", "Mette"), "Mette")
    assert memo == Memo(
        memo.key, text, "Hvem?", coder.key, text, start=10, end=15, written="2024-01-01T10:00:00Z"
    )


def test_a_remark_without_author_or_place_is_kept_too():
    _, memo = margin_facts(revision(DOCUMENT, TEXT).key, read(Remark("", "Hvem?")))
    assert (memo.coder, memo.start, memo.end, memo.written) == (key_of("coder", "–"), None, None, "")


def test_the_same_words_twice_in_the_margin_are_two_memos_and_read_again_the_same_two():
    text = revision(DOCUMENT, TEXT).key
    twice = read(Remark("Mette", "Se"), Remark("Mette", "Se"))
    keys = [fact.key for fact in margin_facts(text, twice) if isinstance(fact, Memo)]
    assert len(set(keys)) == 2
    assert keys == [fact.key for fact in margin_facts(text, twice) if isinstance(fact, Memo)]
