"""Commands about ratings and what is read from them: ratings, rate, display, saturation."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, cast

import typer

from casekit.cli.options import As, Codebook, InProject, one_of, open_project, suffixed
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.model.frames import records
from casekit.wording import format_number, language, say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.comparing import By
    from casekit.model.study import Study
    from casekit.project import Project

__all__ = ["register"]

ByOption = Annotated[str, typer.Option("--by", help=say("help.compare.by"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=say("help.display.output"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("ratings", help=say("help.ratings"))(ratings)
    negative = {"ignore_unknown_options": True}  # -2 is a value, not an option
    app.command("rate", help=say("help.rate"), context_settings=negative)(rate)
    app.command("display", help=say("help.display"))(display)
    app.command("saturation", help=say("help.saturation"))(saturation)


def ratings(
    by: ByOption = "theme",
    rater: Annotated[str | None, typer.Option("--rater", help=say("help.ratings.rater"))] = None,
    proposed: Annotated[bool, typer.Option("--proposed", help=say("help.ratings.proposed"))] = False,
    case: Annotated[str | None, typer.Option("--case", help=say("help.ratings.case"))] = None,
    table: Annotated[Path | None, typer.Option("--table", help=say("help.ratings.table"))] = None,
    output: Output = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Ratings of the cases."""
    from casekit.analysis.rated import rating_findings
    from casekit.analysis.rated import ratings as table_of

    one_of(by, ("theme", "code"), "--by")
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder, person=table is not None)
    if table is not None:
        typer.echo(say("out.rated", n=here.import_ratings(table, codebook=codebook).n))
    found = table_of(here.study(), rater, by=cast("By", by), codebook=codebook)
    if output is not None:
        typer.echo(say("out.written", file=here.export(found, output)))
    elif case is not None:
        here.study().label(case)
        _show(here, found[found["case"] == case], _OF_A_CASE, None)
    else:
        _print_ratings(here.study(), found, proposed=proposed)
    print_findings(rating_findings(here.study(), codebook=codebook))


_OF_A_CASE = ("label", "value", "status", "values", "reason", "proposed", "rule")


def _print_ratings(study: "Study", found: "pd.DataFrame", *, proposed: bool) -> None:
    from casekit.analysis.rated import shown_ratings

    if proposed:
        found = found.assign(value=found["proposed"], mixed=found["proposed_mixed"], status="proposed")
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    wide = shown_ratings(found, labels)
    title = say("rating.proposed" if proposed else "rating.given")
    print_rows(["", *map(str, wide.columns)], records(wide.reset_index()), title=title)
    typer.echo(say("rating.legend"))


