"""The states of other copies, kept when they are merged."""

import shutil
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casekit.model.facts import Export, key_of
from casekit.store import Store
from casekit.store.states import _numbers, _told


def export_of(store, name):
    state = "".join(store.events()["state"].tail(1))
    return Export(key_of("export", name), "feedback", None, name, "d", 0, state, "{}")


@given(st.sets(st.integers(1, 400)))
def test_numbers_are_told_as_runs_and_read_back(numbers):
    assert _numbers(_told(numbers)) == sorted(numbers)


def test_a_state_that_an_export_names_is_known_in_a_copy_that_was_ahead(store, event, coding, tmp_path):
    store.append(event(), [coding("c1")])
    shutil.copy(store.path, tmp_path / "other.casekit")
    other = Store(tmp_path / "other.casekit")
    store.append(event(), [coding("c2")])
    other.append(event(), [coding("c3")])
    told = export_of(other, "a.docx")
    other.append(event(verb="export"), [told])
    assert store.states() == {}
    store.merge(other.path)
    ids = store.events().set_index("n")["id"]
    mine = {ids[n] for n in store.states()[told.state]}
    assert mine == set(other.events()["id"][:-1])
    assert store.merge(other.path).events == 0


def test_a_third_copy_has_them_from_the_second(store, event, coding, tmp_path):
    paths = [tmp_path / f"{n}.casekit" for n in (1, 2)]
    for path in paths:
        shutil.copy(store.path, path)
    one, two = map(Store, paths)
    for copy in (store, one, two):
        copy.append(event(), [coding(copy.path.stem)])
    told = replace(export_of(one, "a.docx"), file="b.docx")
    one.append(event(verb="export"), [told])
    two.merge(one.path)
    store.merge(two.path)
    ids = store.events().set_index("n")["id"]
    assert {ids[n] for n in store.states()[told.state]} == set(one.events()["id"][:-1])
