"""Passages as a document to read and to work in: the question, what was said, who, and where."""

from typing import Any, Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.passages import passages
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.report.blocks import Block, Callout, Heading, Paragraph, Quote, Report, Title
from casekit.report.parts import properties
from casekit.wording import say_in, spoken

__all__ = ["passage_list"]

Order = Literal["case", "code", "document"]


def passage_list(
    study: Study,
    *,
    code: str | None = None,
    case: str | None = None,
    by: Order = "case",
    language: str | None = None,
    suggestions: bool = False,
) -> Report:
    """All passages of a code or theme (or of everything), under a heading per case, code or document.

    With *suggestions* those that nobody has reviewed, and the document says so.

    Raises:
        UnknownCodeError: a code that the codebook does not have.
        LookupFailedError: an unknown case, or an order that there is not.
        CasekitError: an unknown language.
    """
    allow(by, get_args(Order))
    words = spoken(language or study.language)
    table = passages(study, code=code, case=case, suggestions=suggestions)
    title = study.codebook()[code].label.get(words) if code else say_in(words, "passages.title")
    subtitle = study.codebook()[code].definition.get(words) if code else ""
    warning = [Callout(say_in(words, "document.because.unreviewed"))] if suggestions else []
    blocks: list[Block] = [Title(title, subtitle), Callout(say_in(words, "passages.internal")), *warning]
    for name, group in table.groupby(by, sort=False):
        heading = f"{_heading(study, by, str(name), words)} ({say_in(words, 'unit.passages', n=len(group))})"
        blocks += [Heading(heading), *_listed(study, group, words, codes=table["code"].nunique() > 1)]
    if table.empty:
        blocks.append(Paragraph(say_in(words, "passages.none")))
    mark = say_in(words, "document.mark") if suggestions else ""
    made = properties(study, "team")
    asked = (("code", code), ("by", by), ("suggestions", suggestions))
    return Report(
        "passages",
        title,
        words,
        tuple(blocks),
        case,
        internal=suggestions,
        mark=mark,
        properties=made,
        made_with=asked,
    )


def _heading(study: Study, by: Order, name: str, language: str) -> str:
    match by:
        case "case":
            return study.label(name) if name else say_in(language, "passages.no_case")
        case "code":
            return study.codebook()[name].label.get(language)
        case "document":
            return name


def _listed(study: Study, group: pd.DataFrame, language: str, *, codes: bool) -> list[Block]:
    blocks: list[Block] = []
    for row in records(group):
        if row.question:
            blocks.append(Paragraph(say_in(language, "passages.question", text=row.question), row.language))
        blocks.append(Quote(row.text, row.language, _who(study, row, language, code=codes), row.reference))
    return blocks


def _who(study: Study, row: Any, language: str, *, code: bool) -> str:
    entry = study.roles.roles.get(row.role)
    told = entry.label.get(language) if entry else row.speaker
    label = study.codebook()[row.code].label.get(language) if code else ""
    way = say_in(language, f"polarity.{row.polarity}") if row.polarity else ""
    return " · ".join(part for part in (told, label, way) if part)
