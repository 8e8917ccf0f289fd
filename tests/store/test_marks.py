"""What follows from a mark: files, texts, places of words, reasons."""

import json

import pytest

from casekit.model.facts import DocumentFact, Layout, PersonFact, Purge, Revision, SpeakerFact, key_of, sha
from casekit.store.cuts import cuts_in
from casekit.store.held import Held
from casekit.store.marks import WHOLE, Mark, marks_of
from casekit.store.opening import create_engine_for, reading

TEXT = "Anna, Bo\n\nI: Hvad?\n\nAnna: Det regner.\n\nBo: Solen skinner, Anna.\n"
TURNS = [[13, 18, "I", None, None], [26, 37, "Anna", None, None], [43, 63, "Bo", None, None]]


def document(name="HAV-01", text=TEXT, turns=TURNS, language="da"):
    key = key_of("document", name)
    revision = key_of("revision", key, sha(text))
    return [
        DocumentFact(key, name, None, "interview", "", language, "", f"{name}.txt", sha(name), "text"),
        Revision(revision, key, text, sha(text)),
        Layout(key_of("layout", revision), revision, json.dumps(turns)),
    ]


def speaker(name, person=None, role="respondent", of="HAV-01"):
    key = key_of("document", of)
    return SpeakerFact(key_of("speaker", key, name), key, name, role, "", person and key_of("person", person))


@pytest.fixture
def followed(store, event):
    """The marks that one act has after some others."""

    def told(*acts):
        for facts in acts[:-1]:
            store.append(event(), facts)
        store.append(event(verb="purge"), acts[-1])
        with reading(create_engine_for(store.path), store.path) as connection:
            return marks_of([Held.of(connection)])

    return told


def test_a_document_goes_with_its_files_and_texts(followed):
    facts = document()
    marks = followed(facts, [Purge(facts[0].key, "document")])
    assert marks == {
        Mark(facts[0].key, "document"),
        Mark(key_of("document", sha("HAV-01")), "document"),
        Mark(facts[1].key, "revision"),
    }


def test_of_a_person_in_a_group_the_turns_with_their_labels_go_and_the_name_above_the_talk(followed):
    facts = document()
    people = [PersonFact(key_of("person", "Anna"), "Anna", None)]
    labels = [speaker("I", role="interviewer"), speaker("Anna", "Anna"), speaker("Bo")]
    marks = followed([*facts, *people, *labels], [Purge(key_of("person", "Anna"), "person")])
    (cut,) = [mark for mark in marks if cuts_in(mark.kind)]
    assert cut.key == facts[1].key
    assert [TEXT[one.start : one.end] for one in cuts_in(cut.kind)] == ["Anna", "Anna: Det regner."]
    assert {one.word for one in cuts_in(cut.kind)} == {"[fjernet]"}


@pytest.mark.parametrize(
    ("language", "word"), [("de", "[entfernt]"), ("nl", "[verwijderd]"), ("fr", "[removed]")]
)
def test_what_stands_in_its_place_is_in_the_language_of_the_document(followed, language, word):
    facts = [*document(language=language), speaker("Anna", "Anna"), speaker("Bo")]
    marks = followed(facts, [Purge(key_of("person", "Anna"), "person")])
    assert [mark.kind.rpartition(" ")[2] for mark in marks if cuts_in(mark.kind)] == [word]


def test_where_nobody_else_answers_the_document_goes(followed):
    facts = [*document(), speaker("I", role="interviewer"), speaker("Anna", "Anna")]
    marks = followed(facts, [Purge(key_of("person", "Anna"), "person")])
    assert Mark(facts[0].key, "document") in marks
    assert not any(cuts_in(mark.kind) for mark in marks)


def test_of_an_earlier_text_in_which_nobody_can_tell_who_speaks_all_goes(followed, store):
    earlier = document(text="S1: Det regner.\n", turns=[[4, 15, "S1", None, None]])
    facts = [*document(), speaker("Anna", "Anna"), speaker("Bo")]
    live = [*earlier[:1], *facts[1:]]
    store.append(_act(), earlier)
    store.append(_act(), live, store.live_ids(Revision, [earlier[1].key]))
    marks = followed([], [Purge(key_of("person", "Anna"), "person")])
    whole = {mark.key for mark in marks for cut in cuts_in(mark.kind) if cut.end == WHOLE}
    assert whole == {earlier[1].key}


def _act():
    from casekit.model.facts import Event

    _act.n = getattr(_act, "n", 0) + 1  # type: ignore[attr-defined]
    return Event(key_of("act", str(_act.n)), f"2020-01-01T00:00:0{_act.n}.000+00:00", "ah", "record")  # type: ignore[attr-defined]


def test_reasons_that_name_it_are_marked_and_others_are_not(store, event, followed):
    from dataclasses import replace

    naming, other = replace(event(), why="om HAV-01"), replace(event(), why="om HAV-011")
    store.append(naming, [])
    store.append(other, [])
    facts = document()
    marks = followed(facts, [Purge(facts[0].key, "document")])
    assert {mark.key for mark in marks if mark.kind == "event"} == {naming.id}


def test_of_a_text_that_goes_as_a_whole_nothing_else_is_marked(followed):
    facts = document()
    cut, whole = Purge(facts[1].key, "revision 26-37 [fjernet]"), Purge(facts[0].key, "document")
    assert Mark(facts[1].key, cut.kind) in followed(facts, [cut])
    assert Mark(facts[1].key, cut.kind) not in followed([], [whole])
