"""Feedback to one municipality: interim findings for a dialogue meeting."""

from dataclasses import dataclass

import pandas as pd

from casekit.analysis.comparing import factors_only
from casekit.analysis.contrast import against_others, leanings
from casekit.analysis.counting import respondents
from casekit.analysis.passages import passages
from casekit.analysis.selecting import at_top, members, within
from casekit.charts import directions_alt
from casekit.charts.study_charts import chart_frame
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.report.blocks import Block, BulletList, Figure, Grid, Heading, Paragraph, Quote, Report, Title
from casekit.report.evidence import choose, codes_heard, naming, quote, sides
from casekit.report.parts import (
    about,
    basis_rows,
    leaning_word,
    messages,
    period,
    properties,
    status,
    texts,
    unfinished,
)
from casekit.wording import say_in, spoken

__all__ = ["feedback", "feedback_all"]


def feedback(study: Study, *, case: str, language: str | None = None) -> Report:
    """The feedback document of one case, in its own language unless another is asked for.

    Main messages are those that people wrote; where there is none, an empty place stands for them. Without reviewed
    codings or without a message it is a working paper. Nothing in it names another case, and no score is given: a passage
    that names one is counted and not quoted.

    Raises:
        LookupFailedError: an unknown case, or one without interviews; no codebook in the project.
        CasekitError: an unknown language.
    """
    room = _Room.of(study, case, language)
    blocks = (
        Title(room.say("title"), study.label(case)),
        *status(study, room.language, internal=bool(room.reasons), reasons=room.reasons),
        *messages(study, case, room.language),
        *_evidence(room),
        *_basis(room),
        *_directions(room),
        *_themes(room),
        *_others(room),
        *_next(room),
        *about(study, room.language),
    )
    return Report(
        kind="feedback",
        title=f"{room.say('title')} – {study.label(case)}",
        language=room.language,
        blocks=blocks,
        case=case,
        internal=bool(room.reasons),
        mark=say_in(room.language, "document.mark") if room.reasons else "",
        properties=properties(study, f"case {case}"),
    )


def feedback_all(study: Study, *, language: str | None = None) -> dict[str, Report]:
    """The feedback document of every case at the top that somebody spoke for, by case.

    Raises:
        LookupFailedError: nobody spoke for any case; no codebook in the project.
        CasekitError: an unknown language.
    """
    top = at_top(study)
    heard = set(top.speakers["case"])
    cases = [str(case) for case in top.cases["case"] if case in heard]
    if not cases:
        raise LookupFailedError("no_interviews")
    return {case: feedback(study, case=case, language=language) for case in cases}


@dataclass(frozen=True, slots=True)
class _Room:
    """What every part of the document needs."""

    study: Study
    inside: Study
    case: str
    language: str
    table: pd.DataFrame
    passages: pd.DataFrame
    quotable: pd.DataFrame
    reasons: list[str]

    @classmethod
    def of(cls, study: Study, case: str, language: str | None) -> "_Room":
        inside = within(study, case)
        if inside.documents.empty:
            raise LookupFailedError("case_without_interviews", case=case)
        book = study.codebook().id
        said = passages(inside, codebook=book)
        unreviewed = said.empty
        reasons = [*(["unreviewed"] if unreviewed else []), *unfinished(study, case)]
        words = spoken(language or _language(study, inside, case))
        said = passages(inside, codebook=book, suggestions=True) if unreviewed else said
        quotable = said[~naming(study, said, own=members(study, case))]
        table = factors_only(leanings(inside, codebook=book, suggestions=unreviewed), study.codebook())
        return cls(study, inside, case, words, table, said, quotable, reasons)

    def say(self, key: str, **data: object) -> str:
        return say_in(self.language, f"feedback.{key}", **data)

    @property
    def of_interviews(self) -> int:
        return int(respondents(self.inside)["document"].nunique())


def _language(study: Study, inside: Study, case: str) -> str:
    """The case's own, else that of most of its interviews."""
    own = study.cases.set_index("case").loc[case, "language"]
    return str(own) if isinstance(own, str) and own else str(inside.documents["language"].mode().iloc[0])


def _evidence(room: _Room) -> list[Block]:
    """Under an empty place for main messages: what was heard most, for the person who writes them."""
    if "no_message" not in room.reasons:
        return []
    heard = room.table[room.table["interviews"] > 0].sort_values("interviews", ascending=False, kind="stable")
    items = [
        f"{_label(room, row.theme)}: {say_in(room.language, 'x_of_n', x=row.interviews, n=row.of)} – {leaning_word(row.here, room.language)}"
        for row in records(heard)
    ]
    return [Paragraph(room.say("evidence")), BulletList(tuple(items))] if items else []


def _basis(room: _Room) -> list[Block]:
    who = respondents(room.inside)
    people = say_in(room.language, "unit.people", n=int(who["person"].nunique()))
    interviews = say_in(room.language, "unit.interviews", n=room.of_interviews)
    sentence = room.say(
        "basis_text", interviews=interviews, people=people, period=period(room.inside, room.language)
    )
    columns = tuple(room.say(f"basis_{name}") for name in ("sector", "roles", "people", "interviews"))
    grid = Grid(
        columns,
        basis_rows(room.study, who, room.language),
        room.say("basis_caption"),
        (0.34, 0.34, 0.14, 0.18),
    )
    return [Heading(room.say("basis")), Paragraph(sentence), grid]


