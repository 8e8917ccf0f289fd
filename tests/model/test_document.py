from casekit.model.document import Document, Ledger, Reading, Remark, Speaker, Turn
from casekit.model.finding import Findings
from casekit.model.span import Span

TEXT = "I: Hvordan?\nIP: Støtten er tynd.\n"


def test_a_turn_is_the_words_without_their_label():
    turns = (Turn(Span(3, 11), "I"), Turn(Span(16, 32), "IP", start_ms=1000))
    document = Document("A", TEXT, turns, (Speaker("I", "interviewer"), Speaker("IP", "respondent")), "sha")
    assert [document.words_of(turn) for turn in document.turns] == ["Hvordan?", "Støtten er tynd."]
    assert [document.role_of(turn.speaker) for turn in turns] == ["interviewer", "respondent"]
    assert document.role_of("X") == "unknown"
    assert document.language is None


def test_a_reading_without_remarks_has_no_findings():
    assert Reading(Document("A", TEXT, (), (), "sha")).findings == Findings()


def test_a_reading_shows_who_speaks_how_much_and_how_it_begins():
    turns = (Turn(Span(3, 11), "I"), Turn(Span(16, 32), "IP"))
    speakers = (
        Speaker("I", "interviewer", "known_label"),
        Speaker("IP", "respondent"),
        Speaker("<b>", "unknown"),
    )
    reading = Reading(Document("A", TEXT, turns, speakers, "sha", file="A&B.txt", reader="text"))
    labels = reading.labels()
    assert list(labels["turns"]) == [1, 1, 0]
    assert list(labels["words"]) == [1, 3, 0]
    assert list(labels["begins"]) == ["Hvordan?", "Støtten er tynd.", ""]
    html = reading._repr_html_()
    assert "A&amp;B.txt · text · ? · 2" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_a_document_has_its_remarks_and_may_be_a_part_of_a_file():
    document = Document("A", TEXT, (), (), "sha")
    assert (document.remarks, document.part) == ((), "")
    remark = Remark("Mette", "Hvem?", span=Span(3, 11))
    assert remark.at == ""
    assert remark.span.of(TEXT) == "Hvordan?"


def test_a_ledger_is_balanced_when_every_character_is_accounted_for():
    assert Ledger(found=100, added=6, times=10, kept=96).balanced
    assert not Ledger(found=100, added=6, times=10, kept=95).balanced
    assert Ledger(0, 0, 0, 0, (("deleted", 30),)).balanced
