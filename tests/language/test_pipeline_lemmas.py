import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lookups import Lookups

from casekit.errors import CasekitError
from casekit.language.dictionaries import forms_of
from casekit.language.pipeline_lemmas import PipelineLemmas

pytestmark = pytest.mark.slow

GERMAN = {"Mieten": "Miete", "Häuser": "Haus", "gingen": "gehen"}


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """A pipeline that knows three words, by how they are written."""
    place = tmp_path_factory.mktemp("german") / "klein"
    looking_up("de", GERMAN).to_disk(place)
    return place


def looking_up(language, table):
    nlp = spacy.blank(language, meta={"name": "klein", "version": "0.1.0"})
    lookups = Lookups()
    lookups.add_table("lemma_lookup", table)
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    return nlp


def test_a_form_has_all_lemmas_that_it_was_given_where_it_stands(german, one_document):
    lemmas = PipelineLemmas(german)
    lemmas.read(one_document("Die Mieten steigen. Wir mieten nichts, sie mieten viel.", language="de"))
    assert lemmas.of("mieten") == ("mieten", "miete")
    assert lemmas.many(["steigen", "mieten"]) == {"steigen": ("steigen",), "mieten": ("mieten", "miete")}


def test_only_what_is_said_counts_and_only_in_its_language(german, one_document):
    lemmas = PipelineLemmas(german)
    lemmas.read(one_document("Mieten\n\nB: Wir mieten.", [("B", "respondent", 11, 22)], language="de"))
    lemmas.read(one_document("Mieten", language="nl"))
    assert lemmas.of("mieten") == ("mieten",)


def test_a_form_that_does_not_stand_there_is_looked_up_alone_in_german_as_a_noun_too(german, one_document):
    lemmas = PipelineLemmas(german)
    lemmas.read(one_document("Guten Tag.", language="de"))
    assert lemmas.of("häuser") == ("häuser", "haus")
    assert lemmas.of("gingen") == ("gehen", "gingen")


def test_what_was_found_before_needs_no_pipeline(german, one_document, monkeypatch):
    study = one_document("Die Mieten.", language="de")
    first = PipelineLemmas(german)
    first.read(study)
    found = first.many(["mieten", "häuser", "§"])
    again = PipelineLemmas(german, known=first.known)
    monkeypatch.setattr("casekit.language.trained._loaded", lambda *_: pytest.fail("was loaded"))
    again.read(study)
    assert again.many(["mieten", "häuser", "§"]) == found
    assert again.known == first.known


def test_a_new_text_adds_its_lemmas_to_those_known(german, one_document):
    first = PipelineLemmas(german)
    first.read(one_document("Wir mieten.", language="de"))
    assert first.of("mieten") == ("mieten",)
    second = PipelineLemmas(german)
    second.learn(first.known)
    second.read(one_document("Die Mieten.", language="de"))
    assert second.of("mieten") == ("mieten", "miete")
    assert second.known["mieten"] == first.known["mieten"]
    third = PipelineLemmas(german, known=second.known)
    assert third.of("mieten") == ("mieten", "miete")
    second.learn(second.known)
    assert second.of("mieten") == ("mieten", "miete")


def test_what_was_looked_up_alone_gives_way_to_what_stands_in_a_text(german, one_document):
    lemmas = PipelineLemmas(german)
    assert lemmas.of("mieten") == ("mieten", "miete")
    lemmas.read(one_document("Wir mieten.", language="de"))
    assert lemmas.of("mieten") == ("mieten",)


@pytest.mark.parametrize("form", ["§", "24", "a", "x" * 101, "3.000"])
def test_what_is_no_word_is_its_own_lemma(german, form):
    assert PipelineLemmas(german).of(form) == (form,)


@settings(deadline=None)
@given(st.lists(st.text("aæ-'ü12 ", min_size=1, max_size=8), max_size=5))
def test_every_form_has_a_lemma(german, forms):
    lemmas = PipelineLemmas(german)
    assert {form: lemmas.of(form) for form in forms} == lemmas.many(forms)
    assert all(lemmas.of(form) for form in forms)


def test_a_word_of_both_genders_is_looked_up_form_by_form(one_document):
    lemmas = PipelineLemmas(looking_up("de", {"Bürgerinnen": "Bürgerin", "Bürger*innen": "Unsinn"}))
    lemmas.read(one_document("Die Bürger*innen.", language="de"))
    assert lemmas.of("bürgerinnen") == ("bürgerinnen", "bürgerin")


def test_a_pipeline_that_has_no_lemma_leaves_the_word_to_the_dictionary():
    nlp = spacy.blank("da")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "huse"}]], {"LEMMA": "hus"})
    assert PipelineLemmas(nlp).of("huse") == ("hus",)
    assert PipelineLemmas(nlp).of("boligerne") == forms_of("da").of("boligerne")


def test_a_pipeline_without_lemmas_is_refused_when_one_is_asked_for():
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    lemmas = PipelineLemmas(nlp)
    with pytest.raises(CasekitError) as caught:
        lemmas.of("boligerne")
    assert (caught.value.problem, caught.value.data["parts"]) == ("pipeline_without_lemmas", "sentencizer")


def test_the_version_names_the_pipeline(german):
    assert PipelineLemmas(german).version.startswith("spaCy de_klein 0.1.0 ")
    other = looking_up("de", GERMAN)
    other.meta["version"] = "0.2.0"
    assert PipelineLemmas(other).version.startswith("spaCy de_klein 0.2.0 ")


def test_one_for_any_language_takes_the_language_that_it_is_used_for(one_document):
    nlp = looking_up("xx", {"huse": "hus"})
    lemmas = PipelineLemmas(nlp, language="da")
    lemmas.read(one_document("to huse"))
    assert (lemmas.language, lemmas.of("huse")) == ("da", ("hus",))


@pytest.mark.slow
def test_a_trained_lemmatizer_learns_a_few_words_and_tells_them(tmp_path, one_document):
    from spacy.training import Example

    nlp = spacy.blank("da")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1, "top_k": 3})
    told = [(["vi", "har", "boliger"], ["vi", "have", "bolig"]), (["mange", "boliger"], ["mange", "bolig"])]
    examples = [
        Example.from_dict(nlp.make_doc(" ".join(words)), {"words": words, "lemmas": lemmas})
        for words, lemmas in told
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "trained")
    lemmas = PipelineLemmas(tmp_path / "trained")
    lemmas.read(one_document("Vi har boliger. Der er mange boliger."))
    assert lemmas.of("boliger") == ("bolig",)
