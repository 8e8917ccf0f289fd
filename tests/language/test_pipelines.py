import pytest
import spacy
from spacy.lookups import Lookups

from casekit.errors import CasekitError
from casekit.language.dictionaries import dictionary, forms_of
from casekit.language.pipelines import entities, use_pipelines

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _as_before():
    yield
    use_pipelines({"da": None, "de": None})


@pytest.fixture
def lemmatizer():
    nlp = spacy.blank("da")
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"boliger": "hjem"})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    return nlp


@pytest.fixture
def names():
    nlp = spacy.blank("da")
    patterns = [{"label": "PER", "pattern": "Lone"}, {"label": "LOC", "pattern": "Ny Havn"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    return nlp


def test_pipelines_tell_lemmas_until_they_are_given_back(lemmatizer, one_document):
    made = use_pipelines({"da": lemmatizer}, one_document("Vi har boliger."))
    assert dictionary("da") is made["da"]
    assert dictionary("da").of("boliger") == ("hjem",)
    assert use_pipelines({"da": None}) == {}
    assert dictionary("da") is forms_of("da")


def test_a_wrong_one_changes_nothing(lemmatizer):
    for pipelines, problem in (
        ({"da": lemmatizer, "de": "no_such_pipeline"}, "pipeline_not_installed"),
        ({"de": lemmatizer}, "pipeline_other_language"),
    ):
        with pytest.raises(CasekitError) as caught:
            use_pipelines(pipelines)
        assert caught.value.problem == problem
        assert dictionary("da") is forms_of("da")


def test_entities_have_the_places_of_the_text(names, one_document):
    text = "Lone:  Jeg hedder 👩\u200d👧 Lone,\nog bor i Ny Havn."
    found = entities(one_document(text, [("Lone", "respondent", 7, len(text))]), names)
    assert found.values.tolist() == [
        ["A", 0, 0, 4, "Lone", "PER"],
        ["A", 1, 22, 26, "Lone", "PER"],
        ["A", 1, 37, 44, "Ny Havn", "LOC"],
    ]
    assert [text[row.start : row.end] for row in found.itertuples()] == found["text"].tolist()


def test_where_nothing_is_found_the_columns_are_there(names, one_document):
    for study in (one_document("Nej."), one_document("Lone", language="nl"), one_document("")):
        found = entities(study, names)
        assert list(found.columns) == ["document", "turn", "start", "end", "text", "label"]
        assert found.empty


def test_a_pipeline_for_any_language_reads_all(one_document):
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Lone"}])
    assert len(entities(one_document("Lone", language="nl"), nlp)) == 1
    assert len(entities(one_document("Lone", language="nl"), {"nl": nlp})) == 1


def test_a_pipeline_that_knows_no_names_is_refused(lemmatizer, one_document):
    with pytest.raises(CasekitError) as caught:
        entities(one_document("Lone"), lemmatizer)
    assert (caught.value.problem, caught.value.data["parts"]) == ("pipeline_without_entities", "lemmatizer")
