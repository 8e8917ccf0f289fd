import pickle

import pytest
import spacy
from spacy.lookups import Lookups
from spacy.tokens import Doc

from casekit import load_codebook
from casekit.coders.component import CodebookComponent
from casekit.errors import CasekitError, CodebookError

pytestmark = pytest.mark.slow

TEXT = "Der er mangel på boliger, og ventetiden er lang.\nVi har mange boliger."
BOOK = """
casekit: codebook/1
id: small
version: '1'
codes:
  - id: housing
    label: {da: Boliger}
    indicators: {da: [mangel på bolig, +bolig+], nl: [woning]}
  - id: waiting
    indicators: {da: ['ventetid*']}
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "small.yaml").write_text(BOOK, "utf-8")
    return tmp_path / "small.yaml"


def pipeline(codebook, spoken="da", **config):
    nlp = spacy.blank(spoken)
    nlp.add_pipe("casekit", config={"codebook": str(codebook), **config})
    return nlp


def told(doc, group="casekit"):
    return [(span.text, span.label_, span.id_) for span in doc.spans[group]]


FOUND = [
    ("mangel på boliger", "housing", "mangel på bolig"),
    ("ventetiden", "waiting", "ventetid*"),
    ("boliger", "housing", "+bolig+"),
]


def test_spacy_finds_the_component_by_its_name_and_marks_hits(file):
    assert told(pipeline(file)(TEXT)) == FOUND


def test_a_shipped_codebook_by_its_name():
    doc = pipeline("housing_first_barriers", spans_key="hf")("Ventetiden er lang.")
    assert ("waiting_time", "Ventetiden") in {(span.label_, span.text) for span in doc.spans["hf"]}


def test_the_language_is_the_pipelines_unless_it_is_told(file):
    assert told(pipeline(file, "nl")("twee woningen")) == [("woningen", "housing", "woning")]
    assert told(pipeline(file, "xx", language="nl")("twee woningen")) == [("woningen", "housing", "woning")]
    with pytest.raises(CasekitError) as caught:
        pipeline(file, "fr")
    assert caught.value.data == {"codebook": "small", "language": "fr", "known": "da, nl"}


def test_many_texts_come_in_order_whatever_the_batch(file):
    nlp = pipeline(file)
    texts = [TEXT, "", "Intet.", "En almenbolig."] * 3
    one_by_one = [told(nlp(text)) for text in texts]
    assert [told(doc) for doc in nlp.pipe(texts)] == one_by_one
    assert [told(doc) for doc in nlp.pipe(texts, batch_size=2)] == one_by_one
    assert one_by_one[3] == [("almenbolig", "housing", "+bolig+")]


def test_several_processes_find_the_same(file):
    nlp = pipeline(file)
    texts = [TEXT] * 6
    assert [told(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == [FOUND] * 6


def test_the_codebook_is_saved_with_the_pipeline_and_the_file_not_needed_later(file, tmp_path):
    nlp = pipeline(file)
    nlp.to_disk(tmp_path / "saved")
    data, config = nlp.to_bytes(), nlp.config
    file.unlink()
    assert told(spacy.load(tmp_path / "saved")(TEXT)) == FOUND
    other = spacy.blank("da").from_config(config)
    assert told(other.from_bytes(data)(TEXT)) == FOUND


def test_a_file_that_is_not_there_is_missed_when_it_is_needed(tmp_path):
    nlp = pipeline(tmp_path / "none.yaml")
    with pytest.raises(CodebookError) as caught:
        nlp("Hej")
    assert caught.value.problem == "unknown_codebook"


def test_a_name_that_nothing_has_is_told_at_once():
    with pytest.raises(CodebookError) as caught:
        pipeline("housing_frist")
    assert "housing_first_barriers" in str(caught.value)


def test_what_is_too_long_to_be_a_name_is_none():
    with pytest.raises(CodebookError) as caught:
        CodebookComponent("id: b\ncodes: []\n" * 50, language="da")
    assert caught.value.problem == "unknown_codebook"


def test_a_codebook_in_hand_by_its_content(file, tmp_path):
    nlp = pipeline(load_codebook(file).content)
    nlp.to_disk(tmp_path / "saved")
    assert told(spacy.load(tmp_path / "saved")(TEXT)) == FOUND


def test_one_that_extends_another_has_its_codes(file):
    more = "casekit: codebook/1\nid: more\nversion: '1'\nextends: {codebook: small}\ncodes:\n  - id: rent\n    indicators: {da: [husleje]}\n"
    (file.parent / "more.yaml").write_text(more, "utf-8")
    assert told(pipeline(file.parent / "more.yaml")(TEXT)) == FOUND
    ring = more.replace("codebook: small", "codebook: more")
    (file.parent / "more.yaml").write_text(ring, "utf-8")
    with pytest.raises(CodebookError) as caught:
        pipeline(file.parent / "more.yaml")
    assert caught.value.problem == "codebook_extends_itself"


def test_a_term_that_is_not_understood_is_told_and_the_others_are_found(file):
    file.write_text(BOOK.replace("'ventetid*'", "'ventetid*', 'bolig & '"), "utf-8")
    with pytest.warns(UserWarning, match="bolig &"):
        nlp = pipeline(file)
    assert told(nlp(TEXT)) == FOUND


def test_lemmas_of_the_pipeline_go_before_the_dictionarys(file):
    nlp = spacy.blank("da")
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"kåken": "bolig"})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    nlp.add_pipe("casekit", config={"codebook": str(file)})
    assert told(nlp("Vi mangler kåken.")) == [("kåken", "housing", "+bolig+")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("😀👩\u200d👧 boliger😀", ["boliger"]),
        ("bo\u00adliger og BOLIG", ["bo\u00adliger", "BOLIG"]),
        ("שלום boliger مرحبا", ["boliger"]),
        ("x" * 20_000 + " boliger", ["boliger"]),
        ("", []),
    ],
)
def test_text_of_any_writing(file, text, words):
    doc = pipeline(file)(text)
    assert [span.text for span in doc.spans["casekit"]] == words


def test_a_hit_inside_a_token_is_widened_to_it(file):
    nlp = pipeline(file)
    doc = Doc(nlp.vocab, words=["se:boliger!", "her"])
    assert told(nlp(doc)) == [("se:boliger!", "housing", "+bolig+")]


def test_it_goes_to_other_processes(file):
    component = CodebookComponent(str(file), language="da")
    doc = spacy.blank("da")(TEXT)
    assert told(pickle.loads(pickle.dumps(component))(doc)) == FOUND
    assert told(next(iter(component.pipe([doc])))) == FOUND
