"""What is marked goes, with what refers to it; what is not marked stays as it was."""

import pandas as pd
import pytest

from casekit.model.facts import (
    Coding,
    Decision,
    DocumentFact,
    Memo,
    Purge,
    Revision,
    Suggestion,
    key_of,
    sha,
)
from casekit.store.opening import create_engine_for, writing
from casekit.store.removing import apply_marks
from casekit.store.schema import keys

GONE, STAYS = key_of("document", "a"), key_of("document", "b")


def told(document, name):
    text = f"Huslejen er {name}."
    revision = key_of("revision", document, sha(text))
    coder, book = key_of("coder", "ah"), key_of("codebook", "b")
    suggestion = Suggestion(
        key_of("s", name), revision, 0, 8, "rent", book, "", coder, '[[0, 8, "husleje*"]]'
    )
    coding = Coding(
        key_of("c", name), revision, 0, 8, "rent", book, "", coder, sha("Huslejen"), suggestion.key
    )
    return [
        DocumentFact(document, name, None, "interview", "", "da", "", f"{name}.txt", sha(name), "text"),
        Revision(revision, document, text, sha(text)),
        suggestion,
        coding,
        Decision(key_of("d", name), suggestion.key, "accepted", coder, "", coding.key),
        Memo(key_of("m", name), coding.key, f"note on {name}", coder),
    ]


def apply(store):
    with writing(create_engine_for(store.path), store.path) as connection:
        return apply_marks(connection)


@pytest.fixture
def marked(store, event):
    store.append(event(), told(GONE, "zanzibar"))
    store.append(event(), told(STAYS, "kept"))
    store.append(event(verb="purge"), [Purge(GONE, "document")])
    return store


def test_all_that_refers_to_it_goes_and_the_rest_stays(marked):
    gone = apply(marked)
    assert dict(gone.facts) == dict.fromkeys(("documents", "revisions", "suggestions", "codings", "decisions", "memos"), 1)  # fmt: skip
    live = marked.live()
    for kind in (DocumentFact, Revision, Suggestion, Coding, Decision, Memo):
        assert len(live[kind]) == 1
    assert "zanzibar" in " ".join(gone.strings)
    assert gone.names == {"zanzibar", "zanzibar.txt"}
    assert not marked.verify()


def test_the_second_time_there_is_nothing_to_do_and_nothing_is_written(marked):
    apply(marked)
    before = marked.path.read_bytes()
    assert not apply(marked)
    assert marked.path.read_bytes() == before


def test_without_marks_nothing_is_looked_at(store, event):
    store.append(event(), told(GONE, "zanzibar"))
    assert not apply(store)
    assert len(store.live()[DocumentFact]) == 1


def test_ends_of_what_goes_go(marked, event):
    ended = marked.live_ids(Coding, [key_of("c", "zanzibar")])
    marked.append(event(), [], ended)
    apply(marked)
    with writing(create_engine_for(marked.path), marked.path) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ends").scalar() == 0
    assert not marked.verify()


def test_a_coding_that_came_of_a_suggestion_which_goes_stays_without_it(store, event):
    coder, book = key_of("coder", "ah"), key_of("codebook", "b")
    facts = told(STAYS, "kept")
    revision = facts[1].key
    far = Suggestion(key_of("s", "far"), revision, 9, 16, "rent", book, "", coder, "[]")
    near = Coding(key_of("c", "near"), revision, 0, 8, "rent", book, "", coder, sha("Huslejen"), far.key)
    store.append(event(), [*facts, far, near])
    store.append(event(verb="purge"), [Purge(revision, "revision 9-16 [fjernet]")])
    apply(store)
    live = store.live()
    assert far.key not in set(live[Suggestion]["key"])
    row = live[Coding].set_index("key").loc[near.key]
    assert pd.isna(row["suggestion"])
    assert list(live[Revision]["text"]) == ["Huslejen [fjernet]."]
    assert not store.verify()


def test_keys_of_what_went_are_forgotten(marked):
    apply(marked)
    with writing(create_engine_for(marked.path), marked.path) as connection:
        names = {name for _, name in connection.execute(keys.select())}
    assert key_of("c", "zanzibar") not in names
    assert GONE in names  # of the mark
