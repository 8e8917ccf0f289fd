"""What people write and judge."""

import json

import pytest

from casekit.model.facts import FACTS, Rating, Step, Summary, key_of, later_defaults, references
from casekit.model.written import Asked, Memo, Message, Query, Topic

KINDS = (Asked, Memo, Message, Query, Rating, Step, Summary, Topic)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_is_a_fact_with_a_table_of_its_own(kind):
    assert kind in FACTS
    assert [one.table for one in FACTS].count(kind.table) == 1


def test_a_summary_is_of_a_case_unless_it_names_a_document_and_rests_on_nothing_unless_told():
    summary = Summary(key_of("s"), key_of("case"), "rent", key_of("book"), "Dyrt.", key_of("ah"), "")
    assert (summary.document, summary.topic, json.loads(summary.links)) == (None, None, [])
    assert set(references(Summary)) == {"case", "codebook", "coder", "document", "topic"}


def test_what_newer_schemas_added_has_defaults():
    assert later_defaults(Rating) == {"basis": "", "links": "[]"}
    assert later_defaults(Step) == {}
