"""How a file that left the project was made, so that it can be made again from the state that it was made at."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from casekit import charts
from casekit.analysis.comparing import compare
from casekit.analysis.cooccurrence import cooccurrence
from casekit.analysis.framework import framework
from casekit.analysis.guide_coverage import asked
from casekit.analysis.labels import labels
from casekit.analysis.language_hits import language_hits
from casekit.analysis.matrices import matrix
from casekit.analysis.passages import passages
from casekit.analysis.process import process
from casekit.analysis.queries import query
from casekit.analysis.rated import ratings
from casekit.analysis.rating import propose_ratings
from casekit.analysis.saturating import saturation
from casekit.analysis.selecting import with_codebook
from casekit.analysis.sides import both_sides
from casekit.errors import CasekitError
from casekit.model.facts import sha
from casekit.model.finding import Finding, Findings
from casekit.model.making import made_of
from casekit.model.study import Study
from casekit.project.exporting import Leaving
from casekit.report.blocks import Block, Figure, Report
from casekit.report.feedback import feedback
from casekit.report.framework_pages import framework_pages
from casekit.report.overview import overview
from casekit.report.passage_list import passage_list
from casekit.report.process_pages import process_pages
from casekit.report.summary_sheet import summary_sheet
from casekit.wording import language, say

__all__ = ["Again", "Recipe", "made_from", "recipe_of", "state_of_export"]

_REPORTS: Mapping[str, Callable[..., Report]] = {
    "feedback": feedback,
    "framework": framework_pages,
    "overview": overview,
    "passages": passage_list,
    "sheet": summary_sheet,
    "steps": process_pages,
}
_FRAMES: Mapping[str, Callable[..., pd.DataFrame]] = {
    "asked": asked,
    "both_sides": both_sides,
    "compare": compare,
    "cooccurrence": cooccurrence,
    "framework_table": framework,
    "labels": labels,
    "language_hits": language_hits,
    "matrix": matrix,
    "passage_table": passages,
    "process": process,
    "propose_ratings": propose_ratings,
    "query": query,
    "ratings": ratings,
    "saturation": saturation,
}
_CHART = "chart "  # stands before the name of a function of casekit.charts


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a file was made with: which function with which options, when, and what the file depends on beside the project.

    ``codebook`` is the one that the study was narrowed to; ``template`` and ``roles`` are digests, ``words`` the language spoken.
    """

    what: str
    options: dict[str, Any]
    codebook: str | None
    made_at: str
    words: str
    casekit: str
    roles: str
    template: str = ""
    template_file: str = ""

    @classmethod
    def read(cls, packed: str) -> "Recipe | None":
        """A recipe as it is stored; None where there is none."""
        return cls(**json.loads(packed)) if packed else None

    @property
    def packed(self) -> str:
        """As it is stored."""
        told = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    def differences(self, study: Study, template: str | Path | None) -> Iterator[Finding]:
        """What is otherwise than when the file was made."""
        from casekit import __version__

        if self.casekit != __version__:
            yield Finding.of("made_by_other_version", "note", self.casekit, now=__version__)
        if self.template != digest_of(template):
            yield Finding.of("template_changed", "note", Path(template or self.template_file or "–").name)
        if self.roles != _digest(study):
            yield Finding.of("roles_changed", "note", "actor_roles.yaml")


@dataclass(frozen=True, slots=True)
class Again:
    """A file that was made again: where it is, whether it has the bytes that it had, and if not what is otherwise."""

    path: Path
    same: bool
    findings: Findings

    def __str__(self) -> str:
        told = say("out.made_again" if self.same else "out.made_again_otherwise", file=self.path)
        return "\n".join([told, *map(str, self.findings)])

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in str(self).split("\n"))


def state_of_export(what: Leaving, now: str) -> str:
    """The state that it was made at; *now* for what does not say."""
    told = dict(what.properties) if isinstance(what, Report) else made_of(what)
    return str(told.get("state") or now)


def recipe_of(what: Leaving, study: Study, *, made_at: str, template: str | Path | None) -> Recipe | None:
    """How *what* can be made again from *study*, which is of the state that it was made at; None where it cannot.

    It is tried: what was made of a part of the study, or was changed by hand, has no recipe.
    """
    from casekit import __version__

    name, options = _asked(what)
    if not name:
        return None
    for narrowed in (None, *(study.codebooks if isinstance(what, Report) else ())):
        recipe = Recipe(
            name,
            options,
            narrowed,
            made_at,
            language(),
            __version__,
            _digest(study),
            digest_of(template),
            str(template or ""),
        )
        try:
            if _plain(made_from(study, recipe)) == _plain(what):
                return recipe
        except (CasekitError, TypeError):  # options that this function does not know
            continue
    return None


def made_from(study: Study, recipe: Recipe) -> Leaving:
    """What the recipe says, from a study of the state that it was made at."""
    made: Leaving = _maker(recipe)(with_codebook(study, recipe.codebook), **recipe.options)
    return made


def digest_of(template: str | Path | None) -> str:
    """The digest of a template's bytes; "" where there is none."""
    return sha(Path(template).read_bytes()) if template and Path(template).is_file() else ""


def _maker(recipe: Recipe) -> Callable[..., Any]:
    if recipe.what.startswith(_CHART):
        drawn: Callable[..., Any] = getattr(charts, recipe.what.removeprefix(_CHART))
        return drawn
    return {**_FRAMES, **_REPORTS}[recipe.what]


def _asked(what: Leaving) -> tuple[str, dict[str, Any]]:
    """The function that made it and its options; "" where none of casekit's did."""
    if not isinstance(what, Report):
        told: dict[str, Any] = made_of(what)
        name = told.get("what", "")
        return (name, dict(told["options"])) if name in _FRAMES or name.startswith(_CHART) else ("", {})
    about = {} if what.case is None else {"case": what.case}
    known = what.kind in _REPORTS
    return (what.kind, {"language": what.language, **about, **dict(what.made_with)}) if known else ("", {})


def _plain(what: Leaving) -> object:
    """As values that can be compared."""
    if isinstance(what, Report):
        return replace(what, blocks=()), [_plain_block(block) for block in what.blocks]
    if isinstance(what, pd.DataFrame):
        return what.to_json(orient="split"), str(what.dtypes.to_dict())
    return charts.draw(what)


def _plain_block(block: Block) -> object:
    if isinstance(block, Figure):
        return block.chart, _plain(block.frame), block.caption, block.alt, block.options
    return block


def _digest(study: Study) -> str:
    """The digest of the lexicon of roles that a study was read with."""
    return sha(repr(study.roles))
