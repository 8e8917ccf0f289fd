"""How a file that left the project was made, so that it can be made again from the state that it was made at."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from casekit.analysis.comparing import compare
from casekit.analysis.labels import labels
from casekit.analysis.passages import passages
from casekit.analysis.selecting import with_codebook
from casekit.errors import CasekitError
from casekit.model.facts import sha
from casekit.model.finding import Finding, Findings
from casekit.model.making import made_of
from casekit.model.study import Study
from casekit.report.blocks import Block, Figure, Report
from casekit.report.feedback import feedback
from casekit.report.overview import overview
from casekit.report.passage_list import passage_list
from casekit.wording import language, say

__all__ = ["Again", "Recipe", "made_from", "recipe_of", "state_of_export"]

_REPORTS: Mapping[str, Callable[..., Report]] = {
    "feedback": feedback,
    "overview": overview,
    "passages": passage_list,
}
_FRAMES: Mapping[str, Callable[..., pd.DataFrame]] = {
    "compare": compare,
    "labels": labels,
    "passage_table": passages,
}


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


def state_of_export(what: Report | pd.DataFrame, now: str) -> str:
    """The state that it was made at; *now* for what does not say."""
    told = dict(what.properties) if isinstance(what, Report) else made_of(what)
    return str(told.get("state") or now)


def recipe_of(
    what: Report | pd.DataFrame, study: Study, *, made_at: str, template: str | Path | None
) -> Recipe | None:
    """How *what* can be made again from *study*, which is of the state that it was made at; None where it cannot.

    It is tried: what was made of a part of the study, or was changed by hand, has no recipe.
    """
    from casekit import __version__

    for narrowed in (None, *(study.codebooks if isinstance(what, Report) else ())):
        name, options = _asked(what)
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
            if name and _plain(made_from(study, recipe)) == _plain(what):
                return recipe
        except (CasekitError, TypeError):  # options that this function does not know
            continue
    return None


def made_from(study: Study, recipe: Recipe) -> Report | pd.DataFrame:
    """What the recipe says, from a study of the state that it was made at."""
    part = with_codebook(study, recipe.codebook)
    if recipe.what in _REPORTS:
        return _REPORTS[recipe.what](part, **recipe.options)
    return _FRAMES[recipe.what](part, **recipe.options)


def digest_of(template: str | Path | None) -> str:
    """The digest of a template's bytes; "" where there is none."""
    return sha(Path(template).read_bytes()) if template and Path(template).is_file() else ""


def _asked(what: Report | pd.DataFrame) -> tuple[str, dict[str, Any]]:
    """The function that made it and its options; "" where none of casekit's did."""
    if isinstance(what, pd.DataFrame):
        told: dict[str, Any] = made_of(what)
        return (told["what"], dict(told["options"])) if told.get("what") in _FRAMES else ("", {})
    about = {} if what.case is None else {"case": what.case}
    known = what.kind in _REPORTS
    return (what.kind, {"language": what.language, **about, **dict(what.made_with)}) if known else ("", {})


def _plain(what: Report | pd.DataFrame) -> object:
    """As values that can be compared."""
    if isinstance(what, Report):
        return replace(what, blocks=()), [_plain_block(block) for block in what.blocks]
    return what.to_json(orient="split"), str(what.dtypes.to_dict())


def _plain_block(block: Block) -> object:
    if isinstance(block, Figure):
        return block.chart, _plain(block.frame), block.caption, block.alt, block.options
    return block


def _digest(study: Study) -> str:
    """The digest of the lexicon of roles that a study was read with."""
    return sha(repr(study.roles))
