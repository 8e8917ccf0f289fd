from pathlib import Path

import pytest

from casekit.cli.drawing import KINDS
from casekit.project import Project

pytestmark = pytest.mark.slow
HERE = ("--project", "project")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_and_told_in_words(place: Path, run, kind: str) -> None:
    more = ("--document", "ALB-01") if kind in ("portrait", "turn-strip") else ()
    result = run("chart", kind, "--png", "deep/a.png", "--language", "en", *more, *HERE)
    assert result.exit_code == 0, result.stderr
    assert Path("deep/a.png").read_bytes().startswith(b"\x89PNG")
    assert "table" in result.stdout


def test_it_is_drawn_again_but_never_over_what_somebody_else_made(place: Path, run, refused) -> None:
    for _ in range(2):
        assert run("chart", "heatmap", "--png", "a.png", "--title", "Hvor?", *HERE).exit_code == 0
    Path("b.png").write_bytes(b"mine")
    refused("chart", "heatmap", "--png", "b.png", *HERE, says="not_ours|b.png")
    refused("compare", "--png", "b.png", *HERE, says="not_ours|b.png")


def test_a_chart_is_an_export(place: Path, run) -> None:
    run("chart", "dotplot", "--png", "a.png", "--case", "albaek", "--by", "theme", *HERE)
    exports = Project.open("project").exports()
    assert exports["what"].tolist() == ["chart"]
    assert exports["again"].tolist() == [True]
    run("export-again", "a.png", "--to", "b.png", *HERE)
    assert Path("b.png").read_bytes() == Path("a.png").read_bytes()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("x", "--png", "a.png"), "heatmap, directions"),
        (("portrait", "--png", "a.png"), "--document"),
        (("heatmap", "--png", "a.png", "--document", "ALB-01"), "--document"),
        (("saturation", "--png", "a.png", "--case", "albaek"), "--case"),
        (("heatmap", "--png", "a.png", "--words"), "--words"),
        (("turn-strip", "--png", "a.png", "--document", "ALB-01", "--by", "code"), "--by"),
    ],
)
def test_what_cannot_be_is_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused("chart", *words, *HERE, says=says, code=2)


def test_another_suffix_or_an_unknown_document_is_refused(refused) -> None:
    refused("chart", "heatmap", "--png", "a.jpg", *HERE, says="wrong_suffix")
    refused("chart", "portrait", "--document", "x", "--png", "a.png", *HERE, says="unknown_document|x")
