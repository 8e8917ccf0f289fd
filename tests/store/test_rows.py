from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from casekit.model.facts import CaseFact, Coding, Memo, key_of
from casekit.store.opening import reading, writing
from casekit.store.rows import (
    Interner,
    chunks,
    digest_of,
    fact_id,
    fact_sha,
    keys_in,
    plain_columns,
    plain_rows,
    row_of,
)
from casekit.store.schema import FACT_TABLES, keys


def test_equal_facts_have_equal_digests_and_other_facts_other_ones(coding):
    assert digest_of(coding()) == digest_of(coding())
    assert digest_of(coding()) != digest_of(replace(coding(), end=8))
    assert digest_of(coding("c1")) != digest_of(coding("c2"))


def test_a_fact_s_id_is_bound_to_its_event_and_to_what_it_says(coding):
    digest = digest_of(coding())
    assert len({fact_id("e1", digest), fact_id("e2", digest), fact_id("e1", "other")}) == 3


def test_facts_of_different_kinds_never_share_a_digest():
    case = CaseFact(key_of("x"), "a", "a")
    assert digest_of(case) != digest_of(replace(case, label="b"))


def test_the_keys_of_a_fact_are_its_own_first_and_never_none(coding):
    fact = coding()
    assert fact.suggestion is None
    assert keys_in(fact) == [fact.key, fact.revision, fact.codebook, fact.coder]


def test_a_row_holds_numbers_for_keys_and_none_for_none(coding):
    fact = coding()
    row = row_of(fact, event="e1", n=3, numbers={key: n for n, key in enumerate(keys_in(fact), 1)})
    assert (row["key"], row["revision"], row["coder"], row["suggestion"], row["event"]) == (1, 2, 4, None, 3)


def test_values_come_once_and_in_lists_that_a_statement_can_hold():
    parts = list(chunks([str(n % 2500) for n in range(5000)]))
    assert [len(part) for part in parts] == [1000, 1000, 500]
    assert list(chunks([])) == []


def test_keys_keep_their_numbers(store):
    with writing(store._engine, store.path) as connection:
        first = Interner(connection)
        first.add(["a", "b", "a"])
    with writing(store._engine, store.path) as connection:
        again = Interner(connection)
        again.add(["c", "b"])
        assert again.known["b"] == first.known["b"]
        assert len({*first.known.values(), *again.known.values()}) == 3
    with reading(store._engine, store.path) as connection:
        assert Interner.of(connection).known == first.known | again.known


MEMO = Memo(key_of("m"), key_of("about"), "Se her", key_of("coder", "ah"))


def test_what_a_newer_schema_added_counts_only_where_it_says_something():
    told = [getattr(MEMO, name) for name in ("about", "text", "coder")]
    assert digest_of(MEMO) == fact_sha("memos", MEMO.key, told)
    assert digest_of(replace(MEMO, revision=None, start=None, end=None, written="")) == digest_of(MEMO)


def test_every_place_and_time_of_a_memo_has_a_digest_of_its_own():
    others = [
        replace(MEMO, start=0),
        replace(MEMO, end=0),
        replace(MEMO, start=0, end=1),
        replace(MEMO, start=1, end=0),
        replace(MEMO, revision=key_of("r")),
        replace(MEMO, written=key_of("r")),
        replace(MEMO, written="2024"),
    ]
    assert len({digest_of(one) for one in [MEMO, *others]}) == 1 + len(others)


def test_the_row_of_a_memo_holds_its_place():
    memo = replace(MEMO, revision=key_of("r"), start=0, end=3, written="2024")
    row = row_of(memo, event="e1", n=3, numbers={key: n for n, key in enumerate(keys_in(memo), 1)})
    assert [row[name] for name in ("revision", "start", "end", "written")] == [4, 0, 3, "2024"]
    assert row_of(MEMO, event="e", n=1, numbers=dict.fromkeys(keys_in(MEMO), 1))["revision"] is None


def test_plain_rows_are_tuples_and_of_nothing_an_empty_list(store, kept, coding):
    with reading(store._engine, store.path) as connection:
        assert plain_rows(connection, select(keys.c.id)) == []
    kept(store, [coding()])
    with reading(store._engine, store.path) as connection:
        found = plain_rows(connection, select(keys.c.k, keys.c.id))
    assert all(type(row) is tuple for row in found)
    assert coding().key in dict(found).values()


ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63), 2**63 - 1),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.none() | st.integers(0, 2**63 - 1),
    ),
    max_size=4,
)


@example([(0, '\0"\n,\\', None), (-1, "", 2**53 + 1)])
@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_columns_hold_what_rows_hold_whatever_signs_are_in_a_text(rows):
    table = FACT_TABLES[Coding]
    columns = [table.c.start, table.c.code, table.c.suggestion]
    others = {column.name: 0 for column in table.columns if not column.nullable}
    told = [
        others | {"id": str(n), "start": start, "code": code, "suggestion": suggestion}
        for n, (start, code, suggestion) in enumerate(rows)
    ]
    with create_engine("sqlite://").begin() as connection:
        table.create(connection)
        for row in told:
            connection.execute(insert(table), row)
        found = plain_columns(connection, columns)
        asked = plain_rows(connection, select(*columns))
    assert [found[column.name].dtype.kind for column in columns] == ["i", "O", "O"]
    assert list(zip(*(found[column.name].tolist() for column in columns), strict=True)) == asked == rows
