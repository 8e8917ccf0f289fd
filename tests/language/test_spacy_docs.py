import pytest

from casekit import Project
from casekit.errors import LookupFailedError
from casekit.language.spacy_docs import spacy_doc

TALK = "  I: Hvad fylder?\n\nIP: Boligmangel –  og Wmo‑toegang … støtten, zo’n ting.\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spacy")
    (folder / "A.txt").write_text(TALK, "utf-8")
    (folder / "codings.csv").write_text(
        "file,quote,code,polarity,coder\nA.txt,gmangel –  og Wmo‑toe,waiting_time,,ah\n", "utf-8"
    )
    project = Project.create(folder / "p", language="da", coder="ah")
    project.add(folder / "A.txt", case="by")
    project.import_codings(folder / "codings.csv", codebook="housing_first_barriers")
    return project.study()


def test_a_doc_holds_the_text_unchanged(study):
    doc = spacy_doc(study, "A")
    assert doc.text == study.texts["A"]
    assert doc.lang_ == study.documents["language"].iloc[0]
    assert {"Boligmangel", "Wmo‑toegang", "zo’n"} <= {token.text for token in doc}


def test_a_coding_that_cuts_words_is_widened_to_them(study):
    doc = spacy_doc(study, "A")
    (span,) = doc.spans["codings"]
    assert span.text == "Boligmangel –  og Wmo‑toegang"
    assert (span.label_, span.id_) == ("waiting_time", study.codings["coding"].iloc[0][:10])


def test_an_unknown_document_is_refused(study):
    with pytest.raises(LookupFailedError) as caught:
        spacy_doc(study, "B")
    assert caught.value.data == {"document": "B", "known": "A"}
