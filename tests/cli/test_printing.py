import pytest

from casekit.cli.printing import print_findings, print_rows
from casekit.model.finding import Finding, Findings
from casekit.wording import say


def test_rows_are_printed_under_their_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["Navn", "Antal"], [("Albæk", 3), ("Bredsund", None)], title="Kommuner")
    out = capsys.readouterr().out
    assert [word for word in ("Kommuner", "Navn", "Antal", "Albæk", "3", "Bredsund") if word not in out] == []
    assert "None" not in out


def test_what_people_wrote_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["Text"], [("[bold]so [/nonsense] said",)])
    assert "[bold]so [/nonsense] said" in capsys.readouterr().out


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
