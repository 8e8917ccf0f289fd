"""A process side by side across cases, as a Word document."""

from collections.abc import Sequence

from casekit.analysis.process import process, steps_of
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.report.blocks import Block, Callout, Grid, Heading, Paragraph, Report, Title
from casekit.report.parts import properties
from casekit.wording import format_date, say_in, spoken

__all__ = ["process_pages"]

_BESIDE = 4  # cases beside each other
_FIRST = 0.18


def process_pages(
    study: Study, *, name: str | None = None, cases: Sequence[str] | None = None, language: str | None = None
) -> Report:
    """A table with a row per step and a column per case, four to a table; then the passages that steps rest on.

    Raises:
        LookupFailedError: as :func:`casekit.process`. CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    wide, told = process(study, name=name, cases=cases), steps_of(study, name=name, cases=cases)
    title = next((one for one in told["process"] if one), "") or say_in(words, "process.title")
    blocks: list[Block] = [
        Title(title, say_in(words, "framework.state", date=format_date(study.at[:10], words))),
        Callout(say_in(words, "framework.internal")),
        *([] if len(wide) else [Paragraph(say_in(words, "process.none"))]),
    ]
    for at in range(0, wide.shape[1], _BESIDE):
        part = wide.iloc[:, at : at + _BESIDE]
        rows = tuple(
            (str(step), *map(str, row))
            for step, row in zip(part.index, part.itertuples(index=False), strict=True)
        )
        shares = (_FIRST, *[(1 - _FIRST) / part.shape[1]] * part.shape[1])
        blocks.append(
            Grid(
                (say_in(words, "process.step"), *map(str, part.columns)),
                rows,
                ", ".join(map(str, part.columns)),
                shares,
            )
        )
    rests = tuple(
        (row.label, f"{row.position}. {row.name}", row.evidence.replace("; ", "\n"))
        for row in records(told)
        if row.evidence
    )
    if rests:
        heads = tuple(say_in(words, key) for key in ("column.case", "process.step", "framework.evidence"))
        blocks += [
            Heading(say_in(words, "framework.evidence")),
            Grid(heads, rests, say_in(words, "framework.evidence")),
        ]
    made = properties(study, "team")
    asked = (("name", name), ("cases", None if cases is None else tuple(cases)))
    return Report("steps", title, words, tuple(blocks), properties=made, made_with=asked, landscape=True)
