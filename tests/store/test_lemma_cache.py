import sqlite3

from casekit.store import Store


def test_what_was_kept_is_told_for_the_same_language_and_version_only(tmp_path):
    store = Store(tmp_path / "a.casekit", new=True)
    store.lemmas.keep("da", "1", {"boliger": ("bolig",), "gæld": ("gæld", "gælde")})
    assert store.lemmas("da", "1") == {"boliger": ("bolig",), "gæld": ("gæld", "gælde")}
    assert store.lemmas("de", "1") == store.lemmas("da", "2") == {}


def test_another_version_of_the_dictionary_takes_the_place_of_the_one_before(tmp_path):
    store = Store(tmp_path / "a.casekit", new=True)
    store.lemmas.keep("da", "1", {"boliger": ("bolig",)})
    store.lemmas.keep("de", "1", {"mieten": ("miete",)})
    store.lemmas.keep("da", "2", {"huse": ("hus",)})
    assert (store.lemmas("da", "1"), store.lemmas("da", "2")) == ({}, {"huse": ("hus",)})
    assert store.lemmas("de", "1") == {"mieten": ("miete",)}


def test_keeping_is_no_event_and_keeping_again_does_no_harm(tmp_path):
    store = Store(tmp_path / "a.casekit", new=True)
    for _ in range(2):
        store.lemmas.keep("da", "1", {"huse": ("hus",)})
    assert store.head() == 0
    assert store.lemmas("da", "1") == {"huse": ("hus",)}


def test_merging_leaves_it_where_it_is(tmp_path):
    here, there = (Store(tmp_path / f"{name}.casekit", new=True) for name in "ab")
    there.lemmas.keep("da", "1", {"huse": ("hus",)})
    here.merge(there.path)
    assert here.lemmas("da", "1") == {}


def test_a_file_that_cannot_be_read_or_written_is_as_if_nothing_were_kept(tmp_path):
    store = Store(tmp_path / "a.casekit", new=True)
    kept = store.lemmas
    blocker = sqlite3.connect(store.path)
    blocker.execute("DROP TABLE lemmas")
    blocker.commit()
    blocker.close()
    kept.keep("da", "1", {"huse": ("hus",)})
    assert kept("da", "1") == {}
    store.path.unlink()
    assert kept("da", "1") == {}
