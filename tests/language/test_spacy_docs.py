import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import DocBin

import casekit as ck
from casekit import Project
from casekit.errors import CasekitError, LookupFailedError

pytestmark = pytest.mark.slow

TALK = "  I: Hvad fylder?\n\nIP: Boligmangel –  og Wmo‑toegang … støtten, zo’n ting. Og ventetid!\n"
CODINGS = "file,quote,code,polarity,coder\nA.txt,gmangel –  og Wmo‑toe,waiting_time,,ah\nA.txt,Boligmangel,affordability,,ah\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spacy")
    (folder / "A.txt").write_text(TALK, "utf-8")
    (folder / "B.txt").write_text("IP: Vi har ikke plads.\n", "utf-8")
    (folder / "codings.csv").write_text(CODINGS, "utf-8")
    project = Project.create(folder / "p", language="da", coder="ah")
    project.add(folder / "A.txt", case="by")
    project.add(folder / "B.txt", case="by")
    project.import_codings(folder / "codings.csv", codebook="housing_first_barriers")
    return project.study()


def only(study, **more):
    (doc,) = ck.docs(study, "A", **more)
    return doc


def told(doc, group):
    return [(span.text, span.label_, span.id_) for span in doc.spans[group]]


def test_every_document_comes_in_the_order_of_the_study_with_its_text_unchanged(study):
    docs = ck.docs(study)
    assert [doc.user_data["document"] for doc in docs] == ["A", "B"]
    assert [doc.text for doc in docs] == [study.texts["A"], study.texts["B"]]
    assert {"Boligmangel", "Wmo‑toegang", "zo’n"} <= {token.text for token in docs[0]}
    assert docs[0].user_data == {"title": "A", "document": "A", "case": "by", "language": docs[0].lang_}


def test_turns_and_speakers_are_span_groups(study):
    doc = only(study)
    said = "Boligmangel –  og Wmo‑toegang … støtten, zo’n ting. Og ventetid!"
    assert told(doc, "turns") == [("Hvad fylder?", "interviewer", "1"), (said, "respondent", "2")]
    assert [label for _, label, _ in told(doc, "speakers")] == ["I", "IP"]


def test_codings_may_overlap_and_one_that_cuts_words_is_widened_to_them(study):
    ids = dict(zip(study.codings["code"], study.codings["coding"].str[:10], strict=True))
    assert told(only(study), "codings") == [
        ("Boligmangel", "affordability", ids["affordability"]),
        ("Boligmangel –  og Wmo‑toegang", "waiting_time", ids["waiting_time"]),
    ]


def test_sentences_end_with_turns_and_labels_are_none(study):
    assert [one.text.strip() for one in only(study).sents][-4:] == [
        "IP:",
        "Boligmangel –  og Wmo‑toegang …",
        "støtten, zo’n ting.",
        "Og ventetid!",
    ]


def test_displacy_shows_the_codings(study):
    html = displacy.render(only(study), style="span", options={"spans_key": "codings"}, jupyter=False)
    assert html.count("waiting_time") == 1
    assert "Wmo‑toegang" in html


def test_a_doc_survives_being_stored(study):
    stored = DocBin(docs=ck.docs(study), store_user_data=True).to_bytes()
    back = next(iter(DocBin().from_bytes(stored).get_docs(spacy.blank("da").vocab)))
    assert told(back, "codings") == told(only(study), "codings")
    assert back.user_data["case"] == "by"


def test_an_unknown_document_is_refused(study):
    with pytest.raises(LookupFailedError) as caught:
        ck.docs(study, "C")
    assert caught.value.data == {"document": "C", "known": "A, B"}


def test_suggestions_come_when_asked_for_and_only_while_they_are_open(one_document):
    study = one_document(
        "Der er boligmangel og ventetid.",
        [("IP", "respondent", 0, 31)],
        suggestions=[("a", 7, 18, "open"), ("b", 22, 30, "rejected")],
    )
    assert "suggestions" not in only(study).spans
    assert told(only(study, suggestions=True), "suggestions") == [("boligmangel", "a", "0000000000")]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("שלום עולם טוב", (6, 8), "עולם"),
        ("fint 👩\u200d👧 hus", (6, 7), "👩\u200d👧"),
        ("sto\u0308tte og", (2, 3), "sto\u0308tte"),
        ("bolig\u00admangel nu", (0, 3), "bolig\u00admangel"),
        ("a   b", (2, 3), "  "),
        ("ord", (1, 1), None),
    ],
)
def test_codings_of_any_writing(one_document, text, place, words):
    doc = only(one_document(text, codings=[("x", *place)], language="he"))
    assert doc.text == text
    assert [span.text for span in doc.spans["codings"]] == ([words] if words else [])


def test_an_empty_document_has_empty_groups(one_document):
    doc = only(one_document("", [("IP", "respondent", 0, 0)], codings=[("x", 0, 0)]))
    assert (len(doc), list(doc.sents)) == (0, [])
    assert {name: len(group) for name, group in doc.spans.items()} == {
        "turns": 0,
        "speakers": 0,
        "codings": 0,
    }


@settings(deadline=None)
@given(st.data())
def test_each_coding_is_covered_by_its_span_and_by_no_word_more(one_document, data):
    text = data.draw(st.text("ab’ -*🙂\n.", max_size=30))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    doc = only(one_document(text, codings=[("x", start, end)]))
    for span in doc.spans["codings"]:
        assert span[0].idx + len(span[0]) > start
        assert span[-1].idx < end
    if text[start:end].strip(" "):
        assert len(doc.spans["codings"]) == 1


@pytest.fixture
def trained():
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["–"]})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Wmo‑toegang"}])
    return nlp


def test_a_pipeline_adds_entities_and_its_own_sentences_within_turns(study, trained, tmp_path):
    trained.to_disk(tmp_path / "pipeline")
    for pipeline in (trained, tmp_path / "pipeline", {"da": str(tmp_path / "pipeline")}):
        doc = only(study, pipeline=pipeline)
        assert [(one.text, one.label_) for one in doc.ents] == [("Wmo‑toegang", "ORG")]
        assert [one.text.strip() for one in doc.sents][-3:] == [
            "IP:",
            "Boligmangel –",
            "og Wmo‑toegang … støtten, zo’n ting. Og ventetid!",
        ]
        assert len(doc.spans["codings"]) == 2


def test_documents_in_other_languages_than_the_pipelines_stay_as_they_are(one_document, trained):
    study = one_document("Wmo‑toegang", language="nl")
    assert list(only(study, pipeline=trained).ents) == []
    with pytest.raises(CasekitError) as caught:
        ck.docs(study, pipeline={"nl": trained})
    assert caught.value.problem == "pipeline_other_language"
