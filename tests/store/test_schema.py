from dataclasses import fields

import pytest

from casekit.model.facts import FACTS, Coding, Message, Rating
from casekit.store.schema import FACT_TABLES, values_of


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_every_fact_has_a_table_with_its_fields_and_four_columns_of_the_store(kind):
    names = [column.name for column in FACT_TABLES[kind].columns]
    assert names == ["id", "key", "event", "sha", *values_of(kind)]
    assert {"key", *values_of(kind)} == {item.name for item in fields(kind)}


def test_keys_and_numbers_are_integers_and_only_what_may_miss_may_be_null():
    codings, ratings = FACT_TABLES[Coding].columns, FACT_TABLES[Rating].columns
    assert [str(codings[name].type) for name in ("revision", "start", "code")] == [
        "INTEGER",
        "INTEGER",
        "TEXT",
    ]
    assert codings["suggestion"].nullable
    assert not codings["coder"].nullable
    assert ratings["value"].nullable
    assert FACT_TABLES[Message].columns["case"].nullable
