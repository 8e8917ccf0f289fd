"""What came of reading a folder."""

import pytest

from casekit.analysis.likeness import Likeness
from casekit.errors import ReadError
from casekit.model.document import Document, Reading, Speaker, Turn
from casekit.model.finding import Finding, Findings
from casekit.model.span import Span
from casekit.readers.readings import (
    REPORT_COLUMNS,
    Readings,
    Unread,
    alike_findings,
    asked,
    asks_and_answers,
    called,
    gathered,
)

TEXT = "I: Hvordan?\nIP: Støtten er tynd.\n"


def reading(name="A", *findings, file=None, speakers=("I", "IP"), part=""):
    turns = (Turn(Span(3, 11), speakers[0]), Turn(Span(16, 32), speakers[-1]))
    who = tuple(
        Speaker(label, "interviewer" if label.startswith("I") and label != "IP" else "respondent")
        for label in speakers
    )
    document = Document(name, TEXT, turns, who, name, file or f"{name}.txt", "text", "da", part=part)
    return Reading(document, Findings(findings), "utf-8")


UNREAD = Unread("C.docx", ReadError("file_empty", file="C.docx"))
WARNING = Finding.of("language_unknown", "warning", "A.txt")
NOTE = Finding.of("file_left_out", "note", "A.txt")


def test_readings_are_a_sequence():
    found = Readings([reading("A"), reading("B")])
    assert len(found) == 2
    assert found[0].document.name == "A"
    assert [one.document.name for one in found[1:]] == ["B"]
    assert [one.document.name for one in found] == ["A", "B"]
    assert not Readings([])


def test_the_report_has_a_row_for_each_document_and_for_each_file_that_was_not_read():
    found = Readings(
        [reading("B"), reading("A", WARNING, NOTE, NOTE)],
        [UNREAD],
        [Likeness(("A.txt", "B.txt"), 0.9)],
        ["foto.jpg"],
    )
    table = found.report()
    assert tuple(table.columns) == REPORT_COLUMNS
    assert table.to_numpy().tolist() == [
        ["A.txt", "A", "text", "utf-8", "da", 2, 4, "I", "IP", 0, 1, 2, "B.txt"],
        ["B.txt", "B", "text", "utf-8", "da", 2, 4, "I", "IP", 0, 0, 0, "A.txt"],
        ["C.docx", "", "", "", "", 0, 0, "", "", 1, 0, 0, ""],
    ]


def test_the_findings_are_those_of_all_documents_and_of_what_was_not_read():
    found = Readings(
        [reading("A", WARNING)], [UNREAD], [Likeness(("A.txt", "B.txt"), 0.914)], ["foto.jpg"]
    ).findings
    assert {(one.kind, one.severity, one.where) for one in found} == {
        ("not_read", "error", "C.docx"),
        ("documents_alike", "warning", "A.txt"),
        ("language_unknown", "warning", "A.txt"),
        ("file_left_out", "note", "foto.jpg"),
    }
    [alike] = alike_findings([Likeness(("A.txt", "B.txt"), 0.914)])
    assert (alike.data["other"], alike.data["share"]) == ("B.txt", 91)


def test_an_unread_file_says_why():
    assert "C.docx" in str(UNREAD.finding)
    assert UNREAD.finding.data["reason"] == str(UNREAD.error)


def test_nothing_read_is_an_empty_report():
    table = Readings([]).report()
    assert (len(table), tuple(table.columns)) == (0, REPORT_COLUMNS)
    assert list(Readings([]).findings) == []


def test_readings_show_themselves_as_a_table_without_running_what_stands_in_them():
    found = Readings([reading("A", file="<b>.txt")], [], [], ["<i>.jpg"])
    html = found._repr_html_()
    assert "&lt;b&gt;.txt" in html
    assert "&lt;i&gt;.jpg" in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<b>.txt" in repr(found)


@pytest.mark.parametrize(
    ("speakers", "found"),
    [
        (("I", "IP"), ("I", "IP")),
        (("I1", "I2", "Borger", "Gæst"), ("I1, I2", "Borger, Gæst")),
        (("Borger",), ("", "Borger")),
    ],
)
def test_who_asks_and_who_answers_is_told_by_their_labels(speakers, found):
    assert asks_and_answers(reading(speakers=speakers)) == found


def test_a_document_is_called_by_its_file_and_a_part_by_its_own_name():
    assert called(reading("A").document) == "A.txt"
    assert called(reading("A 3", file="A.csv", part="A 3").document) == "A 3"
    assert called(Document("A", "", (), (), "")) == "A"


@pytest.mark.parametrize(
    ("asks", "answers", "told"), [("I", "B", "I → B"), ("", "B", " → B"), ("I", "", "I → "), ("", "", "")]
)
def test_who_asks_whom_is_told_where_somebody_speaks(asks: str, answers: str, told: str) -> None:
    assert asked(asks, answers) == told


def test_many_guessed_languages_are_told_in_one_line():
    guesses = [
        Finding.of("language_guessed", "warning", f"{n}.txt", language="da" if n else "de") for n in range(4)
    ]
    other = Finding.of("left_comments", "note", "0.txt", n=2)
    assert gathered([*guesses[:3], other]) == [*guesses[:3], other]
    one, kept = gathered([*guesses, other])
    assert (one.kind, one.data["n"], one.data["files"]) == (
        "languages_guessed",
        4,
        "de: 0.txt; da: 1.txt, 2.txt, 3.txt",
    )
    assert kept == other
