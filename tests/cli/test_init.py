import io
import sys

import pytest

from casekit.cli import main


def test_main_runs_the_command_line_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["casekit", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("casekit ")


def test_a_stream_that_lacks_a_sign_shows_another(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["casekit", "--help"])
    with pytest.raises(SystemExit):
        main()
    assert stream.errors == "replace"