def rate(
    case: Annotated[str, typer.Argument(help=say("help.rate.case"))],
    code: Annotated[str, typer.Argument(help=say("help.rate.code"))],
    value: Annotated[str, typer.Argument(help=say("help.rate.value"))],
    reason: Annotated[str, typer.Option("--reason", help=say("help.rate.reason"))] = "",
    passages: Annotated[list[str] | None, typer.Option("--passage", help=say("help.rate.passage"))] = None,
    agreed: Annotated[bool, typer.Option("--agreed", help=say("help.rate.agreed"))] = False,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Rate a theme or code in a case."""
    said = value.replace("−", "-").lower()
    number = None if said == "missing" else 0 if said == "mixed" else _whole(said)
    here = open_project(project, coder, person=True)
    act = here.agree_rating if agreed else here.rate
    done = act(
        case, code, number, mixed=said == "mixed", reason=reason, passages=passages or (), codebook=codebook
    )
    typer.echo(say("out.rated", n=done.n))
    print_findings(done.findings)


def _whole(said: str) -> int:
    if not said.lstrip("+-").isdigit():
        one_of(said, ("-2", "-1", "0", "1", "2", "mixed", "missing"), "VALUE")
    return int(said)


class _Asked(NamedTuple):
    """What a display is asked with."""

    by: "By"
    codebook: str | None
    outcome: str | None
    cut: float | None
    case: str | None
    since: str | None
    split: str
    use: Literal["ratings", "proposed"]

    @property
    def sides(self) -> dict[str, Any]:
        return {"by": self.by, "codebook": self.codebook, "use": self.use, "cut": self.cut}


class _Shown(NamedTuple):
    """A display: how it is made, what of it a terminal shows, and what it needs."""

    make: Callable[["Study", _Asked], "pd.DataFrame"]
    columns: tuple[str, ...]
    needs: str = ""


def _displays() -> Mapping[str, _Shown]:
    from casekit.analysis import displays as d

    counts = ("interviews", "of", "leaning")
    return {
        "case-ordered": _Shown(lambda study, a: d.case_ordered(study, a.outcome or "", by=a.by, codebook=a.codebook), ("rank", "case_label", "label", "value", "proposed", *counts, "references"), "outcome"),
        "contrast": _Shown(lambda study, a: d.contrast_table(study, a.outcome or "", **a.sides), ("label", "side", "cases", "distinguishes", "toward"), "outcome"),
        "distinguishing": _Shown(lambda study, a: d.distinguishing(study, a.outcome or "", **a.sides), ("label", "distinguishes", "toward", "gap"), "outcome"),
        "time": _Shown(lambda study, a: d.time_ordered(study, since=a.since, by=a.by, codebook=a.codebook), ("case", "period", "theme", "code", *counts)),
        "profile": _Shown(lambda study, a: d.profile(study, a.case or "", by=a.by, codebook=a.codebook), ("label", "value", "proposed", *counts, "summary", "references"), "case"),
        "typical": _Shown(lambda study, a: d.typical(study, by=a.by, codebook=a.codebook, use=a.use), ("rank", "case", "kind", "distance", "deviates")),
        "groups": _Shown(lambda study, a: d.group_contrast(study, split=a.split, by=a.by, codebook=a.codebook), ("case", "sector", "role", "language", "theme", "code", *counts)),
        "questions": _Shown(lambda study, a: d.by_question(study, codebook=a.codebook), ("label", "case", *counts, "codes")),
        "prerequisites": _Shown(lambda study, a: d.prerequisites(study, a.case, codebook=a.codebook), ("case_label", "group_label", "label", "value", "proposed", *counts, "references")),
    }  # fmt: skip


def display(
    name: Annotated[str, typer.Argument(help=say("help.display.name"))],
    by: ByOption = "theme",
    outcome: Annotated[str | None, typer.Option("--outcome", help=say("help.display.outcome"))] = None,
    cut: Annotated[float | None, typer.Option("--cut", help=say("help.display.cut"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.display.case"))] = None,
    since: Annotated[str | None, typer.Option("--since", help=say("help.display.since"))] = None,
    split: Annotated[str, typer.Option("--split", help=say("help.display.split"))] = "sector",
    proposed: Annotated[bool, typer.Option("--proposed", help=say("help.display.proposed"))] = False,
    output: Output = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Cases side by side."""
    displays = _displays()
    one_of(name, tuple(displays), "NAME")
    one_of(by, ("theme", "code"), "--by")
    suffixed(output, ".xlsx", ".csv")
    chosen = displays[name]
    if chosen.needs == "outcome" and outcome is None:
        raise typer.BadParameter(say("out.display_needs_outcome"))
    if chosen.needs == "case" and case is None:
        raise typer.BadParameter(say("out.display_needs_case"))
    here = open_project(project, coder)
    asked = _Asked(
        cast("By", by), codebook, outcome, cut, case, since, split, "proposed" if proposed else "ratings"
    )
    _show(here, chosen.make(here.study(), asked), chosen.columns, output)


def _show(here: "Project", found: "pd.DataFrame", columns: tuple[str, ...], output: Path | None) -> None:
    if output is not None:
        typer.echo(say("out.written", file=here.export(found, output)))
    elif found.empty:
        typer.echo(say("out.display_empty"))
    else:
        told = _worded(here.study(), found)
        kept = [name for name in columns if name in told.columns]
        print_frame(told[kept].rename(columns={"case_label": "case"}))


_WORDS = {"side": "rating.side", "toward": "rating.side", "distinguishes": "rating.distinguishes", "kind": "rating.kind", "leaning": "polarity", "status": "rating.status", "rule": "rating.rule"}  # fmt: skip


def _worded(study: "Study", found: "pd.DataFrame") -> "pd.DataFrame":
    """As people read it: ratings with their sign, words for what is told by an id, x/n."""
    from casekit.analysis.rated import written_value

    told = _named(study, found)
    for name, area in _WORDS.items():
        if name in told:
            told[name] = [say(f"{area}.{value}") if value else "" for value in told[name]]
    if "period" in told:
        told["period"] = [
            say(f"rating.period.{one}") if one in ("before", "after") else one or "–"
            for one in told["period"]
        ]
    for name, mixed in (("value", "mixed"), ("proposed", "proposed_mixed")):
        if name in told and mixed in told:
            pairs = zip(found[name], found[mixed], strict=True)
            told[name] = [written_value(value, mixed=bool(both)) for value, both in pairs]
    if "interviews" in told and "of" in told:
        told["interviews"] = told["interviews"].astype(str) + "/" + told["of"].astype(str)
        told = told.drop(columns="of")
    return told


def _named(study: "Study", found: "pd.DataFrame") -> "pd.DataFrame":
    """With what people call cases, themes and codes; distances with one decimal."""
    cases = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    codes = {code.id: code.label.shown(language()) for book in study.codebooks.values() for code in book}
    told = found.copy()
    for name, labels in (("case", cases), ("theme", codes), ("code", codes)):
        if name in told:
            told[name] = [labels.get(value, value) for value in told[name]]
    if "new_codes" in told:
        told["new_codes"] = [
            ", ".join(codes.get(one, one) for one in value.split(", ")) for value in told["new_codes"]
        ]
    if "distance" in told:
        told["distance"] = [format_number(value, 1) if value >= 0 else "–" for value in told["distance"]]
    return told


def saturation(
    by: ByOption = "code",
    order: Annotated[str, typer.Option("--order", help=say("help.saturation.order"))] = "date",
    output: Output = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """New codes by interview."""
    from casekit.analysis.saturating import saturation as table_of

    one_of(by, ("theme", "code"), "--by")
    one_of(order, ("date", "coded", "name"), "--order")
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder)
    found = table_of(here.study(), by=cast("By", by), order=order, codebook=codebook)  # type: ignore[arg-type]
    _show(here, found, ("document", "case", "date", "codes", "new", "cumulative", "new_codes"), output)
