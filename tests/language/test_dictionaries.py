import pytest

from casekit.language.dictionaries import dictionary, forms_of, use
from casekit.language.lemmas import Lemmas


@pytest.fixture
def other():
    """A dictionary that somebody chose for Danish; afterwards nobody did."""
    chosen = Lemmas("en")
    yield chosen
    use({"da": None, "de": None})


def test_one_dictionary_serves_the_whole_process():
    assert dictionary("da") is dictionary("da") is forms_of("da")
    assert dictionary("da") is not dictionary("de")
    assert dictionary("nl").version == forms_of("nl").version


def test_what_somebody_chose_tells_the_lemmas_and_casekit_still_knows_the_words(other):
    use({"da": other})
    assert dictionary("da") is other
    assert forms_of("da") is not other
    assert dictionary("de") is forms_of("de")


def test_nothing_chosen_is_as_before(other):
    use({"da": other, "de": other})
    use({"da": None})
    assert dictionary("da") is forms_of("da")
    assert dictionary("de") is other
    use({"nl": None})
    assert dictionary("nl") is forms_of("nl")


def test_a_source_that_counts_as_nothing_is_still_the_one_chosen():
    class Empty(Lemmas):
        def __len__(self) -> int:
            return 0

    empty = Empty("da")
    try:
        use({"da": empty})
        assert dictionary("da") is empty
    finally:
        use({"da": None})
