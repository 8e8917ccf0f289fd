import pandas as pd

from casekit.project.tracing import LOG_COLUMNS, log_frame, roots, touched


def test_an_undo_and_a_redo_are_about_the_act_at_their_root():
    ids = {"id": ["a", "u", "r", "u2"], "undoes": [None, "a", "u", "a"], "n": [1, 2, 3, 4]}
    assert roots(pd.DataFrame(ids)) == {"a": (1, False), "u": (1, True), "r": (1, False), "u2": (1, True)}


def test_what_everything_touched_is_told(suggested):
    trail = suggested._store.trail()
    about = touched(trail)
    assert set(about.documents["name"]) == {"LIN-01", "HAV-01"}
    assert set(about.cases["name"]) == {"lindesø", "havnstrup"}
    assert set(about.codes["name"]) == {"rent", "waiting"}
    log = log_frame(trail, about)
    assert tuple(log.columns) == LOG_COLUMNS
    assert len(log) == len(trail.events)


def test_an_empty_store_has_an_empty_log(empty):
    trail = empty._store.trail()
    log = log_frame(trail, touched(trail))
    assert list(log["made"]) == ["settings: 2, coders: 1"]
