"""All rows of a file, with keys as text."""

from casekit.model.facts import Coding, Memo, key_of
from casekit.store.held import Held, fact_of, id_of, words_in
from casekit.store.opening import create_engine_for, reading


def test_dead_and_living_rows_are_there_as_the_facts_that_they_are(store, coding, kept, event):
    kept(store, [coding("a")])
    kept(store, [coding("a", code="wait")])
    store.append(event(), [], store.live_ids(Coding, [coding("a").key]))
    with reading(create_engine_for(store.path), store.path) as connection:
        held = Held.of(connection)
        rows = held.rows(Coding)
        assert [fact_of(Coding, row) for row in rows] == [coding("a"), coding("a", code="wait")]
        assert [id_of(held.event(row), fact_of(Coding, row)) for row in rows] == [row["id"] for row in rows]
        assert held.live(Coding) == []
        assert {fact for _, fact in held.ended()} == {row["id"] for row in rows}


def test_the_words_of_a_fact_are_its_texts_without_keys_and_digests(store, kept):
    memo = Memo(key_of("memo", "a"), key_of("case", "b"), "En note", key_of("coder", "ah"))
    kept(store, [memo])
    with reading(create_engine_for(store.path), store.path) as connection:
        (row,) = Held.of(connection).rows(Memo)
    assert words_in(Memo, row) == ["En note"]
