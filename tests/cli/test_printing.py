import pandas as pd
import pytest

from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.model.finding import Finding, Findings
from casekit.wording import say, speak


def test_rows_are_printed_under_their_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["Navn", "Antal"], [("Albæk", 3), ("Bredsund", None)], title="Kommuner")
    out = capsys.readouterr().out
    assert [word for word in ("Kommuner", "Navn", "Antal", "Albæk", "3", "Bredsund") if word not in out] == []
    assert "None" not in out


def test_what_people_wrote_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["Text"], [("[bold]so [/nonsense] said",)])
    assert "[bold]so [/nonsense] said" in capsys.readouterr().out


def test_headings_and_titles_are_no_markup_either(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["Rent [en]", "[/b]"], [("a", "b")], title="Housing [da]")
    out = capsys.readouterr().out
    assert [words for words in ("Rent [en]", "[/b]", "Housing [da]") if words not in out] == []


def test_findings_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(Findings([Finding.of("document_without_case", "warning", "[x].txt")]))
    told = capsys.readouterr()
    assert told.out == ""
    assert "[x].txt" in told.err
    assert say("finding.document_without_case")[:20] in told.err


def test_no_findings_are_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(Findings())
    assert capsys.readouterr() == ("", "")


def test_many_findings_are_cut_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(
        Findings([Finding.of("document_without_case", "warning", f"{n}.txt") for n in range(9)]), most=4
    )
    err = capsys.readouterr().err
    assert say("out.more_findings", count=5) in err
    assert err.count(".txt") == 4


LONG = "barriers_in_the_municipal_administration_of_rents"
SAID = "a sentence of many words that goes on and on and on " * 3


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("columns", ["20", "40", "80"])
def test_the_words_of_a_whole_column_are_never_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    print_rows(["code", "text"], [(LONG, SAID)], whole=(0,))
    out = lines(capsys)
    assert any(LONG in line for line in out)
    print_rows(["code", "text"], [(f"short {LONG}\n{LONG}", SAID)], whole=(0,))
    assert sum(LONG in line for line in lines(capsys)) == 2


def test_words_of_other_columns_give_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    print_rows(["code", "text"], [(LONG, SAID)], whole=(1,))
    out = lines(capsys)
    assert not any(LONG in line for line in out)
    assert max(map(len, out)) <= 60
    assert "".join(line.split()[0] for line in out if line.strip() and "code" not in line and "─" not in line).startswith("barriers")  # fmt: skip


def test_nothing_is_cut_off_however_narrow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    print_rows(["code", "text"], [(LONG, SAID)])
    told = "".join(lines(capsys))
    assert "…" not in told
    assert all(word in told for word in SAID.split())


def test_a_frame_has_the_words_that_people_use_above_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    speak("da")
    frame = pd.DataFrame({"code": ["rent"], "text": ["Huslejen"], "nonsense": [3]})
    print_frame(frame)
    head = lines(capsys)[1].split()
    assert head == [say("column.code"), say("column.text"), "nonsense"]


def test_what_a_frame_does_not_say_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame(
        {"a": [None, "x"], "b": pd.array([None, 2], dtype="Int64"), "c": [float("nan"), 1.5]}
    )
    print_frame(frame)
    out = "\n".join(lines(capsys))
    assert not any(word in out for word in ("None", "nan", "NA"))
    assert "2" in out
    assert "1.5" in out


def test_the_columns_of_a_frame_are_whole_by_their_names(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    print_frame(pd.DataFrame({"text": [SAID], "code": [LONG]}), whole=("code", "not_there"))
    assert any(LONG in line for line in lines(capsys))
