"""The command that draws: chart."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.options import As, Codebook, InProject, in_language, one_of, open_project, suffixed
from casekit.wording import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from casekit.model.study import Study

__all__ = ["KINDS", "register"]

KINDS = (
    "heatmap", "directions", "dotplot", "cooccurrence", "network", "portrait", "turn-strip", "rating-matrix", "saturation", "agreement",
)  # fmt: skip
_ALONG = ("portrait", "turn-strip")
_PAIRS = ("cooccurrence", "network")
_BY = {"heatmap": "theme", "directions": "theme", "rating-matrix": "theme"}


def register(app: typer.Typer) -> None:
    """Put this command into *app*."""
    app.command("chart", help=say("help.chart"))(chart)


def chart(
    kind: Annotated[str, typer.Argument(help=say("help.chart.kind"))],
    png: Annotated[Path, typer.Option("--png", help=say("help.chart.png"))],
    by: Annotated[str | None, typer.Option("--by", help=say("help.compare.by"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.chart.case"))] = None,
    codes: Annotated[list[str] | None, typer.Option("--code", help=say("help.chart.code"))] = None,
    document: Annotated[str | None, typer.Option("--document", help=say("help.chart.document"))] = None,
    how: Annotated[str, typer.Option("--how", help=say("help.cooccurrence.how"))] = "overlap",
    turns: Annotated[int, typer.Option("--turns", min=0, help=say("help.cooccurrence.turns"))] = 2,
    words: Annotated[bool, typer.Option("--words", help=say("help.chart.words"))] = False,
    title: Annotated[str, typer.Option("--title", help=say("help.chart.title"))] = "",
    language: Annotated[str | None, typer.Option("--language", help=say("help.chart.language"))] = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """A picture, and what it shows in words."""
    one_of(kind, KINDS, "KIND")
    one_of(by, ("theme", "code"), "--by")
    one_of(how, ("overlap", "turn", "near", "before", "after"), "--how")
    in_language(language)
    suffixed(png, ".png")
    if (document is None) == (kind in _ALONG):
        raise typer.BadParameter(say("out.chart_document", kinds=", ".join(_ALONG)), param_hint="--document")
    _fits(kind, by=by, case=case, codes=codes, words=words)
    here = open_project(project, coder)
    asked: dict[str, Any] = {"codebook": codebook, "language": language, "title": title}
    if kind in _ALONG:
        asked |= {"document": document, "title": title or None}
    if kind in _PAIRS:
        asked |= {"how": how, "turns": turns, "codes": codes or None}
    if kind == "rating-matrix":
        asked["words"] = words
    if kind != "turn-strip":
        asked["by"] = by or _BY.get(kind, "code")
    if case or (codes and kind not in _PAIRS):
        asked |= {"case": case, "codes": codes}
    figure = _drawn(here.study(), kind, asked)
    typer.echo(say("out.written", file=here.export(figure, png)))
    typer.echo(getattr(figure, "alt", ""))


def _fits(kind: str, **asked: object) -> None:
    """Refuse an option that this kind has no use for."""
    compared = ("heatmap", "directions", "dotplot")
    uses = {"case": (*compared, "rating-matrix"), "codes": (*compared, *_PAIRS, "rating-matrix"), "words": ("rating-matrix",), "by": tuple(set(KINDS) - {"turn-strip"})}  # fmt: skip
    for name, kinds in uses.items():
        if asked[name] and kind not in kinds:
            option = {"codes": "--code"}.get(name, f"--{name}")
            raise typer.BadParameter(say("out.chart_option", kind=kind), param_hint=option)


def _drawn(study: "Study", kind: str, asked: dict[str, Any]) -> "Figure":
    from casekit import charts

    figure: Figure = getattr(charts, kind.replace("-", "_"))(study, **asked)
    return figure
