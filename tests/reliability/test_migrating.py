"""Projects of every earlier schema become today's, also when that is interrupted."""

import json
import shutil
from pathlib import Path

import pytest
from content import dump, torn

from casekit.model.facts import FACTS, later_defaults
from casekit.store import Store
from casekit.store.migrations import MIGRATIONS

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).parents[1] / "golden"


def test_a_migration_that_is_killed_leaves_the_old_file_or_the_new_one(measured):
    told = measured("migrating", 24)
    assert told["kills"] == 24
    assert told["old"] + told["new"] == told["after opening, as wanted"] == 24
    assert told["new"] > 0
    assert told["not opened"] == 0


def test_there_is_a_project_of_every_earlier_schema():
    assert [(GOLDEN / f"schema_{schema}.casekit").exists() for schema in range(1, len(MIGRATIONS))].count(False) == 0  # fmt: skip


def said_by(path):
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in dump(path).items()}  # fmt: skip


def told(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.parametrize("schema", range(2, len(MIGRATIONS)))
def test_an_older_project_says_what_it_said_and_what_is_new_says_nothing(schema, tmp_path):
    path = Path(shutil.copy(GOLDEN / f"schema_{schema}.casekit", tmp_path / "study.casekit"))
    wanted = json.loads((GOLDEN / f"schema_{schema}.json").read_text("utf-8"))
    Store(path)
    found = said_by(path)
    later = {kind.table: later_defaults(kind) for kind in FACTS}
    for name, rows in wanted.items():
        columns = set(rows[0]) if rows else set()
        assert told({key: row[key] for key in columns} for row in found[name]) == told(rows), name
        new = [(key, row[key]) for row in found[name] for key in row if key not in columns]
        assert name == "events" or all(later[name].get(key) == value for key, value in new), name
    assert [name for name in found.keys() - wanted.keys() if found[name]] == []
    assert torn(path) == []