def _directions(room: _Room) -> list[Block]:
    """The figure and, behind it, the same in a table."""
    heard = room.table[room.table["interviews"] > 0]
    frame = chart_frame(room.inside, heard, language=room.language, codebook=room.study.codebook().id)
    columns = tuple(
        room.say(f"directions_{name}") for name in ("theme", "interviews", "barrier", "facilitator", "mixed")
    )
    rows = tuple(
        (
            _label(room, row.theme),
            say_in(room.language, "x_of_n", x=row.interviews, n=row.of),
            *(str(number) if number else "–" for number in (row.barrier, row.facilitator, row.mixed)),
        )
        for row in records(heard)
    )
    blocks: list[Block] = [Heading(room.say("directions")), Paragraph(room.say("directions_text"))]
    if heard.empty:
        return [*blocks, Paragraph(room.say("nothing"))]
    alt = directions_alt(frame, language=room.language)
    figure = Figure("directions", frame, room.say("directions_caption"), alt)
    return [
        *blocks,
        figure,
        Grid(columns, rows, room.say("directions_table"), (0.36, 0.19, 0.15, 0.15, 0.15)),
    ]


def _themes(room: _Room) -> list[Block]:
    """Theme | what we heard | who says so | quote, with the counter-example in a row of its own."""
    used: list[pd.Series] = []
    rows = [row for theme in room.table["theme"] for row in _theme_rows(room, str(theme), used)]
    if not rows:
        return []
    columns = tuple(room.say(f"themes_{name}") for name in ("theme", "heard", "who", "quote"))
    grid = Grid(columns, tuple(rows), room.say("themes_caption"), (0.2, 0.25, 0.21, 0.34))
    return [Heading(room.say("themes")), Paragraph(room.say("themes_text")), grid]


def _theme_rows(room: _Room, theme: str, used: list[pd.Series]) -> list[tuple[str | Quote, ...]]:
    """One row for the direction that is heard most, one for the other."""
    said = room.passages[room.passages["theme"] == theme]
    counts = said["polarity"].value_counts()
    order = sorted(("barrier", "facilitator"), key=lambda direction: -counts.get(direction, 0))
    groups = [
        (direction, said[said["polarity"] == direction]) for direction in (*order, "mixed", "neutral", "")
    ]
    shown = [(direction, group) for direction, group in groups if not group.empty][:2]
    leads = [texts(room.study, room.case, theme), [room.say("counter_example")]]
    return [
        _row(room, theme, direction, group, used, lead)
        for (direction, group), lead in zip(shown, leads, strict=False)
    ]


def _row(
    room: _Room, theme: str, direction: str, group: pd.DataFrame, used: list[pd.Series], lead: list[str]
) -> tuple[str | Quote, ...]:
    """*lead* stands before what was counted: what a person wrote about the theme, or that this is a counter-example."""
    word = say_in(room.language, f"polarity.{direction or 'none'}").capitalize()
    heard = codes_heard(room.study, group, room.of_interviews, room.language)
    who = sides(room.study, group, room.language)
    best = choose(group[group.index.isin(room.quotable.index)], used)
    shown = room.say("no_quote") if best is None else quote(best, "", reference=str(best["coding"])[:10])
    return _label(room, theme), "\n".join([*lead, f"{word}:", *heard]), who, shown


def _others(room: _Room) -> list[Block]:
    """The other cases are never named, and there must be enough of them."""
    if "unreviewed" in room.reasons:
        return []
    table = against_others(room.study, room.case)
    table = table[table["theme"].isin(room.table["theme"])]
    heading: Block = Heading(room.say("others"))
    if table.empty:
        return [heading, Paragraph(room.say("others_too_few"))]
    rows = tuple(_other_row(room, row) for row in records(table) if row.interviews or row.mention)
    columns = tuple(room.say(f"others_{name}") for name in ("theme", "here", "there"))
    grid = Grid(columns, rows, room.say("others_caption"), (0.3, 0.28, 0.42))
    return [heading, Paragraph(room.say("others_text", n=int(table["others"].max()))), grid]


def _other_row(room: _Room, row: object) -> tuple[str, str, str]:
    numbers = {name: int(getattr(row, name)) for name in ("interviews", "of", "others", "mention")}
    here = leaning_word(str(getattr(row, "here", "")), room.language)
    if numbers["interviews"]:
        key = "others_mostly" if getattr(row, "here", "") in ("barrier", "facilitator") else "others_heard"
        here = room.say(key, word=here, x=numbers["interviews"], n=numbers["of"])
    parts = [
        f"{count} {say_in(room.language, f'polarity.{name}')}"
        for name in ("barrier", "facilitator", "mixed")
        if (count := int(getattr(row, name)))
    ]
    mention = room.say("others_mention", x=numbers["mention"], n=numbers["others"])
    return (
        _label(room, str(getattr(row, "theme", ""))),
        here,
        f"{mention}: {', '.join(parts)}" if parts else mention,
    )


def _next(room: _Room) -> list[Block]:
    questions = tuple(room.say(f"question_{number}") for number in (1, 2, 3))
    return [Heading(room.say("next")), Paragraph(room.say("next_text")), BulletList(questions)]


def _label(room: _Room, code: str) -> str:
    return room.study.codebook()[code].label.get(room.language)
