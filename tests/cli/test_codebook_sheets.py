import csv
from pathlib import Path

import pytest

from casekit.wording import say


@pytest.fixture
def sheet(tmp_path: Path):
    """A csv table of codes with this heading."""

    def written(*head: str) -> Path:
        path = tmp_path / "b.csv"
        rows = [
            head,
            ("home", "", "Bolig", "Home", "Om bolig."),
            *((f"c{n}", "home", "Kode", "Code", "Om bolig.") for n in range(9)),
        ]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path

    return written


def test_a_renamed_column_is_one_line_and_nothing_that_follows_from_it(run, sheet) -> None:
    result = run("codebook", "check", sheet("id", "parent", "navn", "label (en)", "definition (da)"))
    assert result.exit_code == 1
    assert "b.csv, line 1, column no. 3" in result.stderr
    assert "“label (da)”" in result.stderr
    assert result.stdout.splitlines()[-2:] == [
        say("out.not_checked"),
        say("out.checked", codebook="b", version="0", codes=say("out.codes", n=10), n=1),
    ]


def test_what_a_check_finds_has_its_place(run, sheet) -> None:
    result = run("codebook", "check", sheet("id", "parent", "label (da)", "label (en)", "definition (da)"))
    assert say("out.not_checked") not in result.stdout
    assert "b.csv, line 4, column “label (da)” · c1: label (da)" in " ".join(result.stderr.split())
