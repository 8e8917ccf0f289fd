"""Cases side by side: in how many interviews a theme or code comes up, and which way it points."""

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.counting import respondents, spoken
from casekit.analysis.floor import floor_of
from casekit.errors import LookupFailedError
from casekit.model.codebook import Code, Codebook
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = [
    "By",
    "Split",
    "comparable",
    "compare",
    "counts_of",
    "direction_of",
    "factors_only",
    "items_of",
    "one_language",
]

By = Literal["theme", "code"]
Split = Literal["sector", "language", "role"]
_SPLITS = {"sector": "sector", "language": "language", "role": "role_held"}
DIRECTIONS = ("barrier", "facilitator", "mixed", "neutral")


def compare(
    study: Study,
    *,
    by: By = "theme",
    split: Split | None = None,
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
    language: str | None = None,
) -> pd.DataFrame:
    """Case × theme (or code): one row for each pair, zeros included. What belongs to no case is not compared.

    Columns: ``case``, *split* if asked for, ``theme`` or ``code``; ``interviews`` that mention it ``of`` so many;
    ``people`` who do ``of_people``; ``passages``; ``words`` said in them; and of the interviews how many point to a
    ``barrier``, a ``facilitator``, both (``mixed``) or neither (``neutral``), as :func:`direction_of` counts its passages. An
    interview without any direction is in none of these four.

    With *suggestions* unreviewed suggestions are counted instead of codings; cases are then compared in one language only.
    *coders* limits whose codings count; *language* which documents.

    Raises:
        LookupFailedError: unknown codebook or coder, *by* or *split*, or suggestions of several languages.
    """
    allow(by, get_args(By))
    allow(split or "sector", get_args(Split))
    book = study.codebook(codebook)
    speech = comparable(spoken(study, book, by=by, coders=coders, suggestions=suggestions), language)
    who = comparable(respondents(study), language)
    one_language(who, suggestions=suggestions)
    unit = ["case", *([_SPLITS[split]] if split else [])]
    table = _filled(study, book, speech, who, unit, by).rename(columns={"role_held": "role"})
    told = {"by": by, "split": split, "codebook": codebook, "language": language, "suggestions": suggestions}
    return made_with(study, "compare", table, **told, coders=None if coders is None else tuple(coders))


def one_language(who: pd.DataFrame, *, suggestions: bool) -> None:
    """Refuse to compare cases of several languages by what nobody has reviewed.

    Raises:
        LookupFailedError: that is what was asked for.
    """
    if suggestions and who["language"].nunique() > 1 and who["case"].nunique() > 1:
        raise LookupFailedError(
            "suggestions_across_languages", languages=", ".join(sorted(set(who["language"])))
        )


def comparable(frame: pd.DataFrame, language: str | None) -> pd.DataFrame:
    """What belongs to a case, and is in *language* if one is asked for."""
    kept = frame[frame["case"] != ""]
    return kept if language is None else kept[kept["language"] == language]


def _filled(
    study: Study, book: Codebook, speech: pd.DataFrame, who: pd.DataFrame, unit: list[str], by: By
) -> pd.DataFrame:
    bases = who.groupby(unit).agg(of=("document", "nunique"), of_people=("person", "nunique"))
    items = pd.Index([code.id for code in items_of(book, by)], name=by)
    grid = bases.reset_index().merge(items.to_frame(index=False), how="cross")
    counted = counts_of(study, speech, [*unit, by])
    table = grid.merge(counted, on=[*unit, by], how="left")
    numbers = ["interviews", "people", "passages", "words", *DIRECTIONS]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    order = [*unit, by, "interviews", "of", "people", "of_people", "passages", "words", *DIRECTIONS]
    return _in_order(table[order], study, items)


def items_of(book: Codebook, by: str) -> tuple[Code, ...]:
    """The rows of the codebook; by code, the codes that are not themes."""
    return book.themes if by == "theme" else tuple(code for code in book if code.parent is not None)


def counts_of(study: Study, speech: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """What :func:`compare` counts, in *speech*, for each value of the columns *unit* that somebody mentions."""
    counts = speech.groupby(unit).agg(
        interviews=("document", "nunique"), people=("person", "nunique"), passages=("passage", "nunique")
    )
    counts["words"] = speech.assign(words=floor_of(study).words(speech)).groupby(unit)["words"].sum()
    return counts.join(_directions(speech, unit)).reset_index()


def _directions(speech: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """Per interview one direction, counted by case and item."""
    directed = speech[speech["polarity"] != ""].drop_duplicates([*unit, "document", "passage"])
    votes = directed.groupby([*unit, "document", "polarity"]).size().unstack(fill_value=0)
    votes = votes.reindex(columns=list(DIRECTIONS), fill_value=0)
    voted = votes.assign(direction=[direction_of(*row) for row in records(votes)])
    table = voted.groupby([*unit, "direction"]).size().unstack(fill_value=0)
    return table.reindex(columns=list(DIRECTIONS), fill_value=0)


def direction_of(barrier: int, facilitator: int, mixed: int, neutral: int) -> str:
    """Which way a number of passages (or interviews) points: one way if at least two of three do, else both ways.

    What is neutral has no voice unless there is nothing else.

    >>> direction_of(4, 2, 0, 3), direction_of(4, 3, 0, 0), direction_of(0, 0, 0, 2)
    ('barrier', 'mixed', 'neutral')
    """
    pointing = barrier + facilitator + mixed
    if pointing == 0:
        return "neutral" if neutral else ""
    if 3 * barrier >= 2 * pointing:
        return "barrier"
    return "facilitator" if 3 * facilitator >= 2 * pointing else "mixed"


def _in_order(table: pd.DataFrame, study: Study, items: pd.Index) -> pd.DataFrame:
    """Cases as the project has them, items as the codebook has them."""
    cases = {case: position for position, case in enumerate(study.cases["case"])}
    places = {item: position for position, item in enumerate(items)}
    rank = {"case": lambda column: column.map(cases), str(items.name): lambda column: column.map(places)}
    return table.sort_values(
        list(table.columns[: list(table.columns).index("interviews")]),
        key=lambda column: rank.get(str(column.name), lambda same: same)(column),
        kind="stable",
        ignore_index=True,
    )


def factors_only(table: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The rows of a comparison about what can hinder or help, without the steps of a process."""
    item = "theme" if "theme" in table.columns else "code"
    factors = {theme.id for theme in book.factor_themes}
    kept = [book.theme_of(code) in factors for code in table[item]]
    return table[pd.Series(kept, index=table.index, dtype="bool")]
