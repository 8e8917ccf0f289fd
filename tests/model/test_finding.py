import pytest

from casekit.model.finding import Finding, Findings
from casekit.wording import speak

NOTE = Finding.of("file_left_out", "note", "a.pdf")
WARNING = Finding.of("codebook_unknown_language", "warning", "b.yaml:3", name="<b>sv</b>")
ERROR = Finding.of("coding_incomplete", "error", "c.csv:2", column="code")


def test_the_gravest_stand_first_and_else_the_order_is_kept():
    second = Finding.of("file_not_in_table", "note", "b.txt")
    assert list(Findings([NOTE, WARNING, second, ERROR])) == [ERROR, WARNING, NOTE, second]


def test_findings_are_a_sequence_that_counts_by_severity():
    findings = Findings([NOTE, WARNING, ERROR])
    assert findings[0] is ERROR
    assert findings[1:] == (WARNING, NOTE)
    assert findings.counts == {"error": 1, "warning": 1, "note": 1}
    assert findings == Findings([ERROR, NOTE, WARNING])
    assert findings != Findings([NOTE])
    assert not Findings()


def test_equal_findings_have_equal_hashes():
    twin = Finding.of("coding_incomplete", "error", "c.csv:2", column="code")
    assert len({ERROR, twin, NOTE}) == 2
    assert hash(Findings([ERROR])) == hash(Findings([twin]))


def test_a_finding_is_a_sentence_in_the_language_spoken():
    assert str(ERROR) == "The column code is empty."
    speak("da")
    try:
        assert str(ERROR) == "Kolonnen code er tom."
    finally:
        speak("en")


def test_the_data_of_a_finding_cannot_be_changed():
    with pytest.raises(TypeError):
        ERROR.data["column"] = "x"


def test_findings_are_a_table():
    frame = Findings([NOTE, ERROR]).frame()
    assert list(frame.columns) == ["severity", "where", "kind", "message"]
    assert list(frame["kind"]) == ["coding_incomplete", "file_left_out"]
    assert Findings().frame().empty
    assert repr(Findings([ERROR])) == "error    c.csv:2  The column code is empty."


def test_a_notebook_shows_findings_escaped():
    html = Findings([WARNING])._repr_html_()
    assert "&lt;b&gt;sv&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "warning" in html


def test_no_findings_say_so():
    assert repr(Findings()) == "No findings."
    assert Findings()._repr_html_() == "<p>No findings.</p>"
