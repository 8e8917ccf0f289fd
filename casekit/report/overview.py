"""Across cases: the municipalities as letters, theme by theme, the four prerequisites on one page."""

from dataclasses import dataclass, replace

import pandas as pd

from casekit.analysis.comparing import factors_only
from casekit.analysis.contrast import MIN_OTHERS as MIN_CASES
from casekit.analysis.contrast import leanings
from casekit.analysis.counting import respondents
from casekit.analysis.passages import passages, veiled
from casekit.analysis.selecting import at_top
from casekit.charts import heatmap_alt
from casekit.charts.study_charts import chart_frame
from casekit.errors import LookupFailedError
from casekit.model.codebook import Code, Codebook, Group
from casekit.model.study import Study
from casekit.privacy import letters
from casekit.report.blocks import (
    Block,
    BulletList,
    Figure,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Title,
)
from casekit.report.evidence import choose, codes_heard, naming, quote
from casekit.report.parts import about, leaning_word, messages, period, properties, status, unfinished
from casekit.wording import join, say_in, spoken

__all__ = ["overview"]

DIRECTIONS = ("facilitator", "barrier", "mixed")


def overview(study: Study, *, language: str | None = None) -> Report:
    """The document across cases. No case is named: neither in text, charts nor quotes.

    A passage is not quoted if it names a case, or if fewer than three cases speak its language. References lead back only
    for those who have the project. What was said for no case is left out.

    Raises:
        LookupFailedError: nothing reviewed that could be compared.
        CasekitError: an unknown language.
    """
    room = _Room.of(study, spoken(language or study.language))
    reasons = unfinished(study, None)
    blocks = (
        Title(room.say("title"), room.say("subtitle", n=len(room.cases))),
        *status(study, room.language, internal=bool(reasons), reasons=reasons),
        *messages(study, None, room.language),
        *_basis(room),
        *_map(room),
        *_prerequisites(room),
        *_themes(room),
        *about(study, room.language),
    )
    return Report(
        kind="overview",
        title=room.say("title"),
        language=room.language,
        blocks=blocks,
        internal=bool(reasons),
        mark=say_in(room.language, "document.mark") if reasons else "",
        properties=properties(study, "across cases"),
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What every part needs; cases stand as letters from the start."""

    study: Study
    language: str
    letters: dict[str, str]
    table: pd.DataFrame
    passages: pd.DataFrame
    quotable: pd.DataFrame

    @classmethod
    def of(cls, whole: Study, language: str) -> "_Room":
        if whole.codings.empty:
            raise LookupFailedError("nothing_reviewed")
        study = _with_case(at_top(whole))
        named = letters(study)
        if not named:
            raise LookupFailedError("nothing_reviewed")
        table = factors_only(leanings(study), study.codebook())
        said = _lettered(passages(study), named)
        return cls(study, language, named, _lettered(table, named), said, said[_quotable(whole, said)])

    def say(self, key: str, **data: object) -> str:
        return say_in(self.language, f"overview.{key}", **data)

    @property
    def cases(self) -> list[str]:
        return list(dict.fromkeys(self.table["case"]))

    @property
    def book(self) -> Codebook:
        return self.study.codebook()


def _with_case(study: Study) -> Study:
    """The study without those who speak for no case."""
    return replace(study, speakers=study.speakers[study.speakers["case"].isin(set(study.cases["case"]))])


def _quotable(whole: Study, said: pd.DataFrame) -> "pd.Series[bool]":
    """Which passages name no case or member of one, and are in a language that does not point at one of a few."""
    speaking = said.groupby("language")["case"].transform("nunique")
    return speaking.ge(MIN_CASES) & ~naming(whole, said)


def _lettered(frame: pd.DataFrame, named: dict[str, str]) -> pd.DataFrame:
    return frame.assign(case=frame["case"].map(named)).sort_values("case", kind="stable", ignore_index=True)


def _basis(room: _Room) -> list[Block]:
    who = respondents(room.study)
    interviews = say_in(room.language, "unit.interviews", n=int(who["document"].nunique()))
    people = say_in(room.language, "unit.people", n=int(who["person"].nunique()))
    text = room.say(
        "basis_text", interviews=interviews, people=people, period=period(room.study, room.language)
    )
    return [Heading(room.say("basis")), Paragraph(text)]


def _map(room: _Room) -> list[Block]:
    """The heat map and, behind it, the same in a table."""
    names = {case: room.say("case", letter=case) for case in room.cases}
    frame = chart_frame(room.study, room.table, language=room.language, names=names)
    alt = heatmap_alt(frame, language=room.language)
    figure = Figure("heatmap", frame, room.say("map_caption"), alt)
    columns = (room.say("theme"), *(names[case] for case in room.cases))
    rows = tuple(
        (theme.label.get(room.language), *(_cell(room, theme.id, case) for case in room.cases))
        for theme in _heard(room)
    )
    return [
        Heading(room.say("map")),
        Paragraph(room.say("map_text")),
        figure,
        Grid(columns, rows, room.say("map_table")),
    ]


def _heard(room: _Room) -> list[Code]:
    """Themes that somebody mentions."""
    said = set(room.table.loc[room.table["interviews"] > 0, "theme"])
    return [theme for theme in room.book.themes if theme.id in said]


def _entry(room: _Room, theme: str, case: str) -> pd.Series:
    return room.table[(room.table["theme"] == theme) & (room.table["case"] == case)].iloc[0]


def _cell(room: _Room, theme: str, case: str) -> str:
    entry = _entry(room, theme, case)
    word = leaning_word(entry["here"], room.language)
    return f"{word} ({entry['interviews']}/{entry['of']})" if entry["interviews"] else word


def _prerequisites(room: _Room) -> list[Block]:
    """Housing, support, organisation, culture: all cases on one page."""
    groups = room.book.groups
    if not groups:
        return []
    columns = (room.say("basis_case"), *(group.label.get(room.language) for group in groups))
    rows = tuple(
        (room.say("case", letter=case), *(_group_cell(room, group, case) for group in groups))
        for case in room.cases
    )
    grid = Grid(
        columns, rows, room.say("prerequisites_caption"), (0.16, *(0.84 / len(groups) for _ in groups))
    )
    return [
        PageBreak(),
        Heading(room.say("prerequisites", n=len(groups))),
        Paragraph(room.say("prerequisites_text", groups=join(columns[1:], room.language))),
        grid,
        PageBreak(),
    ]


def _group_cell(room: _Room, group: Group, case: str) -> str:
    """Per theme of the group which way it points; one theme needs no name."""
    themes = [room.book[theme] for theme in group.themes if theme in set(room.table["theme"])]
    if len(themes) == 1:
        return _cell(room, themes[0].id, case)
    return "\n".join(f"{theme.label.get(room.language)}: {_cell(room, theme.id, case)}" for theme in themes)


def _themes(room: _Room) -> list[Block]:
    blocks: list[Block] = [Heading(room.say("themes")), Paragraph(room.say("themes_text", n=MIN_CASES))]
    used: list[pd.Series] = []
    for theme in _heard(room):
        blocks += [Heading(theme.label.get(room.language), 2), *_theme(room, theme, used)]
    return blocks


def _theme(room: _Room, theme: Code, used: list[pd.Series]) -> list[Block]:
    said = room.passages[room.passages["theme"] == theme.id]
    definition = theme.definition.get(room.language)
    intro = [Paragraph(definition)] if definition else []
    lines = tuple(line for name in DIRECTIONS if (line := _cases_line(room, theme.id, name)))
    cases: list[Block] = [BulletList(lines)] if lines else []
    of = int(respondents(room.study)["document"].nunique())
    heard = (
        [Paragraph(room.say("heard", codes="; ".join(codes_heard(room.study, said, of, room.language))))]
        if len(said)
        else []
    )
    return [*intro, *cases, *heard, *_quotes(room, theme, used)]


def _cases_line(room: _Room, theme: str, direction: str) -> str:
    rows = room.table[(room.table["theme"] == theme) & (room.table["here"] == direction)]
    if rows.empty:
        return ""
    word = say_in(room.language, f"polarity.{direction}").capitalize()
    return room.say(
        "cases_line",
        word=word,
        cases=join([room.say("case", letter=case) for case in rows["case"]], room.language),
    )


def _quotes(room: _Room, theme: Code, used: list[pd.Series]) -> list[Quote]:
    """One passage that shows a barrier and one that shows the opposite, from two cases where that can be."""
    said = room.quotable[room.quotable["theme"] == theme.id]
    quotes: list[Quote] = []
    shown: list[str] = []
    for direction in ("barrier", "facilitator"):
        group = said[said["polarity"] == direction]
        elsewhere = choose(group[~group["case"].isin(shown)], used)
        best = choose(group, used) if elsewhere is None else elsewhere
        if best is not None:
            shown.append(best["case"])
            who = room.say("case", letter=best["case"])
            quotes.append(quote(best, who, reference=veiled(room.study, str(best["coding"]))))
    return quotes
