import pytest

from casekit.codebook import book_lemmas as module
from casekit.codebook.book_lemmas import book_lemmas, lemmas_in, remember
from casekit.codebook.checking import check
from casekit.language.dictionaries import forms_of, use
from casekit.language.lemmas import Lemmas

pytestmark = pytest.mark.slow


BOOK = "id: b\ncodes: [{id: a, label: {nl: A}, examples: [{nl: de huurwoningen}], indicators: {nl: [+woning+, huur]}}]"


@pytest.fixture
def store(monkeypatch):
    """What is kept, in memory; each run begins anew."""
    kept = {}
    monkeypatch.setattr(module, "kept", kept.get)
    monkeypatch.setattr(module, "keep", kept.__setitem__)
    book_lemmas.cache_clear()
    yield kept
    book_lemmas.cache_clear()


def test_a_second_run_needs_no_dictionary(store, book_of, monkeypatch):
    first = [str(one) for one in check(book_of(BOOK))]
    assert store["codebook_words_nl"]["lemmas"]["huurwoningen"] == ("huurwoning",)
    store["codebook_words_nl"] = _through_json(store["codebook_words_nl"])
    book_lemmas.cache_clear()

    def loaded(self):
        raise AssertionError

    monkeypatch.setattr(Lemmas, "_forms", property(loaded))
    monkeypatch.setattr(Lemmas, "_strategy", property(loaded))
    assert [str(one) for one in check(book_of(BOOK))] == first


def _through_json(content):
    import json

    return json.loads(json.dumps(content))


def test_what_is_said_in_a_study_is_never_kept(store, book_of, study_of):
    book = book_of(BOOK.replace("nl", "da").replace("+woning+, huur", "+bolig+, husleje"))
    check(book, study=study_of(book, [("A", "Hemmeligheden om almenboligen")], []))
    assert forms_of("da").of("hemmeligheden") == ("hemmelighed",)
    assert "hemmelig" not in str(store)
    assert "almen" not in str(store)
    assert "husleje" in str(store)


def test_nothing_new_is_not_written_again(store, monkeypatch):
    book_lemmas("nl").of("woningen")
    remember("nl")
    before = store.pop("codebook_words_nl")
    remember("nl")
    assert store == {}
    book_lemmas("nl").of("huizen")
    remember("nl")
    assert store["codebook_words_nl"] != before


@pytest.mark.parametrize(
    "content",
    [
        1,
        [],
        {"format": 1},
        {"format": 0, "version": "V", "lemmas": {}, "listed": [], "unlisted": [], "sharing": {}},
        {"format": 1, "version": "other", "lemmas": {}, "listed": [], "unlisted": [], "sharing": {}},
        {
            "format": 1,
            "version": "V",
            "lemmas": {"woningen": "tuin"},
            "listed": [],
            "unlisted": [],
            "sharing": {},
        },
        {
            "format": 1,
            "version": "V",
            "lemmas": {"woningen": [1]},
            "listed": [],
            "unlisted": [],
            "sharing": {},
        },
        {"format": 1, "version": "V", "lemmas": [], "listed": 3, "unlisted": [], "sharing": {}},
    ],
)
def test_what_is_of_another_kind_or_version_is_looked_up_anew(store, content):
    if isinstance(content, dict) and content.get("version") == "V":
        content["version"] = Lemmas("nl").version
    store["codebook_words_nl"] = content
    assert book_lemmas("nl").of("woningen") == ("woning",)


def test_who_was_chosen_tells_the_lemmas(store):
    other = Lemmas("nl", {"woningen": ("tuin",)})
    use({"nl": other})
    try:
        assert lemmas_in("nl") is other
    finally:
        use({"nl": None})
    assert lemmas_in("nl") is book_lemmas("nl")
