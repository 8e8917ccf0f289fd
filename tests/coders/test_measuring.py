import pytest

from casekit import Project
from casekit.coders.measuring import measure
from casekit.errors import LookupFailedError
from casekit.model.facts import Coder, Coding, key_of, sha

pytestmark = pytest.mark.slow

A = "I: Hvad er svært?\n\nB: Huslejen er høj. Ventetiden er lang. Vi venter.\n\nI: Huslejen?\n\nB: Ja.\n"
B = "I: Og her?\n\nB: Huslejen er lav. Der er kø.\n"


@pytest.fixture
def coded(tmp_path, book):
    """Two interviews; a person coded huslejen in both, the queue in B, and once what the interviewer said."""
    for name, text in (("A", A), ("B", B)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    project = Project.create(tmp_path / "p", language="da", coder="ah")
    project.add(tmp_path / "A.txt", case="by")
    project.add(tmp_path / "B.txt", case="by")
    codebook = tmp_path / "small.yaml"
    codebook.write_text(
        "casekit: codebook/1\nid: small\nversion: '1'\ncodes:\n"
        "  - {id: rent, indicators: {da: [husleje]}}\n  - {id: waiting, indicators: {da: [vent*]}}\n",
        "utf-8",
    )
    project.adopt(codebook)
    for document, quote, code in (
        ("A", "Huslejen er høj", "rent"),
        ("A", "Huslejen?", "rent"),
        ("B", "Huslejen er lav. Der er", "rent"),
        ("B", "Der er kø.", "waiting"),
    ):
        project.record(*_coding(project.study(), document, quote, code))
    return project.study()


def _coding(study, document, quote, code):
    start = study.texts[document].index(quote)
    revision = study.documents.set_index("document").loc[document, "revision"]
    who = Coder(key_of("coder", "ah"), "ah")
    key = key_of("coding", document, quote, code)
    end = start + len(quote)
    return who, Coding(
        key, revision, start, end, code, key_of("codebook", "small"), "barrier", who.key, sha(quote)
    )


def rows(frame):
    return list(frame.itertuples(index=False, name=None))


def test_what_people_coded_is_set_against_what_is_suggested_and_interviewers_do_not_count(coded, book):
    measured = measure(coded, coded.codebook(), unit="passage")
    table = measured.by_code.set_index("code")
    counts = table[["passages", "caught", "suggested", "right"]]
    assert rows(counts.loc[["rent", "waiting"]]) == [(2, 2, 2, 2), (1, 0, 2, 0)]
    assert table["recall"].tolist() == [1.0, 0.0]
    assert table["precision"].tolist() == [1.0, 0.0]


def test_what_was_missed_and_what_nobody_coded_is_shown(coded):
    measured = measure(coded, coded.codebook(), unit="passage")
    assert rows(measured.missed[["document", "code", "text"]]) == [("B", "waiting", "Der er kø.")]
    assert rows(measured.needless[["document", "text", "indicators"]]) == [
        ("A", "Ventetiden er lang.", "vent*"),
        ("A", "Vi venter.", "vent*"),
    ]


def test_a_changed_codebook_is_measured_without_being_taken_in(coded, book):
    better = book(rent=["husleje"], waiting=["kø"])
    assert measure(coded, better, unit="passage").overall.set_index("language").loc["*", "recall"] == 1.0


def test_only_the_documents_asked_for_count(coded):
    measured = measure(coded, coded.codebook(), documents=["B"], unit="passage")
    assert measured.by_code[["passages", "suggested"]].sum().tolist() == [2, 1]
    with pytest.raises(LookupFailedError):
        measure(coded, coded.codebook(), documents=["C"])


def test_overall_means_over_codes_and_over_passages(coded):
    overall = measure(coded, coded.codebook(), unit="passage").overall.set_index("language")
    assert list(overall.index) == ["da", "*"]
    assert overall.loc["*", ["codes", "passages", "suggested"]].tolist() == [2, 3, 4]
    assert overall.loc["*", "recall"] == 0.5
    assert overall.loc["*", "recall_micro"] == pytest.approx(2 / 3)
    assert overall.loc["*", "precision_micro"] == 0.5


def test_by_turn_the_codes_of_each_turn_are_compared(coded):
    measured = measure(coded, coded.codebook())
    table = measured.by_code.set_index("code")
    counts = table[["passages", "caught", "suggested", "right"]]
    assert rows(counts.loc[["rent", "waiting"]]) == [(2, 2, 2, 2), (1, 0, 1, 0)]


def test_it_shows_itself(coded):
    assert "waiting" in measure(coded, coded.codebook())._repr_html_()
